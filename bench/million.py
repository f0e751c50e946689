"""A very large audience that polls the board by way of a content network, simulated.

Phones ask again and again, each at times of its own (`jitter`); the network's edges answer from
what they have, for `fresh` seconds, and ask the server once when that is over, however many wait.
Both ask by ETag: what has not changed is answered without the board. The inputs are what was
measured (`python -m bench polling`), or what is chosen; the same inputs give the same result.
"""

from __future__ import annotations

import heapq
import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bench.figures import Spread, median, percentile

# Seconds of the peaks that are counted.
PEAK = 0.1
# So many edges are played out; the others are like them.
PLAYED = 4


@dataclass(frozen=True, slots=True)
class Audience:
    """Who polls, how, and how long the ways are; seconds, and bytes on the wire."""

    phones: int = 1_000_000
    edges: int = 200
    # A phone asks again after this, more or less by the share `jitter`.
    period: float = 3.0
    jitter: float = 0.5
    fresh: float = 1.0
    # From phone to edge and from edge to server, there and back.
    near: float = 0.04
    far: float = 0.15
    # Between two marks.
    news: float = 2.0
    board_bytes: int = 3_000
    unchanged_bytes: int = 200


@dataclass(frozen=True, slots=True)
class Load:
    """What comes of it.

    `late`: seconds from the commit until a phone has the board, or a newer one. `peak`: the
    phones' requests in the worst tenth of a second, over those of the average one.
    """

    phones_ask: float
    server_asked: float
    server_boards: float
    phones_bytes: float
    server_bytes: float
    late: Spread
    peak: float


def simulate(audience: Audience, seconds: float = 60, seed: int = 12, most: int = 2_000) -> Load:
    """Play so many seconds, beginning as everybody is told to scan: all ask in the first of them.

    `most`: phones of an edge that are played out; the others are like them, for an edge asks the
    server no oftener whoever else asks it.
    """
    draw = random.Random(seed)
    marks = _marks(audience, seconds, draw)
    played = min(PLAYED, audience.edges)
    phones = min(most, max(1, audience.phones // audience.edges))
    edges = [_Edge(audience, marks, draw) for _ in range(played)]
    polls: list[float] = []
    late: list[float] = []
    boards = 0
    for edge in edges:
        known = [-1] * phones
        for at, phone in _polls(audience, phones, seconds, draw):
            polls.append(at)
            arrives, version = edge.ask(at + audience.near / 2)
            if version != known[phone]:
                boards += 1
                late += [
                    arrives + audience.near / 2 - marks[one]
                    for one in range(max(0, known[phone] + 1), version + 1)
                    if known[phone] >= 0
                ]
                known[phone] = version
    share = audience.phones / (played * phones)
    fetches, fresh = sum(one.asked for one in edges), sum(one.boards for one in edges)
    of_all = audience.edges / played / seconds
    return Load(
        phones_ask=len(polls) * share / seconds,
        server_asked=fetches * of_all,
        server_boards=fresh * of_all,
        phones_bytes=_octets(audience, len(polls), boards) * share / seconds,
        server_bytes=_octets(audience, fetches, fresh) * of_all,
        late=Spread(median(late), percentile(late, 99), len(late)) if late else Spread(0, 0, 0),
        peak=_peak(polls, seconds),
    )


class _Edge:
    """One place of the network: what it has, since when, and what it asked of the server."""

    def __init__(self, audience: Audience, marks: list[float], draw: random.Random) -> None:
        self._fresh, self._far = audience.fresh, audience.far * draw.uniform(0.5, 1.5)
        self._marks = marks
        self._until = self._arrives = -1.0
        self._version: int = -2
        self.asked = self.boards = 0

    def ask(self, at: float) -> tuple[float, int]:
        """When a request that comes at this time is answered, and with which version."""
        if at >= self._until:
            # The first one asks the server; who comes before the answer waits for the same.
            self.asked += 1
            version = bisect_right(self._marks, at + self._far / 2) - 1
            self.boards += version != self._version
            self._version, self._arrives = version, at + self._far
            self._until = self._arrives + self._fresh
        return max(at, self._arrives), self._version


def _marks(audience: Audience, seconds: float, draw: random.Random) -> list[float]:
    found, at = [0.0], 0.0
    while (at := at + draw.expovariate(1 / audience.news)) < seconds:
        found.append(at)
    return found


def _polls(
    audience: Audience, phones: int, seconds: float, draw: random.Random
) -> Iterator[tuple[float, int]]:
    """When which phone asks, in order."""
    due = [(draw.uniform(0, 1), phone) for phone in range(phones)]
    heapq.heapify(due)
    while due[0][0] < seconds:
        at, phone = due[0]
        yield at, phone
        wait = audience.period * (1 + audience.jitter * draw.uniform(-1, 1))
        heapq.heapreplace(due, (at + wait, phone))


def _octets(audience: Audience, asked: int, boards: int) -> float:
    return boards * audience.board_bytes + (asked - boards) * audience.unchanged_bytes


def _peak(polls: list[float], seconds: float) -> float:
    # The first seconds are the moment of the code itself, whatever is done.
    later = Counter(int(at / PEAK) for at in polls if at > seconds / 2)
    return max(later.values()) / (sum(later.values()) / (seconds / 2 / PEAK)) if later else 0.0
