"""What a team has of its members: their sum, their mean, or the sum of the best of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from scoreboard.contest.model import Round

Figure = Decimal | Fraction
F = TypeVar("F", Decimal, Fraction)


def figures_that_count(a_round: Round, people: Sequence[Sequence[Decimal]]) -> list[Decimal]:
    """What each member was given, as far as it counts for the team; in the order given."""
    return best_of(a_round, [sum(points, Decimal(0)) for points in people])


def best_of(a_round: Round, figures: Sequence[F]) -> list[F]:
    """What the members have, as far as it counts for the team; in the order given.

    Of equal figures at the edge of the best it does not matter whose counts.
    """
    figures = list(figures)
    if a_round.team_score != "best" or a_round.best is None:
        return figures
    order = sorted(range(len(figures)), key=figures.__getitem__, reverse=a_round.better == "higher")
    kept = set(order[: a_round.best])
    return [figure for i, figure in enumerate(figures) if i in kept]


def counted_members(a_round: Round, scores: Mapping[str, Fraction | None]) -> set[str]:
    """Whose scores count for the team: of equal ones at the edge the first in the order given."""
    there = {who: score for who, score in scores.items() if score is not None}
    if a_round.team_score != "best" or a_round.best is None:
        return set(there)
    order = sorted(there, key=there.__getitem__, reverse=a_round.better == "higher")
    return set(order[: a_round.best])


def joined(a_round: Round, figures: Sequence[Figure]) -> Fraction:
    """What these come to for the team, exactly; nothing is 0."""
    total = sum((Fraction(figure) for figure in figures), Fraction(0))
    return total / len(figures) if a_round.team_score == "mean" and figures else total
