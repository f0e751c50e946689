"""How long a server takes from its command to its first board, with a short ledger and a long one.

How to read it: the floor is a server of the same event whose ledger is short; the difference
is what reading the ledger costs.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import bulk
from bench.figures import Figure, spread
from bench.progress import say
from bench.sizes import Sizes
from bench.wall import Asker, posted
from tests.support.server import Server

FEW, ENTRIES, ENTRIES_LONG = 100, 10_000, 100_000
REPEATS = 3


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Seconds to the first board."""
    entries = ENTRIES_LONG if sizes.long else ENTRIES
    with tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder:
        empty, full = (Server(Path(folder) / name, fresh=True) for name in ("empty", "full"))
        for server, count in ((empty, FEW), (full, entries)):
            say(f"   writing {count} entries")
            with server.at_home() as services:
                bulk.write(services, count)
        short, long = [], []
        for _ in range(REPEATS):
            short.append(_first_board(empty))
            long.append(_first_board(full))
        for server in (empty, full):
            server.stop()
    yield Figure(
        f"starting/{entries}", f"command to first board, {entries:,} entries", "s", spread(long),
        spread(short), f"a server of the same event with {FEW} entries",
    )  # fmt: skip


def _first_board(server: Server) -> float:
    since = time.monotonic()
    server.start()
    posted(Asker(f"127.0.0.1:{server.port}").get(f"/api/v1/events/{bulk.SLUG}/board"))
    took = time.monotonic() - since
    server.kill()
    return took
