"""The result as it is published: the ledger without names and free words, and what follows from it.

The boards are drawn from the published ledger itself. So nothing can be in them that is not in it,
and whoever recounts the file does the very same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.overall import overall
from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.history import History
from scoreboard.contest.words import Say
from scoreboard.files.event.document import to_document
from scoreboard.files.results.as_json import ChainedEntry, overall_places
from scoreboard.files.results.redacted import Redaction
from scoreboard.storage.chain import CHAINED, entry_of


def read_entries(entries: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """The entries of a file. One that was set aside counts for nothing, and stands for itself."""
    return [
        _aside(entry) if entry["kind"] is None else entry_of([entry[one] for one in _ROW])
        for entry in entries
    ]


_ROW = (*CHAINED, "hash")


def _aside(entry: Mapping[str, Any]) -> Entry:
    version, nothing = entry["version"], {"archived": False}
    return Entry(version, f"aside {version}", "archive", "", "", detail=nothing, hash=entry["hash"])


def redaction_of(book: Book, version: int) -> Redaction:
    """What is left out of an event's entries up to a version."""
    begins = [entry.version for entry in book.entries[:version] if entry.kind == "begin"]
    begun = max((one for one in begins if one not in book.voided), default=0)
    return Redaction(begun, book.event.publish_judges)


def book_of(entries: Sequence[ChainedEntry], ledger: str) -> Book:
    """The book that a file's entries make."""
    return Book.replay(read_entries(entries), History(ledger))


def published_document(book: Book, say: Say) -> dict[str, Any]:
    """The results of a book that was made from a published ledger, which holds nothing hidden.

    They are what follows from all of it: the desk's, who waits for no panel to be complete.
    """
    stages = book.event.stages
    boards = [
        _nameless(board(book, "desk", stage, say))
        for stage in stages[: stages.index(book.stage) + 1]
    ]
    return {
        **boards[-1],
        "boards": boards,
        "overall": overall_places(overall(boards, book.event.rules.ranking)),
        "setup": to_document(book.event),
        "head": {"version": book.version, "hash": book.entries[-1].hash},
        "published": True,
    }


def _nameless(whole: Board) -> Board:
    """A board without the table of best individuals, which is nothing but names."""
    made = whole.copy()
    made.pop("individuals", None)
    return made
