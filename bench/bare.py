"""The floors, each a program of its own: `python -m bench.bare broadcast|route PORT [FOLDER]`.

`broadcast` opens websockets and writes what it was posted to all of them, one bare `send` after
the other. `route` is the scoreboard's own framework and server with three routes: one that commits
a row, one that answers bytes from memory, and one that does nothing.
"""

from __future__ import annotations

import selectors
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench import wire
from bench.processes import raise_limit

ANSWER = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"
UPGRADED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
OPENED = b'0{"sid":"bare","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'
LET_IN = b'40{"sid":"bare"}'
FIRST = b'42["board",{"version":0}]'


class Broadcaster:
    """Accepts without compression, answers no message but the first, and writes without a queue."""

    def __init__(self, port: int) -> None:
        self._selector = selectors.DefaultSelector()
        self._listener = socket.create_server(("127.0.0.1", port), backlog=1024)
        self._listener.settimeout(0)
        self._selector.register(self._listener, selectors.EVENT_READ, None)
        self._open: dict[socket.socket, bytes] = {}
        self._inside: list[socket.socket] = []

    def run(self) -> None:
        """Serve until killed."""
        while True:
            for key, _ in self._selector.select():
                if key.data is None:
                    self._accept()
                else:
                    self._read(key.data)

    def _accept(self) -> None:
        with suppress(BlockingIOError):
            while True:
                came, _ = self._listener.accept()
                came.settimeout(0)
                came.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open[came] = b""
                self._selector.register(came, selectors.EVENT_READ, came)

    def _read(self, line: socket.socket) -> None:
        try:
            data = line.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._selector.unregister(line)
            self._open.pop(line, None)
            if line in self._inside:
                self._inside.remove(line)
            line.close()
        elif line not in self._open:
            # In already: pongs and acknowledgements are of no interest.
            return
        else:
            self._open[line] += data
            self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        said = self._open[line]
        head, end, body = said.partition(b"\r\n\r\n")
        if not end:
            return
        if said.startswith(b"POST"):
            size = int(wire.field_of(head + b"\r\n\r\n", "content-length"))
            if len(body) < size:
                return
            self._open[line] = body[size:]
            self._broadcast(body[:size])
            line.send(ANSWER)
        elif not body:
            line.send(UPGRADED + wire.plain_frame(OPENED))
        else:
            del self._open[line]
            line.send(wire.plain_frame(LET_IN) + wire.plain_frame(FIRST))
            self._inside.append(line)

    def _broadcast(self, body: bytes) -> None:
        frame = wire.plain_frame(wire.EVENT + body)
        for line in self._inside:
            line.send(frame)


def serve_routes(port: int, folder: Path) -> None:
    """Flask on eventlet, as the scoreboard is served, on a database with the same settings."""
    import eventlet  # noqa: PLC0415  # it patches before all else
    import eventlet.wsgi  # noqa: PLC0415

    eventlet.monkey_patch()
    from flask import Flask, request  # noqa: PLC0415
    from sqlalchemy import text  # noqa: PLC0415

    from scoreboard.storage.database import Database, make_engine  # noqa: PLC0415

    app = Flask("bare")
    database = Database(make_engine(f"sqlite:///{folder / 'bare.db'}"))
    with database.writing() as session:
        session.execute(text("CREATE TABLE rows (id INTEGER PRIMARY KEY, value TEXT NOT NULL)"))
    kept: dict[str, Any] = {"type": "text/plain", "body": b"nothing yet"}

    @app.post("/rows")
    def add() -> dict[str, bool]:
        value = request.get_json()["value"]
        with database.writing() as session:
            session.execute(text("INSERT INTO rows (value) VALUES (:value)"), {"value": value})
        return {"ok": True}

    @app.put("/kept")
    def keep() -> dict[str, bool]:
        kept["body"], kept["type"] = request.get_data(), request.headers["X-Type"]
        return {"ok": True}

    @app.get("/kept")
    def give() -> tuple[bytes, dict[str, str]]:
        return kept["body"], {"Content-Type": kept["type"]}

    @app.get("/healthz")
    def well() -> dict[str, bool]:
        return {"ok": True}

    listener = eventlet.listen(("127.0.0.1", port), backlog=1024)
    eventlet.wsgi.server(listener, app, log_output=False)


def main() -> None:
    """Serve one of them until killed."""
    raise_limit()
    kind, port = sys.argv[1], int(sys.argv[2])
    if kind == "broadcast":
        Broadcaster(port).run()
    else:
        serve_routes(port, Path(sys.argv[3]))


if __name__ == "__main__":
    main()
