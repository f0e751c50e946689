"""The very words in which people at the desk and at the tablets are told no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts import marking, running
from scoreboard.contest.model import Round, Team
from scoreboard.contest.record.book import Book
from tests.unit.contests import Scribe, contest, decimals, heat, points
from tests.unit.test_running import BUZZER, ESSAY, QUIZ, TALK, played, refusal

RISK = points("risk", stakes=decimals("10", "20"), min=Decimal(-10), max=Decimal(10))
RED, BLUE, GREEN = QUIZ.teams
LIN, WU = QUIZ.judges


def refused_with(act: Callable[[], object]) -> tuple[str, str | None]:
    """The sentence, and the field at whose door it is laid."""
    refused = refusal(act)
    return str(refused), refused.field


def book(*, essay: str) -> Book:
    """The quiz with its essay in this state."""
    scribe = Scribe(QUIZ)
    if essay != "pending":
        scribe.open("essay")
    if essay == "closed":
        scribe.close("essay")
    return scribe.book


@pytest.mark.parametrize(
    ("check", "essay", "sentence"),
    [
        (running.check_open, "open", "Essay is already open."),
        (running.check_open, "closed", "Essay is closed. Reopen it instead."),
        (running.check_reopen, "pending", "Essay has not been opened yet."),
        (running.check_reopen, "open", "Essay is already open."),
        (running.check_close, "pending", "Essay has not been opened yet."),
        (running.check_close, "closed", "Essay is already closed."),
        (running.check_takes, "pending", "Essay has not been opened yet."),
        (running.check_takes, "closed", "Essay is closed."),
        (running.check_corrects, "pending", "Essay has not been opened yet."),
    ],
)
def test_a_round_says_why_not_now(
    check: Callable[[Book, Round], None], essay: str, sentence: str
) -> None:
    assert refused_with(lambda: check(book(essay=essay), ESSAY)) == (sentence, None)


def test_a_round_waits_its_turn_and_says_for_what() -> None:
    scribe = Scribe(QUIZ).open("buzzer")
    waiting = refused_with(lambda: running.check_open(scribe.book, ESSAY))
    assert waiting == ("Buzzer is still open. Close it first.", None)
    scribe = played()
    waiting = refused_with(lambda: running.check_open(scribe.book, TALK))
    assert waiting == ("First announce who goes on from Heat.", None)
    scribe.advance("heat", "red", "blue")
    waiting = refused_with(lambda: running.check_reopen(scribe.book, ESSAY))
    assert waiting == ("The result of Heat is already announced.", None)


def test_what_the_event_does_not_have_is_said_not_to_be_there() -> None:
    quiz = book(essay="open")
    assert refused_with(lambda: quiz.find_round("x")) == ("This event has no such round.", None)
    assert refused_with(lambda: quiz.find_stage("x")) == ("This event has no such stage.", None)
    fields = {
        "round": lambda: marking.panel_round(quiz, "x"),
        "team": lambda: marking.named_team(quiz, ESSAY, "x"),
        "judge": lambda: marking.named_judge(quiz, "x"),
    }
    for field, act in fields.items():
        assert refused_with(act) == (f"This event has no such {field}.", field)


def test_marks_and_points_are_sent_to_the_other_kind_of_round() -> None:
    quiz = book(essay="open")
    no_marks = refused_with(lambda: marking.panel_round(quiz, "buzzer"))
    assert no_marks == ("Buzzer takes points, not marks.", "round")
    no_points = refused_with(lambda: marking.tally_round(quiz, "essay"))
    assert no_points == ("Essay takes marks, not points.", "round")


def test_green_stays_out_of_the_final_and_red_is_not_marked_by_a_friend() -> None:
    scribe = played()
    scribe.advance("heat", "red", "blue")
    out = refused_with(lambda: marking.named_team(scribe.book, TALK, "green"))
    assert out == ("Green does not take part in Talk.", "team")
    friend = replace(LIN, recused=("red",))
    recused = refused_with(lambda: marking.check_not_recused(friend, RED))
    assert recused == ("Lin is recused from Red.", None)


def test_a_corrected_mark_is_looked_at_before_it_is_changed() -> None:
    scribe = Scribe(QUIZ).open("essay")
    # Nobody has marked Blue yet, so there is nothing that the desk could have corrected.
    marking.check_in_force(scribe.book, ESSAY, BLUE, LIN, None)
    scribe.correct("essay", "red", "lin", 9)
    unseen = refused_with(lambda: marking.check_in_force(scribe.book, ESSAY, RED, LIN, 1))
    sentence = "The desk has corrected this mark. Look at it before you change it."
    assert unseen == (sentence, None)


def test_an_award_of_nothing_or_off_the_limits_is_none() -> None:
    nothing = refused_with(lambda: marking.read_points(BUZZER, 0))
    assert nothing == ("An award of 0 would change nothing.", "points")
    off = refused_with(lambda: marking.read_points(RISK, 11))
    assert off == ("It must lie between -10 and 10.", "points")
    # The name of the field goes with the sentence, and so do the names in the sentence.
    high = refused_with(lambda: marking.read_mark(ESSAY, 21))
    assert high == ("It must lie between 0 and 20.", "value")
    assert refused_with(lambda: marking.read_number("x", "stake")) == (
        "A score must be a number, such as 9.5.", "stake",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("points_", "detail"),
    [
        (20, {"stake": "20", "outcome": "right"}),
        ("-20", {"stake": 20, "outcome": "wrong"}),
        (0, {"stake": "10", "outcome": "declined"}),
        (0, {"outcome": "declined"}),
        (10, {"outcome": None, "stake": "7"}),
        (10, {}),
    ],
)
def test_a_stake_is_won_lost_or_left(points_: object, detail: Mapping[str, Any]) -> None:
    assert marking.read_points(RISK, points_, detail) == Decimal(str(points_))


@pytest.mark.parametrize(
    ("points_", "detail", "sentence", "field"),
    [
        (15, {"stake": 15, "outcome": "right"}, "The stake must be one of 10, 20.", "stake"),
        (10, {"outcome": "right"}, "A score must be a number, such as 9.5.", "stake"),
        (0, {"stake": 15, "outcome": "declined"}, "The stake must be one of 10, 20.", "stake"),
        (10, {"outcome": "declined"},
         "These points do not follow from the stake and the answer.", "points"),
        *[
            (won, {"stake": 10, "outcome": outcome},
             "These points do not follow from the stake and the answer.", "points")
            for won, outcome in [(-10, "right"), (20, "right"), (10, "wrong"), (10, "declined")]
        ],
    ],
)  # fmt: skip
def test_points_follow_from_the_stake_and_the_answer(
    points_: object, detail: Mapping[str, Any], sentence: str, field: str
) -> None:
    assert refused_with(lambda: marking.read_points(RISK, points_, detail)) == (sentence, field)


def test_a_team_that_is_out_of_the_event_is_not_a_team_that_is_out_of_the_stage() -> None:
    scribe = Scribe(contest(heat(ESSAY)))
    scribe.write("withdraw", team="blue", reason="ill")
    gone = refused_with(lambda: marking.named_team(scribe.book, ESSAY, "blue"))
    assert gone == ("Blue does not take part in Essay.", "team")
    assert marking.named_team(scribe.book, ESSAY, "green") == Team("green", "Green", region="east")


def test_what_is_open_is_closed_next_in_its_own_stage() -> None:
    scribe = Scribe(QUIZ).open("essay")
    assert running.next_action(scribe.book) == running.Next("close", "essay", "heat")
