"""A process is stopped where it stands and goes on later (a laptop's lid): others wait for nobody.

On PostgreSQL the one that is stopped in the middle of a write holds the event's row. Who reads
notices nothing; who writes is told to try again until the server lets the row go.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from scoreboard.limits import IDLE_TRANSACTION_SECONDS, WRITE_SECONDS
from tests.support.contests import shipped
from tests.support.marking import judges_marking
from tests.support.postgresql import postgresql_server
from tests.support.server import Server
from tests.support.waiting import allowed, until

SLUG = "nm2024"
KEY = "one key for both of these servers"
# Tries of which in some the process is stopped in the middle of a write.
TRIES = 4
IN_A_WRITE = """
    SELECT count(*) FROM pg_stat_activity
    WHERE application_name = 'scoreboard' AND state = 'idle in transaction'
"""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server, str]]:
    """Two processes on one PostgreSQL, and its address."""
    folder = tmp_path_factory.mktemp("paused")
    with postgresql_server() as postgresql:
        settings = {"SCOREBOARD_DATABASE_URL": postgresql.url, "SCOREBOARD_SECRET_KEY": KEY}
        servers = [Server(folder / name, fresh=True, **settings) for name in ("first", "second")]
        try:
            servers[0].load(shipped())
            for server in servers:
                server.start()
            servers[0].scorer(SLUG).set_round("open", "r1")
            yield servers[0], servers[1], postgresql.url.replace("+psycopg", "")
        finally:
            for server in servers:
                server.stop()


@contextmanager
def stopped(server: Server) -> Iterator[None]:
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


def stop_in_a_write(server: Server, url: str) -> bool:
    """Stop it while it writes, if it can be met there; whether it was."""
    for _ in range(40):
        os.kill(server.pid, signal.SIGSTOP)
        with psycopg.connect(url) as asked:
            (held,) = asked.execute(IN_A_WRITE).fetchone() or (0,)
        if held:
            return True
        os.kill(server.pid, signal.SIGCONT)
        time.sleep(0.01)
    return False


@pytest.mark.long
@pytest.mark.timeout(200)
@pytest.mark.parametrize("_again", range(TRIES))
def test_a_process_stopped_in_a_write_keeps_nobody_waiting_and_loses_nothing(
    pair: tuple[Server, Server, str], _again: int
) -> None:
    first, second, url = pair
    judge = second.judge(SLUG, "j4")
    with judges_marking(first, SLUG, ["j1", "j2", "j3"]) as marking:
        until(lambda: all(one.acknowledged for one in marking), "marks are in")
        assert stop_in_a_write(first, url), "it writes most of the time"
        try:
            began = time.monotonic()
            while time.monotonic() - began < IDLE_TRANSACTION_SECONDS:
                for path in (f"/api/v1/events/{SLUG}/board", "/healthz"):
                    asked = time.monotonic()
                    answer = httpx.get(f"{second.url}{path}", trust_env=False, timeout=20)
                    assert answer.status_code == 200
                    assert time.monotonic() - asked < allowed(1), path
                time.sleep(0.1)
            written = until(lambda: judge.mark("r1", "hyzg", 7).status_code == 201, "it is let go")
            assert written
            waited = IDLE_TRANSACTION_SECONDS + WRITE_SECONDS + 2
            assert time.monotonic() - began < allowed(waited)
        finally:
            os.kill(first.pid, signal.SIGCONT)
        before = [len(one.acknowledged) for one in marking]
        until(
            lambda: all(len(one.acknowledged) > n for one, n in zip(marking, before, strict=True)),
            "every judge of the one that was stopped goes on",
        )
    known = {entry["id"] for entry in second.scorer(SLUG).ledger()}
    for one in marking:
        assert {answer.status_code for answer in one.refused} <= {503}
        assert one.acknowledged.keys() <= known


@pytest.mark.long
def test_a_single_process_that_was_stopped_goes_on_where_it_stood(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", fresh=True)
    try:
        server.load(shipped())
        server.start()
        server.scorer(SLUG).set_round("open", "r1")
        with judges_marking(server, SLUG, ["j1", "j2"]) as marking:
            until(lambda: all(one.acknowledged for one in marking), "marks are in")
            with stopped(server):
                time.sleep(3)
            before = [len(one.acknowledged) for one in marking]
            until(
                lambda: all(
                    len(one.acknowledged) > n for one, n in zip(marking, before, strict=True)
                ),
                "they go on",
            )
        known = {entry["id"] for entry in server.scorer(SLUG).ledger()}
        assert all(one.acknowledged.keys() <= known for one in marking)
    finally:
        server.stop()
