"""Days on which every kind of entry happens: the book that grew is the one that a replay gives."""

from __future__ import annotations

from random import Random
from typing import get_args

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import EntryKind, Event
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.show.message import scene_of
from scoreboard.contest.words import in_english
from tests.support.examples import examples
from tests.unit.contests import picture
from tests.unit.days import (
    CUP,
    GROUP_CUP,
    LIST_CUP,
    PRIZE_CUP,
    SIDE_CUP,
    WHOLE_DAYS,
    Act,
    day,
    random_day,
)

SOME = settings(examples(60), phases=[Phase.generate, Phase.shrink])
ALL = (CUP, PRIZE_CUP, SIDE_CUP, LIST_CUP, GROUP_CUP)
CUPS = st.sampled_from(ALL)
# More days than it takes to see each kind; a kind that no act of days.py writes is never seen.
MOST_DAYS = 1500


def whole(book: Book) -> list[object]:
    """Everything any screen shows, the desk's board of each stage included."""
    drawn, seers = Drawn(book, in_english), ("public", "judge")
    shown: list[object] = [scene_of(drawn, seer) for seer in seers]  # type: ignore[arg-type]
    stages = (None, *(stage.id for stage in book.event.stages))
    shown += [drawn.board(seer, stage) for seer in seers for stage in stages]  # type: ignore[arg-type]
    desks = [desk_board(book, stage) for stage in book.event.stages]
    return [*picture(book), *desks, *shown]


def test_the_made_up_days_have_every_kind_of_entry_there_is() -> None:
    seen: set[EntryKind] = set()
    for seed in range(MOST_DAYS):
        if len(seen) == len(KINDS):
            break
        random = Random(seed)
        seen |= {e.kind for e in day(random_day(random), ALL[seed % len(ALL)]).entries}
    assert {*get_args(EntryKind)} - seen == set(), "tests/unit/days.py makes no such entry"


@SOME
@given(WHOLE_DAYS, CUPS)
def test_a_replay_of_a_day_with_every_kind_is_the_book_that_grew_entry_by_entry(
    acts: list[Act], event: Event
) -> None:
    book = day(acts, event)
    assert whole(Book.replay(book.entries)) == whole(book)


@settings(examples(30), phases=SOME.phases)
@given(WHOLE_DAYS, CUPS, st.integers(0, 60))
def test_an_earlier_version_of_such_a_day_is_the_book_as_it_was_then(
    acts: list[Act], event: Event, at: int
) -> None:
    seen: dict[int, list[object]] = {}
    book = day(acts, event, each=lambda now: seen.update({now.version: whole(now)}))
    version = min(at, book.version)
    if version in seen:
        assert whole(book.at(version)) == seen[version]
