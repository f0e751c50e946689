"""Marks and awards to round scores: dropping, aggregate, weight (rulebook, "From marks…")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from scoreboard.contest.model import Aggregate, Round
from scoreboard.contest.numbers import on_step, plain, round_half_up
from scoreboard.contest.words import refuse


@dataclass(frozen=True, slots=True)
class RoundScore:
    """What a team has from one round.

    `score` is the panel's, rounded where the round says so, and None while there is nothing to
    say; `counted` is what the total takes: that, weighted, and rounded again where the round says
    so. `dropped` are the ids of judges whose mark was left out; `provisional` says whether marks
    are still missing.
    """

    score: Fraction | None
    counted: Fraction
    provisional: bool = False
    dropped: frozenset[str] = frozenset()

    def settled(self) -> RoundScore:
        """The same score, with nothing more to come."""
        return replace(self, provisional=False)


NO_SCORE = RoundScore(None, Fraction(0))


def check_mark(a_round: Round, value: Decimal) -> None:
    """Raises Refusal for a mark below min, above max or off the step; never clamps it."""
    check_limits(a_round, value, "value")
    if not on_step(value, a_round.min, a_round.step):
        raise refuse(
            "Marks go in steps of %(step)s from %(min)s.",
            field="value",
            step=plain(a_round.step),
            min=plain(a_round.min),
        )


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
    total = sum(map(Fraction, kept), Fraction(0))
    match how:
        case "sum":
            return total
        case "mean":
            return total / len(kept)
        case "median":
            middle = len(kept) // 2
            return (Fraction(kept[middle]) + Fraction(kept[~middle])) / 2
        case _:
            assert_never(how)


def judged_score(
    a_round: Round, marks: Mapping[str, Decimal], waited_for: Sequence[str]
) -> RoundScore:
    """A judged round's score for one team from its marks by judge id.

    `waited_for` are the judges whose mark counts or is still to come: neither recused nor excused.
    With fewer marks than dropping needs the score is None.
    """
    present = {judge: marks[judge] for judge in waited_for if judge in marks}
    exact = aggregate_marks(
        list(present.values()), a_round.aggregate, a_round.drop_high, a_round.drop_low
    )
    dropped = dropped_judges(a_round, present) if exact is not None else frozenset[str]()
    provisional = len(present) < len(waited_for) or (exact is None and bool(waited_for))
    score = None if exact is None else rounded(exact, a_round.decimals)
    return RoundScore(score, counted(a_round, score), provisional, dropped)


def dropped_judges(a_round: Round, marks: Mapping[str, Decimal]) -> frozenset[str]:
    """Whose marks dropping leaves out; of equal marks the first in the order of judges."""
    order = sorted(marks, key=lambda judge: marks[judge])
    high = sorted(marks, key=lambda judge: -marks[judge])[: a_round.drop_high]
    low = [judge for judge in order if judge not in high][: a_round.drop_low]
    return frozenset(high + low)


def points_score(a_round: Round, points: Iterable[Decimal]) -> RoundScore:
    """A points round's score for one team: the sum of what was awarded and deducted."""
    score = rounded(sum(map(Fraction, points), Fraction(0)), a_round.decimals)
    return RoundScore(score, counted(a_round, score))


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
