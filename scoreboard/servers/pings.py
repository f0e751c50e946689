"""One task that sends all clients their pings, in the way of all messages: directly where it can.

Engine.IO starts a green thread for each client, which sleeps until its next ping: a thousand phones
keep a thousand of them, of some ten kilobytes each, for nothing. Under threads they are threads.
Through a socket's queue each ping of theirs would wake a writer: two hundred a second, any of which
a judge's mark may meet.

It rests on what follows, which is looked at before anything is replaced; where the library has
changed each client keeps its own. Tried with python-engineio 4.15:

- `engineio.socket.Socket.schedule_ping` starts `_send_ping` by `Server.start_background_task`, and
  needs nothing of what that returns;
- `_send_ping` sleeps for `Server.ping_interval`, the same for all, sets `last_ping` and sends a
  PING, unless the socket is `closing` or `closed`;
- `socketio.Server._send_eio_packet(eio_sid, packet)` sends a packet to one client.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Any

from flask_socketio import SocketIO

from scoreboard.limits import TURN_MS
from scoreboard.servers.libraries import lacking

# Those that are due within so short a time are sent their pings together.
TOGETHER_SECONDS = 0.05

log = logging.getLogger(__name__)


def ping_together(socketio: SocketIO) -> bool:
    """Send all pings from one task from now on; False where that cannot be."""
    from engineio import packet  # noqa: PLC0415  # after the patching
    from engineio.socket import Socket  # noqa: PLC0415

    server, eio = socketio.server, socketio.server.eio
    lacks = lacking(
        (
            Socket(eio, "probe"),
            ("_send_ping", "schedule_ping", "last_ping", "closing", "closed", "send"),
        ),
        (eio, ("ping_interval", "sleep")),
        (server, ("_send_eio_packet",)),
        (packet, ("PING",)),
    )
    if lacks:
        log.warning("each screen has a task for its pings: they have no %s", ", ".join(lacks))
        return False
    # The same for all, so that its frame is made once for those that are due together.
    ping = packet.Packet(packet.PING)
    # Asked for each time: `direct.py` takes its place.
    pings = Pings(eio, Socket._send_ping, lambda line: server._send_eio_packet(line.sid, ping))
    eio.start_background_task = pings.start
    return True


class Pings:
    """The pings of all clients in the order in which they are due."""

    def __init__(
        self,
        eio: Any,
        send_ping: object,
        send: Callable[[Any], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._eio = eio
        self._send_ping = send_ping
        self._send = send
        self._clock = clock
        self._start = eio.start_background_task
        self._due: deque[tuple[float, Any]] = deque()
        # Looked up now, not at import: green threads replace it.
        self._lock = Lock()
        self._runs = False

    def start(self, target: Any, *args: Any, **kwargs: Any) -> Any:
        """Take the place of the server's `start_background_task`."""
        if getattr(target, "__func__", None) is not self._send_ping:
            return self._start(target, *args, **kwargs)
        with self._lock:
            self._due.append((self._clock() + self._eio.ping_interval, target.__self__))
            if self._runs:
                return None
            self._runs = True
        self._start(self._serve)
        return None

    def _serve(self) -> None:
        turn = self._clock()
        while (line := self._next()) is not None:
            at, engine = line
            now = self._clock()
            if at > now:
                self._eio.sleep(max(at - now, TOGETHER_SECONDS))
                turn = self._clock()
            elif now - turn >= TURN_MS / 1000:
                # Where all came at once all are due at once.
                self._eio.sleep(0)
                turn = self._clock()
            if engine.closing or engine.closed:
                continue
            engine.last_ping = time.time()
            try:
                self._send(engine)
            except Exception:  # any failure at all: all others need their pings
                log.exception("a ping could not be sent")

    def _next(self) -> tuple[float, Any] | None:
        with self._lock:
            self._runs = bool(self._due)
            return self._due.popleft() if self._due else None
