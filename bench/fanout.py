"""From a judge's POST to the last of many phones, beside a bare loop of sends to as many.

How to read it: the floor is a program that writes the same board, prepared, to as many sockets of
the same client, mark by mark in turn with the scoreboard; it neither commits nor ranks. The ratio
is that of the medians.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import wire
from bench.contests import SLUG, contest
from bench.figures import Figure, spread
from bench.floor import bare
from bench.hall import Phones, phones
from bench.sizes import Sizes
from bench.wall import Asker, Wall

MARKS = 40
# The phones' lane rests between two boards; a mark after it is told at once.
REST_SECONDS = 0.4
BOARD = f"/api/v1/events/{SLUG}/board"
PATIENCE = 20.0
FLOOR = "a bare loop of `send` over as many sockets of the same client (no commit, no ranking)"


def measure(sizes: Sizes) -> Iterator[Figure]:
    """One figure for each number of phones."""
    for count in sizes.halls(100, 500, 1000, 2000):
        yield from _size(count, sizes.repeats(MARKS))


def _size(count: int, marks: int) -> Iterator[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder,
        contest(Path(folder)) as hall,
        bare("broadcast", Path(folder)) as plain,
        phones(hall.server.port) as ours,
        phones(plain.port) as theirs,
    ):
        ours.join("phones", [hall.auth("audience")], count, rate=200)
        theirs.join("phones", [hall.auth("audience")], count, rate=400)
        state = ours.wait("phones", count, 60 + count / 20)
        theirs.wait("phones", count, 60)
        wall = Wall(hall.host, hall.auth("display"))
        _, _, board = Asker(hall.host).get(BOARD, {"Accept-Encoding": "identity"})
        floor = Floor(plain.host, board, theirs)
        last, first, bare_last = [], [], []
        for nth in range(marks):
            wall.idle(REST_SECONDS)
            told = wall.mark(hall.mark_bytes(nth))
            heard = _heard(ours, told.version, count)
            last.append(heard[-1] - told.since)
            first.append(heard[0] - told.since)
            bare_last.append(floor.last(count))
        wall.close()
    warm = min(3, marks // 2)
    how = "compressed for each" if state["deflate"] else "offer compression, get none"
    yield Figure(
        f"fanout/{count}/last",
        f"POST to the last of {count:,} phones",
        "ms",
        spread(last[warm:], 1000),
        spread(bare_last[warm:], 1000),
        FLOOR,
        note=f"to the first phone {spread(first[warm:], 1000).median:.1f} ms; phones {how}",
    )


class Floor:
    """The bare program with its own phones."""

    def __init__(self, host: str, board: bytes, there: Phones) -> None:
        self._host, self._asker = host, Asker(host)
        self._board, self._there = json.loads(board), there
        self._version = 0

    def last(self, count: int) -> float:
        """Seconds until the last of them has one more board."""
        self._version += 1
        said = ["board", self._board | {"version": self._version}]
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        request = wire.request_bytes("POST", self._host, "/", body=body)
        since = time.monotonic()
        self._asker.ask(request)
        return _heard(self._there, self._version, count)[-1] - since


def _heard(there: Phones, version: int, count: int) -> list[float]:
    heard = there.ask("heard", group="phones", version=version, patience=PATIENCE)
    if heard["missing"] or len(heard["times"]) < count:
        raise TimeoutError(f"{count - len(heard['times'])} phones did not hear of {version}")
    times: list[float] = heard["times"]
    return times
