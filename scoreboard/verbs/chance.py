"""Chance: the core has none, so what is drawn is drawn here, and its outcome is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom


def shuffled(teams: Sequence[str]) -> list[str]:
    """The teams in an order that nobody can foresee: the only chance there is."""
    drawn = list(teams)
    SystemRandom().shuffle(drawn)
    return drawn
