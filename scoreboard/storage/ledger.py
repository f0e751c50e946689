"""The ledger: append-only, one sequence per event, ids taken once, hash-chained.

While an event rehearses, a second row with a ledger of its own is the active one. It is thrown
away at the end; nothing of it is ever in the event's own ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Select, String, and_, bindparam, case, cast, select
from sqlalchemy.orm import Session, aliased

from scoreboard.contest.model import Entry
from scoreboard.storage.chain import entry_of, link, row_of
from scoreboard.storage.database import Database
from scoreboard.storage.rehearsal import COPY_PREFIX, copy_of, delete_copy, make_copy
from scoreboard.storage.tables import EntryRow, EventRow


class NoSuchEvent(LookupError):
    """There is no event of that name here."""


class BrokenChain(Exception):
    """An entry that is not what was written; `version` is the first bad one."""

    def __init__(self, version: int) -> None:
        super().__init__(f"entry {version} is not what was written")
        self.version = version


class LedgerHead(NamedTuple):
    """The newest version of a ledger, and which ledger that is: the id of its first entry."""

    ledger: str
    version: int


class ChainEnd(NamedTuple):
    """How many entries a chain holds, and the hash of the last."""

    entries: int
    hash: str


class LedgerTransaction:
    """One event's ledger inside a write transaction, with its row locked."""

    def __init__(self, session: Session, event: EventRow, own: EventRow, first: str) -> None:
        """`first` is the id of the ledger's first entry; empty while it has none."""
        self._session = session
        self._event = event
        self._own = own
        # Which ledger this is, and its newest version in the database, when the lock was taken.
        self.head = LedgerHead(first, event.head_version)

    def since(self, version: int) -> list[Entry]:
        """The entries after a version, in order."""
        return _since(self._session, self._event.id, version)

    def append(self, entry: Entry) -> Entry:
        """Write the next entry and return it with its version and hash; visible once committed."""
        numbered = replace(entry, version=self._event.head_version + 1)
        row = row_of(numbered, self._event.id)
        row.hash = link(self._event.head_hash, row)
        self._event.head_version, self._event.head_hash = row.version, row.hash
        self._session.add(row)
        self._session.flush()
        return replace(numbered, hash=row.hash)

    def rehearse(self, setup: Entry) -> None:
        """Make a fresh ledger that begins with this entry the active one, from the commit on."""
        self._event = make_copy(self._session, self._own)
        self.append(setup)

    def end_rehearsal(self) -> None:
        """Make the event's own ledger the active one and delete the other, from the commit on."""
        delete_copy(self._session, self._own)
        self._event = self._own


class Ledger:
    """Every event's ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def slugs(self) -> list[str]:
        """The events there are, oldest first."""
        wanted = (
            select(EventRow.slug)
            .where(~EventRow.slug.startswith(COPY_PREFIX))
            .order_by(EventRow.id)
        )
        with self._database.reading() as session:
            return list(session.scalars(wanted))

    def heads(self) -> dict[str, LedgerHead]:
        """The head of every event's ledger, of its rehearsal's while there is one."""
        with self._database.reading() as session:
            rows = session.execute(_HEADS)
            return {slug: LedgerHead(ledger or "", version) for slug, ledger, version in rows}

    def head(self, slug: str) -> LedgerHead | None:
        """The head of an event's ledger; None when there is no such event."""
        with self._database.reading() as session:
            row = session.execute(_HEAD, {"slug": slug}).first()
            return None if row is None else LedgerHead(row[1] or "", row[2])

    def rehearsing(self, slug: str) -> bool:
        """Whether a rehearsal's ledger is the active one."""
        with self._database.reading() as session:
            event = _event(session, slug)
            return event is not None and event.rehearsing

    def since(self, slug: str, version: int, *, own: bool = False) -> list[Entry]:
        """The entries of an event after a version, in order; `own` passes over a rehearsal."""
        with self._database.reading() as session:
            event = _event(session, slug)
            if event is None:
                return []
            return _since(session, (event if own else _active_row(session, event)).id, version)

    def news(self, slug: str, known: LedgerHead) -> tuple[str, list[Entry]] | None:
        """The active ledger's id, and its entries after `known`; all where `known` is of another.

        None when there is no such event, or nothing in it.
        """
        with self._database.reading() as session:
            event = _event(session, slug)
            if event is None:
                return None
            # By the row, not by the slug: another ledger may become the active one meanwhile.
            active = _active_row(session, event)
            ledger = _first_id(session, active)
            since = known.version if ledger == known.ledger else 0
            return (ledger, _since(session, active.id, since)) if ledger else None

    @contextmanager
    def writing(self, slug: str, *, make: bool = False) -> Iterator[LedgerTransaction]:
        """A transaction on the event's active ledger, with its row locked.

        Committed at the end, rolled back when anything is raised.

        Raises:
            NoSuchEvent: there is none of that slug, and it is not to be made.
        """
        with self._database.writing() as session:
            # The lock keeps versions without gaps when several processes write (PostgreSQL);
            # SQLite has one writer anyway and ignores it. A rehearsal has the event's lock too.
            found = session.execute(_LOCKED, {"slug": slug}).first()
            if found is None and not make:
                raise NoSuchEvent(slug)
            own, first = found or (_new_event(session, slug), None)
            active = _active_row(session, own)
            if active is not own:
                first = _first_id(session, active)
            yield LedgerTransaction(session, active, own, first or "")

    def verify(self, slug: str, *, own: bool = False) -> int:
        """How many entries the chain holds. Raises as `check` does."""
        return self.check(slug, own=own).entries

    def check(
        self, slug: str, *, own: bool = False, yield_hook: Callable[[], None] = lambda: None
    ) -> ChainEnd:
        """Recompute the chain, calling `yield_hook` now and then; `own` passes over a rehearsal.

        Raises:
            BrokenChain: an entry is not what was written.
            NoSuchEvent: there is none of that slug.
        """
        with self._database.reading() as session:
            found = _event(session, slug)
            if found is None:
                raise NoSuchEvent(slug)
            event = found if own else _active_row(session, found)
            end = ChainEnd(0, "")
            while True:
                before, end = end, _follow(session, event.id, end, yield_hook)
                # PostgreSQL does not freeze what is read: entries may have been added since.
                session.refresh(event)
                if (event.head_version, event.head_hash) == end:
                    return end
                if end == before:
                    raise BrokenChain(end.entries + 1)


