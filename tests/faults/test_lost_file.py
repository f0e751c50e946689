"""The database's file is taken away under a serving process: nothing acknowledged is lost.

Tried with `rm`, with another file in its place, and with only the files beside it gone.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.storage.backup import check
from tests.support.contests import shipped
from tests.support.marking import Marking, judges_marking
from tests.support.server import Server, scoreboard, serving
from tests.support.sweeps import later
from tests.support.waiting import until

SLUG = "nm2024"


def gone(folder: Path) -> None:
    for file in folder.glob("scoreboard.db*"):
        file.unlink()


def only_beside(folder: Path) -> None:
    for file in folder.glob("scoreboard.db-*"):
        file.unlink()


def replaced(folder: Path) -> None:
    older = folder / "older.db"
    with closing(sqlite3.connect(older)) as made:
        made.execute("CREATE TABLE other (id)")
    older.replace(folder / "scoreboard.db")


def moved(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    for file in folder.glob("scoreboard.db*"):
        file.rename(folder / "elsewhere" / file.name)


def folder_gone(folder: Path) -> None:
    shutil.rmtree(folder)


def acknowledged(marking: list[Marking]) -> int:
    return sum(len(one.acknowledged) for one in marking)


def ids_in(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as opened:
        return {uid for (uid,) in opened.execute("SELECT uid FROM entries")}


@pytest.mark.parametrize(
    ("take", "mode"),
    [
        (gone, "eventlet"),
        (only_beside, "eventlet"),
        later(replaced, "eventlet"),
        later(moved, "eventlet"),
        later(folder_gone, "eventlet"),
        later(gone, "threading"),
        later(only_beside, "threading"),
        later(gone, "gevent"),
    ],
)
def test_what_was_acknowledged_is_in_the_rescue_copy_and_nothing_more_is_acknowledged(
    take: Callable[[Path], None], mode: str, tmp_path: Path
) -> None:
    with serving(tmp_path / "data", shipped(), mode=mode) as server:
        server.scorer(SLUG).set_round("open", "r1")
        with judges_marking(server, SLUG, ["j1", "j2", "j3"]) as marking:
            until(lambda: acknowledged(marking) >= 30, "thirty marks are in")
            take(server.data)
            until(lambda: all(one.refused for one in marking), "every judge is refused")
            copy = until(lambda: rescue(server.data), "a rescue copy is there")
            said = until(lambda: naming(marking[0], str(copy)), "the copy is named")
        marks = {uid for one in marking for uid in one.acknowledged}
        assert len(marks) >= 30
        assert marks <= ids_in(copy)
        assert check(copy)[SLUG] >= len(marks)
        assert "scoreboard restore" in said
        health = server.http.get(f"{server.url}/healthz")
        assert (health.status_code, health.json()["status"]) == (503, "failing")
        assert "scoreboard.db" in health.json()["writing"]
        assert str(tmp_path) not in health.text, "where it is, is not for everybody"
        for one in marking:
            assert {answer.status_code for answer in one.refused} == {503}
            assert "不再记录" in one.refused[-1].json()["detail"]
            assert one.refused[-1].headers["Retry-After"]
        assert server.stranger(SLUG).board()["version"], "what is known is still shown"
        if take is not folder_gone:
            # Its log and its key went with it.
            assert str(copy) in server.log
            come_back(server, copy, marks)


def rescue(folder: Path) -> Path | None:
    return next(iter((folder / "backups").glob("rescue-*.db")), None)


def naming(judge: Marking, wanted: str) -> str | None:
    """What whoever writes is told, once it names this."""
    said: str = judge.refused[-1].json()["detail"]
    return said if wanted in said else None


def come_back(server: Server, copy: Path, marks: set[str]) -> None:
    """A start passes over no rescue copy; the command that it names brings everything back."""
    server.kill()
    refused = scoreboard("serve", "--port", str(server.port), data=server.data)
    assert refused.returncode == 1
    assert str(copy) in refused.stderr
    assert refused.stderr.count("\n") == 1
    restored = scoreboard("restore", str(copy), "--force", data=server.data)
    assert restored.returncode == 0, restored.stderr
    server.start()
    assert marks <= ids_in(server.data / "scoreboard.db")
    assert server.judge(SLUG, "j1").mark("r1", "hyzg", 5).status_code == 201
    assert copy.is_file(), "the copy stays"
