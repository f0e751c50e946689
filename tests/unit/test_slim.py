"""A connected phone keeps of its request what is read again; everybody else keeps all of it."""

from __future__ import annotations

import io
import logging
import socket
from types import MethodType, SimpleNamespace
from typing import Any

import pytest
import socketio
from flask import Flask, request

from scoreboard.crowd import LINE, Line, Who
from scoreboard.servers import with_eventlet
from scoreboard.servers.slim import (
    AT_THE_END,
    FOR_EVENTS,
    LET_GO,
    LetsGo,
    called_plainly,
    keep_little,
)

eventlet: Any = vars(with_eventlet)["eventlet"]
NOBODY: Any = SimpleNamespace(fileno=lambda: 9, shutdown=lambda _: None)


class Hall:
    """A Socket.IO server that has greeted a screen or two."""

    def __init__(self) -> None:
        self.server = socketio.Server(async_mode="eventlet")
        self.done: list[str] = []
        self.server._handle_connect = self._greet
        assert keep_little(SimpleNamespace(server=self.server))

    def _greet(self, eio_sid: str, _namespace: str, data: Any) -> None:
        # Others run while somebody is greeted.
        eventlet.sleep(0)
        if data == "broken":
            raise ValueError("no such greeting")
        self.server.environ[eio_sid][LINE].who = data
        self.done.append(eio_sid)

    def came(self, name: str, who: Who | str) -> dict[str, Any]:
        environ = self.server.environ[name] = environ_of()
        self.server._handle_connect(name, "/", who)
        return environ


def environ_of() -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/socket.io/",
        "SERVER_NAME": "hall",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "192.168.1.20",
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "hall:" + str(80),
        "HTTP_USER_AGENT": "Mozilla/5.0",
        "HTTP_COOKIE": "language=zh",
        "headers_raw": (("Host", "hall:80"),),
        "wsgi.input": io.BytesIO(),
        "flask.app": "app",
        "saved_session": {},
        LINE: Line(NOBODY, 0.0, "socket"),
    }


def test_of_a_phones_request_only_what_is_read_again_is_kept() -> None:
    one, other = (hall := Hall()).came("one", "audience"), hall.came("other", "audience")
    assert set(one) == set(environ_of()) & FOR_EVENTS
    assert {"HTTP_USER_AGENT", "HTTP_COOKIE", "headers_raw", "wsgi.input"}.isdisjoint(one)
    assert one["HTTP_HOST"] is other["HTTP_HOST"], "said alike, and kept once"


def test_flask_makes_a_later_events_request_of_what_is_kept() -> None:
    environ = Hall().came("one", "audience")
    with Flask("hall").request_context(environ):
        assert (request.remote_addr, request.host) == ("192.168.1.20", "hall")
        assert request.headers.get("User-Agent") is None


@pytest.mark.parametrize("who", ["staff", "display"])
def test_the_hall_keeps_all_it_came_with(who: Who) -> None:
    assert set(Hall().came("one", who)) == set(environ_of())


def test_who_reads_waits_until_somebody_is_greeted() -> None:
    hall = Hall()
    hall.came("one", "audience")
    assert hall.done == ["one"]
    with pytest.raises(ValueError, match="no such greeting"):
        hall.came("other", "broken")


def test_other_ways_of_serving_keep_all() -> None:
    server = socketio.Server(async_mode="threading")
    ordinary = server._handle_connect
    assert keep_little(SimpleNamespace(server=server))
    assert server._handle_connect == ordinary


def test_where_the_library_has_changed_all_is_kept(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delattr(socketio.Server, "_handle_connect")
    server = socketio.Server(async_mode="eventlet")
    with caplog.at_level(logging.WARNING):
        assert not keep_little(SimpleNamespace(server=server))
    assert len(caplog.records) == 1
    assert "_handle_connect" in caplog.text
    assert not hasattr(server, "_handle_connect")


class Served:
    """What eventlet's handler does, in short."""

    def __init__(self, sock: socket.socket) -> None:
        self.rfile, self.wfile = sock.makefile("rb", 2_048), sock.makefile("wb", 2_048)
        self.headers: Any = {"Host": "hall"}
        self.fails = True

    def get_environ(self) -> dict[str, Any]:
        return {**environ_of(), "eventlet.posthooks": []}

    def handle_one_response(self) -> None:
        if self.fails:
            self.wfile.write(b"HTTP/1.1 500 Internal Server Error")


class Handler(LetsGo, Served):
    """As the server's own is made."""


def test_a_websocket_keeps_no_buffers_headers_or_request_of_the_server() -> None:
    ours, theirs = socket.socketpair()
    handler = Handler(ours)
    handler.environ = handler.get_environ()
    handler.environ[LET_GO]()
    assert handler.rfile.closed
    assert handler.wfile.closed
    assert not list(handler.headers)
    assert set(handler.environ) == {LINE, "eventlet.posthooks"} <= AT_THE_END
    ours.sendall(b"a frame")
    assert theirs.recv(9) == b"a frame"
    # Where it fails, no answer comes after its frames.
    handler.handle_one_response()
    assert handler.close_connection
    ours.close()
    assert theirs.recv(9) == b""
    theirs.close()


def test_a_failure_of_an_ordinary_answer_stays_one() -> None:
    ours, theirs = socket.socketpair()
    handler = Handler(ours)
    handler.wfile = SimpleNamespace(closed=False, write=int)
    with pytest.raises(ValueError, match="invalid literal"):
        handler.handle_one_response()
    ours.close()
    theirs.close()


def test_what_a_phone_waits_in_is_called_as_functions_and_never_as_an_object() -> None:
    class App:
        def __call__(self, said: str) -> str:
            return f"heard {said}"

        def other(self, said: str) -> str:
            return f"other {said}"

    app = App()
    called = called_plainly(app)
    assert isinstance(called, MethodType)
    assert called("it") == "heard it"
    for already in (app.other, environ_of, len):
        assert called_plainly(already) is already
    served = Flask(__name__)
    assert isinstance(called_plainly(served), MethodType)
