"""What is kept of rounds in which nothing happens is what would be drawn anew."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import Publish
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import in_english
from tests.support.examples import examples
from tests.unit.contests import Scribe, contest, final, heat, judged, points

TEAMS, JUDGES = ("red", "blue", "green"), ("lin", "wu")
JUDGED, TALLIED = ("essay", "talk", "slides"), ("buzzer", "last")
# Talk and slides are of one performance: what a team has in them becomes public together.
ROUNDS = (
    judged(), judged("talk", performance="stage"), judged("slides", performance="stage"),
    points(), points("last"),
)  # fmt: skip
ACTS = st.one_of(
    st.tuples(
        st.just("mark"),
        st.sampled_from(JUDGED),
        st.sampled_from(TEAMS),
        st.sampled_from(JUDGES),
        st.integers(0, 20),
    ),
    st.tuples(st.just("award"), st.sampled_from(TALLIED), st.sampled_from(TEAMS)),
    st.tuples(st.sampled_from(["open", "close", "reopen"]), st.sampled_from(JUDGED + TALLIED)),
    st.tuples(st.sampled_from(["release", "absent"]), st.sampled_from(JUDGED), st.just("red")),
    st.tuples(st.sampled_from(["penalty", "withdraw"]), st.just("blue")),
    st.tuples(st.just("undo"), st.integers(1, 5)),
)


def together(round_id: str) -> dict[str, Any]:
    """What is performed together opens, closes and becomes public together."""
    beside = {"talk": "slides", "slides": "talk"}
    return {"with": [beside[round_id]]} if round_id in beside else {}


def write(scribe: Scribe, act: tuple[Any, ...]) -> None:
    match act:
        case ("mark", round_id, team, judge, value):
            scribe.write("mark", round=round_id, team=team, judge=judge, value=Decimal(value))
        case ("award", round_id, team):
            scribe.write("award", round=round_id, team=team, value=Decimal(10))
        case ("open" | "close" | "reopen" as kind, round_id):
            scribe.write(kind, round=round_id, detail=together(round_id))
        case ("release" | "absent" as kind, round_id, team):
            scribe.write(kind, round=round_id, team=team, detail=together(round_id))
        case ("penalty", team):
            scribe.write("penalty", stage="heat", team=team, value=Decimal(-3))
        case ("withdraw", team) if team not in scribe.book.withdrawn:
            scribe.write("withdraw", team=team)
        case ("undo", back):
            entry = scribe.book.entries[max(0, scribe.book.version - back)]
            if entry.kind in ("mark", "award") and entry.version not in scribe.book.voided:
                scribe.undo(entry)


def drawn(book: Book) -> list[Any]:
    of = Drawn(book, in_english)
    return [of.desk(), of.board("public"), of.board("judge"), *map(of.sheet, JUDGES)]


@pytest.mark.parametrize("publish", ["live", "team", "round"])
@given(st.lists(ACTS, min_size=10, max_size=40))
@examples(30)
def test_every_board_that_is_drawn_after_each_entry_is_that_of_a_replay(
    publish: Publish, acts: list[tuple[Any, ...]]
) -> None:
    scribe = Scribe(contest(heat(*ROUNDS, advance=1), final(judged("end")), publish=publish))
    for round_id in ("essay", "talk", "buzzer"):
        scribe.write("open", round=round_id, detail=together(round_id))
    for act in acts:
        write(scribe, act)
        assert drawn(scribe.book) == drawn(Book.replay(scribe.book.entries)), act


def test_a_mark_leaves_what_was_drawn_of_other_rounds_alone_and_drops_its_own() -> None:
    scribe = Scribe(contest(heat(*ROUNDS), final(judged("end"))))
    heat_, rounds = scribe.book.event.stages[0], scribe.book.event.stages[0].rounds
    made: list[str] = []

    def draw() -> list[str]:
        made.clear()
        for a_round in rounds:
            scribe.book.cached("it", lambda r=a_round: made.append(r.id), heat_, rounds=(a_round,))
        return made

    for a_round in rounds:
        scribe.write("open", round=a_round.id)
    assert draw() == [a_round.id for a_round in rounds]
    scribe.write("mark", round="essay", team="red", judge="lin", value=Decimal(7))
    assert draw() == ["essay"]
    scribe.write("mark", round="talk", team="red", judge="lin", value=Decimal(7))
    assert draw() == ["talk", "slides"]
    scribe.write("penalty", stage="heat", team="red", value=Decimal(-3))
    assert draw() == [a_round.id for a_round in rounds]
