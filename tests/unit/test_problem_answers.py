"""`scoreboard rank`: in which words a wrong problem is refused, and what a whole answer holds."""

from __future__ import annotations

from typing import Any

import pytest

from scoreboard.contest.rules.problem import answer

NUMBER = "A score must be a number, such as 9.5."
LIST = "A problem needs scores, rounds or marks, as a list."
ROWS = "There must be one row for each team."
FLAG = "This must be true or false."
POSITIONS = "These must be positions in the list, from 0."
METHODS = "This must be one of dense, competition, modified, ordinal, fractional."


@pytest.mark.parametrize(
    ("problem", "error"),
    [
        ([], "A problem is a JSON object."),
        ({"scores": [1], "colour": "red"}, "colour is not known here."),
        ({}, LIST),
        ({"scores": 5}, LIST),
        ({"scores": [1, None, "x"]}, f"scores[2]: {NUMBER}"),
        ({"marks": [None, 9, "x"]}, f"marks[2]: {NUMBER}"),
        ({"marks": [[9], [8, "x"]]}, f"marks[1][1]: {NUMBER}"),
        ({"rounds": [[9], [8, 7, "x"]]}, f"rounds[1][2]: {NUMBER}"),
        (
            {"rounds": [[10**15]]},
            "rounds[0][0]: That number is too large: at most 15 digits before the point are read.",
        ),
        ({"rounds": 5}, f"rounds: {ROWS}"),
        ({"rounds": [[5], 5]}, f"rounds: {ROWS}"),
        ({"marks": [[5], 5]}, f"marks: {ROWS}"),
        ({"scores": [1], "names": ["a", "b"]}, "names: There must be one name for each score."),
        ({"scores": [1], "withdrawn": [1]}, f"withdrawn: {POSITIONS}"),
        ({"scores": [1], "withdrawn": 0}, f"withdrawn: {POSITIONS}"),
        ({"scores": [1], "tie_breaks": "x"}, "tie_breaks: This must be a list."),
        ({"scores": [1], "tie_breaks": ["x"]}, "tie_breaks: x is not a tie-break."),
        ({"scores": [1], "lower_is_better": 1}, f"lower_is_better: {FLAG}"),
        ({"rounds": [[1]], "lower_is_better": 1}, f"lower_is_better: {FLAG}"),
        ({"marks": [[1]], "lower_is_better": 1}, f"lower_is_better: {FLAG}"),
        ({"scores": [1], "method": "x"}, f"method: {METHODS}"),
        ({"scores": [1], "ranking": "x"}, f"method: {METHODS}"),
        ({"scores": [1], "break_ties": "x"}, "break_ties: This must be one of all, first, cut."),
        (
            {"marks": [1], "aggregate": "x"},
            "aggregate: This must be one of sum, mean, median, places.",
        ),
        (
            {"scores": [1], "decimals": 5},
            "decimals: This must be a whole number from 0 to 4.",
        ),
        (
            {"scores": [1], "advance": 0},
            "advance: This must be a whole number from 1 to 1000000.",
        ),
        (
            {"marks": [1], "drop_high": -1},
            "drop_high: This must be a whole number from 0 to 1000000.",
        ),
        (
            {"marks": [1], "drop_low": "x"},
            "drop_low: This must be a whole number from 0 to 1000000.",
        ),
    ],
    ids=repr,
)
def test_a_wrong_problem_is_told_where_it_is_wrong(problem: Any, error: str) -> None:
    assert answer(problem) == {"error": error}


def test_the_ends_of_what_may_be_asked_are_answered() -> None:
    assert answer({"scores": [1], "advance": 10**6}) == {"ranks": [1], "cut": ["in"]}
    assert answer({"scores": [1], "advance": 1, "decimals": 0})["cut"] == ["in"]
    assert answer({"marks": ["0.00005"], "decimals": 4}) == {"score": "0.0001"}
    assert answer({"marks": [1], "drop_high": 0, "drop_low": 0}) == {"score": "1"}
    assert answer({"scores": [2, 1], "withdrawn": [0]}) == {"ranks": [None, 1]}
    assert answer({"scores": [2, 1], "publish": "round", "names": ["a", "b"]})["ranks"] == [1, 2]


