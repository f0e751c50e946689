"""Who makes room when the hall is full, and a way in that outlives whatever the system says."""

from __future__ import annotations

import errno
import gc
import io
import socket
import weakref
from pathlib import Path
from typing import Any

import pytest

from scoreboard.crowd import LINE, Crowd, Who
from scoreboard.limits import (
    BODY_PACE,
    BODY_SECONDS,
    ENDING_SECONDS,
    HANG_UP_BYTES,
    IDLE_SECONDS,
    LARGEST_BODY,
    REQUEST_SECONDS,
    STAFF_REQUEST_SECONDS,
    TABLE,
    Room,
    room_in,
)
from scoreboard.servers.bodies import HANG_UP, LAST, linger
from scoreboard.servers.door import PATIENCE, Door, watched

README = Path(__file__).resolve().parents[2] / "README.md"


class Wire:
    """A connection that can be ended; its server closes it when asked to."""

    def __init__(self) -> None:
        self.ended = self.closed = False

    def fileno(self) -> int:
        return -1 if self.closed else 7

    def shutdown(self, how: int, /) -> None:
        assert how == socket.SHUT_RDWR
        self.ended = True


class Hall:
    """A crowd with a clock of its own, and its people by name."""

    def __init__(self, connections: int = 8) -> None:
        self.now = 0.0
        room = Room(descriptors=99, connections=connections, staff=2, phones=4)
        self.crowd = Crowd(room, clock=lambda: self.now)
        self.wires: dict[str, Wire] = {}
        self.requests: dict[str, dict[str, Any]] = {}

    def comes(self, name: str) -> None:
        self.now += 0.01
        self.wires[name] = Wire()
        self.crowd.arrived(self.wires[name], (name, 1))

    def asks(self, name: str, who: Who = "unknown", *, stays: bool = False) -> None:
        self.comes(name)
        environ = {"REMOTE_ADDR": name, "REMOTE_PORT": "1"}
        if stays:
            environ["HTTP_UPGRADE"] = "websocket"
        self.crowd.begins(environ)
        self.crowd.know(environ, who, name if stays else "")
        self.requests[name] = environ

    def answered(self, name: str) -> None:
        self.crowd.ends(self.requests[name])

    @property
    def ended(self) -> list[str]:
        return [name for name, wire in self.wires.items() if wire.ended]


def test_idle_ones_go_first_then_onlookers_and_judges_never() -> None:
    hall = Hall()
    hall.asks("judge", "staff", stays=True)
    hall.asks("desk", "staff")
    hall.answered("desk")
    hall.asks("wall", "display", stays=True)
    hall.asks("phone 1", "audience", stays=True)
    hall.asks("phone 2", "audience", stays=True)
    hall.comes("nobody")
    hall.asks("somebody")
    hall.answered("somebody")
    hall.crowd.make_room(1)
    assert hall.ended == ["nobody"]
    hall.crowd.make_room(2)
    assert hall.ended == ["nobody", "somebody"], "what is ending already makes room, too"
    hall.crowd.make_room(3)
    assert hall.ended == ["phone 2", "nobody", "somebody"], "who came first stays"
    hall.crowd.make_room(99)
    assert set(hall.ended) == set(hall.wires) - {"judge", "desk"}


def test_who_takes_long_to_greet_by_tls_is_counted_again_and_ended_as_idle() -> None:
    hall = Hall()
    hall.comes("slow tablet")
    # The socket that encrypts takes its number.
    hall.wires["slow tablet"].closed = True
    hall.crowd.sweep()
    hall.wires["slow tablet"] = Wire()
    hall.crowd.becomes(("slow tablet", 1), hall.wires["slow tablet"])
    assert hall.crowd.count() == 1
    hall.now += IDLE_SECONDS + 1
    hall.crowd.sweep()
    assert hall.ended == ["slow tablet"]


