"""Migrations, applied at start; the database file is copied first when there is one to migrate.

Alembic is imported when a migration is due: it takes 11 MB, and most starts have none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from scoreboard.limits import MIGRATION_SECONDS
from scoreboard.storage.database import take_turns

# Each revision has a file in it that begins with its name; a later name comes after an earlier one.
MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = "alembic_version"


class OtherVersion(Exception):
    """The database was made by another version of the program, which knows what this does not."""


def migrate(
    engine: Engine,
    database_file: Path | None,
    backups: Path,
    now: datetime,
    back_up: Callable[[Path], object] | None = None,
) -> Path | None:
    """Bring the database to the newest revision; returns the copy made before, if any.

    `back_up` makes that copy; left out, it is one of the `database_file`, and none without.
    Raises OtherVersion.
    """
    newest = max(known_revisions())
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
        _upgrade(connection, "head")
    return copy


def upgrade_to(engine: Engine, revision: str) -> None:
    """Make the tables of a revision in a database that has none yet."""
    with engine.execution_options(writes=True).begin() as connection:
        _upgrade(connection, revision)


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest revision; nothing is written."""
    with engine.connect() as connection:
        current = revision_of(connection)
    return current == max(known_revisions())


def known_revisions() -> set[str]:
    """Every revision that this version of the program has had."""
    return {path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def _upgrade(connection: Connection, revision: str) -> None:
    # Only where it is needed.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util.exc import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise OtherVersion(str(error)) from error


def revision_of(connection: Connection) -> str | None:
    """The revision of a database; None of an empty one."""
    if not connection.dialect.has_table(connection, VERSIONS):
        return None
    # A name of this file, so nothing that somebody has sent.
    found = connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar()  # noqa: S608
    return None if found is None else str(found)


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite file, also while others write to it.

    The caller has the system write it to the disk before it is given its name.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # Where there is no source none is made.
    original = sqlite3.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True)
    with closing(original), closing(sqlite3.connect(target)) as copy:
        # Each commit of a mark would wait for what is written here, and there is no name to lose.
        copy.execute("PRAGMA synchronous=OFF")
        original.backup(copy)
