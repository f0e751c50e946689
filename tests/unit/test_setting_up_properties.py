"""Whatever day it is and whatever of the set-up changes: what is allowed leaves a sound event."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.setup_change import check_change, needs_reason, preview_change
from scoreboard.contest.acts.setup_limits import has_begun
from scoreboard.contest.model import Entry, Event, Judge, Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import still_named
from scoreboard.contest.words import Refusal, in_english
from tests.support.examples import examples
from tests.unit.contests import judged, picture
from tests.unit.days import CUP, DAYS, Act, day, rounds_of, table

Change = Callable[[Event], Event]


def teams(change: Callable[[tuple[Team, ...]], tuple[Team, ...]]) -> Change:
    return lambda event: replace(event, teams=change(event.teams))


def judges(change: Callable[[tuple[Judge, ...]], tuple[Judge, ...]]) -> Change:
    return lambda event: replace(event, judges=change(event.judges))


def rules(**changed: Any) -> Change:
    return lambda event: replace(event, rules=replace(event.rules, **changed))


def stages(change: Callable[[tuple[Stage, ...]], tuple[Stage, ...]]) -> Change:
    return lambda event: replace(event, stages=change(event.stages))


def first(**changed: Any) -> Change:
    """A change of the first round of the first stage."""

    def change(all_: tuple[Stage, ...]) -> tuple[Stage, ...]:
        rounds = all_[0].rounds
        heat = replace(all_[0], rounds=(replace(rounds[0], **changed), *rounds[1:]))
        return (heat, *all_[1:])

    return stages(change)


CHANGES: dict[str, Change] = {
    "a team leaves": teams(lambda all_: all_[1:]),
    "a team joins": teams(lambda all_: (*all_, Team("new", "New"))),
    "the order of teams": teams(lambda all_: all_[::-1]),
    "a team becomes a guest": teams(
        lambda all_: (replace(all_[1], guest=True), *all_[2:], all_[0])
    ),
    "a judge leaves": judges(lambda all_: all_[:-1]),
    "a judge joins": judges(lambda all_: (*all_, Judge("late", "Late"))),
    "a judge is recused": judges(lambda all_: (replace(all_[0], recused=("blue",)), *all_[1:])),
    "no judge is recused": judges(lambda all_: (replace(all_[0], recused=()), *all_[1:])),
    "the ranking": rules(ranking="ordinal"),
    "no tie-breaks": rules(tie_breaks=()),
    "where ties are broken": rules(break_ties="all"),
    "publishing": rules(publish="round"),
    "the weight": first(weight=Decimal(3)),
    "the limits": first(max=Decimal(1)),
    "wider limits": first(max=Decimal(9)),
    "nothing is dropped": first(drop_low=0),
    "the name": first(name="Other"),
    "the base": stages(lambda all_: (replace(all_[0], base=Decimal(7)), *all_[1:])),
    "who goes on": stages(lambda all_: (replace(all_[0], advance=1), *all_[1:])),
    "a round leaves": stages(lambda all_: (replace(all_[0], rounds=all_[0].rounds[:1]), *all_[1:])),
    "a round joins": stages(
        lambda all_: (replace(all_[0], rounds=(*all_[0].rounds, judged("late"))), *all_[1:])
    ),
    "a stage joins": stages(
        lambda all_: (*all_[:-1], replace(all_[-1], advance=1), Stage("end", "End", (judged("x"),)))
    ),
    "a stage leaves": stages(lambda all_: (replace(all_[0], advance=None),)),
}
PICKED = st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=2, unique=True)


def stand(book: Book) -> list[str]:
    return [s.id for s in book.event.stages if s.id in book.announced and still_named(book, s)]


def changed(book: Book, picked: list[str]) -> tuple[Event, Book | None]:
    """The set-up with these changes, and the book with it in force where that is allowed."""
    event = book.event
    for name in picked:
        with suppress(IndexError):
            event = CHANGES[name](event)
    try:
        check_change(book, event)
    except Refusal:
        return event, None
    entry = Entry(book.version + 1, "changed", "setup", "organiser", book.at_time, setup=event)
    return event, Book.replay([*book.entries, entry])


@given(DAYS, PICKED)
@examples(150)
def test_what_is_allowed_leaves_a_sound_event(acts: list[Act], picked: list[str]) -> None:
    book = day(acts)
    event, then = changed(book, picked)
    if then is None:
        return
    picture(then)
    assert set(stand(book)) <= set(stand(then)), "an announced result must go on standing"
    assert sum(then.round_record(r.id).state == "open" for r in rounds_of(then)) <= 1
    grown = Book.replay(book.entries)
    grown.extend(then.entries[-1])
    assert picture(grown) == picture(then)
    assert event == then.event


@given(DAYS, PICKED)
@examples(150)
def test_what_takes_no_reason_moves_nobody(acts: list[Act], picked: list[str]) -> None:
    book = day(acts)
    event, then = changed(book, picked)
    if then is None or needs_reason(book, event):
        return
    before, after = table(book), table(then)
    for stage in book.event.stages:
        if has_begun(book, stage):
            assert {(r.team.id, r.rank, r.total, r.cut) for r in before[stage.id]} == {
                (r.team.id, r.rank, r.total, r.cut) for r in after[stage.id]
            }
    seen = preview_change(book, event, in_english)
    assert (seen["moves"], seen["cut"], seen["announced"]) == ([], False, False)


@given(PICKED)
def test_before_anything_is_played_everything_goes(picked: list[str]) -> None:
    event, then = changed(day([]), picked)
    assert then is not None
    assert not needs_reason(day([]), event)
    assert CUP.slug == event.slug
