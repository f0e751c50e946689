"""What backups are made of: the file of an embedded database, or the tables of a server's.

Either way the backup is one file of an embedded database: `scoreboard restore` puts it in place on
any machine, also where the event ran on PostgreSQL.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from scoreboard.in_thread import InThread, here
from scoreboard.storage.backup import as_failure, back_up, check, whole
from scoreboard.storage.backup_set import Source
from scoreboard.storage.database import make_engine
from scoreboard.storage.migrate import revision_of, upgrade_to

# Rows that are fetched at once, between which others are served.
_PIECE = 500


Finish = Callable[[Path], object]


def _nothing(_: Path) -> None:
    pass


def source_of(engine: Engine, database_file: Path | None, finish: Finish = _nothing) -> Source:
    """What is copied of a database; `database_file` is None on a database server.

    `finish` adds to a copy before it is checked.
    """
    if database_file is None:
        return ServerTables(engine, finish)
    return DatabaseFile(database_file, finish)


def copy_before(source: Source, target: Path) -> None:
    """Copy what there is before it is migrated, also where a chain does not hold.

    Raises BackupFailed.
    """
    source.copy(target, here, checked=False)


@dataclass(frozen=True)
class DatabaseFile:
    """The file of an embedded database, copied while it is written to."""

    file: Path
    finish: Finish = _nothing

    def size(self) -> int:
        """The bytes of the file, with what waits beside it to be written into it."""
        beside = self.file.with_name(f"{self.file.name}-wal")
        with as_failure():
            return self.file.stat().st_size + (beside.stat().st_size if beside.exists() else 0)

    def copy(self, target: Path, in_thread: InThread, *, checked: bool = True) -> dict[str, int]:
        """Make a copy, checked unless that is not asked for. Raises BackupFailed."""
        found: Any = in_thread(partial(back_up, self.file, target, self.finish, checked=checked))
        return dict(found)


@dataclass
class ServerTables:
    """The tables of a database server, as they stand at one moment."""

    engine: Engine
    finish: Finish = _nothing
    _schemas: dict[str, list[str]] = field(default_factory=dict)

    def size(self) -> int:
        """The bytes that the server's database takes."""
        with self.engine.connect() as connection:
            return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)

    def copy(self, target: Path, in_thread: InThread, *, checked: bool = True) -> dict[str, int]:
        """Make a copy as a file of an embedded database, checked unless that is not asked for.

        Raises BackupFailed.
        """
        with as_failure(), whole(target) as part, self._standing_still() as connection:
            revision = revision_of(connection) or ""
            in_thread(partial(_make_empty, part, self.schema(revision)))
            for table, columns in _tables(connection):
                for rows in _pieces(connection, table, columns):
                    in_thread(partial(_fill, part, table, columns, rows))
            found: Any = in_thread(partial(_finished, part, self.finish, checked=checked))
            return dict(found)

    def schema(self, revision: str) -> list[str]:
        """The statements that make the tables of a revision in an embedded database."""
        if revision not in self._schemas:
            self._schemas[revision] = _schema_of(revision)
        return self._schemas[revision]

    @contextmanager
    def _standing_still(self) -> Iterator[Connection]:
        """A connection that sees one moment, whatever is written meanwhile; nobody waits for it."""
        engine = self.engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection:
            yield connection


def _tables(connection: Connection) -> list[tuple[str, list[str]]]:
    looked = inspect(connection)
    names = looked.get_table_names()
    return [(name, [column["name"] for column in looked.get_columns(name)]) for name in names]


def _pieces(
    connection: Connection, table: str, columns: list[str]
) -> Iterator[list[tuple[Any, ...]]]:
    asked = text(f"SELECT {_named(columns)} FROM {_named([table])}")  # noqa: S608  # our own names
    with connection.execute(asked, execution_options={"yield_per": _PIECE}) as rows:
        for piece in rows.partitions():
            yield [tuple(row) for row in piece]


def _make_empty(path: Path, schema: Sequence[str]) -> None:
    with closing(sqlite3.connect(path)) as made:
        for statement in schema:
            made.execute(statement)
        made.commit()


def _fill(path: Path, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    places = ", ".join("?" * len(columns))
    into = f"INSERT INTO {_named([table])} ({_named(columns)}) VALUES ({places})"  # noqa: S608
    with closing(sqlite3.connect(path)) as made:
        made.executemany(into, rows)
        made.commit()


def _finished(path: Path, finish: Finish, *, checked: bool) -> dict[str, int]:
    finish(path)
    # Here and not on the loop, which would stand still for a slow disk.
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return check(path, damaged=True) if checked else {}


def _schema_of(revision: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        engine = make_engine(f"sqlite:///{path}")
        upgrade_to(engine, revision)
        engine.dispose()
        with closing(sqlite3.connect(path)) as made:
            rows = made.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            return [statement for (statement,) in rows]


def _named(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
