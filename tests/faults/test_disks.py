"""A disk that is full: it is named with what is free, and waited for, and nothing is lost.

The disk is one in memory, which only who may mount can have.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.contests import shipped
from tests.support.marking import Marking, judges_marking
from tests.support.server import Server, scoreboard, serving
from tests.support.waiting import until

SLUG = "nm2024"
pytestmark = pytest.mark.long


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of six megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not _mounted(folder, "size=6m"):
        pytest.skip("a disk of its own can be had only by who may mount one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def _mounted(folder: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def fill(folder: Path) -> Path:
    """Leave no byte free."""
    file = folder / "film.mp4"
    with suppress(OSError), file.open("wb", buffering=0) as film:
        while True:
            film.write(b"x" * 4096)
    with suppress(OSError), file.open("ab", buffering=0) as film:
        while True:
            film.write(b"x")
    return file


def refused(marking: list[Marking], words: str) -> bool:
    return all(one.refused and words in one.refused[-1].json()["detail"] for one in marking)


def go_on(marking: list[Marking]) -> None:
    before = [len(one.acknowledged) for one in marking]
    until(
        lambda: all(len(one.acknowledged) > n for one, n in zip(marking, before, strict=True)),
        "marks are taken again by themselves",
    )


def holds(server: Server, marking: list[Marking]) -> None:
    """Every mark that was acknowledged is there once; also after the power failed."""
    server.kill()
    verified = scoreboard("verify", SLUG, data=server.data)
    assert verified.returncode == 0, verified.stderr
    server.start()
    known = [entry["id"] for entry in server.scorer(SLUG).ledger()]
    assert len(known) == len(set(known))
    for one in marking:
        assert {answer.status_code for answer in one.refused} <= {503}
        assert one.acknowledged.keys() <= set(known)


def test_a_full_disk_is_named_with_what_is_free_and_waited_for(disk: Path) -> None:
    with serving(disk / "data", shipped()) as server:
        server.scorer(SLUG).set_round("open", "r1")
        with judges_marking(server, SLUG, ["j1", "j2"]) as marking:
            until(lambda: all(one.acknowledged for one in marking), "marks are in")
            film = fill(disk)
            until(lambda: refused(marking, "磁盘已满"), "the disk is named")
            detail = marking[0].refused[-1].json()["detail"]
            assert "0.0 MB" in detail
            assert str(server.data) in detail
            health = server.http.get(f"{server.url}/healthz")
            assert health.status_code == 503
            assert "The disk is full" in health.json()["writing"]
            assert server.stranger(SLUG).board()["version"]
            film.unlink()
            go_on(marking)
            assert server.http.get(f"{server.url}/healthz").status_code == 200
        holds(server, marking)
