"""All of the memory is looked through when nobody of the hall would notice, and not never."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from scoreboard.crowd import Crowd
from scoreboard.limits import QUIET_SECONDS, UNSEEN_SECONDS
from scoreboard.servers.memory import Tidy


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


def test_a_server_that_nobody_asked_for_a_workbook_has_not_read_what_writes_one() -> None:
    asked = "import sys, scoreboard.app; print(sorted({'openpyxl', 'PIL'} & sys.modules.keys()))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
