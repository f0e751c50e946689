"""Sockets that read nothing, or come without end: what waits for them has an end.

The libraries are the real ones, without a network.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import socketio

from scoreboard.crowd import Crowd
from scoreboard.limits import MOST_QUEUED, STRANGER_SECONDS, Room
from scoreboard.live.packets import TextPacket
from scoreboard.servers import heard
from scoreboard.servers.guard import guard

JOIN = b'40{"event":"nm2024"}'


class Hall:
    """A Socket.IO server to which clients come that poll."""

    def __init__(self, connections: int = 500) -> None:
        self.now = 0.0
        self.server = socketio.Server(async_mode="threading", serializer=TextPacket)
        self.crowd = Crowd(Room(1_000, connections, 2, connections - 2), lambda: self.now)
        self.joined: list[str] = []
        self.left: list[str] = []
        self.heard: list[object] = []
        self.server.on("connect", lambda sid, _environ, _auth: self.joined.append(sid))
        self.server.on("disconnect", lambda sid, _reason: self.left.append(sid))
        self.server.on("seen", lambda _sid, said: self.heard.append(said))
        self.server.async_handlers = False
        assert guard(SimpleNamespace(server=self.server), self.crowd)
        watch = self.crowd.also_sweep[0].__self__  # type: ignore[attr-defined]
        watch._clock = lambda: self.now

    def ask(self, query: str = "", body: bytes | None = None, address: str = "10.0.0.7") -> str:
        """A request of a client that polls; the status and what is answered."""
        said: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET" if body is None else "POST",
            "QUERY_STRING": f"EIO=4&transport=polling{query}",
            "REMOTE_ADDR": address,
            "CONTENT_LENGTH": str(len(body or b"")),
            "wsgi.input": SimpleNamespace(read=lambda _: body),
        }
        parts = self.server.eio.handle_request(environ, lambda status, _: said.append(status))
        return said[0] + b"".join(parts).decode()

    def comes(self, *, joins: bool = True, address: str = "10.0.0.7") -> str:
        """A new session; what its later requests say."""
        answer = self.ask(address=address)
        sid = json.loads(answer[answer.index("{") :])["sid"]
        if joins:
            assert self.ask(f"&sid={sid}", JOIN).startswith("200")
        return f"&sid={sid}"

    @property
    def sockets(self) -> dict[str, Any]:
        found: dict[str, Any] = self.server.eio.sockets
        return found


@pytest.fixture
def hall() -> Iterator[Hall]:
    hall = Hall()
    yield hall
    hall.server.eio.shutdown()


def test_what_waits_for_a_client_that_never_polls_has_an_end(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    deaf, other = hall.comes(), hall.comes()
    socket = hall.sockets[deaf.removeprefix("&sid=")]
    with caplog.at_level(logging.WARNING):
        for number in range(MOST_QUEUED + 50):
            hall.server.emit("board", {"version": number})
            assert str(number) in hall.ask(other)
            assert socket.queue.qsize() <= MOST_QUEUED + 2
    assert socket.closed
    assert len(hall.left) == 1
    assert caplog.messages == [f"10.0.0.7 {heard.DEAF}: its connection was closed"]


def test_who_asks_for_answers_and_reads_none_is_ended(hall: Hall) -> None:
    deaf = hall.comes()
    for number in range(MOST_QUEUED + 50):
        # Slowly enough to be no flood.
        hall.now += 1
        if hall.ask(deaf, b'42%d["seen",{}]' % number).startswith("400"):
            break
    else:
        raise AssertionError("answers wait without end")
    assert len(hall.left) == 1


def test_a_session_that_never_says_what_it_is_for_is_ended_and_so_is_one_that_has_left(
    hall: Hall,
) -> None:
    stranger, gone, member = hall.comes(joins=False), hall.comes(), hall.comes()
    assert hall.ask(gone, b"41").startswith("200")
    for _ in range(2):
        hall.crowd.sweep()
        hall.now += STRANGER_SECONDS + 1
    hall.crowd.sweep()
    assert hall.ask(stranger, b"3").startswith("400")
    assert hall.ask(gone, b"3").startswith("400")
    assert hall.ask(member, b"3").startswith("200")


def test_sessions_without_end_make_room_for_one_another_and_members_stay() -> None:
    hall = Hall(connections=10)
    members = [hall.comes() for _ in range(3)]
    for number in range(100):
        hall.comes(joins=False, address=f"10.0.1.{number}")
    assert sum(not socket.closed for socket in hall.sockets.values()) <= 21
    assert all(hall.ask(member, b"3").startswith("200") for member in members)
    hall.comes()
    hall.server.eio.shutdown()


def test_where_all_sessions_are_in_use_another_is_refused() -> None:
    hall = Hall(connections=3)
    for _ in range(6):
        hall.comes()
    assert hall.ask().startswith("401")
    assert len(hall.sockets) == 6
    hall.server.eio.shutdown()


def test_the_librarys_own_events_cannot_be_called(hall: Hall) -> None:
    for event in ("connect", "disconnect"):
        client = hall.comes()
        assert hall.ask(client, b'42["%s","x"]' % event.encode()).startswith("400")
    assert (len(hall.joined), len(hall.left)) == (2, 2), "each came once, and was ended once"


def test_whoever_guesses_a_session_finds_none(hall: Hall) -> None:
    member = hall.comes()
    for guess in (member[:-1], member + "A", "&sid=", "&sid=x", member.lower()):
        assert hall.ask(guess, b"41").startswith("400")
    assert hall.left == []


def test_where_a_library_has_changed_sockets_are_heard_its_own_way(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = socketio.Server(async_mode="threading")
    monkeypatch.delattr(type(server), "_handle_ack")
    own = server.eio.handlers["message"]
    with caplog.at_level(logging.WARNING):
        assert not guard(SimpleNamespace(server=server), Crowd())
    assert "_handle_ack" in caplog.text
    assert server.eio.handlers["message"] == own
