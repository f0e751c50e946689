"""Guests stand in one line: a short turn of theirs in each round of the loop, the hall in all."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from scoreboard.crowd import Crowd
from scoreboard.lane import Lane, asks_as_guest
from scoreboard.limits import HALL_MS, PLACE_FROM, PLACE_SECONDS, TURN_MS
from scoreboard.servers import with_eventlet

eventlet = with_eventlet.eventlet


class Loop:
    """The green threads of a server, and a clock that stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = 0.0
        self.done: list[Any] = []
        self.lane = Lane(clock=lambda: self.now)
        self.lane.open(self, with_eventlet.soon)

    def start_background_task(self, target: Callable[[], None], /) -> object:
        return eventlet.spawn(target)

    def sleep(self, seconds: float, /) -> object:
        self.done.append("round")
        return eventlet.sleep(seconds)

    def create_event(self) -> Any:
        class Turn:
            def __init__(self) -> None:
                self._event = eventlet.event.Event()

            def set(self) -> None:
                self._event.send()

            def wait(self) -> None:
                self._event.wait()

        return Turn()

    def comes(self, name: str) -> None:
        """A phone that comes in, and is told its place."""
        self.lane.do(lambda: self.done.append(name), lambda place: self.done.append((name, place)))

    def asks(self, name: str, seconds: float = 0) -> None:
        """A phone that loads the page, in a green thread of its own."""

        def ask() -> None:
            self.lane.wait()
            self.done.append(name)
            self.now += seconds

        eventlet.spawn(ask)

    def until(self, name: str) -> None:
        with eventlet.Timeout(5):
            while name not in self.done:
                eventlet.sleep(0)

    def run(self, rounds: int) -> None:
        for _ in range(rounds):
            eventlet.sleep(0)


def test_who_comes_alone_is_served_at_once() -> None:
    loop = Loop()
    loop.comes("李")
    loop.now += 1
    loop.comes("王")
    assert loop.done == ["李", "王"]


def test_many_come_in_one_in_each_round_in_the_order_in_which_they_came() -> None:
    loop = Loop()
    loop.comes("a")
    loop.comes("b")
    loop.asks("page")
    loop.run(1)
    loop.comes("c")
    loop.comes("d")
    loop.run(12)
    assert [name for name in loop.done if name != "round"] == ["a", "b", "page", "c", "d"]
    assert loop.done.count("round") == 4
    between = [loop.done.index(name) for name in ("c", "d")]
    assert "round" in loop.done[between[0] : between[1]]


@pytest.mark.parametrize(("share", "in_a_turn"), [(0.4, 3), (1.5, 1)])
def test_a_turn_is_for_as_many_pages_as_it_has_time_for_and_the_others_keep_their_order(
    share: float, in_a_turn: int
) -> None:
    loop = Loop()
    names = [f"p{number}" for number in range(7)]
    for name in names:
        loop.asks(name, share * TURN_MS / 1000)
    loop.run(40)
    assert [name for name in loop.done if name != "round"] == names
    turns = " ".join(loop.done).split("round")
    assert [len(turn.split()) for turn in turns] == ([3, 3, 1] if in_a_turn == 3 else [1] * 7)


def test_while_pages_are_being_served_the_hall_ends_the_turn() -> None:
    loop, busy = Loop(), False
    loop.lane.hall.append(lambda: busy)
    loop.asks("a")
    loop.run(1)
    busy = True
    loop.asks("b")
    eventlet.sleep(0.02)
    assert "b" not in loop.done
    busy = False
    loop.until("b")


def test_who_waits_long_is_told_the_place_and_again_as_it_shrinks() -> None:
    loop = Loop()
    loop.comes("first")
    count = PLACE_FROM + 10
    for number in range(count):
        loop.comes(f"p{number}")
    told = [said for said in loop.done if isinstance(said, tuple)]
    assert told == [(f"p{number}", number) for number in range(PLACE_FROM, count)]
    loop.run(2)
    loop.done.clear()
    loop.now += PLACE_SECONDS
    loop.run(1)
    again = [said for said in loop.done if isinstance(said, tuple)]
    assert again[-1][0] == f"p{count - 1}"
    assert all(PLACE_FROM <= place < int(name[1:]) for name, place in again)
    loop.run(2 * count)
    assert [n for n in loop.done if isinstance(n, str) and n != "round"][-1] == f"p{count - 1}"


def test_while_the_hall_is_served_guests_wait_but_not_for_ever() -> None:
    loop = Loop()
    busy = True
    loop.lane.hall.append(lambda: busy)
    loop.comes("a")
    eventlet.sleep(0.02)
    assert "a" not in loop.done
    busy = False
    loop.until("a")
    busy = True
    loop.comes("b")
    eventlet.sleep(0.02)
    assert "b" not in loop.done
    loop.now += HALL_MS / 1000
    loop.until("b")


def test_one_that_cannot_be_served_keeps_nobody_waiting(caplog: pytest.LogCaptureFixture) -> None:
    loop = Loop()
    loop.comes("a")

    def fails() -> None:
        raise ValueError("gone")

    with caplog.at_level(logging.ERROR):
        loop.lane.do(fails, lambda _: None)
        loop.comes("b")
        loop.run(6)
    assert "b" in loop.done
    assert "a guest could not be served" in caplog.text


def test_where_threads_serve_nobody_waits() -> None:
    lane, done = Lane(clock=lambda: 0.0), []
    for name in ("a", "b"):
        lane.wait()
        lane.do(lambda name=name: done.append(name), done.append)  # type: ignore[misc]
    assert done == ["a", "b"]


@pytest.mark.parametrize(
    ("path", "referer", "guest"),
    [
        ("/", "", True),
        ("/e/nm2024", "", True),
        ("/e/nm2024/teams/hyzg", "", True),
        ("/e/nm2024/display", "", False),
        ("/e/nm2024/judge", "", False),
        ("/e/nm2024/desk/links", "", False),
        ("/static/js/audience.js", "http://hall/e/nm2024?lang=en", True),
        ("/static/js/display.js", "http://hall/e/nm2024/display", False),
        ("/static/js/common/dom.js", "http://hall/static/js/audience.js", None),
        ("/static/js/common/dom.js", "", None),
        ("/api/v1/events/nm2024/board", "http://hall/e/nm2024", True),
        ("/healthz", "", None),
    ],
)
def test_whose_requests_wait(path: str, referer: str, guest: bool | None) -> None:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_REFERER": referer}
    assert asks_as_guest(environ) is guest
    assert asks_as_guest({**environ, "REQUEST_METHOD": "POST"}) is False
    assert asks_as_guest({**environ, "HTTP_AUTHORIZATION": "Bearer x"}) is False


def test_a_connection_stays_the_phones_until_the_hall_uses_it() -> None:
    crowd, waited = Crowd(), []
    crowd.lane.wait = lambda: waited.append(path)  # type: ignore[method-assign]

    class Wire:
        def fileno(self) -> int:
            return 3

        def shutdown(self, how: int, /) -> None: ...

    crowd.arrived(Wire(), ("phone", 1))
    for path, upgrade in (
        ("/static/a.js", ""),
        ("/e/nm2024", ""),
        ("/static/b.js", ""),
        ("/socket.io/", "websocket"),
        ("/e/nm2024/desk", ""),
        ("/static/c.js", ""),
    ):
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_UPGRADE": upgrade}
        environ |= {"REMOTE_ADDR": "phone", "REMOTE_PORT": "1"}
        crowd.begins(environ)
        crowd.wait_turn(environ)
        crowd.ends(environ)
    assert waited == ["/e/nm2024", "/static/b.js", "/socket.io/"]
