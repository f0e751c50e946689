"""What each room was last told, and who in it has that already: nothing is told twice.

Whoever comes is greeted with the newest version that is known, also where the room has not been
told of it yet; and two who notice one change at the same time may both be about to tell it.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from scoreboard.limits import MOST_DESCRIPTORS

# A ledger and a version of it.
Mark = tuple[object, object]


class SentVersions:
    """The newest version that each room has been sent, by the message's name."""

    def __init__(self) -> None:
        # Looked up now, not at import: green threads replace it.
        self._lock = Lock()
        self._last: dict[tuple[str, str], Mark] = {}
        self._ahead: dict[tuple[str, str], dict[str, Mark]] = {}
        # Who is joining, and what the room was told meanwhile.
        self._coming: dict[tuple[str, str], dict[str, Mark | None]] = {}

    def comes(self, name: str, room: str, sid: str) -> None:
        """Note that somebody joins a room and is about to be greeted: the room's news may wait."""
        with self._lock:
            self._coming.setdefault((name, room), {})[sid] = None

    def greeted(self, name: str, room: str, sid: str, message: Mapping[str, Any] | None) -> bool:
        """Note what a newcomer is sent now; False where the room has been told more meanwhile.

        Then the newcomer was left out of it, and is to be greeted with that instead.
        """
        mark, told = _mark(message or {}), (name, room)
        with self._lock:
            missed = self._coming.get(told, {}).get(sid)
            if missed is not None and mark is not None and missed != mark:
                self._coming[told][sid] = None
                return False
            self._drop(told, sid)
            if mark is not None and self._last.get(told) != mark:
                ahead = self._ahead.setdefault(told, {})
                if len(ahead) >= MOST_DESCRIPTORS:
                    # Whoever has left since is among them; at worst somebody is told twice.
                    ahead.clear()
                ahead[sid] = mark
        return True

    def went(self, name: str, room: str, sid: str) -> None:
        """Note that somebody is not going to be greeted."""
        with self._lock:
            self._drop((name, room), sid)

    def news(self, name: str, room: str, message: Mapping[str, Any]) -> list[str] | None:
        """Note what a room is about to be sent: who of it is not to be sent it, by their names.

        They have it, or are greeted with it in a moment. None where the whole room has it. A
        message without a version is always news.
        """
        mark, told = _mark(message), (name, room)
        if mark is None:
            return []
        with self._lock:
            if self._last.get(told) == mark:
                return None
            self._last[told] = mark
            coming = self._coming.get(told, {})
            coming.update(dict.fromkeys(coming, mark))
            have = [sid for sid, had in self._ahead.pop(told, {}).items() if had == mark]
            return [*have, *coming]

    def _drop(self, told: tuple[str, str], sid: str) -> None:
        coming = self._coming.get(told)
        if coming is not None:
            coming.pop(sid, None)
            if not coming:
                del self._coming[told]

    def forget(self, slug: str) -> None:
        """Take nobody of an event as told: what was about to be sent may not have gone out."""
        with self._lock:
            for kept in (self._last, self._ahead):
                for told in [told for told in kept if told[1].split("/")[1:2] == [slug]]:
                    del kept[told]


def _mark(message: Mapping[str, Any]) -> Mark | None:
    version = message.get("version")
    return None if version is None else (message.get("ledger"), version)
