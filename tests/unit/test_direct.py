"""What a room is told is written directly to who has nothing else to read, and lost for nobody.

The libraries are the real ones, with a pair of sockets in place of the hall's network.
"""

from __future__ import annotations

import importlib
import json
import logging
import socket
import ssl
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import socketio
from engineio import packet
from engineio.socket import Socket

from scoreboard.crowd import LINE, Crowd, Line
from scoreboard.limits import MOST_QUEUED
from scoreboard.live.packets import TextPacket
from scoreboard.live.room_names import is_for_phones
from scoreboard.servers import with_eventlet
from scoreboard.servers.direct import Direct, write_directly
from scoreboard.servers.guard import guard
from scoreboard.servers.pings import ping_together
from scoreboard.servers.writers import write_on_demand
from scoreboard.tls import AUTHORITY, CERTIFICATE, KEY, make_certificates

eventlet = with_eventlet.eventlet
green_ssl = importlib.import_module("eventlet.green.ssl")
WALL = "public/nm2024"
PING = b"\x89\x80\0\0\0\0"
LONG = "长" * 2_000


class Hall:
    """A Socket.IO server whose screens all stand in one room; with TLS they speak by it."""

    def __init__(self, tls: Path | None = None) -> None:
        self.tls = tls
        self.server = socketio.Server(async_mode="eventlet", serializer=TextPacket)
        self.left: list[str] = []
        self.screens: list[Screen] = []
        self.server.on("connect", self._connect)
        self.server.on("disconnect", lambda sid, _reason: self.left.append(sid))
        self.queued: list[str] = []
        by_queue = self.server._send_eio_packet

        def send(eio_sid: str, packet: Any) -> None:
            self.queued.append(eio_sid)
            by_queue(eio_sid, packet)

        self.server._send_eio_packet = send

    def _connect(self, sid: str, _environ: Any, _auth: Any) -> None:
        self.server.enter_room(sid, WALL)

    def write_directly(self) -> bool:
        return write_directly(SimpleNamespace(server=self.server), is_for_phones, breathe)

    def write_on_demand(self) -> None:
        socketio: Any = SimpleNamespace(server=self.server)
        assert write_on_demand(socketio)
        assert guard(socketio, Crowd())

    def tell(self, number: int, text: str = "", room: str = WALL) -> None:
        self.server.emit("board", {"version": number, "text": text}, to=room)

    def close(self) -> None:
        for screen in self.screens:
            screen.wire.close()
        breathe(100)
        for screen in self.screens:
            screen.server_end.close()
        self.server.eio.shutdown()

    def ask(self, query: str, sock: Any = None, **headers: str) -> list[bytes]:
        """A request, as the server hands it over."""
        environ = {
            "REQUEST_METHOD": "GET",
            "QUERY_STRING": f"EIO=4&{query}",
            "eventlet.input": SimpleNamespace(get_socket=lambda: sock),
            LINE: Line(sock, 0, who="audience"),
            **headers,
        }
        answer: list[bytes] = self.server.eio.handle_request(environ, lambda *_: None)
        return answer


