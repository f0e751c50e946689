"""The body of a request, for which nobody waits for ever, and which nobody reads who refused it.

A server reads on what the app has left, so that the next request on the line can be found: here
only a little of it. Else the answer is the last on its line: it is sent, the line is closed for
writing, what is on its way is dropped for a moment, so that the answer is not lost to a reset,
and the line is closed.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from scoreboard.crowd import LINE, Crowd, Line
from scoreboard.limits import HANG_UP_BYTES, HANG_UP_SECONDS, LARGEST_BODY, LARGEST_UPLOAD

# In a request: what its server is told by that nothing follows on the line.
HANG_UP = "scoreboard.hang_up"
# And by that its answer is the last; true where the server says so in the answer's head itself.
LAST = "scoreboard.last"
_CLOSE = ("Connection", "close")
# As many figures as Python reads into a number.
_FIGURES = 4_000
_PART = 64 * 1024


def watch_body(environ: dict[str, Any], crowd: Crowd) -> Body | None:
    """Let the crowd know that a body is on its way, until it is there; None without one.

    Raises ValueError where its length is none: then nobody knows where the next request begins.
    """
    said = str(environ.get("CONTENT_LENGTH") or "0")
    if not (said.isascii() and said.isdigit() and len(said) <= _FIGURES):
        raise ValueError
    length = int(said)
    endless = "HTTP_TRANSFER_ENCODING" in environ
    if not (length or endless):
        return None
    found = environ.get(LINE)
    line = found if isinstance(found, Line) else None
    if line is not None:
        # What is longer is not read.
        crowd.waits_for_body(line, min(length, LARGEST_UPLOAD))
    body = Body(environ["wsgi.input"], line, None if endless else length)
    environ["wsgi.input"] = body
    return body


def answering(body: Body | None, environ: dict[str, Any], start_response: Any) -> Any:
    """What the app begins its answer by: the last one where too much of the body is left.

    It is the last, too, where the app says so. That it is stands in its head once, by whichever
    of app and server says it.
    """

    def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
        is_last = _CLOSE in headers
        if body is not None and (body.is_left or (is_last and not body.is_over)):
            is_last = True
            environ.get(HANG_UP, bool)()
        if is_last:
            said: bool = environ.get(LAST, bool)()
            others = [one for one in headers if one[0].lower() != "connection"]
            headers = others if said else [*others, _CLOSE]
        return start_response(status, headers, *error)

    return start


def linger(
    connection: Any,
    rest: Callable[[float], object],
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Close a line for writing and drop for a moment what comes; `rest` gives others a turn."""
    until, left = clock() + HANG_UP_SECONDS, HANG_UP_BYTES
    with suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        while left > 0 and (patience := until - clock()) > 0:
            connection.settimeout(patience)
            came = len(connection.recv(min(left, _PART)))
            if not came:
                return
            left -= came
            rest(0)


class Body:
    """What a request's body is read from."""

    def __init__(self, source: Any, line: Line | None, length: int | None) -> None:
        self._source = source
        self._line = line
        self._left = length
        self._over = False

    @property
    def is_over(self) -> bool:
        """Whether all of it has been read."""
        return self._over

    @property
    def is_left(self) -> bool:
        """Whether more is on its way than is read for the sake of the next request."""
        return not self._over and (self._left is None or self._left > LARGEST_BODY)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)

    def read(self, *size: int) -> bytes:
        """The next bytes, or all that are left."""
        return self._came(self._source.read(*size), whole=not size or size[0] != 0)

    def readline(self, *size: int) -> bytes:
        """The next line."""
        return self._came(self._source.readline(*size), whole=True)

    def readlines(self, *hint: int) -> list[bytes]:
        """All the lines that are left."""
        lines: list[bytes] = self._source.readlines(*hint)
        self._came(b"".join(lines), whole=True)
        return lines

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line

    def _came(self, data: bytes, *, whole: bool) -> bytes:
        """`whole`: nothing at all would mean that there is no more."""
        if self._left is not None:
            self._left -= len(data)
        if (whole and not data) or (self._left is not None and self._left <= 0):
            self._over = True
            if self._line is not None:
                self._line.body_by = None
        return data


class HangsUp:
    """What a handler does differently; stands before it as a base."""

    close_connection: Any
    hangs_up = False
    # Whether the head of an answer says so by itself where it is the last on its line.
    says_close = True

    def get_environ(self) -> Any:
        """The request, which knows how to say that its answer is the last on the line."""
        environ = super().get_environ()  # type: ignore[misc]  # the other base's
        environ[HANG_UP], environ[LAST] = self.hang_up, self.is_last
        return environ

    def is_last(self) -> bool:
        """The answer that begins now is the last; whether its head will say so by itself."""
        self.close_connection = True
        return self.says_close

    def hang_up(self) -> None:
        """Nothing that follows the request is read."""
        self.hangs_up = self.close_connection = True

    def answered(self, connection: Any, rest: Callable[[float], object]) -> None:
        """The answer has been sent."""
        if self.hangs_up:
            linger(connection, rest)
