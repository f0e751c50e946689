"""Messages to rooms, written directly to the websockets that have nothing else to write.

Engine.IO gives each client a queue and a green thread that takes from it: for a thousand clients
the queues and the threads cost several times what the system asks for the bytes. Here the frame of
a message is made once, and written to every websocket whose queue is empty and whose thread waits;
all others (polling clients, full buffers, upgrades under way) go the library's way, and so do all
clients of gevent and of threads. It serves eventlet.

It rests on what follows, which `_strangeness` looks at before anything is replaced; where a library
has changed, a line in the log says so and everything goes the library's way. Tried with
python-socketio 5.18, python-engineio 4.15 and eventlet 0.41:

- `socketio.Server._send_eio_packet(eio_sid, packet)` is called for each client of a room, with one
  and the same packet; `Server.environ` holds each client's environ, `Server.eio` the Engine.IO
  server, and `manager.get_participants(namespace, room)` says who is in a room;
- `engineio.Server.sockets`, and of each socket `queue`, `last_ping`, `closing`, `closed`; the class
  in `_async["websocket"]` is given the socket's bound handler, which it calls with a websocket;
- while the socket's writer waits for its queue, it stands in the queue's `getters`; it never does
  while a packet that it has taken is on its way (where it lives on demand, `writers.py` says so);
- `eventlet.websocket.RFC6455WebSocket`: `_sendlock` is held while a frame is on its way, `socket`
  is a green socket over the system's own, non-blocking, in `fd`, and `_pack_message` makes a frame,
  the same for all who were granted no extension;
- under TLS `socket` is eventlet's `GreenSSLSocket`, whose own time-out is 0, so that `write` of its
  `_sslobj` takes a frame whole or in part, or raises `SSLWantWriteError`. Then OpenSSL has begun
  with it, and must be given the same bytes until it has taken them (`SSL_write`, "the same
  arguments"): the lock is held until then. It asks to read in between only where the other side
  may renegotiate, which `secure.Tls` forbids.
"""

from __future__ import annotations

import logging
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from flask_socketio import SocketIO

from scoreboard.crowd import LINE
from scoreboard.limits import MOST_QUEUED, TURN_MS
from scoreboard.servers.libraries import lacking
from scoreboard.servers.secure import Below, is_secure
from scoreboard.servers.slim import LET_GO

log = logging.getLogger(__name__)

Send = Callable[[str, Any], None]


def write_directly(
    socketio: SocketIO, is_guests: Callable[[str], bool], breathe: Callable[[], None]
) -> bool:
    """Send messages to rooms directly from now on where that can be; False where it cannot.

    Also bounds what may wait for one client, and cuts the messages to the rooms that `is_guests`
    names into turns, in every mode; between two of them it calls `breathe`.
    """
    server = socketio.server
    try:
        strange = _strangeness(server)
    except (AttributeError, TypeError, ValueError, LookupError, ImportError) as error:
        strange = repr(error)
    if strange:
        log.warning("messages go out by Socket.IO's own queues, which is slower: %s", strange)
        return False
    direct = Direct(server)
    server._send_eio_packet = direct.send
    server.manager.get_participants = _Turns(server, is_guests, breathe).participants
    if server.eio.async_mode == "eventlet":
        ways = server.eio._async
        server.eio._async = {**ways, "websocket": direct.kept(ways["websocket"])}
    return True


def _strangeness(server: Any) -> str:
    """What of the libraries is not as it was when this was written; empty where nothing is."""
    from engineio.socket import Socket  # noqa: PLC0415  # after the patching

    engine = Socket(server.eio, "probe")
    lacks = lacking(
        (server, ("_send_eio_packet", "environ")),
        (server.manager, ("get_participants",)),
        (server.eio, ("sockets", "ping_timeout", "_async")),
        (engine, ("queue", "last_ping", "closing", "closed", "_websocket_handler")),
    )
    if lacks:
        return f"they have no {', '.join(lacks)} any more"
    engine.queue.qsize()
    if server.eio.async_mode != "eventlet":
        return ""
    module = sys.modules[server.eio._async["websocket"].__mro__[1].__module__]
    wire = module.RFC6455WebSocket(None, {}, 13)
    lock, waiting = wire._sendlock, engine.queue.getters
    if waiting or engine.queue.queue or lock._waiters or lock.counter != 1:
        return "a new queue is not empty, or a new lock is not free"
    text = "2" * 200
    if wire._pack_message(text) != b"\x81\x7e\x00\xc8" + text.encode() or wire.extensions:
        return "their websockets' frames are made differently"
    return ""


