"""Many processes, one PostgreSQL: every mark gets the next number, and none is refused for it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from scoreboard.services import Services
from scoreboard.storage.access import Grant
from scoreboard.verbs.scorekeeping import SubmitMark
from scoreboard.verbs.verb import new_id
from tests.support.contests import contest
from tests.support.postgresql import postgresql_running
from tests.support.server import Server, serving
from tests.support.waiting import until

SLUG, TEAMS = "large", 25
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, event = tmp_path_factory.mktemp("large"), contest(SLUG, TEAMS, judges=2)
    with (
        postgresql_running() as url,
        serving(folder, event, SCOREBOARD_DATABASE_URL=url) as running,
    ):
        running.scorer(SLUG).set_round("open", "r1")
        yield running


@pytest.fixture
def beside(server: Server) -> Iterator[Services]:
    """A second process of the same installation: this one."""
    with server.at_home() as services:
        yield services


def test_a_writer_waits_until_the_one_before_has_its_number(
    server: Server, beside: Services
) -> None:
    before = server.scorer(SLUG).board()["version"]
    judge = server.judge(SLUG, "j1")

    def is_kept_waiting() -> bool:
        with beside.database.engine.connect() as look:
            return bool(look.scalar(text(WAITING)))

    with ThreadPoolExecutor() as others:
        with beside.ledger.writing(SLUG) as held:
            mark = others.submit(judge.mark, "r1", "t1", 50)
            until(is_kept_waiting, "the server's writer waits for the event's row")
            assert held.head.version == before
            assert not mark.done()
        assert mark.result().status_code == 201
    assert server.scorer(SLUG).board()["version"] == before + 1


def test_two_processes_write_at_once_without_a_gap_and_without_a_refusal(
    server: Server, beside: Services
) -> None:
    before = server.scorer(SLUG).board()["version"]
    teams = [f"t{n}" for n in range(1, TEAMS + 1)]
    judge, other = server.judge(SLUG, "j1"), Grant(SLUG, "judge", "j2", 1)
    with ThreadPoolExecutor() as others:
        sent = others.submit(lambda: [judge.mark("r1", team, 60).status_code for team in teams])
        for team in teams:
            beside.writer.write(SLUG, SubmitMark(other, new_id(), "r1", team, 62))
    assert sent.result() == [201] * TEAMS

    entries = server.scorer(SLUG).ledger(before)
    assert [entry["version"] for entry in entries] == list(
        range(before + 1, before + 2 * TEAMS + 1)
    )
    writers = [entry["judge"] for entry in entries]
    assert writers.count("j1") == writers.count("j2") == TEAMS
    assert writers != sorted(writers), "they wrote at once, not one after the other"
    assert beside.ledger.verify(SLUG) == before + 2 * TEAMS
    totals = {row["total"] for row in server.stranger(SLUG).board()["rows"]}
    assert totals == {"61"}, "each process shows what the other wrote"
