"""Waiting for a state, never for a time: the only place where tests sleep."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def until(look: Callable[[], Found | None], what: str, seconds: float = 10) -> Found:
    """What `look` finds as soon as it is true; `what` says in words what was waited for."""
    give_up = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < give_up, f"after {seconds} seconds still waiting: {what}"
        time.sleep(0.02)
