"""Results that are announced with a scene: what of them is told to the hall by now.

Who is not at the desk knows the book without such a result (`Book.as_told`), and besides it what
the scene has told so far: the one place that says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from scoreboard.contest.model import Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import Part, part_of


def lowest_first(book: Book, stage: Stage) -> tuple[str, ...]:
    """The ids of the teams that go on from an announced stage, in the order of telling.

    Who was admitted by hand comes before those whom the standings name.
    """
    return book.whole.announced[stage.id].going_on[::-1]


def told_to_go_on(book: Book, stage: Stage) -> Sequence[str]:
    """The ids of those who are told to go on from a stage that is being told, best first."""
    steps = steps_told(book, stage, "going")
    return lowest_first(book, stage)[:steps][::-1] if steps else ()


def told_to_have_won(book: Book, stage: Stage) -> Sequence[str]:
    """The ids of the winners that the podium has told, while something is still to be told.

    Those of each division by itself; nobody in a stage from which teams go on.
    """
    untold, event = book.whole.untold.get(stage.id), book.event
    if untold is None or stage is not event.stages[-1]:
        return ()
    part = {t.id: part_of("winners", t.division if event.divisions else None) for t in event.teams}
    return [t for t in book.whole.announced[stage.id].teams if part.get(t) not in untold.parts]


def steps_told(book: Book, stage: Stage, part: Part) -> int:
    """How many steps of a part of a result are told; 0 where nothing of it is being told."""
    untold = book.whole.untold.get(stage.id)
    return untold.steps.get(part, 0) if untold else 0


def is_being_told(book: Book, stage: Stage) -> bool:
    """Whether a result is announced, and something of it is not told yet."""
    return stage.id in book.whole.untold


def stage_of_hall(book: Book) -> Stage:
    """The stage that the hall is at: the current one; or one whose scene has told who goes on.

    It stays while that scene stands, until the next one begins.
    """
    show = book.show
    told = book.event.stage(show.stage) if show.tells == "going" and show.stage else None
    if told is None or told.id not in book.announced or told is book.event.stages[-1]:
        return book.stage
    later = book.event.stages[book.event.stages.index(told) + 1 :]
    begun = any(a_round.id in book.opened for stage in later for a_round in stage.rounds)
    return book.stage if begun else told
