"""The rolling set of backups: what stays, what goes, and that the marks keep their disk."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from scoreboard.in_thread import here
from scoreboard.limits import BACKUP_LEAVES, BACKUPS_DAYS, BACKUPS_HOURS, BACKUPS_NEWEST
from scoreboard.storage.backup import BackupFailed, check
from scoreboard.storage.backup_set import Backups, prune
from scoreboard.storage.copying import DatabaseFile
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.storage.rolling import Kept, kept_in, outdated
from tests.unit.ledgers import five

NOW = datetime(2024, 11, 30, 7, 0, 5, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "scoreboard.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine, path, tmp_path / "backups", NOW)
    five(Ledger(Database(engine)))
    engine.dispose()
    return path


def backups_of(file: Path, seal: str = "") -> Backups:
    return Backups(
        file.parent / "backups", DatabaseFile(file), lambda: NOW, seal=lambda _slug: seal
    )


def at(moment: datetime) -> Kept:
    return Kept(f"backup-{moment:%Y%m%dT%H%M%S}.db", moment, 1)


def test_the_backup_before_a_begin_has_a_clear_name(file: Path) -> None:
    backups = backups_of(file)
    name = backups.before_begin("quiz")
    assert name == "before-begin-quiz-20241130T070005.db"
    assert check(backups.folder / name) == {"quiz": 5}


def test_a_backup_says_in_its_name_when_it_was_made_and_what_it_seals(file: Path) -> None:
    made = backups_of(file, seal="quiz.5.0123456789abcdef").make("quiz")
    assert made.name == "backup-20241130T070005-quiz.5.0123456789abcdef.db"
    assert made.at == NOW
    assert kept_in(file.parent / "backups") == [made]
    assert check(file.parent / "backups" / made.name) == {"quiz": 5}


def test_the_newest_stay_and_of_each_hour_and_day_the_newest(tmp_path: Path) -> None:
    """Forty days with a backup each minute of two hours a day."""
    moments = [
        NOW - timedelta(days=day, minutes=minute) for day in range(40) for minute in range(120)
    ]
    kept = [at(moment) for moment in sorted(moments, reverse=True)]
    gone = set(outdated(kept))
    stay = [one for one in kept if one not in gone]
    assert stay[:BACKUPS_NEWEST] == kept[:BACKUPS_NEWEST]
    assert len({one.at.date() for one in stay}) == BACKUPS_DAYS
    assert len(stay) <= BACKUPS_NEWEST + BACKUPS_HOURS + BACKUPS_DAYS
    by_day = {one.at.date(): one for one in reversed(kept)}
    assert all(by_day[day] in stay for day in sorted(by_day)[-BACKUPS_DAYS:])
    assert outdated(stay) == [], "taking away what is outdated leaves nothing that is"


def test_what_was_copied_before_something_was_cleared_is_never_taken_away(tmp_path: Path) -> None:
    names = ["before-begin-quiz-20200101T000000.db", "before-0004-20200101T000000.db", "notes.txt"]
    rolling = [at(NOW - timedelta(seconds=n)).name for n in range(BACKUPS_NEWEST + 9)]
    for name in (*names, *rolling):
        (tmp_path / name).touch()
    prune(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*names, *rolling[:BACKUPS_NEWEST]}


def test_a_clock_set_back_does_not_take_away_the_backup_just_made(
    file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for n in range(BACKUPS_NEWEST):
        (folder / at(NOW + timedelta(hours=1, seconds=n)).name).touch()
    for n in range(BACKUPS_DAYS):
        (folder / at(NOW + timedelta(days=n)).name).touch()
    made = backups_of(file).make("quiz")
    assert (folder / made.name).exists()


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_the_last_of_the_disk_is_left_to_the_marks(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, BACKUP_LEAVES))
    folder = file.parent / "backups"
    folder.mkdir()
    for n in range(1, 6):
        (folder / at(NOW - timedelta(minutes=n)).name).touch()
    with pytest.raises(BackupFailed, match="64 MB left, and the marks need them"):
        backups_of(file).make("quiz")
    left = [one.at for one in kept_in(folder)]
    assert left == [NOW - timedelta(minutes=n) for n in (1, 2, 3)], "older ones made room"


def test_what_a_disk_refuses_is_said_in_words(file: Path) -> None:
    (file.parent / "backups").write_text("in the way")
    with pytest.raises(BackupFailed, match="There is no such folder"):
        backups_of(file).make("quiz")
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT count(*) FROM entries").fetchone() == (5,)


def test_a_database_that_is_gone_is_not_made_anew_by_a_backup(file: Path) -> None:
    file.unlink()
    with pytest.raises(BackupFailed, match="not there"):
        DatabaseFile(file).copy(file.parent / "backups" / "copy.db", here)
    assert not file.exists()
