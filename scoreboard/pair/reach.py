"""Whether the first laptop reaches the second where that says it is.

Following needs only the way from the second to the first. Open pages, cards, and a first that is
started again and asks whether it was taken over need the way back, too.
"""

from __future__ import annotations

from math import inf

from scoreboard.limits import REACH_SECONDS
from scoreboard.storage.writable import Reason

# Seconds: between two tries while it is not reached; and before it is said, for a second laptop
# that has just begun to follow serves a moment later.
AGAIN, PATIENCE = 2.0, 3.0


class Reach:
    """What became of the tries. Times are of the pair's clock."""

    def __init__(self) -> None:
        self._tried = -inf
        self._failing_since = inf
        self._why: Reason | None = None

    def is_due(self, now: float) -> bool:
        """Whether it is time for another try."""
        return now - self._tried >= (REACH_SECONDS if self._why is None else AGAIN)

    def try_soon(self) -> None:
        """Another laptop follows, or the same one anew, from where it may be."""
        self._tried = -inf

    def took(self, now: float, why: Reason | None) -> None:
        """A try was made; `why` it failed, or None."""
        self._tried, self._why = now, why
        self._failing_since = inf if why is None else min(self._failing_since, now)

    def trouble(self, now: float) -> Reason | None:
        """Why it is not reached, once that is more than the moment in which it starts."""
        return self._why if now - self._failing_since >= PATIENCE else None
