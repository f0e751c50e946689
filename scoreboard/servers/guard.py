"""What may be said on a socket: ours, not too much of it, and never without a turn for others.

Engine.IO reads from a socket as fast as it can and lets nobody else run meanwhile; what is no
packet it lets end in a traceback; and what waits for a client that does not read has no end.

It rests on what follows, which `guard` looks at before anything is replaced; where a library has
changed, a line in the log says so and sockets are heard as the library does it. Tried with
python-socketio 5.18 and python-engineio 4.15:

- `engineio.socket.Socket` is made by the server, which then calls its handler of `connect`; it has
  no slots, so that one of ours can take its class's place; `receive(packet)` is called for each
  packet, `send(packet)` for each that goes out, `handle_post_request(environ)` for a body of
  packets, and `_websocket_handler(websocket)` reads a websocket to its end;
- `socketio.Server` registers `_handle_eio_connect` and `_handle_eio_message` as handlers of
  Engine.IO, and has `_handle_connect`, `_handle_disconnect`, `_handle_event`, `_handle_ack`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from engineio import exceptions, packet
from engineio.socket import Socket
from flask_socketio import SocketIO
from socketio import packet as messages

from scoreboard.crowd import LINE, Crowd, Line
from scoreboard.limits import LARGEST_PACKET, MOST_QUEUED, STRANGER_SECONDS
from scoreboard.rates import Talk
from scoreboard.servers.frames import watch_frames
from scoreboard.servers.writers import WokenToWrite

log = logging.getLogger(__name__)

# All that pages send: an answer to a ping, a message, a goodbye.
HEARD = (packet.PONG, packet.MESSAGE, packet.CLOSE)
# Joining draws a board for whoever joins.
JOINING = 10
TOO_MUCH = "sends more than a page does"
NO_PACKET = "sends what is no message"
DEAF = "does not read"
STRANGE = "does not say what it is for"


def guard(socketio: SocketIO, crowd: Crowd) -> bool:
    """Hear sockets in this way from now on; False where that cannot be."""
    server = socketio.server
    parts = {
        server: ("_handle_eio_connect", "_handle_eio_message", "_handle_connect",
                 "_handle_disconnect", "_handle_event", "_handle_ack", "packet_class", "environ"),
        server.eio: ("sockets", "handlers", "sleep"),
        Socket: ("receive", "send", "close", "handle_post_request", "_websocket_handler"),
    }  # fmt: skip
    lacking = [name for part, names in parts.items() for name in names if not hasattr(part, name)]
    if lacking or server.eio.handlers.get("message") != server._handle_eio_message:
        log.warning("sockets are heard without a limit: they have no %s", ", ".join(lacking))
        return False
    watch = Watch(server, crowd)
    server.eio.on("connect", watch.admit)
    server.eio.on("message", watch.hear)
    crowd.also_sweep.append(watch.sweep)
    # What clients do wrong is told by `Watch`; the libraries' own words for it name what was sent.
    logging.getLogger("engineio.server").addFilter(_is_ours)
    return True


class Watch:
    """Looks at what comes on all sockets."""

    def __init__(
        self, server: Any, crowd: Crowd, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.crowd = crowd
        self._server = server
        self._clock = clock

    def admit(self, sid: str, environ: dict[str, Any]) -> object:
        """Take the place of Engine.IO's handler of `connect`: an answer refuses."""
        sockets = self._server.eio.sockets
        # Who polls has a connection now and then: a socket may be without.
        if len(sockets) > 2 * self.crowd.room.connections and not self._end_a_stranger():
            return {"message": "full"}
        socket = sockets[sid]
        socket.__class__ = Heard
        socket.begin(self, environ)
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

    def rest(self, talk: Talk) -> None:
        """Let everybody else go on after a message, and the hall first where there are many."""
        if talk.is_eager:
            self.crowd.lane.breathe()
        self._server.eio.sleep(0)


