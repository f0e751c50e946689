"""A server that speaks TLS by a hall's own authority, under each kind of server."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from scoreboard.tls import AUTHORITY, for_devices, make_certificates
from tests.support.contests import contest
from tests.support.screens import screen
from tests.support.server import HALL_HOST, Server, serving
from tests.support.sweeps import MODES
from tests.support.waiting import until

SLUG = "secure"
# What stands in the log where something went wrong: whole, or as the libraries shorten it.
FAULTS = ("Traceback", "Error", "descriptor")


@pytest.fixture(scope="module", params=MODES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of each kind with an event's first round open."""
    mode: str = request.param
    folder: Path = tmp_path_factory.mktemp(f"tls-{mode}")
    (tls,) = make_certificates(folder / "tls", [("127.0.0.1", HALL_HOST)], 90)
    with serving(folder / "data", contest(SLUG, 3), mode=mode, fresh=True, tls=tls) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


def trusting(server: Server) -> ssl.SSLContext:
    """A device that was told to trust the hall's authority."""
    assert server.tls is not None
    return ssl.create_default_context(cafile=str(server.tls / AUTHORITY))


@contextmanager
def secure_line(server: Server) -> Iterator[ssl.SSLSocket]:
    """A line of its own, encrypted; closed without a word of farewell."""
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain,
        trusting(server).wrap_socket(plain, server_hostname="127.0.0.1") as line,
    ):
        yield line


def heard_from(line: ssl.SSLSocket) -> bytes:
    """What comes until the other side ends the line."""
    heard = b""
    with suppress(ssl.SSLEOFError):
        while came := line.recv(65536):
            heard += came
    return heard


def test_who_trusts_the_hall_s_authority_is_answered_and_nobody_else_is(server: Server) -> None:
    with httpx.Client(verify=trusting(server), trust_env=False) as tablet:
        assert tablet.get(f"{server.url}/healthz").status_code == 200
    with (
        httpx.Client(verify=ssl.create_default_context(), trust_env=False) as stranger,
        pytest.raises(httpx.ConnectError, match="certificate verify failed"),
    ):
        stranger.get(f"{server.url}/healthz")


def test_a_mark_given_over_tls_comes_to_the_projector_over_tls(server: Server) -> None:
    with screen(server, SLUG, "display") as projector:
        written = server.judge(SLUG, "j1").mark("r1", "t1", 14)
        assert written.status_code == 201
        projector.shows(written.json()["version"])


def test_links_and_cookies_are_for_the_secure_address_only(server: Server) -> None:
    answer = server.http.get(server.url + server.judge_link(SLUG, "j1").removeprefix(server.hall))
    assert answer.is_redirect
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_who_types_the_plain_address_is_told_how_to_trust_and_led_on(server: Server) -> None:
    plain = server.url.replace("https", "http")
    led = httpx.get(f"{plain}/e/{SLUG}", trust_env=False)
    assert (led.status_code, led.headers["Location"]) == (302, f"/trust?to=/e/{SLUG}")
    page = httpx.get(plain + led.headers["Location"], trust_env=False)
    assert page.status_code == 200
    assert f"{server.url}/e/{SLUG}" in page.text
    assert server.tls is not None
    loaded = httpx.get(f"{plain}/trust/authority.crt", trust_env=False)
    assert loaded.content == for_devices((server.tls / AUTHORITY).read_bytes())


def test_nothing_is_written_signed_in_or_repeated_over_a_plain_line(server: Server) -> None:
    plain = server.url.replace("https", "http")
    judge = server.judge(SLUG, "j1")
    path = f"/api/v1/events/{SLUG}/scores"
    headers = {"Authorization": f"Bearer {judge.token}"}
    refused = httpx.post(plain + path, json={}, headers=headers, trust_env=False)
    assert refused.status_code == 421
    assert refused.headers.get_list("Connection") == ["close"]
    link = httpx.get(f"{plain}/join/{judge.token}", trust_env=False)
    assert link.headers["Location"] == "/trust"
    assert "Set-Cookie" not in link.headers


def test_who_greets_and_falls_silent_keeps_nobody_waiting(server: Server) -> None:
    silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(30)]
    for number, line in enumerate(silent):
        # Some say nothing, some begin to greet, some greet with what is no greeting.
        line.sendall((b"", b"\x16\x03\x01", b"\x16" * 600)[number % 3])
    assert server.judge(SLUG, "j1").mark("r1", "t2", 12).status_code == 201
    for line in silent:
        line.close()
    until(lambda: server.judge(SLUG, "j1").ask("GET", "board").status_code == 200, "it goes on")


def test_a_body_larger_than_is_taken_is_refused_at_once_over_tls_too(server: Server) -> None:
    asked = b"POST /join HTTP/1.1\r\nHost: a\r\nContent-Length: 4294967296\r\n\r\n"
    with secure_line(server) as line:
        line.sendall(asked + bytes(500_000))
        heard = heard_from(line)
    assert heard.startswith(b"HTTP/1.1 413")


def test_a_line_that_is_ended_as_idle_leaves_nothing_in_the_log(server: Server) -> None:
    before = len(server.log)
    with secure_line(server) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
        assert heard_from(line).startswith(b"HTTP/1.1 200")
    goes_on_quietly(server, before)


def test_phones_that_leave_in_the_middle_of_answers_leave_nothing_in_the_log(
    server: Server,
) -> None:
    before = len(server.log)
    # Not each leaves just while something is written to it.
    for _ in range(6):
        with secure_line(server) as line:
            line.sendall(20 * f"GET /e/{SLUG} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            assert line.recv(100)
    goes_on_quietly(server, before)


def goes_on_quietly(server: Server, before: int) -> None:
    """Who has left is let go, and no fault is told."""
    until(lambda: server.judge(SLUG, "j1").ask("GET", "board").status_code == 200, "it goes on")
    said = server.log[before:]
    assert not [word for word in FAULTS if word in said], said
