"""`scoreboard rank`: the rulebook as a filter, for problems as JSON and for lines of scores."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.cli.ranking import rank
from scoreboard.contest.model import METHODS
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.rules.ranking import places
from tests.support.cuts import cut_states

DENSE = {"method": "dense", "scores": [42, 34, 27, 26, 26, 24, 21]}
FIVE = {
    "aggregate": "mean", "drop_high": 1, "drop_low": 1, "decimals": 2,
    "marks": ["9.2", "8.8", "9.5", "9.0", "8.1"],
}  # fmt: skip
SEATS = {"method": "competition", "scores": [30, 28, 28, 28, 10], "advance": 3}


def run(text: str | bytes, *arguments: str) -> Result:
    result = CliRunner().invoke(rank, [*arguments], input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def solve(problem: object) -> Any:
    return json.loads(run(json.dumps(problem), "--json").stdout)


def test_the_three_problems_of_the_contract() -> None:
    assert solve(DENSE) == {"ranks": [1, 2, 3, 4, 4, 5, 6]}
    assert solve(FIVE) == {"score": "9.00"}
    assert solve(SEATS) == {
        "ranks": [1, 2, 2, 2, 5],
        "cut": ["in", "tied", "tied", "tied", "out"],
    }


def test_many_problems_are_answered_in_their_order_and_one_bad_one_does_not_spoil_them() -> None:
    result = run(json.dumps([DENSE, {"scores": "x"}, FIVE, 5]), "--json")
    first, second, third, fourth = json.loads(result.stdout)
    assert first["ranks"][0] == 1
    assert second.keys() == fourth.keys() == {"error"}
    assert third == {"score": "9.00"}
    assert result.exit_code == 2


def test_a_place_of_four_and_a_half_is_a_number() -> None:
    assert solve(DENSE | {"method": "fractional"})["ranks"] == [1, 2, 3, 4.5, 4.5, 6, 7]
    assert solve({"ranking": "fractional", "scores": [1, 1]})["ranks"] == [1.5, 1.5]


def test_numbers_are_read_exactly() -> None:
    text = '{"rounds": [[0.1, 0.2], ["0.3", 0]], "scores": null}'
    assert json.loads(run(text, "--json").stdout)["ranks"] == [1, 1]


def test_ties_are_decided_on_the_rounded_value_where_decimals_are_given() -> None:
    scores = ["9.54", "9.46", "9.45", "9.44"]
    assert solve({"scores": scores, "decimals": 1})["ranks"] == [1, 1, 1, 2]
    assert solve({"scores": scores})["ranks"] == [1, 2, 3, 4]


def test_rounds_are_added_up_and_marks_aggregated() -> None:
    rounds = solve({"rounds": [[10, 5], [10, None], [None, None], []]})
    assert rounds["totals"] == ["15", "10", None, None]
    assert rounds["ranks"] == [1, 2, None, None]
    marks = solve({"marks": [[9, 8, 7], [9, None, 6], [None]], "aggregate": "sum", "drop_low": 1})
    assert marks["totals"] == ["17", "9", None]
    assert marks["ranks"] == [1, 2, None]
    assert marks["decided_by"] == [None] * 3


def test_a_score_of_marks_that_dropping_uses_up_is_no_score() -> None:
    assert solve({"marks": [9, 8], "drop_high": 1, "drop_low": 1}) == {"score": None}
    assert solve({"marks": [], "aggregate": "sum"}) == {"score": None}
    assert solve({"marks": [None, "8.5"]}) == {"score": "8.5"}


def test_the_mean_of_thirds_is_rounded_half_up() -> None:
    assert solve({"marks": ["0.1", "0.1", "0.2"], "decimals": 4}) == {"score": "0.1333"}
    assert solve({"marks": ["-0.25", "0"], "decimals": 2}) == {"score": "-0.13"}
    assert solve({"marks": ["8", "9", "10"], "aggregate": "median"}) == {"score": "9"}


def test_lower_is_better_and_null_has_no_place() -> None:
    golf = {"scores": [71, 68, None, 70], "lower_is_better": True, "advance": 2}
    assert solve(golf) == {"ranks": [3, 1, None, 2], "cut": ["out", "in", None, "in"]}


def test_a_withdrawn_team_takes_nobodys_place() -> None:
    assert solve(DENSE | {"withdrawn": [0, 3], "advance": 2}) == {
        "ranks": [None, 1, 2, None, 3, 4, 5],
        "cut": [None, "in", "in", None, "out", "out", "out"],
    }


@pytest.mark.parametrize(
    "problem",
    [
        {}, {"scores": None}, {"scores": 5}, {"scores": {"a": 1}}, {"scores": [True]},
        {"scores": ["٣"]}, {"scores": [[1]]}, {"scores": ["NaN"]}, {"scores": [10**400]},
        {"scores": [1], "colour": "red"},
        {"scores": [1], "method": "alphabetical"}, {"scores": [1], "method": None},
        {"scores": [1], "method": []}, {"scores": [1], "break_ties": "most"},
        {"scores": [1], "decimals": 5}, {"scores": [1], "decimals": -1},
        {"scores": [1], "decimals": True}, {"scores": [1], "decimals": "2"},
        {"scores": [1], "advance": 0}, {"scores": [1], "advance": 1.5},
        {"scores": [1], "lower_is_better": "yes"}, {"scores": [1], "lower_is_better": 1},
        {"scores": [1], "withdrawn": [1]}, {"scores": [1], "withdrawn": [-1]},
        {"scores": [1], "withdrawn": [True]}, {"scores": [1], "withdrawn": 0},
        {"scores": [1], "withdrawn": [[]]},
        {"scores": [1], "names": ["a", "b"]}, {"scores": [1], "names": "a"},
        {"scores": [1, 2], "tie_breaks": "best_rounds"}, {"scores": [1, 2], "tie_breaks": [[]]},
        {"scores": [1, 2], "tie_breaks": [{}]}, {"scores": [1, 2], "tie_breaks": ["by hand"]},
        {"scores": [1, 2], "tie_breaks": ["round:r1"]}, {"rounds": [[1]], "tie_breaks": [None]},
        {"rounds": [[1]], "tie_breaks": ["round:r2"]},
        {"rounds": 5}, {"rounds": [5]}, {"rounds": [["x"]]}, {"rounds": [[1], 2]},
        {"marks": 5}, {"marks": "9"}, {"marks": [9, "x"]}, {"marks": [[9], 9]},
        {"marks": [[9, "x"]]}, {"marks": [9], "aggregate": "mode"},
        {"marks": [9], "drop_high": -1}, {"marks": [9], "drop_low": "1"},
        [], "text", 5, None,
    ],
    ids=repr,
)  # fmt: skip
def test_a_problem_that_cannot_be_answered_says_why(problem: object) -> None:
    result = run(f"[{json.dumps(problem)}]", "--json")
    (answered,) = json.loads(result.stdout)
    assert answered.keys() == {"error"}
    assert answered["error"]
    assert "%(" not in answered["error"]
    assert result.exit_code == 2


@given(
    st.lists(st.one_of(st.none(), st.decimals(-5, 5, places=1)), max_size=9),
    st.sampled_from(METHODS),
    st.integers(1, 9),
    st.booleans(),
)
def test_places_and_cut_are_those_of_the_core_also_where_lower_is_better(
    scores: list[Decimal | None], method: str, seats: int, lower: bool
) -> None:
    spelled = [None if score is None else f"{score}" for score in scores]
    solved = answer(
        {"method": method, "scores": spelled, "advance": seats, "lower_is_better": lower}
    )
    keys = [None if score is None else (-score if lower else score) for score in scores]
    assert [r and Fraction(r) for r in solved["ranks"]] == places(keys, method)  # type: ignore[arg-type]
    assert solved["cut"] == cut_states(keys, seats)


JSONISH = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.decimals(), st.text(max_size=5),
        st.sampled_from(["dense", "best_rounds", "round:r1", "mean", "all"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=6,
)  # fmt: skip
KEYS = [
    "method", "ranking", "scores", "names", "rounds", "marks", "aggregate", "drop_high",
    "drop_low", "decimals", "tie_breaks", "break_ties", "advance", "withdrawn", "lower_is_better",
]  # fmt: skip


@given(st.one_of(JSONISH, st.dictionaries(st.sampled_from(KEYS), JSONISH, max_size=5)))
def test_whatever_is_asked_there_is_an_answer(problem: object) -> None:
    solved = answer(problem)
    assert {"error"} == solved.keys() or {"score", "ranks"} & solved.keys()
