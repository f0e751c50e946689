"""The arithmetic of a round score: limits, aggregate, weight (rulebook, "From marks…")."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from scoreboard.contest.model import Aggregate, Round
from scoreboard.contest.numbers import plain, round_half_up
from scoreboard.contest.words import refuse


def check_limits(a_round: Round, value: Decimal, field: str) -> None:
    """Raises Refusal for a value outside the round's min and max."""
    if not a_round.min <= value <= a_round.max:
        raise refuse(
            "It must lie between %(min)s and %(max)s.",
            field=field,
            min=plain(a_round.min),
            max=plain(a_round.max),
        )


def aggregate_marks(
    marks: Sequence[Decimal], how: Aggregate, drop_high: int, drop_low: int
) -> Fraction | None:
    """The aggregate of what dropping leaves, exact; None where dropping leaves nothing."""
    kept = sorted(marks)[drop_low : len(marks) - drop_high]
    if len(marks) < drop_high + drop_low + 1:
        return None
    total = exact_sum(kept)
    match how:
        case "sum":
            return total
        # Of places the mean; how many judges it is taken for, the round knows.
        case "mean" | "places":
            return total / len(kept)
        case "median":
            middle = len(kept) // 2
            return (Fraction(kept[middle]) + Fraction(kept[~middle])) / 2
        case _:
            assert_never(how)


def exact_sum(numbers: Sequence[Decimal | Fraction]) -> Fraction:
    """The sum with nothing lost."""
    return sum((Fraction(number) for number in numbers), Fraction(0))


def counted(a_round: Round, score: Fraction | None) -> Fraction:
    """What a total takes from a panel's score, rounded or not yet; nothing where there is none.

    The score is rounded to `decimals`, then weighed, then rounded to `weighted_decimals`
    (rulebook, "From marks to a round score"): 90.666… × 0.7 is 90.67 × 0.7 = 63.469.
    """
    if score is None:
        return Fraction(0)
    weighted = rounded(score, a_round.decimals) * Fraction(a_round.weight)
    return rounded(weighted, a_round.weighted_decimals)


def rounded(number: Fraction, decimals: int | None) -> Fraction:
    """The number rounded half up to so many places; as it is where none are named."""
    return number if decimals is None else Fraction(round_half_up(number, decimals))
