"""The product on a slow disk: `python -m tests.faults.slow_disk FILE serve …`.

It is `python -m scoreboard serve …`, but a commit of SQLite that begins while FILE is there lasts
until it is gone, and longer than a loop may be held, as on a worn USB stick. FILE.begun appears
when one has begun.
"""

from __future__ import annotations

import ctypes
import sqlite3
import sys
from pathlib import Path
from typing import Any

from scoreboard.limits import COMMIT_ON_LOOP_MS

# Not the one of `time`, which lets green threads go on: a disk holds who waits for it.
_usleep = ctypes.CDLL(None).usleep


def main() -> None:
    """Make the driver slow, then serve."""
    file = Path(sys.argv.pop(1))
    begun = file.with_suffix(".begun")

    class Slow(sqlite3.Connection):
        def commit(self) -> None:
            if self.in_transaction and file.exists():
                begun.touch()
                while file.exists():
                    _usleep(2_000 * COMMIT_ON_LOOP_MS)
            super().commit()

    connect: Any = sqlite3.dbapi2.connect

    def slowly(*arguments: Any, **rest: Any) -> Any:
        return connect(*arguments, **{"factory": Slow, **rest})

    sqlite3.dbapi2.connect = slowly  # type: ignore[assignment]
    sqlite3.connect = slowly  # type: ignore[assignment]
    from scoreboard import __main__ as program  # noqa: PLC0415  # after the driver is slow

    program.main()


if __name__ == "__main__":
    main()
