"""The ledger: append-only, one sequence per event, ids taken once, hash-chained.

While an event rehearses, its slug speaks of a second row with a ledger of its own, which is thrown
away at the end; nothing of it is ever in the event's own.
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
from scoreboard.storage.rehearsal import TWIN, end_twin, make_twin, twin_of
from scoreboard.storage.tables import EntryRow, EventRow


class NoSuchEvent(LookupError):
    """There is no event of that name here."""


class BrokenChain(Exception):
    """An entry that is not what was written; `version` is the first bad one."""

    def __init__(self, version: int) -> None:
        super().__init__(f"entry {version} is not what was written")
        self.version = version


class Head(NamedTuple):
    """The newest version of a ledger, and which ledger that is: the id of its first entry."""

    ledger: str
    version: int


class Seal(NamedTuple):
    """How many entries a chain holds, and the hash of the last."""

    entries: int
    hash: str


class Page:
    """One event's ledger inside a write transaction, with its row locked."""

    def __init__(self, session: Session, event: EventRow, own: EventRow) -> None:
        self._session = session
        self._event = event
        self._own = own

    @property
    def head(self) -> Head:
        """Which ledger this is, and its newest version in the database."""
        return Head(_first_id(self._session, self._event), self._event.head_version)

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
        """From the commit on the slug speaks of a fresh ledger that begins with this entry."""
        self._event = make_twin(self._session, self._own)
        self.append(setup)

    def end_rehearsal(self) -> None:
        """From the commit on the slug speaks of the event's own ledger; the other is gone."""
        end_twin(self._session, self._own)
        self._event = self._own


class Ledger:
    """Every event's ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def slugs(self) -> list[str]:
        """The events there are, oldest first."""
        wanted = select(EventRow.slug).where(~EventRow.slug.startswith(TWIN)).order_by(EventRow.id)
        with self._database.reading() as session:
            return list(session.scalars(wanted))

    def heads(self) -> dict[str, Head]:
        """The head of every event's ledger, of its rehearsal's while there is one."""
        with self._database.reading() as session:
            rows = session.execute(_HEADS)
            return {slug: Head(ledger or "", version) for slug, ledger, version in rows}

    def head(self, slug: str) -> Head | None:
        """The head of an event's ledger; None when there is no such event."""
        with self._database.reading() as session:
            row = session.execute(_HEAD, {"slug": slug}).first()
            return None if row is None else Head(row[1] or "", row[2])

    def rehearsing(self, slug: str) -> bool:
        """Whether the slug speaks of a rehearsal."""
        with self._database.reading() as session:
            event = _event(session, slug)
            return event is not None and event.rehearsing

    def since(self, slug: str, version: int, *, own: bool = False) -> list[Entry]:
        """The entries of an event after a version, in order; `own` passes over a rehearsal."""
        with self._database.reading() as session:
            event = _event(session, slug)
            if event is None:
                return []
            return _since(session, (event if own else _spoken_of(session, event)).id, version)

    def news(self, slug: str, known: Head) -> tuple[str, list[Entry]] | None:
        """Which ledger the slug speaks of, and its entries after `known`; all of another one's.

        None when there is no such event, or nothing in it.
        """
        with self._database.reading() as session:
            event = _event(session, slug)
            if event is None:
                return None
            # By the row, not by the slug, which may come to speak of another one meanwhile.
            spoken = _spoken_of(session, event)
            ledger = _first_id(session, spoken)
            since = known.version if ledger == known.ledger else 0
            return (ledger, _since(session, spoken.id, since)) if ledger else None

    @contextmanager
    def writing(self, slug: str, *, make: bool = False) -> Iterator[Page]:
        """The event's page, locked; committed at the end, rolled back when anything is raised.

        Raises:
            NoSuchEvent: there is none of that slug, and it is not to be made.
        """
        with self._database.writing() as session:
            # The lock keeps versions without gaps when several processes write (PostgreSQL);
            # SQLite has one writer anyway and ignores it. A rehearsal has the event's lock too.
            own = _event(session, slug, lock=True)
            if own is None:
                if not make:
                    raise NoSuchEvent(slug)
                own = EventRow(slug=slug, head_version=0, head_hash="", rehearsing=False)
                session.add(own)
                session.flush()
            yield Page(session, _spoken_of(session, own), own)

    def verify(self, slug: str, *, own: bool = False) -> int:
        """How many entries the chain holds. Raises as `check` does."""
        return self.check(slug, own=own).entries

    def check(
        self, slug: str, *, own: bool = False, rest: Callable[[], None] = lambda: None
    ) -> Seal:
        """Recompute the chain, and `rest` now and then; `own` passes over a rehearsal.

        Raises:
            BrokenChain: an entry is not what was written.
            NoSuchEvent: there is none of that slug.
        """
        with self._database.reading() as session:
            found = _event(session, slug)
            if found is None:
                raise NoSuchEvent(slug)
            event = found if own else _spoken_of(session, found)
            seal = Seal(0, "")
            while True:
                before, seal = seal, _follow(session, event.id, seal, rest)
                # PostgreSQL does not freeze what is read: entries may have been added since.
                session.refresh(event)
                if (event.head_version, event.head_hash) == seal:
                    return seal
                if seal == before:
                    raise BrokenChain(seal.entries + 1)


def _follow(session: Session, event_id: int, seal: Seal, rest: Callable[[], None]) -> Seal:
    """Recompute the chain from a seal on. Raises BrokenChain."""
    version, previous = seal
    rows = _rows(event_id, version).execution_options(yield_per=200)
    for row in session.scalars(rows):
        version += 1
        if row.version != version or row.hash != link(previous, row):
            raise BrokenChain(version)
        previous = row.hash
        if version % 200 == 0:
            rest()
    return Seal(version, previous)


_OWN, _SPOKEN, _FIRST = aliased(EventRow), aliased(EventRow), aliased(EntryRow)


def _heads() -> Select[str, str, int]:
    """Slug, first entry's id and newest version of what each event's slug speaks of."""
    spoken: Any = case((_OWN.rehearsing, TWIN + cast(_OWN.id, String)), else_=_OWN.slug)
    return (
        select(_OWN.slug, _FIRST.uid, _SPOKEN.head_version)
        .join(_SPOKEN, _SPOKEN.slug == spoken)
        .outerjoin(_FIRST, and_(_FIRST.event_id == _SPOKEN.id, _FIRST.version == 1))
        .where(~_OWN.slug.startswith(TWIN))
    )


# Made once: the head is asked for at every look at an event.
_HEADS = _heads()
_HEAD = _HEADS.where(_OWN.slug == bindparam("slug"))


def _event(session: Session, slug: str, *, lock: bool = False) -> EventRow | None:
    wanted = select(EventRow).where(EventRow.slug == slug, ~EventRow.slug.startswith(TWIN))
    return session.scalar(wanted.with_for_update() if lock else wanted)


def _spoken_of(session: Session, own: EventRow) -> EventRow:
    """The row that an event's slug speaks of at the moment."""
    return (twin_of(session, own) or own) if own.rehearsing else own


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
