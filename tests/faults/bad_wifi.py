"""A Wi-Fi between one tablet and a real server, on which each mark that is sent meets its fate."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tests.support.server import HALL_HOST

END_OF_HEAD = b"\r\n\r\n"
PATIENCE = 30
BAD_GATEWAY = b"<!doctype html><title>502</title><h1>Bad gateway</h1>"
UNAVAILABLE = json.dumps({"status": 503, "title": "Unavailable", "detail": "Come again."}).encode()


@dataclass(frozen=True)
class Fate:
    """What becomes of a request (`evening.js` has the table), after so many milliseconds."""

    what: str
    way: int


class BadWifi:
    """Passes all on to a server, each request on a line of its own; marks meet their fates."""

    def __init__(
        self,
        port: int,
        fates: Sequence[Fate],
        twice_seconds: float,
        *,
        swallows_sockets: bool = False,
    ) -> None:
        """`swallows_sockets`: no websocket comes through, and nobody says so."""
        self._port = port
        self._swallows_sockets = swallows_sockets
        self._fates = iter(fates)
        self._twice = twice_seconds
        self.is_well = False
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._lines: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.hall = f"http://{HALL_HOST}:{self._door.getsockname()[1]}"
        threading.Thread(target=self._welcome, daemon=True).start()

    def tidy_up(self) -> None:
        """Close every line that is still open."""
        self._over.set()
        with self._lock:
            lines = [self._door, *self._lines]
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        near.settimeout(None)
        with self._lock:
            self._lines.add(near)
        try:
            with suppress(OSError), near:
                self._hear(near)
        finally:
            with self._lock:
                self._lines.discard(near)

    def _hear(self, near: socket.socket) -> None:
        head, body = _request(near)
        if not head:
            return
        line = head.split(b"\r\n", 1)[0]
        if b"upgrade: websocket" in head.lower():
            if self._swallows_sockets:
                self._silence(near)
            else:
                self._talk(near, head + body)
        elif line.startswith(b"POST ") and b"/scores?" in line:
            self._meet(near, _alone(head) + body)
        else:
            near.sendall(self._ask(_alone(head) + body))

    def _meet(self, near: socket.socket, request: bytes) -> None:
        with self._lock:
            fate = next(self._fates, Fate("answered", 20))
        what = "answered" if self.is_well else fate.what
        if what == "swallowed":
            self._silence(near)
            return
        self._over.wait(fate.way / 1000)
        acts: dict[str, Callable[[], None]] = {
            "lost": lambda: _cut(near),
            "cut": lambda: self._arrives_and_is_cut(near, request, fate),
            "unanswered": lambda: self._arrives_in_silence(near, request),
            "bad gateway": lambda: near.sendall(
                _answer("502 Bad Gateway", "text/html", BAD_GATEWAY)
            ),
            "unavailable": lambda: near.sendall(
                _answer("503 Service Unavailable", "application/problem+json", UNAVAILABLE)
            ),
            "twice": lambda: self._arrives_twice(near, request),
            "answered": lambda: near.sendall(self._ask(request)),
        }
        acts[what]()

    def _arrives_and_is_cut(self, near: socket.socket, request: bytes, fate: Fate) -> None:
        self._ask(request)
        self._over.wait(fate.way / 1000)
        _cut(near)

    def _arrives_in_silence(self, near: socket.socket, request: bytes) -> None:
        self._ask(request)
        self._silence(near)

    def _arrives_twice(self, near: socket.socket, request: bytes) -> None:
        self._ask(request)
        self._over.wait(self._twice)
        if not self._over.is_set():
            near.sendall(self._ask(request))

    def _silence(self, near: socket.socket) -> None:
        """Until the tablet gives it up."""
        while near.recv(65536):
            pass

    def _ask(self, request: bytes) -> bytes:
        """The server's answer to the end. Raises OSError where there is nobody."""
        with socket.create_connection(("127.0.0.1", self._port), PATIENCE) as far:
            far.sendall(request)
            said = bytearray()
            while part := far.recv(65536):
                said += part
        if not said:
            raise ConnectionResetError
        return bytes(said)

    def _talk(self, near: socket.socket, request: bytes) -> None:
        """What goes both ways until one of the two hangs up."""
        far = socket.create_connection(("127.0.0.1", self._port), PATIENCE)
        far.settimeout(None)
        with self._lock:
            self._lines.add(far)
        with far:
            far.sendall(request)
            back = threading.Thread(target=_pass, args=(far, near), daemon=True)
            back.start()
            _pass(near, far)
            back.join()
        with self._lock:
            self._lines.discard(far)


def _request(near: socket.socket) -> tuple[bytes, bytes]:
    """The head of a request, and its body; empty where the browser has thought better of it."""
    said = bytearray()
    while END_OF_HEAD not in said:
        part = near.recv(65536)
        if not part:
            return b"", b""
        said += part
    head, _, body = bytes(said).partition(END_OF_HEAD)
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        body += near.recv(65536)
    return head + END_OF_HEAD, body


def _alone(head: bytes) -> bytes:
    """The head of a request after which the line is closed."""
    lines = head.removesuffix(END_OF_HEAD).split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*kept, b"Connection: close"]) + END_OF_HEAD


def _answer(status: str, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + body


def _cut(near: socket.socket) -> None:
    """Close the line as a router that was switched off does: with a reset."""
    near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    near.close()


def _pass(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while said := one.recv(65536):
            other.sendall(said)
    for line in (one, other):
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


@contextmanager
def bad_wifi(
    port: int,
    fates: Sequence[Fate] = (),
    twice_seconds: float = 0,
    *,
    swallows_sockets: bool = False,
) -> Iterator[BadWifi]:
    """A bad Wi-Fi to the server at this port."""
    made = BadWifi(port, fates, twice_seconds, swallows_sockets=swallows_sockets)
    try:
        yield made
    finally:
        made.tidy_up()
