"""Long work goes aside under each kind of server, and what holds up the loop is logged."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest
from flask import current_app

from scoreboard.servers import server_of, with_threads
from scoreboard.servers.stalls import LOOK_SECONDS, StallWatch
from tests.support.server import CHECKOUT
from tests.support.site import Site

# In a process of its own: green threads take over the whole of one.
ASIDE = """
import sys, time
from scoreboard.servers import server_of
server = server_of(sys.argv[1])
server.make_green()
import threading, time

def work():
    # Aside for long enough that the others would have to wait.
    until = time.perf_counter() + 0.3
    while time.perf_counter() < until:
        pass
    return threading.get_native_id()

def fail():
    raise LookupError("nothing there")

turns = []
def others():
    for _ in range(5):
        time.sleep(0.01)
        turns.append(None)

threading.Thread(target=others).start()
here, there = threading.get_native_id(), server.in_thread(work)
print(there != here, len(turns))
for aside in (server.in_thread, server.at_disk):
    try:
        aside(fail)
    except LookupError as error:
        print(error)
"""


@pytest.mark.parametrize("mode", ["eventlet", "gevent"])
def test_long_work_runs_in_a_real_thread_while_the_green_ones_go_on(mode: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASIDE, mode],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["True 5", "nothing there", "nothing there"]
    assert not done.stderr, "who asked for it knows what went wrong, and nobody else is told"


def test_work_aside_can_rest_on_nothing_of_the_request(site: Site) -> None:
    with site.app.app_context():
        assert current_app.name == "scoreboard"
        with pytest.raises(RuntimeError, match="application context"):
            with_threads.in_thread(lambda: current_app.name)
    assert site.app.extensions["scoreboard.in_thread"] is server_of("threading").in_thread


def test_a_loop_that_is_held_up_says_for_how_long_and_a_punctual_one_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = 0.0
    late = [0.0, 0.09, 0.25, 0.01]

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds + late.pop(0)

    watch = StallWatch(sleep, lambda: now)
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            watch.look()
    assert [record.getMessage() for record in caplog.records] == [
        "nobody was answered for 250 ms: the loop was held up"
    ]
    assert round(watch.longest) == 250
    assert LOOK_SECONDS < 0.1
