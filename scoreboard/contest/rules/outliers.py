"""Marks worth a second look: far from the other judges', and what may have been meant instead.

It flags and judges nothing: a far mark may be exactly what its judge meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from scoreboard.contest.model import Round
from scoreboard.contest.numbers import on_step, plain, read_score

Why = Literal["far", "swapped", "decimal"]

# Of two marks nobody can say which is the odd one.
FEWEST_MARKS = 3
# In median absolute deviations; four of them are about 2.7 standard deviations.
SPREADS = 4
# Judges who agree closely may still differ by this share of the round's range.
SHARE_OF_RANGE = Fraction(3, 20)
# ... and by this many steps, where a round has only a few of them.
STEPS = 2


@dataclass(frozen=True, slots=True)
class Outlier:
    """Why a mark is worth a look: "far" from the others, and where a slip of the hand explains it
    (two digits "swapped", the "decimal" point misplaced or a zero slipped) what was `likely` meant.
    """

    why: Why
    likely: Decimal | None = None


def outliers(a_round: Round, marks: Mapping[str, Decimal]) -> dict[str, Outlier]:
    """The marks of one team, by judge id, that lie far from the middle of all; most often none."""
    if len(marks) < FEWEST_MARKS:
        return {}
    middle = _median([Fraction(mark) for mark in marks.values()])
    apart = {judge: abs(Fraction(mark) - middle) for judge, mark in marks.items()}
    near = max(SPREADS * _median(list(apart.values())), _floor(a_round))
    return {
        judge: _explained(a_round, mark, middle, near)
        for judge, mark in marks.items()
        if apart[judge] > near
    }


def _floor(a_round: Round) -> Fraction:
    """A distance from the middle that is never worth a look."""
    return max(SHARE_OF_RANGE * Fraction(a_round.max - a_round.min), STEPS * Fraction(a_round.step))


def _explained(a_round: Round, mark: Decimal, middle: Fraction, near: Fraction) -> Outlier:
    # A sum was typed by nobody: a slip of the hand is in one of its parts.
    slips = [] if a_round.criteria else [*_swapped(mark), *_shifted(mark)]
    likely = [
        (abs(Fraction(meant) - middle), meant, why)
        for why, meant in slips
        if a_round.min <= meant <= a_round.max
        and on_step(meant, a_round.min, a_round.step)
        and abs(Fraction(meant) - middle) <= near
    ]
    if not likely:
        return Outlier("far")
    _, meant, why = min(likely)
    return Outlier(why, read_score(plain(meant)))


def _swapped(mark: Decimal) -> Iterator[tuple[Why, Decimal]]:
    """The mark with two neighbouring digits in the other order: 1.9 may have been 9.1."""
    text = plain(mark)
    places = [i for i, char in enumerate(text) if char.isdigit()]
    for i, j in pairwise(places):
        if text[i] != text[j]:
            yield "swapped", Decimal(text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :])


def _shifted(mark: Decimal) -> Iterator[tuple[Why, Decimal]]:
    """The mark with its point one or two places off: 0.9 may have been 9, and 19 have been 1.9."""
    if mark:
        for power in (1, 2, -1, -2):
            # Built from its digits: a quotient would be rounded to the context's digits.
            yield "decimal", Decimal(f"{plain(mark)}E{power}")


def _median(numbers: Sequence[Fraction]) -> Fraction:
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return (ordered[half] + ordered[~half]) / 2
