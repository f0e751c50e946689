"""One event's book in memory, kept in step with the event's active ledger."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from threading import RLock

from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.history import History
from scoreboard.contest.record.kinds import KINDS
from scoreboard.storage.checked import (
    START,
    UNFIT,
    UNKNOWN,
    BrokenChain,
    ChainEnd,
    in_short,
)
from scoreboard.storage.event_rows import LedgerHead
from scoreboard.storage.ledger_transaction import LedgerTransaction


@dataclass(slots=True)
class CachedBook:
    """One event's book and its locks."""

    # Held by whoever writes, before the database is asked for: of several one waits for it.
    pen: RLock = field(default_factory=RLock)

    # Re-entrant: a query of a book may ask for the book again, say for the event's language.
    lock: RLock = field(default_factory=RLock)
    book: Book = field(default_factory=Book)

    # What the database held of it when it was read first.
    first: LedgerHead | None = None

    # Whether somebody writes; what is in the book may then be ahead of the database.
    is_written: bool = False

    # The book with an entry that is being committed, while readers are given the one before it.
    coming: Book | None = None

    @property
    def head(self) -> LedgerHead:
        """Which ledger the book is of, and its version."""
        return head_of(self.book)

    def forget(self) -> None:
        """Let the book be read anew."""
        self.book = Book()

    def arrive(self) -> None:
        """Take the book whose entry was committed, unless a reader has brought as much since."""
        coming, self.coming = self.coming, None
        if coming is None:
            return
        with self.lock:
            book = self.book
            if coming.history == book.history and coming.version > book.version:
                self.book = coming

    @property
    def end(self) -> ChainEnd:
        """Where the book's ledger ended when it was read last."""
        book = self.book
        return ChainEnd(book.version, book.entries[-1].hash) if book.version else START

    def follow(self, transaction: LedgerTransaction) -> None:
        """Read what another process has written since, within a write transaction.

        Raises:
            BrokenChain: that does not hold.
            Behind: the ledger lacks what is in the book.
        """
        head = transaction.head
        if head == self.head and transaction.end == self.end:
            return
        if head.ledger == self.head.ledger:
            self.take_in_news(transaction.since(self.end))
        else:
            self.take_in_news(transaction.since(START), transaction.history())

    def take_in_news(self, entries: Sequence[Entry], other: History | None = None) -> None:
        """As `take_in`, of what stands in the ledger. Raises BrokenChain where it does not fit."""
        before = [] if other is not None else self.book.entries
        try:
            self.take_in(entries, other)
        except Exception as error:
            raise _unfit([*before, *entries], error) from error

    def take_in(self, entries: Sequence[Entry], other: History | None = None) -> None:
        """The entries that follow in the book's own ledger, or all those of another one."""
        try:
            if other is not None or not self.book.version:
                self.book = Book.replay(entries, other)
            elif len(entries) == 1:
                self.book.extend(entries[0])
            else:
                self.book = Book.replay([*self.book.entries, *entries], self.book.history)
        except BaseException:
            # What is committed stands; a book that missed an entry must be read anew.
            self.forget()
            raise


def _unfit(entries: Sequence[Entry], error: Exception) -> BrokenChain:
    """Which of these entries is the first that does not fit what comes before it."""
    book = Book()
    known: Container[str] = KINDS
    for entry in entries:
        if entry.kind not in known:
            return BrokenChain(entry.version, UNKNOWN, entry.kind)
        try:
            book.extend(entry)
        except Exception as found:  # noqa: BLE001  # any at all: it is this entry that is told
            return BrokenChain(entry.version, UNFIT, in_short(found))
    return BrokenChain(entries[-1].version if entries else 1, UNFIT, in_short(error))


def head_of(book: Book) -> LedgerHead:
    """Which ledger a book is of, and its version."""
    if not book.version:
        return LedgerHead("", 0)
    return LedgerHead(book.history.ledger or book.entries[0].id, book.version)
