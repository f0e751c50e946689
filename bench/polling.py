"""What a phone or a content network gets that polls the board: bytes and answers a second.

How to read it: bytes on the wire with the answer's head, compressed where the server does so. The
floor of the rate is a bare route of the same framework that answers the whole board from memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import wire
from bench.contests import SLUG, contest
from bench.figures import Figure, single
from bench.floor import bare as bare_server
from bench.judges import Side, closed_loop
from bench.sizes import Sizes
from bench.wall import Asker

TEAMS, JUDGES = 20, 5
CONNECTIONS, SECONDS, TURNS = 20, 3.0, 3
FLOOR = "a bare route of the same framework that answers the whole board from memory"
BOARD, SCENE = f"/api/v1/events/{SLUG}/board", f"/api/v1/events/{SLUG}/scene?polled=1"


def measure(sizes: Sizes) -> Iterator[Figure]:
    """A board, one that has not changed, a scene; and how many a second."""
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder,
        contest(Path(folder), TEAMS, JUDGES, entries=TEAMS * JUDGES) as hall,
        bare_server("route", Path(folder)) as plain,
    ):
        asker = Asker(hall.host)
        for key, says, path in (("board", "the board", BOARD), ("scene", "the scene", SCENE)):
            _, head, body = asker.get(path)
            size = len(head) + len(body)
            yield Figure(
                f"polling/{key}", f"{says} of {TEAMS} teams by HTTP", "bytes", single(size)
            )
            known = {"If-None-Match": wire.field_of(head, "etag")}
            status, head, rest = asker.get(path, known)
            size, again = len(head) + len(rest), f"{says}, unchanged ({status})"
            yield Figure(f"polling/{key}-unchanged", again, "bytes", single(size))
            if key == "board":
                plain.keep(body, "application/json")
                request = wire.request_bytes("GET", hall.host, path, known)
        kept = wire.request_bytes("GET", plain.host, "/kept")
        ours, theirs = Side(), Side()
        for _ in range(TURNS):
            seconds = max(0.5, SECONDS * sizes.share / TURNS)
            ours.add(closed_loop(hall.host, lambda: request, CONNECTIONS, seconds))
            theirs.add(closed_loop(plain.host, lambda: kept, CONNECTIONS, seconds))
    yield Figure(
        "polling/rate", "the board asked for by its ETag", "a second", ours.rate, theirs.rate, FLOOR
    )
