"""One socket: how much may be said on it, that it gives others a turn, and how it ends.

Engine.IO reads from a socket as fast as it can and lets nobody else run meanwhile; what is no
packet it lets end in a traceback; and what waits for a client that does not read has no end.

It rests on what follows of `engineio.socket.Socket`, of which `guard` sees to it that there is all.
Tried with python-engineio 4.15:

- `receive(packet)` is called for each packet that has come, `send(packet)` for each that goes out,
  `handle_post_request(environ)` for a body of packets; `_websocket_handler(websocket)` reads a
  websocket to its end; `close` ends it; `server` is the Engine.IO server.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from engineio import exceptions, packet
from engineio.socket import Socket

from scoreboard.crowd import LINE, Crowd, Line
from scoreboard.limits import LARGEST_PACKET, MOST_QUEUED
from scoreboard.servers.frames import watch_frames
from scoreboard.servers.writers import WokenToWrite

log = logging.getLogger(__name__)

# All that pages send: an answer to a ping, a message, a goodbye.
HEARD = (packet.PONG, packet.MESSAGE, packet.CLOSE)

TOO_MUCH = "sends more than a page does"
NO_PACKET = "sends what is no message"
DEAF = "does not read"
STRANGE = "does not say what it is for"


class Heard(WokenToWrite, Socket):  # type: ignore[misc]  # the library is not typed
    """A socket of Engine.IO that is heard in this way."""

    def begin(self, crowd: Crowd, environ: dict[str, Any]) -> None:
        """Take over a socket that has just been made."""
        self.crowd = crowd
        self.address = str(environ.get("REMOTE_ADDR", ""))
        self.talk = crowd.rates.line(self.address)
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
        if self.crowd.rates.is_news(self.address, why):
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
                self._rest()
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
            self.crowd.leaving(self.line)

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
        self._rest()
        return True

    def _rest(self) -> None:
        """Let everybody else go on after a message, and the hall first where there are many."""
        if self.talk.is_eager:
            self.crowd.lane.breathe()
        self.server.sleep(0)


def _size(pkt: Any) -> int:
    return len(pkt.data) if isinstance(pkt.data, (str, bytes)) else 0
