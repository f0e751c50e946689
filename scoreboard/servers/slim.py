"""What a connected phone keeps of the request by which it came: what is read again, and no more.

Its request is held for as long as it stays, and with it the headers (four times), two buffers, and
a green thread's stack that was once as deep as the greeting is. A hall has a thousand phones.

It rests on what follows, which `keep_little` looks at before anything is replaced; where a library
has changed everything is kept. Tried with python-socketio 5.18, Flask-SocketIO 5.6 and
eventlet 0.41:

- `socketio.Server._handle_connect(eio_sid, namespace, data)` runs the handler of `connect`, and
  `Server.environ` holds what each later event makes its request of, with the session of Flask in
  `saved_session`;
- eventlet's handler does nothing with its `rfile`, `wfile` and `headers` after a websocket, and
  with its `environ` nothing but run the `eventlet.posthooks`; where it would answer it is stopped;
- closing a socket's file gives its buffer back, and leaves the socket open.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPMessage
from types import MethodType
from typing import TYPE_CHECKING, Any

from scoreboard.crowd import HALL, LINE, Line
from scoreboard.servers.libraries import lacking

if TYPE_CHECKING:
    # Not at run time: eventlet's patching comes before Flask.
    from flask_socketio import SocketIO

log = logging.getLogger(__name__)

LET_GO = "scoreboard.let_go"
# What a server reads when a request has ended.
AT_THE_END = frozenset({LINE, HALL, "eventlet.posthooks"})
# What Flask makes the request of a later event of, and what Engine.IO reads when it is answered.
FOR_EVENTS = frozenset(
    {
        "flask.app",
        "saved_session",
        "werkzeug.request",
        "wsgi.url_scheme",
        "wsgi.errors",
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "PATH_INFO",
        "QUERY_STRING",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
        "REMOTE_ADDR",
        "HTTP_HOST",
        "HTTP_ORIGIN",
        "HTTP_ACCEPT_ENCODING",
        "HTTP_X_FORWARDED_HOST",
        "HTTP_X_FORWARDED_PROTO",
        "HTTP_X_SCHEME",
        "HTTP_X_REQUEST_ID",
        LINE,
    }
)
_NO_HEADERS = HTTPMessage()
Helps = Callable[[object, Any], None]


def keep_little(socketio: SocketIO, helps: Helps = lambda _line, _task: None) -> bool:
    """Keep little of phones from now on; False where all is kept.

    `helps` is told of each green thread in which somebody is greeted, and of their connection.
    """
    server = socketio.server
    lacks = lacking((server, ("_handle_connect", "environ")), (server.eio, ("create_event",)))
    if lacks:
        log.warning("each phone keeps its whole request: Socket.IO has no %s", ", ".join(lacks))
        return False
    if server.eio.async_mode == "eventlet":
        server._handle_connect = Slim(server, server._handle_connect, helps).connect
    return True


def called_plainly(app: Callable[..., Any]) -> Callable[..., Any]:
    """The same app as a function of Python's, where it is an object that can be called.

    A phone's green thread keeps what stands on its stack of C, to which each call of an object
    adds most of a kilobyte, and a call of a function nothing.
    """
    call = getattr(app, "__call__", None)  # noqa: B004  # what it is bound to is what is wanted
    return call if isinstance(call, MethodType) else app


class Slim:
    """Greets newcomers, and lets go of what phones brought with them."""

    def __init__(self, server: Any, connect: Callable[..., None], helps: Helps) -> None:
        self._server = server
        self._connect = connect
        self._helps = helps

    def connect(self, eio_sid: str, namespace: str, data: Any) -> None:
        """Take the place of `socketio.Server._handle_connect`; done when it returns.

        In a green thread of its own: a stack keeps the memory that it has ever used, and that of
        who reads from a screen stays for as long as the screen does.
        """
        failures: list[BaseException] = []
        done = self._server.eio.create_event()

        def work() -> None:
            try:
                self._connect(eio_sid, namespace, data)
            except BaseException as error:  # noqa: BLE001  # handed to who waits, whatever it is
                failures.append(error)
            finally:
                done.set()

        line = self._server.environ.get(eio_sid, {}).get(LINE)
        self._helps(line, self._server.eio.start_background_task(work))
        # Not its `join`: that of a green thread which has not begun returns at once.
        done.wait()
        if failures:
            raise failures[0]
        environ = self._server.environ.get(eio_sid, {})
        line = environ.get(LINE)
        if isinstance(line, Line) and line.who == "audience":
            shrink(environ, FOR_EVENTS)


def shrink(environ: dict[str, Any], keys: frozenset[str]) -> None:
    """Leave a request these keys; what many phones say alike is kept once."""
    kept = {
        key: sys.intern(value) if type(value) is str else value
        for key, value in environ.items()
        if key in keys
    }
    environ.clear()
    environ.update(kept)


class LetsGo:
    """What a handler of eventlet's kind does differently; stands before it as a base."""

    rfile: Any
    wfile: Any
    connection: Any
    headers: Any
    environ: dict[str, Any]
    close_connection: Any

    def get_environ(self) -> dict[str, Any]:
        """The request, which knows how to let go of what a websocket does not need."""
        environ: dict[str, Any] = super().get_environ()  # type: ignore[misc]  # the other base's
        environ[LET_GO] = self.let_go
        return environ

    def let_go(self) -> None:
        """From now on a websocket speaks and hears by the socket itself."""
        for opened in (self.rfile, self.wfile):
            opened.close()
        self.headers = _NO_HEADERS
        shrink(self.environ, AT_THE_END)

    def handle_one_response(self) -> None:
        """Answer; where a websocket has failed, nothing can follow what it wrote."""
        try:
            super().handle_one_response()  # type: ignore[misc]  # the other base's
        except ValueError:
            if not self.wfile.closed:
                raise
            self.close_connection = True

    def finish(self) -> None:
        """Close what was opened, also where the last bytes could not be sent."""
        # Upstream leaves out the rest when a write fails, and the files keep the descriptor until
        # the collector comes by.
        try:
            super().finish()  # type: ignore[misc]  # the other base's
        finally:
            for opened in (self.wfile, self.rfile, self.connection):
                with suppress(OSError):
                    opened.close()
            # They hold one another: of a thousand phones that leave the collector would have fifty
            # thousand objects to take away at once.
            self.environ = {}
