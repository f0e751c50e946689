"""Why this place: following the breakdown with a calculator gives the same total and place."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.model import Judge
from scoreboard.contest.rules.exactly import added, exactly
from scoreboard.contest.standings.standings import compute
from tests.unit.breakdowns import fraction, why
from tests.unit.contests import Scribe, contest, decimals, heat, judged, people

TENTH = Decimal("0.1")
FIVE = (*people("j1 j2 j3"), Judge("j4", "J4", recused=("red",)), Judge("j5", "J5"))


@pytest.mark.parametrize(
    ("number", "exact", "about"),
    [
        (Fraction(79, 3), "79 ÷ 3", "26.333333"),
        (Fraction(53, 6), "26.5 ÷ 3", "8.833333"),
        (Fraction(-1, 7), "-1 ÷ 7", "-0.142857"),
        (Fraction(1, 8), "0.125", None),
        (Decimal("1.50"), "1.5", None),
        (0, "0", None),
    ],
)
def test_exact_numbers(number: Any, exact: str, about: str | None) -> None:
    assert exactly(number) == {"exact": exact, "about": about}
    assert fraction(exactly(number)) == Fraction(number)


def test_sums_are_written_with_their_signs() -> None:
    assert added(decimals("-5", "2.50", "-1")) == "−5 + 2.5 − 1"
    assert added([Fraction(1, 2), Fraction(-1, 3)]) == "0.5 − (1 ÷ 3)"


TENTHS = st.integers(0, 200).map(lambda n: f"{Decimal(n) / 10:f}")


@given(
    marks=st.lists(st.lists(TENTHS, min_size=5, max_size=5), min_size=2, max_size=2),
    aggregate=st.sampled_from(["sum", "mean", "median"]),
    drops=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    weight=st.sampled_from(decimals("0", "0.5", "1", "3")),
    own=st.sampled_from([None, 0, 1, 2]),
    weighted=st.sampled_from([None, 0, 2]),
    places=st.integers(0, 4),
)
def test_a_pocket_calculator_arrives_at_the_same_total(
    marks: Any, aggregate: Any, drops: Any, weight: Decimal, own: Any, weighted: Any, places: int
) -> None:
    essay = judged("essay", aggregate=aggregate, drop_high=drops[0], drop_low=drops[1],
                   weight=weight, decimals=own, weighted_decimals=weighted, step=TENTH)  # fmt: skip
    event = contest(heat(essay), teams="red blue", judges=FIVE, decimals=places)
    scribe = Scribe(event).open("essay")
    for team, given_marks in zip(("red", "blue"), marks, strict=True):
        values = [m if (team, j.id) != ("red", "j4") else "-"
                  for j, m in zip(FIVE, given_marks, strict=True)]  # fmt: skip
        scribe.marks("essay", **{team: " ".join(values)})
    scribe.close("essay")
    rows = {
        row.team.id: row for row in compute(scribe.book, scribe.book.stage, [essay], "public").rows
    }
    for team in ("red", "blue"):
        told = why(scribe, team, "public")
        kept = [Fraction(m["value"] or 0) for m in told["rounds"][0]["marks"]
                if m["state"] == "counted"]  # fmt: skip
        score = Fraction(0)
        if kept:
            score = {"sum": sum(kept), "mean": sum(kept) / len(kept), "median": median(kept)}[
                aggregate
            ]
        # The panel's score is rounded first, then weighed, then rounded again.
        typed = _typed(score, own) * Fraction(told["rounds"][0]["weight"])
        typed = _typed(typed, weighted)
        assert fraction(told["parts"][0]["value"]) == typed
        assert fraction(told["exact"]) == typed
        if told["total"] is None:
            # Too few marks for a score, and nothing else: no total, and no zero.
            assert (typed, rows[team].total, kept) == (0, None, [])
        else:
            assert Decimal(told["total"]) == _rounded(typed, places) == rows[team].total
        assert told["place"]["rank"] == rows[team].rank


def _typed(number: Fraction, places: int | None) -> Fraction:
    return number if places is None else Fraction(_rounded(number, places))


def _rounded(number: Fraction, places: int) -> Any:
    """By Decimal's own rounding, from far more digits than a tie at the last place needs."""
    exact = Decimal(number.numerator * 10**20 // number.denominator) / 10**20
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
