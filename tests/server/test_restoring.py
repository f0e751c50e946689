"""A backup is made while judges mark, the laptop is lost, and another goes on with it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench import bulk
from scoreboard.config import from_environment
from scoreboard.services import open_services
from scoreboard.storage.backup import check
from scoreboard.storage.recovery import Recovery
from tests.support.server import Server, scoreboard
from tests.support.sweeps import later
from tests.support.waiting import until

TEAMS, JUDGES = 40, 3
# Seconds in which the second laptop must serve.
A_MINUTE = 60


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    started: list[Server] = []
    yield started
    for server in started:
        server.stop()


def begun(data: Path, servers: list[Server], entries: int, mode: str) -> Server:
    """A server with a ledger of so many entries, whose last round is open."""
    data.mkdir()
    services = open_services(from_environment({}, data=data))
    bulk.write(services, entries, bulk.event(TEAMS, JUDGES))
    services.database.engine.dispose()
    server = Server(data, mode, fresh=True)
    servers.append(server)
    server.start()
    return server


def marks_given(server: Server) -> list[str]:
    """The ids of a judge's marks for all teams, each of them acknowledged."""
    judge_id = server.links(bulk.SLUG)["judges"][0]["id"]
    judge = server.judge(bulk.SLUG, judge_id)
    given = []
    for n in range(1, TEAMS + 1):
        answer = judge.mark(bulk.OPEN, f"t{n}", n % 20)
        assert answer.status_code == 201, answer.text
        given.append(answer.json()["entry"]["id"])
    return given


@pytest.mark.parametrize(
    ("entries", "mode"),
    [
        (0, "eventlet"),
        later(0, "gevent"),
        later(0, "threading"),
        later(20_000, "eventlet"),
    ],
)
def test_the_second_laptop_goes_on_within_a_minute_and_all_cards_open(
    tmp_path: Path, servers: list[Server], entries: int, mode: str
) -> None:
    first = begun(tmp_path / "first", servers, entries, mode)
    scorer = first.scorer(bulk.SLUG)
    with ThreadPoolExecutor(1) as judges:
        marking = judges.submit(marks_given, first)
        names = [scorer.post("backup").json()["name"] for _ in range(3)]
        given = marking.result()
    backups = first.data / "backups"
    lengths = [check(backups / name)[bulk.SLUG] for name in names]
    assert lengths == sorted(lengths), "each was whole, and held what had been written until then"

    scorer.set_round("close", bulk.OPEN)
    whole = until(
        lambda: [path for path in backups.glob("backup-*") if path.name not in names],
        "a backup follows by itself",
    )[-1]
    ledger, code = scorer.ledger(), Recovery(_key(first)).code
    links = first.links(bulk.SLUG)
    first.kill()

    began, data = time.monotonic(), tmp_path / "second"
    done = scoreboard("restore", whole, "--recovery-code", code, data=data)
    assert done.returncode == 0, done.stderr
    assert "All printed cards and PINs still open." in done.stdout
    second = Server(data, mode, fresh=True)
    servers.append(second)
    second.start()
    assert time.monotonic() - began < A_MINUTE
    for link in (links["scorer"], links["organiser"], links["judges"][0]["url"]):
        opened = second.http.get(f"{second.url}/join/{link.rsplit('/', 1)[1]}")
        assert opened.status_code == 302, "the printed card still opens"
    restored = second.scorer(bulk.SLUG).ledger()
    assert [entry["hash"] for entry in restored] == [entry["hash"] for entry in ledger]
    assert set(given) <= {entry["id"] for entry in restored}
    assert second.judge(bulk.SLUG, links["judges"][0]["id"]).ask("GET", "board").status_code == 200


def _key(server: Server) -> str:
    return (server.data / "secret_key").read_text(encoding="ascii").strip()
