"""The lease: the first's right to acknowledge, for a moment, given by the second again and again.

The first asks, and remembers when. The second answers, and remembers when. By the first's clock its
right ends `LEASE_MS` after it asked; by the second's clock the second may write `LEASE_MS` and a
margin after it answered. It asked before it was answered, however long either took on the way: so
the right has ended before the second may write, unless one clock runs faster than the other by more
than the margin in that time. Both clocks count sleep.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf

from scoreboard.limits import LEASE_MARGIN_MS, LEASE_MS

Clock = Callable[[], float]
LEASE, MARGIN = LEASE_MS / 1000, LEASE_MARGIN_MS / 1000


def awake_clock() -> float:
    """Seconds that only ever grow, and grow while the machine sleeps."""
    # Linux; on macOS the monotonic clock of the system counts sleep, on Windows Python's own does.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if hasattr(time, name):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()


class FirstLease:
    """The first's: whether it may acknowledge now."""

    def __init__(self) -> None:
        self._asked = (0, -inf)
        self._until = -inf

    def ask(self, now: float) -> int:
        """The number of a new question, which goes to the second at once."""
        self._asked = (self._asked[0] + 1, now)
        return self._asked[0]

    def answered(self, number: int) -> None:
        """The second has answered; only the newest question counts, from when it was asked."""
        asked, at = self._asked
        if number == asked:
            self._until = max(self._until, at + LEASE)

    def drop(self) -> None:
        """What was given counts no more, nor what is still on its way."""
        self._asked, self._until = (self._asked[0] + 1, -inf), -inf

    def left(self, now: float) -> float:
        """For how many seconds it may still acknowledge; 0 or less: it may not."""
        return self._until - now


class SecondLease:
    """The second's: whether the first may still acknowledge."""

    def __init__(self, now: float) -> None:
        # Before this process began it may have answered at any time up to now.
        self._given = self._looked = now
        self._by_itself = False

    def give(self, now: float) -> None:
        """An answer goes out after this."""
        self._given, self._by_itself = now, True

    def withdraw(self) -> None:
        """The first is not armed any more: the second does nothing by itself."""
        self._by_itself = False

    def look(self, now: float) -> None:
        """To be called again and again.

        A machine that slept or stood still does not know what was decided meanwhile: somebody may
        have said that it is off. It does nothing by itself until the first has been heard again.
        """
        if now - self._looked > LEASE:
            self._by_itself = False
        self._looked = now

    @property
    def is_by_itself(self) -> bool:
        """Whether the second takes over by itself, once the first's right has ended."""
        return self._by_itself

    def ran_out(self, now: float) -> bool:
        """Whether the first's right has surely ended."""
        return now - self._given > LEASE + MARGIN

    def may_take_over(self, now: float) -> bool:
        """Whether the second may write without being told to."""
        return self._by_itself and self.ran_out(now)
