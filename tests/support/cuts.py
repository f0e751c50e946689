"""The cut by number alone, as plainly as it can be said: the product must agree with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoreboard.contest.rules.ranking import Cut


def cut_states(keys: Sequence[Any], seats: int) -> list[Cut | None]:
    """Who is inside the first `seats`; None where the key is None."""
    return [None if key is None else _state(keys, key, seats) for key in keys]


def _state(keys: Sequence[Any], key: Any, seats: int) -> Cut:
    ahead = sum(1 for other in keys if other is not None and other > key)
    if ahead + sum(1 for other in keys if other == key) <= seats:
        return "in"
    return "out" if ahead >= seats else "tied"
