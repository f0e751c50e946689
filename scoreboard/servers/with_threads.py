"""Serving by threads, with Werkzeug's server. Only this file names it."""

from __future__ import annotations

import contextvars
import io
import logging
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from scoreboard.crowd import Crowd
from scoreboard.limits import BACKLOG
from scoreboard.servers.bodies import HANG_UP, LAST, HangsUp
from scoreboard.servers.door import Door, watched
from scoreboard.servers.heads import WholeHeads, tell_nonsense
from scoreboard.servers.secure import Below, Tls, is_secure

Result = TypeVar("Result")
FILES_EACH = 1


def make_green() -> None:
    """Threads are what they are."""


def watches() -> int | None:
    """How many files can be watched: each thread watches its own."""
    return None


class _Handler(HangsUp, WholeHeads, WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    unread: Any = None

    def make_environ(self) -> Any:
        environ = super().make_environ()
        if is_secure(self.connection):
            environ["wsgi.url_scheme"] = "https"
        environ[HANG_UP], environ[LAST] = self.hang_up, self.is_last
        return environ

    def hang_up(self) -> None:
        super().hang_up()
        # Werkzeug would read from it what is left after the answer.
        self.unread, self.rfile = self.rfile, io.BytesIO()

    def run_wsgi(self) -> None:
        super().run_wsgi()
        self.answered(self.connection, time.sleep)
        if self.unread is not None:
            self.unread.close()


class _Server(ThreadedWSGIServer):
    request_queue_size = BACKLOG
    daemon_threads = True
    door: Door | None = None
    crowd: Crowd
    tls: Tls | None = None

    def get_request(self) -> tuple[Any, Any]:
        return self.door.accept() if self.door else super().get_request()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of what went wrong: in one line where it was the request."""
        if isinstance(sys.exc_info()[1], (OSError, ValueError)):
            tell_nonsense(self.crowd.rates, str(client_address[0]))
        else:
            super().handle_error(request, client_address)

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        with suppress(OSError):
            secure = self.tls.greet(request)
            self.crowd.becomes(client_address, Below(secure))
            try:
                super().finish_request(secure, client_address)
            finally:
                secure.close()


def in_thread(work: Callable[[], Result]) -> Result:
    """Do long work: each request has a thread of its own, but no other than that is its own here.

    In a context of its own, so that nothing is taken from the request that the others would lack.
    """
    return contextvars.Context().run(work)


def at_disk(work: Callable[[], Result]) -> Result:
    """Wait for the disk: each request does that alone."""
    return work()


def soon(call: Callable[[], object]) -> None:
    """Call at once: threads have no loop."""
    call()


def serve(
    app: Callable[..., Any], host: str, port: int, crowd: Crowd, tls: Tls | None = None
) -> None:
    """Serve until the process ends."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    _Handler.rates = crowd.rates
    server = _Server(host, port, watched(app, crowd), _Handler)
    server.door = Door(server.socket, crowd, time.sleep)
    server.crowd, server.tls = crowd, tls
    server.serve_forever()