class Screen:
    """A screen's end of its websocket."""

    def __init__(self, hall: Hall, *, buffer: int = 0, deflate: bool = False) -> None:
        theirs, ours = socket.socketpair()
        if buffer:
            theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, buffer)
        green = eventlet.greenio.GreenSocket
        for end in (ours, theirs):
            # As eventlet does for who is accepted: the number may have been another's.
            eventlet.hubs.notify_opened(end.fileno())
        self.wire, self.server_end = green(ours), green(theirs)
        if hall.tls is not None:
            self._greet(hall.tls)
        hall.screens.append(self)
        self.wire.settimeout(5)
        self._read = b""
        self._inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        offered = {"HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate"} if deflate else {}
        headers = {
            "HTTP_CONNECTION": "Upgrade",
            "HTTP_UPGRADE": "websocket",
            "HTTP_SEC_WEBSOCKET_VERSION": "13",
            "HTTP_SEC_WEBSOCKET_KEY": "AAAAAAAAAAAAAAAAAAAAAA==",
            **offered,
        }
        eventlet.spawn(hall.ask, "transport=websocket", self.server_end, **headers)
        while b"\r\n\r\n" not in self._read:
            self._read += self.wire.recv(4096)
        self.granted, self._read = self._read.split(b"\r\n\r\n", 1)
        opened = json.loads(self.frame()[1][1:])
        self.engine = hall.server.eio.sockets[opened["sid"]]
        self.send(b"40")
        assert self.frame()[1].startswith(b"40")
        breathe()

    def _greet(self, tls: Path) -> None:
        """From now on both ends speak by TLS, as `secure.Tls` and a browser do."""
        ours = green_ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        ours.load_verify_locations(tls / AUTHORITY)
        theirs = green_ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        theirs.load_cert_chain(tls / CERTIFICATE, tls / KEY)
        theirs.options |= ssl.OP_NO_RENEGOTIATION
        self.server_end = theirs.wrap_socket(
            self.server_end, server_side=True, do_handshake_on_connect=False
        )
        greeted = eventlet.spawn(self.server_end.do_handshake)
        self.wire = ours.wrap_socket(self.wire, server_hostname="127.0.0.1")
        greeted.wait()

    def peek(self) -> bytes:
        """What has come by the system's own socket, and stays there."""
        own = self.wire.fd if isinstance(self.wire, eventlet.greenio.GreenSocket) else self.wire
        return socket.socket.recv(own, 3, socket.MSG_PEEK)

    def send(self, text: bytes) -> None:
        self.wire.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)

    def frame(self) -> tuple[int, bytes]:
        """The next frame: its first byte, and what it holds."""
        first, size = self._take(2)
        if size == 126:
            size = int.from_bytes(self._take(2), "big")
        said = self._take(size)
        if first & 0x40:
            said = self._inflating.decompress(said + b"\0\0\xff\xff")
        return first, said

    def version(self) -> int:
        """The version of the next board."""
        said = self.frame()[1]
        assert said.startswith(b'42["board",'), said
        version: int = json.loads(said[2:])[1]["version"]
        return version

    @property
    def waiting(self) -> int:
        size: int = self.engine.queue.qsize()
        return size

    def _take(self, count: int) -> bytes:
        while len(self._read) < count:
            came = self.wire.recv(65536)
            assert came, "the server has closed the connection"
            self._read += came
        taken, self._read = self._read[:count], self._read[count:]
        return taken


