"""Who goes on first when many have been waited for: the hall, and guests in turns."""

from __future__ import annotations

import heapq
import logging
import os
import select
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from eventlet.hubs import epolls
from eventlet.hubs.timer import Timer

from scoreboard.crowd import LINE, Crowd
from scoreboard.limits import HALL_MS, TURN_MS
from scoreboard.servers.hall_first import HallFirst, serve_hall_first

READ, WRITE = "read", "write"
TURN, HALL = TURN_MS / 1000, HALL_MS / 1000


class Somebody:
    """A green thread that takes so long to go on."""

    def __init__(self, hub: Hub, name: str, *, guest: bool = False, takes: float = 0.0) -> None:
        self.hub, self.name, self.guest, self.takes = hub, name, guest, takes

    def switch(self, _file: int = 0) -> None:
        self.hub.went_on.append(self.name)
        self.hub.now += self.takes
        if self.name == "broken":
            raise ValueError("whatever it is")


class Hub:
    """A loop whose clock is moved by who goes on."""

    READ, WRITE = READ, WRITE
    READ_MASK, WRITE_MASK, EXC_MASK = select.POLLIN, select.POLLOUT, select.POLLERR
    SYSTEM_EXCEPTIONS = (KeyboardInterrupt, SystemExit)

    def __init__(self) -> None:
        self.now, self.busy = 0.0, False
        self.went_on: list[str] = []
        self.asked: list[float | None] = []
        self.failed: list[BaseException] = []
        self.timers: list[tuple[float, Any]] = []
        self.timers_canceled = 0
        self.listeners: dict[str, dict[int, Any]] = {READ: {}, WRITE: {}}
        self.came: list[tuple[int, int]] = []
        self.order = HallFirst(self, lambda who: getattr(who, "guest", False), lambda: self.busy,
                               lambda: self.now)  # fmt: skip

    def do_poll(self, seconds: float | None) -> list[tuple[int, int]]:
        self.asked.append(seconds)
        return self.came

    def wait(self, seconds: float | None) -> None:
        self.asked.append(seconds)

    def remove_descriptor(self, file: int) -> None:
        self.listeners[READ].pop(file, None)

    def squelch_exception(self, _file: int, error: tuple[Any, BaseException, Any]) -> None:
        self.failed.append(error[1])

    def squelch_timer_exception(self, _timer: Any, error: tuple[Any, BaseException, Any]) -> None:
        self.failed.append(error[1])

    def comes(self, file: int, name: str, what: int = select.POLLIN, **kind: Any) -> None:
        """Something has come for somebody, who waits for it until they go on."""
        who = Somebody(self, name, **kind)

        def go_on(file: int) -> None:
            self.listeners[READ].pop(file, None)
            self.came = [one for one in self.came if one[0] != file]
            who.switch(file)

        self.listeners[READ][file] = Listener(who, go_on)
        self.came.append((file, what))

    def later(self, name: str, call: Callable[..., object] | None = None, **kind: Any) -> Timer:
        """Somebody whose time has come."""
        timer = Timer(0, call or Somebody(self, name, **kind).switch)
        heapq.heappush(self.timers, (len(self.timers) * 1e-9, timer))
        return timer

    def rounds(self, count: int = 1) -> list[str]:
        """Who went on in so many rounds."""
        before = len(self.went_on)
        for _ in range(count):
            self.order.fire_timers(self.now + 1)
            self.order.wait(60.0)
        return self.went_on[before:]


class Listener:
    """Who waits for a file."""

    def __init__(self, greenlet: Any, cb: Callable[[int], None]) -> None:
        self.greenlet, self.cb = greenlet, cb


def test_of_those_who_have_waited_the_hall_goes_on_first() -> None:
    hub = Hub()
    for n in range(3):
        hub.comes(n, f"phone {n}", guest=True)
    hub.comes(7, "judge")
    assert hub.rounds() == ["judge", "phone 0", "phone 1", "phone 2"]


def test_guests_go_on_as_far_as_a_turn_has_time_and_all_of_them_in_their_order() -> None:
    hub = Hub()
    for n in range(5):
        hub.comes(n, f"phone {n}", guest=True, takes=TURN * 0.6)
    assert hub.rounds() == ["phone 0", "phone 1"]
    hub.comes(7, "judge")
    hub.comes(8, "phone 8", guest=True)
    assert hub.rounds() == ["judge", "phone 2", "phone 3"]
    assert hub.rounds() == ["phone 4", "phone 8"]
    assert hub.asked == [60.0, 0, 0], "nobody is waited for while guests wait"


def test_of_those_whose_time_has_come_too() -> None:
    hub = Hub()
    for n in range(3):
        hub.later(f"phone {n}", guest=True, takes=TURN)
    hub.later("the wall is told")
    assert hub.rounds() == ["the wall is told", "phone 0"]
    assert hub.rounds(2) == ["phone 1", "phone 2"]


def test_no_guest_goes_on_while_somebody_of_the_hall_is_served_but_not_for_ever() -> None:
    hub = Hub()
    hub.busy = True
    hub.comes(1, "phone", guest=True)
    hub.later("another", guest=True)
    hub.later("the hall's own")
    assert hub.rounds(3) == ["the hall's own"]
    assert max(hub.asked[1:], key=float) > 0, "and the loop does not only ask whether it is over"
    hub.busy = False
    assert hub.rounds() == ["another", "phone"]
    hub.busy = True
    hub.comes(1, "phone", guest=True)
    hub.rounds()
    hub.now += HALL
    assert hub.rounds() == ["phone"]


