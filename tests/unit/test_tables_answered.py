"""`scoreboard rank` in groups and divisions: each table for itself, the best others across them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.examples import examples
from tests.unit.test_problem import run, solve

# Ann, Bob and Cem meet in A; Dan, Eve and Fay in B.
TWO = {"groups": ["A", "A", "A", "B", "B", "B"], "advance": 1}


def test_places_and_the_cut_are_within_each_group() -> None:
    assert solve({"scores": [30, 20, 10, 25, 22, 5], **TWO}) == {
        "ranks": [1, 2, 3, 1, 2, 3],
        "cut": ["in", "out", "out", "in", "out", "out"],
    }


def test_the_best_other_is_found_across_the_groups() -> None:
    solved = solve({"scores": [30, 20, 10, 25, 22, 5], **TWO, "advance_best": 1})
    assert solved["cut"] == ["in", "out", "out", "in", "in", "out"]
    assert solved["best"] == [False, False, False, False, True, False]
    assert solved["ranks"] == [1, 2, 3, 1, 2, 3]


def test_by_the_mean_of_the_rounds_a_group_with_one_round_more_has_no_gain() -> None:
    # Bob has 20 of one round; Dan 25 of two, a mean of 12.5; Eve is first of B with 42.
    rounds = [[30], [20], [10], [25, 0], [22, 20], [5, 5]]
    by_mean = solve({"rounds": rounds, **TWO, "advance_best": 1, "best_by": "mean"})
    assert by_mean["best"] == [False, True, False, False, False, False]
    by_total = solve({"rounds": rounds, **TWO, "advance_best": 1, "best_by": "total"})
    assert by_total["best"] == [False, False, False, True, False, False]


def test_a_tie_across_the_edge_of_the_others_is_told_in_both_groups() -> None:
    solved = solve({"scores": [30, 20, 20, 25, 20, 5], **TWO, "advance_best": 1})
    assert solved["cut"] == ["in", "tied", "tied", "in", "tied", "out"]
    assert solved["best"] == [False, True, True, False, True, False]


def test_while_a_group_is_tied_its_own_tie_comes_first() -> None:
    # Ann and Bob share the place of A: one of them has the place of the others, whoever it is.
    solved = solve({"scores": [30, 30, 20, 25, 20, 5], **TWO, "advance_best": 1})
    assert solved["cut"] == ["tied", "tied", "out", "in", "out", "out"]
    assert solved["best"] == [False] * 6
    # Of two places one is left, for which Cem and Eve are tied.
    more = solve({"scores": [30, 30, 20, 25, 20, 5], **TWO, "advance_best": 2})
    assert more["cut"] == ["tied", "tied", "tied", "in", "tied", "out"]


def test_a_tie_break_parts_the_others_only_across_their_edge() -> None:
    # Bob and Eve both have 20; Eve's best round is the better one. Cem and Fay are far behind.
    rounds = [[30, 0], [10, 10], [1, 1], [25, 0], [12, 8], [2, 0]]
    solved = solve({"rounds": rounds, **TWO, "advance_best": 1, "tie_breaks": ["best_rounds"]})
    assert solved["cut"] == ["in", "out", "out", "in", "in", "out"]
    assert solved["decided_by"][4] == "best_rounds"
    assert (solved["decided_by"][2], solved["decided_by"][5]) == (None, None)
    first = {"tie_breaks": ["best_rounds"], "break_ties": "first"}
    assert solve({"rounds": rounds, **TWO, "advance_best": 1, **first})["cut"][1] == "tied"


def test_nobody_below_the_threshold_and_nobody_withdrawn_is_one_of_the_others() -> None:
    problem = {"scores": [30, 20, 10, 25, 22, 5], **TWO, "advance_best": 2, "threshold": 21}
    assert solve(problem)["best"] == [False, False, False, False, True, False]
    gone = solve({"scores": [30, 20, 10, 25, 22, 5], **TWO, "advance_best": 1, "withdrawn": [4]})
    assert gone["best"] == [False, True, False, False, False, False]
    assert (gone["ranks"][4], gone["cut"][4]) == (None, None)


def test_less_is_better_turns_the_others_round() -> None:
    solved = solve({"scores": [9, 12, 15, 8, 11, 20], **TWO, "advance_best": 1, "better": "lower"})
    assert solved["best"] == [False, False, False, False, True, False]


def test_a_round_of_the_other_group_is_not_the_latest_of_this_one() -> None:
    # A plays the first two rounds, B the third: in A the second is the latest.
    rounds = [[1, 5], [5, 1], [None, None, 4], [None, None, 3]]
    groups = ["A", "A", "B", "B"]
    solved = solve({"rounds": rounds, "groups": groups, "tie_breaks": ["latest_round"]})
    assert solved["ranks"] == [1, 2, 1, 2]
    assert solved["decided_by"][:2] == ["latest_round", "latest_round"]


def test_places_are_those_among_the_group_by_its_own_judges() -> None:
    # Two judges in each hall: 1 + 1 and 2 + 2, whatever the other hall was given.
    marks = [[9, 8], [7, 6], [None, None, 90, 80], [None, None, 70, 60]]
    solved = solve({"marks": marks, "groups": ["A", "A", "B", "B"], "aggregate": "places"})
    assert solved["totals"] == ["2", "4", "2", "4"]


DIVIDED = {"divisions": ["junior", "senior", "junior", "senior", "senior"]}


def test_each_division_has_its_own_places_and_prizes() -> None:
    prizes = [{"name": "gold", "count": 1}, {"name": "rest"}]
    solved = solve({"scores": [7, 9, 7, 5, 9], **DIVIDED, "prizes": prizes})
    assert solved["ranks"] == [1, 1, 1, 2, 1]
    assert solved["prizes"] == [None, None, None, "rest", None]
    assert solved["prize_ties"] == [
        {"prize": "gold", "positions": [0, 2], "left": 1},
        {"prize": "gold", "positions": [1, 4], "left": 1},
    ]


def test_a_prize_of_one_division_is_given_in_no_other() -> None:
    prizes = [{"count": 1, "division": "junior"}, {"count": 1}, {"division": "senior"}]
    solved = solve({"scores": [7, 9, 6, 5, 8], **DIVIDED, "prizes": prizes})
    assert solved["prizes"] == ["1", "2", "2", "3", "3"]


def test_a_share_is_of_each_table_and_the_others_of_each_division() -> None:
    scores = [9, 8, 7, 6, 99, 98, 97, 96]
    divided = {"divisions": ["x"] * 4 + ["y"] * 4, "groups": list("aabbaabb")}
    shared = solve({"scores": scores, **divided, "advance_share": "0.5", "advance_best": 1})
    assert shared["cut"] == ["in", "in", "in", "out"] * 2
    assert shared["best"] == [False, True, False, False] * 2


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ({"groups": ["A"]}, "groups: There must be one name for each team."),
        ({"divisions": "AB"}, "divisions: There must be one name for each team."),
        ({"groups": ["A", ""]}, "groups[1]: There must be a name here."),
        ({"groups": ["A", 5]}, "groups[1]: There must be a name here."),
        ({"advance": 1, "advance_best": 1}, "advance_best: This needs groups."),
        ({"divisions": ["A", "A"], "best_by": "mean"}, "best_by: This needs groups."),
        ({"groups": ["A", "B"], "advance_best": 1}, "advance_best: Say too how many of each"),
        ({"groups": ["A", "B"], "advance": 1, "advance_best": -1}, "advance_best: This must be a"),
        ({"groups": ["A", "B"], "best_by": "total"}, "best_by: This needs advance_best."),
        ({"groups": ["A", "B"], "best_by": "sum"}, "best_by: This must be one of total, mean."),
        ({"groups": ["A", "B"], "advance": 1, "advance_best": 1, "best_by": "mean"},
         "best_by: A mean over the rounds needs rounds."),
        ({"groups": ["A", "B"], "advance": 1, "quota": 1}, "quota: A quota cannot be kept"),
        ({"groups": ["A", "B"], "prizes": []}, "prizes: Prizes are of a last stage"),
        ({"divisions": ["A", "B"], "prizes": [{"division": "C"}]}, "prizes[0]: No team is in"),
        ({"prizes": [{"division": "C"}]}, "prizes[0]: No team is in the division C."),
        ({"prizes": [{"count": 1, "division": 5}]}, "prizes[0]: There must be a name here."),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_said_where_it_stands(problem: dict[str, Any], said: str) -> None:
    assert solve({"scores": [2, 1]} | problem)["error"].startswith(said)


def test_the_marks_of_one_team_have_no_tables() -> None:
    assert solve({"marks": [9, 8], "groups": ["A", "A"]})["error"].startswith("groups: ")
    # What is wrong with a figure is told at its own position.
    assert solve({"scores": [2, "x"], "groups": ["A", "B"]})["error"].startswith("scores[1]: ")


def test_people_read_one_table_after_the_other() -> None:
    problem = {"scores": [30, 25, 20, 25], "groups": ["A组", "B组", "A组", "B组"], "advance": 1}
    lines = run(json.dumps(problem | {"names": ["Ann", "Dan", "Bob", "Eve"]})).stdout.splitlines()
    assert [line.split() for line in lines] == [
        ["A组"], ["1", "Ann", "30", "in"], ["2", "Bob", "20", "out"], [],
        ["B组"], ["1=", "Dan", "25", "tied"], ["1=", "Eve", "25", "tied"],
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ABC")), min_size=1, max_size=9))
@examples(40)
def test_one_division_is_the_problem_of_its_teams_alone(field: list[tuple[int, str]]) -> None:
    whole = solve({"scores": [s for s, _ in field], "divisions": [d for _, d in field]})["ranks"]
    for division in "ABC":
        own = [i for i, (_, named) in enumerate(field) if named == division]
        alone = solve({"scores": [field[i][0] for i in own]})["ranks"]
        assert [whole[i] for i in own] == alone
