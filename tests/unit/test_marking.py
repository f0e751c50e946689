"""What may be written into a round, and for whom."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoreboard.contest.acts import marking
from scoreboard.contest.model import Judge
from tests.unit.contests import Scribe, contest
from tests.unit.test_running import BUZZER, ESSAY, QUIZ, TALK, played, refusal


def test_marks_and_points_go_to_rounds_of_their_kind() -> None:
    book = Scribe(QUIZ).book
    assert marking.panel_round(book, "essay") == ESSAY
    assert marking.tally_round(book, "buzzer") == BUZZER
    for named, round_id in (
        (marking.tally_round, "essay"),
        (marking.panel_round, "buzzer"),
        (marking.panel_round, "heat"),
    ):
        refused = refusal(lambda n=named, r=round_id: n(book, r))  # type: ignore[misc]
        assert (refused.because, refused.field) == ("wrong", "round")


def test_only_a_team_of_the_stage_is_scored_in_it() -> None:
    scribe = played()
    assert refusal(lambda: marking.named_team(scribe.book, TALK, "red")).field == "team"
    scribe.advance("heat", "red", "blue")
    assert marking.named_team(scribe.book, TALK, "red").name == "Red"
    assert refusal(lambda: marking.named_team(scribe.book, TALK, "green")).field == "team"
    assert refusal(lambda: marking.named_team(scribe.book, TALK, "white")).field == "team"


def test_a_judge_must_be_of_the_event_and_not_recused() -> None:
    judge = Judge("lin", "Lin", recused=("red",))
    book = Scribe(contest(judges=(judge,))).book
    assert marking.named_judge(book, "lin") == judge
    for stranger in ("wu", "", None):
        refused = refusal(lambda j=stranger: marking.named_judge(book, j))  # type: ignore[misc]
        assert refused.field == "judge"
    red, blue, _ = book.event.teams
    marking.check_not_recused(judge, blue)
    assert refusal(lambda: marking.check_not_recused(judge, red)).because == "not_yours"


@pytest.mark.parametrize("raw", ["12abc", True, None, [], "21", "0.5", -1])
def test_a_mark_that_cannot_be_is_laid_at_its_fields_door(raw: object) -> None:
    assert refusal(lambda: marking.read_mark(ESSAY, raw)).field == "value"


@pytest.mark.parametrize("raw", ["x", 0, "0.0", "-0", 101, "-100.5"])
def test_an_award_that_cannot_be_is_laid_at_its_fields_door(raw: object) -> None:
    assert refusal(lambda: marking.read_points(BUZZER, raw)).field == "points"


def test_a_mark_and_an_award_are_read_exactly() -> None:
    assert marking.read_mark(ESSAY, "18.0") == 18
    assert marking.read_points(BUZZER, "-0.25") == Decimal("-0.25")


def test_a_judge_does_not_overwrite_a_correction_unseen() -> None:
    scribe = Scribe(QUIZ).open("essay")
    red = QUIZ.teams[0]
    lin, wu = QUIZ.judges
    mark = scribe.mark("essay", "red", "lin", 1)
    marking.check_in_force(scribe.book, ESSAY, red, lin, None)
    corrected = scribe.correct("essay", "red", "lin", 19)
    # A version that nobody can have seen yet is no licence to overwrite what stands.
    for seen in (None, 0, mark.version, corrected.version + 1, 10**9):
        refused = refusal(
            lambda v=seen: marking.check_in_force(scribe.book, ESSAY, red, lin, v)  # type: ignore[misc]
        )
        assert refused.because == "not_now"
    marking.check_in_force(scribe.book, ESSAY, red, lin, corrected.version)
    marking.check_in_force(scribe.book, ESSAY, red, wu, None)


def test_a_mark_replaces_exactly_the_one_that_stands() -> None:
    scribe = Scribe(QUIZ).open("essay")
    red, lin = QUIZ.teams[0], QUIZ.judges[0]

    def check(replaces: int | None) -> None:
        marking.check_in_force(scribe.book, ESSAY, red, lin, replaces)

    for seen in (None, 0):
        check(seen)
    assert "stands no longer" in str(refusal(lambda: check(2)))
    first = scribe.mark("essay", "red", "lin", 1).version
    second = scribe.mark("essay", "red", "lin", 2).version
    for seen in (None, second):
        check(seen)
    for claimed in (0, first, second + 1, 10**9):
        assert "Another mark of yours" in str(refusal(lambda v=claimed: check(v)))  # type: ignore[misc]
