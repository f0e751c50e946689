"""A disk that is full, refuses what is written, or is only read: named, and nothing is lost.

A full one is a disk in memory, and one that its system only reads since it failed is a real ext4 in
a file: only who may mount can have them. That writes are refused is tried by whoever it is.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.contests import shipped
from tests.support.ext4 import Ext4, done
from tests.support.marking import Marking, judges_marking
from tests.support.server import Server, command_of, environment_of, scoreboard, serving
from tests.support.waiting import until

SLUG = "nm2024"
# By root too: whoever owns a file then needs its permission.
AS_OTHERS = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override", "--")


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
    return done(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)])


@pytest.fixture
def ext4(tmp_path: Path) -> Iterator[Ext4]:
    disk = Ext4(tmp_path)
    try:
        if not disk.make():
            pytest.skip("a disk of its own can be had only by who may mount one")
        yield disk
    finally:
        disk.umount("-l")


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


@pytest.mark.long
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


def test_a_disk_that_refuses_what_is_written_is_named_and_tried_again(tmp_path: Path) -> None:
    with serving(tmp_path, shipped(), fresh=True) as server:
        server.scorer(SLUG).set_round("open", "r1")
        with judges_marking(server, SLUG, ["j1", "j2"]) as marking:
            until(lambda: all(one.acknowledged for one in marking), "marks are in")
            # Files that are open already take nothing more, as on a disk that has failed.
            _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, most))
            until(lambda: refused(marking, "磁盘出错"), "the disk is named")
            assert str(server.data / "scoreboard.db") in marking[0].refused[-1].json()["detail"]
            health = server.http.get(f"{server.url}/healthz")
            assert (health.status_code, "The disk fails" in health.json()["writing"]) == (503, True)
            assert server.stranger(SLUG).board()["version"], "who reads goes on"
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, most))
            go_on(marking)
            assert server.http.get(f"{server.url}/healthz").status_code == 200
        holds(server, marking)


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["links", SLUG]])
def test_a_folder_that_may_only_be_read_is_named_before_anything_is_served(
    tmp_path: Path, command: list[str]
) -> None:
    server = Server(tmp_path / "data")
    server.load(shipped())
    held = [server.data, *server.data.rglob("*")]
    for path in held:
        path.chmod(0o555 if path.is_dir() else 0o444)
    as_others = AS_OTHERS if os.geteuid() == 0 else ()
    assert not as_others or shutil.which(as_others[0])
    try:
        ended = subprocess.run(
            [*as_others, *command_of(*command)],
            env=environment_of(server.data, {}),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        for path in held:
            path.chmod(0o755)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "The disk can only be read." in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.long
def test_a_disk_that_its_system_only_reads_since_it_failed_is_named_and_loses_nothing(
    ext4: Ext4,
) -> None:
    with serving(ext4.folder / "data", shipped(), fresh=True) as server:
        server.scorer(SLUG).set_round("open", "r1")
        with judges_marking(server, SLUG, ["j1", "j2"]) as marking:
            until(lambda: all(one.acknowledged for one in marking), "marks are in")
            # In the middle of a commit, perhaps, which Linux calls kept and then throws away.
            ext4.fail()
            until(lambda: refused(marking, "是只读的"), "the disk is named")
            health = server.http.get(f"{server.url}/healthz")
            assert health.status_code == 503
            assert "may only be read" in health.json()["writing"]
            assert server.stranger(SLUG).board()["version"], "who reads goes on"
        # What was in memory alone never reaches the disk; the keys had.
        server.kill()
        ext4.repair()
        server.start()
        holds(server, marking)
        server.kill()
