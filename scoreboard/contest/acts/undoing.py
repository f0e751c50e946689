"""What can be taken back, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations

from scoreboard.contest.acts.advancing import affected, next_stage_begun, renamed
from scoreboard.contest.acts.beginning import check_not_rehearsing, played
from scoreboard.contest.acts.running import check_unbegun, may_be_open_together
from scoreboard.contest.acts.setup_limits import check_announced, check_returns, check_stays
from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.standings.standings import still_named
from scoreboard.contest.words import not_now

# What was awarded by a slip is seen at once, and then taken back without a word.
SLIP = timedelta(minutes=1)


def is_slip(book: Book, entry: Entry, by: str, now: datetime) -> bool:
    """Whether an entry is the newest that somebody made by a touch, not older than `SLIP`.

    Then no reason is asked. One that has been taken back is none: the one before it is the newest.
    """
    newest = next(
        (
            other
            for other in reversed(book.entries)
            if KINDS[other.kind].slips and other.by == by and other.version not in book.voided
        ),
        None,
    )
    age = now - datetime.fromisoformat(entry.at)
    return newest is not None and newest.version == entry.version and timedelta() <= age <= SLIP


def check_undo(book: Book, entry: Entry) -> None:
    """Raises Refusal when an entry cannot be taken back now."""
    if entry.version in book.voided:
        raise not_now("This has already been taken back.")
    what = book.origin(entry)
    check_undo_of_cleared(book, entry, what)
    stands = what.version not in book.voided
    kind = KINDS[what.kind]
    if kind.only_shows:
        raise not_now("This is not taken back. Step back, or choose something else.")
    if kind.undone_by == "nobody":
        raise not_now("A set-up is not taken back. Change it on the set-up page.")
    if kind.opens_or_closes and stands:
        _check_newest_of_round(book, what)
    if what.kind == "token" and stands:
        _check_not_taken(book, what)
    if kind.undo == "unused" and stands:
        _check_nothing_scored(book, what)
    if kind.undo == "unfollowed" and stands:
        _check_announcement(book, what)
    if kind.undo == "unbegun":
        check_unbegun(book, book.find_stage(what.stage or ""))
    # All else only changes figures, knowingly even after an announcement.
    if kind.shapes:
        _check_not_announced(book, what)


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
    check_announced(before, before.after(setup))


def check_sound(book: Book, then: Book, *, decided: bool = False) -> None:
    """Raises Refusal when the book as it would be is in a state that no order of acts leads to.

    An undo that is itself undone brings an entry back into a day that has gone on without it.
    An announcement that stands may come to differ from the standings, or name other teams, only
    when it is `decided`.
    """
    for one, other in combinations(then.open_rounds, 2):
        if not may_be_open_together(then, one, other):
            raise not_now("%(round)s is still open. Close it first.", round=one.name)
    undecided = [] if decided else [*affected(book, then), *renamed(book, then)]
    for stage in then.event.stages:
        if stage.id not in then.announced:
            continue
        own = then.rounds_of(stage)
        unfinished = any(then.round_record(r.id).state != "closed" for r in own)
        brought_back = stage.id not in book.announced and not still_named(then, stage)
        if unfinished or brought_back or stage in undecided:
            raise _no_longer(stage)


def _no_longer(stage: Stage) -> Exception:
    return not_now(
        "The result of %(stage)s would no longer be what was announced.", stage=stage.name
    )


def _check_newest_of_round(book: Book, entry: Entry) -> None:
    """Raises Refusal unless the entry is the newest opening or closing of its round."""
    later = [
        other
        for other in book.entries[entry.version :]
        if not {*entry.rounds}.isdisjoint(other.rounds)
        and KINDS[other.kind].opens_or_closes
        and other.version not in book.voided
    ]
    if later:
        a_round = book.round(entry.round or "")
        raise not_now(
            "%(round)s has been opened or closed again since.",
            round=a_round.name if a_round else entry.round,
        )


def _check_not_taken(book: Book, entry: Entry) -> None:
    """Raises Refusal for a token that has doubled an award which stands."""
    token, awards = entry.detail["token"], book.round_record(entry.round or "").awards
    if any(one.team == entry.team and one.detail.get("token") == token for one in awards):
        raise not_now("%(token)s has doubled points. Take these back first.", token=token)


def _check_nothing_scored(book: Book, entry: Entry) -> None:
    scored = [
        other
        for other in book.entries[entry.version :]
        if other.round in entry.rounds
        and KINDS[other.kind].played
        and other.version not in book.voided
    ]
    if scored:
        raise not_now("Something has happened in this round since it was opened.")


def _check_announcement(book: Book, entry: Entry) -> None:
    stage = book.find_stage(entry.stage or "")
    if next_stage_begun(book, stage):
        raise not_now("The stage after %(stage)s has begun.", stage=stage.name)


def _check_not_announced(book: Book, entry: Entry) -> None:
    stage = book.stage_about(entry)
    if stage is not None and stage.id in book.announced:
        raise not_now(
            "The result of %(stage)s is already announced. Take the announcement back first.",
            stage=stage.name,
        )
