"""Clients that mean no good: they write bytes of their own making into real connections."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Self

from tests.support.server import Server

TEXT, BINARY, PING = 1, 2, 9


def frame(payload: bytes, opcode: int = TEXT, *, last: bool = True) -> bytes:
    """A frame of a websocket as a client sends it; `last`: nothing of its message follows."""
    size = len(payload)
    head = bytes([(0x80 if last else 0) | opcode])
    if size < 126:
        head += bytes([0x80 | size])
    else:
        head += bytes([0x80 | 126]) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + payload


def request(path: str, *headers: str, method: str = "GET", body: bytes = b"") -> bytes:
    """A request with this path, whole."""
    lines = [f"{method} {path} HTTP/1.1", "Host: hall", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


UPGRADE = (
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
)
SOCKET = request("/socket.io/?EIO=4&transport=websocket", *UPGRADE)


class Raw:
    """A connection by which anything may be sent."""

    def __init__(self, server: Server) -> None:
        self.line = socket.create_connection(("127.0.0.1", server.port), timeout=20)
        self.heard = b""

    def send(self, data: bytes) -> None:
        self.line.sendall(data)

    def hears(self, what: bytes) -> None:
        """Read until this has come."""
        while what not in self.heard:
            came = self.line.recv(65536)
            assert came, f"the server ended the line before it said {what!r}: {self.heard[-300:]!r}"
            self.heard += came

    def has_ended(self) -> bool:
        """Whether the server has ended the line; what it says meanwhile is read."""
        self.line.settimeout(0)
        try:
            while came := self.line.recv(65536):
                self.heard += came
        except BlockingIOError:
            return False
        except OSError:
            pass
        return True

    def close(self) -> None:
        self.line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def answer(server: Server, asked: bytes) -> bytes:
    """What a request of its own is answered, to the end of the line."""
    with Raw(server) as raw:
        raw.send(asked.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
        with suppress(ConnectionError):
            while came := raw.line.recv(65536):
                raw.heard += came
        return raw.heard


def polling_session(server: Server) -> str:
    """The address of a session that polls, which nobody does yet."""
    opened = answer(server, request("/socket.io/?EIO=4&transport=polling")).decode()
    sid = re.findall(r'"sid":"([^"]+)"', opened)[0]
    return f"/socket.io/?EIO=4&transport=polling&sid={sid}"


def websocket_to(server: Server, event: str | None = None, view: str = "display") -> Raw:
    """A websocket to the server; `event`: it has joined it, as a page does."""
    raw = Raw(server)
    raw.send(SOCKET)
    raw.hears(b'"pingInterval"')
    if event:
        raw.send(frame(b"40" + json.dumps({"event": event, "view": view}).encode()))
        raw.hears(b'40{"sid"')
    return raw


class Flood:
    """Sends the same bytes again and again, as fast as they are taken, and reads what comes."""

    def __init__(self, raw: Raw, data: bytes) -> None:
        self._raw, self._data = raw, data
        self._stop = threading.Event()
        self.closed = threading.Event()
        raw.line.settimeout(0.5)
        self._threads = [
            threading.Thread(target=do, daemon=True) for do in (self._pump, self._drain)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        with suppress(OSError):
            self._raw.line.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._raw.close()

    def _pump(self) -> None:
        while not self._stop.is_set():
            try:
                self._raw.line.sendall(self._data)
            except TimeoutError:
                # What was half sent would be taken for something else.
                continue
            except OSError:
                self.closed.set()
                return

    def _drain(self) -> None:
        while not self._stop.is_set():
            try:
                if not self._raw.line.recv(65536):
                    self.closed.set()
                    return
            except TimeoutError:
                continue
            except OSError:
                self.closed.set()
                return


@contextmanager
def flooding(raw: Raw, data: bytes) -> Iterator[Flood]:
    """Whoever floods, until the end."""
    flood = Flood(raw, data)
    try:
        yield flood
    finally:
        flood.stop()
