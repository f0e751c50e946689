"""From totals to places, by five methods, and who is inside the cut."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from scoreboard.contest.model import METHODS, Method
from scoreboard.contest.rules.ranking import groups, places
from tests.support.cuts import cut_states

SEED = [42, 34, 27, 26, 26, 24, 21]
HALF = Fraction(9, 2)
# Few different values, so that most lists hold ties.
TOTALS = st.lists(st.decimals(-2, 2, places=1), max_size=12)
METHOD: st.SearchStrategy[Method] = st.sampled_from(METHODS)
SCIPY = {
    "dense": "dense", "competition": "min", "modified": "max", "ordinal": "ordinal",
    "fractional": "average",
}  # fmt: skip


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("dense", [1, 2, 3, 4, 4, 5, 6]),
        ("competition", [1, 2, 3, 4, 4, 6, 7]),
        ("modified", [1, 2, 3, 5, 5, 6, 7]),
        ("ordinal", [1, 2, 3, 4, 5, 6, 7]),
        ("fractional", [1, 2, 3, HALF, HALF, 6, 7]),
    ],
)
def test_the_seed_under_each_method_is_the_rulebooks_table(
    method: Method, expected: list[Any]
) -> None:
    assert places(SEED, method) == expected


def test_a_whole_fractional_place_is_a_whole_number() -> None:
    assert places([5, 5, 5], "fractional") == [2, 2, 2]
    assert all(isinstance(place, int) for place in places([5, 5, 5, 1], "fractional"))


def test_equal_totals_are_placed_in_the_order_of_registration_by_ordinal() -> None:
    assert places([26, 34, 26], "ordinal") == [2, 1, 3]


def test_a_team_without_a_total_has_no_place_and_takes_no_ones() -> None:
    assert places([42, None, 34], "dense") == [1, None, 2]
    assert places([None, None], "competition") == [None, None]
    assert places([], "dense") == []


def test_an_unknown_method_is_a_mistake_of_the_program() -> None:
    with pytest.raises(AssertionError):
        places([1], "alphabetical")  # type: ignore[arg-type]


@given(TOTALS, METHOD)
def test_the_methods_agree_with_scipy(totals: list[Decimal], method: Method) -> None:
    # rankdata places the lowest first and knows only floats; tenths as whole numbers are exact.
    turned = [int(-10 * total) for total in totals]
    expected = [Fraction(rank) for rank in rankdata(turned, SCIPY[method]).tolist()]
    assert places(totals, method) == expected


@given(TOTALS, METHOD.filter(lambda method: method != "ordinal"), st.data())
def test_the_order_of_registration_changes_no_place(
    totals: list[Decimal], method: Method, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(totals))))
    shuffled = places([totals[i] for i in order], method)
    assert shuffled == [places(totals, method)[i] for i in order]


@given(TOTALS, st.data())
def test_by_ordinal_every_place_is_taken_once_and_registration_decides_among_equals_only(
    totals: list[Decimal], data: st.DataObject
) -> None:
    given_out = places(totals, "ordinal")
    assert sorted(given_out) == list(range(1, len(totals) + 1))
    order = sorted(range(len(totals)), key=lambda i: (-totals[i], i))
    assert [given_out[i] for i in order] == list(range(1, len(totals) + 1))


@given(TOTALS.filter(len), METHOD, st.data())
def test_more_points_never_worsen_a_place(
    totals: list[Decimal], method: Method, data: st.DataObject
) -> None:
    which = data.draw(st.integers(0, len(totals) - 1))
    more = data.draw(st.decimals("0.1", 5, places=1))
    raised = [*totals[:which], totals[which] + more, *totals[which + 1 :]]
    assert places(raised, method)[which] <= places(totals, method)[which]  # type: ignore[operator]


@given(TOTALS, METHOD)
def test_a_better_total_has_a_better_place_and_an_equal_one_the_same(
    totals: list[Decimal], method: Method
) -> None:
    given_out = places(totals, method)
    for i, one in enumerate(totals):
        for j, other in enumerate(totals):
            if one > other:
                assert given_out[i] < given_out[j]  # type: ignore[operator]
            if one == other and method != "ordinal":
                assert given_out[i] == given_out[j]


@given(TOTALS)
def test_the_methods_stand_in_their_known_relations(totals: list[Decimal]) -> None:
    given_out = {method: places(totals, method) for method in METHODS}
    for dense, low, high, mean, one in zip(
        *(given_out[m] for m in ("dense", "competition", "modified", "fractional", "ordinal")),
        strict=True,
    ):
        assert 1 <= dense <= low <= one <= high <= len(totals)  # type: ignore[operator]
        assert mean == Fraction(low + high, 2)  # type: ignore[operator]
    assert sum(given_out["fractional"]) == Fraction(  # type: ignore[arg-type]
        len(totals) * (len(totals) + 1), 2
    )


@given(st.lists(st.one_of(st.none(), st.integers(0, 4)), max_size=10))
def test_groups_hold_everybody_with_a_key_once_best_first(keys: list[int | None]) -> None:
    found = list(groups(keys))
    listed = [i for _, group in found for i in group]
    assert sorted(listed) == [i for i, key in enumerate(keys) if key is not None]
    for ahead, group in found:
        assert len({keys[i] for i in group}) == 1
        assert group == sorted(group)
        assert ahead == sum(
            1 for key in keys if key is not None and key > keys[group[0]]  # type: ignore[operator]
        )  # fmt: skip


def test_three_tied_for_two_seats_are_tied_across_the_cut() -> None:
    assert cut_states([30, 28, 28, 28, 10], 3) == ["in", "tied", "tied", "tied", "out"]


def test_with_dense_places_up_to_three_five_teams_do_not_go_on() -> None:
    totals = [42, 34, 34, 27, 27, 24]
    assert places(totals, "dense") == [1, 2, 2, 3, 3, 4]
    assert cut_states(totals, 3) == ["in", "in", "in", "out", "out", "out"]


def test_a_tie_that_fits_among_the_seats_is_in_and_one_behind_them_is_out() -> None:
    assert cut_states(SEED, 3) == ["in"] * 3 + ["out"] * 4
    assert cut_states(SEED, 5) == ["in"] * 5 + ["out"] * 2
    assert cut_states(SEED, 4) == ["in"] * 3 + ["tied"] * 2 + ["out"] * 2
    assert cut_states([5, None, 5], 1) == ["tied", None, "tied"]


@given(TOTALS, st.integers(1, 13))
def test_the_sizes_of_the_cut_are_consistent(totals: list[Decimal], seats: int) -> None:
    states = cut_states(totals, seats)
    size = Counter(states)
    assert size["in"] <= seats
    assert size["in"] + size["tied"] >= min(seats, len(totals))
    # Whoever is tied at the edge is one group, and too large for the seats that are left.
    assert len({t for t, s in zip(totals, states, strict=True) if s == "tied"}) <= 1
    if size["tied"]:
        assert size["in"] < seats < size["in"] + size["tied"]
    else:
        assert size["in"] == min(seats, len(totals))


@given(TOTALS, st.integers(1, 13))
def test_the_cut_is_what_counting_teams_says(totals: list[Decimal], seats: int) -> None:
    for total, state in zip(totals, cut_states(totals, seats), strict=True):
        ahead = sum(1 for other in totals if other > total)
        with_equals = sum(1 for other in totals if other >= total)
        assert state == ("in" if with_equals <= seats else "out" if ahead >= seats else "tied")


@given(TOTALS.filter(len), st.integers(1, 13), st.data())
def test_more_points_never_cost_a_seat(
    totals: list[Decimal], seats: int, data: st.DataObject
) -> None:
    worth = {"out": 0, "tied": 1, "in": 2}
    which = data.draw(st.integers(0, len(totals) - 1))
    raised = [*totals[:which], totals[which] + 1, *totals[which + 1 :]]
    before, after = (cut_states(given, seats)[which] for given in (totals, raised))
    assert worth[after] >= worth[before]  # type: ignore[index]
