"""A revoked link ends on every open page within two seconds, and nothing entered is lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import TABLET, enter_mark, expect_mark, expect_version, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server
from tests.support.waiting import allowed, until

DESK = {"width": 1180, "height": 820}
# Of several pages in one browser one sends at a time; it says so in the browser's memory.
NOBODY_SENDS = "() => localStorage.getItem('scoreboard/sender/hall/j1') === null"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(contest("hall", 4, judges=2, locale="en")) as running:
        running.scorer("hall").set_round("open", "r1")
        yield running


def expect_ended(page: Page, seconds: float, sentence: str) -> None:
    """The page has stopped within so many seconds, says so, and takes nothing any more."""
    expect(page.locator("#ended")).to_be_visible(timeout=allowed(seconds) * 1000)
    expect(page.get_by_role("alertdialog")).to_be_focused()
    expect(page.locator("#ended")).to_contain_text("This link no longer works.")
    expect(page.locator("#ended")).to_contain_text(sentence)
    expect(page.locator("button:enabled, input:enabled, select:enabled")).to_have_count(0)
    assert page.locator("body > :not([inert]):not(#ended):not(script)").count() == 0


def test_a_revoked_judges_open_page_stops_within_two_seconds_and_keeps_the_marks(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET, has_touch=True) as visitor:
        page = visitor.open(server.judge_link("hall", "j1"))
        enter_mark(page, "t1", "50")
        expect_mark(page, "t1", "saved")

        def swallow(route: Route) -> None:
            route.abort("connectionfailed")

        visitor.context.route(re.compile(r"/scores\?"), swallow)
        enter_mark(page, "t2", "60")
        expect_mark(page, "t2", "pending")
        with server.at_home() as services:
            services.access.revoke("hall", "judge", "j1")
            asked = time.monotonic()
            expect_ended(page, 2, "Ask the scorer's desk for a new card.")
            assert time.monotonic() - asked < allowed(2)
            found = services.access.links("hall")
            new = next(token for grant, token, _ in found if grant.name == "judge:j1")
        expect(page.locator("#ended")).to_contain_text("One mark is kept on this tablet.")
        assert barriers(page) == []
        page.keyboard.type("77")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('#ended') !== null")
        with page.expect_response(lambda answer: "/scores" in answer.url and answer.status == 401):
            visitor.context.unroute(re.compile(r"/scores\?"))
        until(lambda: page.evaluate(NOBODY_SENDS), "the page without a card lets another send")
        # The new card opens a page of its own; the old one begins anew by itself.
        other = visitor.open(f"{server.hall}/join/{new}")
        expect_mark(other, "t2", "saved")
        expect(page.locator("#ended")).to_have_count(0)
        expect_mark(page, "t2", "saved")
    entries = server.scorer("hall").ledger()
    marks = [(entry["team"], entry["value"]) for entry in entries if entry["kind"] == "mark"]
    assert marks == [("t1", "50"), ("t2", "60")]


def test_all_pages_of_the_desk_stop_when_somebody_is_removed(
    server: Server, browser: Browser
) -> None:
    with server.at_home() as services, visiting(browser, DESK) as visitor:
        grant = services.access.add_person("hall", "scorer", "王老师")
        links = {one.name: token for one, token, _ in services.access.links("hall")}
        visitor.sign_in(server, f"{server.hall}/join/{links[grant.name]}")
        paths = ("", "/links", "/screens", "/story", "/results")
        pages = [visitor.open(f"{server.hall}/e/hall/desk{path}") for path in paths]
        pages.append(visitor.open(f"{server.hall}/e/hall/safety"))
        listed = pages[2].locator("#desks .screen")
        expect(listed).to_have_count(len(pages))
        expect(listed.first).to_contain_text("王老师")
        services.access.remove_person("hall", grant.role, grant.subject)
        asked = time.monotonic()
        for page in pages:
            expect_ended(page, 2, "Ask the organiser for a new card.")
        assert time.monotonic() - asked < allowed(3), "all of them, one looked at after the other"


def test_a_page_that_is_turned_away_when_it_connects_says_why(
    server: Server, browser: Browser
) -> None:
    scorer, presenter = server.links("hall")["scorer"], server.links("hall")["presenter"]
    with visiting(browser, DESK) as visitor:
        visitor.sign_in(server, scorer)

        def forget(route: Route) -> None:
            visitor.context.clear_cookies()
            visitor.sign_in(server, presenter)
            route.continue_()

        # The page has been drawn for the desk, and its scripts have not come yet.
        visitor.context.route(re.compile(r"/static/.*socket\.io|/static/built/desk"), forget)
        page = visitor.open(f"{server.hall}/e/hall/desk")
        expect(page.locator("#ended")).to_contain_text("Another link has been opened")
        # Once the desk's own link is opened here again the page goes on by itself.
        visitor.context.unroute_all()
        visitor.sign_in(server, scorer)
        expect(page.locator("#ended")).to_have_count(0)
        expect_version(page, server.stranger("hall").board()["version"])
