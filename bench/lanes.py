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
from pathlib import Path

from bench.browser import Paths, paths_of
from bench.figures import Figure, Spread, spread
from bench.hall import SLUG, Contest, Phones, Told, Wall, contest, phones
from bench.progress import say
from bench.sizes import Sizes

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

    def mark(self) -> Told:
        """A pause and a mark."""
        self.wall.idle(self._draw.uniform(*PAUSES))
        self._nth += 1
        return self.wall.mark(self._hall.mark_bytes(self._nth))

    def marks(self, count: int) -> list[Told]:
        """So many of them."""
        return [self.mark() for _ in range(count)]


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
        found: dict[str, tuple[str, list[Told], str]] = {}
        for many in sizes.halls(100, sizes.phones):
            say(f"   {count} marks with {many} phones")
            _join(there, hall, many, None, 200)
            said = f"with {many:,} phones"
            found[f"{many}"] = (said, judge.marks(count), "")
            _leave(there, judge)
        for rate, says in JOINS:
            say(f"   {sizes.phones} phones join {says}")
            told, note = _joining(there, hall, judge, paths, sizes.phones, rate)
            name = f"joining-{rate:.0f}" if rate else "joining-at-once"
            found[name] = (f"while {sizes.phones:,} join {says}", told, note)
            _leave(there, judge)
        none += judge.marks(count)
        judge.wall.close()
    for key, (says, told, note) in found.items():
        yield _figure(
            f"lanes/{key}/wall", f"POST to the wall {says}", _wall(told), _wall(none), note
        )
        yield _figure(
            f"lanes/{key}/judge", f"POST to its answer {says}", _judge(told), _judge(none)
        )


def _joining(
    there: Phones, hall: Contest, judge: Judge, paths: Paths, many: int, rate: float
) -> tuple[list[Told], str]:
    """The marks until all are in, and how long the last took to come in."""
    _join(there, hall, many, paths, rate)
    told: list[Told] = []
    looked = since = time.monotonic()
    while True:
        told.append(judge.mark())
        now = time.monotonic()
        if now - looked > 1:
            looked = now
            state = there.ask("state", group="phones")
            if state["inside"] >= many:
                break
            if now - since > LONGEST_JOIN:
                break
    joins = spread(state["joins"]) if state["joins"] else Spread(0, 0, 0)
    return told, (
        f"{state['inside']:,} of {many:,} in after {now - since:.0f} s; page to socket "
        f"{joins.median:.1f} s, p99 {joins.p99:.1f} s; {state['refused']} asked to come again; "
        f"{state['requests'] / max(1, many):.0f} requests each"
    )


def _join(there: Phones, hall: Contest, many: int, paths: Paths | None, rate: float) -> None:
    page, files = (paths.page, paths.files) if paths else ("", ())
    there.join("phones", [hall.auth("audience")], many, rate=rate, page=page, files=files)
    if paths is None:
        there.wait("phones", many, 60)


def _leave(there: Phones, judge: Judge) -> None:
    there.ask("leave", group="phones", count=0)
    there.ask("forget", group="phones")
    # The server notices, and nothing of it falls into what is measured next.
    judge.wall.idle(3)


def _wall(told: list[Told]) -> Spread:
    return spread([one.seen for one in told], 1000)


def _judge(told: list[Told]) -> Spread:
    return spread([one.answered for one in told], 1000)


def _figure(key: str, says: str, value: Spread, none: Spread, note: str = "") -> Figure:
    return Figure(key, says, "ms", value, none, FLOOR, "p99", note)
