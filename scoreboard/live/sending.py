"""Sends each room what it does not have yet, and greets whoever comes into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask_socketio import SocketIO

from scoreboard.live.occupied import Rooms
from scoreboard.live.sent_versions import SentVersions

# What a message says, or None where there is nothing to send.
Payload = Mapping[str, Any] | None
# The name of a message, what it says, and to which room.
Message = tuple[str, Mapping[str, Any], str]
# The name of a message, the room, and what draws it.
Wanted = tuple[str, str, Callable[[], Payload]]


class Sender:
    """Sends no room and no newcomer the same version twice.

    Of a scene nothing is noted here: it is compared by what it says (`scenes.py`).
    """

    def __init__(self, socketio: SocketIO, rooms: Rooms) -> None:
        self._socketio, self._rooms = socketio, rooms
        self._sent = SentVersions()

    def drawn(self, wanted: Iterable[Wanted]) -> list[Message]:
        """What each of these rooms is sent that has somebody in it."""
        return [
            (name, said, room)
            for name, room, draw in wanted
            if self._rooms.is_occupied(room) and (said := draw()) is not None
        ]

    def send(self, name: str, said: Mapping[str, Any], room: str) -> None:
        """Send a room what it does not have, and nobody in it who was greeted with that."""
        had = [] if name == "scene" else self._sent.news(name, room, said)
        if had is not None:
            self._socketio.emit(name, said, to=room, skip_sid=had)

    def greet(
        self, sid: str, rooms: Sequence[tuple[str, str]], read: Callable[[], Sequence[Payload]]
    ) -> None:
        """Let a newcomer into rooms, each with the name of its message, and send what is read.

        `read` answers what each message says, in the order of the rooms. It is asked again where a
        room has been told more meanwhile.
        """
        noted = [(name, room) for name, room in rooms if name != "scene"]
        for name, room in noted:
            self._sent.comes(name, room, sid)
        try:
            # First the rooms, then the boards: what happens meanwhile is drawn again, never missed.
            for _, room in rooms:
                self._rooms.join(sid, room)
            said = read()
            while not self._greeted(sid, rooms, said):
                said = read()
        finally:
            for name, room in noted:
                self._sent.went(name, room, sid)
        for (name, _), one in zip(rooms, said, strict=True):
            if one is not None:
                # `to` is the newcomer alone: else all would be sent a board when somebody joins.
                self._socketio.emit(name, one, to=sid)

    def _greeted(self, sid: str, rooms: Sequence[tuple[str, str]], said: Sequence[Payload]) -> bool:
        return all(
            self._sent.greeted(name, room, sid, one)
            for (name, room), one in zip(rooms, said, strict=True)
            if name != "scene"
        )

    def forget(self, slug: str) -> None:
        """Take no room of an event as told: what was about to be sent may not have gone out."""
        self._sent.forget(slug)
