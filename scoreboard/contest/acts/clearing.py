"""Taking back a begin, and what was written before one."""

from __future__ import annotations

from scoreboard.contest.acts.beginning import check_not_rehearsing, played
from scoreboard.contest.acts.preview import after
from scoreboard.contest.acts.setup_limits import check_announced, check_returns, check_stays
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import not_now


def check_undo_of_cleared(book: Book, entry: Entry, what: Entry) -> None:
    """Raises Refusal when an undo would reach behind a begin, or mix what was before and after.

    `what` is what the undo of `entry` takes back or brings back in the end.
    """
    if entry.version < book.begun_at:
        raise not_now("This was before everything was cleared, so it counts no more.")
    if what.version in book.voided:
        check_returns(book, what)
    if what.kind != "begin":
        return
    check_not_rehearsing(book)
    if any(other.version > entry.version for other in played(book)):
        raise not_now("Something has been played since. Both cannot count together.")
    # The set-up may have changed while nothing was played; what comes back must still fit it.
    before = book.at(what.version - 1)
    check_stays(before, book.event)
    setup = Entry(0, "then", "setup", "", book.at_time, setup=book.event)
    check_announced(before, after(before, setup))
