"""How many questions a team has been asked, and when one more needs a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoreboard.contest.record.questions import asked, asked_by_team, check_question
from scoreboard.contest.words import Refusal
from tests.unit.contests import Scribe, contest, heat, judged, points

BUZZER = points()
QUIZ = points("quiz", questions=2)
EVENT = contest(heat(BUZZER, QUIZ, judged()))
RED, BLUE, _GREEN = EVENT.teams


def why_not(scribe: Scribe, question: object = None, round_id: str = "quiz") -> str:
    """Why red may not be asked this question without a reason; empty where it may."""
    a_round = scribe.book.round(round_id)
    assert a_round is not None
    said: list[Refusal] = []
    try:
        check_question(scribe.book, a_round, RED, question)
    except Refusal as refusal:
        said.append(refusal)
    assert all((one.because, one.field) == ("wrong", "reason") for one in said)
    return str(said[0]) if said else ""


def test_a_team_that_has_had_its_questions_is_asked_about_and_the_others_are_not() -> None:
    scribe = Scribe(EVENT).open("quiz").awards("quiz", red=10)
    assert why_not(scribe) == ""
    scribe.award("quiz", "red", -10)
    assert why_not(scribe) == ("Red has had 2 of 2 questions in Quiz. Give a reason for one more.")
    check_question(scribe.book, QUIZ, BLUE, None)
    scribe.award("quiz", "red", 10, reason="extra question")
    assert why_not(scribe).startswith("Red has had 3 of 2 questions")


def test_without_a_number_of_questions_a_team_may_be_asked_as_many_as_come() -> None:
    scribe = Scribe(EVENT).open("buzzer")
    for _ in range(30):
        scribe.award("buzzer", "red", 10)
    assert why_not(scribe, round_id="buzzer") == ""
    assert asked(scribe.book, BUZZER, RED) == 30


@pytest.mark.parametrize("again", [3, "3", " 3 ", "３"])
def test_the_same_question_of_the_same_team_is_asked_about_however_it_is_typed(
    again: object,
) -> None:
    scribe = Scribe(EVENT).open("buzzer")
    scribe.award("buzzer", "red", 10, detail={"question": 3})
    said = "Question 3 has already been booked for Red. Give a reason to book it again."
    assert why_not(scribe, again, "buzzer") == said
    check_question(scribe.book, BUZZER, BLUE, again)
    assert why_not(scribe, 4, "buzzer") == why_not(scribe, None, "buzzer") == ""


def test_what_was_taken_back_or_corrected_or_numbered_alike_is_no_further_question() -> None:
    scribe = Scribe(EVENT).open("quiz")
    first = scribe.award("quiz", "red", 10, detail={"question": "Q1"})
    scribe.award("quiz", "red", 5, detail={"question": "q1"}, reason="second part")
    scribe.write("correction", round="quiz", team="red", value=Decimal(12), reason="misread")
    assert asked_by_team(scribe.book.round_record("quiz")) == {"red": 1}
    assert why_not(scribe) == ""
    scribe.undo(first)
    assert asked_by_team(scribe.book.round_record("quiz")) == {"red": 1}
    scribe.undo(scribe.book.entries[3])
    assert asked_by_team(scribe.book.round_record("quiz")) == {}
    assert why_not(scribe, "Q1") == ""
