"""One event's book in memory, kept in step with the ledger that its slug speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import RLock

from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.visibility import Audience
from scoreboard.storage.ledger import Head, Page


@dataclass(slots=True)
class Shelf:
    """One event's book, its locks, and the boards already drawn from it."""

    # Held by whoever writes, before the database is asked for: of several one waits for it.
    pen: RLock = field(default_factory=RLock)

    # Re-entrant: what looks at a book may ask for it again, for the event's language say.
    lock: RLock = field(default_factory=RLock)
    book: Book = field(default_factory=Book)
    boards: dict[tuple[Audience, str], Board] = field(default_factory=dict)

    @property
    def head(self) -> Head:
        """Which ledger the book is of, and its version."""
        return (
            Head(self.book.entries[0].id, self.book.version) if self.book.version else Head("", 0)
        )

    def forget(self) -> None:
        """Let the book be read anew."""
        self.book = Book()

    def follow(self, page: Page) -> None:
        """Bring the book to what the page holds, which another process may have written."""
        head = page.head
        if head != self.head:
            known = self.book.version if head.ledger == self.head.ledger else 0
            self.take_in(head.ledger, page.since(known))

    def take_in(self, ledger: str, entries: Sequence[Entry]) -> None:
        """The entries that follow in the book's own ledger, or all those of another one."""
        try:
            if ledger != self.head.ledger:
                self.book = Book.replay(entries)
            elif len(entries) == 1:
                self.book.extend(entries[0])
            else:
                self.book = Book.replay([*self.book.entries, *entries])
        except BaseException:
            # What is committed stands; a book that missed an entry must be read anew.
            self.forget()
            raise
