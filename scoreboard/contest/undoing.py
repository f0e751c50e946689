"""What can be taken back, and when."""

from __future__ import annotations

from scoreboard.contest.advancing import next_stage_begun, still_named
from scoreboard.contest.book import Book
from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.running import find_stage
from scoreboard.contest.words import not_now


def check_undo(book: Book, entry: Entry) -> None:
    """Raises Refusal when an entry cannot be taken back now."""
    if entry.version in book.voided:
        raise not_now("This has already been taken back.")
    if entry.kind == "setup":
        raise not_now("A set-up is not taken back; load the one that is wanted.")
    if entry.kind in ("close", "reopen"):
        raise not_now("Open or close the round again instead.")
    if entry.kind == "open":
        _check_nothing_scored(book, entry)
    if entry.kind == "advance":
        _check_announcement(book, entry)
    elif entry.stage is not None or entry.round is not None:
        _check_not_announced(book, entry)


def check_sound(book: Book, then: Book) -> None:
    """Raises Refusal when the book as it would be has what the order of things never allows.

    An undo that is itself undone brings an entry back into a day that has gone on without it.
    """
    rounds = [r for stage in then.event.stages for r in [*stage.rounds, *then.playoffs(stage)]]
    is_open = [r for r in rounds if then.round_book(r.id).state == "open"]
    if len(is_open) > 1:
        raise not_now("%(round)s is still open. Close it first.", round=is_open[0].name)
    for stage in then.event.stages:
        if stage.id not in then.announced:
            continue
        own = [*stage.rounds, *then.playoffs(stage)]
        unfinished = any(then.round_book(r.id).state != "closed" for r in own)
        if unfinished or (_stood(book, stage) and not still_named(then, stage)):
            raise not_now(
                "The result of %(stage)s would no longer be what was announced.", stage=stage.name
            )


def _stood(book: Book, stage: Stage) -> bool:
    """Whether the announcement stood before; one kept knowingly against the standings did not."""
    return stage.id not in book.announced or still_named(book, stage)


def _check_nothing_scored(book: Book, entry: Entry) -> None:
    scored = [
        other
        for other in book.entries[entry.version :]
        if other.round == entry.round and other.version not in book.voided
    ]
    if scored:
        raise not_now("Something has happened in this round since it was opened.")


def _check_announcement(book: Book, entry: Entry) -> None:
    stage = find_stage(book, entry.stage or "")
    if next_stage_begun(book, stage):
        raise not_now("The stage after %(stage)s has begun.", stage=stage.name)


def _check_not_announced(book: Book, entry: Entry) -> None:
    a_round = book.round(entry.round) if entry.round else None
    stage = book.stage_of(a_round) if a_round else book.event.stage(entry.stage or "")
    if stage is not None and stage.id in book.announced:
        raise not_now(
            "The result of %(stage)s is already announced. Take the announcement back first.",
            stage=stage.name,
        )