def test_what_is_null_is_as_if_it_was_not_asked() -> None:
    nothing = {"advance": None, "decimals": None, "rounds": None, "marks": None, "names": None}
    assert answer({"scores": [1, 2], **nothing}) == {"ranks": [2, 1]}
    assert answer({"marks": [3, 1], "drop_high": None, "drop_low": None}) == {"score": "2"}


def test_scores_alone_are_only_ranked_and_tie_breaks_say_what_they_decided() -> None:
    assert answer({"scores": [1, 2]}) == {"ranks": [2, 1]}
    asked = {"scores": [1, 1], "tie_breaks": ["best_rounds"]}
    assert answer(asked) == {"ranks": [1, 1], "decided_by": [None, None]}


def test_rounds_are_told_with_totals_places_and_what_decided() -> None:
    problem = {
        "method": "competition", "advance": 2, "decimals": 1, "tie_breaks": ["round:r2"],
        "rounds": [["1.25", "1"], ["1", "1.25"], [None, 3], [None, None]],
    }  # fmt: skip
    assert answer(problem) == {
        "ranks": [3, 2, 1, None],
        "totals": ["2.3", "2.3", "3.0", None],
        "decided_by": ["round:r2", "round:r2", None, None],
        "cut": ["out", "in", "in", None],
    }


@pytest.mark.parametrize(
    ("tie_break", "ranks"),
    [
        ("latest_round", [3, 2, 1]),
        ("best_rounds", [1, 2, 3]),
        ("rounds_won", [2, 3, 1]),
        ("fewest_deductions", [3, 2, 1]),
        ("round:r1", [1, 2, 3]),
    ],
)
def test_every_tie_break_finds_its_evidence_in_the_rounds(tie_break: str, ranks: list[int]) -> None:
    rounds = [[9, -3, 0], [7, -2, 1], [3, 0, 3]]
    found = answer({"method": "competition", "rounds": rounds, "tie_breaks": [tie_break]})
    assert (found["totals"], found["ranks"]) == (["6"] * 3, ranks)


@pytest.mark.parametrize(
    ("tie_break", "ranks"),
    [("latest_round", [2, 1]), ("best_rounds", [1, 2]), ("rounds_won", [1, 2])],
)
def test_where_lower_is_better_the_lowest_round_is_the_best_one(
    tie_break: str, ranks: list[int]
) -> None:
    rounds = [[1, 2, 9], [4, 4, 4]]
    found = answer({"rounds": rounds, "tie_breaks": [tie_break], "lower_is_better": True})
    assert (found["totals"], found["ranks"]) == (["12", "12"], ranks)


def test_a_round_is_won_by_all_who_share_its_best_score() -> None:
    rounds = [[5, 1, 0], [5, 0, 1], [None, 3, 3]]
    found = answer({"rounds": rounds, "tie_breaks": ["rounds_won"], "method": "competition"})
    assert (found["totals"], found["ranks"]) == (["6", "6", "6"], [2, 2, 1])


def test_rows_may_be_of_different_lengths() -> None:
    found = answer({"rounds": [[4], [1, 3], []], "tie_breaks": ["rounds_won"]})
    assert (found["totals"], found["ranks"]) == (["4", "4", None], [1, 1, None])


def test_marks_are_aggregated_row_by_row_without_those_that_are_missing() -> None:
    asked = {"marks": [[9, None, 6], [None, 7, 8], [None]], "aggregate": "mean", "decimals": 1}
    assert answer({**asked, "tie_breaks": ["best_marks"]}) == {
        "ranks": [1, 2, None],
        "totals": ["7.5", "7.5", None],
        "decided_by": ["best_marks", "best_marks", None],
    }


def test_teams_that_only_show_the_same_total_are_parted_by_what_they_scored() -> None:
    shown = {"rounds": [["0.4", 1], ["0.3", 1]], "decimals": 0}
    assert answer({**shown, "tie_breaks": ["latest_round"]})["ranks"] == [1, 2]


def test_half_a_point_is_no_deduction() -> None:
    half = {"rounds": [["0.5", "0.5"], [1, 0]], "tie_breaks": ["fewest_deductions"]}
    assert answer(half)["ranks"] == [1, 1]


def test_a_round_that_nobody_came_to_is_won_by_nobody() -> None:
    nobody = {"rounds": [[None, 1], [None, 1]], "tie_breaks": ["rounds_won"]}
    assert answer(nobody)["ranks"] == [1, 1]
