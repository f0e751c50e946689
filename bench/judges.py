"""Marks a second with one judge, ten and fifty, each of whom sends the next when one is answered.

How to read it: the floor is a bare route of the same framework and server that commits one row,
asked by as many. A rate is better when it is higher: its ratio is a share of the floor.
"""

from __future__ import annotations

import selectors
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.contests import contest
from bench.figures import Figure, Spread, median, percentile, spread
from bench.floor import bare
from bench.sizes import Sizes
from bench.wall import Asker, posted

JUDGES = (1, 10, 50)
SECONDS = 4.0
# Taken in turn, so that what else the machine does falls on both.
TURNS = 3
FLOOR = "a bare route of the same framework that commits one row, asked by as many"


def measure(sizes: Sizes) -> Iterator[Figure]:
    """How many marks a second, and how long each judge waits."""
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder,
        contest(Path(folder), 60, max(JUDGES)) as hall,
        bare("route", Path(folder)) as plain,
    ):
        for count in JUDGES:
            row = plain.row_bytes()
            ours, theirs = Side(), Side()
            nth = 0

            def mark() -> bytes:
                nonlocal nth
                nth += 1
                return hall.mark_bytes(nth)

            for _ in range(TURNS):
                seconds = max(0.5, SECONDS * sizes.share / TURNS)
                ours.add(closed_loop(hall.host, mark, count, seconds))
                theirs.add(closed_loop(plain.host, lambda row=row: row, count, seconds))
            whose = "1 judge" if count == 1 else f"{count} judges"
            yield Figure(
                f"judges/{count}/rate", f"marks with {whose}", "a second", ours.rate, theirs.rate,
                FLOOR,
            )  # fmt: skip
            yield Figure(
                f"judges/{count}/waits", f"a mark's answer with {whose}", "ms",
                spread(ours.waits, 1000), spread(theirs.waits, 1000), FLOOR,
            )  # fmt: skip


class Side:
    """What was found turn by turn."""

    def __init__(self) -> None:
        self.rates: list[float] = []
        self.waits: list[float] = []

    def add(self, found: tuple[float, list[float]]) -> None:
        """One more turn, as `closed_loop` has found it."""
        self.rates.append(found[0])
        self.waits += found[1]

    @property
    def rate(self) -> Spread:
        """The median turn; the worst stands for what 99 % are not under."""
        return Spread(median(self.rates), percentile(self.rates, 1), len(self.rates))


def closed_loop(
    host: str, request: Callable[[], bytes], count: int, seconds: float
) -> tuple[float, list[float]]:
    """So many ask again and again, each when it was answered: answers a second, and each's wait.

    Raises RuntimeError where one is refused.
    """
    askers = [Asker(host) for _ in range(count)]
    waits: list[float] = []
    with selectors.DefaultSelector() as selector:
        asked = {}
        start = time.monotonic()
        for asker in askers:
            selector.register(asker.socket, selectors.EVENT_READ, asker)
            asked[asker] = time.monotonic()
            asker.socket.sendall(request())
        end = start + seconds
        while selector.get_map():
            for key, _ in selector.select():
                asker, now = key.data, time.monotonic()
                for answer in _answers(asker):
                    posted(answer)
                    waits.append(now - asked[asker])
                    if now < end:
                        asked[asker] = time.monotonic()
                        asker.socket.sendall(request())
                    else:
                        selector.unregister(asker.socket)
                        break
        gone = time.monotonic() - start
    for asker in askers:
        asker.close()
    return len(waits) / gone, waits


def _answers(asker: Asker) -> list[tuple[int, bytes, bytes]]:
    data = asker.socket.recv(65536)
    if not data:
        raise ConnectionError("the server ended a connection that was asked on")
    return list(asker.answers.feed(data))