def _follow(
    session: Session, event_id: int, end: ChainEnd, yield_hook: Callable[[], None]
) -> ChainEnd:
    """Recompute the chain from an end that was reached before. Raises BrokenChain."""
    version, previous = end
    rows = _rows(event_id, version).execution_options(yield_per=200)
    for row in session.scalars(rows):
        version += 1
        if row.version != version or row.hash != link(previous, row):
            raise BrokenChain(version)
        previous = row.hash
        if version % 200 == 0:
            yield_hook()
    return ChainEnd(version, previous)


_OWN, _ACTIVE, _FIRST = aliased(EventRow), aliased(EventRow), aliased(EntryRow)


def _heads() -> Select[str, str, int]:
    """Slug, first entry's id and newest version of each event's active ledger."""
    active: Any = case((_OWN.rehearsing, COPY_PREFIX + cast(_OWN.id, String)), else_=_OWN.slug)
    return (
        select(_OWN.slug, _FIRST.uid, _ACTIVE.head_version)
        .join(_ACTIVE, _ACTIVE.slug == active)
        .outerjoin(_FIRST, and_(_FIRST.event_id == _ACTIVE.id, _FIRST.version == 1))
        .where(~_OWN.slug.startswith(COPY_PREFIX))
    )


# Made once: every query of an event asks for the head.
_HEADS = _heads()
_HEAD = _HEADS.where(_OWN.slug == bindparam("slug"))


# An event's row, locked, with the id of its ledger's first entry: one statement for each write.
_LOCKED = (
    select(EventRow, _FIRST.uid)
    .outerjoin(_FIRST, and_(_FIRST.event_id == EventRow.id, _FIRST.version == 1))
    .where(EventRow.slug == bindparam("slug"), ~EventRow.slug.startswith(COPY_PREFIX))
    .with_for_update(of=EventRow)
)


def _event(session: Session, slug: str) -> EventRow | None:
    return session.scalar(
        select(EventRow).where(EventRow.slug == slug, ~EventRow.slug.startswith(COPY_PREFIX))
    )


def _new_event(session: Session, slug: str) -> EventRow:
    event = EventRow(slug=slug, head_version=0, head_hash="", rehearsing=False)
    session.add(event)
    session.flush()
    return event


def _active_row(session: Session, own: EventRow) -> EventRow:
    """The active ledger's row: the rehearsal's while one runs, else the event's."""
    return (copy_of(session, own) or own) if own.rehearsing else own


def _first_id(session: Session, event: EventRow) -> str:
    """The id of a ledger's first entry, by which it is known; empty while it has none."""
    first = select(EntryRow.uid).where(EntryRow.event_id == event.id, EntryRow.version == 1)
    return session.scalar(first) or ""


def _rows(event_id: int, version: int) -> Select[EntryRow]:
    return (
        select(EntryRow)
        .where(EntryRow.event_id == event_id, EntryRow.version > version)
        .order_by(EntryRow.version)
    )


def _since(session: Session, event_id: int, version: int) -> list[Entry]:
    return [entry_of(row) for row in session.scalars(_rows(event_id, version))]
