"""More phones than there is room for, with real browsers: nobody inside is harmed, all are told."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from tests.support.browsers import PHONE, visiting
from tests.support.contests import shipped
from tests.support.crowd import Knocking, Phones
from tests.support.server import serving
from tests.support.sweeps import later
from tests.support.waiting import allowed

SLUG = "nm2024"
SOCKET = re.compile(r"/socket\.io/\?")
FEW = {"SCOREBOARD_CONNECTIONS": "16", "SCOREBOARD_RETRY_SECONDS": "2"}
DESK = {"width": 1366, "height": 800}


@pytest.mark.long
@pytest.mark.parametrize("hard", [later(4096), 256], ids=["may be raised", "may not"])
def test_twenty_pages_among_six_hundred_idle_connections(
    tmp_path: Path, browser: Browser, hard: int
) -> None:
    with serving(tmp_path, shipped(), files=(256, hard)) as server:
        server.scorer(SLUG).set_round("open", "r1")
        knocking = Knocking(server)
        knocking.knock(600)
        contexts = [browser.new_context(viewport=PHONE) for _ in range(20)]
        try:
            pages = [context.new_page() for context in contexts]
            for page in pages:
                answer = page.goto(f"{server.hall}/e/{SLUG}", wait_until="commit")
                assert answer is not None
                assert answer.status == 200, "nobody is turned away"
            for page in pages:
                board = page.locator("#board")
                expect(board).to_have_attribute("data-connection", "live")
            began = time.monotonic()
            written = server.judge(SLUG, "j1").mark("r1", "hyzg", 10)
            assert written.status_code == 201
            assert time.monotonic() - began < allowed(1)
            for page in pages:
                version = str(written.json()["version"])
                expect(page.locator("#board")).to_have_attribute("data-version", version)
            assert server.running
        finally:
            for context in contexts:
                context.close()
            knocking.close()


def test_a_phone_that_finds_no_room_waits_calmly_and_the_desk_is_told(
    tmp_path: Path, browser: Browser
) -> None:
    # Sixteen connections: four for judges and desk, and nine phones.
    with (
        serving(tmp_path, shipped(), **FEW) as server,
        visiting(browser, PHONE, locale="zh-CN") as visitor,
        visiting(browser, PHONE, locale="en") as inside,
        visiting(browser, DESK) as desk,
    ):
        server.scorer(SLUG).set_round("open", "r1")
        desk.sign_in(server, server.links(SLUG)["scorer"])
        table = desk.open(f"{server.hall}/e/{SLUG}/desk/screens?lang=en")
        # This one has the page, but its socket comes too late.
        late = True

        def reach(line: WebSocketRoute) -> None:
            if late:
                line.close()
            else:
                line.connect_to_server()

        inside.context.route_web_socket(SOCKET, reach)
        looking = inside.open(f"{server.hall}/e/{SLUG}?lang=en")
        board = looking.locator("#board")
        expect(board).to_have_class(re.compile("scripted"))
        phones = Phones(server, SLUG)
        try:
            phones.come(9)
            assert len(phones.inside) == 9
            page = visitor.open(f"{server.hall}/e/{SLUG}")
            expect(page.get_by_role("heading")).to_have_text("请稍候")
            expect(table.locator(".band-full")).to_contain_text("Full: ")
            expect(table.locator("#audience")).to_contain_text("The hall is full")

            # Who has the page already is shown the board, now and then.
            late = False
            words = looking.locator(".live-word")
            expect(words).to_have_text("The hall is full; updated now and then")
            written = server.judge(SLUG, "j1").mark("r1", "hyzg", 10)
            assert written.status_code == 201
            version = str(written.json()["version"])
            expect(board).to_have_attribute("data-version", version, timeout=40_000)
        finally:
            phones.close()
        expect(board).to_have_attribute("data-connection", "live", timeout=40_000)
        # The page that waited has tried again by itself.
        expect(page.locator("#board")).to_have_attribute("data-connection", "live", timeout=40_000)
