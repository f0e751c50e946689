"""Serving by gevent's green threads. Only this file names gevent."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from http.client import HTTPException
from typing import Any, TypeVar

from scoreboard.crowd import Crowd
from scoreboard.limits import BACKLOG, THREADS_ASIDE
from scoreboard.servers.aside import short_turns
from scoreboard.servers.bodies import HangsUp
from scoreboard.servers.door import (
    BREATH,
    GONE,
    PAUSE_SECONDS,
    Door,
    select_watches,
    send_at_once,
    watched,
)
from scoreboard.servers.heads import Lines, tell_nonsense
from scoreboard.servers.secure import Tls, is_secure

Result = TypeVar("Result")
# simple-websocket doubles gevent's socket.
FILES_EACH = 2


def make_green() -> None:
    """Make sockets, locks and sleeps cooperative before anything imports them."""
    import gevent.monkey  # noqa: PLC0415  # before everything else, and only where it is asked for

    gevent.monkey.patch_all()


def watches() -> int | None:
    """How many files the loop can watch; None where it has no limit."""
    import gevent  # noqa: PLC0415

    backend = getattr(gevent.get_hub().loop, "backend", "")
    return select_watches() if backend == "select" else None


class _Raw:
    """A connection below gevent's own: its `shutdown` would raise in whoever waits to read."""

    def __init__(self, green: Any) -> None:
        self._green = green

    def fileno(self) -> int:
        return int(self._green.fileno())

    def shutdown(self, how: int, /) -> None:
        self._green._sock.shutdown(how)


class _Unread:
    """What gevent takes for a body of which nothing is left."""

    def _discard(self) -> None:
        pass


class _HangsUp(HangsUp):
    """As every handler; gevent's would read after the answer what is left of the body."""

    wsgi_input: Any
    says_close = False

    def hang_up(self) -> None:
        super().hang_up()
        self.wsgi_input = _Unread()

    def handle_error(self, kind: type[BaseException], error: Any, trace: Any) -> None:
        """Tell of a fault; gone in the middle of an answer is none, over TLS neither."""
        if issubclass(kind, ssl.SSLError):
            self.close_connection = True
        else:
            super().handle_error(kind, error, trace)  # type: ignore[misc]  # the other base's


class _Listener:
    """The listening socket as a door asks for it."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def accept(self) -> tuple[Any, Any]:
        number, peer = self._raw._accept()
        return socket.socket(fileno=number), peer


def in_thread(work: Callable[[], Result]) -> Result:
    """Do long work in a real thread; this green thread waits, the others go on."""
    return _apply(_pool("long work", THREADS_ASIDE), work)


def at_disk(work: Callable[[], Result]) -> Result:
    """Wait for the disk in a real thread that is kept for it."""
    return _apply(_pool("the disk", 1), work)


def _apply(pool: Any, work: Callable[[], Result]) -> Result:
    """What the work answers or raises; the pool would print what is raised in it."""

    def done() -> tuple[Any, Exception | None]:
        try:
            return work(), None
        except Exception as error:  # noqa: BLE001  # whatever it is, who waits for it is told
            return None, error

    found, error = pool.apply(done)
    if error is not None:
        raise error
    result: Result = found
    return result


@cache
def _pool(_for: str, threads: int) -> Any:
    # Not the hub's own, in which names are looked up.
    from gevent.threadpool import ThreadPool  # noqa: PLC0415  # only where it is asked for

    return ThreadPool(threads)


def soon(call: Callable[[], object]) -> None:
    """Call in the next round of the loop, where nothing may wait."""
    import gevent  # noqa: PLC0415  # only where it is asked for

    gevent.get_hub().loop.run_callback(call)


def serve(
    app: Callable[..., Any], host: str, port: int, crowd: Crowd, tls: Tls | None = None
) -> None:
    """Serve until the process ends."""
    short_turns()
    from gevent import pywsgi  # noqa: PLC0415  # only where it is asked for

    server = _server(pywsgi, crowd, tls)
    server((host, port), watched(app, crowd), log=None, backlog=BACKLOG).serve_forever()


def _handler(pywsgi: Any, crowd: Crowd) -> type[Any]:
    """The handler of requests, which drops a request whose head breaks off."""
    import gevent  # noqa: PLC0415  # only where it is asked for

    class Handler(_HangsUp, pywsgi.WSGIHandler):  # type: ignore[misc]  # gevent ships no types
        client_address: Any
        rfile: Any
        broken = False

        def read_request(self, raw_requestline: str) -> Any:
            lines = Lines(self.rfile, raw_requestline.encode("latin-1"))
            self.rfile = lines
            try:
                return super().read_request(raw_requestline)
            except (HTTPException, OSError) as error:
                # More headers than Python takes, or gone: to gevent both are faults of its own.
                raise ValueError from error
            finally:
                self.rfile, self.broken = lines.file, lines.broken

        def get_environ(self) -> Any:
            environ = super().get_environ()
            if is_secure(self.socket):
                environ["wsgi.url_scheme"] = "https"
            return environ

        def log_error(self, *_said: object) -> None:
            tell_nonsense(crowd.rates, str(self.client_address[0]))

        def handle_one_response(self) -> None:
            if self.broken:
                self.close_connection = True
            else:
                super().handle_one_response()
                self.answered(self.socket, gevent.sleep)

        def handle_one_request(self) -> Any:
            result = super().handle_one_request()
            # Whoever sends request after request without a pause is not alone here.
            gevent.sleep(0)
            # Nor is it answered that it was not understood.
            return None if self.broken else result

    return Handler


def _server(pywsgi: Any, crowd: Crowd, tls: Tls | None) -> type[Any]:
    """The server, which accepts in the loop itself, where nothing may sleep.

    After a failed accept it rests by a timer.
    """

    class Server(pywsgi.WSGIServer):  # type: ignore[misc]  # gevent ships no types
        # In between, those that were ended are closed.
        max_accept = BREATH
        handler_class = _handler(pywsgi, crowd)
        door: Door | None = None

        def handle(self, came: Any, peer: Any) -> None:
            # Who goes in the middle of an answer is no news.
            with suppress(OSError):
                if tls is None:
                    super().handle(came, peer)
                    return
                secure = tls.greet(came)
                crowd.becomes(peer, _Raw(secure))
                try:
                    super().handle(secure, peer)
                finally:
                    secure.close()

        def do_read(self) -> Any:
            self.door = self.door or Door(_Listener(self.socket), crowd, lambda _: None)
            try:
                came = super().do_read()
            except OSError as error:
                if error.errno in GONE:
                    raise
                self.door.failed(error)
                self.stop_accepting()
                self._timer = self.loop.timer(PAUSE_SECONDS)
                self._timer.start(self._start_accepting_if_started)
                return None
            if came:
                green, peer = came
                send_at_once(green)
                crowd.arrived(_Raw(green), peer)
            return came

    return Server
