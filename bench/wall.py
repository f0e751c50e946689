"""A wall and the judge beside it: bare sockets of this process, which does no more meanwhile."""

from __future__ import annotations

import json
import select
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bench import wire

PATIENCE = 30.0


class Asker:
    """One kept connection on which requests are asked one after the other."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._open()

    def _open(self) -> None:
        name, port = self._host.split(":")
        self.socket = socket.create_connection((name, int(port)), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers = wire.Answers()

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Status, head and body; on a new connection where the old one was ended meanwhile."""
        for last in (False, True):
            with suppress(ConnectionError):
                self.socket.sendall(request)
                while data := self.socket.recv(65536):
                    for answer in self.answers.feed(data):
                        return answer
            if last:
                break
            self.close()
            self._open()
        raise ConnectionError("the server ended the connection twice")

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes, bytes]:
        """An answer to GET."""
        return self.ask(wire.request_bytes("GET", self._host, path, headers))

    def open_anew(self) -> None:
        """Another connection where the server has ended this one, which was idle for long."""
        if select.select([self.socket], [], [], 0)[0]:
            self.close()
            self._open()

    def close(self) -> None:
        """Close the connection."""
        self.socket.close()


def posted(answer: tuple[int, bytes, bytes]) -> bytes:
    """The body of an answer that is well. Raises RuntimeError."""
    status, _, body = answer
    if status >= 400:
        raise RuntimeError(f"{status}: {body.decode('utf-8', 'replace')}")
    return body


@dataclass(frozen=True, slots=True)
class TimedMark:
    """A mark: when it was posted, and seconds until it was answered and until the wall had it."""

    since: float
    answered: float
    seen: float
    version: int


class Wall:
    """A display, and the judge beside it: when a mark was answered and when the wall had it."""

    def __init__(self, host: str, auth: dict[str, Any]) -> None:
        self._judge = Asker(host)
        self._line = Asker(host)
        _, head, _ = self._line.ask(wire.upgrade_bytes(host))
        self._frames = wire.frames_of(head)
        self._seen = 0
        self._let_in = False
        self._line.socket.sendall(wire.text_frame(wire.connect_text(auth)))
        self._take(self._line.answers.rest)
        give_up = time.monotonic() + PATIENCE
        while not self._let_in:
            self._listen(0.1)
            if time.monotonic() > give_up:
                raise TimeoutError("the wall was not let in")

    def mark(self, request: bytes) -> TimedMark:
        """Post a mark and wait until it is answered and the wall has its version."""
        self._drain()
        self._judge.open_anew()
        since = time.monotonic()
        self._judge.socket.sendall(request)
        answered = arrived = seen = 0.0
        want: int | None = None
        while not (answered and seen):
            ready = self._ready(PATIENCE)
            now = time.monotonic()
            if not ready:
                raise TimeoutError(f"version {want} did not come in {PATIENCE} s")
            if self._judge.socket in ready:
                data = self._judge.socket.recv(65536)
                if not data:
                    raise ConnectionError("the server ended the judge's connection")
                for answer in self._judge.answers.feed(data):
                    answered, want = now, json.loads(posted(answer))["version"]
            if self._line.socket in ready:
                before = self._seen
                self._hear()
                if self._seen > before:
                    arrived = now
            if not seen and want is not None and self._seen >= want:
                seen = arrived
        return TimedMark(since, answered - since, seen - since, want or 0)

    def idle(self, seconds: float) -> None:
        """Do nothing for so long but answer pings."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._listen(left)

    def close(self) -> None:
        """Close the page."""
        self._judge.close()
        self._line.close()

    def _ready(self, seconds: float) -> list[socket.socket]:
        return select.select([self._judge.socket, self._line.socket], [], [], seconds)[0]

    def _drain(self) -> None:
        while self._listen(0):
            pass

    def _listen(self, seconds: float) -> bool:
        ready = select.select([self._line.socket], [], [], seconds)[0]
        if ready:
            self._hear()
        return bool(ready)

    def _hear(self) -> None:
        data = self._line.socket.recv(1 << 20)
        if not data:
            raise ConnectionError("the server ended the wall's connection")
        self._take(data)

    def _take(self, data: bytes) -> None:
        for message in self._frames.feed(data):
            if message == wire.PING:
                self._line.socket.sendall(wire.text_frame(wire.PONG))
            elif message.startswith(wire.CONNECTED):
                self._let_in = True
            elif message.startswith(wire.REFUSED):
                raise ConnectionError(message.decode())
            elif (version := wire.board_version(message)) is not None:
                self._seen = max(self._seen, version)
