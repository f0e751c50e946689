"""The way in, the same for every server: accept and go on, whatever the system says."""

from __future__ import annotations

import errno
import gc
import os
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from scoreboard.crowd import Crowd
from scoreboard.limits import (
    MOST_DESCRIPTORS,
    RETRY_SECONDS,
    SELECT_WATCHES,
    WITHOUT_LIMIT,
)
from scoreboard.servers.bodies import HANG_UP, answering, watch_body
from scoreboard.servers.slim import called_plainly

# The listening socket itself is gone; every other trouble passes.
GONE = (errno.EBADF, errno.EINVAL, errno.ENOTSOCK)
AGAIN = (errno.EAGAIN, errno.EWOULDBLOCK)
# The system gives no more connections.
FULL = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
PAUSE_SECONDS = 0.05
# So many failures in a row, and somebody is let in only to be asked to wait.
PATIENCE = 20
# What only the collector would free is freed now, but not at each failure: it takes a moment.
COLLECT_SECONDS = 2
# So many are let in before those who are in are served.
BREATH = 4
_SORRY = (
    f"HTTP/1.1 503 Service Unavailable\r\nRetry-After: {RETRY_SECONDS}\r\nConnection: close\r\n"
    "Content-Length: 0\r\n\r\n"
).encode()


class Door:
    """A listening socket whose `accept` always brings somebody, and raises when it is closed."""

    def __init__(self, listener: Any, crowd: Crowd, sleep: Callable[[float], object]) -> None:
        self._listener = listener
        self._crowd = crowd
        self._sleep = sleep
        self._failures = self._accepted = 0
        self._collected = float("-inf")
        self._spare = _spare()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)

    def accept(self) -> tuple[Any, Any]:
        """The next connection and its address."""
        while True:
            try:
                came, peer = self._listener.accept()
            except OSError as error:
                if error.errno in (*GONE, *AGAIN):
                    raise
                self.failed(error)
                self._sleep(PAUSE_SECONDS)
                continue
            self._failures = 0
            send_at_once(came)
            self._crowd.arrived(came, peer)
            self._accepted += 1
            if self._accepted % BREATH == 0:
                # While many knock, those who are in must be served, too.
                self._sleep(0)
            return came, peer

    def failed(self, error: OSError) -> None:
        """An accept has failed: make room, and in the end ask somebody to wait."""
        self._failures += 1
        if error.errno not in FULL:
            return
        self._crowd.make_room(BREATH)
        if time.monotonic() - self._collected > COLLECT_SECONDS:
            gc.collect()
            self._collected = time.monotonic()
        if self._failures % PATIENCE == 0 and self._spare is not None:
            os.close(self._spare)
            with suppress(OSError):
                came, _ = self._listener.accept()
                with suppress(OSError):
                    came.send(_SORRY)
                came.close()
            self._spare = _spare()


def send_at_once(came: Any) -> None:
    """Let the system send what is written without waiting for more (TCP_NODELAY)."""
    with suppress(OSError):
        came.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _spare() -> int | None:
    """A descriptor kept for the moment in which there is no other."""
    try:
        return os.open(os.devnull, os.O_RDONLY)
    except OSError:
        return None


def watched(app: Callable[..., Any], crowd: Crowd) -> Callable[..., Any]:
    """The app, which reports each request's beginning and end to the crowd."""
    app = called_plainly(app)

    def site(environ: dict[str, Any], start_response: Any) -> Any:
        if not crowd.begins(environ):
            start = answering(None, environ, start_response)
            start("503 Service Unavailable", [("Connection", "close")])
            return []
        try:
            body = watch_body(environ, crowd)
        except ValueError:
            return _not_understood(environ, answering(None, environ, start_response), crowd)
        start_response = answering(body, environ, start_response)
        _spell(environ)
        # Compressing for each screen by itself would cost more than all else, and 150 kB each.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        # A file is read and closed at once: slow phones must not keep hundreds of them open.
        environ["wsgi.file_wrapper"] = _read_whole
        try:
            crowd.wait_turn(environ)
            answer = app(environ, start_response)
        except BaseException:
            crowd.ends(environ)
            raise
        kind = _List if hasattr(answer, "__len__") else _Answer
        return kind(answer, lambda: crowd.ends(environ))

    return site


def _not_understood(environ: dict[str, Any], start_response: Any, crowd: Crowd) -> _List:
    """The answer to a request of which nobody can say where it ends."""
    environ.get(HANG_UP, lambda: None)()
    start_response("400 Bad Request", [("Content-Length", "0"), ("Connection", "close")])
    return _List([], lambda: crowd.ends(environ))


def _spell(environ: dict[str, Any]) -> None:
    """Spell what stands behind a question mark as browsers do: not everybody does."""
    query = environ.get("QUERY_STRING", "")
    if not query.isascii():
        environ["QUERY_STRING"] = "".join(c if c.isascii() else f"%{ord(c):02X}" for c in query)


def _read_whole(file: Any, _size: int = 0) -> list[bytes]:
    with file:
        return [file.read()]


class _Answer:
    """What the app answers, which reports when it has been sent."""

    def __init__(self, answer: Iterable[bytes], sent: Callable[[], None]) -> None:
        self._answer = answer
        self._sent = sent

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        try:
            if hasattr(self._answer, "close"):
                self._answer.close()
        finally:
            self._sent()


class _List(_Answer):
    """One whose length is known, which spares the server sending it in pieces."""

    def __len__(self) -> int:
        return len(self._answer)  # type: ignore[arg-type]  # asked before it was made


def raise_limit(watches: int | None) -> int:
    """Let the process open as many files as it may; how many that is.

    `watches`: how many the server's hub can watch, if it has a limit. Then there must be no more:
    a number that is too high for it would end the process, where a failed accept does not.
    """
    most = MOST_DESCRIPTORS if watches is None else min(MOST_DESCRIPTORS, watches)
    try:
        import resource  # noqa: PLC0415  # Windows has none
    except ImportError:
        return min(most, WITHOUT_LIMIT, SELECT_WATCHES // 2 if watches else most)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in (most, 24_576, 10_240, 4_096):
        # macOS calls the hard limit infinite and refuses more than its kernel allows.
        asked = min(wanted, most, hard if hard != resource.RLIM_INFINITY else wanted)
        if asked <= soft and watches is None:
            break
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (asked, hard))
            break
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return most if soft == resource.RLIM_INFINITY or soft < 0 else min(soft, most)


def select_watches() -> int:
    """How many files `select` can watch on this system."""
    return SELECT_WATCHES // 2 if sys.platform == "win32" else SELECT_WATCHES