def breathe(turns: int = 20) -> None:
    """Let the other green threads do what they can."""
    for _ in range(turns):
        eventlet.sleep(0)


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine, with its authority."""
    (folder,) = make_certificates(tmp_path_factory.mktemp("tls"), [("127.0.0.1", "hall.test")], 90)
    return folder


@pytest.fixture(params=["plain", "by TLS", "a writer each"])
def hall(request: pytest.FixtureRequest, tls: Path) -> Iterator[Hall]:
    hall = Hall(tls if request.param == "by TLS" else None)
    assert hall.write_directly()
    if request.param != "a writer each":
        hall.write_on_demand()
    yield hall
    hall.close()


def test_who_has_nothing_else_to_read_is_written_to_directly(hall: Hall) -> None:
    one, other = Screen(hall), Screen(hall)
    hall.tell(1, "北核亮翅队")
    # Nobody else has run meanwhile: it is on both wires already.
    begins = b"\x17\x03\x03" if hall.tls else b"\x81"
    for screen in (one, other):
        assert screen.peek().startswith(begins)
    assert [one.version(), other.version()] == [1, 1]
    assert hall.queued == []


def test_what_is_direct_never_comes_before_what_waits(hall: Hall) -> None:
    screen = Screen(hall)
    hall.server.eio.send(screen.engine.sid, '2["board",{"version":1}]')
    hall.tell(2)
    assert hall.queued == [screen.engine.sid]
    breathe()
    hall.tell(3)
    assert hall.queued == [screen.engine.sid]
    assert [screen.version() for _ in range(3)] == [1, 2, 3]


def test_a_slow_screen_delays_nobody_and_gets_all_in_order(hall: Hall) -> None:
    slow, quick = Screen(hall, buffer=4_096), Screen(hall)
    for number in range(1, 31):
        hall.tell(number, LONG)
        assert quick.version() == number
    assert slow.waiting > 20
    seen = []
    for number in range(31, 61):
        seen.append(slow.version())
        breathe(number % 3)
        hall.tell(number, LONG)
        assert quick.version() == number
    seen += [slow.version() for _ in range(30)]
    assert seen == list(range(1, 61))
    # Once it has read all it is written to directly again.
    breathe()
    hall.queued.clear()
    hall.tell(61)
    assert (slow.version(), hall.queued) == (61, [])


def test_nothing_comes_between_the_parts_of_a_message(hall: Hall) -> None:
    screen = Screen(hall, buffer=4_096)
    lock = _wire(hall, screen).websocket._sendlock
    hall.tell(1, LONG)
    assert hall.queued == []
    assert lock.counter == 0
    screen.wire.sendall(PING)
    breathe()
    hall.tell(2, LONG)
    assert hall.queued == [screen.engine.sid]
    frames = [screen.frame() for _ in range(3)]
    assert sorted(first for first, _ in frames[1:]) == [0x81, 0x8A]
    assert json.loads(frames[0][1][2:])[1] == {"version": 1, "text": LONG}
    breathe()
    assert lock.counter == 1


def _wire(hall: Hall, screen: Screen) -> Any:
    direct: Direct = hall.server._send_eio_packet.__self__
    return direct._wires[screen.engine.sid]


def test_a_screen_that_goes_in_the_middle_of_a_message_is_noticed(hall: Hall) -> None:
    screen, other = Screen(hall, buffer=4_096), Screen(hall)
    hall.tell(1, LONG)
    screen.wire.close()
    breathe(60)
    hall.tell(2)
    assert [other.version(), other.version()] == [1, 2]
    assert len(hall.left) == 1
    assert screen.engine.closed
    assert not other.engine.closed


def test_a_screen_that_is_sent_away_has_all_that_was_meant_for_it(hall: Hall) -> None:
    screen = Screen(hall, buffer=4_096)
    for number in range(1, 9):
        hall.tell(number, LONG)
    eventlet.spawn(hall.server.eio.disconnect, screen.engine.sid)
    breathe()
    assert [screen.version() for _ in range(8)] == list(range(1, 9))
    assert screen.frame()[1] == b"1", "Engine.IO's goodbye"
    assert screen.frame()[0] & 15 == 8, "the websocket's"
    breathe(60)
    assert screen.engine.closed
    assert len(hall.left) == 1


def test_a_screen_that_has_fallen_silent_is_ended_as_ever(hall: Hall) -> None:
    screen = Screen(hall)
    screen.engine.last_ping = 1
    hall.tell(1)
    assert screen.engine.closed
    assert len(hall.left) == 1


def test_a_screen_that_does_not_read_is_closed_and_the_log_says_so_once(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    deaf, other = Screen(hall, buffer=4_096), Screen(hall)
    with caplog.at_level(logging.WARNING):
        for number in range(MOST_QUEUED + 20):
            hall.tell(number, LONG)
            assert other.version() == number
    breathe(60)
    assert deaf.engine.closed
    assert deaf.engine.sid not in hall.server.eio.sockets
    assert deaf.server_end.fileno() < 0 or not deaf.server_end.fd.recv(1)
    (said,) = caplog.messages
    assert said.startswith("a screen does not read")
    assert f"{MOST_QUEUED} messages" in said
    assert len(hall.left) == 1


def test_who_can_only_poll_is_told_the_same(hall: Hall) -> None:
    screen = Screen(hall)
    opened = json.loads(hall.ask("transport=polling")[0][1:])
    polling = f"transport=polling&sid={opened['sid']}"
    said = SimpleNamespace(read=lambda _: b"40")
    hall.ask(polling, REQUEST_METHOD="POST", CONTENT_LENGTH="2", **{"wsgi.input": said})
    breathe()
    hall.tell(1)
    assert screen.version() == 1
    assert b'42["board",{"version":1,' in b"".join(hall.ask(polling))
    assert hall.queued == [opened["sid"]]


def test_who_was_granted_compression_is_told_by_the_library(hall: Hall) -> None:
    screen = Screen(hall, deflate=True)
    assert b"permessage-deflate" in screen.granted
    hall.tell(1)
    assert hall.queued == [screen.engine.sid]
    assert screen.frame()[0] == 0xC1


@pytest.fixture
def sparing() -> Iterator[Hall]:
    hall = Hall()
    assert hall.write_directly()
    hall.write_on_demand()
    yield hall
    hall.close()


def test_a_writer_lives_while_something_waits_and_its_screen_reads_all_in_order(
    sparing: Hall,
) -> None:
    screen = Screen(sparing)
    writer = screen.engine.writer
    for number in (1, 4, 7):
        assert writer.rests
        sparing.server.eio.send(screen.engine.sid, f'2["board",{{"version":{number}}}]')
        assert not writer.rests
        # Behind what waits, and not directly.
        sparing.tell(number + 1)
        breathe()
        assert writer.rests
        sparing.tell(number + 2)
        assert screen.waiting == 0
        assert [screen.version() for _ in range(3)] == [number, number + 1, number + 2]
    assert sparing.queued == [screen.engine.sid] * 3


def test_a_ping_wakes_it_and_an_end_is_its_end(sparing: Hall) -> None:
    screen, other = Screen(sparing), Screen(sparing)
    screen.engine.send(packet.Packet(packet.PING))
    assert screen.frame()[1] == b"2"
    breathe()
    assert screen.engine.writer.rests
    screen.wire.close()
    breathe(60)
    assert screen.engine.closed
    assert screen.engine.sid not in sparing.server.eio.sockets
    assert not screen.engine.writer.rests
    # What comes too late wakes nobody.
    there = screen.waiting
    screen.engine.queue.put(None)
    breathe()
    assert screen.waiting == there + 1
    sparing.tell(1)
    assert other.version() == 1
    assert len(sparing.left) == 1


def test_pings_that_are_due_wake_no_writer_and_never_come_before_what_waits(
    sparing: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = Screen(sparing), Screen(sparing)
    eio = sparing.server.eio
    assert ping_together(SimpleNamespace(server=sparing.server))
    monkeypatch.setattr(eio, "ping_interval", 0.05)
    woken: list[object] = []
    for screen in (first, other):
        queue, wake = screen.engine.queue, screen.engine.writer.wake
        monkeypatch.setattr(queue, "wake", lambda wake=wake: (woken.append(wake), wake()))
        eio.start_background_task(screen.engine._send_ping)
    assert [screen.frame()[1] for screen in (first, other)] == [b"2", b"2"]
    assert (woken, sparing.queued) == ([], [])
    # Where something waits it is the next.
    eio.send(first.engine.sid, '2["board",{"version":1}]')
    eio.start_background_task(first.engine._send_ping)
    assert first.version() == 1
    assert first.frame()[1] == b"2"


def test_a_screen_that_is_sent_away_while_its_writer_rests_hears_of_it(sparing: Hall) -> None:
    screen = Screen(sparing)
    eventlet.spawn(sparing.server.eio.disconnect, screen.engine.sid)
    assert screen.frame()[1] == b"1", "Engine.IO's goodbye"
    assert screen.frame()[0] & 15 == 8, "the websocket's"
    breathe(60)
    assert screen.engine.closed
    assert len(sparing.left) == 1


def test_where_engine_io_starts_its_writers_in_another_way_each_screen_has_one(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hall = Hall()
    assert hall.write_directly()
    monkeypatch.setattr(Socket, "_websocket_handler", Socket.poll)
    with caplog.at_level(logging.WARNING):
        assert not write_on_demand(SimpleNamespace(server=hall.server))  # type: ignore[arg-type]
    assert "each screen keeps a writer" in caplog.text
    monkeypatch.undo()
    screen = Screen(hall)
    hall.tell(1)
    assert screen.version() == 1
    hall.close()


@pytest.mark.parametrize("part", ["frames", "queues", "sockets"])
def test_where_a_library_has_changed_all_goes_its_own_way(
    part: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hall = Hall()
    eio = hall.server.eio
    ordinary, ways = hall.server._send_eio_packet, eio._async
    if part == "frames":
        frames = sys.modules["eventlet.websocket"].RFC6455WebSocket  # type: ignore[attr-defined]
        monkeypatch.setattr(frames, "_pack_message", lambda _, text: text)
    elif part == "queues":
        monkeypatch.setattr(eio, "create_queue", SimpleNamespace)
    else:
        monkeypatch.delattr(eio, "sockets")
    with caplog.at_level(logging.WARNING):
        assert not hall.write_directly()
    assert len(caplog.records) == 1
    assert "slower" in caplog.text
    assert hall.server._send_eio_packet is ordinary
    assert eio._async is ways
    monkeypatch.undo()
    screen = Screen(hall)
    hall.tell(1)
    assert screen.version() == 1
    assert hall.queued == [screen.engine.sid]
    hall.close()


def test_phones_are_told_in_turns_and_the_hall_in_one(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.servers.direct.TURN_MS", 0)
    screens = [Screen(hall) for _ in range(3)]
    sids = [hall.server.manager.sid_from_eio_sid(screen.engine.sid, "/") for screen in screens]
    for sid in sids:
        hall.server.enter_room(sid, "audience/nm2024")
    served: list[int] = []

    def serve() -> None:
        for _ in range(3):
            served.append(1)
            eventlet.sleep(0)

    eventlet.spawn(serve)
    hall.tell(1)
    assert served == []
    hall.tell(2, room="audience/nm2024")
    assert len(served) >= 2
    assert [screen.version() for screen in screens for _ in range(2)] == [1, 2] * 3


@pytest.mark.parametrize(
    ("room", "phones"),
    [
        ("audience/nm2024", True),
        ("stage/nm2024/final", True),
        ("scene/nm2024/audience", True),
        ("scene/nm2024/hall", False),
        ("public/nm2024", False),
        ("desk/audience", False),
        ("judge/nm2024/audience", False),
    ],
)
def test_which_rooms_are_the_phones(room: str, phones: bool) -> None:
    assert is_for_phones(room) is phones
