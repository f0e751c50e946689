"""Every event's book in memory: read at its newest version, and extended as the ledger grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.limits import WRITE_SECONDS
from scoreboard.storage.access import Grant
from scoreboard.storage.cached_book import CachedBook
from scoreboard.storage.database import DatabaseBusy
from scoreboard.storage.ledger import Ledger, LedgerHead, LedgerTransaction, NoSuchEvent
from scoreboard.storage.writable import NotWritable

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that was written; `new` is False when it was in the ledger already."""

    entry: Entry
    new: bool


class BookCache:
    """The books of all events, kept by folding each entry once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        # Whether this process may write (`Database.writable`).
        self.writable = ledger.writable
        self._cached: dict[str, CachedBook] = {}

    def events(self) -> list[str]:
        """The slugs of the events, oldest first."""
        return self._ledger.slugs()

    def heads(self) -> dict[str, LedgerHead]:
        """Every event's ledger and its newest version, straight from the database."""
        return self._ledger.heads()

    def versions(self) -> dict[str, int]:
        """The versions of the books in memory; the database is not asked."""
        return {slug: cached.book.version for slug, cached in list(self._cached.items())}

    def check_exists(self, slug: str) -> None:
        """Raises NoSuchEvent when there is no event of that slug; one that was there stays."""
        if slug not in self._cached:
            self.read(slug, lambda _: None)

    def read(self, slug: str, query: Callable[[Book], Result], *, newest: bool = True) -> Result:
        """The answer of `query` to the event's book at its newest version. Raises NoSuchEvent.

        Where `newest` is False the book is taken as it is in memory, if it is: for whoever has just
        read or written it.
        """
        cached = self._cached_book(slug)
        with cached.lock:
            if newest or not cached.book.version:
                self._catch_up(slug, cached)
            return query(cached.book)

    def glance(self, slug: str) -> Book | None:
        """The event's book as it is in memory just now; None where it is not there.

        Nobody is waited for: it may hold an entry that is about to be committed. It serves to find
        out whether something that was drawn before is still of the newest version.
        """
        cached = self._cached.get(slug)
        return cached.book if cached is not None and cached.book.version else None

    def load(self, slug: str, progress: Callable[[int, int], None]) -> None:
        """Read an event's book from its ledger, telling how many entries of how many are read.

        Raises NoSuchEvent.
        """
        cached = self._cached_book(slug)
        with cached.lock:
            self._catch_up(slug, cached, progress)

    def append(
        self,
        slug: str,
        settle: Callable[[Book], Written],
        *,
        make: bool = False,
        by: Grant | None = None,
    ) -> Written:
        """Write the new entry that `settle` finds for the newest book, committed on return.

        Nothing is written where it finds one that is in the ledger already. `by` as in
        `Ledger.writing`.

        Raises:
            NoSuchEvent: there is none of that slug, and it is not to be made.
            GrantEnded: the link of who writes has been taken back.
            Refusal: `settle` refuses.
        """
        cached = self._cached_book(slug)
        with self._writing(slug, cached, make=make, by=by) as transaction:
            return self._append(transaction, cached, settle)

    def switch_rehearsal(self, slug: str, act: Callable[[LedgerTransaction, Book], None]) -> None:
        """Start or end a rehearsal by what `act` does with the transaction and the newest book.

        Raises as `append` does.
        """
        cached = self._cached_book(slug)
        with self._writing(slug, cached) as transaction:
            cached.follow(transaction)
            act(transaction, cached.book)
        # The slug now points to another ledger; drop the cache.
        with cached.lock:
            cached.forget()

    @contextmanager
    def _writing(
        self, slug: str, cached: CachedBook, *, make: bool = False, by: Grant | None = None
    ) -> Iterator[LedgerTransaction]:
        """A transaction on the event's ledger; waiting for the database keeps no reader waiting."""
        if not cached.pen.acquire(timeout=WRITE_SECONDS):
            raise DatabaseBusy("others wait to write to this event")
        before = None
        try:
            with self._ledger.writing(slug, make=make, by=by) as transaction:
                # Until after the commit: nobody may see what could still be rolled back.
                cached.lock.acquire()
                before = cached.head
                yield transaction
        except NotWritable:
            # It was committed, if it came so far: what is in memory may be all that is left.
            raise
        except BaseException:
            # A book that took in what was then rolled back must be read anew.
            if before is not None and cached.head != before:
                cached.forget()
            raise
        finally:
            if before is not None:
                cached.lock.release()
            cached.pen.release()

    @staticmethod
    def _append(
        transaction: LedgerTransaction, cached: CachedBook, settle: Callable[[Book], Written]
    ) -> Written:
        cached.follow(transaction)
        settled = settle(cached.book)
        if not settled.new:
            return settled
        entry = transaction.append(settled.entry)
        # Before the commit: an entry that cannot be folded must never stand in the ledger.
        cached.take_in([entry])
        return Written(entry, new=True)

    def _cached_book(self, slug: str) -> CachedBook:
        # Only events that exist are kept, so that made-up addresses cannot fill the memory.
        if slug in self._cached:
            return self._cached[slug]
        cached = CachedBook()
        if self._ledger.head(slug) is not None:
            self._cached[slug] = cached
        return cached

    def _catch_up(
        self,
        slug: str,
        cached: CachedBook,
        progress: Callable[[int, int], None] = lambda _read, _of: None,
    ) -> None:
        """Take in what another process wrote, or everything at the first query."""
        try:
            head = self._ledger.head(slug)
            if head is not None and head == cached.head:
                return
            length = head.version if head else 0
            news = self._ledger.news(slug, cached.head, lambda read: progress(read, length))
        except (DatabaseBusy, NotWritable):
            # What is known is shown; the watch brings the rest as soon as it can be read.
            if cached.book.version:
                return
            raise
        if news is None:
            raise NoSuchEvent(slug)
        cached.take_in(*news)
