"""Many connections of one process, and what is to be done at a time: no thread, one poll."""

from __future__ import annotations

import errno
import heapq
import select
import socket
import time
from collections.abc import Callable
from contextlib import suppress

# The standard input, which is waited for with the lines.
INPUT = 0
UNDER_WAY = (errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN)


class Line:
    """One connection: bytes to send once it stands, and who reads what comes."""

    __slots__ = ("ended", "hear", "socket", "waiting")

    def __init__(
        self, hear: Callable[[float, bytes], None], ended: Callable[[], None], first: bytes
    ) -> None:
        self.hear, self.ended, self.waiting = hear, ended, first
        self.socket = socket.socket()
        self.socket.settimeout(0)


class Lines:
    """The open lines to one address."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._address = address
        self._poll = select.epoll()
        self._poll.register(INPUT, select.EPOLLIN)
        self._lines: dict[int, Line] = {}
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0

    def later(self, at: float, act: Callable[[], None]) -> None:
        """Call this at that time."""
        self._count += 1
        heapq.heappush(self._due, (at, self._count, act))

    def come_due(self, now: float) -> None:
        """Call what is due by now."""
        while self._due and self._due[0][0] <= now:
            heapq.heappop(self._due)[2]()

    def next_due(self, last: float) -> float:
        """When something is due next; `last` where nothing is."""
        return self._due[0][0] if self._due else last

    def wait(self, seconds: float) -> list[tuple[int, int]]:
        """What has come within so many seconds: pairs of a file's number and what it is."""
        return self._poll.poll(seconds)

    def open(
        self, hear: Callable[[float, bytes], None], ended: Callable[[], None], first: bytes
    ) -> Line:
        """A new line, on which `first` is sent; `ended` is called where it ends by itself."""
        line = Line(hear, ended, first)
        failed = line.socket.connect_ex(self._address)
        if failed and failed not in UNDER_WAY:
            line.socket.close()
            self.later(time.monotonic() + 0.01, ended)
            return line
        self._lines[line.socket.fileno()] = line
        self._poll.register(line.socket.fileno(), select.EPOLLOUT)
        return line

    def serve(self, number: int, what: int) -> None:
        """Send or hear on the line of that number, where it is still open."""
        line = self._lines.get(number)
        if line is None:
            return
        try:
            if line.waiting:
                line.socket.send(line.waiting)
                line.waiting = b""
                self._poll.modify(number, select.EPOLLIN)
                return
            data = line.socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            line.hear(time.monotonic(), data)
        elif what:
            self.close(line)
            line.ended()

    def close(self, line: Line) -> None:
        """End a line; nobody is told."""
        number = line.socket.fileno()
        if self._lines.pop(number, None) is not None:
            with suppress(OSError):
                self._poll.unregister(number)
        line.socket.close()
