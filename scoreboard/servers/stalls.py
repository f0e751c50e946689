"""A watch over the loop: whoever holds it up for long is not answered, and neither is anybody."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from scoreboard.limits import STALL_MS

# Often enough to tell a stall from its end, and nothing beside what a loop does.
LOOK_SECONDS = 0.05

log = logging.getLogger(__name__)


class StallWatch:
    """Looks at the clock again and again; what comes late by more than a limit is logged."""

    def __init__(
        self, sleep: Callable[[float], object], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        # How many were logged, and the longest so far, in milliseconds.
        self.count = 0
        self.longest = 0.0

    def look(self) -> None:
        """Sleep once, and say so if that took much longer than it should."""
        before = self._clock()
        self._sleep(LOOK_SECONDS)
        late = (self._clock() - before - LOOK_SECONDS) * 1000
        self.longest = max(self.longest, late)
        if late > STALL_MS:
            self.count += 1
            log.warning("nobody was answered for %.0f ms: the loop was held up", late)

    def figures(self) -> dict[str, float]:
        """What is told of it to Prometheus."""
        return {"count": self.count, "longest_seconds": self.longest / 1000}

    def run(self) -> None:
        """Look until the process ends."""
        while True:
            self.look()
