"""What lies ready as bytes goes out in one piece, and says what the ordinary way says."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import create_environ

from scoreboard.app import crowd_of
from scoreboard.limits import LARGEST_BODY
from scoreboard.servers import with_eventlet
from scoreboard.servers.door import Door, watched
from scoreboard.servers.whole import INPUT, WHOLE, WritesWhole
from tests.support.eyes import without_changing
from tests.support.site import Site
from tests.unit.contests import contest, final, points

eventlet: Any = vars(with_eventlet)["eventlet"]
CUP = contest(final(points("one")), teams="red blue", judges=())
PAGE, BOARD = "/e/quiz", "/api/v1/events/quiz/board"
# Its own in each answer, or said of the line and not of the answer.
CHANGING = {"x-request-id", "content-security-policy", "date", "connection"}


class Line:
    """A connection to a hall that eventlet serves; `whole` counts answers in one piece."""

    def __init__(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        import eventlet.wsgi as wsgi  # noqa: PLC0415  # as the server itself does

        self.whole = 0
        write = WritesWhole.write_whole

        def counting(handler: WritesWhole, head: bytes, body: bytes) -> bool:
            done = write(handler, head, body)
            self.whole += done
            return done

        monkeypatch.setattr(WritesWhole, "write_whole", counting)
        self.listener = eventlet.listen(("127.0.0.1", 0))
        self.pool = eventlet.GreenPool()
        crowd = crowd_of(site.app)
        door = Door(self.listener, crowd, eventlet.sleep)
        protocol = with_eventlet._handler(wsgi, crowd, None)
        self.server = eventlet.spawn(
            wsgi.server, door, watched(site.app, crowd), protocol=protocol, log_output=False,
            minimum_chunk_size=1, custom_pool=self.pool,
        )  # fmt: skip
        self.socket = eventlet.connect(self.listener.getsockname())
        self.file = self.socket.makefile("rb")

    def ask(
        self, path: str, *headers: str, method: str = "GET", version: str = "1.1", body: str = ""
    ) -> tuple[str, dict[str, str], bytes]:
        """Status, headers and body of an answer."""
        lines = (f"{method} {path} HTTP/{version}", "Host: hall", *headers, "", body)
        self.socket.sendall("\r\n".join(lines).encode())
        with eventlet.Timeout(60):
            status = self.file.readline().decode().strip()
            said = {}
            while line := self.file.readline().decode().strip():
                spelled, _, value = line.partition(": ")
                # eventlet has a spelling of its own.
                name = spelled.lower()
                assert said.get(name, value) == value
                said[name] = value
            empty = method == "HEAD" or " 304 " in status
            return status, said, self.file.read(0 if empty else int(said["content-length"]))

    def close(self) -> None:
        self.file.close()
        self.socket.close()
        with eventlet.Timeout(60):
            self.pool.waitall()
        self.server.kill()
        self.listener.close()

    def is_over(self) -> bool:
        with eventlet.Timeout(60):
            return bool(self.file.read(1) == b"")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path, CUP)
    for path in (PAGE, BOARD):
        made.stranger.client.get(path)
    return made


@pytest.fixture
def line(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    made = Line(site, monkeypatch)
    yield made
    made.close()


@pytest.mark.parametrize("path", [PAGE, BOARD])
@pytest.mark.parametrize("accepts", ["gzip", "identity"])
def test_both_ways_say_the_same(line: Line, path: str, accepts: str) -> None:
    takes = f"Accept-Encoding: {accepts}"
    whole = [line.ask(path, takes) for _ in range(2)]
    assert line.whole == 2
    known = line.ask(path, takes, f"If-None-Match: {whole[0][1]['etag']}")
    assert line.whole == 3
    # Of an older program, which is not answered in one piece.
    usual = line.ask(path, takes, "Connection: keep-alive", version="1.0")
    usual_known = line.ask(
        path, takes, "Connection: keep-alive", f"If-None-Match: {whole[0][1]['etag']}",
        version="1.0",
    )  # fmt: skip
    assert line.whole == 3
    for one, other in ((whole[0], usual), (whole[1], usual), (known, usual_known)):
        assert one[0] == other[0]
        assert one[1].keys() - CHANGING == other[1].keys() - CHANGING
        assert all(one[1][name] == other[1][name] for name in one[1].keys() - CHANGING)
        assert read(one) == read(other)
        assert {"date", "x-request-id"} <= one[1].keys()
    assert known[0] == "HTTP/1.1 304 NOT MODIFIED"
    assert "content-security-policy" not in known[1]


def read(answer: tuple[str, dict[str, str], bytes]) -> str:
    _, said, body = answer
    packed = said.get("content-encoding") == "gzip" and body
    return without_changing((gzip.decompress(body) if packed else body).decode())


def test_each_has_a_nonce_and_an_id_of_its_own(line: Line) -> None:
    answers = [line.ask(PAGE) for _ in range(70)]
    policies = [said["content-security-policy"] for _, said, _ in answers]
    for (_, _, body), policy in zip(answers, policies, strict=True):
        (nonce,) = {*re.findall(r"'nonce-([^']+)'", policy)}
        assert {*re.findall(r'nonce="([^"]+)"', body.decode())} == {nonce}
    assert len(set(policies)) == len({said["x-request-id"] for _, said, _ in answers}) == 70


def test_what_comes_after_it_on_the_same_line_is_answered_as_ever(line: Line) -> None:
    assert line.ask(PAGE)[0] == "HTTP/1.1 200 OK"
    assert line.ask("/e/nothing")[0] == "HTTP/1.1 404 NOT FOUND"
    assert line.ask(PAGE, method="HEAD")[0] == "HTTP/1.1 200 OK"
    assert line.whole == 1
    # A body, which nobody asked for, is not taken for the next request.
    assert line.ask(BOARD, "Content-Length: 9", body="GET /nono")[0] == "HTTP/1.1 200 OK"
    assert line.whole == 1
    large = line.ask(PAGE, f"Content-Length: {LARGEST_BODY + 1}")
    assert (large[0].split()[1], large[1]["connection"]) == ("413", "close")


def test_the_last_on_a_line_says_so(line: Line) -> None:
    assert line.ask(PAGE, "Connection: keep-alive")[1]["connection"] == "keep-alive"
    last = line.ask(PAGE, "Connection: close")
    assert line.whole == 1
    assert last[1]["connection"] == "close"
    assert line.is_over()


def test_over_tls_it_says_what_only_then_is_said(site: Site) -> None:
    sent: list[bytes] = []

    def take(head: bytes, body: bytes) -> bool:
        sent[:] = [head, body]
        return True

    def none(*_: object) -> None:
        raise AssertionError("it has been answered")

    for scheme, said in (("https", True), ("http", False)):
        environ = create_environ(PAGE, f"{scheme}://hall")
        assert list(site.app.wsgi_app({**environ, WHOLE: take}, none)) == []
        assert (b"\r\nCross-Origin-Opener-Policy: same-origin\r\n" in sent[0]) is said
        assert sent[0].endswith(b"\r\n")
        assert not sent[0].endswith(b"\r\n\r\n")


def test_a_server_that_does_not_let_it_answers_by_the_ordinary_way() -> None:
    class Other(WritesWhole):
        wfile = io.BytesIO()

    other = Other()
    for environ in ({}, {INPUT: object()}):
        other.environ = environ
        assert other.write_whole(b"", b"") is False
    assert other.wfile.getvalue() == b""
