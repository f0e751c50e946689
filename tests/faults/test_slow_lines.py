"""Lines that are silent, slow, half open or half done: each is ended, and nobody is kept out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from tests.support.contests import shipped
from tests.support.floods import (
    SOCKET,
    UPGRADE,
    Raw,
    frame,
    polling_session,
    request,
    websocket_to,
)
from tests.support.screens import screen
from tests.support.server import Server, serving
from tests.support.sweeps import MODES
from tests.support.waiting import until

SLUG = "nm2024"
SCORES = f"/api/v1/events/{SLUG}/scores"
HEAD = request(f"/e/{SLUG}")[:-4]
# Two pings and what follows, and a socket that says nothing for fifteen seconds.
PATIENCE = 60


class Trickle:
    """Sends a byte now and then, and so is never silent."""

    def __init__(self, lines: list[Raw], data: bytes = b"x") -> None:
        self._lines, self._data = lines, data
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(0.4):
            for raw in self._lines:
                with suppress(OSError):
                    raw.send(self._data)


def opened(server: Server, *said: bytes) -> Raw:
    raw = Raw(server)
    for part in said:
        raw.send(part)
    return raw


def half_a_body(*headers: str) -> bytes:
    return request(SCORES, *headers, method="POST") + b'{"id": '


def answers_pings(raw: Raw) -> Raw:
    """A socket that is alive and never says what it is for."""

    def run() -> None:
        with suppress(OSError):
            while came := raw.line.recv(65536):
                if came.endswith(b"2"):
                    raw.send(frame(b"3"))
        gone.set()

    gone = threading.Event()
    threading.Thread(target=run, daemon=True).start()
    raw.has_ended = gone.is_set  # type: ignore[method-assign]  # it reads for itself
    return raw


def half_an_upgrade(server: Server) -> Raw:
    """A session that polls has begun to move to a websocket, and says no more."""
    address = polling_session(server).replace("polling", "websocket")
    raw = opened(server, request(address, *UPGRADE))
    raw.hears(b"101 ")
    return raw


def all_kinds(server: Server, token: str) -> dict[str, Raw]:
    """One line of each kind, by what it does."""
    signed = f"Authorization: Bearer {token}"
    return {
        "silent": opened(server),
        "half a head": opened(server, HEAD),
        "a head that trickles": opened(server, HEAD + b"\r\nX-Long: "),
        "half a body": opened(server, half_a_body("Content-Length: 900")),
        "half a body of a judge's": opened(server, half_a_body("Content-Length: 900", signed)),
        "a body that trickles": opened(server, half_a_body("Content-Length: 900", signed)),
        "a body without end": opened(
            server, half_a_body("Transfer-Encoding: chunked", signed).replace(b"{", b"5\r\n{")
        ),
        "a body that nobody reads": opened(
            server, request("/no/such/page", "Content-Length: 60000", method="POST")
        ),
        "a socket that answers no ping": websocket_to(server, SLUG),
        "a socket in half a frame": opened_in_half(websocket_to(server, SLUG)),
        "a socket that says nothing": answers_pings(websocket_to(server)),
        "half an upgrade": half_an_upgrade(server),
        "an upgrade to nothing": opened(server, SOCKET.replace(b"EIO=4", b"EIO=4&sid=none")),
    }


def opened_in_half(raw: Raw) -> Raw:
    raw.send(frame(b'42["seen",{}]')[:5])
    return raw


@contextmanager
def slow(server: Server, token: str) -> Iterator[dict[str, Raw]]:
    with ExitStack() as stack:
        lines = all_kinds(server, token)
        for raw in lines.values():
            stack.callback(raw.close)
        trickling = [raw for what, raw in lines.items() if "trickles" in what or "half a" in what]
        stack.callback(Trickle([one for one in trickling if one is not lines["half a head"]]).close)
        yield lines


@pytest.mark.timeout(200)
@pytest.mark.parametrize("mode", MODES)
def test_each_line_that_comes_to_nothing_is_ended_and_staff_come_in_meanwhile(
    tmp_path: Path, mode: str
) -> None:
    settings = {"SCOREBOARD_IDLE_SECONDS": "2", "SCOREBOARD_BODY_SECONDS": "2"}
    with serving(tmp_path, shipped(), mode=mode, **settings) as server:
        server.scorer(SLUG).set_round("open", "r1")
        judge = server.judge(SLUG, "j1")
        assert judge.token is not None
        until(lambda: server.open_files() < 40, "the first connections are closed")
        before = server.open_lines()
        for _ in range(5):
            polling_session(server)
        with screen(server, SLUG, "display") as wall, slow(server, judge.token) as lines:
            marked = judge.mark("r1", "hyzg", 10)
            assert marked.status_code == 201
            wall.shows(marked.json()["version"])
            left = dict(lines)

            def all_ended() -> bool:
                for what in [what for what, raw in left.items() if raw.has_ended()]:
                    del left[what]
                return not left

            with suppress(AssertionError):
                until(all_ended, "", PATIENCE)
            assert list(left) == []
            assert wall.client.connected
        until(lambda: server.open_lines() <= before + 2, "every descriptor has come back")
