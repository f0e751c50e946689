"""Another program holds the database: who reads notices nothing, who writes waits and is told."""

from __future__ import annotations

import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.contests import shipped
from tests.support.screens import screen
from tests.support.server import Server, scoreboard, serving
from tests.support.sweeps import MODES
from tests.support.waiting import allowed

SLUG = "nm2024"
# It stood still for as long as the lock lasted; a machine that does much else takes its time.
AT_ONCE = 1.0
LOCKER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module", params=MODES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp(f"locked-{request.param}")
    with serving(folder, shipped(), mode=request.param) as running:
        running.scorer(SLUG).set_round("open", "r1")
        for path in (f"/e/{SLUG}", f"/e/{SLUG}/display"):
            assert running.http.get(f"{running.url}{path}").status_code == 200
        yield running


@contextmanager
def held(server: Server) -> Iterator[None]:
    """The database is held by another program inside this block."""
    command = [sys.executable, "-c", LOCKER, str(server.data / "scoreboard.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as locker:
        assert locker.stdout
        assert locker.stdout.readline() == b"held\n"
        yield
        locker.communicate(timeout=10)


def quickly(server: Server, path: str) -> httpx.Response:
    before = time.monotonic()
    answer = httpx.get(f"{server.url}{path}", trust_env=False, verify=False, timeout=20)
    took = time.monotonic() - before
    assert answer.status_code == 200
    assert took < allowed(AT_ONCE), f"{path} stood still for {took:.1f} s"
    return answer


def test_nobody_who_looks_on_waits_while_judges_wait_to_write(server: Server) -> None:
    ids = {f"j{n}": str(uuid.uuid4()) for n in range(1, 6)}
    judges = {name: server.judge(SLUG, name) for name in ids}
    before = server.stranger(SLUG).board()["version"]
    with ThreadPoolExecutor(5) as tablets:
        with held(server):
            sent = {
                name: tablets.submit(judge.mark, "r1", "hyzg", 10, id=ids[name])
                for name, judge in judges.items()
            }
            for _ in range(2):
                quickly(server, f"/api/v1/events/{SLUG}/board")
                quickly(server, f"/e/{SLUG}")
                quickly(server, f"/e/{SLUG}/display")
                quickly(server, "/healthz")
                arrived = time.monotonic()
                with screen(server, SLUG, "audience") as phone:
                    assert phone.boards
                    assert time.monotonic() - arrived < allowed(2 * AT_ONCE)
        answers = {name: mark.result(timeout=10) for name, mark in sent.items()}
    for name, answer in answers.items():
        if answer.status_code == 503:  # the looks took longer than a writer waits
            answers[name] = judges[name].mark("r1", "hyzg", 10, id=ids[name])
    assert [answer.status_code for answer in answers.values()] == [201] * 5
    assert server.stranger(SLUG).board()["version"] == before + 5


def test_who_cannot_write_for_long_is_told_calmly_and_is_counted_once_later(server: Server) -> None:
    judge, one = server.judge(SLUG, "j1"), str(uuid.uuid4())
    with held(server):
        began = time.monotonic()
        refused = judge.mark("r1", "yzwd", 7, id=one)
        assert 2 < time.monotonic() - began < allowed(5), "before the tablet gives up waiting"
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) <= 2
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert "另一个程序正在使用数据库" in refused.json()["detail"]
        quickly(server, f"/api/v1/events/{SLUG}/board")
    assert judge.mark("r1", "yzwd", 7, id=one).status_code == 201
    assert judge.mark("r1", "yzwd", 7, id=one).status_code == 200
    assert [entry["id"] for entry in server.scorer(SLUG).ledger()].count(one) == 1


def test_the_desks_act_is_done_as_soon_as_the_database_is_free(server: Server) -> None:
    desk = server.scorer(SLUG)
    with ThreadPoolExecutor(1) as hands:
        with held(server):
            asked = hands.submit(desk.post, "rounds/r1/close")
            quickly(server, f"/e/{SLUG}")
        assert asked.result(timeout=10).status_code == 200
    desk.set_round("reopen", "r1")


@pytest.mark.parametrize(
    "command", [["verify", SLUG], ["links", SLUG], ["export", SLUG, "--format", "json"]]
)
def test_a_command_that_only_reads_is_answered_at_once(server: Server, command: list[str]) -> None:
    free = scoreboard(*command, "--data", str(server.data))
    assert free.returncode == 0, free.stderr
    with held(server):
        done = scoreboard(*command, "--data", str(server.data))
    assert (done.returncode, done.stdout) == (0, free.stdout), done.stderr


def test_a_database_that_cannot_be_read_is_no_answer_at_all(tmp_path: Path) -> None:
    (tmp_path / "scoreboard.db").write_bytes(b"no database at all" * 100)
    done = scoreboard("verify", SLUG, "--data", str(tmp_path))
    assert done.returncode == 2
    assert "the database cannot be used" in done.stderr
