"""PostgreSQL comes back without its last commits, while the scoreboard goes on serving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.contests import shipped
from tests.support.postgresql import PostgreSQL, postgresql_server
from tests.support.screens import screen
from tests.support.server import Server
from tests.support.waiting import until

SLUG = "nm2024"
KEY = "one key for this server's tests"
pytestmark = [pytest.mark.long, pytest.mark.timeout(200)]


@pytest.fixture
def postgresql() -> Iterator[PostgreSQL]:
    with postgresql_server() as running:
        yield running


@pytest.fixture
def server(postgresql: PostgreSQL, tmp_path: Path) -> Iterator[Server]:
    made = Server(
        tmp_path / "data",
        SCOREBOARD_DATABASE_URL=postgresql.url,
        SCOREBOARD_SECRET_KEY=KEY,
    )
    try:
        made.load(shipped())
        made.start()
        yield made
    finally:
        made.stop()


def mark(server: Server, team: str, value: int) -> int:
    answer = server.judge(SLUG, "j1").mark("r1", team, value)
    assert answer.status_code == 201, answer.text
    version: int = answer.json()["version"]
    return version


def test_every_screen_starts_over_and_the_next_mark_is_no_error(
    postgresql: PostgreSQL, server: Server, tmp_path: Path
) -> None:
    server.scorer(SLUG).set_round("open", "r1")
    kept = mark(server, "hyzg", 9)
    postgresql.stop("fast")
    older = tmp_path / "older"
    postgresql.copy_to(older)
    postgresql.start()
    until(lambda: server.http.get(f"{server.url}/healthz").status_code == 200, "it answers again")
    for team in ("yzwd", "hlbf", "bhlc"):
        lost = mark(server, team, 8)
    before = server.stranger(SLUG).board()
    with screen(server, SLUG, "display") as wall:
        wall.shows(lost)
        postgresql.stop()
        postgresql.put_back(older)
        postgresql.start()
        # By the watch alone: nobody writes.
        until(lambda: wall.boards[-1]["ledger"] != before["ledger"], "the wall starts over")
        assert wall.boards[-1]["version"] == kept
    assert mark(server, "djdh", 7) == kept + 1
    board = server.stranger(SLUG).board()
    assert board["version"] == kept + 1
    (copy,) = (server.data / "backups").glob(f"lost-{SLUG}-*.json")
    assert f"up to entry {lost}; it is kept in {copy}" in server.log
    assert "unexpected error" not in server.log
