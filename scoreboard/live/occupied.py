"""In which rooms somebody is, so that nothing is drawn for nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Lock


class Rooms:
    """Who has joined which rooms of this process; the others draw for their own screens."""

    def __init__(self, enter: Callable[[str, str], object]) -> None:
        """`enter` lets a connection, by its name, be sent what a room is sent."""
        self._enter = enter
        self._lock = Lock()
        self._joined: dict[str, set[str]] = {}
        self._sizes: Counter[str] = Counter()

    def join(self, sid: str, room: str) -> None:
        """Let the screen that is connecting be sent what the room is sent."""
        with self._lock:
            joined = self._joined.setdefault(sid, set())
            self._sizes[room] += room not in joined
            joined.add(room)
        self._enter(sid, room)

    def left(self, sid: str) -> None:
        """Forget a screen that has gone."""
        with self._lock:
            for room in self._joined.pop(sid, ()):
                self._sizes[room] -= 1
                if not self._sizes[room]:
                    del self._sizes[room]

    def is_occupied(self, room: str) -> bool:
        """Whether anybody is in a room."""
        return self._sizes[room] > 0
