"""All pings come from one task, each when it is due."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import socketio

from scoreboard.servers.pings import Pings, ping_together


class Eio:
    """An Engine.IO server whose tasks run when told to, and whose sleep moves the clock."""

    ping_interval = 5.0

    def __init__(self) -> None:
        self.now = 0.0
        self.tasks: list[Callable[[], object]] = []

    def start_background_task(self, target: Callable[[], object]) -> str:
        self.tasks.append(target)
        return "a task"

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Screen:
    def __init__(self, eio: Eio) -> None:
        self.eio = eio
        self.closing = self.closed = False
        self.last_ping: float | None = None
        self.sent: list[float] = []

    def hear(self) -> None:
        assert self.last_ping is not None, "noted before it goes out"
        self.sent.append(self.eio.now)

    def send_ping(self) -> None:
        raise AssertionError("a task for each screen")


def test_each_screen_is_sent_its_ping_when_it_is_due_by_one_task() -> None:
    eio = Eio()
    first, gone, last = (Screen(eio) for _ in range(3))
    pings = Pings(eio, Screen.send_ping, lambda screen: screen.hear(), clock=lambda: eio.now)
    pings.start(first.send_ping)
    eio.now = 2
    pings.start(gone.send_ping)
    gone.closed = True
    eio.now = 3
    pings.start(last.send_ping)
    (task,) = eio.tasks
    task()
    assert (first.sent, gone.sent, last.sent) == ([5], [], [8])
    pings.start(first.send_ping)
    assert len(eio.tasks) == 2, "it is begun again for who comes later"


def test_whatever_else_is_to_be_done_is_done_as_ever() -> None:
    eio = Eio()
    pings = Pings(eio, Screen.send_ping, lambda screen: screen.hear(), clock=lambda: eio.now)

    def work() -> None: ...

    assert pings.start(work) == "a task"
    assert eio.tasks == [work]


def test_a_screen_that_cannot_be_sent_to_keeps_no_other_from_its_ping(
    caplog: pytest.LogCaptureFixture,
) -> None:
    eio = Eio()
    broken, other = Screen(eio), Screen(eio)
    broken.hear = None  # type: ignore[method-assign, assignment]
    pings = Pings(eio, Screen.send_ping, lambda screen: screen.hear(), clock=lambda: eio.now)
    for screen in (broken, other):
        pings.start(screen.send_ping)
    with caplog.at_level(logging.ERROR):
        eio.tasks[0]()
    assert other.sent == [5]
    assert "a ping could not be sent" in caplog.text


def test_the_real_library_is_as_it_was_and_a_changed_one_keeps_its_way(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = socketio.Server(async_mode="threading")
    ordinary = server.eio.start_background_task
    taken: Any = SimpleNamespace(server=server)
    with monkeypatch.context() as changed, caplog.at_level(logging.WARNING):
        changed.delattr("engineio.socket.Socket._send_ping")
        assert not ping_together(taken)
    assert len(caplog.records) == 1
    assert server.eio.start_background_task == ordinary
    assert ping_together(taken)
    assert server.eio.start_background_task != ordinary
