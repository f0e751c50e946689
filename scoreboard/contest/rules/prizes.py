"""Prizes: the best teams first, by counting teams and never by the printed place.

Contract, "Prizes": a share is of the placed teams, each prize rounded by itself. A tie across the
edge of a prize is a tie until it is settled; what it takes of the next prize is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoreboard.contest.model import Prize
from scoreboard.contest.rules.going_on import share_of
from scoreboard.contest.rules.ranking import groups


@dataclass(frozen=True, slots=True)
class PrizeTie:
    """Positions that are tied for the last `left` of a prize."""

    prize: str
    positions: tuple[int, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Awarded:
    """Each position's prize, None without one and while it is tied across an edge."""

    prizes: list[str | None]
    ties: list[PrizeTie] = field(default_factory=list)


def award(
    keys: Sequence[Any],
    totals: Sequence[Fraction | Decimal | None],
    prizes: Sequence[Prize],
    together: Collection[frozenset[int]] = (),
    *,
    lower_is_better: bool = False,
) -> Awarded:
    """Who gets which of the prizes, by keys of which a greater one is better; None takes none.

    Equal keys are still tied. Those in one of `together` take the better prize all together,
    which enlarges it; the prizes after it keep their number. `at_least` is the most that is
    enough where `lower_is_better`.
    """
    awarded = Awarded([None] * len(keys))
    waiting = [group for _, group in groups(keys)]
    placed, taken = sum(map(len, waiting)), 0
    for prize in prizes:
        number = _number(prize, placed)
        # A tie across the edge before takes some of this prize, whoever of them gets it.
        room, taken = max(0, number - taken), max(0, taken - number)
        while waiting and room > 0 and _reaches(prize, totals[waiting[0][0]], lower_is_better):
            group = waiting.pop(0)
            fits = len(group) <= room
            if fits or frozenset(group) in together:
                for position in group:
                    awarded.prizes[position] = prize.id
                room = room - len(group) if fits else 0
            else:
                awarded.ties.append(PrizeTie(prize.id, tuple(group), room))
                room, taken = 0, len(group) - room
    return awarded


def _number(prize: Prize, placed: int) -> int:
    """How many teams a prize is for at most; all where a threshold says it, and for the rest."""
    if prize.count is not None:
        return prize.count
    return placed if prize.share is None else share_of(prize.share, placed, prize.rounding)


def _reaches(prize: Prize, total: Fraction | Decimal | None, lower_is_better: bool) -> bool:
    if prize.at_least is None or total is None:
        return prize.at_least is None
    return total <= prize.at_least if lower_is_better else total >= prize.at_least
