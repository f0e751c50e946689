"""Which ledgers the one that is shown goes on from: by it tablets and desks offer again."""

from __future__ import annotations

from scoreboard.contest.boards.shapes import Lineage
from scoreboard.contest.record.book import Book


def lineage(book: Book) -> Lineage:
    """Where the book's ledger comes from; empty for one that is known by its first entry."""
    if book.ledger_id == book.origin_id:
        return {}
    return {
        "origin": book.origin_id,
        "histories": [{"ledger": one, "version": upto} for one, upto in book.follows.items()],
        "cleared": list(book.cleared),
    }
