"""Migrations, applied at start; the database file is copied first when there is one to migrate."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from scoreboard.limits import MIGRATION_SECONDS
from scoreboard.storage.database import take_turns

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(
    engine: Engine,
    database_file: Path | None,
    backups: Path,
    now: datetime,
    back_up: Callable[[Path], object] | None = None,
) -> Path | None:
    """Bring the database to the newest revision; returns the copy made before, if any.

    `back_up` makes that copy; left out, it is one of the `database_file`, and none without.
    """
    config = _config()
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        current = revision_of(connection)
    if current == newest:
        return None
    if back_up is None and database_file is not None:
        back_up = partial(copy_database, database_file)
    copy = None
    if current is not None and back_up is not None:
        copy = backups / f"before-{newest}-{now:%Y%m%dT%H%M%S}.db"
        back_up(copy)
    with engine.execution_options(writes=True).begin() as connection:
        take_turns(connection, MIGRATION_SECONDS)
        # Alembic asks again what there is: another process may have been first.
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return copy


def upgrade_to(engine: Engine, revision: str) -> None:
    """Make the tables of a revision in a database that has none yet."""
    config = _config()
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest revision; nothing is written."""
    with engine.connect() as connection:
        current = revision_of(connection)
    return current == ScriptDirectory.from_config(_config()).get_current_head()


def known_revisions() -> set[str]:
    """Every revision that this version of the program has had."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def revision_of(connection: Connection) -> str | None:
    """The revision of a database; None of an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite file, also while others write to it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Where there is no source none is made.
    original = sqlite3.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True)
    with closing(original), closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
