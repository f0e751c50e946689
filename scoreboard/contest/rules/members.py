"""What a team has of its members: their sum, their mean, or the sum of the best of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import Round


def figures_that_count(a_round: Round, people: Sequence[Sequence[Decimal]]) -> list[Decimal]:
    """What each member has, as far as it counts for the team; in the order given.

    Of equal figures at the edge of the best it does not matter whose counts.
    """
    figures = [sum(points, Decimal(0)) for points in people]
    if a_round.team_score != "best" or a_round.best is None:
        return figures
    order = sorted(range(len(figures)), key=figures.__getitem__, reverse=a_round.better == "higher")
    kept = set(order[: a_round.best])
    return [figure for i, figure in enumerate(figures) if i in kept]


def joined(a_round: Round, figures: Sequence[Decimal]) -> Fraction:
    """What these come to for the team, exactly; nothing is 0."""
    total = sum((Fraction(figure) for figure in figures), Fraction(0))
    return total / len(figures) if a_round.team_score == "mean" and figures else total
