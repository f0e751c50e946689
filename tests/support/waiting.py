"""Waiting for a state, never for a time: the only place where tests sleep."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TypeVar

# Seconds that a state is waited for, wherever it is waited for: a wait that is met costs nothing,
# and where others use the machine too everything may take ten times as long.
PATIENCE = 30

Found = TypeVar("Found")


def until(look: Callable[[], Found | None], what: str, seconds: float = PATIENCE) -> Found:
    """What `look` finds as soon as it is true; `what` says in words what was waited for."""
    give_up, rest = time.monotonic() + seconds, 0.02
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < give_up, f"after {seconds} seconds still waiting: {what}"
        time.sleep(rest)
        # Whoever looks at a page keeps its browser from what is waited for.
        rest = min(rest * 1.3, 0.2)


def allowed(seconds: float) -> float:
    """What a promise in seconds comes to here: it is made of a machine that has its cores free.

    Where more processes want to run than there are cores, each takes so much longer.
    """
    return seconds * max(1, os.getloadavg()[0] / (os.cpu_count() or 1))
