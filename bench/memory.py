"""What a phone costs the server in memory, and whether an hour of them costs more.

How to read it: the difference that phones make to the resident memory of the server and all its
children, by `/proc`. The hour is compressed, as many marks as it has and phones that come and go,
unless it is asked for whole (`--long`); its floor is the same server as the hour begins.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.contests import Contest, contest
from bench.figures import Figure, single
from bench.hall import Phones, phones
from bench.processes import memory_of
from bench.progress import say
from bench.sizes import Sizes
from bench.wall import Wall

# As many as a judge of five gives in an hour, a mark every six seconds.
MARKS = 600
PAUSE = 0.02
LONG_PAUSE = 6.0
# So many of a hundred leave and come anew, so often in the hour.
CHURN, TIMES = 20, 6
WARM = 30


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Kilobytes for a phone, and what is left of an hour."""
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder,
        contest(Path(folder)) as hall,
        phones(hall.server.port) as there,
    ):
        wall = Wall(hall.host, hall.auth("display"))
        # What a server takes once, whoever comes.
        there.join("first", [hall.auth("audience")], WARM)
        there.wait("first", WARM, 60, wall)
        _marks(hall, wall, 0, WARM, PAUSE)
        without = memory_of(hall.server.pid)
        many = sizes.phones
        there.join("phones", [hall.auth("audience")], many, rate=200)
        there.wait("phones", many, 60 + many / 10, wall)
        _marks(hall, wall, WARM, WARM, 0.1)
        begun = memory_of(hall.server.pid)
        each = (begun - without) / many / 1000
        note = f"{begun / 1e6:.0f} MB in all with {many:,} phones, {without / 1e6:.0f} without"
        yield Figure(
            "memory/phone", f"memory for each of {many:,} phones", "kB", single(each), note=note
        )
        says_bare = f"memory of the server without phones ({WARM} came before)"
        yield Figure("memory/server", says_bare, "MB", single(without / 1e6))
        whole = f"memory of the server with {many:,} phones"
        yield Figure("memory/all", whole, "MB", single(begun / 1e6))
        says = "an hour" if sizes.long else "an hour, compressed"
        say(f"   {says} of {many} phones")
        since = time.monotonic()
        highest = _hour(hall, wall, there, sizes)
        ended = memory_of(hall.server.pid)
        wall.close()
    gone = (time.monotonic() - since) / 60
    yield Figure(
        "memory/hour", f"memory of the server after {says} of {many:,} phones", "MB",
        single(ended / 1e6), single(begun / 1e6), "as the hour began",
        note=f"{gone:.1f} minutes, {sizes.repeats(MARKS)} marks, highest {highest / 1e6:.0f} MB",
    )  # fmt: skip


def _hour(hall: Contest, wall: Wall, there: Phones, sizes: Sizes) -> int:
    """Marks, and phones that come and go; the highest that the memory was."""
    marks, highest = sizes.repeats(MARKS), 0
    leaving = sizes.phones * CHURN // 100
    for turn in range(TIMES):
        there.ask("leave", group="phones", count=leaving)
        there.join("phones", [hall.auth("audience")], leaving, rate=100)
        pause = LONG_PAUSE if sizes.long else PAUSE
        _marks(hall, wall, 2 * WARM + turn * marks, marks // TIMES, pause)
        there.wait("phones", sizes.phones, 60, wall)
        highest = max(highest, memory_of(hall.server.pid))
    return highest


def _marks(hall: Contest, wall: Wall, first: int, count: int, pause: float) -> None:
    for nth in range(count):
        wall.mark(hall.mark_bytes(first + nth))
        wall.idle(pause)
