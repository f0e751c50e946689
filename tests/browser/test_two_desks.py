"""Two scorers at once, each in a browser of their own, and a viewer who only looks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from scoreboard.links import role_links
from tests.support.browsers import visiting
from tests.support.desk import DESK, talks
from tests.support.host import Host
from tests.support.server import Server

SLUG, OTHER = "talks", "others"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(talks(SLUG), talks(OTHER)) as running:
        yield running


def test_both_see_each_others_acts_and_the_second_to_close_is_told_so(
    server: Server, browser: Browser, another_browser: Browser
) -> None:
    with visiting(browser, DESK) as one, visiting(another_browser, DESK) as other:
        first, second = (visitor.open(server.links(SLUG)["scorer"]) for visitor in (one, other))
        first.keyboard.press("n")
        expect(second.locator("#latest-act b")).to_have_text("Talk opened")
        expect(second.locator("#next-button")).to_contain_text("Close Talk")

        def meanwhile(route: Route) -> None:
            server.scorer(SLUG).set_round("close", "r1")
            route.continue_()

        second.route("**/rounds/r1/close*", meanwhile)
        second.keyboard.press("n")
        second.keyboard.press("Enter")
        trouble = second.locator("#next-trouble")
        expect(trouble).to_have_text("Talk is already closed. Another desk was quicker.")
        expect(trouble).to_have_attribute("data-late", "")
        for page in (first, second):
            expect(page.locator("#latest-act b")).to_have_text("Talk closed")
            expect(page.locator("#next-button")).to_contain_text("Open Buzzer")
        kinds = [entry["kind"] for entry in server.scorer(SLUG).ledger()]
        assert kinds == ["setup", "open", "close"]


def test_a_viewer_sees_the_desk_and_has_nothing_to_write_with(
    server: Server, browser: Browser
) -> None:
    with server.at_home() as services:
        services.access.add_person(SLUG, "viewer", "Professor Lin")
        found = role_links(services.books, services.access, SLUG, server.hall)
    scorer = server.scorer(SLUG)
    with visiting(browser, DESK) as visitor:
        page = visitor.open(found["people"][0]["url"])
        page.goto(f"{server.hall}/e/{SLUG}/desk")
        expect(page.locator("#hall")).to_have_attribute("data-connection", "live")
        expect(page.locator("#next-sentence")).not_to_be_empty()
        version = scorer.board()["version"]
        page.keyboard.press("a")
        expect(page.locator(".act")).not_to_have_count(0)
        page.keyboard.press("Escape")
        for key in ("n", "Enter", "o", "e", "x", "p", "d", "r", "g", "c", "5"):
            page.keyboard.press(key)
        expect(page.locator("#workspace")).to_be_hidden()
        buttons = "#next-button, #next-also, .act-back, .cell, #detour, #giving button, "
        buttons += ".give-keys button, .award-back, .just-back"
        assert page.locator(buttons).locator("visible=true").count() == 0
        assert scorer.board()["version"] == version


def test_what_fails_halfway_says_what_was_done_and_what_was_not(
    server: Server, browser: Browser
) -> None:
    scorer = server.scorer(OTHER)
    scorer.set_round("open", "r1")
    scorer.set_round("close", "r1")
    scorer.set_round("open", "r2")
    with visiting(browser, DESK) as visitor:
        page = visitor.open(server.links(OTHER)["scorer"])
        expect(page.locator("#next-button")).to_contain_text("Close Buzzer and open Risk")
        refusal = {"status": 409, "detail": "Not while the hall is dark."}
        page.route("**/rounds/r3/open*", lambda route: route.fulfill(status=409, json=refusal))
        page.keyboard.press("n")
        page.keyboard.press("Enter")
        expect(page.locator("#next-trouble")).to_have_text(
            "Buzzer is closed, but Risk is not open. Not while the hall is dark."
        )
        expect(page.locator("#next-button")).to_contain_text("Open Risk")
        assert scorer.ledger()[-1]["kind"] == "close"
