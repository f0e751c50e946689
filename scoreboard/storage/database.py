"""The database: one engine, set up so that what is committed stays committed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from scoreboard.limits import (
    IDLE_TRANSACTION_SECONDS,
    POSTGRESQL_CONNECTIONS,
    POSTGRESQL_SECONDS,
    READ_TIMEOUT_MS,
    STATEMENT_SECONDS,
    WRITE_SECONDS,
)
from scoreboard.storage.compiled import at_driver
from scoreboard.storage.disk import Disk
from scoreboard.storage.writable import NotWritable, Writable

# SQLite waits inside the driver, and the whole process with it: so a read waits for a moment only,
# and a writer not at all there. It asks again, and sleeps in between, which lets others go on.
FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.1
# The number of the lock by which processes take turns in PostgreSQL, chosen once.
_TURNS = 7_626_337_262


class DatabaseBusy(SQLAlchemyError):
    """Another process holds the database: nothing was read or written; it may be asked again."""


def in_short(error: SQLAlchemyError) -> str:
    """The first line of what a database says, for a log."""
    return str(error).splitlines()[0]


def make_engine(url: str) -> Engine:
    """An engine for SQLite (WAL, synchronous=FULL, writes BEGIN IMMEDIATE) or PostgreSQL."""
    if make_url(url).get_backend_name() == "postgresql":
        return _postgresql(url)
    # What is written in the log must not hold what was asked for: it may be a key.
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: str) -> Engine:
    """No wait without an end: neither for a connection, nor for a lock, nor for a lost network."""
    limits = {
        "lock_timeout": WRITE_SECONDS,
        "statement_timeout": STATEMENT_SECONDS,
        "idle_in_transaction_session_timeout": IDLE_TRANSACTION_SECONDS,
    }
    chosen = {
        "connect_timeout": POSTGRESQL_SECONDS,
        "tcp_user_timeout": POSTGRESQL_SECONDS * 1000,
        "application_name": "scoreboard",
        "options": " ".join(f"-c {name}={seconds}s" for name, seconds in limits.items()),
    }
    given = make_url(url).query
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=POSTGRESQL_CONNECTIONS,
        max_overflow=0,
        pool_timeout=POSTGRESQL_SECONDS,
        # What the address itself says is the organiser's choice.
        connect_args={key: value for key, value in chosen.items() if key not in given},
    )


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late and is deferred; `_begin_sqlite` says it instead.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={READ_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA busy_timeout=0")
    try:
        at_driver(connection, "BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout={READ_TIMEOUT_MS}")


def take_turns(connection: Connection, seconds: int = WRITE_SECONDS) -> None:
    """Until the commit keep out other processes that ask for this, too; SQLite has one writer.

    For what belongs to no event whose row could be locked: starting, and giving out links.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{seconds:d}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TURNS})


class Database:
    """Sessions to read and to write."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # Whether this process may write at all: asked before each write, and before its answer.
        self.writable = Writable()
        self.disk = Disk()
        # Told of each write that failed, unless another process held the database.
        self.failed: list[Callable[[SQLAlchemyError], object]] = []
        # Called after each commit, while locks may be held: they let nobody else run.
        self.committed: list[Callable[[], object]] = []
        self._writer = engine.execution_options(writes=True)

    @property
    def file(self) -> Path | None:
        """The file of an embedded database; None on a database server."""
        url = self.engine.url
        return Path(url.database or "") if url.get_backend_name() == "sqlite" else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that is rolled back at the end.

        Raises:
            DatabaseBusy: another process holds the database.
            NotWritable: it cannot be read any more, for the reason for which nothing is written.
        """
        try:
            with Session(self.engine, expire_on_commit=False) as session:
                yield session
        except DBAPIError as error:
            if isinstance(error, OperationalError) and _is_busy(error):
                raise DatabaseBusy("another process holds the database") from error
            if (reason := self.writable.reason) is not None and not reason.planned:
                raise NotWritable(reason) from error
            raise

    @contextmanager
    def writing(self, *, unasked: str | None = None) -> Iterator[Session]:
        """A session in a write transaction, committed at the end. Raises as `transaction`."""
        with (
            self.transaction(unasked=unasked) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session
            session.flush()

    @contextmanager
    def transaction(self, *, unasked: str | None = None) -> Iterator[Connection]:
        """A write transaction, committed at the end, or rolled back when anything is raised.

        Nothing inside may yield to another green thread (emit, sleep, HTTP): on SQLite that would
        hold the write lock, and everybody who writes would wait for it. Only the commit does, as
        on PostgreSQL, where the disk is slow (`Disk`). `unasked` names who may have stopped all
        writing but this (`Writable`).

        Raises:
            DatabaseBusy: another process has been writing for longer than a writer waits.
            NotWritable: this process may not write; or what was committed may not stay, and nobody
                must be told that it does.
        """
        self.writable.check(but=unasked)
        try:
            # What is left without a commit is rolled back as the connection is given back.
            with self._begun() as connection:
                yield connection
                self.disk.commit(connection)
            for told in self.committed:
                told()
            self.writable.check(but=unasked)
        except DBAPIError as error:
            if isinstance(error, OperationalError) and _is_busy(error):
                raise DatabaseBusy("another process writes to this event") from error
            for hear in self.failed:
                hear(error)
            raise

    def _begun(self) -> Connection:
        """A connection in a write transaction; nothing is held while it is waited for."""
        give_up, pause = time.monotonic() + WRITE_SECONDS, FIRST_PAUSE
        while True:
            connection = self._writer.connect()
            try:
                connection.begin()
            except BaseException as error:
                connection.close()
                if not (isinstance(error, OperationalError) and _is_busy(error)):
                    raise
                if time.monotonic() >= give_up:
                    raise DatabaseBusy("another process writes to the database") from error
            else:
                return connection
            time.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)

    def try_to_write(self) -> None:
        """Commit something that changes nothing. Raises sqlalchemy.exc.SQLAlchemyError."""
        with self._begun() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
            self.disk.commit(connection)

    def damage(self) -> str | None:
        """What SQLite finds wrong with its file, in its own words; None where all is well."""
        if self.file is None:
            return None
        try:
            with self.engine.connect() as connection:
                found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        except DBAPIError as error:
            return in_short(error)
        return None if found == "ok" else str(found).splitlines()[0]

    def ping(self) -> None:
        """Raises sqlalchemy.exc.SQLAlchemyError when the database does not answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))


def _is_busy(error: OperationalError) -> bool:
    # PostgreSQL's words for a lock that was not given in time.
    if getattr(error.orig, "sqlstate", None) == "55P03":
        return True
    # The lower byte is the kind; above it stands the particular case.
    code = getattr(error.orig, "sqlite_errorcode", None) or 0
    return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
