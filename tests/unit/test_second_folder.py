"""The second folder for backups: copied to, missed when it is away, and caught up with."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from scoreboard.limits import BACKUPS_NEWEST
from scoreboard.storage import second_folder
from scoreboard.storage.backup import BackupFailed
from scoreboard.storage.backup_mirror import MARK_FILE, mirror
from scoreboard.storage.rolling import kept_in
from scoreboard.storage.second_folder import SecondFolder

NOW = datetime(2024, 11, 30, 7, 0, 5, tzinfo=UTC)
MARK = "0123456789abcdef"


def name(minutes: int = 0) -> str:
    return f"backup-{NOW + timedelta(minutes=minutes):%Y%m%dT%H%M%S}.db"


def put(folder: Path, *names: str, size: int = 5) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in names:
        (folder / one).write_bytes(b"x" * size)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "backups"
    put(folder, name(0), name(1), "before-begin-quiz-20241130T070005.db", "notes.txt")
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def second(source: Path) -> SecondFolder:
    return SecondFolder(source.parent / "second_folder.json", source)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {MARK_FILE}


def look(second: SecondFolder, newest: str = "") -> None:
    """As soon as it is time to."""
    second._looked = None
    second.look(time.sleep, newest)


def test_what_is_named_gets_every_backup_and_nothing_else(
    second: SecondFolder, source: Path, stick: Path
) -> None:
    second.name(stick, time.sleep)
    assert names(stick) == {one.name for one in kept_in(source)}
    assert second.last is not None
    assert (second.last["behind"], second.last["newest"]) == (0, name(1))
    put(source, name(2))
    second.look(time.sleep, name(2))
    assert name(2) in names(stick), "a new backup is copied at once"
    again = SecondFolder(second._record, source)
    assert again.named == second.named, "it is known after a restart"


def test_a_stick_that_was_pulled_out_is_missed_and_caught_up_with(
    second: SecondFolder, source: Path, stick: Path, tmp_path: Path
) -> None:
    second.name(stick, time.sleep)
    away = stick.rename(tmp_path / "pulled")
    put(source, name(2))
    look(second)
    assert str(second.trouble) == "There is no such folder."
    # What some systems leave where it was: nothing may be written there, on the laptop's own disk.
    stick.mkdir()
    look(second)
    assert "plug the stick in" in str(second.trouble)
    assert list(stick.iterdir()) == []
    stick.rmdir()
    away.rename(stick)
    look(second)
    assert second.trouble is None
    assert name(2) in names(stick)


def test_a_folder_that_cannot_be_written_to_is_not_taken(
    second: SecondFolder, source: Path, tmp_path: Path
) -> None:
    for wrong, said in (
        (Path("stick"), "whole path"),
        (source, "within the data folder"),
        (source.parent / "elsewhere", "within the data folder"),
        (tmp_path / "nowhere", "no such folder"),
    ):
        with pytest.raises(BackupFailed, match=said):
            second.name(wrong, time.sleep)
    assert second.named is None
    assert not second._record.exists()


def test_what_is_named_no_longer_is_left_as_it_is(second: SecondFolder, stick: Path) -> None:
    second.name(stick, time.sleep)
    there = names(stick)
    second.forget()
    look(second)
    assert names(stick) == there
    assert (second.named, second.last, second.trouble) == (None, None, None)


def test_one_that_is_set_is_waited_for_and_then_known_by_its_mark(
    source: Path, stick: Path, tmp_path: Path
) -> None:
    away = stick.rename(tmp_path / "not-yet")
    second = SecondFolder(source.parent / "second_folder.json", source, stick)
    look(second)
    assert second.trouble is not None
    away.rename(stick)
    look(second)
    assert second.trouble is None
    assert name(1) in names(stick)
    assert (stick / MARK_FILE).exists()


def test_two_laptops_may_share_a_stick(second: SecondFolder, stick: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "backups"
    put(other, name(7))
    theirs = SecondFolder(other.parent / "second_folder.json", other)
    second.name(stick, time.sleep)
    theirs.name(stick, time.sleep)
    look(second)
    look(theirs)
    assert (second.trouble, theirs.trouble) == (None, None)
    assert {name(0), name(1), name(7)} <= names(stick)


def test_a_disk_that_does_not_answer_holds_nobody_up(
    second: SecondFolder, stick: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    second.name(stick, time.sleep)
    hangs = tmp_path / "hangs"
    hangs.write_text("#!/bin/sh\nexec sleep 600\n")
    hangs.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(hangs))
    monkeypatch.setattr(second_folder, "SECOND_FOLDER_SECONDS", 0.1)
    look(second)
    assert str(second.trouble) == "The disk is not there, or does not answer."


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_in_a_full_folder_older_ones_make_room_and_the_newest_three_stay(
    source: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stick / MARK_FILE).write_text(MARK)
    put(stick, *(name(-n) for n in range(1, 6)))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 0))
    done = mirror(source, stick, MARK, adopt=False)
    assert (done["trouble"], done["behind"]) == (errno.ENOSPC, 3)
    assert names(stick) == {name(-1), name(-2), name(-3)}


def test_a_copy_is_whole_or_not_there(
    source: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stick / MARK_FILE).write_text(MARK)

    def pulled_out(_read: object, written: object, _size: int) -> None:
        written.write(b"x")  # type: ignore[attr-defined]
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(shutil, "copyfileobj", pulled_out)
    assert mirror(source, stick, MARK, adopt=False)["trouble"] == errno.EIO
    assert names(stick) == set()


def test_a_stick_that_turned_read_only_is_noticed_before_the_next_backup(
    source: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mirror(source, stick, MARK, adopt=True)["trouble"] == 0
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert mirror(source, stick, MARK, adopt=False)["trouble"] in (errno.EROFS, errno.EACCES)


def test_the_second_folder_keeps_the_same_set_and_a_torn_copy_is_made_anew(
    source: Path, stick: Path
) -> None:
    put(source, *(name(n) for n in range(2, BACKUPS_NEWEST + 9)))
    put(stick, name(1), size=3)
    done = mirror(source, stick, MARK, adopt=True)
    assert done == {
        "trouble": 0,
        "mark": MARK,
        "behind": 0,
        "newest": name(BACKUPS_NEWEST + 8),
        "same_disk": True,
    }
    rolling = [one.name for one in kept_in(stick) if one.rolls]
    assert rolling == [name(n) for n in range(BACKUPS_NEWEST + 8, 8, -1)]
