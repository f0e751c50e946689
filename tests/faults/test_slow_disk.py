"""While the disk takes its time with a mark, everybody else is answered and the wall goes on."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from httpx import Response

from tests.support.contests import contest
from tests.support.screens import screen
from tests.support.server import serving
from tests.support.sweeps import MODES
from tests.support.waiting import until

SLUG, OTHER = "slow", "beside"


@pytest.mark.parametrize("mode", MODES)
def test_while_a_mark_waits_for_the_disk_everybody_else_is_answered(
    tmp_path: Path, mode: str
) -> None:
    disk, begun = tmp_path / "disk.slow", tmp_path / "disk.begun"
    program = ("tests.faults.slow_disk", str(disk))
    with (
        serving(
            tmp_path / "data", contest(SLUG, 7, judges=4), mode=mode, program=program
        ) as server,
        ThreadPoolExecutor() as beside,
    ):
        server.load(contest(OTHER, 7, judges=1))
        server.scorer(SLUG).set_round("open", "r1")
        judge, neighbour = server.judge(SLUG, "j1"), server.judge(SLUG, "j2")
        before = server.stranger(SLUG).board()["version"]

        def on_its_way(team: str) -> Future[Response]:
            """A mark for which the disk takes its time."""
            disk.touch()
            begun.unlink(missing_ok=True)
            mark = beside.submit(judge.mark, "r1", team, 7)
            until(begun.exists, "the disk has begun")
            return mark

        # The first that is slow may hold the loop: only then is it known.
        first = on_its_way("t1")
        disk.unlink()
        assert first.result().status_code == 201
        with screen(server, OTHER, "display") as wall:
            second = on_its_way("t2")
            assert server.http.get(f"{server.url}/healthz").status_code == 200
            assert server.http.get(f"{server.url}/join").status_code == 200
            # Nobody sees the mark yet, of this event neither, and nobody waits for it.
            for path in ("/", f"/e/{SLUG}", f"/e/{SLUG}/display"):
                assert server.http.get(f"{server.url}{path}").status_code == 200
            assert server.stranger(SLUG).board()["version"] == before + 1
            assert server.scorer(SLUG).board()["version"] == before + 1
            assert server.stranger(OTHER).board()["version"] == wall.versions[-1]
            with screen(server, OTHER, "audience") as phone:
                assert phone.versions == wall.versions[-1:]
            assert not second.done(), "all that was answered while the mark waited"
            third = beside.submit(neighbour.mark, "r1", "t2", 9)
            disk.unlink()
        versions = [mark.result().json()["version"] for mark in (first, second, third)]
        assert versions == [before + 1, before + 2, before + 3]
        assert server.stranger(SLUG).board()["version"] == before + 3
    assert "behind what was committed" not in server.log
