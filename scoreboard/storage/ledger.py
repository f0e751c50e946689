"""The ledger: append-only, one sequence per event, ids taken once, hash-chained."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scoreboard.contest.model import Entry
from scoreboard.storage.chain import entry_of, link, row_of
from scoreboard.storage.database import Database
from scoreboard.storage.tables import EntryRow, EventRow


class NoSuchEvent(LookupError):
    """There is no event of that name here."""


class BrokenChain(Exception):
    """An entry that is not what was written; `version` is the first bad one."""

    def __init__(self, version: int) -> None:
        super().__init__(f"entry {version} is not what was written")
        self.version = version


class Page:
    """One event's ledger inside a write transaction, with its row locked."""

    def __init__(self, session: Session, event: EventRow) -> None:
        self._session = session
        self._event = event

    @property
    def head(self) -> int:
        """The newest version in the database."""
        return self._event.head_version

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


class Ledger:
    """Every event's ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def slugs(self) -> list[str]:
        """The events there are, oldest first."""
        with self._database.reading() as session:
            return list(session.scalars(select(EventRow.slug).order_by(EventRow.id)))

    def heads(self) -> dict[str, int]:
        """The newest version of every event."""
        with self._database.reading() as session:
            rows = session.execute(select(EventRow.slug, EventRow.head_version))
            return {row.slug: row.head_version for row in rows}

    def head(self, slug: str) -> int | None:
        """The newest version of an event; None when there is no such event."""
        with self._database.reading() as session:
            return session.scalar(select(EventRow.head_version).where(EventRow.slug == slug))

    def since(self, slug: str, version: int) -> list[Entry]:
        """The entries of an event after a version, in order."""
        with self._database.reading() as session:
            event_id = session.scalar(select(EventRow.id).where(EventRow.slug == slug))
            return [] if event_id is None else _since(session, event_id, version)

    @contextmanager
    def writing(self, slug: str, *, make: bool = False) -> Iterator[Page]:
        """The event's page, locked; committed at the end, rolled back when anything is raised.

        Raises:
            NoSuchEvent: there is none of that slug, and it is not to be made.
        """
        with self._database.writing() as session:
            # The lock keeps versions without gaps when several processes write (PostgreSQL);
            # SQLite has one writer anyway and ignores it.
            wanted = select(EventRow).where(EventRow.slug == slug).with_for_update()
            event = session.scalar(wanted)
            if event is None:
                if not make:
                    raise NoSuchEvent(slug)
                event = EventRow(slug=slug, head_version=0, head_hash="")
                session.add(event)
                session.flush()
            yield Page(session, event)

    def verify(self, slug: str) -> int:
        """Recompute the chain; how many entries it holds. Raises BrokenChain or NoSuchEvent."""
        with self._database.reading() as session:
            event = session.scalar(select(EventRow).where(EventRow.slug == slug))
            if event is None:
                raise NoSuchEvent(slug)
            previous, version = "", 0
            for row in session.scalars(_rows(event.id, 0)):
                version += 1
                if row.version != version or row.hash != link(previous, row):
                    raise BrokenChain(version)
                previous = row.hash
            if (event.head_version, event.head_hash) != (version, previous):
                raise BrokenChain(version + 1)
            return version


def _rows(event_id: int, version: int) -> Select[EntryRow]:
    return (
        select(EntryRow)
        .where(EntryRow.event_id == event_id, EntryRow.version > version)
        .order_by(EntryRow.version)
    )


def _since(session: Session, event_id: int, version: int) -> list[Entry]:
    return [entry_of(row) for row in session.scalars(_rows(event_id, version))]
