"""How the garbage collector looks through the memory of a server."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from scoreboard.limits import QUIET_SECONDS, UNSEEN_SECONDS

# New objects before the young are looked through, such passes before the middle-aged are, and such
# again before all are. A board of 600 teams is some 50,000 objects: by Python's own numbers all of
# the memory would be looked through after every mark or two, which costs more than to draw it. A
# pass holds everybody up, so that it is small: what a thousand phones bring is looked through twice
# either way, by passes of 50,000 objects for 12 to 40 ms each time, by these for one to three. All
# are looked through in a quiet moment, and by themselves only where none comes.
YOUNG, MIDDLE, ALL = 2_000, 5, 5_000
# So many passes through the middle-aged have left a quarter of a million objects that nobody has
# looked at since.
DUE = 25


def begin() -> None:
    """Look through nothing until `settle`: what a start imports stays, and is a lot."""
    gc.disable()


def settle() -> None:
    """Keep what the start has made out of every later pass, and make these rare.

    To look through it again and again would hold up a mark by a tenth of a second each time.
    """
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(YOUNG, MIDDLE, ALL)


class Tidy:
    """Looks through the memory when nobody of the hall would notice.

    `quiet` says for how many seconds nothing has been written or asked for. A thousand phones that
    have come are some hundred milliseconds of looking, all that there is some hundred more.
    """

    def __init__(
        self, quiet: Callable[[], float], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._quiet = quiet
        self._clock = clock
        self._last = clock()

    def look(self) -> bool:
        """Whether all was looked through now; to be asked once in a while.

        Where much is new, that alone is looked through. What is still there afterwards is kept out
        of the passes until all is looked through.
        """
        since = self._clock() - self._last
        whole = since >= UNSEEN_SECONDS
        quiet = self._quiet()
        # Where there is never a quiet moment, one between two requests must do.
        if quiet < (QUIET_SECONDS if since < 2 * UNSEEN_SECONDS else 0):
            return False
        if whole:
            gc.unfreeze()
        elif gc.get_count()[2] < DUE:
            return False
        gc.collect()
        gc.freeze()
        if whole:
            self._last = self._clock()
        return whole
