"""Each way in which the other laptop may not answer is said in words that a scorer understands."""

from __future__ import annotations

import errno
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import RemoteDisconnected

import pytest

from scoreboard.pair.away import Away, NoLine, WrongKey, why_away
from scoreboard.pair.line import Line
from scoreboard.translation import say_in

ADDRESS = "http://192.168.1.5:8000"
RAW = ("ECONN", "Errno", "timed out", "Expecting value", "SSL", "_ssl", "gaierror", "refused")
ERRORS = [
    (ConnectionRefusedError(errno.ECONNREFUSED, "ECONNREFUSED"), "Is Scoreboard started"),
    (TimeoutError("timed out"), "switched on, awake, and in the same network"),
    (OSError(errno.EHOSTUNREACH, "No route to host"), "switched on, awake"),
    (OSError(errno.ENETUNREACH, "Network is unreachable"), "This laptop is in no network"),
    (socket.gaierror(-2, "No address found"), "No laptop called 192.168.1.5"),
    (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), "does not take https"),
    (ConnectionResetError(errno.ECONNRESET, "ECONNRESET"), "hangs up"),
    (RemoteDisconnected("Remote end closed connection without response"), "hangs up"),
    (ValueError("Expecting value: line 1 column 1 (char 0)"), "is no Scoreboard"),
]


@pytest.mark.parametrize(("error", "words"), ERRORS, ids=[type(e).__name__ for e, _ in ERRORS])
def test_what_a_network_says_is_put_into_words(error: Exception, words: str) -> None:
    said = str(why_away(error, ADDRESS))
    assert words in said
    assert "192.168.1.5" in said
    assert not [raw for raw in RAW if raw in said]
    chinese = why_away(error, ADDRESS).reason.said(say_in("zh-CN"))
    assert chinese != said
    assert "192.168.1.5" in chinese


def test_what_nobody_has_thought_of_is_said_with_what_the_system_says() -> None:
    said = str(why_away(OSError(errno.EACCES, "Permission denied"), ADDRESS))
    assert said == f"{ADDRESS} cannot be reached: Permission denied."


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """Something at an address that answers each request with these bytes, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer_all() -> None:
        while True:
            try:
                came, _ = listener.accept()
            except OSError:
                return
            with came, suppress(OSError):
                came.settimeout(2)
                came.recv(65_536)
                came.sendall(answer)
                came.shutdown(socket.SHUT_WR)
                # What was not read yet would end the line before the answer is read.
                while came.recv(65_536):
                    pass

    threading.Thread(target=answer_all, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()


def http(status: str, body: str, kind: str = "application/json") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head + body).encode()


NEVER = json.dumps(
    {"nonce": "00" * 32, "share": "09" + "00" * 31, "proof": "x", "line": "l", "frame": ""}
)


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (http("200 OK", "<h1>hello</h1>", "text/html"), Away, "is no Scoreboard"),
        (http("404 Not Found", '{"detail": "no such page"}'), Away, "is no Scoreboard"),
        (http("200 OK", "[]"), Away, "is no Scoreboard"),
        (http("200 OK", '{"hello": 1}'), Away, "is no Scoreboard"),
        (http("200 OK", NEVER), WrongKey, "has another key"),
        (http("503 Service Unavailable", '{"detail": "Wait."}'), Away, "says: Wait."),
        (b"", Away, "hangs up"),
    ],
)
def test_who_answers_something_else_is_named(answer: bytes, kind: type, words: str) -> None:
    with answering(answer) as address:
        line = Line(address, 2)
        with closing(line), pytest.raises(NoLine, match=words) as why:
            line.greet(b"k" * 16)
    assert type(why.value) is kind
    assert address in str(why.value)


def test_where_nothing_listens_and_where_there_is_no_tls() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Away, match="Is Scoreboard started on that laptop"):
        Line(f"http://127.0.0.1:{port}", 2).greet(b"k" * 16)
    with answering(http("400 Bad Request", "no")) as address:
        secure = address.replace("http:", "https:")
        with pytest.raises(Away, match="does not take https"):
            Line(secure, 2).greet(b"k" * 16)