class _Wire:
    """A websocket and the Engine.IO socket that it belongs to."""

    def __init__(
        self,
        engine: Any,
        websocket: Any,
        send: Callable[[bytes], int],
        spawn: Callable[..., object],
    ) -> None:
        self.websocket = websocket
        self._engine = engine
        self._getters, self._waiting = engine.queue.getters, engine.queue.queue
        self._lock = websocket._sendlock
        self._patience = engine.server.ping_timeout
        self._green = websocket.socket
        # The system's own, or that of TLS over it: neither waits.
        self._send = send
        self._spawn = spawn

    def write(self, frame: bytes) -> bool:
        """Write a frame; False where the library's way must be gone.

        Nothing in here lets another green thread run, so that what was asked stays true.
        """
        engine = self._engine
        writer = getattr(engine, "writer", None)
        waits = self._getters if writer is None else writer.rests
        if not waits or self._waiting or engine.closing or engine.closed:
            return False
        if self._lock.counter < 1 or self._lock._waiters:
            return False
        # The library's way notices who has fallen silent, and ends the connection.
        if engine.last_ping and time.time() - engine.last_ping > self._patience:
            return False
        try:
            sent = self._send(frame)
        except ssl.SSLWantWriteError:
            # Part of it may be on its way: it is the next, from its first byte.
            sent = 0
        except OSError:
            # Full, or gone: its writer waits, or notices the end.
            return False
        if sent < len(frame):
            self._lock.acquire()
            self._spawn(self._finish, frame[sent:])
        return True

    def _finish(self, tail: bytes) -> None:
        """Write the rest of a frame in a green thread of its own; the lock is held until then."""
        try:
            self._green.sendall(tail)
        except OSError:
            # Half a frame: nothing can follow it.
            with suppress(OSError):
                green = self._green
                # Its own thread may be reading from it just now.
                (Below(green) if is_secure(green) else green).shutdown(socket.SHUT_RDWR)
        finally:
            self._lock.release()


def _sender(green: Any) -> Callable[[bytes], int] | None:
    """What writes to a green socket without ever waiting; None where nothing is known to."""
    if isinstance(green, ssl.SSLSocket):
        encrypted = getattr(green, "_sslobj", None)
        # Its own, not the one by which its green thread waits.
        waits = super(ssl.SSLSocket, green).gettimeout() != 0
        return None if encrypted is None or waits else encrypted.write
    plain = getattr(green, "fd", None)
    return None if plain is None else plain.send


class Direct:
    """Sends each client of a room its packet, directly or by the library's queue."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._by_queue: Send = server._send_eio_packet
        self._wires: dict[str, _Wire] = {}
        self._packet: Any = None
        self._frame = b""

    def send(self, eio_sid: str, packet: Any) -> None:
        """Take the place of `socketio.Server._send_eio_packet`."""
        wire = self._wires.get(eio_sid)
        if wire is None:
            self._queue(eio_sid, packet)
            return
        if packet is not self._packet:
            text = packet.encode()
            self._frame = wire.websocket._pack_message(text) if isinstance(text, str) else b""
            self._packet = packet
        if not self._frame or not wire.write(self._frame):
            self._queue(eio_sid, packet)

    def _queue(self, eio_sid: str, packet: Any) -> None:
        engine = self._server.eio.sockets.get(eio_sid)
        if engine is not None and engine.queue.qsize() >= MOST_QUEUED and not engine.closed:
            self._end(eio_sid, engine)
        else:
            self._by_queue(eio_sid, packet)

    def _end(self, eio_sid: str, engine: Any) -> None:
        """Close the connection of a client that does not read."""
        environ = self._server.environ.get(eio_sid, {})
        log.warning(
            "%s does not read: its connection was closed with %d messages waiting for it",
            environ.get("REMOTE_ADDR", "a screen"),
            engine.queue.qsize(),
        )
        engine.close(wait=False, abort=True)
        # Whoever reads from it and whoever still writes to it is woken by its end.
        line = environ.get(LINE)
        if line is not None:
            with suppress(OSError):
                line.socket.shutdown(socket.SHUT_RDWR)

    def kept(self, websockets: Any) -> Any:
        """The library's class of websockets, each of which is known here while it is open."""

        class Known(websockets):  # type: ignore[misc]  # the library is not typed
            def __init__(known, handler: Any, server: Any) -> None:  # noqa: N805
                super().__init__(lambda websocket: self._serve(handler, websocket), server)
                # Of before 2011; nothing bounds what they read.
                known.support_legacy_versions = False

        return Known

    def _serve(self, handler: Any, websocket: Any) -> Any:
        engine = handler.__self__
        send = None if getattr(websocket, "extensions", True) else _sender(websocket.socket)
        if send is not None:
            spawn = self._server.eio.start_background_task
            self._wires[engine.sid] = _Wire(engine, websocket, send, spawn)
        # What the request was read and answered by has no use any more.
        websocket.environ.pop(LET_GO, int)()
        # Where websockets of before 2011 put what they have read; `kept` allows none.
        vars(websocket).pop("_msgs", None)
        try:
            return handler(websocket)
        finally:
            self._wires.pop(engine.sid, None)


class _Turns:
    """Sends guests their messages in short turns: between two of them the hall is served."""

    def __init__(
        self, server: Any, is_guests: Callable[[str], bool], breathe: Callable[[], None]
    ) -> None:
        self._breathe = breathe
        self._is_guests = is_guests
        self._everybody = server.manager.get_participants

    def participants(self, namespace: str, room: Any) -> Iterator[tuple[str, str]]:
        """Take the place of the manager's `get_participants`."""
        everybody: Iterator[tuple[str, str]] = self._everybody(namespace, room)
        if not isinstance(room, str) or not self._is_guests(room):
            yield from everybody
            return
        ends = time.perf_counter() + TURN_MS / 1000
        for one in everybody:
            yield one
            if time.perf_counter() > ends:
                self._breathe()
                ends = time.perf_counter() + TURN_MS / 1000