def test_what_was_ended_and_stays_open_makes_no_room() -> None:
    hall = Hall()
    hall.comes("stuck")
    hall.crowd.make_room(1)
    hall.comes("idle")
    hall.crowd.make_room(1)
    assert hall.ended == ["stuck"]
    hall.now += ENDING_SECONDS + 1
    hall.crowd.make_room(1)
    assert hall.ended == ["stuck", "idle"]


def test_a_request_over_a_line_that_has_been_ended_is_not_answered() -> None:
    hall = Hall()
    hall.comes("late")
    hall.crowd.make_room(1)
    said: list[str] = []

    def app(_environ: dict[str, Any], _start: Any) -> Any:
        raise AssertionError("the page is drawn for nobody")

    late = {"REMOTE_ADDR": "late", "REMOTE_PORT": "1"}
    answer = watched(app, hall.crowd)(late, lambda status, _headers: said.append(status))
    assert list(answer) == []
    assert said == ["503 Service Unavailable"]


def test_a_crowd_that_knocks_ends_one_another_and_nobody_who_is_served() -> None:
    hall = Hall()
    hall.asks("judge", "staff", stays=True)
    hall.asks("phone", "audience", stays=True)
    for n in range(100):
        hall.comes(f"knock {n}")
        for wire in hall.wires.values():
            wire.closed = wire.ended
    assert hall.crowd.count() == 8
    assert "judge" not in hall.ended
    assert "phone" not in hall.ended
    assert "knock 99" not in hall.ended, "the newest may be a judge who has not spoken yet"


def test_what_is_idle_ends_after_some_seconds_and_what_is_used_does_not() -> None:
    hall = Hall()
    hall.comes("silent")
    hall.asks("phone", "audience", stays=True)
    hall.asks("reader")
    hall.answered("reader")
    hall.asks("loading")
    hall.asks("judge", "staff")
    hall.now += IDLE_SECONDS + 1
    hall.crowd.sweep()
    assert hall.ended == ["silent", "reader"]
    hall.now += REQUEST_SECONDS
    hall.crowd.sweep()
    assert hall.ended == ["silent", "reader", "loading"], "a judge's request may take its time"


def test_phones_find_no_room_where_displays_and_judges_still_do() -> None:
    hall = Hall()
    for n in range(4):
        assert hall.crowd.has_room("audience")
        hall.asks(f"phone {n}", "audience", stays=True)
    assert not hall.crowd.has_room("audience")
    assert hall.crowd.has_room("display")
    assert hall.crowd.has_room("staff")
    hall.crowd.left("phone 0")
    assert hall.crowd.has_room("audience")


def test_who_waits_is_counted_until_let_in_or_gone() -> None:
    hall = Hall()
    for name in ("a", "b", "a", "c"):
        hall.crowd.turn_away(name)
    assert hall.crowd.waiting() == 3
    hall.crowd.came_in("b")
    assert hall.crowd.waiting() == 2
    hall.now += 60
    assert hall.crowd.waiting() == 0


@pytest.mark.parametrize(("files", "phones"), [(256, 115), (1024, 716), (1_048_576, 5148), (0, 4)])
def test_the_room_is_computed_from_the_table(files: int, phones: int) -> None:
    assert room_in(min(files, 65_536)).phones == phones


class Trouble:
    """A listening socket that fails in turn; None: somebody comes."""

    def __init__(self, *errors: int | None) -> None:
        self.errors = list(errors)

    def accept(self) -> tuple[Any, Any]:
        error = self.errors.pop(0)
        if error is not None:
            raise OSError(error, "trouble")
        one, other = socket.socketpair()
        other.close()
        return one, ("phone", 1)


