"""Serving by eventlet's green threads. Only this file names eventlet."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from scoreboard.crowd import Crowd
from scoreboard.limits import BACKLOG, MOST_DESCRIPTORS, THREADS_ASIDE
from scoreboard.servers.aside import short_turns
from scoreboard.servers.bodies import HangsUp
from scoreboard.servers.door import Door, select_watches, watched
from scoreboard.servers.hall_first import serve_hall_first
from scoreboard.servers.heads import WholeHeads
from scoreboard.servers.secure import Below, Tls, is_secure
from scoreboard.servers.slim import LetsGo
from scoreboard.servers.whole import WritesWhole

with warnings.catch_warnings():
    # Upstream calls itself legacy; it is the server asked for, and replaceable.
    warnings.simplefilter("ignore")
    import eventlet


Result = TypeVar("Result")
FILES_EACH = 1


def make_green() -> None:
    """Make sockets, locks and sleeps cooperative before anything imports them."""
    eventlet.monkey_patch()


def watches() -> int | None:
    """How many files the hub can watch; None where it has no limit."""
    from eventlet import hubs  # noqa: PLC0415  # only where it is asked for

    kind = type(hubs.get_hub()).__module__.rsplit(".", 1)[-1]
    return select_watches() if kind == "selects" else None


def in_thread(work: Callable[[], Result]) -> Result:
    """Do long work in a real thread; this green thread waits, the others go on."""
    with _turns():
        return at_disk(work)


def at_disk(work: Callable[[], Result]) -> Result:
    """Wait for the disk in a real thread, of which long work leaves one."""
    from eventlet import tpool  # noqa: PLC0415  # only where it is asked for

    # Before its first use; later it is without effect.
    tpool.set_num_threads(THREADS_ASIDE + 1)
    done: Result = tpool.execute(work)
    return done


@cache
def _turns() -> Any:
    # The library has one pool, so this says how much of it long work may take.
    return eventlet.Semaphore(THREADS_ASIDE)


def soon(call: Callable[[], object]) -> None:
    """Call in the next round of the loop, where nothing may wait."""
    from eventlet import hubs  # noqa: PLC0415  # only where it is asked for

    hubs.get_hub().schedule_call_global(0, call)


def serve(
    app: Callable[..., Any], host: str, port: int, crowd: Crowd, tls: Tls | None = None
) -> None:
    """Serve until the process ends."""
    short_turns()
    import eventlet.wsgi  # noqa: PLC0415  # after the patching
    from eventlet import getcurrent, hubs  # noqa: PLC0415
    from eventlet.green import socket  # noqa: PLC0415

    crowd.task = getcurrent
    serve_hall_first(hubs.get_hub(), crowd.guests.__contains__, crowd.lane.hall_is_busy)

    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = eventlet.listen(address, family, backlog=BACKLOG)
    eventlet.wsgi.server(
        Door(listener, crowd, eventlet.sleep),
        watched(app, crowd),
        protocol=_handler(eventlet.wsgi, crowd, tls),
        # The crowd says how many there are; a pool that is full would not even accept.
        custom_pool=eventlet.GreenPool(MOST_DESCRIPTORS),
        log_output=False,
        debug=False,
        # By default it gathers 4 kB before it sends, and nobody would see how far an import is.
        minimum_chunk_size=1,
    )


def _handler(wsgi: Any, crowd: Crowd, tls: Tls | None) -> type[Any]:
    """The handler of a connection's requests."""

    class Handler(HangsUp, WholeHeads, LetsGo, WritesWhole, wsgi.HttpProtocol):  # type: ignore[misc]  # no types
        """One for each connection, until it ends."""

        request: Any
        # A connected phone keeps both for as long as it stays, and they need no more.
        rbufsize = wbufsize = 2_048
        rates = crowd.rates

        def setup(self) -> None:
            if tls is not None:
                try:
                    secure = tls.greet(self.request)
                except OSError as error:
                    # Upstream closes the connection of whom it has given up, and says nothing.
                    raise TimeoutError from error
                if secure is not self.request:
                    crowd.becomes(self.client_address, Below(secure))
                    self.request = self.conn_state[1] = secure
            super().setup()

        def get_environ(self) -> dict[str, Any]:
            environ: dict[str, Any] = super().get_environ()
            if is_secure(self.connection):
                environ["wsgi.url_scheme"] = "https"
            return environ

        def handle_one_request(self) -> None:
            super().handle_one_request()
            self.answered(self.connection, eventlet.sleep)
            # Whoever sends request after request without a pause is not alone here.
            eventlet.sleep(0)

    return Handler
