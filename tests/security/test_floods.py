"""Who sends without a pause holds up nobody, and is shown the door; all others stay."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from tests.support.contests import shipped
from tests.support.floods import (
    BINARY,
    PING,
    Raw,
    answer,
    flooding,
    frame,
    polling_session,
    request,
    websocket_to,
)
from tests.support.screens import screen
from tests.support.server import Server, serving
from tests.support.sweeps import MODES
from tests.support.waiting import until

SLUG, MARKS = "nm2024", 10
JOIN = frame(b'40{"event":"nm2024","view":"display"}')
FLOODS = {
    "messages": frame(b'42["seen",{"version":1}]') * 200,
    "joining and leaving": (frame(b"41") + JOIN) * 50,
    "answers to pings": frame(b"3") * 500,
    "pings of the websocket": frame(b"x", PING) * 500,
    "a message that never ends": frame(b'42["s', last=False) + frame(b"x", 0, last=False) * 500,
    "no message": frame(b"4zzz") * 200,
    "no packet": frame(b"?!") * 200,
    "a packet that servers send": frame(b'0{"sid":"x"}') * 50,
    "the library's own event": frame(b'42["disconnect","client disconnect"]') * 50,
    "large packets": frame(b'42["seen","' + b"x" * 60_000 + b'"]') * 5,
    "bytes that are never complete": frame(b'451-["seen",{"_placeholder":true,"num":0}]') * 50,
    "bytes that nobody announced": frame(b"\x04\x00", BINARY) * 50,
    "a list in a list in a list": frame(b"42" + b"[" * 7_000),
}


@pytest.fixture(scope="module", params=MODES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("floods")
    with serving(folder, shipped(), mode=request.param) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


def judge_is_answered(server: Server) -> None:
    """Mark after mark is taken; a server that is held up answers none in twenty seconds."""
    judge = server.judge(SLUG, "j1")
    for value in range(MARKS):
        assert judge.mark("r1", "hyzg", value).status_code == 201


@pytest.mark.parametrize("what", FLOODS)
def test_a_judge_is_answered_while_somebody_floods_who_then_is_cut_off(
    server: Server, what: str
) -> None:
    with screen(server, SLUG, "display") as wall:
        with flooding(websocket_to(server, SLUG), FLOODS[what]) as flood:
            judge_is_answered(server)
            until(flood.closed.is_set, "the flooding line is closed")
        wall.shows(server.stranger(SLUG).board()["version"])
        assert wall.client.connected, "who does nothing wrong stays"


def test_requests_without_a_pause_hold_up_nobody(server: Server) -> None:
    with flooding(Raw(server), request("/healthz") * 200) as flood:
        judge_is_answered(server)
        assert not flood.closed.is_set(), "a hall's worth of them may come from one address"


def test_a_body_of_packets_is_counted_like_messages(server: Server) -> None:
    address = polling_session(server)
    post = partial(request, address, method="POST")
    join = post(body=b'40{"event":"nm2024","view":"display"}')
    assert answer(server, join).startswith(b"HTTP/1.1 200")
    packets = post(body=b"\x1e".join([b'42["seen",{}]'] * 16))
    taken = [answer(server, packets).startswith(b"HTTP/1.1 200") for _ in range(20)]
    assert taken[:5] == [True] * 5
    assert not taken[-1]
    judge_is_answered(server)


@pytest.mark.parametrize("body", [b"\x1e".join([b"3"] * 17), b"\xff\xfe", b"x", b"d=", b"4?"])
def test_a_body_that_holds_no_packets_ends_its_session(server: Server, body: bytes) -> None:
    address = polling_session(server)
    answer(server, request(address, method="POST", body=body))
    after = answer(server, request(address, method="POST", body=b"3"))
    assert b"Invalid session" in after
