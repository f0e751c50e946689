"""Tells the desks why nothing is written, as soon as that is known, and that it goes on again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_socketio import SocketIO

from scoreboard.live.room_names import desk_room
from scoreboard.storage.writable import Reason, Writable
from scoreboard.translation import LANGUAGES, say_in


class Writing:
    """What the desks were told last of whether their server may write."""

    def __init__(self, socketio: SocketIO, writable: Writable) -> None:
        self._socketio, self._writable = socketio, writable
        self._told: Reason | None = None

    def look(self, events: Iterable[str]) -> None:
        """Tell the desks of these events, where it has changed."""
        reason = self._writable.reason
        if reason != self._told:
            self._told = reason
            for slug in events:
                self._socketio.emit("writing", _message(slug, reason), to=desk_room(slug))

    def greet(self, slug: str, sid: str) -> None:
        """Tell a desk that has just come, where there is something to tell."""
        if (reason := self._writable.reason) is not None:
            self._socketio.emit("writing", _message(slug, reason), to=sid)


def _message(slug: str, reason: Reason | None) -> dict[str, Any]:
    """`reason` in every language, for each desk reads its own; null where it is written. `place` is
    the part of the page "Safety" where something can be done about it, or "".
    """
    if reason is None:
        return {"event": slug, "reason": None, "planned": False, "place": ""}
    said = {locale: reason.said(say_in(locale)) for locale in LANGUAGES}
    return {"event": slug, "reason": said, "planned": reason.planned, "place": reason.place}
