"""The best others across groups, compared with each other (contract, "Groups", further).

They are compared by their total, or by its mean over the rounds that they have a score in, exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import BestBy, BreakTies
from scoreboard.contest.rules.going_on import Counted, Edge
from scoreboard.contest.rules.ranking import groups
from scoreboard.contest.rules.tie_breaks import Evidence
from scoreboard.contest.rules.ties import Ranked, TieBreaking, break_ties

Key = tuple[int, Fraction]


@dataclass(frozen=True, slots=True)
class Compared:
    """The others by position: each against the edge, how they are ranked, and what parted whom."""

    states: list[Counted | None]
    ranked: Ranked
    decided_by: list[str | None]


def key_of(
    total: Fraction | Decimal, rounds: int, best_by: BestBy, *, lower: bool, behind: int = 0
) -> Key:
    """What the others are ranked by, greater is better; `rounds` are those with a score."""
    value = Fraction(total)
    if best_by == "mean":
        value /= max(1, rounds)
    return -behind, -value if lower else value


def compare(
    keys: Sequence[Key | None],
    evidence: Sequence[Evidence],
    seats: int,
    tie_breaks: Sequence[str],
    scope: BreakTies,
    resolutions: Sequence[str] = (),
) -> Compared:
    """Who of the others goes on; `scope` is where the event's tie-breaks apply."""
    edge = Edge(seats, [True] * len(keys), [""] * len(keys))
    # The order of the others matters where they begin and end to go on, and nowhere else.
    how = TieBreaking(tie_breaks if scope != "first" else (), "cut", edge, resolutions)
    ranked = break_ties(keys, evidence, how)
    states = edge.states(ranked.keys)
    parted = _parted(keys, states)
    by = [rank.decided_by if rank and i in parted else None for i, rank in enumerate(ranked.ranks)]
    return Compared(states, ranked, by)


def _parted(keys: Sequence[Key | None], states: Sequence[Counted | None]) -> set[int]:
    """The positions with an equal key of which some go on and some do not."""
    found: set[int] = set()
    for _, level in groups(keys):
        if len({state.cut for i in level if (state := states[i])}) > 1:
            found |= set(level)
    return found
