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


def run(share: float = 1) -> None:
    """Kill and stop servers of every kind, over SQLite and PostgreSQL; print what was lost.

    `share`: of 200 kills and 40 pauses. Where one kind cannot be tried to its end the others are.
    """
    kills, pauses = (max(1, round(times * share)) for times in (KILLS, PAUSES))
    seed = random.randrange(10**9)
    say(f"seed {seed}")
    print(HEAD, flush=True)
    for mode in ASYNC_MODES:
        with _said(mode), _hall(mode) as server:
            _show(storm(server, SLUG, f"killed, {mode}", kills, kill, seed))
            _show(storm(server, SLUG, f"stopped and continued, {mode}", pauses, pause, seed))
    kind = "eventlet with PostgreSQL"
    with (
        _said(kind),
        postgresql_running() as url,
        _hall("eventlet", SCOREBOARD_DATABASE_URL=url) as server,
    ):
        _show(storm(server, SLUG, f"killed, {kind}", kills, kill, seed))
        _show(storm(server, SLUG, f"stopped and continued, {kind}", pauses, pause, seed))


@contextmanager
def _said(kind: str) -> Iterator[None]:
    """Say of one kind that it could not be tried to its end."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # the others are still of use
        say(f"{kind} could not be tried to its end: {error!r}")


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
