"""The ledger: append-only, one sequence per event, ids taken once, hash-chained.

While an event rehearses, a second row with a ledger of its own is the active one. It is thrown
away at the end; nothing of it is ever in the event's own ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from scoreboard.contest.model import Entry
from scoreboard.contest.record.history import History, How
from scoreboard.storage.access import Grant, GrantEnded
from scoreboard.storage.chain import CHAINED, link, row_of, said_by
from scoreboard.storage.checked import (
    MISSING,
    START,
    BrokenChain,
    ChainEnd,
    check_end,
    linked,
    read_entries,
)
from scoreboard.storage.database import Database
from scoreboard.storage.histories import begin_history, history_of, ledger_of
from scoreboard.storage.rehearsal import COPY_PREFIX, copy_of, delete_copy, make_copy
from scoreboard.storage.tables import AccessRow, EntryRow, EventRow

# So many rows are read at once, and so many where others are served meanwhile.
PIECE, CHECKED_AT_ONCE = 5_000, 500


class NoSuchEvent(LookupError):
    """There is no event of that name here."""


class Behind(Exception):
    """The database lacks entries that are known to be committed, or holds others in their place."""


# Does long work while others are served.
InThread = Callable[[Callable[[], "ChainEnd"]], "ChainEnd"]


def _here(work: Callable[[], ChainEnd]) -> ChainEnd:
    return work()


class LedgerHead(NamedTuple):
    """The newest version of a ledger, and which ledger that is.

    It has an id where it goes on from another one; else it is known by that of its first entry.
    """

    ledger: str
    version: int


class LedgerEnd(NamedTuple):
    """Where a ledger ends: which one it is, its newest version, and the hash of that entry."""

    ledger: str
    version: int
    hash: str


class Locked(NamedTuple):
    """A locked row of an event: its number, and the newest version of its ledger with its hash."""

    id: int
    version: int
    hash: str


class LedgerTransaction:
    """One event's ledger inside a write transaction, with its row locked."""

    def __init__(self, session: Session, own: Locked, active: Locked, ledger: str) -> None:
        """`ledger` says which one is active; empty while it has no entry."""
        self._session = session
        self._connection = session.connection()
        self._own, self._event = own, active
        # Which ledger this is, and its newest version in the database, when the lock was taken.
        self.head = LedgerHead(ledger, active.version)
        self.end = ChainEnd(active.version, active.hash)

    def since(self, known: ChainEnd) -> list[Entry]:
        """The entries after a known end, in order. Raises BrokenChain, Behind."""
        return _news(self._session, self._event.id, known, self.end)

    def hash_at(self, version: int) -> str:
        """The hash of the active ledger's entry; "" where it is not there."""
        return _hash_at(self._session, self._event.id, version)

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
        self._connection.execute(_APPEND, rows)
        self._connection.execute(_ADVANCE, {"event": event, "version": version, "hash": previous})
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


