"""Backups: consistent, checked, whole or not at all; and what is none is never restored."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from sqlalchemy import Engine

from scoreboard.storage.backup import DAMAGED, BackupFailed, back_up, check, in_use, restore
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.storage.recovery import Recovery
from tests.unit.ledgers import entry, five, setup, write

NOW = datetime(2024, 11, 30, 7, 0, 5, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "scoreboard.db"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{file}")
    migrate(made, file, file.parent / "backups", NOW)
    yield made
    made.dispose()


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    found = Ledger(Database(engine))
    five(found)
    return found


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_backup_holds_everything_in_one_file(file: Path, ledger: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "copy.db"
    assert back_up(file, target) == {"quiz": 5}
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]
    assert check(target) == {"quiz": 5}
    write(ledger, entry("e"))
    assert check(target) == {"quiz": 5}, "it is a copy"


class Told(sqlite3.Connection):
    """A connection that says at its end how eagerly it has the system write to the disk."""

    said: ClassVar[list[tuple[str, int]]] = []

    def close(self) -> None:
        (_, _, path), *_ = self.execute("PRAGMA database_list").fetchall()
        self.said.append((Path(path).name, self.execute("PRAGMA synchronous").fetchone()[0]))
        super().close()


@pytest.mark.usefixtures("ledger")
def test_a_copy_is_written_to_the_disk_once_and_before_it_has_its_name(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, fsync, steps = sqlite3.connect, os.fsync, list[str]()
    monkeypatch.setattr(sqlite3, "connect", partial(connect, factory=Told))
    monkeypatch.setattr(Told, "said", [])
    target = tmp_path / "copy.db"

    def written(number: int) -> None:
        steps.append("named" if target.exists() else "part")
        fsync(number)

    monkeypatch.setattr(os, "fsync", written)
    back_up(file, target, Recovery("a key of the hall").put_into)
    # Each time that the copy is waited for, every mark that is committed meanwhile waits, too.
    writing = [eager for name, eager in Told.said if name == ".copy.db.part"][:-1]
    assert len(writing) == 3
    assert set(writing) == {0}
    assert steps == ["part", "named"], "the file, and then the folder with its name"


@pytest.mark.usefixtures("ledger")
def test_a_backup_is_made_while_somebody_writes(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM entries")
        assert back_up(file, tmp_path / "copy.db") == {"quiz": 5}
        writer.rollback()


def test_a_rehearsal_is_copied_and_not_counted_as_an_event(
    file: Path, ledger: Ledger, tmp_path: Path
) -> None:
    with ledger.writing("quiz") as page:
        page.rehearse(setup("copy"))
    assert back_up(file, tmp_path / "copy.db") == {"quiz": 5}


def test_what_was_tampered_with_becomes_no_backup(
    file: Path, ledger: Ledger, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    back_up(file, target)
    assert ledger.verify("quiz") == 5
    change(file, "UPDATE entries SET value = '99' WHERE version = 3")
    with pytest.raises(BackupFailed, match="quiz: entry 3 is not what was written"):
        back_up(file, target)
    assert check(target) == {"quiz": 5}, "the older backup stays"
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == ["copy.db"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM entries WHERE version = 5", "entry 5 is missing"),
        ("UPDATE alembic_version SET version_num = 'from-tomorrow'", "another version"),
        ("DROP TABLE events", "no backup of Scoreboard"),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_a_file_that_does_not_hold_is_not_restored(
    file: Path, tmp_path: Path, statement: str, said: str
) -> None:
    copy, target = tmp_path / "copy.db", tmp_path / "new" / "scoreboard.db"
    back_up(file, copy)
    change(copy, statement)
    with pytest.raises(BackupFailed, match=said):
        restore(copy, target, NOW)
    assert not target.exists()


@pytest.mark.parametrize("content", [b"", b"name,score\n", b"SQLite format 3\x00 and no more"])
def test_what_is_no_database_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "results.csv"
    other.write_bytes(content)
    with pytest.raises(BackupFailed, match=r"results\.csv is no backup"):
        restore(other, tmp_path / "scoreboard.db", NOW)
    assert other.read_bytes() == content


def test_a_restored_database_has_what_the_backup_had(
    file: Path, ledger: Ledger, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    back_up(file, copy)
    write(ledger, entry("e"), entry("f"))
    ledger._database.engine.dispose()
    assert restore(copy, file, NOW) == {"quiz": 5}
    assert Ledger(Database(make_engine(f"sqlite:///{file}"))).verify("quiz") == 5
    assert check(copy) == {"quiz": 5}


def test_an_older_backup_is_restored_and_brought_up_to_date(
    file: Path, ledger: Ledger, tmp_path: Path
) -> None:
    """One made before rehearsals, names, cards, pictures, seals, histories and pairs were known."""
    copy = tmp_path / "copy.db"
    back_up(file, copy)
    assert ledger.verify("quiz") == 5
    for statement in (
        "DROP TABLE pair",
        "DROP TABLE parted",
        "DROP TABLE seal_keys",
        "DROP TABLE histories",
        "DROP TABLE offers",
        "ALTER TABLE events DROP COLUMN ledger",
        "DROP TABLE pictures",
        "ALTER TABLE events DROP COLUMN printed",
        "ALTER TABLE events DROP COLUMN rehearsing",
        "ALTER TABLE access DROP COLUMN name",
        "UPDATE alembic_version SET version_num = '0001'",
    ):
        change(copy, statement)
    target = tmp_path / "new" / "scoreboard.db"
    assert restore(copy, target, NOW) == {"quiz": 5}
    engine = make_engine(f"sqlite:///{target}")
    migrate(engine, target, target.parent / "backups", NOW)
    assert Ledger(Database(engine)).verify("quiz") == 5
    engine.dispose()


def test_a_database_that_a_server_holds_is_in_use(
    file: Path, engine: Engine, ledger: Ledger
) -> None:
    assert ledger.verify("quiz") == 5
    assert in_use(file)
    engine.dispose()
    assert not in_use(file)


def test_one_event_that_is_damaged_keeps_no_other_from_being_copied(
    file: Path, ledger: Ledger, tmp_path: Path
) -> None:
    """Where it is served it is set aside, and what the others write must be saved."""
    with ledger.writing("talk", make=True) as transaction:
        transaction.append(setup("talk"))
    change(file, "UPDATE entries SET detail = '{' WHERE event_id = 1 AND version = 2")
    copy, elsewhere = tmp_path / "copy.db", tmp_path / "elsewhere.db"
    assert back_up(file, copy) == {"quiz": DAMAGED, "talk": 1}
    assert restore(copy, elsewhere, NOW) == {"quiz": DAMAGED, "talk": 1}
    with pytest.raises(BackupFailed, match="entry 2 is not what was written"):
        check(copy)
    change(file, "UPDATE entries SET detail = '{' WHERE event_id = 2")
    with pytest.raises(BackupFailed):
        back_up(file, tmp_path / "none.db")
