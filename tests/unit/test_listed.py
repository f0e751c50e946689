"""Scores that the desk enters: a written test from a list, and raised cards in the hall."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.marking import check_releases
from scoreboard.contest.acts.setup_change import check_change
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Event, Judge, Round
from scoreboard.contest.rules.kinds.kind import Entered
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.toml_file import read_event_file
from scoreboard.files.sheets.opening import sheets_at_once
from scoreboard.files.sheets.score_list import ScoreList, read_score_list
from scoreboard.verbs.entering import EnterScores
from tests.unit.contests import Scribe, contest, final, judged, people, points
from tests.unit.desks import SCORER

TEST = Round("test", "Test", "list", step=Decimal("0.01"))
HALL = Round("hall", "Hall", "count", present=50, decimals=2)


def enter(scribe: Scribe, round_id: str, scores: Any, reason: str | None = None) -> Any:
    verb = EnterScores(SCORER, "e", round_id, scores, reason)
    draft = verb.draft(scribe.book).entry("e", SCORER, "2024-11-30T15:00:00+08:00")
    entry = verb.allow(scribe.book, draft)
    rest = {key: getattr(entry, key) for key in ("round", "team", "value", "reason", "detail")}
    return scribe.write("scores", **rest)


def exam(*rounds: Round, judges: tuple[Judge, ...] = (), **rules: Any) -> Event:
    given = {"publish": "team", "decimals": 2, **rules}
    return contest(final(*(rounds or (TEST,))), judges=judges, **given)


def rows(scribe: Scribe) -> dict[str, tuple[Any, Any]]:
    return {r["team"]["id"]: (r["rank"], r["total"]) for r in scribe.board()["rows"]}


def test_a_list_of_scores_is_one_entry_and_one_undo_takes_it_back() -> None:
    scribe = Scribe(exam()).open("test")
    entry = enter(scribe, "test", {"red": {"value": "81.5"}, "blue": {"value": 92}})
    assert (entry.team, entry.value) == (None, None)
    assert rows(scribe) == {"red": (2, "81.50"), "blue": (1, "92.00"), "green": (None, None)}
    scribe.undo(entry)
    assert rows(scribe) == {"red": (None, None), "blue": (None, None), "green": (None, None)}


def test_what_stands_is_entered_anew_with_a_reason_alone() -> None:
    scribe = Scribe(exam()).open("test")
    enter(scribe, "test", {"red": {"value": 80}})
    with pytest.raises(Refusal, match="entered anew") as refused:
        enter(scribe, "test", {"red": {"value": 81}})
    assert refused.value.field == "reason"
    enter(scribe, "test", {"red": {"value": 81}}, "misread")
    assert rows(scribe)["red"] == (1, "81.00")
    assert desk_board(scribe.book)["entered"]["test"]["red"]["again"]
    scribe.close("test")
    with pytest.raises(Refusal, match="entered anew"):
        enter(scribe, "test", {"blue": {"value": 81}})


@pytest.mark.parametrize("value", ["-1", "100.5", "80.001", "many", None])
def test_a_score_that_cannot_be_is_refused_and_never_clamped(value: Any) -> None:
    scribe = Scribe(exam()).open("test")
    with pytest.raises(Refusal):
        enter(scribe, "test", {"red": {"value": value}})
    assert scribe.book.entries[-1].kind == "open"


def test_nobody_marks_a_list_and_no_points_are_given_in_it() -> None:
    for kind in (kind_of(TEST), kind_of(HALL)):
        with pytest.raises(Refusal):
            kind.settle(TEST, Decimal(5), {})
        with pytest.raises(Refusal):
            kind.check_given(TEST, Decimal(5), {})
    with pytest.raises(Refusal, match="takes marks, not points"):
        enter(Scribe(exam(judged())).open("essay"), "essay", {"red": {"value": 5}})
    with pytest.raises(Refusal, match="takes points, not marks"):
        enter(Scribe(exam(points())).open("buzzer"), "buzzer", {"red": {"value": 5}})


def test_raised_cards_are_the_share_of_those_present() -> None:
    scribe = Scribe(exam(HALL)).open("hall")
    enter(scribe, "hall", {"red": {"raised": 43}, "blue": {"raised": 31, "present": 48}})
    # 43 of 50 are 86; 31 of 48 are 64.583….
    assert rows(scribe)["red"] == (1, "86.00")
    assert rows(scribe)["blue"] == (2, "64.58")
    assert desk_board(scribe.book)["entered"]["hall"]["red"]["present"] == 50
    why = breakdown(scribe.book, scribe.book.stage, "blue", "public", in_english)["rounds"][0]
    assert why["steps"][0] == "Cards raised: 31 ÷ 48 × 100 = 193.75 ÷ 3 ≈ 64.583333"


def test_or_each_card_is_worth_something() -> None:
    cards = replace(HALL, card=Decimal("0.5"), max=Decimal(25))
    scribe = Scribe(exam(cards)).open("hall")
    enter(scribe, "hall", {"red": {"raised": 43}})
    assert rows(scribe)["red"] == (1, "21.50")
    with pytest.raises(Refusal, match="more than 25"):
        enter(scribe, "hall", {"blue": {"raised": 51, "present": 60}})


def test_more_cards_than_people_are_refused() -> None:
    scribe = Scribe(exam(HALL)).open("hall")
    with pytest.raises(Refusal, match="more than the 50 people"):
        enter(scribe, "hall", {"red": {"raised": 51}})
    with pytest.raises(Refusal, match="how many were present"):
        enter(
            Scribe(exam(replace(HALL, present=None))).open("hall"), "hall", {"red": {"raised": 5}}
        )


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_between_lowest_and_highest_and_grows_with_the_cards(
    cards: tuple[int, int],
) -> None:
    raised, present = cards
    a_round = replace(HALL, min=Decimal(60), max=Decimal(100))
    kind: Any = kind_of(a_round)
    score = kind.exactly_entered(a_round, Entered(None, raised, present))
    assert 60 <= score <= 100
    assert score == 60 + Fraction(40 * raised, present)
    if raised < present:
        assert kind.exactly_entered(a_round, Entered(None, raised + 1, present)) > score


def test_the_panels_score_waits_for_the_count_of_the_same_performance() -> None:
    """Seventy per cent of the experts, thirty of the hall."""
    talk = {"performance": "talk", "decimals": 2}
    experts = judged("experts", max=Decimal(100), weight=Decimal("0.7"), **talk)
    hall = replace(HALL, weight=Decimal("0.3"), **talk)
    scribe = Scribe(exam(experts, hall, judges=people("lin wu chen")))
    scribe.write("open", round="experts", detail={"with": ["hall"]})
    for judge, mark in zip(("lin", "wu", "chen"), (90, 91, 91), strict=True):
        scribe.mark("experts", "red", judge, mark)
    assert rows(scribe)["red"] == (None, None)
    assert desk_board(scribe.book)["hidden"]["experts"]["red"]["waits_for"] == ["hall"]
    red = scribe.book.event.teams[0]
    with pytest.raises(Refusal, match="Nothing is entered for Red in Hall yet"):
        check_releases(scribe.book, experts, red)
    enter(scribe, "hall", {"red": {"raised": 43}})
    # 90.666… is 90.67, × 0.7 is 63.469; 86 × 0.3 is 25.8; together 89.269.
    assert rows(scribe)["red"] == (1, "89.27")


def test_limits_that_what_was_entered_would_break_are_refused() -> None:
    event = exam()
    scribe = Scribe(event).open("test")
    enter(scribe, "test", {"red": {"value": 81}})
    lower = replace(event, stages=(final(replace(TEST, max=Decimal(80))),))
    with pytest.raises(Refusal, match="new limits would not allow"):
        check_change(scribe.book, lower)


FILE = b"""
[event]
slug = "x"
title = "X"
[[teams]]
name = "A"
[[teams]]
name = "B"
[[stages]]
name = "S"
[[stages.rounds]]
name = "T"
kind = "list"
[[stages.rounds]]
name = "H"
kind = "count"
present = 40
card = "2"
"""


def test_a_file_says_what_a_list_and_a_count_are_and_needs_no_judges() -> None:
    test, hall = read_event_file(FILE).stages[0].rounds
    assert (test.form, test.step, test.max) == ("list", Decimal("0.01"), 100)
    assert (hall.form, hall.present, hall.card, hall.max) == ("count", 40, 2, 80)


def read(text: str, a_round: Round = TEST) -> ScoreList:
    event = exam(a_round)
    return read_score_list(sheets_at_once(text.encode(), "list.csv")[0], a_round, event.teams)


def test_a_list_is_read_under_its_headings_or_without_any() -> None:
    wanted = {"red": {"value": "81.5"}, "blue": {"value": "92"}}
    assert read("序号\t姓名\t笔试成绩\n1\tRed\t81.5\n2\tBlue\t92").scores == wanted
    assert read("Red,81.5\nBlue,92").scores == wanted
    assert read("id,score\nred,81.5\nblue,92\nTotal,173.5").scores == wanted
    counted = read("team,cards,present\nRed,43,\nBlue,31,48", HALL)
    assert counted.scores == {
        "red": {"raised": 43, "present": 50}, "blue": {"raised": 31, "present": 48},
    }  # fmt: skip
    assert counted.problems == []


def test_every_problem_of_a_list_is_said_at_its_cell() -> None:
    found = read("Red,81.5\nBleu,92\nRed,80\nGreen,lots\nGreen,101\n,7")
    said = {problem.cell: str(problem) for problem in found.problems}
    assert said["A2"] == "No team of this round is called Bleu. Did you mean Blue?"
    assert said["A3"] == "Red stands in this list twice."
    assert said.keys() >= {"A2", "A3", "B4", "A6"}
    assert found.scores == {"red": {"value": "81.5"}}
