"""What is lost when a server is killed or stopped: `python -m bench faults` prints the table.

How to read it: four judges mark without end and send each mark until it is acknowledged. A mark is
lost that was acknowledged and does not stand in the ledger, doubled one that stands there twice.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.progress import say
from scoreboard.config import ASYNC_MODES
from tests.faults.harness import HEAD, Tally, kill, pause, storm
from tests.support.contests import contest
from tests.support.postgresql import postgresql_running
from tests.support.server import Server, serving

SLUG, KILLS, PAUSES = "storm", 200, 40


def run(kills: int = KILLS, pauses: int = PAUSES) -> None:
    """Kill and stop servers of every kind, over SQLite and PostgreSQL; print what was lost."""
    print(HEAD, flush=True)
    seed = random.randrange(10**9)
    for mode in ASYNC_MODES:
        with _hall(mode) as server:
            _show(storm(server, SLUG, f"killed, {mode}", kills, kill, seed))
            _show(storm(server, SLUG, f"stopped and continued, {mode}", pauses, pause, seed))
    with postgresql_running() as url, _hall("eventlet", SCOREBOARD_DATABASE_URL=url) as server:
        _show(storm(server, SLUG, "killed, eventlet with PostgreSQL", kills, kill, seed))
    print(f"seed {seed}")


def _show(tally: Tally) -> None:
    print(tally.row(), flush=True)
    for refused in tally.refused:
        say(f"refused: {refused}")


@contextmanager
def _hall(mode: str, **settings: str) -> Iterator[Server]:
    more: Any = settings
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-faults-") as folder,
        serving(Path(folder), contest(SLUG, 7, judges=4), mode=mode, **more) as server,
    ):
        server.scorer(SLUG).set_round("open", "r1")
        yield server
