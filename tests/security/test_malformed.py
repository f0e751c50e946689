"""What is no request, no websocket and no packet: a line in the log, and the server goes on."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.limits import HANG_UP_BYTES, IDLE_SECONDS
from tests.support.contests import shipped
from tests.support.examples import examples
from tests.support.floods import BINARY, PING, UPGRADE, frame, websocket_to
from tests.support.server import Server, serving
from tests.support.sweeps import MODES

SLUG = "nm2024"
POST = b"POST /api/v1/events/nm2024/scores HTTP/1.1\r\nHost: a\r\n"
LIVE = b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\n"
SHAKE = "\r\n".join(UPGRADE).encode() + b"\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
REQUESTS = {
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "an unknown version": b"GET / HTTP/9.9\r\n\r\n",
    "no version": b"GET /\r\n",
    "no words": b"\r\n" * 500,
    "no method": b"G\x00T / HTTP/1.1\r\n\r\n",
    "bytes in the path": b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    "bytes in the query": b"GET /e/nm2024?\xff=\xfe&lang=\xe9 HTTP/1.1\r\nHost: a\r\n\r\n",
    "bytes that are spelt": b"GET /e/%ff?stage=%00&lang=%ff HTTP/1.1\r\nHost: a\r\n\r\n",
    "no byte in a file": b"GET /static/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
    "no byte in a font": b"GET /fonts/%00.css HTTP/1.1\r\nHost: a\r\n\r\n",
    "a file elsewhere": b"GET /static/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    "a name without end": b"GET /static/" + b"a" * 3_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "a line without end": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    "a header without end": b"GET / HTTP/1.1\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    "headers without end": b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
    "a header without a name": b"GET / HTTP/1.1\r\nno colon\r\n: x\r\n x: y\r\n\r\n",
    "an address that is none": b"GET http://[bad/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "a host that is none": b"GET /e/nm2024 HTTP/1.1\r\nHost: [::1 \xff:\r\n\r\n",
    "a cookie of bytes": b"GET /e/nm2024 HTTP/1.1\r\nHost: a\r\nCookie: scoreboard=\xff; =\r\n\r\n",
    "a token of bytes": b"GET /e/nm2024 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \xff\r\n\r\n",
    "conditions of bytes": b"GET /static/js/common/live.js HTTP/1.1\r\nHost: a\r\n"
    b"Range: bytes=-9-9,\xff\r\nIf-None-Match: \xff\r\nAccept-Encoding: \xff;q=z\r\n\r\n",
    "a length that is none": POST + b"Content-Length: \xb2\r\n\r\n{}",
    "a length below none": POST + b"Content-Length: -5\r\n\r\n{}",
    "two lengths": POST + b"Content-Length: 2\r\nContent-Length: 6\r\n\r\n{}1234",
    "a length beyond all": POST + b"Content-Length: 99999999999999999999999\r\n\r\n{}",
    "a length in groups": POST + b"Content-Length: 4_294_967_296\r\n\r\n{}",
    "a length with a sign": POST + b"Content-Length: +4294967296\r\n\r\n{}",
    "a length of figures without end": POST + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n{}",
    "a type that is none": POST
    + b"Content-Type: \xff/; charset=\xff\r\nContent-Length: 2\r\n\r\n{}",
    "an unknown coding": POST + b"Transfer-Encoding: gzip\r\n\r\nabc",
    "a chunk that is none": CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n",
    "a chunk below none": CHUNKED + b"-5\r\nabc\r\n0\r\n\r\n",
    "a chunk that breaks off": CHUNKED + b"5\r\nab",
    "a form without a border": b"POST /join HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
    b"Content-Type: multipart/form-data; boundary=\r\n\r\n--abc",
    "another Engine.IO": b"GET /socket.io/?EIO=3 HTTP/1.1\r\nHost: a\r\n\r\n",
    "an unknown session": b"GET /socket.io/?EIO=4&sid=x%0a HTTP/1.1\r\nHost: a\r\n\r\n",
    "an unknown transport": b"GET /socket.io/?EIO=4&transport=zz HTTP/1.1\r\nHost: a\r\n\r\n",
    "a script's index": b"GET /socket.io/?EIO=4&transport=polling&j=x HTTP/1.1\r\nHost: a\r\n\r\n",
    "half a handshake": LIVE + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "an old handshake": LIVE + b"Connection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Key1: x\r\nSec-WebSocket-Key2: y\r\n\r\n12345678",
    "a key of bytes": LIVE + SHAKE.replace(b"AAAA", b"\xff\xfe") + b"\r\n",
    "a version to come": LIVE + SHAKE.replace(b"13", b"99") + b"\r\n",
    "an upgrade elsewhere": b"GET /healthz HTTP/1.1\r\nHost: a\r\n" + SHAKE + b"\r\n",
    "a handshake with a body": LIVE.replace(b"GET", b"POST") + SHAKE + b"\r\n",
}
FRAMES = {
    "no text": frame(b"\xff\xfe"),
    "half a letter": frame(b"4\xc3"),
    "reserved opcodes": b"\x83\x80\0\0\0\0",
    "reserved control opcodes": b"\x8f\x80\0\0\0\0",
    "reserved bits": b"\xf1\x80\0\0\0\0",
    "no mask": b"\x81\x05hello",
    "a long ping": frame(b"x" * 126, PING),
    "a ping in parts": b"\x09\x80\0\0\0\0",
    "a part of nothing": b"\x80\x80\0\0\0\0",
    "a message in a message": frame(b"4", last=False) + frame(b"4"),
    "a length beyond all": b"\x81\xff" + b"\xff" * 8 + b"\0\0\0\0",
    "goodbyes": frame(b"\x03", 8),
    "a goodbye of bytes": frame(b"\x03\xe8\xff\xfe", 8),
    "an empty message": frame(b""),
    "empty bytes": frame(b"", BINARY),
    "base 64 that is none": frame(b"b!"),
    "a digit of another script": frame("٣²".encode()),
    "no event": frame(b"42[]"),
    "an event without a name": frame(b"42[1]"),
    "half an event": frame(b'42["seen"'),
    "a number without end": frame(b'42["seen",' + b"9" * 5_000 + b"]"),
    "an id without end": frame(b"42" + b"9" * 200 + b'["seen"]'),
    "another namespace": frame(b'40/x,{"event":"nm2024"}'),
    "letters that are none": frame(b'40{"event":"nm2024","view":"judge","token":"\\ud800"}'),
    "a token of nothing": frame(b'40{"event":"\\u0000","view":"judge","token":"\\u0000"}'),
    "a screen that is none": frame(b'42["seen",{"name":"\\ud800","id":7,"version":1e999}]'),
    "an answer to nothing": frame(b'431["x"]'),
    "the server's words": frame(b"44"),
    "attachments without end": frame(b'4599999999999-["a"]'),
}


@pytest.fixture(scope="module", params=MODES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("malformed")
    # At its end no traceback may stand in the log (`Server.stop`).
    with serving(folder, shipped(), mode=request.param) as running:
        yield running


def tell(server: Server, data: bytes, *, breaks_off: bool = False) -> bytes:
    """Send it on a line of its own; what is answered until its end."""
    heard = b""
    line = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    with line, suppress(OSError):
        line.sendall(data)
        if breaks_off:
            # Gone without a word, as when a cable is drawn.
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return b""
        line.shutdown(socket.SHUT_WR)
        while came := line.recv(65536):
            heard += came
    return heard


def goes_on(server: Server, before: int) -> None:
    assert server.http.get(f"{server.url}/healthz").status_code == 200
    said = server.log[before:]
    assert "Traceback" not in said, said
    lines = [line for line in said.splitlines() if "held up" not in line]
    assert len(lines) <= 2, said


@pytest.mark.parametrize("what", REQUESTS)
def test_what_is_no_request_leaves_a_line_at_most(server: Server, what: str) -> None:
    before = len(server.log)
    answer = tell(server, REQUESTS[what])
    assert not answer.startswith(b"HTTP/1.1 5") or answer.startswith(b"HTTP/1.1 505")
    tell(server, REQUESTS[what], breaks_off=True)
    goes_on(server, before)


LARGE = b"Content-Type: application/json\r\nContent-Length: 4294967296\r\n\r\n"
REFUSED = {
    "a mark": (POST + LARGE, b"413"),
    "a page": (b"GET /e/nm2024 HTTP/1.1\r\nHost: a\r\n" + LARGE, b"413"),
    "nothing here": (b"POST /no/such HTTP/1.1\r\nHost: a\r\n" + LARGE, b"413"),
    "packets": (LIVE.replace(b"GET", b"POST").replace(b"websocket", b"polling") + LARGE, b"400"),
    "a file that is too large for this": (POST + b"Content-Length: 5000000\r\n\r\n", b"413"),
    "a page without end": (
        b"GET /e/nm2024 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"200",
    ),
    "no end": (CHUNKED.replace(b"/api/v1/events/nm2024/scores", b"/no/such"), b"404"),
}


@pytest.mark.parametrize("feeds", [False, True], ids=["announced", "sent too"])
@pytest.mark.parametrize("what", REFUSED)
def test_a_body_larger_than_is_taken_is_refused_at_once_and_its_line_closed(
    server: Server, what: str, feeds: bool
) -> None:
    asked, status = REFUSED[what]
    part = b"8000\r\n" + bytes(0x8000) + b"\r\n" if b"chunked" in asked else bytes(0x8000)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        began = time.monotonic()
        line.sendall(asked)
        sent = 0
        with suppress(OSError):
            while feeds:
                # What is sent after the line was closed is answered by a reset.
                sent += line.send(part)
        line.settimeout(20)
        heard = b""
        with suppress(ConnectionError):
            while came := line.recv(65536):
                heard += came
        took = time.monotonic() - began
    assert heard.split()[1] == status
    assert heard.lower().count(b"\r\nconnection:") == 1
    assert sent < 16 * HANG_UP_BYTES
    assert took < IDLE_SECONDS, "it is not left to be ended as an idle line"


@pytest.mark.parametrize("what", FRAMES)
def test_what_is_no_frame_and_no_packet_leaves_a_line_at_most(server: Server, what: str) -> None:
    before = len(server.log)
    for event in (None, SLUG):
        with websocket_to(server, event) as raw:
            raw.send(FRAMES[what])
            raw.line.settimeout(0.05)
            with suppress(OSError):
                while raw.line.recv(65536):
                    pass
    goes_on(server, before)


@examples(60)
@given(st.data())
def test_whatever_comes_leaves_a_line_at_most(server: Server, data: st.DataObject) -> None:
    before = len(server.log)
    start = data.draw(st.sampled_from([b"", *REQUESTS.values()]))[:2_000]
    torn = bytearray(start or data.draw(st.binary(max_size=500)))
    for place in data.draw(st.lists(st.integers(0, max(0, len(torn) - 1)), max_size=5)):
        if torn:
            torn[place] = data.draw(st.integers(0, 255))
    tell(server, bytes(torn), breaks_off=data.draw(st.booleans()))
    with websocket_to(server, data.draw(st.sampled_from([None, SLUG]))) as raw:
        message = data.draw(st.sampled_from([*FRAMES.values(), frame(b'42["seen",{"version":1}]')]))
        raw.send(data.draw(st.binary(max_size=40)) or message)
    goes_on(server, before)
