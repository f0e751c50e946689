"""What each room was last told, and who in it has that already: nothing is told twice.

Whoever comes is greeted with the newest version that is known, also where the room has not been
told of it yet; and two who notice one change at the same time may both be about to tell it.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

# A ledger and a version of it.
Mark = tuple[object, object]


class Told:
    """The newest version that each room has been sent, by the message's name."""

    def __init__(self) -> None:
        # Looked up now, not at import: green threads replace it.
        self._lock = Lock()
        self._last: dict[tuple[str, str], Mark] = {}
        self._ahead: dict[tuple[str, str], dict[str, Mark]] = {}

    def greeted(self, name: str, room: str, sid: str, message: Mapping[str, Any]) -> None:
        """Note what a newcomer to a room is sent; by itself, and perhaps before the room."""
        mark = _mark(message)
        with self._lock:
            if mark is not None and self._last.get((name, room)) != mark:
                self._ahead.setdefault((name, room), {})[sid] = mark

    def news(self, name: str, room: str, message: Mapping[str, Any]) -> list[str] | None:
        """Note what a room is about to be sent: who of it has that already, by their names.

        None where the whole room has it. A message without a version is always news.
        """
        mark, told = _mark(message), (name, room)
        if mark is None:
            return []
        with self._lock:
            if self._last.get(told) == mark:
                return None
            self._last[told] = mark
            return [sid for sid, had in self._ahead.pop(told, {}).items() if had == mark]

    def forget(self, slug: str) -> None:
        """Take nobody of an event as told: what was about to be sent may not have gone out."""
        with self._lock:
            for kept in (self._last, self._ahead):
                for told in [told for told in kept if told[1].split("/")[1:2] == [slug]]:
                    del kept[told]


def _mark(message: Mapping[str, Any]) -> Mark | None:
    version = message.get("version")
    return None if version is None else (message.get("ledger"), version)
