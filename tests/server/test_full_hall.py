"""A hall with more phones than there is room for: the event goes on, and judges never wait."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from scoreboard.limits import IDLE_SECONDS, RETRY_SECONDS
from tests.support.contests import shipped
from tests.support.crowd import Knocking, Phones, waiting
from tests.support.screens import screen
from tests.support.server import Server, serving
from tests.support.sweeps import MODES
from tests.support.waiting import allowed, until

SLUG = "nm2024"


@contextmanager
def hall(
    folder: Path, mode: str, files: tuple[int, int], **settings: str
) -> Iterator[tuple[Server, Knocking, Phones]]:
    with serving(folder, shipped(), mode=mode, files=files, **settings) as server:
        server.scorer(SLUG).set_round("open", "r1")
        knocking, phones = Knocking(server), Phones(server, SLUG)
        try:
            yield server, knocking, phones
        finally:
            phones.close()
            knocking.close()


def page(server: Server, path: str, cookies: httpx.Cookies | None = None) -> httpx.Response:
    with httpx.Client(trust_env=False, verify=False, timeout=20, cookies=cookies) as browser:
        return browser.get(f"{server.url}{path}")


def signed_in(server: Server, link: str) -> httpx.Client:
    """A browser in which somebody has opened their link."""
    browser = httpx.Client(trust_env=False, verify=False, timeout=20, base_url=server.url)
    opened = browser.get(f"/join/{link.rsplit('/', 1)[1]}", follow_redirects=True)
    assert opened.status_code == 200
    return browser


def mark_in_time(server: Server, judge: str, team: str) -> None:
    """A judge's mark is written and on the wall within a second, as in an empty hall."""
    with screen(server, SLUG, "display") as wall:
        began = time.monotonic()
        written = server.judge(SLUG, judge).mark("r1", team, 10)
        assert written.status_code == 201
        wall.shows(written.json()["version"])
        assert time.monotonic() - began < allowed(1)


@pytest.mark.long
@pytest.mark.parametrize("mode", MODES)
def test_a_low_limit_that_may_be_raised_turns_nobody_away(tmp_path: Path, mode: str) -> None:
    with hall(tmp_path, mode, files=(256, 4096)) as (server, knocking, phones):
        knocking.knock(300)
        phones.come(20)
        knocking.knock(300, ask=True)
        phones.come(20)
        assert len(phones.inside) == 40
        assert phones.refused == 0
        assert page(server, f"/e/{SLUG}").status_code == 200
        mark_in_time(server, "j1", "hyzg")
        # Who keeps a connection for nothing loses it; who looks on does not.
        until(lambda: knocking.ended() == 600, "the idle ones are ended", 3 * IDLE_SECONDS)
        assert len(phones.inside) == 40
        assert server.running


@pytest.mark.parametrize("mode", MODES)
def test_in_a_full_hall_onlookers_wait_and_judges_do_not(tmp_path: Path, mode: str) -> None:
    with hall(tmp_path, mode, files=(256, 256)) as (server, knocking, phones):
        fits = int(re.findall(r"Room for (\d+) phones", server.log)[0])
        assert fits >= 50
        judge = signed_in(server, server.judge_link(SLUG, "j1"))
        knocking.knock(600)
        assert server.running
        mark_in_time(server, "j1", "hyzg")
        phones.come(fits + 35)
        assert fits - 2 <= len(phones.inside) <= fits, "the idle ones have made room for phones"
        assert phones.refused == fits + 35 - len(phones.inside)
        knocking.knock(100)

        refused = page(server, f"/e/{SLUG}?lang=en")
        assert refused.status_code == 503
        assert refused.headers["Retry-After"] == str(RETRY_SECONDS)
        assert "The hall is full" in refused.text
        assert f'<meta http-equiv="refresh" content="{RETRY_SECONDS}">' in refused.text

        assert judge.get(f"/e/{SLUG}/judge").status_code == 200
        assert judge.get(f"/e/{SLUG}").status_code == 200, "a judge may look at the board, too"
        late = signed_in(server, server.judge_link(SLUG, "j2"))
        assert late.get(f"/e/{SLUG}/judge").status_code == 200
        desk_link = server.links(SLUG)["scorer"]
        with screen(server, SLUG, "desk", desk_link.rsplit("/", 1)[1]) as desk:
            until(lambda: waiting(desk.lists) > 20, "the desk is told how many wait")
            mark_in_time(server, "j3", "yzwd")
        assert len(phones.inside) >= fits - 2, "who is inside stays inside"
        for one in list(phones.inside.values())[:30]:
            one.shutdown()
        until(lambda: page(server, f"/e/{SLUG}").status_code == 200, "there is room again")
        judge.close()
        late.close()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files in /proc")
@pytest.mark.parametrize("mode", MODES)
def test_requests_that_stop_half_way_keep_no_judge_out_and_no_files_open(
    tmp_path: Path, mode: str
) -> None:
    with hall(tmp_path, mode, files=(256, 256)) as (server, knocking, _):
        # What the first page opens for good is open.
        assert page(server, f"/e/{SLUG}").status_code == 200
        until(lambda: server.open_files() < 32, "the first page's connections are closed")
        before = server.open_lines()
        knocking.begin(300)
        began = time.monotonic()
        written = server.judge(SLUG, "j1").mark("r1", "hyzg", 10)
        assert written.status_code == 201
        assert time.monotonic() - began < allowed(4)
        until(lambda: knocking.ended() >= 100, "those beyond the room are ended")
        assert server.open_files() < 230, "an ended one is closed, too"
        mark_in_time(server, "j2", "hyzg")
        # None has a whole request, and so none is answered: not even who is ended.
        until(lambda: knocking.ended() == 300, "the others are ended as idle", 3 * IDLE_SECONDS)
        assert knocking.answered == 0
        until(lambda: server.open_lines() <= before + 4, "every descriptor has come back")
        knocking.close()
        assert page(server, f"/e/{SLUG}").status_code == 200
        mark_in_time(server, "j3", "hyzg")
        assert "Too many open files" not in server.log


@pytest.mark.parametrize("mode", MODES)
def test_a_request_that_its_sender_breaks_off_is_not_answered(tmp_path: Path, mode: str) -> None:
    with serving(tmp_path, shipped(), mode=mode) as server:
        whole = f"GET /e/{SLUG} HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n".encode()
        for sent, answer in (
            (whole[:8], b""),
            (whole[: whole.index(b"\n") - 1], b""),
            (whole[:-2], b""),
            (whole, b"HTTP/1.1 200 "),
        ):
            with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
                line.sendall(sent)
                line.shutdown(socket.SHUT_WR)
                assert line.recv(13) == answer, sent


@pytest.mark.long
def test_a_hub_that_can_watch_little_turns_away_instead_of_ending(tmp_path: Path) -> None:
    with hall(tmp_path, "eventlet", files=(4096, 4096), EVENTLET_HUB="selects") as (
        server,
        knocking,
        phones,
    ):
        knocking.knock(1300)
        phones.come(10)
        assert server.running
        assert len(phones.inside) == 10
        mark_in_time(server, "j1", "hyzg")
