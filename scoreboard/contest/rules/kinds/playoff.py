"""A play-off: a round of points between the teams that share a place (rulebook, "Who goes on")."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoreboard.contest.model import PlayOffRound, RoundForm, ScoredBy
from scoreboard.contest.rules.kinds.points import Points

# What a play-off is held with; its entry keeps it, so that another day may hold it otherwise.
USUAL: Mapping[str, Any] = {"min": "-1000", "max": "1000", "awards": ["1", "-1"]}


class PlayOff(Points):
    """Points that order the tied teams and count in no total."""

    form: RoundForm = "playoff"
    settles = True


def playoff_round(round_id: str, detail: Mapping[str, Any], scored_by: ScoredBy) -> PlayOffRound:
    """The round that the detail of an entry opens."""
    return PlayOffRound(
        id=round_id,
        name=detail["name"],
        kind="points",
        min=Decimal(detail["min"]),
        max=Decimal(detail["max"]),
        awards=tuple(map(Decimal, detail["awards"])),
        scored_by=scored_by,
    )
