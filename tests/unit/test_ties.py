"""Tie-breaks: what parts equal totals, in order, where it may, and never without evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.rules.problem import answer
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points

Rows = list[list[int | None]]


def solve(rows: Rows, *tie_breaks: str, **rest: Any) -> dict[str, Any]:
    problem = {"method": "competition", "rounds": rows, "tie_breaks": list(tie_breaks), **rest}
    solved = answer(problem)
    assert "error" not in solved, solved
    return solved


def ranks(rows: Rows, *tie_breaks: str, **rest: Any) -> list[int | None]:
    found: list[int | None] = solve(rows, *tie_breaks, **rest)["ranks"]
    return found


def test_the_newest_round_decides_and_then_the_one_before() -> None:
    assert ranks([[5, 2, 3], [5, 3, 2]], "latest_round") == [1, 2]
    assert ranks([[5, 2, 3], [4, 3, 3]], "latest_round") == [2, 1]


def test_the_best_round_decides_and_then_the_second_best() -> None:
    assert ranks([[9, 1, 5], [8, 7, 0]], "best_rounds") == [1, 2]
    assert ranks([[9, 1, 5], [9, 6, 0]], "best_rounds") == [2, 1]


def test_a_shared_top_score_is_a_round_won() -> None:
    rows: Rows = [[5, 5, 0], [5, 0, 5], [0, 5, 5], [6, 4, 0]]
    assert ranks(rows, "rounds_won") == [2, 2, 1, 2]


def test_who_was_deducted_less_is_ahead() -> None:
    assert ranks([[10, -10, 0], [0, 0, 0], [10, 0, -10]], "fewest_deductions") == [2, 1, 2]


def test_the_score_in_one_round_decides() -> None:
    assert ranks([[1, 4], [2, 3]], "round:r1") == [2, 1]
    assert ranks([[1, 4], [2, 3]], "round:r2") == [1, 2]


def test_the_highest_single_mark_decides_and_then_the_second_highest() -> None:
    solved = answer({"marks": [[9, 7, 5], [9, 6, 6]], "tie_breaks": ["best_marks"]})
    assert solved["ranks"] == [1, 2]
    solved = answer({"marks": [[8, 7, 6], [9, 6, 6]], "tie_breaks": ["best_marks"]})
    assert solved["ranks"] == [2, 1]


def test_eurovision_asks_first_how_many_gave_marks_and_then_for_the_best() -> None:
    problem = {
        "aggregate": "sum", "marks": [[12, 0, 0], [6, 6, 0], [10, 2, 0]],
        "tie_breaks": ["marks_given", "best_marks"],
    }  # fmt: skip
    solved = answer(problem)
    assert solved["ranks"] == [3, 2, 1]
    assert all(solved["decided_by"])


def test_the_tie_breaks_are_asked_in_the_events_order() -> None:
    rows: Rows = [[1, 4, 2], [2, 2, 3]]
    assert ranks(rows, "round:r1", "round:r2") == [2, 1]
    assert ranks(rows, "round:r2", "round:r1") == [1, 2]


def test_what_the_first_leaves_tied_the_next_may_part() -> None:
    rows: Rows = [[1, 4, 2], [1, 2, 4], [2, 3, 2]]
    solved = solve(rows, "round:r1", "round:r2")
    assert solved["ranks"] == [2, 3, 1]
    first, second, best = solved["decided_by"]
    assert first == second != best


def test_what_no_tie_break_can_part_stays_tied_and_says_nothing() -> None:
    solved = solve([[1, 2], [1, 2]], *TIE_BREAKS)
    assert solved["ranks"] == [1, 1]
    assert solved["decided_by"] == [None, None]


def test_for_the_first_place_only() -> None:
    """Eurovision 1991: the tie for first was broken, the tie for tenth published as a tie."""
    rows: Rows = [[5, 4], [4, 5], [3, 1], [1, 3]]
    assert ranks(rows, "latest_round", break_ties="first") == [2, 1, 3, 3]
    assert ranks(rows, "latest_round", break_ties="all") == [2, 1, 4, 3]


def test_only_where_the_cut_is_touched() -> None:
    rows: Rows = [[5, 4], [4, 5], [3, 1], [1, 3], [0, 1], [1, 0]]
    cut = {"break_ties": "cut", "advance": 3}
    assert ranks(rows, "latest_round", **cut) == [1, 1, 4, 3, 5, 5]
    assert solve(rows, "latest_round", **cut)["cut"] == ["in", "in", "out", "in", "out", "out"]
    assert ranks(rows, "latest_round", break_ties="cut", advance=2) == [1, 1, 3, 3, 5, 5]
    assert ranks(rows, "latest_round", break_ties="cut") == [1, 1, 3, 3, 5, 5]


def test_a_tie_for_second_place_left_by_the_first_tie_break_is_not_for_the_first_place() -> None:
    rows: Rows = [[3, 1, 2], [2, 1, 3], [2, 3, 1]]
    assert ranks(rows, "round:r1", "round:r2", break_ties="first") == [1, 2, 2]
    assert ranks(rows, "round:r1", "round:r2", break_ties="all") == [1, 3, 2]


def test_a_round_that_one_of_them_did_not_play_parts_nobody() -> None:
    assert ranks([[None, 5], [2, 3]], "round:r1") == [1, 1]
    assert ranks([[None, 5], [2, 3]], "round:r1", "round:r2") == [1, 2]


def test_a_nothing_does_not_beat_a_score_that_is_missing() -> None:
    assert ranks([[10, 0], [10, None]], "best_rounds") == [1, 1]
    assert ranks([[10, None], [0, 10]], "best_rounds") == [1, 1]


def test_a_team_with_a_recused_judge_loses_no_tie_by_the_missing_mark() -> None:
    solved = answer({"marks": [[9, 9, None], [9, 9, 9]], "tie_breaks": ["best_marks"]})
    assert solved["ranks"] == [1, 1]


def test_evidence_that_both_have_still_parts_them_where_another_is_missing() -> None:
    assert ranks([[9, 1, None], [8, 1, 1]], "best_rounds") == [1, 2]
    solved = answer({"marks": [[9, 7, None], [8, 8, 8]], "tie_breaks": ["best_marks"]})
    assert solved["ranks"] == [1, 2]


def test_a_tie_break_that_could_not_part_all_is_asked_again_among_the_rest() -> None:
    rows: Rows = [[3, 1, 1], [1, 3, 1], [None, 3, 2]]
    assert ranks(rows, "round:r1", "round:r3") == [2, 3, 1]


def test_scores_that_only_the_others_have_are_compared_once_they_are_alone() -> None:
    # The first lacks a second round, so that the two others are at first compared by one alone.
    rows: Rows = [[14, None, None], [10, 4, None], [10, 3, 1]]
    assert ranks(rows, "best_rounds") == [1, 2, 3]
    # Among all three the best rounds say nothing; once the first stands apart they do.
    rows = [[None, 10, None], [4, None, 6], [3, None, 7]]
    assert ranks(rows, "best_rounds") == [1, 3, 2]


def test_where_lower_is_better_the_tie_breaks_turn_round_too() -> None:
    for tie_break, expected in (
        ("latest_round", [2, 1]), ("round:r1", [1, 2]), ("best_rounds", [1, 2]),
    ):  # fmt: skip
        assert ranks([[1, 4], [2, 3]], tie_break, lower_is_better=True) == expected


def test_the_time_of_a_written_test_counts_in_no_total_and_breaks_ties_the_lower_first() -> None:
    written = judged("written", weight=Decimal(0), better="lower", max=Decimal(90))
    event = contest(heat(judged(), written), judges=people("lin"), tie_breaks=("round:written",))
    scribe = Scribe(event).open("essay").marks("essay", red="15", blue="15", green="12")
    scribe.close("essay").open("written").marks("written", red="61", blue="58", green="30")
    assert scribe.table() == [("blue", 1, "15"), ("red", 2, "15"), ("green", 3, "12")]
    assert [row.decided_by is None for row in scribe.rows()] == [False, False, True]


def test_a_long_time_in_the_written_test_is_nobodys_best_round() -> None:
    written = judged("written", weight=Decimal(0), better="lower", max=Decimal(90))
    event = contest(heat(judged(), written), judges=people("lin"), tie_breaks=("best_rounds",))
    scribe = Scribe(event).open("essay").marks("essay", red="15", blue="15", green="12")
    scribe.close("essay").open("written").marks("written", red="61", blue="58", green="30")
    assert scribe.table()[:2] == [("red", 1, "15"), ("blue", 1, "15")]


def test_the_newest_round_is_the_one_opened_last_and_only_once_it_is_closed() -> None:
    event = contest(heat(points("early"), points("late")), tie_breaks=("latest_round",))
    scribe = Scribe(event).open("late").awards("late", red=10, blue=20).close("late")
    scribe.open("early").awards("early", red=20, blue=10)
    assert [row[:2] for row in scribe.table()] == [("blue", 1), ("red", 2), ("green", 3)]
    scribe.close("early")
    assert [row[:2] for row in scribe.table()] == [("red", 1), ("blue", 2), ("green", 3)]


def test_deductions_are_those_of_points_rounds_and_not_low_marks() -> None:
    below = judged(min=Decimal(-10))
    event = contest(heat(below, points()), tie_breaks=("fewest_deductions",))
    scribe = Scribe(event).open("essay").marks("essay", red="-5 -5", blue="0 0", green="0 0")
    scribe.close("essay").open("buzzer").awards("buzzer", red=5, blue=10)
    scribe.award("buzzer", "blue", -10)
    assert scribe.table() == [("red", 1, "0"), ("green", 1, "0"), ("blue", 2, "0")]


def test_without_a_points_round_nobody_was_deducted_less() -> None:
    event = contest(heat(judged()), final(), tie_breaks=("fewest_deductions",))
    scribe = Scribe(event).open("essay").marks("essay", red="5 5", blue="5 5", green="0 0")
    assert scribe.table() == [("red", 1, "5"), ("blue", 1, "5"), ("green", 2, "0")]


@pytest.mark.parametrize("tie_break", TIE_BREAKS)
def test_every_tie_break_of_the_rulebook_is_known(tie_break: str) -> None:
    assert "ranks" in answer({"rounds": [[1, 2], [2, 1]], "tie_breaks": [tie_break]})


def quick(teams: str = "red blue green", **rest: Any) -> Scribe:
    """All have 15; then a speed round is open in which less is better and nothing is counted."""
    speed = points("speed", weight=Decimal(0), better="lower")
    event = contest(
        heat(judged(), speed, points()), teams=teams, judges=people("lin"), **rest
    )  # fmt: skip
    scribe = Scribe(event).open("essay").marks("essay", **dict.fromkeys(teams.split(), "15"))
    return scribe.close("essay").open("speed")


@pytest.mark.parametrize("tie_break", ["round:speed", "latest_round", "rounds_won"])
def test_a_time_that_is_missing_is_not_the_best_time(tie_break: str) -> None:
    scribe = quick("red blue", tie_breaks=(tie_break,)).awards("speed", blue=95).close("speed")
    placed = {row.team.id: row.rank for row in scribe.rows()}
    assert placed["blue"] == 1
    assert placed["red"] == (2 if tie_break == "rounds_won" else 1)


def test_a_time_that_is_missing_leaves_the_others_their_places() -> None:
    scribe = quick(tie_breaks=("round:speed",)).awards("speed", blue=95, green=60).close("speed")
    assert scribe.table() == [("green", 1, "15"), ("red", 2, "15"), ("blue", 2, "15")]


def side_round(tie_break: str, **given: int) -> dict[str, Any]:
    """Places where all have 20 points, and what a round without weight gave some of them."""
    side = points("side", weight=Decimal(0))
    event = contest(heat(points("early"), side), tie_breaks=(tie_break,))
    scribe = Scribe(event).open("early").awards("early", red=20, blue=20, green=20)
    scribe.close("early").open("side").awards("side", **given).close("side")
    return {row.team.id: row.rank for row in scribe.rows()}


def test_nothing_awarded_is_not_ahead_of_a_deduction_and_loses_to_an_award() -> None:
    for tie_break in ("round:side", "latest_round"):
        assert side_round(tie_break, red=-10) == {"red": 1, "blue": 1, "green": 1}
        assert side_round(tie_break, red=10) == {"red": 1, "blue": 2, "green": 2}
        assert side_round(tie_break, red=-10, blue=-5) == {"red": 2, "blue": 1, "green": 2}
    assert side_round("rounds_won", red=-10) == {"red": 1, "blue": 2, "green": 2}


def test_nothing_awarded_is_no_better_a_round_than_anybodys_deduction_in_it() -> None:
    event = contest(heat(points("early"), points("late")), tie_breaks=("best_rounds",))
    scribe = Scribe(event).open("early").awards("early", red=10, blue=10, green=1).close("early")
    scribe.open("late").awards("late", red=-5).close("late")
    scribe.write("penalty", stage="heat", team="blue", value=Decimal(-5), reason="noise")
    assert scribe.table() == [("red", 1, "5"), ("blue", 1, "5"), ("green", 2, "1")]


def test_who_has_not_played_at_all_was_not_deducted_least() -> None:
    event = contest(heat(points(), base=10), tie_breaks=("fewest_deductions",))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=10)
    scribe.award("buzzer", "red", -10)
    assert scribe.table() == [("red", 1, "10"), ("blue", 1, "10"), ("green", 1, "10")]
