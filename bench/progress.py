"""How far a measurement is, for whoever waits for it."""

from __future__ import annotations

import sys
import time

_START = time.monotonic()


def say(text: str) -> None:
    """One line with the minutes gone since the start, beside the table and not in it."""
    gone = int(time.monotonic() - _START)
    print(f"[{gone // 60:2}:{gone % 60:02}] {text}", file=sys.stderr, flush=True)
