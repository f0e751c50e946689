"""How the garbage collector looks through the memory of a server."""

from __future__ import annotations

import gc

# New objects before the young are looked through, such passes before the middle-aged are, and such
# again before all are. A board of 600 teams is some 50,000 objects: by Python's own numbers all of
# the memory would be looked through after every mark or two, which costs more than to draw it.
YOUNG, MIDDLE, ALL = 10_000, 20, 50


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
