"""Rehearsing, clearing all and beginning: when they may be, and which ledger a mark is of."""

from __future__ import annotations

from itertools import islice
from typing import Literal

from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.words import N_, not_now


def played(book: Book) -> list[Entry]:
    """The entries that count and belong to the contest as it is played."""
    return [entry for entry in book.counting if KINDS[entry.kind].played]


def was_played(book: Book) -> bool:
    """Whether there is any such entry; found without going through a long ledger."""
    since = islice(book.entries, book.begun_at, None)
    return any(KINDS[e.kind].played and e.version not in book.voided for e in since)


def check_not_rehearsing(book: Book) -> None:
    """Raises Refusal while a rehearsal runs: it is played on a copy that will be thrown away."""
    if book.rehearsal:
        raise not_now("A rehearsal is running. End it first.")


def check_rehearsal(book: Book) -> None:
    """Raises Refusal when a rehearsal cannot start now."""
    if book.rehearsal:
        raise not_now("A rehearsal is already running.")
    for a_round in book.open_rounds:
        raise not_now("%(round)s is open. Close it before you rehearse.", round=a_round.name)


def check_begin(book: Book) -> None:
    """Raises Refusal when there is nothing to clear, or a rehearsal runs."""
    check_not_rehearsing(book)
    if not was_played(book):
        raise not_now("Nothing has been played yet, so there is nothing to clear.")


Line = Literal["same", "aside", "unknown"]


# Why what was acknowledged in an "unknown" ledger waits for the desk.
UNKNOWN = N_("It was acknowledged in a copy that is not known here.")


def line_of(book: Book, ledger: str) -> Line:
    """How a ledger lies to the active one: "same" is that, or one that it goes on from.

    What was made in one that is "aside" does not count here: of a rehearsal, or cleared. An
    "unknown" one is of a history that no copy here knows of, or of a rehearsal that has ended;
    there is none where this ledger goes on from no other.
    """
    if ledger == book.ledger_id or ledger in book.follows:
        return "same"
    follows = bool(book.history.left) and not book.rehearsal
    return "unknown" if follows and ledger not in book.cleared else "aside"


def check_same_play(book: Book, ledger: str | None, *, offered: bool) -> None:
    """As `check_same_ledger`; but what is offered may be of a ledger that this one goes on from."""
    if not offered or ledger not in book.follows:
        check_same_ledger(book, ledger)


def check_same_ledger(book: Book, ledger: str | None) -> None:
    """Raises Refusal when a page shows another ledger than the active one.

    It names the field where that ledger goes on after the rehearsal, or has gone on as this one:
    the tablet keeps it, and offers it in its turn.
    """
    if ledger is None or ledger == book.ledger_id:
        return
    if ledger in book.follows:
        refusal = not_now(
            "The event has gone on from another copy since this page was drawn. Look at it again."
        )
        refusal.field = "ledger"
        raise refusal
    if book.rehearsal:
        refusal = not_now("This was entered before the rehearsal. It counts nowhere in it.")
        refusal.field = "ledger"
        raise refusal
    if ledger in book.cleared:
        raise not_now("This was entered before everything was cleared. It does not count.")
    raise not_now("This was entered in the rehearsal. It does not count in the event.")
