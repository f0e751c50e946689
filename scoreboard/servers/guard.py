"""What may be said on sockets: messages of ours, and soon what each is there for.

Of one socket `heard.py` says how much of it, and how it ends.

It rests on what follows, which `guard` looks at before anything is replaced; where a library has
changed, a line in the log says so and sockets are heard as the library does it. Tried with
python-socketio 5.18 and python-engineio 4.15:

- `engineio.socket.Socket` is made by the server, which then calls its handler of `connect`; it has
  no slots, so that `Heard` can take its class's place, and the methods that this replaces;
- `socketio.Server` registers `_handle_eio_connect` and `_handle_eio_message` as handlers of
  Engine.IO, and has `_handle_connect`, `_handle_disconnect`, `_handle_event`, `_handle_ack`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from engineio.socket import Socket
from flask_socketio import SocketIO
from socketio import packet as messages

from scoreboard.crowd import Crowd
from scoreboard.limits import STRANGER_SECONDS
from scoreboard.servers.heard import NO_PACKET, STRANGE, TOO_MUCH, Heard
from scoreboard.servers.libraries import lacking

log = logging.getLogger(__name__)

# Joining draws a board for whoever joins.
JOINING = 10


def guard(socketio: SocketIO, crowd: Crowd) -> bool:
    """Hear sockets in this way from now on; False where that cannot be."""
    server = socketio.server
    lacks = lacking(
        (server, ("_handle_eio_connect", "_handle_eio_message", "_handle_connect",
                  "_handle_disconnect", "_handle_event", "_handle_ack", "packet_class", "environ")),
        (server.eio, ("sockets", "handlers", "sleep")),
        (Socket, ("receive", "send", "close", "handle_post_request", "_websocket_handler")),
    )  # fmt: skip
    if lacks or server.eio.handlers.get("message") != server._handle_eio_message:
        log.warning("sockets are heard without a limit: they have no %s", ", ".join(lacks))
        return False
    watch = Watch(server, crowd)
    server.eio.on("connect", watch.admit)
    server.eio.on("message", watch.hear)
    crowd.also_sweep.append(watch.sweep)
    # `Heard.end` tells what clients do wrong; the libraries' own words for it name what was sent.
    logging.getLogger("engineio.server").addFilter(_is_ours)
    return True


class Watch:
    """Looks at what comes on all sockets."""

    def __init__(
        self, server: Any, crowd: Crowd, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._crowd = crowd
        self._server = server
        self._clock = clock

    def admit(self, sid: str, environ: dict[str, Any]) -> object:
        """Take the place of Engine.IO's handler of `connect`: an answer refuses."""
        sockets = self._server.eio.sockets
        # Who polls has a connection now and then: a socket may be without.
        if len(sockets) > 2 * self._crowd.room.connections and not self._end_a_stranger():
            return {"message": "full"}
        socket = sockets[sid]
        socket.__class__ = Heard
        socket.begin(self._crowd, environ)
        return self._server._handle_eio_connect(sid, environ)

    def hear(self, sid: str, data: object) -> None:
        """Take the place of Engine.IO's handler of `message`."""
        socket = self._server.eio.sockets.get(sid)
        said = self._read(data)
        if said is None:
            _end(socket, NO_PACKET)
        elif said.packet_type == messages.CONNECT:
            if isinstance(socket, Heard) and not socket.may_say(times=JOINING):
                socket.end(TOO_MUCH)
            else:
                self._join(sid, said)
        elif said.packet_type == messages.DISCONNECT:
            reason = self._server.reason.CLIENT_DISCONNECT
            self._server._handle_disconnect(sid, said.namespace, reason)
        elif said.packet_type == messages.EVENT:
            self._server._handle_event(sid, said.namespace, said.id, said.data)
        else:
            self._server._handle_ack(sid, said.namespace, said.id, said.data)

    def _join(self, sid: str, said: Any) -> None:
        try:
            self._server._handle_connect(sid, said.namespace, said.data)
        except KeyError:
            # Under threads a session may end while it asks to be let in.
            if sid in self._server.environ:
                raise

    def _read(self, data: object) -> Any:
        """The message, or None where it is none that a page sends."""
        if not isinstance(data, str):
            return None
        try:
            said = self._server.packet_class(encoded_packet=data)
        except (ValueError, TypeError, IndexError, RecursionError):
            return None
        if said.namespace not in (None, "/"):
            return None
        given = said.data
        if said.packet_type == messages.EVENT:
            # What the library itself calls by these names is not for others to call.
            own = self._server.reserved_events
            named = isinstance(given, list) and given and isinstance(given[0], str)
            return said if named and given[0] not in own else None
        known = (messages.CONNECT, messages.DISCONNECT, messages.ACK)
        return said if said.packet_type in known else None

    def sweep(self) -> None:
        """End sockets that have not said for long what they are for, or have left."""
        now = self._clock()
        for socket in list(self._server.eio.sockets.values()):
            if not isinstance(socket, Heard) or socket.closed:
                continue
            if self._has_joined(socket):
                socket.stranger_since = None
            elif socket.stranger_since is None:
                socket.stranger_since = now
            elif now - socket.stranger_since > STRANGER_SECONDS:
                socket.end(STRANGE)

    def _has_joined(self, socket: Heard) -> bool:
        return self._server.manager.sid_from_eio_sid(socket.sid, "/") is not None

    def _end_a_stranger(self) -> bool:
        for socket in list(self._server.eio.sockets.values()):
            strange = isinstance(socket, Heard) and not socket.closed
            if strange and not self._has_joined(socket):
                socket.end(STRANGE)
                return True
        return False


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether something is wrong with the server itself."""
    return bool(record.exc_info)


def _end(socket: Any, why: str) -> None:
    if isinstance(socket, Heard):
        socket.end(why)
