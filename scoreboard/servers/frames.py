"""A websocket's frames, counted one by one: also those that no message comes of.

Pings, parts of a message that never ends, and what breaks the protocol never reach Engine.IO, and
neither library bounds them. Tried with eventlet 0.41, simple-websocket 1.1 and wsproto 1.3:

- eventlet's websocket reads each frame by `_recv_frame(message)`, gives a message back in which
  `data` holds the parts so far, and closes with a status where a `FailedConnectionError` is raised;
- simple-websocket reads in a task of its own, by `receive_data` and `events` of the wsproto
  connection that it calls `ws`, and ends where these raise an OSError.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

# Whether a frame of so many bytes may be taken.
Came = Callable[[int], bool]
# What came breaks the protocol; the connection ends.
Broken = Callable[[], object]
TOO_LARGE, POLICY = 1009, 1008

log = logging.getLogger(__name__)


def watch_frames(websocket: Any, most: int, came: Came, broken: Broken) -> Callable[[], object]:
    """Ask about each frame from now on, and bound a message; what ends it is returned."""
    if hasattr(websocket, "_recv_frame"):
        websocket.log = _Log
        websocket._recv_frame = _counted(websocket, most, came, broken)
        websocket.wait = _waited(websocket, broken)
        return lambda: _let_go(websocket)
    simple = getattr(websocket, "ws", None)
    if simple is not None and hasattr(simple, "max_message_size"):
        simple.max_message_size = most
        simple.ws = Counted(simple.ws, came, broken)
        websocket.close = _closed(websocket.close)
    return lambda: None


def _counted(websocket: Any, most: int, came: Came, broken: Broken) -> Callable[..., Any]:
    read = websocket._recv_frame
    failed = sys.modules[type(websocket).__module__].FailedConnectionError

    def frame(message: Any = None) -> Any:
        try:
            got = read(message)
        except failed:
            broken()
            raise
        size = sum(map(len, got.data))
        if size > most:
            broken()
            raise failed(TOO_LARGE, "too large")
        if not came(size):
            raise failed(POLICY, "too many messages")
        return got

    return frame


def _closed(close: Callable[[], object]) -> Callable[[], None]:
    def closed() -> None:
        # Whoever reads from it may have closed it meanwhile, which each library says in its way.
        with suppress(Exception):
            close()

    return closed


def _waited(websocket: Any, broken: Broken) -> Callable[[], Any]:
    wait = websocket.wait

    def waited() -> Any:
        try:
            return wait()
        except ValueError:
            # A text that is none.
            broken()
            raise

    return waited


def _let_go(websocket: Any) -> None:
    # Both hold the websocket, which holds them.
    for name in ("_recv_frame", "wait"):
        websocket.__dict__.pop(name, None)


class _Log:
    """Where eventlet says that a socket could not be shut down: it is closed, as it should be."""

    @staticmethod
    def write(said: str) -> None:
        """Nobody needs to know."""
        log.debug("%s", said.rstrip())


class Counted:
    """The protocol of a websocket, each of whose events is asked about."""

    def __init__(self, protocol: Any, came: Came, broken: Broken) -> None:
        self._protocol = protocol
        self._came = came
        self._broken = broken

    def __getattr__(self, name: str) -> Any:
        return getattr(self._protocol, name)

    def receive_data(self, data: bytes) -> None:
        """Take what was read. Raises OSError where it follows no protocol."""
        try:
            self._protocol.receive_data(data)
        except Exception as error:  # the library's own kinds, which its caller does not know
            self._broken()
            raise OSError("what was read is no websocket's") from error

    def events(self) -> Iterator[Any]:
        """What has come. Raises OSError where it is too much."""
        for event in self._protocol.events():
            if not self._came(len(getattr(event, "data", b"") or b"")):
                raise OSError("too many messages")
            yield event
