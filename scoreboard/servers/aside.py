"""Long work in a real thread, while the loop goes on answering everybody.

Both take turns at Python's one lock: the shorter a turn, the sooner the loop has it back. What runs
aside must be complete in itself: no database, no request, no lock that green threads share.
"""

from __future__ import annotations

import sys

# Python's own are 5 ms, and a mark gives the lock away a dozen times.
TURN_SECONDS = 0.0005


def short_turns() -> None:
    """Let threads of this process take short turns; free of cost while there is one."""
    sys.setswitchinterval(TURN_SECONDS)
