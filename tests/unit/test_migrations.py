"""Migrations: applied at start, with a copy of the file first, whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from scoreboard.storage import migrate as migrations
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import (
    OtherVersion,
    copy_database,
    known_revisions,
    migrate,
    revision_of,
)
from scoreboard.storage.tables import Base
from tests.unit.ledgers import five

NOW = datetime(2024, 11, 30, 7, 0, 5, tzinfo=UTC)
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    op.create_table("prizes", sa.Column("id", sa.Integer, primary_key=True))
    {then}
"""


class Folder:
    """A data folder, and the server's start in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path / "scoreboard.db"
        self.engine: Engine = make_engine(f"sqlite:///{self.file}")

    def start(self) -> Path | None:
        return migrate(self.engine, self.file, self.path / "backups", NOW)

    @property
    def copies(self) -> list[Path]:
        return sorted((self.path / "backups").glob("*"))

    @property
    def revision(self) -> str | None:
        with self.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str = "") -> None:
    """The next version of the program: the same migrations and one more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrations.MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    newest = max((scripts / "versions").glob("*.py")).stem.split("_")[0]
    further = NEXT.format(before=newest, then=then)
    (scripts / "versions" / "9999_prizes.py").write_text(further, encoding="utf-8")
    monkeypatch.setattr(migrations, "MIGRATIONS", scripts)


def test_a_fresh_database_gets_the_newest_tables_and_no_copy(folder: Folder) -> None:
    assert folder.start() is None
    assert set(inspect(folder.engine).get_table_names()) == {
        *Base.metadata.tables, "alembic_version",
    }  # fmt: skip
    assert folder.copies == []


def test_the_migrations_lead_to_exactly_the_models(folder: Folder) -> None:
    folder.start()
    with folder.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_second_start_finds_nothing_to_do(folder: Folder) -> None:
    folder.start()
    written = five(Ledger(Database(folder.engine)))
    assert folder.start() is None
    assert folder.copies == []
    assert Ledger(Database(folder.engine)).since("quiz", 0) == written


def test_before_a_migration_the_file_is_copied_with_all_that_was_committed(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.start()
    before, written = folder.revision, five(Ledger(Database(folder.engine)))
    newer_program(tmp_path, monkeypatch)
    copy = folder.start()
    assert copy == folder.path / "backups" / "before-9999-20241130T070005.db"
    assert folder.copies == [copy]
    assert folder.revision == "9999"
    assert inspect(folder.engine).has_table("prizes")
    assert Ledger(Database(folder.engine)).verify("quiz") == 5
    old = make_engine(f"sqlite:///{copy}")
    assert not inspect(old).has_table("prizes")
    with old.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == before
    assert Ledger(Database(old)).since("quiz", 0) == written
    old.dispose()
    assert folder.start() is None


def test_a_migration_that_fails_leaves_everything_as_it_was(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.start()
    before = folder.revision
    five(Ledger(Database(folder.engine)))
    newer_program(tmp_path, monkeypatch, then='raise RuntimeError("no power")')
    with pytest.raises(RuntimeError, match="no power"):
        folder.start()
    assert folder.revision == before
    assert not inspect(folder.engine).has_table("prizes")
    assert Ledger(Database(folder.engine)).verify("quiz") == 5
    assert len(folder.copies) == 1


def test_a_database_of_a_newer_program_is_left_alone(folder: Folder) -> None:
    folder.start()
    with folder.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from-tomorrow'"))
    with pytest.raises(OtherVersion):
        folder.start()
    assert folder.revision == "from-tomorrow"


def test_revisions_are_known_by_their_files_as_alembic_knows_them() -> None:
    scripts = ScriptDirectory(str(migrations.MIGRATIONS))
    assert known_revisions() == {one.revision for one in scripts.walk_revisions()}
    assert max(known_revisions()) == scripts.get_current_head()


def test_the_revision_of_a_database_is_what_alembic_says(folder: Folder) -> None:
    for start in (lambda: None, folder.start):
        start()
        with folder.engine.connect() as connection:
            assert revision_of(connection) == folder.revision


def test_a_copy_is_consistent_while_somebody_writes(folder: Folder) -> None:
    folder.start()
    five(Ledger(Database(folder.engine)))
    target = folder.path / "elsewhere" / "copy.db"
    with closing(sqlite3.connect(folder.file)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM entries")
        copy_database(folder.file, target)
        writer.rollback()
    copied = make_engine(f"sqlite:///{target}")
    assert Ledger(Database(copied)).verify("quiz") == 5
    copied.dispose()


def test_on_a_database_server_there_is_no_file_to_copy(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.start()
    newer_program(tmp_path, monkeypatch)
    assert migrate(folder.engine, None, folder.path / "backups", NOW) is None
    assert folder.revision == "9999"
    assert folder.copies == []
