"""A connection that has ended leaves nothing to the collector, which holds up everybody at once."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

from werkzeug.test import EnvironBuilder

from tests.support.site import Site
from tests.unit.contests import contest, final, judged

SERVED = """
from scoreboard.servers.with_eventlet import make_green, _handler
make_green()
import gc, socket
import eventlet, eventlet.wsgi
from scoreboard.crowd import Crowd
from scoreboard.limits import room_in

crowd = Crowd(room_in(1000))
listener = eventlet.listen(("127.0.0.1", 0))
site = lambda environ, start: (start("200 OK", [("Content-Length", "2")]), [b"ok"])[1]
serve = lambda: eventlet.wsgi.server(
    listener, site, protocol=_handler(eventlet.wsgi, crowd, None), log_output=False)
eventlet.spawn(serve)


def ask(times):
    for _ in range(times):
        with socket.create_connection(listener.getsockname()) as line:
            line.sendall(b"GET / HTTP/1.1\\r\\nHost: hall\\r\\n\\r\\n")
            assert line.recv(1000).startswith(b"HTTP/1.1 200")
        eventlet.sleep(0.01)


ask(2)
gc.collect()
gc.disable()
ask(20)
print(gc.collect())
"""


def test_a_connection_that_has_ended_leaves_nothing_to_the_collector() -> None:
    told = subprocess.run([sys.executable, "-W", "ignore", "-c", SERVED], capture_output=True,
                          text=True, check=True, timeout=60)  # fmt: skip
    # Some twenty objects each were more than four hundred; what little the library itself leaves
    # is not counted.
    assert int(told.stdout) < 100, told.stdout


def test_a_message_of_a_screen_leaves_next_to_nothing_to_the_collector(tmp_path: Path) -> None:
    app = Site(tmp_path, contest(final(judged()))).app
    environ = EnvironBuilder(path="/socket.io/").get_environ()

    def message() -> None:
        with app.request_context(environ):
            pass

    message()
    gc.collect()
    gc.disable()
    try:
        for _ in range(20):
            message()
        # A function of the library's that calls itself, each time; it was forty more, and all that
        # stood on the stack.
        assert gc.collect() <= 20 * 8
    finally:
        gc.enable()
    assert app.test_client().get("/nowhere").status_code == 404
