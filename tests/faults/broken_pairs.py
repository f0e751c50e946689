"""`scoreboard`, broken on purpose, so that the harness can show that it finds it.

python -m tests.faults.broken_pairs lease serve …
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import inf
from typing import Any

Patch = Callable[[Any, str, Any], object]


def _lease(patch: Patch) -> None:
    """The lease lives for ever, once it was given."""
    from scoreboard.pair.lease import FirstLease  # noqa: PLC0415  # after the patching of sockets

    patch(FirstLease, "left", lambda self, _now: inf if self._until > -inf else -inf)


def _hold(patch: Patch) -> None:
    """What is written is acknowledged before the second holds it."""
    from scoreboard.pair.first import First  # noqa: PLC0415  # after the patching of sockets

    patch(First, "wait_held", lambda self: self.lease.left(self._clock()) > 0)


def _ledger(patch: Patch) -> None:
    """Who takes over goes on under the old ledger's id."""
    from scoreboard.pair import pair  # noqa: PLC0415  # after the patching of sockets

    patch(pair, "begin_histories", lambda *_: None)


BREAKS: dict[str, Callable[[Patch], None]] = {"lease": _lease, "hold": _hold, "ledger": _ledger}


def main() -> None:
    """Run a command of the broken program."""
    from scoreboard.__main__ import _green_threads  # noqa: PLC0415  # after the patching of sockets

    name = sys.argv.pop(1)
    _green_threads()
    BREAKS[name](setattr)
    from scoreboard.cli import scoreboard  # noqa: PLC0415  # after the patching of sockets

    scoreboard(prog_name="scoreboard")


if __name__ == "__main__":
    main()