class Ledger:
    """Every event's ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Whether this process may write (`Database.writable`).
        self.writable = database.writable

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

    def end(self, slug: str) -> LedgerEnd:
        """Where an event's own ledger ends, whatever is rehearsed. Raises NoSuchEvent."""
        with self._database.reading() as session:
            own = _event(session, slug)
            if own is None:
                raise NoSuchEvent(slug)
            return LedgerEnd(ledger_of(session, own), own.head_version, own.head_hash)

    def rows(self, slug: str, ledger: str, after: int, upto: int) -> list[dict[str, Any]]:
        """Some entries of an event's ledger of that id, as the chain was made of them.

        They follow a version and go on to another one, or less far: a few hundred at once. Each
        has the columns of `CHAINED`, and its hash. None where that ledger is gone.
        """
        with self._database.reading() as session:
            own = _event(session, slug)
            events = [own, _active_row(session, own)] if own else []
            event = next((one.id for one in events if ledger_of(session, one) == ledger), None)
            found = session.connection().execute(
                _ENTRIES_AFTER.where(_ENTRIES.c.version <= upto).limit(CHECKED_AT_ONCE),
                {"event": event, "after": after},
            )
            return [dict(row) for row in found.mappings()]

    def hash_at(self, slug: str, version: int) -> str:
        """The hash of an entry of an event's own ledger; "" where it is not there."""
        with self._database.reading() as session:
            own = _event(session, slug)
            found = session.get(EntryRow, (own.id, version)) if own else None
            return found.hash if found else ""

    def ledgers(self, slug: str) -> list[str]:
        """The ids under which an event's own ledger has been known, the one in force first.

        Raises NoSuchEvent.
        """
        with self._database.reading() as session:
            own = _event(session, slug)
            if own is None:
                raise NoSuchEvent(slug)
            left = history_of(session, own).left
            return [ledger_of(session, own), *(one.ledger for one in reversed(left))]

    def own_history(self, slug: str) -> tuple[str, History]:
        """The id of an event's own ledger, and which history it is. Raises NoSuchEvent."""
        with self._database.reading() as session:
            own = _event(session, slug)
            if own is None:
                raise NoSuchEvent(slug)
            return ledger_of(session, own), history_of(session, own)

    def rehearsing(self, slug: str) -> bool:
        """Whether a rehearsal's ledger is the active one."""
        with self._database.reading() as session:
            event = _event(session, slug)
            return event is not None and event.rehearsing

    def since(self, slug: str, version: int, *, own: bool = False) -> list[Entry]:
        """The entries of an event after a version, in order; `own` passes over a rehearsal.

        Raises BrokenChain.
        """
        with self._database.reading() as session:
            event = _event(session, slug)
            if event is None:
                return []
            active = event if own else _active_row(session, event)
            known = ChainEnd(version, _hash_at(session, active.id, version)) if version else START
            return _since(session, active.id, known)

    def newest_at(self) -> str | None:
        """When the newest entry of all events' own ledgers was made, as it says itself."""
        newest = (
            select(EntryRow.at)
            .join(EventRow, EventRow.id == EntryRow.event_id)
            .where(EntryRow.version == EventRow.head_version)
        )
        with self._database.reading() as session:
            return max(session.scalars(newest), key=datetime.fromisoformat, default=None)

    def news(
        self,
        slug: str,
        known: LedgerHead,
        end: ChainEnd = START,
        progress: Callable[[int], None] = lambda _: None,
    ) -> tuple[list[Entry], History | None] | None:
        """The active ledger's entries after `known`; all, and its history, where that is another.

        None when there is no such event. `end` is where the known ledger ended. `progress` is told
        now and then how many have been read.

        Raises:
            BrokenChain: the ledger does not hold.
            Behind: it lacks entries that are known.
        """
        with self._database.reading() as session:
            event = _event(session, slug)
            if event is None:
                return None
            # By the row, not by the slug: another ledger may become the active one meanwhile.
            active = _active_row(session, event)
            head = ChainEnd(active.head_version, active.head_hash)
            ledger = ledger_of(session, active)
            if ledger and ledger == known.ledger:
                return _news(session, active.id, end, head), None
            entries = _since(session, active.id, START, progress)
            if len(entries) > head.entries:
                # PostgreSQL does not freeze what is read: more may have been written since.
                session.refresh(active)
                head = ChainEnd(active.head_version, active.head_hash)
                if head.entries > len(entries):
                    # These are the first of them, and each was looked at.
                    return entries, history_of(session, active)
            check_end(_end_of(entries), head)
            return entries, history_of(session, active)

    @contextmanager
    def writing(
        self, slug: str, *, make: bool = False, by: Grant | None = None
    ) -> Iterator[LedgerTransaction]:
        """A transaction on the event's active ledger, with its row locked.

        Committed at the end, rolled back when anything is raised. `by` is who writes: the link is
        looked up here, for it may have been taken back while its holder waited.

        Raises:
            NoSuchEvent: there is none of that slug, and it is not to be made.
            GrantEnded: the link of who writes has been taken back.
        """
        with self._database.writing() as session:
            # The lock keeps versions without gaps when several processes write (PostgreSQL);
            # SQLite has one writer anyway and ignores it. A rehearsal has the event's lock too.
            found = session.connection().execute(*_locking(slug, by)).first()
            if found is None and not make:
                raise NoSuchEvent(slug)
            if found is None:
                if by is not None and session.scalar(_GENERATION, _link_of(by)) != by.generation:
                    raise GrantEnded
                own = active = _locked(_new_event(session, slug))
                ledger = None
            else:
                *row, rehearsing, ledger = found[:5]
                if by is not None and _generation(session, by, found[5]) != by.generation:
                    raise GrantEnded
                own = active = Locked(*row)
                if rehearsing:
                    # None of a copy: then it is the event's own that is active.
                    copy = copy_of(session, session.get_one(EventRow, own.id))
                    active = _locked(copy) if copy else own
                    ledger = ledger_of(session, copy) if copy else ledger
            yield LedgerTransaction(session, own, active, ledger or "")

    def verify(self, slug: str, *, own: bool = False) -> int:
        """How many entries the chain holds. Raises as `check` does."""
        return self.check(slug, own=own).entries

    def check(self, slug: str, *, own: bool = False, in_thread: InThread = _here) -> ChainEnd:
        """Recompute the chain, piece by piece by `in_thread`; `own` passes over a rehearsal.

        Raises:
            BrokenChain: an entry is not what was written, or is missing.
            NoSuchEvent: there is none of that slug.
        """
        with self._database.reading() as session:
            found = _event(session, slug)
            if found is None:
                raise NoSuchEvent(slug)
            event = found if own else _active_row(session, found)
            end = START
            while True:
                before, end = end, _follow(session, event.id, end, in_thread)
                # PostgreSQL does not freeze what is read: entries may have been added since.
                session.refresh(event)
                head = ChainEnd(event.head_version, event.head_hash)
                if end in (before, head):
                    check_end(end, head)
                    return end


