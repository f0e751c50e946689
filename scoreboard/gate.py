"""Admits sockets: each is counted by who opens it, or asked to try again later."""

from __future__ import annotations

from flask import request
from flask_socketio import ConnectionRefusedError as SaidRefusal
from flask_socketio import SocketIO

from scoreboard.crowd import Crowd, Who
from scoreboard.limits import RETRY_SECONDS


class Gate:
    """Admits or refuses sockets; pages ask the crowd themselves."""

    def __init__(self, socketio: SocketIO, crowd: Crowd) -> None:
        self._socketio = socketio
        self._crowd = crowd
        # Engine.IO's name of each connection, by which the later requests of one that polls go.
        self._lines: dict[str, str] = {}

    def let_in(self, sid: str, who: Who) -> None:
        """Count somebody among those who stay. Raises SaidRefusal where it is full."""
        # A display's room was asked for before: it may look on as a phone does.
        if who != "display" and not self._crowd.has_room(who):
            self._crowd.turn_away(asker())
            raise SaidRefusal("full", {"retry": RETRY_SECONDS})
        self._crowd.came_in(asker())
        self._lines[sid] = self._socketio.server.manager.eio_sid_from_sid(sid, "/") or sid
        self._crowd.know(request.environ, who, self._lines[sid])

    def left(self, sid: str) -> None:
        """Forget a socket that has ended."""
        self._crowd.left(self._lines.pop(sid, ""))


def asker() -> str:
    """The address by which phones are told apart where nobody has signed in."""
    return f"{request.remote_addr} {request.headers.get('User-Agent', '')[:200]}"
