"""A write transaction on one event's ledger: the lock, whether the writer may, what is appended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import Session

from scoreboard.contest.model import Entry
from scoreboard.contest.record.history import History, How
from scoreboard.storage.access import Grant, GrantEnded
from scoreboard.storage.chain import link, row_of, said_by
from scoreboard.storage.checked import ChainEnd
from scoreboard.storage.compiled import Compiled, Said
from scoreboard.storage.event_rows import (
    FIRST,
    NO_COPY,
    LedgerHead,
    NoSuchEvent,
    begins,
    id_of,
    new_row,
)
from scoreboard.storage.histories import begin_history, history_of, ledger_of
from scoreboard.storage.rehearsal import copy_of, delete_copy, make_copy
from scoreboard.storage.stored_entries import hash_at, news_since
from scoreboard.storage.tables import AccessRow, EntryRow, EventRow


class Locked(NamedTuple):
    """A locked row of an event: its number, and the newest version of its ledger with its hash."""

    id: int
    version: int
    hash: str


class LedgerTransaction:
    """One event's ledger inside a write transaction, with its row locked."""

    def __init__(self, connection: Connection, own: Locked, active: Locked, ledger: str) -> None:
        """`ledger` says which one is active; empty while it has no entry."""
        self._connection = connection
        self._own, self._event = own, active
        # Which ledger this is, and its newest version in the database, when the lock was taken.
        self.head = LedgerHead(ledger, active.version)
        self.end = ChainEnd(active.version, active.hash)

    @cached_property
    def _session(self) -> Session:
        """For all that is seldom: of a mark it would cost as much as its statements do."""
        return _session_on(self._connection)

    def flush(self) -> None:
        """Send what is still to be written; what follows is the commit."""
        if "_session" in vars(self):
            self._session.flush()

    def since(self, known: ChainEnd) -> list[Entry]:
        """The entries after a known end, in order. Raises BrokenChain, Behind."""
        return news_since(self._session, self._event.id, known, self.end)

    def hash_at(self, version: int) -> str:
        """The hash of the active ledger's entry; "" where it is not there."""
        return hash_at(self._session, self._event.id, version)

    def begin_history(self, how: How, at: datetime, version: int) -> None:
        """Let the active ledger go on under a new id; it is the old one up to `version`."""
        row = self._session.get_one(EventRow, self._event.id)
        ledger = begin_history(self._session, row, how, at, version)
        self.head = LedgerHead(ledger, self.head.version)

    def history(self) -> History:
        """Which history the active ledger is."""
        return history_of(self._session, self._session.get_one(EventRow, self._event.id))

    def append(self, entry: Entry) -> Entry:
        """Write the next entry and return it with its version and hash; visible once committed."""
        return self.append_all([entry])[0]

    def append_all(self, entries: Sequence[Entry]) -> list[Entry]:
        """Write the next entries, in order; there is at least one. As `append`."""
        rows, written = [], []
        event, version, previous = self._event
        for version, entry in enumerate(entries, start=version + 1):  # noqa: B020  # the last stays
            row = row_of(replace(entry, version=version), event)
            row["hash"] = previous = link(previous, said_by(row))
            rows.append(row)
            written.append(replace(entry, version=version, hash=previous))
        _APPEND.run(self._connection, *rows)
        _ADVANCE.run(self._connection, {"event": event, "version": version, "hash": previous})
        self._event = Locked(event, version, previous)
        return written

    def rehearse(self, setup: Entry) -> None:
        """Make a fresh ledger that begins with this entry the active one, from the commit on."""
        self._event = _locked(make_copy(self._session, self._own_row()))
        self.append(setup)

    def end_rehearsal(self) -> None:
        """Make the event's own ledger the active one and delete the other, from the commit on."""
        delete_copy(self._session, self._own_row())
        self._event = self._own

    def _own_row(self) -> EventRow:
        return self._session.get_one(EventRow, self._own.id)


def lock(connection: Connection, slug: str, *, make: bool, by: Grant | None) -> LedgerTransaction:
    """Lock an event's row for this transaction. Raises as `Ledger.writing` does."""
    # The lock keeps versions without gaps when several processes write (PostgreSQL);
    # SQLite has one writer anyway and ignores it. A rehearsal has the event's lock too.
    statement, said = _locking(slug, by)
    found = statement.first(connection, said)
    if found is None and not make:
        raise NoSuchEvent(slug)
    if found is None:
        if by is not None and connection.scalar(_GENERATION, _link_of(by)) != by.generation:
            raise GrantEnded
        with _session_on(connection) as session:
            own = active = _locked(new_row(session, slug))
        ledger = None
    else:
        *row, rehearsing, ledger = found[:5]
        if by is not None and _generation(connection, by, found[5]) != by.generation:
            raise GrantEnded
        own = active = Locked(*row)
        if rehearsing:
            with _session_on(connection) as session:
                # None of a copy: then it is the event's own that is active.
                copy = copy_of(session, session.get_one(EventRow, own.id))
                active = _locked(copy) if copy else own
                ledger = ledger_of(session, copy) if copy else ledger
    return LedgerTransaction(connection, own, active, ledger or "")


# An event's row, locked, and which ledger its own is: one statement for each write.
_ROW = (
    select(
        EventRow.id,
        EventRow.head_version,
        EventRow.head_hash,
        EventRow.rehearsing,
        id_of(EventRow),
    )
    .outerjoin(FIRST, begins(EventRow))
    .where(EventRow.slug == bindparam("slug"), NO_COPY)
    .with_for_update(of=EventRow)
)


# The statements of every mark: of tables, not of mapped classes, which would cost as much again.
_EVENTS = EventRow.metadata.tables["events"]
_APPEND = Compiled(insert(EntryRow.metadata.tables["entries"]))
_ADVANCE = Compiled(
    update(_EVENTS)
    .where(_EVENTS.c.id == bindparam("event"))
    .values(head_version=bindparam("version"), head_hash=bindparam("hash"))
)
_ACCESS = AccessRow.metadata.tables["access"].c
_GENERATION = select(_ACCESS.generation).where(
    _ACCESS.token_hash.is_not(None),
    _ACCESS.event_slug == bindparam("of"),
    _ACCESS.role == bindparam("role"),
    _ACCESS.subject == bindparam("subject"),
)
_LOCKED, _LOCKED_BY = Compiled(_ROW), Compiled(_ROW.add_columns(_GENERATION.scalar_subquery()))


def _locking(slug: str, by: Grant | None) -> tuple[Compiled, Said]:
    if by is None:
        return _LOCKED, {"slug": slug}
    return _LOCKED_BY, {"slug": slug, **_link_of(by)}


def _link_of(by: Grant) -> dict[str, Any]:
    return {"of": by.event, "role": by.role, "subject": by.subject}


def _generation(connection: Connection, by: Grant, read: int | None) -> int | None:
    """Which link is in force, as `read` with the event's row, or asked once more.

    PostgreSQL reads what stands beside a row that it waits for as it was before the wait. Whoever
    takes the link back meanwhile waits until this is written.
    """
    if connection.dialect.name != "postgresql":
        return read
    return connection.scalar(_GENERATION.with_for_update(read=True), _link_of(by))


def _session_on(connection: Connection) -> Session:
    return Session(connection, expire_on_commit=False)


def _locked(event: EventRow) -> Locked:
    return Locked(event.id, event.head_version, event.head_hash)
