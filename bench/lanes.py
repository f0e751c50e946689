"""From a judge's POST to the wall while phones are there, and while they come.

How to read it: the floor is the same without a single phone, before and after, on the same server;
the ratio is that of the p99s, for one late board is what the hall sees. Phones come as browsers do:
the page, its files over up to six connections, then the socket.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.browser import Paths, paths_of
from bench.contests import SLUG, Contest, contest
from bench.figures import Figure, Spread, single, spread
from bench.hall import Phones, phones
from bench.progress import say
from bench.sizes import Sizes
from bench.wall import TimedMark, Wall

MARKS = 150
# Between two marks, by chance, so that they fall anywhere into the phones' pauses.
PAUSES = (0.05, 0.15)
JOINS = ((33.0, "33 a second"), (100.0, "100 a second"), (0.0, "all at once"))
LONGEST_JOIN = 90.0
FLOOR = "the same with no phones, before and after"


class Judge:
    """One who marks without end, and the wall beside."""

    def __init__(self, hall: Contest) -> None:
        self._hall = hall
        self._nth = 0
        self._draw = random.Random(12)
        self.wall = Wall(hall.host, hall.auth("display"))

    def mark(self) -> TimedMark:
        """A pause and a mark."""
        self.wall.idle(self._draw.uniform(*PAUSES))
        self._nth += 1
        return self.wall.mark(self._hall.mark_bytes(self._nth))

    def marks(self, count: int) -> list[TimedMark]:
        """So many of them."""
        return [self.mark() for _ in range(count)]


@dataclass(frozen=True, slots=True)
class Phase:
    """What was marked while something was the case; `let_in`: phones a second, where they came."""

    key: str
    says: str
    marks: list[TimedMark]
    note: str = ""
    let_in: float = 0


def measure(sizes: Sizes) -> Iterator[Figure]:
    """The wall and the judge with no phones, with some and with many, and while they come."""
    count = sizes.repeats(MARKS)
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder,
        contest(Path(folder)) as hall,
        phones(hall.server.port) as there,
    ):
        paths = paths_of(hall.server, f"/e/{SLUG}")
        judge = Judge(hall)
        judge.marks(5)
        say(f"   {count} marks with no phones")
        none = judge.marks(count)
        phases = [
            *(_with(there, hall, judge, many, count) for many in sizes.halls(100, sizes.phones)),
            *(_joining(there, hall, judge, paths, sizes.phones, *one) for one in JOINS),
        ]
        none += judge.marks(count)
        judge.wall.close()
    for one in phases:
        yield from _figures(one, none)


def _with(there: Phones, hall: Contest, judge: Judge, many: int, count: int) -> Phase:
    """So many marks with so many phones."""
    say(f"   {count} marks with {many} phones")
    there.join("phones", [hall.auth("audience")], many, rate=200)
    there.wait("phones", many, 60, judge.wall)
    marks = judge.marks(count)
    _leave(there, judge)
    return Phase(f"{many}", f"with {many:,} phones", marks)


def _joining(
    there: Phones, hall: Contest, judge: Judge, paths: Paths, many: int, rate: float, says: str
) -> Phase:
    """Marks until all are in."""
    say(f"   {many} phones join {says}")
    auths = [hall.auth("audience")]
    there.join("phones", auths, many, rate=rate, page=paths.page, files=paths.files)
    marks: list[TimedMark] = []
    looked = since = now = time.monotonic()
    state = {"inside": 0}
    while state["inside"] < many and now - since < LONGEST_JOIN:
        marks.append(judge.mark())
        now = time.monotonic()
        if now - looked > 1:
            looked, state = now, there.ask("state", group="phones")
    _leave(there, judge)
    joins = spread(state["joins"]) if state["joins"] else Spread(0, 0, 0)
    note = (
        f"{state['inside']:,} of {many:,} in after {now - since:.0f} s; page to socket "
        f"{joins.median:.1f} s, p99 {joins.p99:.1f} s; {state['refused']} asked to come again; "
        f"{state['requests'] / max(1, many):.0f} requests each"
    )
    key = f"joining-{rate:.0f}" if rate else "joining-at-once"
    return Phase(key, f"while {many:,} join {says}", marks, note, state["inside"] / (now - since))


def _leave(there: Phones, judge: Judge) -> None:
    there.ask("leave", group="phones", count=0)
    there.ask("forget", group="phones")
    # The server notices, and nothing of it falls into what is measured next.
    judge.wall.idle(3)


def _figures(one: Phase, none: list[TimedMark]) -> Iterator[Figure]:
    for key, says, of in (("wall", "the wall", "seen"), ("judge", "its answer", "answered")):
        value, floor = (
            spread([getattr(mark, of) for mark in each], 1000) for each in (one.marks, none)
        )
        note = one.note if key == "wall" else ""
        yield Figure(
            f"lanes/{one.key}/{key}", f"POST to {says} {one.says}", "ms", value, floor, FLOOR,
            "p99", note,
        )  # fmt: skip
    if one.let_in:
        says = f"phones that come in {one.says}"
        yield Figure(f"lanes/{one.key}/let-in", says, "a second", single(one.let_in))
