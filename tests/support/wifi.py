"""A Wi-Fi between a client and a server: it can vanish, without a word to either of them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Wifi:
    """Passes bytes on both ways until it vanishes; then it swallows them, and closes nothing."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._gone = threading.Event()
        self._lines: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._welcome, daemon=True).start()

    def vanish(self) -> None:
        self._gone.set()

    def tidy_up(self) -> None:
        for line in (self._door, *self._lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                self._lines += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(65536):
                if not self._gone.is_set():
                    other.sendall(said)
            if not self._gone.is_set():
                other.shutdown(socket.SHUT_WR)


@contextmanager
def wifi(port: int) -> Iterator[Wifi]:
    """A Wi-Fi to the server at this port."""
    made = Wifi(port)
    try:
        yield made
    finally:
        made.tidy_up()
