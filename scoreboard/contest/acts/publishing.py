"""Opening a result to all who want to recount it: when that may be, and whether it is so now."""

from __future__ import annotations

from typing import Literal

from scoreboard.contest.model import Round
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.evidence import entered_teams
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.visibility import hidden
from scoreboard.contest.words import not_now

# early: not announced and told yet. ready: it may be published. open: it is. hidden: it is, and
# something of it is hidden just now.
Publication = Literal["early", "ready", "open", "hidden"]


def is_told(book: Book) -> bool:
    """Whether the hall knows the whole result: announced, told to its end, and nothing frozen; and
    it sees all marks and points, also what the desk has set after the announcement.
    """
    if not book.final or known_book(book, "public") is not book:
        return False
    return not any(_hides(book, a_round) for a_round in book.all_rounds())


def _hides(book: Book, a_round: Round) -> bool:
    """Whether anybody was given something in a round that the hall does not see."""
    there = entered_teams(book, a_round, "desk") - entered_teams(book, a_round, "public")
    return bool(there or hidden(book, a_round))


def is_open(book: Book) -> bool:
    """Whether anybody may have the ledger of this event now: published, and nothing hidden in it.

    A result that is taken back or frozen closes it until it is told again.
    """
    return book.published and is_told(book) and not book.rehearsal


def publication(book: Book) -> Publication:
    """How it stands with opening the result to all."""
    if book.published:
        return "open" if is_open(book) else "hidden"
    return "ready" if is_told(book) and not book.rehearsal else "early"


def check_publish(book: Book, *, published: bool) -> None:
    """Raises Refusal where the result may not be opened to all, or closed, just now."""
    if published and book.published:
        raise not_now("The result is already published.")
    if not published and not book.published:
        raise not_now("The result is not published.")
    if published and not is_told(book):
        raise not_now("A result is published once it is announced, and told to its end.")
