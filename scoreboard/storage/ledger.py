"""The ledger: append-only, one sequence per event, ids taken once, hash-chained.

While an event rehearses, a second row with a ledger of its own is the active one. It is thrown
away at the end; nothing of it is ever in the event's own ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from scoreboard.contest.model import Entry
from scoreboard.contest.record.history import History
from scoreboard.in_thread import InThread, here
from scoreboard.storage import event_rows
from scoreboard.storage.access import Grant
from scoreboard.storage.checked import START, ChainEnd, check_end
from scoreboard.storage.database import Database
from scoreboard.storage.event_rows import LedgerHead, active_row, find_event, own_row
from scoreboard.storage.histories import history_of, ledger_of
from scoreboard.storage.ledger_transaction import LedgerTransaction, lock
from scoreboard.storage.stored_entries import (
    end_after,
    end_of,
    entries_since,
    hash_at,
    news_since,
    rows_between,
)
from scoreboard.storage.tables import EntryRow, EventRow


class LedgerEnd(NamedTuple):
    """Where a ledger ends: which one it is, its newest version, and the hash of that entry."""

    ledger: str
    version: int
    hash: str


class Ledger:
    """Every event's ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Whether this process may write (`Database.writable`).
        self.writable = database.writable

    @property
    def commits_slowly(self) -> bool:
        """Whether others go on while a write is kept, because that has lately taken long."""
        return self._database.disk.is_slow

    def slugs(self) -> list[str]:
        """The events there are, oldest first."""
        with self._database.reading() as session:
            return event_rows.slugs(session)

    def heads(self) -> dict[str, LedgerHead]:
        """The head of every event's ledger, of its rehearsal's while there is one."""
        with self._database.reading() as session:
            return event_rows.heads(session)

    def head(self, slug: str) -> LedgerHead | None:
        """The head of an event's ledger; None when there is no such event."""
        with self._database.reading() as session:
            return event_rows.head(session, slug)

    def end(self, slug: str) -> LedgerEnd:
        """Where an event's own ledger ends, whatever is rehearsed. Raises NoSuchEvent."""
        with self._database.reading() as session:
            own = own_row(session, slug)
            return LedgerEnd(ledger_of(session, own), own.head_version, own.head_hash)

    def rows(self, slug: str, ledger: str, after: int, upto: int) -> list[dict[str, Any]]:
        """Some entries of an event's ledger of that id, as the chain was made of them.

        They follow a version and go on to another one, or less far: a few hundred at once. Each
        has the columns of `CHAINED`, and its hash. Empty where that ledger is gone.
        """
        with self._database.reading() as session:
            own = find_event(session, slug)
            events = [own, active_row(session, own)] if own else []
            event = next((one.id for one in events if ledger_of(session, one) == ledger), None)
            return rows_between(session, event, after, upto)

    def hash_at(self, slug: str, version: int) -> str:
        """The hash of an entry of an event's own ledger; "" where it is not there."""
        with self._database.reading() as session:
            own = find_event(session, slug)
            return hash_at(session, own.id, version) if own else ""

    def ledgers(self, slug: str) -> list[str]:
        """The ids under which an event's own ledger has been known, the one in force first.

        Raises NoSuchEvent.
        """
        with self._database.reading() as session:
            own = own_row(session, slug)
            left = history_of(session, own).left
            return [ledger_of(session, own), *(one.ledger for one in reversed(left))]

    def own_history(self, slug: str) -> tuple[str, History]:
        """The id of an event's own ledger, and which history it is. Raises NoSuchEvent."""
        with self._database.reading() as session:
            own = own_row(session, slug)
            return ledger_of(session, own), history_of(session, own)

    def rehearsing(self, slug: str) -> bool:
        """Whether a rehearsal's ledger is the active one."""
        with self._database.reading() as session:
            event = find_event(session, slug)
            return event is not None and event.rehearsing

    def since(self, slug: str, version: int, *, own: bool = False) -> list[Entry]:
        """The entries of an event after a version, in order; `own` passes over a rehearsal.

        Raises BrokenChain.
        """
        with self._database.reading() as session:
            event = find_event(session, slug)
            if event is None:
                return []
            active = event if own else active_row(session, event)
            known = ChainEnd(version, hash_at(session, active.id, version)) if version else START
            return entries_since(session, active.id, known)

    def newest_at(self) -> str | None:
        """When the newest entry of all ledgers was made, also of rehearsals, as it says itself."""
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
            event = find_event(session, slug)
            if event is None:
                return None
            # By the row, not by the slug: another ledger may become the active one meanwhile.
            active = active_row(session, event)
            head = ChainEnd(active.head_version, active.head_hash)
            ledger = ledger_of(session, active)
            if ledger and ledger == known.ledger:
                return news_since(session, active.id, end, head), None
            entries = entries_since(session, active.id, START, progress)
            if len(entries) > head.entries:
                # PostgreSQL does not freeze what is read: more may have been written since.
                session.refresh(active)
                head = ChainEnd(active.head_version, active.head_hash)
                if head.entries > len(entries):
                    # These are the first of them, and each was looked at.
                    return entries, history_of(session, active)
            check_end(end_of(entries), head)
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
        with self._database.transaction() as connection:
            transaction = lock(connection, slug, make=make, by=by)
            yield transaction
            transaction.flush()

    def verify(self, slug: str, *, own: bool = False) -> int:
        """How many entries the chain holds. Raises as `check` does."""
        return self.check(slug, own=own).entries

    def check(self, slug: str, *, own: bool = False, in_thread: InThread = here) -> ChainEnd:
        """Recompute the chain, piece by piece by `in_thread`; `own` passes over a rehearsal.

        Raises:
            BrokenChain: an entry is not what was written, or is missing.
            NoSuchEvent: there is none of that slug.
        """
        with self._database.reading() as session:
            found = own_row(session, slug)
            event = found if own else active_row(session, found)
            end = START
            while True:
                before, end = end, end_after(session, event.id, end, in_thread)
                # PostgreSQL does not freeze what is read: entries may have been added since.
                session.refresh(event)
                head = ChainEnd(event.head_version, event.head_hash)
                if end in (before, head):
                    check_end(end, head)
                    return end
