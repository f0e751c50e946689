"""Every event's book in memory: read at its newest version, and extended as the ledger grows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import DatabaseError

from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.limits import WRITE_SECONDS
from scoreboard.storage.access import Grant
from scoreboard.storage.cached_book import CachedBook
from scoreboard.storage.checked import START, BrokenChain
from scoreboard.storage.database import DatabaseBusy, in_short
from scoreboard.storage.event_rows import LedgerHead, NoSuchEvent
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.ledger_transaction import LedgerTransaction
from scoreboard.storage.set_aside import DAMAGED, VANISHED, SetAside
from scoreboard.storage.stored_entries import Behind
from scoreboard.storage.troubles import is_damage
from scoreboard.storage.writable import NotWritable, Reason

log = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that was written; `new` is False when it was in the ledger already."""

    entry: Entry
    new: bool


class BookCache:
    """The books of all events, kept by folding each entry once."""

    def __init__(
        self, ledger: Ledger, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._ledger = ledger
        self._now = now
        # Whether this process may write (`Database.writable`).
        self.writable = ledger.writable
        self._cached: dict[str, CachedBook] = {}
        # The events that could not be read, each with the head at which that was found.
        self._aside: dict[str, tuple[LedgerHead | None, SetAside]] = {}
        # Told of each book whose ledger has lost entries, and up to which version both are alike.
        self.lost: list[Callable[[str, Book, int], object]] = []

    def aside(self) -> dict[str, SetAside]:
        """The events that are set aside, and why."""
        return {slug: aside for slug, (_, aside) in self._aside.items()}

    def events(self) -> list[str]:
        """The slugs of the events that can be read, oldest first; others are `aside`."""
        return [slug for slug in self._ledger.slugs() if slug not in self._aside]

    def read_each(self, query: Callable[[Book], Result]) -> list[Result]:
        """The answers of `query` to each event's book, oldest first; without those set aside."""
        found = []
        for slug in self.events():
            with suppress(SetAside):
                found.append(self.read(slug, query))
        return found

    def heads(self) -> dict[str, LedgerHead]:
        """Every event's ledger and its newest version, straight from the database."""
        return self._ledger.heads()

    def known(self) -> dict[str, Book]:
        """The books in memory that hold something, as they are just now."""
        books = {slug: cached.book for slug, cached in list(self._cached.items())}
        return {slug: book for slug, book in books.items() if book.version}

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
        return self._transact(slug, partial(self._append, settle=settle), make=make, by=by)

    def switch_rehearsal(
        self,
        slug: str,
        act: Callable[[LedgerTransaction, Book], None],
        *,
        by: Grant | None = None,
    ) -> None:
        """Start or end a rehearsal by what `act` does with the transaction and the newest book.

        Raises as `append` does.
        """
        self._transact(slug, lambda transaction, cached: act(transaction, cached.book), by=by)
        # The slug now points to another ledger; drop the cache.
        cached = self._cached_book(slug)
        with cached.lock:
            cached.forget()

    def is_behind(self, slug: str, head: LedgerHead) -> bool:
        """Whether the database's head is behind what is known to be committed.

        While somebody writes to the event that is not known; it is to be asked again.
        """
        cached = self._cached.get(slug)
        if cached is not None and cached.is_written:
            return False
        known = cached.head if cached is not None else head
        return head.ledger == known.ledger and head.version < known.version

    def recover(self, slug: str) -> None:
        """Go on from what the database holds, where it has lost what was committed.

        What follows is another history, so that every screen starts over, and tablets offer again
        what was acknowledged. Raises as `append` does.
        """
        cached = self._cached_book(slug)
        lost = None
        with self._as_aside(slug, cached), self._writing(slug, cached) as transaction:
            try:
                cached.follow(transaction)
            except Behind:
                lost, shared = cached.book, _shared(cached.book, transaction)
                transaction.begin_history("lost", self._now(), shared)
                cached.take_in_news(transaction.since(START), transaction.history())
        if lost is not None:
            for hear in self.lost:
                hear(slug, lost, shared)

    def go_on_without(self, slug: str, lacking: Callable[[Book], int | None]) -> bool:
        """Go on as another history where the newest book lacks what somebody was told is in it.

        `lacking` is the first version that a book lacks. What this process read at first is not
        lost: it goes up to there, or less far. False where nothing is lacking. Raises as `append`.
        """
        cached = self._cached_book(slug)
        with self._as_aside(slug, cached), self._writing(slug, cached) as transaction:
            cached.follow(transaction)
            version = lacking(cached.book)
            if version is None:
                return False
            first = cached.first
            known = first.version if first and first.ledger == cached.head.ledger else version
            shared = min(version - 1, known, cached.head.version)
            transaction.begin_history("lost", self._now(), shared)
            cached.take_in_news(transaction.since(START), transaction.history())
        return True

    def _transact(
        self,
        slug: str,
        act: Callable[[LedgerTransaction, CachedBook], Result],
        *,
        make: bool = False,
        by: Grant | None = None,
    ) -> Result:
        """What `act` does within a transaction, in which the book is at its newest version."""
        cached = self._cached_book(slug)

        def once() -> Result:
            with (
                self._as_aside(slug, cached),
                self._writing(slug, cached, make=make, by=by) as transaction,
            ):
                cached.follow(transaction)
                return act(transaction, cached)

        try:
            return once()
        except Behind:
            # Committed by itself: whatever becomes of the act, the history is another one.
            self.recover(slug)
            return once()

    @contextmanager
    def _as_aside(self, slug: str, cached: CachedBook) -> Iterator[None]:
        """What is wrong with a ledger sets its event aside. Raises SetAside."""
        try:
            yield
        except BrokenChain as broken:
            raise self._set_aside(slug, None, broken) from broken
        except NoSuchEvent:
            if cached.book.version:
                why = Reason(VANISHED, {"count": cached.book.version})
                raise SetAside(slug, 0, why) from None
            raise

    @contextmanager
    def _writing(
        self, slug: str, cached: CachedBook, *, make: bool = False, by: Grant | None = None
    ) -> Iterator[LedgerTransaction]:
        """A transaction on the event's ledger; waiting for the database keeps no reader waiting."""
        if not cached.pen.acquire(timeout=WRITE_SECONDS):
            raise DatabaseBusy("others wait to write to this event")
        cached.is_written, before = True, None
        try:
            with ExitStack() as held:
                try:
                    with self._ledger.writing(slug, make=make, by=by) as transaction:
                        # Until after the commit: nobody may see what could still be rolled back.
                        held.enter_context(cached.lock)
                        before = cached.head
                        yield transaction
                        if cached.coming is not None:
                            # That will take its time: readers are given what was before it.
                            held.close()
                except NotWritable:
                    raise
                except BaseException:
                    # A book that took in what was then rolled back must be read anew.
                    if before is not None and cached.head != before and cached.coming is None:
                        cached.forget()
                    raise
            cached.arrive()
        except NotWritable:
            # It was committed, if it came so far: what is in memory may be all that is left.
            cached.arrive()
            raise
        finally:
            cached.coming, cached.is_written = None, False
            cached.pen.release()

    def _append(
        self, transaction: LedgerTransaction, cached: CachedBook, settle: Callable[[Book], Written]
    ) -> Written:
        settled = settle(cached.book)
        if not settled.new:
            return settled
        entry = transaction.append(settled.entry)
        # Before the commit: an entry that cannot be folded must never stand in the ledger.
        if self._ledger.commits_slowly:
            cached.coming = cached.book.extended(entry)
        else:
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
        """Take in what another process wrote, or everything at the first query.

        Where that cannot be what is known is shown; the watch brings the rest as soon as it can.
        """
        head, known = None, cached.book.version > 0
        try:
            head = self._ledger.head(slug)
            if known and head == cached.head:
                return
            self._check_not_aside(slug, head)
            length = head.version if head else 0
            found = self._take_in_news(slug, cached, lambda n: progress(n, length))
        except (DatabaseBusy, NotWritable, Behind):
            if not known:
                raise
        except BrokenChain as broken:
            raise self._set_aside(slug, head, broken) from broken
        except DatabaseError as error:
            if known or not is_damage(error):
                raise
            aside = SetAside(slug, 0, Reason(DAMAGED), in_short(error))
            raise self._keep_aside(slug, head, aside) from error
        else:
            if not (found or known):
                raise NoSuchEvent(slug)

    def _take_in_news(self, slug: str, cached: CachedBook, progress: Callable[[int], None]) -> bool:
        """Take in what has been written since; False where there is no such event."""
        try:
            news = self._ledger.news(slug, cached.head, cached.end, progress)
        except BrokenChain:
            # A rehearsal may have ended while it was read.
            news = self._ledger.news(slug, cached.head, cached.end, progress)
        if news is None:
            return False
        cached.take_in_news(*news)
        cached.first = cached.first or cached.head
        self._aside.pop(slug, None)
        return True

    def _check_not_aside(self, slug: str, head: LedgerHead | None) -> None:
        """Raises SetAside where this could not be read before, and has not changed since."""
        kept = self._aside.get(slug)
        if kept is not None and kept[0] == head:
            raise kept[1]

    def _set_aside(self, slug: str, head: LedgerHead | None, broken: BrokenChain) -> SetAside:
        return self._keep_aside(
            slug, head, SetAside(slug, broken.version, broken.reason, broken.detail)
        )

    def _keep_aside(self, slug: str, head: LedgerHead | None, aside: SetAside) -> SetAside:
        if slug not in self._aside:
            log.error("%s", aside)
        self._aside[slug] = (head, aside)
        return aside


def _shared(book: Book, transaction: LedgerTransaction) -> int:
    """The newest version up to which a book and the ledger in the database are the same."""
    low, high = 0, min(book.version, transaction.head.version)
    while low < high:
        middle = (low + high + 1) // 2
        if transaction.hash_at(middle) == book.entries[middle - 1].hash:
            low = middle
        else:
            high = middle - 1
    return low
