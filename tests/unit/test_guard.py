"""The open file of a database: it is known by what it is, not by its name, and nothing is lost."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from scoreboard.storage.backup import BackupFailed, check
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.file_guard import FileGuard
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.looking_through import Found, examine
from scoreboard.storage.migrate import migrate
from scoreboard.storage.open_file import OpenFile
from scoreboard.storage.rescues import rescue_ahead, settle
from scoreboard.storage.writable import NotWritable
from tests.unit.ledgers import entry, execute, five, write
from tests.unit.test_book_cache import once

NOW = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


class Kept:
    """A database with five entries in a folder of its own, and what looks after its file."""

    def __init__(self, folder: Path) -> None:
        self.path, self.backups = folder / "scoreboard.db", folder / "backups"
        self.engine = make_engine(f"sqlite:///{self.path}")
        migrate(self.engine, self.path, self.backups, NOW)
        self.database = Database(self.engine)
        self.ledger = Ledger(self.database)
        five(self.ledger)
        self.file = OpenFile(self.path)
        self.books = BookCache(self.ledger)
        self.books.load("quiz", lambda _read, _of: None)
        self.guard = FileGuard(
            self.database, self.file, self.backups, lambda: NOW, books=self.books.known
        )

    def mark(self, uid: str = "e") -> None:
        write(self.ledger, entry(uid))

    def said(self) -> str:
        reason = self.database.writable.reason
        return reason.said() if reason else ""

    def close(self) -> None:
        self.file.close()
        self.engine.dispose()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    folder = tmp_path / "data"
    folder.mkdir()
    made = Kept(folder)
    yield made
    made.close()


def without(*endings: str) -> Callable[[Path], None]:
    def take(path: Path) -> None:
        for ending in endings:
            Path(f"{path}{ending}").unlink()

    return take


def another(path: Path) -> None:
    other = path.with_name("other.db")
    sqlite3.connect(other).close()
    other.write_bytes(b"")
    other.replace(path)


@pytest.mark.parametrize(
    ("take", "said"),
    [
        (without("", "-wal", "-shm"), "scoreboard.db was removed or moved"),
        (without(""), "scoreboard.db was removed or moved"),
        (without("-wal", "-shm"), "scoreboard.db-wal was removed or moved"),
        (without("-wal"), "scoreboard.db-wal was removed or moved"),
        (without("-shm"), "scoreboard.db-shm was removed or moved"),
        (another, "Another file was put in the place of"),
        (lambda path: path.parent.rename(path.parent.with_name("gone")), "was removed or moved"),
    ],
)
def test_a_lost_file_takes_no_more_marks_and_all_it_held_is_copied_and_checked(
    kept: Kept, take: Callable[[Path], None], said: str
) -> None:
    kept.mark("just before")
    take(kept.path)
    with pytest.raises(NotWritable, match=said):
        kept.mark()
    kept.guard.tend()
    copy = kept.guard.copy
    assert copy == kept.backups / "rescue-20261126T140000.db"
    assert check(copy) == {"quiz": 6}
    assert f"scoreboard restore {copy} --force --data {kept.backups.parent}" in kept.said()
    with pytest.raises(NotWritable, match="Nothing more is written"):
        kept.mark()


def test_what_is_committed_while_the_file_goes_is_not_acknowledged_but_saved(kept: Kept) -> None:
    def write_while_it_goes() -> None:
        with kept.ledger.writing("quiz") as page:
            page.append(entry("in flight"))
            without("", "-wal", "-shm")(kept.path)

    with pytest.raises(NotWritable, match="was removed"):
        write_while_it_goes()
    kept.guard.tend()
    assert kept.guard.copy
    assert check(kept.guard.copy) == {"quiz": 6}


def test_no_new_connection_opens_or_makes_another_file_of_that_name(kept: Kept) -> None:
    without("", "-wal", "-shm")(kept.path)
    kept.engine.dispose()
    with pytest.raises(NotWritable), kept.database.reading() as session:
        session.connection()
    assert not kept.path.exists()
    kept.guard.tend()
    assert kept.guard.copy, "it is copied all the same"


def test_a_folder_that_is_back_as_it_was_is_written_again(
    kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    folder, away = kept.path.parent, kept.path.parent.with_name("away")
    folder.rename(away)
    with pytest.raises(NotWritable):
        kept.mark()
    away.rename(folder)
    with caplog.at_level(logging.WARNING):
        kept.mark()
    assert kept.ledger.verify("quiz") == 6
    assert "is back where it was" in caplog.text


def test_a_copy_that_cannot_be_put_in_its_folder_is_put_elsewhere_and_named(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    without("", "-wal", "-shm")(kept.path)
    kept.backups.write_text("a file, where a folder should be")
    kept.guard.tend()
    assert kept.guard.copy == tmp_path / "rescue-20261126T140000.db"
    assert str(kept.guard.copy) in kept.said()


def test_a_copy_that_cannot_be_made_is_tried_again_and_that_is_said(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_target: Path) -> None:
        raise BackupFailed("No space left on device.")

    without("", "-wal", "-shm")(kept.path)
    with monkeypatch.context() as patched:
        patched.setattr(kept.file, "copy_to", full)
        kept.guard.tend()
    assert kept.guard.copy is None
    assert "could not be made yet: No space left on device." in kept.said()
    assert "do not stop the server" in kept.said()
    monkeypatch.setattr("scoreboard.storage.file_guard.RESCUE_AGAIN_SECONDS", 0)
    kept.guard.tend()
    assert kept.guard.copy


def torn(path: Path) -> None:
    """What waits beside the database is cut where it stands: by hand, or by a disk that fails."""
    with Path(f"{path}-wal").open("r+b") as wal:
        wal.truncate(2_000)


def written_over(path: Path) -> None:
    """Another database is copied over it, under its name and identity: all is of another time."""
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"another page" * 300)


@pytest.mark.parametrize("spoil", [torn, written_over])
def test_a_file_that_is_spoilt_where_it_stands_is_found_and_saved_from_memory(
    kept: Kept, spoil: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(20):
        kept.books.append("quiz", once(entry(f"m{n}")))
    assert kept.file.is_shorter() is False
    spoil(kept.path)
    monkeypatch.setattr("scoreboard.storage.file_guard.LOOK_THROUGH_SECONDS", 0)
    kept.guard.tend()
    kept.guard.tend()
    assert "was changed by another program" in kept.said()
    assert kept.guard.copy
    assert check(kept.guard.copy) == {"quiz": 25}
    with pytest.raises(NotWritable, match="does not hold any more"):
        kept.mark()
    kept.guard.tend()
    assert "Nothing more is written" in kept.said(), "it is not made good by itself"


def test_an_entry_that_is_changed_behind_the_servers_back_is_told_and_kept_as_it_was(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("scoreboard.storage.file_guard.LOOK_THROUGH_SECONDS", 0)
    assert examine(kept.path, ["quiz"]) == Found()
    execute(kept.database, "UPDATE entries SET value = '3' WHERE version = 2")
    with kept.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(FULL)")
    with caplog.at_level(logging.ERROR):
        kept.guard.tend()
        kept.guard.tend()
    (said,) = [record.getMessage() for record in caplog.records]
    (copy,) = kept.backups.glob("rescue-*.db")
    assert said.startswith("quiz: entry 2 is not what was written. Another program has changed it;")
    assert str(copy) in said
    assert check(copy) == {"quiz": 5}
    kept.mark()
    assert kept.said() == "", "the others and what follows are not stopped by it"
    assert examine(kept.path, []) == Found()


def test_a_full_disk_is_named_and_tried_again_until_it_has_room(kept: Kept) -> None:
    with kept.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    def fill() -> None:
        for n in range(2_000):
            kept.mark(f"m{n}")

    with pytest.raises(OperationalError, match="full"):
        fill()
    held = kept.ledger.verify("quiz")
    assert "The disk is full: " in kept.said()
    assert f"MB left in {kept.path.parent}" in kept.said()
    with pytest.raises(NotWritable, match="The disk is full"):
        kept.mark("more")
    with kept.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 1000}")
    kept.guard.tend()
    kept.mark("more")
    assert kept.ledger.verify("quiz") == held + 1


def test_a_disk_that_may_only_be_read_is_named_and_read(kept: Kept) -> None:
    with kept.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(OperationalError, match="readonly"):
        kept.mark()
    assert "may only be read" in kept.said()
    assert kept.ledger.verify("quiz") == 5


@pytest.mark.parametrize("beside_the_loop", [False, True])
def test_what_is_committed_while_its_disk_fails_is_not_acknowledged(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, beside_the_loop: bool
) -> None:
    """The system calls it kept, and throws it away: only what needs its journal fails by then."""
    lengthen, disk = os.ftruncate, kept.database.disk
    if beside_the_loop:
        disk.aside = lambda work: work()
        disk._took(1)

    def fail(_file: int, _size: int) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    kept.mark("before")
    monkeypatch.setattr(os, "ftruncate", fail)
    with pytest.raises(NotWritable, match="may only be read"):
        kept.mark("in flight")
    with pytest.raises(NotWritable, match="may only be read"):
        kept.mark("after")
    assert kept.ledger.verify("quiz") == 7, "who reads goes on"
    kept.guard.tend()
    with pytest.raises(NotWritable, match="may only be read"):
        kept.mark("after")
    monkeypatch.setattr(os, "ftruncate", lengthen)
    kept.guard.tend()
    kept.mark("after")


@pytest.mark.parametrize("says", ["its flags", "what it refuses"])
def test_a_disk_that_is_only_read_since_it_failed_is_named_before_anybody_writes(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    """Linux told it by the disk's flags once, and of an ext4 since 6.12 by refusing alone."""

    def refuse(_file: int, _data: bytes, _at: int) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    with pytest.MonkeyPatch.context() as failing:
        if says == "its flags":
            failing.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
        else:
            failing.setattr(os, "pwrite", refuse)
        kept.guard.tend()
        with pytest.raises(NotWritable, match="may only be read"):
            kept.mark()
        assert kept.ledger.verify("quiz") == 5
    kept.guard.tend()
    kept.mark()


