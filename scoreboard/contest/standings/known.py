"""From which book an audience is told anything: the one place where a freeze hides, and a result
that is announced with a scene which has not told it yet.

Contract, "Freeze" and "Scenes". Whatever is shown to anybody but the desk is drawn from this book,
so that no page, message or answer has to think of what is hidden.
"""

from __future__ import annotations

from scoreboard.contest.record.book import Book
from scoreboard.contest.record.frozen import as_frozen
from scoreboard.contest.standings.visibility import Audience


def known_book(book: Book, audience: Audience) -> Book:
    """The book that an audience may know.

    The desk's is the book itself. Everybody else's is without what is announced and not told; while
    the board is frozen it is the book as it stood then, until the last place is revealed. It may be
    read, never extended; its stages and rounds are its own, to be found by their ids.
    """
    return book if audience == "desk" else as_frozen(book.as_told())
