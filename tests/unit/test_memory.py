"""All of the memory is looked through when nobody of the hall would notice, and not never."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoreboard.config import from_environment
from scoreboard.crowd import Crowd
from scoreboard.limits import QUIET_SECONDS, UNSEEN_SECONDS
from scoreboard.servers.memory import Tidy
from scoreboard.services import open_services


class Hall:
    """How long it has been quiet, by a clock that is moved."""

    def __init__(self) -> None:
        self.now, self.quiet = 0.0, 0.0
        self.tidy = Tidy(lambda: self.quiet, clock=lambda: self.now)


class Phone:
    """One whose parts hold one another, as a connection's do."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def hall() -> Iterator[Hall]:
    enabled = gc.isenabled()
    gc.collect()
    gc.disable()
    yield Hall()
    gc.unfreeze()
    if enabled:
        gc.enable()


def test_what_phones_left_behind_is_freed_in_a_quiet_moment(hall: Hall) -> None:
    gone = weakref.ref(Phone())
    # Old already, and out of every pass.
    gc.freeze()
    hall.now += UNSEEN_SECONDS
    hall.quiet = QUIET_SECONDS - 1
    assert not hall.tidy.look()
    assert gone() is not None
    hall.quiet = QUIET_SECONDS
    assert hall.tidy.look()
    assert gone() is None
    assert gc.get_freeze_count() > 0, "what is still there is not looked at again"
    assert not hall.tidy.look(), "and not once more the next second"


def test_where_the_hall_is_never_quiet_it_is_done_between_two_requests(hall: Hall) -> None:
    hall.now += 2 * UNSEEN_SECONDS
    hall.quiet = -1
    assert not hall.tidy.look()
    hall.quiet = 0
    assert hall.tidy.look()


def test_a_hall_is_quiet_once_its_last_request_is_answered() -> None:
    now = 10.0
    crowd = Crowd(clock=lambda: now)

    class Wire:
        def fileno(self) -> int:
            return 3

        def shutdown(self, how: int, /) -> None: ...

    crowd.arrived(Wire(), ("judge", 1))
    post = {"REQUEST_METHOD": "POST", "PATH_INFO": "/api/v1/events/nm2024/scores"}
    post |= {"REMOTE_ADDR": "judge", "REMOTE_PORT": "1"}
    crowd.begins(post)
    now += 5
    assert crowd.quiet() < 0
    crowd.ends(post)
    now += 3
    assert crowd.quiet() == 3


# Starts as `scoreboard serve` does, and tells what it has read in instead of serving.
STARTED = """
import sys
import scoreboard.__main__ as program
from scoreboard.cli import serving

unused = {"alembic", "mako", "openpyxl", "PIL", "redis", "requests", "websocket", "pygments"}
serving.run = lambda *_: print(sorted(unused & sys.modules.keys()))
sys.argv = ["scoreboard", "serve", "--port", "0", "--data", sys.argv[1]]
program.main()
"""


def test_a_server_has_not_read_in_what_it_does_not_use(tmp_path: Path) -> None:
    # The first start makes the tables.
    open_services(from_environment({}, tmp_path)).database.engine.dispose()
    told = python(STARTED, str(tmp_path))
    assert told.splitlines()[-1] == "[]"


def test_what_was_held_back_is_there_for_whoever_asks_for_it_later() -> None:
    said = "'requests' in sys.modules, 'redis' in sys.modules"
    begin = "import sys; from scoreboard.servers.sparing import import_sockets; import_sockets"
    later = f"{begin}(queue=False); print({said}); import requests, redis; print({said})"
    assert python(later).split("\n") == ["False False", "True True", ""]
    assert python(f"{begin}(queue=True); print({said})") == "False True\n"


def python(code: str, *arguments: str) -> str:
    """What a program prints."""
    told = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return told.stdout
