"""Waiting for a state, never for a time: the only place where tests sleep."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

# Seconds that a state is waited for, wherever it is waited for: a wait that is met costs nothing,
# and where others use the machine too everything may take ten times as long.
PATIENCE = 30

Found = TypeVar("Found")


def until(look: Callable[[], Found | None], what: str, seconds: float = PATIENCE) -> Found:
    """What `look` finds as soon as it is true; `what` says in words what was waited for."""
    give_up = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < give_up, f"after {seconds} seconds still waiting: {what}"
        time.sleep(0.02)