def _follow(session: Session, event_id: int, end: ChainEnd, in_thread: InThread) -> ChainEnd:
    """Recompute the chain from an end that was reached before. Raises BrokenChain."""
    after = {"event": event_id, "after": end.entries}
    in_pieces = {"yield_per": CHECKED_AT_ONCE}
    # Closed also where a row breaks the chain: PostgreSQL keeps the rest of them until then.
    with session.connection().execute(_ENTRIES_AFTER, after, execution_options=in_pieces) as rows:
        for piece in rows.partitions():
            end = in_thread(partial(_linked, [tuple(row) for row in piece], end))
    return end


def _linked(rows: Sequence[tuple[Any, ...]], end: ChainEnd) -> ChainEnd:
    """The end of the chain behind these rows, which follow another. Raises BrokenChain."""
    for row in rows:
        end = linked(row, end)
    return end


_OWN, _ACTIVE, _FIRST = aliased(EventRow), aliased(EventRow), aliased(EntryRow)


def _id_of(event: type[EventRow]) -> ColumnElement[str]:
    """Which ledger that of an event's row is, beside its first entry."""
    return func.coalesce(func.nullif(event.ledger, ""), _FIRST.uid)


def _heads() -> Select[str, str, int]:
    """Slug, ledger and newest version of each event's active ledger."""
    active: Any = case((_OWN.rehearsing, COPY_PREFIX + cast(_OWN.id, String)), else_=_OWN.slug)
    return (
        select(_OWN.slug, _id_of(_ACTIVE), _ACTIVE.head_version)
        .join(_ACTIVE, _ACTIVE.slug == active)
        .outerjoin(_FIRST, and_(_FIRST.event_id == _ACTIVE.id, _FIRST.version == 1))
        .where(~_OWN.slug.startswith(COPY_PREFIX))
    )


# Made once: every query of an event asks for the head.
_HEADS = _heads()
_HEAD = _HEADS.where(_OWN.slug == bindparam("slug"))


# An event's row, locked, and which ledger its own is: one statement for each write.
_LOCKED = (
    select(
        EventRow.id,
        EventRow.head_version,
        EventRow.head_hash,
        EventRow.rehearsing,
        _id_of(EventRow),
    )
    .outerjoin(_FIRST, and_(_FIRST.event_id == EventRow.id, _FIRST.version == 1))
    .where(EventRow.slug == bindparam("slug"), ~EventRow.slug.startswith(COPY_PREFIX))
    .with_for_update(of=EventRow)
)