def test_who_was_told_something_else_meanwhile_does_not_go_on_twice() -> None:
    hub = Hub()
    hub.comes(1, "first", guest=True, takes=TURN)
    hub.comes(2, "over", guest=True)
    hub.rounds()
    # Its time is over, and another waits for the same file.
    hub.came = [(2, select.POLLIN)]
    hub.comes(2, "another", guest=True)
    assert hub.rounds(2) == ["another"]


def test_what_was_cancelled_is_not_called_and_no_longer_counted() -> None:
    hub = Hub()
    hub.later("phone", guest=True, takes=TURN)
    cancelled = [hub.later(name, guest=name == "guest") for name in ("guest", "hall")]
    hub.order.fire_timers(1.0)
    for timer in cancelled:
        timer.called, hub.timers_canceled = True, hub.timers_canceled + 1
    assert "guest" not in hub.rounds(2)
    assert hub.timers_canceled == 1, "the hall's was called before it was cancelled"


def test_who_fails_stops_nobody() -> None:
    hub = Hub()
    for n, guest in enumerate((True, False)):
        hub.comes(n, "broken", guest=guest)
        hub.later("broken", guest=guest)
    hub.comes(3, "judge")
    assert hub.rounds() == ["broken"] * 2 + ["broken", "judge", "broken"]
    assert len(hub.failed) == 4
    hub.later("end", call=_end)
    with pytest.raises(SystemExit):
        hub.rounds()


def _end() -> None:
    raise SystemExit


def test_a_file_that_is_none_any_more_is_forgotten() -> None:
    hub = Hub()
    hub.comes(1, "phone", what=select.POLLNVAL)
    assert hub.rounds() == []
    assert not hub.listeners[READ]
    hub.rounds()
    assert hub.asked[-1] == 60.0, "where nobody waits for a file the library waits for timers"


def test_the_library_is_as_this_expects() -> None:
    hub = epolls.Hub()
    assert serve_hall_first(hub, lambda _: False, lambda: False)
    called: list[str] = []
    hub.schedule_call_global(0, called.append, "at once")
    hub.schedule_call_global(0, called.append, "never").cancel()
    reads, writes = os.pipe()

    def came(_file: int) -> None:
        called.append(os.read(reads, 10).decode())
        hub.remove(listener)
        hub.abort()

    listener = hub.add(hub.READ, reads, came, None, None)
    os.write(writes, b"a word")
    hub.run()
    assert called == ["at once", "a word"]
    for one in (reads, writes):
        os.close(one)


def test_where_the_library_has_changed_all_are_served_as_they_come(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hub = SimpleNamespace(timers=[])
    with caplog.at_level(logging.WARNING):
        assert not serve_hall_first(hub, lambda _: False, lambda: False)
    assert "do_poll" in caplog.text
    assert not hasattr(hub, "wait")


class Hall:
    """A crowd in which each request has a green thread of its own."""

    def __init__(self) -> None:
        self.crowd = Crowd()
        self.threads: list[Any] = []
        self.crowd.task = self._thread

    def _thread(self) -> Any:
        self.threads.append(Listener(None, lambda _: None))
        return self.threads[-1]

    def asks(self, path: str, query: str = "", method: str = "GET", **head: str) -> dict[str, Any]:
        port = str(len(self.threads))
        wire = SimpleNamespace(fileno=lambda: 3, shutdown=lambda _: None)
        self.crowd.arrived(wire, ("hall", int(port)))
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query,
                   "REMOTE_ADDR": "hall", "REMOTE_PORT": port, **head}  # fmt: skip
        self.crowd.begins(environ)
        return environ

    def is_guest(self) -> bool:
        return self.threads[-1] in self.crowd.guests


def test_a_phone_is_known_by_its_page_and_by_what_its_socket_says() -> None:
    hall = Hall()
    for path, query, guest in (
        ("/e/nm2024", "", True),
        ("/socket.io/", "EIO=4&transport=websocket&view=audience", True),
        ("/socket.io/", "EIO=4&transport=websocket", False),
        ("/e/nm2024/display", "", False),
        ("/api/v1/events/nm2024/scores", "", False),
    ):
        hall.asks(path, query, HTTP_UPGRADE="websocket" if "socket" in path else "")
        assert hall.is_guest() is guest, path
    hall.asks("/e/nm2024/", method="POST")
    assert not hall.is_guest()


def test_a_socket_that_never_said_so_is_a_guests_once_it_is_let_in_as_one() -> None:
    hall = Hall()
    environ = hall.asks("/socket.io/", HTTP_UPGRADE="websocket")
    hall.crowd.know(environ, "audience", "sid")
    assert hall.is_guest()
    other = Listener(None, lambda _: None)
    hall.crowd.helps(environ[LINE], other)
    assert other in hall.crowd.guests


def test_whoever_is_of_the_hall_is_no_guest_whatever_page_they_open() -> None:
    hall = Hall()
    environ = hall.asks("/socket.io/", "view=audience", HTTP_UPGRADE="websocket")
    hall.crowd.know(environ, "staff", "sid")
    assert not hall.is_guest()
    helper = Listener(None, lambda _: None)
    hall.crowd.helps(environ[LINE], helper)
    assert helper not in hall.crowd.guests
