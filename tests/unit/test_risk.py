"""Risk questions: what a wrong answer and declining cost, and who plays first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Round
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.consequences import consequences
from scoreboard.contest.rules.kinds.points import OUTCOMES, worth
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.standings.order import order_of_play, turns
from scoreboard.contest.words import Refusal, in_english
from tests.unit.contests import Scribe, contest, decimals, final, heat, picture, points

STAKES = decimals("10", "15", "30")


def risk(**rest: Any) -> Round:
    return points("risk", awards=(), stakes=STAKES, **rest)


def book_it(a_round: Round, stake: str | None, outcome: str, value: str) -> None:
    named = {} if stake is None else {"stake": stake}
    kind_of(a_round).check_given(a_round, Decimal(value), {"outcome": outcome, **named})


@pytest.mark.parametrize(
    ("a_round", "stake", "outcome", "brings"),
    [
        (risk(), "15", "wrong", "-15"),
        (risk(loss="half"), "15", "wrong", "-7.5"),
        (risk(loss="half"), "10", "wrong", "-5"),
        (risk(loss="half"), "15", "right", "15"),
        (risk(loss="none"), "30", "wrong", "0"),
        (risk(loss="none"), "30", "right", "30"),
        (risk(declined=Decimal(5)), "30", "declined", "-5"),
        (risk(declined=Decimal("2.5")), None, "declined", "-2.5"),
        (risk(), None, "declined", "0"),
    ],
)  # fmt: skip
def test_an_answer_brings_what_the_round_says_and_nothing_else_is_taken(
    a_round: Round, stake: str | None, outcome: str, brings: str
) -> None:
    book_it(a_round, stake, outcome, brings)
    for other in ("-30", "-15", "-5", "0", "15", "30", "1"):
        if Decimal(other) != Decimal(brings):
            with pytest.raises(Refusal, match="do not follow from the stake"):
                book_it(a_round, stake, outcome, other)


def test_half_a_stake_is_exact_may_go_below_the_limits_and_needs_no_step() -> None:
    a_round = risk(loss="half", min=Decimal(-3), step=Decimal(5))
    book_it(a_round, "15", "wrong", "-7.5")
    scribe = Scribe(contest(heat(a_round), decimals=1)).open("risk")
    for stake in ("15", "15"):
        detail = {"stake": stake, "outcome": "wrong"}
        scribe.award("risk", "red", "-7.5", detail=detail)
    assert scribe.table()[-1] == ("red", 2, "-15.0")


def played(*scores: int, **rest: Any) -> Book:
    """Red, blue and green with these scores before the risk round."""
    scribe = Scribe(contest(heat(points("one"), risk(**rest)))).open("one")
    scribe.awards("one", **dict(zip(("red", "blue", "green"), scores, strict=True))).close("one")
    return scribe.open("risk").book


def backwards(teams: Sequence[str]) -> list[str]:
    return sorted(teams, reverse=True)


def test_the_lowest_plays_first_where_the_round_says_so_and_equals_draw_lots() -> None:
    book = played(30, 10, 20, order="lowest")
    assert order_of_play(book, book.find_round("risk"), backwards)["order"] == [
        "blue", "green", "red",
    ]  # fmt: skip
    equal = played(20, 10, 10, order="lowest")
    assert order_of_play(equal, equal.find_round("risk"), backwards) == {
        "order": ["green", "blue", "red"], "lots": [["green", "blue"]],
    }  # fmt: skip
    highest = played(30, 10, 20)
    assert order_of_play(highest, highest.find_round("risk"), backwards)["order"] == [
        "red", "green", "blue",
    ]  # fmt: skip
    # Until it is drawn there is none.
    assert turns(book, book.find_round("risk")) == []


def test_teams_that_play_as_registered_need_no_lots_and_who_left_has_no_turn() -> None:
    scribe = Scribe(contest(heat(points("one"), advance=2), final(risk(order="registration"))))
    scribe.open("one").awards("one", red=10, blue=20, green=5).close("one")
    scribe.advance("heat", "blue", "red")
    book = scribe.open("risk").book
    # Not as they were announced, best first.
    assert turns(book, book.find_round("risk")) == ["red", "blue"]
    assert order_of_play(book, book.find_round("risk"), backwards) == {
        "order": ["red", "blue"], "lots": [],
    }  # fmt: skip
    assert scribe.sheet("wu")["round"]["order"] == ["red", "blue"]  # type: ignore[index]
    scribe.write("withdraw", team="red", reason="ill")
    assert turns(scribe.book, book.find_round("risk")) == ["blue"]


def test_the_breakdown_says_what_an_unusual_answer_has_cost() -> None:
    a_round = risk(loss="half", declined=Decimal(5))
    scribe = Scribe(contest(heat(a_round), decimals=1)).open("risk")
    scribe.award("risk", "red", "-7.5", detail={"stake": "15", "outcome": "wrong"})
    scribe.award("risk", "red", "-5", detail={"outcome": "declined"})
    scribe.award("risk", "red", "10", detail={"stake": "10", "outcome": "right"})
    scribe.award("risk", "blue", "0", detail={"stake": "10", "outcome": "wrong"})
    book = scribe.book

    def words(team: str) -> list[str | None]:
        (seen,) = breakdown(book, book.stage, team, "desk", in_english)["rounds"]
        return [award["words"] for award in seen["awards"]]

    assert words("red") == [
        "answered wrong, half of the stake", "declined to answer, at a cost", "answered right",
    ]  # fmt: skip
    assert words("blue") == ["answered wrong, at no cost"]


def test_what_stakes_mean_is_said_and_what_is_usual_is_not_said_again() -> None:
    def said(a_round: Round) -> list[str]:
        told = consequences(contest().rules, (heat(a_round),))
        return [one["text"] for one in told if one["field"] == "stages.0.rounds.0"]

    assert said(risk()) == ["In Risk a team stakes 10, 15, 30, and wins or loses it, or declines."]
    assert said(risk(loss="half", declined=Decimal(5), order="lowest")) == [
        (
            "In Risk a team stakes 10, 15, 30, and wins it or loses half of it (5, 7.5, 15), "
            "or declines."
        ),
        "In Risk declining costs 5.",
        "In Risk the team with the lowest score plays first; equals draw lots.",
    ]
    assert said(risk(loss="none", order="registration")) == [
        "In Risk a team stakes 10, 15, 30, and wins it or declines; a wrong answer costs nothing.",
        "In Risk the teams play in the order of the list.",
    ]


@given(
    st.sampled_from(["stake", "half", "none"]),
    st.sampled_from(decimals("0", "0.5", "7")),
    st.lists(st.tuples(st.sampled_from(STAKES), st.sampled_from(OUTCOMES)), max_size=8),
)
def test_a_score_is_the_sum_of_what_was_booked_and_a_replay_says_the_same(
    loss: Any, declined: Decimal, answers: list[tuple[Decimal, Any]]
) -> None:
    a_round = risk(loss=loss, declined=declined)
    scribe = Scribe(contest(heat(a_round), decimals=2)).open("risk")
    brought = [worth(a_round, stake, outcome) for stake, outcome in answers]
    for (stake, outcome), value in zip(answers, brought, strict=True):
        detail = {"stake": str(stake), "outcome": outcome}
        kind_of(a_round).check_given(a_round, value, detail)
        scribe.award("risk", "red", str(value), detail=detail)
    totals = {team: total for team, _, total in scribe.table()}
    assert Decimal(totals["red"] or "0") == sum(brought, Decimal(0))
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)