# The statements of every mark: of tables, not of mapped classes, which would cost as much again.
_EVENTS, _ENTRIES = EventRow.metadata.tables["events"], EntryRow.metadata.tables["entries"]
_APPEND = insert(_ENTRIES)
_ADVANCE = (
    update(_EVENTS)
    .where(_EVENTS.c.id == bindparam("event"))
    .values(head_version=bindparam("version"), head_hash=bindparam("hash"))
)
# What an entry is made of, and its hash.
_ENTRIES_AFTER = (
    select(*(_ENTRIES.c[name] for name in CHAINED), _ENTRIES.c.hash)
    .where(_ENTRIES.c.event_id == bindparam("event"), _ENTRIES.c.version > bindparam("after"))
    .order_by(_ENTRIES.c.version)
)


_ACCESS = AccessRow.metadata.tables["access"].c
_GENERATION = select(_ACCESS.generation).where(
    _ACCESS.token_hash.is_not(None),
    _ACCESS.event_slug == bindparam("of"),
    _ACCESS.role == bindparam("role"),
    _ACCESS.subject == bindparam("subject"),
)
_LOCKED_BY = _LOCKED.add_columns(_GENERATION.scalar_subquery())


def _locking(slug: str, by: Grant | None) -> tuple[Executable, dict[str, Any]]:
    if by is None:
        return _LOCKED, {"slug": slug}
    return _LOCKED_BY, {"slug": slug, **_link_of(by)}


def _link_of(by: Grant) -> dict[str, Any]:
    return {"of": by.event, "role": by.role, "subject": by.subject}


def _generation(session: Session, by: Grant, read: int | None) -> int | None:
    """Which link is in force, as `read` with the event's row, or asked once more.

    PostgreSQL reads what stands beside a row that it waits for as it was before the wait. Whoever
    takes the link back meanwhile waits until this is written.
    """
    if session.get_bind().dialect.name != "postgresql":
        return read
    return session.scalar(_GENERATION.with_for_update(read=True), _link_of(by))


def _event(session: Session, slug: str) -> EventRow | None:
    return session.scalar(
        select(EventRow).where(EventRow.slug == slug, ~EventRow.slug.startswith(COPY_PREFIX))
    )


def _new_event(session: Session, slug: str) -> EventRow:
    event = EventRow(slug=slug, head_version=0, head_hash="", rehearsing=False, ledger="")
    session.add(event)
    session.flush()
    return event


def _active_row(session: Session, own: EventRow) -> EventRow:
    """The active ledger's row: the rehearsal's while one runs, else the event's."""
    return (copy_of(session, own) or own) if own.rehearsing else own


def _hash_at(session: Session, event_id: int, version: int) -> str:
    found = session.get(EntryRow, (event_id, version))
    return found.hash if found else ""


def _news(session: Session, event_id: int, known: ChainEnd, head: ChainEnd) -> list[Entry]:
    """The entries after a known end of a ledger that ends at `head` now.

    Raises BrokenChain; Behind where the known end is none of this ledger.
    """
    if head.entries < known.entries or (head.entries == known.entries and head != known):
        raise Behind
    try:
        entries = _since(session, event_id, known)
    except BrokenChain as broken:
        if known.entries and _hash_at(session, event_id, known.entries) != known.hash:
            raise Behind from broken
        raise
    if known.entries + len(entries) < head.entries:
        raise BrokenChain(known.entries + len(entries) + 1, MISSING)
    return entries


def _since(
    session: Session,
    event_id: int,
    known: ChainEnd,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Entry]:
    """The entries after a known end. Raises BrokenChain."""
    after = {"event": event_id, "after": known.entries}
    in_pieces = {"yield_per": PIECE}
    entries: list[Entry] = []
    # Closed also where a row breaks the chain.
    with session.connection().execute(_ENTRIES_AFTER, after, execution_options=in_pieces) as rows:
        for piece in rows.partitions():
            entries += read_entries(piece, known)
            known = ChainEnd(entries[-1].version, entries[-1].hash)
            progress(len(entries))
    return entries


def _end_of(entries: Sequence[Entry]) -> ChainEnd:
    return ChainEnd(len(entries), entries[-1].hash if entries else "")


def _locked(event: EventRow) -> Locked:
    return Locked(event.id, event.head_version, event.head_hash)