def test_a_disk_that_answers_otherwise_stops_nobody(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int, _size: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "ftruncate", full)
    kept.mark()
    assert kept.said() == ""


def test_looking_costs_a_mark_a_few_microseconds_and_no_statement(kept: Kept) -> None:
    asked: list[object] = []
    looked_at, stat = [], os.stat
    kept.database.writable.questions.append(lambda: asked.append(1))

    def counted(path: str) -> os.stat_result:
        looked_at.append(path)
        return stat(path)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "stat", counted)
        kept.guard.look()
    assert len(looked_at) == 3
    kept.mark()
    assert len(asked) == 2, "before it begins, and before it is acknowledged"


def test_a_start_passes_over_no_copy_that_holds_more_until_a_restore_was_made(kept: Kept) -> None:
    without("", "-wal", "-shm")(kept.path)
    kept.guard.tend()
    copy = kept.guard.copy
    assert rescue_ahead(kept.backups, kept.path) == copy, "there is no database"
    migrate(make_engine(f"sqlite:///{kept.path}"), kept.path, kept.backups, NOW)
    assert rescue_ahead(kept.backups, kept.path) == copy, "an empty one was made"
    settle(kept.backups)
    assert rescue_ahead(kept.backups, kept.path) is None


def test_a_copy_that_holds_no_more_than_the_database_stops_nobody(kept: Kept) -> None:
    kept.backups.mkdir(exist_ok=True)
    kept.file.copy_to(kept.backups / "rescue-20261126T140000.db")
    assert rescue_ahead(kept.backups, kept.path) is None
    with closing(sqlite3.connect(kept.backups / "rescue-20261126T150000.db")) as broken:
        broken.execute("CREATE TABLE other (id)")
    assert rescue_ahead(kept.backups, kept.path) is None, "no rescue copy at all"


def test_a_rescue_copy_is_finished_as_every_backup_is(kept: Kept) -> None:
    finished: list[Path] = []
    guard = FileGuard(kept.database, kept.file, kept.backups, lambda: NOW, finish=finished.append)
    without("", "-wal", "-shm")(kept.path)
    guard.tend()
    assert len(finished) == 1
    assert [path.name for path in kept.backups.iterdir()] == ["rescue-20261126T140000.db"]