@pytest.mark.parametrize(
    "error",
    ["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "ECONNABORTED", "ECONNRESET", "EPROTO", "EPERM"],
)
def test_no_failed_accept_ends_the_server(error: str) -> None:
    slept: list[float] = []
    hall = Hall()
    hall.comes("idle")
    door = Door(Trouble(*[getattr(errno, error)] * 3, None), hall.crowd, slept.append)
    came, _ = door.accept()
    came.close()
    assert len(slept) == 3, "it pauses, it does not spin"
    assert hall.wires["idle"].ended is (error in ("EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"))


def test_a_full_door_frees_what_only_the_collector_would() -> None:
    class Loop:
        """Holds itself, as a handler and its environ do."""

        def __init__(self) -> None:
            self.me = self

    lost = weakref.ref(Loop())
    gc.disable()
    try:
        came, _ = Door(Trouble(errno.EMFILE, None), Hall().crowd, lambda _: None).accept()
        came.close()
        assert lost() is None
    finally:
        gc.enable()


def test_a_door_that_is_closed_says_so() -> None:
    with pytest.raises(OSError, match="trouble"):
        Door(Trouble(errno.EBADF), Hall().crowd, lambda _: None).accept()


def test_where_nothing_helps_somebody_is_asked_to_wait_by_the_descriptor_kept_for_it() -> None:
    listener = Trouble(*[errno.EMFILE] * PATIENCE, None, None)
    came, _ = Door(listener, Hall().crowd, lambda _: None).accept()
    came.close()
    assert listener.errors == [], "one was let in to be told, the next came in"


def posting(hall: Hall, name: str, body: bytes, length: int) -> Any:
    """A request whose body is read, as the app reads it."""
    hall.comes(name)
    environ = {
        "REMOTE_ADDR": name,
        "REMOTE_PORT": "1",
        "CONTENT_LENGTH": str(length),
        "wsgi.input": io.BytesIO(body),
    }

    def app(environ: dict[str, Any], _start: Any) -> list[bytes]:
        hall.requests[name] = environ
        environ["wsgi.input"].read(length)
        return []

    return watched(app, hall.crowd)(environ, None)


def test_a_body_that_does_not_come_ends_its_line_whoever_sends_it() -> None:
    hall = Hall()
    posting(hall, "half", b"x" * 10, 100)
    posting(hall, "judge's half", b"x" * 10, 100)
    hall.crowd.know(hall.requests["judge's half"], "staff")
    posting(hall, "whole", b"x" * 100, 100)
    posting(hall, "large", b"x" * 10, 60 * BODY_PACE)
    hall.now += BODY_SECONDS + 1
    hall.crowd.sweep()
    assert hall.ended == ["half", "judge's half"]
    hall.now += 60
    hall.crowd.sweep()
    assert hall.ended == ["half", "judge's half", "large"]


class Talker:
    """The other end of a line, which sends without a pause, and does not read."""

    def __init__(self, hall: Hall, seconds_each: float) -> None:
        self.hall, self.each = hall, seconds_each
        self.taken = 0
        self.shut: list[int] = []

    def shutdown(self, how: int) -> None:
        self.shut.append(how)

    def settimeout(self, _seconds: float) -> None:
        pass

    def recv(self, most: int) -> bytes:
        assert self.shut == [socket.SHUT_WR], "the answer has been sent"
        self.hall.now += self.each
        self.taken += most
        return bytes(most)


@pytest.mark.parametrize(("each", "most"), [(0.0, HANG_UP_BYTES), (0.1, 11 * 65_536)])
def test_of_a_refused_body_only_so_much_is_dropped_and_others_have_their_turn(
    each: float, most: int
) -> None:
    hall = Hall()
    turns: list[float] = []
    talker = Talker(hall, each)
    linger(talker, turns.append, lambda: hall.now)
    assert 0 < talker.taken <= most
    assert len(turns) == -(-talker.taken // 65_536)


@pytest.mark.parametrize(
    ("length", "read", "last"),
    [
        (LARGEST_BODY, 0, False),
        (LARGEST_BODY + 1, 0, True),
        (5_000_000, 5_000_000, False),
        (5_000_000, 100, True),
    ],
)
def test_an_answer_is_the_last_on_its_line_where_too_much_of_the_body_is_left(
    length: int, read: int, last: bool
) -> None:
    hung_up: list[bool] = []
    said: list[tuple[str, str]] = []
    environ: dict[str, Any] = {
        "CONTENT_LENGTH": str(length),
        "wsgi.input": io.BytesIO(bytes(length)),
        HANG_UP: lambda: hung_up.append(True),
    }

    def app(environ: dict[str, Any], start: Any) -> list[bytes]:
        environ["wsgi.input"].read(read)
        start("401 UNAUTHORIZED", [("connection", "keep-alive"), ("X-Said", "why")])
        return []

    watched(app, Crowd())(environ, lambda _status, headers: said.extend(headers))
    assert bool(hung_up) is last
    assert said == [("X-Said", "why"), ("Connection", "close")] if last else len(said) == 2


@pytest.mark.parametrize(
    ("read", "says_itself", "hangs_up"), [(5, True, False), (5, False, False), (0, True, True)]
)
def test_that_an_answer_is_the_last_is_said_once_and_what_was_not_read_of_it_is_dropped(
    read: int, says_itself: bool, hangs_up: bool
) -> None:
    hung_up: list[bool] = []
    said: list[tuple[str, str]] = []
    environ: dict[str, Any] = {
        "CONTENT_LENGTH": "5",
        "wsgi.input": io.BytesIO(bytes(5)),
        HANG_UP: lambda: hung_up.append(True),
        LAST: lambda: says_itself,
    }

    def app(environ: dict[str, Any], start: Any) -> list[bytes]:
        environ["wsgi.input"].read(read)
        start("429 TOO MANY REQUESTS", [("Connection", "close"), ("X-Said", "why")])
        return []

    watched(app, Crowd())(environ, lambda _status, headers: said.extend(headers))
    assert bool(hung_up) is hangs_up
    assert said == [("X-Said", "why")] + [("Connection", "close")] * (not says_itself)


def test_an_answer_that_nobody_takes_ends_its_line_judges_later() -> None:
    hall = Hall()
    hall.asks("slow phone")
    hall.asks("import", "staff")
    hall.now += REQUEST_SECONDS + 1
    hall.crowd.sweep()
    assert hall.ended == ["slow phone"]
    hall.now += STAFF_REQUEST_SECONDS
    hall.crowd.sweep()
    assert hall.ended == ["slow phone", "import"]


def test_the_line_of_a_socket_that_is_over_is_ended_if_it_does_not_end_itself() -> None:
    hall = Hall()
    hall.asks("wall", "display", stays=True)
    hall.asks("other", "display", stays=True)
    hall.crowd.leaving(hall.requests["wall"][LINE])
    hall.now += IDLE_SECONDS + 1
    hall.crowd.sweep()
    assert hall.ended == ["wall"]


def test_a_file_is_closed_before_a_slow_phone_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "font"
    path.write_bytes(b"x" * 5000)
    opened = []

    def app(environ: dict[str, Any], _start: Any) -> Any:
        opened.append(path.open("rb"))
        return environ["wsgi.file_wrapper"](opened[0], 8192)

    answer = watched(app, Hall().crowd)({}, None)
    assert opened[0].closed
    assert b"".join(answer) == b"x" * 5000
    answer.close()


def test_nothing_is_compressed_for_each_screen_by_itself() -> None:
    seen: dict[str, Any] = {}

    def app(environ: dict[str, Any], _start: Any) -> list[bytes]:
        seen.update(environ)
        return []

    offer = {"HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate", "HTTP_UPGRADE": "websocket"}
    watched(app, Crowd())(offer, None)
    assert seen["HTTP_UPGRADE"] == "websocket"
    assert "HTTP_SEC_WEBSOCKET_EXTENSIONS" not in seen


def test_what_is_written_to_who_comes_in_is_sent_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        door = Door(listener, Crowd(), lambda _: None)
        with socket.create_connection(listener.getsockname()):
            came, _ = door.accept()
            with came:
                assert came.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_every_limit_has_a_reason_and_the_readme_names_each_that_can_be_set() -> None:
    assert len({limit.name for limit in TABLE}) == len(TABLE)
    assert all(limit.reason and limit.unit and limit.value > 0 for limit in TABLE)
    readme = README.read_text("utf-8")
    for limit in TABLE:
        if limit.setting:
            assert f"| `{limit.setting}` | `{limit.value}` |" in readme
