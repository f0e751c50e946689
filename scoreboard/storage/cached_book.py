"""One event's book in memory, kept in step with the event's active ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import RLock

from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.history import History
from scoreboard.storage.ledger import LedgerHead, LedgerTransaction


@dataclass(slots=True)
class CachedBook:
    """One event's book and its locks."""

    # Held by whoever writes, before the database is asked for: of several one waits for it.
    pen: RLock = field(default_factory=RLock)

    # Re-entrant: a query of a book may ask for the book again, say for the event's language.
    lock: RLock = field(default_factory=RLock)
    book: Book = field(default_factory=Book)

    @property
    def head(self) -> LedgerHead:
        """Which ledger the book is of, and its version."""
        return head_of(self.book)

    def forget(self) -> None:
        """Let the book be read anew."""
        self.book = Book()

    def follow(self, transaction: LedgerTransaction) -> None:
        """Read what another process has written since, within a write transaction."""
        head = transaction.head
        if head != self.head:
            if head.ledger == self.head.ledger:
                self.take_in(transaction.since(self.book.version))
            else:
                self.take_in(transaction.since(0), transaction.history())

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


def head_of(book: Book) -> LedgerHead:
    """Which ledger a book is of, and its version."""
    if not book.version:
        return LedgerHead("", 0)
    return LedgerHead(book.history.ledger or book.entries[0].id, book.version)
