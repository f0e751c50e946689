"""The acts of the show in any order: nothing fails, and nothing is told before its step.

Days are made up as in `days`, with the show's acts the most frequent; what a writer would refuse is
refused here as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import Phase, assume, event, given, settings
from hypothesis import strategies as st

from scoreboard.contest.acts.preview import check_revealed_stays
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.explaining.breakdown import breakdown, newest_stage_of
from scoreboard.contest.explaining.presenting import host_sheet
from scoreboard.contest.explaining.prospects import needed
from scoreboard.contest.model import Division, Entry, EntryKind, Event, Publish
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import Shown
from scoreboard.contest.record.state import Seer
from scoreboard.contest.show.message import scene_message, scene_of, scene_of_crew
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.words import Refusal, in_english
from tests.support.examples import examples
from tests.support.sweeps import later
from tests.unit import days
from tests.unit.contests import Scribe
from tests.unit.days import CUP, GROUP_CUP, LIST_CUP, PRIZE_CUP, SIDE_CUP, Act

SHOW = [
    "freeze", "freeze", "reveal", "reveal", "reveal", "reveal", "scene", "scene", "turn", "turn",
    "turn", "timer", "stage",
]  # fmt: skip
PLAY = ["step", "step", "step", "step", "fill", "fill", "award", "award", "mark", "settle"]
RULINGS = [
    "correct", "correct", "undo", "undo", "withdraw", "reopen", "penalise", "bonus", "release",
    "absent", "excuse", "special", "together", "admit", "set up", "begin", "call up", "enter",
    "deal",
]  # fmt: skip
NUMBER = st.integers(0, 30)


def acts(*names: str) -> st.SearchStrategy[Act]:
    return st.tuples(st.sampled_from(names), NUMBER, NUMBER, NUMBER)


# Something is scored first: a freeze before anything has nothing to hide.
OPENING = st.tuples(*map(acts, ("deal", "step", "fill", "enter", "step", "step", "award")))
DAYS: st.SearchStrategy[list[Act]] = st.builds(
    lambda opening, rest: [*opening, *rest],
    OPENING,
    st.lists(
        st.one_of(acts(*SHOW), acts(*SHOW), acts(*PLAY), acts(*PLAY), acts(*RULINGS)),
        min_size=8, max_size=40,
    ),
)  # fmt: skip
TWO = (Division("a", "A"), Division("b", "B"))
DIVIDED = replace(
    PRIZE_CUP,
    divisions=TWO,
    teams=tuple(replace(t, division="ab"[n % 2]) for n, t in enumerate(PRIZE_CUP.teams)),
)
ALL = (CUP, PRIZE_CUP, DIVIDED, SIDE_CUP, LIST_CUP, GROUP_CUP)


def published(cup: Event, how: Publish, release: Any) -> Event:
    return replace(cup, rules=replace(cup.rules, publish=how, release=release))


CUPS = st.builds(
    published,
    st.sampled_from(ALL),
    st.sampled_from(["team", "team", "round", "live"]),
    st.sampled_from(["auto", "desk"]),
)
SOME = [Phase.generate, Phase.shrink]


class Careful(Scribe):
    """Writes only what a writer would write: no act moves a revealed place by the way."""

    def write(self, kind: EntryKind, **rest: Any) -> Entry:
        if self.book.version:
            draft = Entry(self.book.version + 1, "draft", kind, "scorer", "", **rest)
            check_revealed_stays(self.book, draft)
        return super().write(kind, **rest)


def play(
    what: Iterable[Act], cup: Event, each: Callable[[Book, Act], None] = lambda _book, _act: None
) -> Book:
    """The book of a day; `each` is called with every act of which something was written."""
    scribe = Careful(cup)
    for act in what:
        stood = len(scribe.book.entries)
        with suppress(Refusal, days.Idle):
            days.write(scribe, act)
            # Where every mark is in already there is none to fill in.
            if len(scribe.book.entries) > stood:
                each(scribe.book, act)
    return scribe.book


@dataclass(frozen=True)
class Seen:
    """All that anybody but the desk reads, by what it is."""

    said: dict[str, Any] = field(default_factory=dict)

    def other(self, than: Seen) -> dict[str, Any]:
        """What is not said alike."""
        return {
            name: {key: (said.get(key), value) for key, value in than.said[name].items()
                   if said.get(key) != value}
            for name, said in self.said.items() if said != than.said[name]
        }  # fmt: skip


def seen(book: Book) -> Seen:
    return Seen(dict(_seen(book)))


def _seen(book: Book) -> Iterator[tuple[str, Any]]:
    drawn = Drawn(book, in_english)
    seers: tuple[Seer, ...] = ("public", "judge")
    for seer in seers:
        for stage in (None, *(stage.id for stage in book.event.stages)):
            yield f"board {seer} {stage}", drawn.board(seer, stage)
        yield f"scene {seer}", scene_of(drawn, seer)
        known = known_book(drawn.hall, seer)
        for team in known.event.teams:
            its = newest_stage_of(known, team.id)
            yield f"team {seer} {team.id}", breakdown(known, its, team.id, seer, in_english)
        for of in ("totals", "places"):
            board = partial(drawn.board, seer)
            chart = Shown("chart", stage=drawn.board(seer)["stage"]["id"], text=of)
            yield f"{of} {seer}", scene_message(book, board, seer, in_english, show=chart)
    board = drawn.board("public")
    known = known_book(drawn.hall, "public")
    needs = {} if "reveal" in board else needed(
        known, known.find_stage(board["stage"]["id"]), in_english, "public"
    )  # fmt: skip
    yield "host", host_sheet(book, board, needs, in_english)
    yield "crew", scene_of_crew(drawn)
    for judge in book.event.judges:
        yield f"sheet {judge.id}", drawn.sheet(judge.id)


def whole(book: Book) -> list[Any]:
    """What everybody reads, the desk with every stage."""
    drawn = Drawn(book, in_english)
    return [seen(book).said, *(drawn.desk(stage.id) for stage in book.event.stages)]


Place = tuple[Any, ...]


def revealed(book: Book) -> dict[str, Place]:
    """The places that a reveal which goes on has told, by team, under the freeze of it."""
    if book.freeze is None or book.freeze.step is None or not book.freeze.hides:
        return {}
    board = Drawn(book, in_english).board("public", book.freeze.stage)
    rows = [row for row in board["rows"] if row.get("revealed")]
    freeze = book.freeze.version
    return {row["team"]["id"]: (freeze, row["rank"], Decimal(row["total"] or 0)) for row in rows}


LENGTHS = [60, later(300)]


@pytest.mark.parametrize("many", LENGTHS)
def test_whatever_is_done_in_any_order_is_drawn_and_reads_the_same_after_a_restart(
    many: int,
) -> None:
    @settings(examples(many), phases=SOME)
    @given(DAYS, CUPS)
    def of_any_day(what: list[Act], cup: Event) -> None:
        book = play(what, cup)
        assert whole(Book.replay(book.entries)) == whole(book)

    of_any_day()


# What may take a revealed place away: a step back. The end of a freeze takes all away.
_MOVES = {"reveal"}


@pytest.mark.parametrize("many", LENGTHS)
def test_a_revealed_place_stays_whatever_is_done_and_versions_only_grow(many: int) -> None:
    @settings(examples(many), phases=SOME)
    @given(DAYS, CUPS)
    def of_any_day(what: list[Act], cup: Event) -> None:
        before: dict[str, Place] = {}
        version = 0

        def look(book: Book, act: Act) -> None:
            nonlocal before, version
            now = revealed(book)
            if act[0] not in _MOVES and book.freeze is not None:
                assert before.items() <= now.items(), act
            drawn = Drawn(book, in_english)
            told = drawn.board("public")["version"], scene_of(drawn, "public")["version"]
            assert told == (book.version, book.version)
            assert book.version > version
            before, version = now, book.version

        play(what, cup, look)

    of_any_day()


def changed(book: Book, entry: Entry) -> Entry | None:
    """The same act with another figure, or name of a prize; None where it has neither."""
    if entry.kind in ("mark", "award", "correction", "penalty", "bonus"):
        other = {0: 1, 1: 2, 2: 0, -1: 1}.get(int(entry.value or 0))
        return None if other is None else replace(entry, value=Decimal(other))
    if entry.kind == "special":
        return replace(entry, detail={**entry.detail, "prize": "Best orator"})
    return None


def is_hidden(book: Book, entry: Entry) -> bool:
    """Whether nobody but the desk, and the judge who gave it, may know the figure of an entry."""
    freeze = book.freeze
    if freeze and freeze.step is None and entry.version > freeze.version:
        return True
    if entry.kind == "special":
        last = book.event.stages[-1].id
        untold = book.untold.get(last)
        return last not in book.announced or (untold is not None and not untold.steps)
    if freeze and freeze.revealed:
        return False  # the places that are told rest on everybody's marks: test_reveal_properties
    a_round = book.round(entry.round or "")
    if entry.kind != "mark" or a_round is None or entry.team is None:
        return False
    if book.show.team == entry.team and book.show.turns_marks and book.show.step:
        return False  # a card has turned
    # While it is frozen, as it stood then: a round may have been reopened since.
    known = known_book(book.as_told(), "public")
    shown = known.event.performance_of(known.find_round(a_round.id))
    return not any(known.is_public(r, entry.team, "public") for r in shown)


def alike(book: Book, entry: Entry, other: Entry) -> dict[str, Any]:
    """What is told otherwise where an entry is another one, beside to the judge who gave it."""
    entries = [other if one is entry else one for one in book.entries]
    found = seen(Book.replay(entries)).other(seen(book))
    own = f"sheet {entry.judge}" if entry.judge else ""
    return {name: its for name, its in found.items() if name != own}


@pytest.mark.parametrize("many", [150, later(600)])
def test_two_days_that_differ_in_what_is_hidden_look_the_same(many: int) -> None:
    @settings(examples(many), phases=SOME)
    @given(DAYS, CUPS, st.data())
    def of_any_day(what: list[Act], cup: Event, data: st.DataObject) -> None:
        book = play(what, cup)
        hidden = [e for e in book.entries if changed(book, e) and is_hidden(book, e)]
        assume(hidden)
        entry = data.draw(st.sampled_from(hidden), "entry")
        other = changed(book, entry)
        assert other is not None
        event(f"{entry.kind}, frozen: {book.freeze is not None}")
        assert alike(book, entry, other) == {}

    of_any_day()
