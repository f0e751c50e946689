"""A hall full of phones: hundreds of bare connections and sockets, held by one thread."""

from __future__ import annotations

import json
import selectors
import socket
import threading
import time
from contextlib import suppress
from typing import Any

import websocket

from tests.support.server import Server

PING, PONG, CONNECTED, REFUSED = "2", "3", "40", "44"


class Knocking:
    """Connections that were opened and are kept, for nothing."""

    def __init__(self, server: Server) -> None:
        self._address = ("127.0.0.1", server.port)
        self.open: list[socket.socket] = []
        self._answered: set[socket.socket] = set()
        self._over: set[socket.socket] = set()

    def knock(self, count: int, *, ask: bool = False) -> None:
        """Open so many more; `ask`: each has asked for something and got it."""
        for _ in range(count):
            one = socket.create_connection(self._address, timeout=20)
            if ask:
                one.sendall(b"GET /healthz HTTP/1.1\r\nHost: hall\r\n\r\n")
            self.open.append(one)

    def begin(self, count: int) -> None:
        """Open so many more, each of which asks for the page in half a request, and waits."""
        for _ in range(count):
            one = socket.create_connection(self._address, timeout=20)
            self.open.append(one)
            with suppress(OSError):
                one.sendall(b"GET /e/nm2024 HTTP/1.1\r\nHost: hall\r\n")

    def ended(self) -> int:
        """How many of them the server has ended."""
        for one in self.open:
            if one not in self._over:
                self._look(one)
        return len(self._over)

    @property
    def answered(self) -> int:
        """How many had been sent something when `ended` was asked for."""
        return len(self._answered)

    def close(self) -> None:
        for one in self.open:
            one.close()

    def _look(self, one: socket.socket) -> None:
        one.settimeout(0)
        try:
            while one.recv(4096):
                self._answered.add(one)
        except BlockingIOError:
            return
        except OSError:
            pass
        self._over.add(one)


class Phones:
    """Phones of the audience, connected as the page's script connects them."""

    def __init__(self, server: Server, event: str) -> None:
        self._server = server
        self._event = event
        self._selector = selectors.DefaultSelector()
        self._lock = threading.Lock()
        self._stopping = False
        self.inside: dict[int, websocket.WebSocket] = {}
        self.refused = 0
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def come(self, count: int, view: str = "audience", **auth: str) -> None:
        """So many more open the page's socket; each is let in, or refused and leaves."""
        for _ in range(count):
            self._come(view, auth)

    def _come(self, view: str, auth: dict[str, str]) -> None:
        number = len(self.inside) + self.refused
        url = f"ws://127.0.0.1:{self._server.port}/socket.io/?EIO=4&transport=websocket"
        agent = {"User-Agent": f"phone {number}"}
        try:
            line = websocket.create_connection(url, timeout=20, header=agent)
        except (OSError, websocket.WebSocketException):
            self.refused += 1
            return
        line.recv()
        line.send(CONNECTED + json.dumps({"event": self._event, "view": view, **auth}))
        said = str(line.recv())
        while said.startswith("42"):
            # The board may come before the word that one is in.
            said = str(line.recv())
        if said.startswith(REFUSED):
            assert json.loads(said[2:])["message"] == "full"
            self.refused += 1
            line.close()
            return
        assert said.startswith(CONNECTED), said
        with self._lock:
            self.inside[number] = line
            self._selector.register(line.sock, selectors.EVENT_READ, (number, line))

    def close(self) -> None:
        self._stopping = True
        self._thread.join()
        for line in list(self.inside.values()):
            line.shutdown()

    def _answer(self) -> None:
        """Say that all are still there whenever the server asks."""
        while not self._stopping:
            with self._lock:
                ready = self._selector.select(0) if self._selector.get_map() else []
            for key, _ in ready:
                number, line = key.data
                try:
                    if line.recv() == PING:
                        line.send(PONG)
                except (OSError, websocket.WebSocketException):
                    with self._lock, suppress(KeyError, ValueError):
                        self._selector.unregister(key.fileobj)
                        self.inside.pop(number)
            if not ready:
                time.sleep(0.05)


def waiting(lists: list[dict[str, Any]]) -> int:
    """How many phones the desk was last told to be waiting."""
    return int(lists[-1]["room"]["waiting"]) if lists else 0