class Heard(WokenToWrite, Socket):  # type: ignore[misc]  # the library is not typed
    """A socket of Engine.IO that is heard in this way."""

    def begin(self, watch: Watch, environ: dict[str, Any]) -> None:
        """Take over a socket that has just been made."""
        self.watch = watch
        self.address = str(environ.get("REMOTE_ADDR", ""))
        self.talk = watch.crowd.rates.line(self.address)
        self.line: Line | None = environ.get(LINE)
        self.stranger_since: float | None = None

    def may_say(self, size: int = 0, times: int = 1) -> bool:
        """Whether one more message of so many bytes may be heard."""
        known = self.line is not None and self.line.who == "staff"
        return self.talk.hears(size, times=times, known=known)

    def end(self, why: str) -> None:
        """Close the connection; the log says why, once in a while for each address."""
        if self.closed or self.closing:
            return
        if self.watch.crowd.rates.is_news(self.address, why):
            log.warning("%s %s: its connection was closed", self.address or "a screen", why)
        self.close(wait=False, abort=True)

    def receive(self, pkt: Any) -> None:
        """One packet. Raises SocketIsClosedError where it was the last that is heard."""
        if pkt.packet_type not in HEARD:
            self.end(NO_PACKET)
        # A websocket's frames are counted already (`frames.py`).
        elif not self.upgraded and not self.may_say(_size(pkt)):
            self.end(TOO_MUCH)
        else:
            super().receive(pkt)
            if not self.upgraded:
                self.watch.rest(self.talk)
        if self.closed and pkt.packet_type != packet.CLOSE:
            raise exceptions.SocketIsClosedError

    def send(self, pkt: Any) -> None:
        """Let a packet wait for its client, which has to read at last."""
        if self.queue.qsize() > MOST_QUEUED and not self.closing:
            self.end(DEAF)
        if not self.closed:
            super().send(pkt)

    def close(self, *args: Any, **kwargs: Any) -> None:
        """End the socket; its line follows, which may not be left to who holds it."""
        super().close(*args, **kwargs)
        # The library forgets it later, and what is sent to it meanwhile ends in a KeyError.
        self.server.sockets.pop(self.sid, None)
        if self.line is not None:
            self.watch.crowd.leaving(self.line)

    def handle_post_request(self, environ: dict[str, Any]) -> None:
        """A body of packets. Raises an EngineIOError where it is none."""
        try:
            super().handle_post_request(environ)
        except exceptions.EngineIOError:
            raise
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            self.end(NO_PACKET)
            raise exceptions.SocketIsClosedError from error

    def _upgrade_websocket(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Shake hands, or say that this is no handshake."""
        try:
            return super()._upgrade_websocket(environ, start_response)
        except OSError:
            # Its line has ended, or the library ends it in this way.
            raise
        except Exception:  # noqa: BLE001  # each library has kinds of its own for what is missing
            self.end(NO_PACKET)
            return self.server._bad_request()

    def _websocket_handler(self, ws: Any) -> Any:
        """Read a websocket to its end, whatever comes."""
        environ = getattr(ws, "environ", None) or ws.ws.environ
        self.line = environ.get(LINE, self.line)
        broken = partial(self.end, NO_PACKET)
        forget = watch_frames(ws, LARGEST_PACKET, self._frame_came, broken)
        try:
            return super()._websocket_handler(ws)
        except (OSError, ValueError, TypeError, LookupError, RecursionError, AttributeError):
            # What was no packet, or a line that broke off in the middle of one.
            self.end(NO_PACKET)
            return []
        finally:
            forget()
            # Its writer waits for more, and a socket whose upgrade failed has no line any more.
            self.queue.put(None)

    def _frame_came(self, size: int) -> bool:
        """Whether a frame of a websocket, of whatever kind, may be taken."""
        if not self.may_say(size):
            self.end(TOO_MUCH)
            return False
        self.watch.rest(self.talk)
        return True


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether something is wrong with the server itself."""
    return bool(record.exc_info)


def _end(socket: Any, why: str) -> None:
    if isinstance(socket, Heard):
        socket.end(why)


def _size(pkt: Any) -> int:
    return len(pkt.data) if isinstance(pkt.data, (str, bytes)) else 0
