"""The scorer sees every screen, names it, points it elsewhere, and hears of silent ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from scoreboard.delivery import delivery
from tests.support.axe import axe, barriers
from tests.support.browsers import PROJECTOR, TABLET, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server
from tests.support.waiting import allowed, until

DESK = {"width": 1180, "height": 820}
EVENTS = ("wall", "stage", "hall", "back")
# What a page speaks to the desk with, where it is a file of its own.
SCREEN_SCRIPT = re.compile(r"/screen\.js")


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(*(contest(slug, 4, judges=2, locale="en") for slug in EVENTS)) as running:
        yield running


def test_a_display_is_named_pointed_and_reloaded_from_the_desk(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK) as scorer, visiting(browser, PROJECTOR) as beamer:
        scorer.sign_in(server, server.links("wall")["scorer"])
        desk = scorer.open(f"{server.hall}/e/wall/desk/screens")
        expect(desk.locator("#displays-empty")).to_be_visible()
        wall = beamer.open(f"{server.hall}/e/wall/display")
        row = desk.locator("#displays .screen")
        expect(row).to_contain_text("Display 1")
        expect(row).to_contain_text("1920 × 1080")
        expect(row).to_contain_text("Version 1")
        row.get_by_role("button", name="Name and page").click()
        row.get_by_label("Name of this screen").fill("Left <b>wall</b>")
        desk.keyboard.press("Enter")
        expect(row.locator(".screen-name")).to_have_text("Left <b>wall</b>")
        # With it the display finds its place again, however many strangers come.
        kept = lambda: wall.evaluate("localStorage.getItem('scoreboard/place/wall')")  # noqa: E731
        assert until(kept, "the display is given its place").startswith("2.")
        row.get_by_role("button", name="Name and page").click()
        row.get_by_label("What it shows").select_option("stage:s1")
        row.get_by_role("button", name="Show this").click()
        wall.wait_for_url("**/display?stage=s1")
        # Its words stand in the form's list, too: what it says of itself is looked at.
        expect(row.locator(".screen-about")).to_have_text("Stage 初赛")
        expect(row.locator(".screen-name")).to_have_text("Left <b>wall</b>")
        own = wall.locator(".hall-name")
        expect(own).to_be_hidden()
        row.get_by_role("button", name="Show its name").click()
        expect(own).to_have_text("Left <b>wall</b>")
        expect(desk.locator("#done")).to_have_text("Left <b>wall</b> shows its name.")
        expect(own).to_be_hidden()
        wall.evaluate("document.title = 'before'")
        row.get_by_role("button", name="Reload").click()
        expect(wall).not_to_have_title("before")
        expect(row).to_have_count(1)


@pytest.mark.skipif(
    delivery().is_built(), reason="a page that was built listens before it connects"
)
def test_what_is_asked_of_a_display_between_two_of_its_pages_reaches_the_next_one(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK) as scorer, visiting(browser, PROJECTOR) as beamer:
        scorer.sign_in(server, server.links("stage")["scorer"])
        wall = beamer.open(f"{server.hall}/e/stage/display")
        desk = scorer.open(f"{server.hall}/e/stage/desk/screens")
        row = desk.locator('#displays .screen[data-state="live"]')
        expect(row).to_contain_text("Version 1")
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        wall.route(SCREEN_SCRIPT, hold)
        wall.goto(f"{server.hall}/e/stage/display?stage=s1")
        expect(wall.locator("#board")).to_have_attribute("data-connection", "live")
        wall.evaluate("document.title = 'before'")
        # The page is there and connected, and does not listen yet; its last one is gone.
        row.get_by_role("button", name="Reload").click()
        expect(desk.locator("#done")).to_contain_text("asked to load anew")
        assert wall.title() == "before"
        for one in held:
            one.continue_()
        wall.unroute(SCREEN_SCRIPT)
        expect(wall).not_to_have_title("before")
        expect(row).to_have_count(1)


@pytest.mark.long
def test_a_display_comes_back_to_what_it_was_told_and_a_closed_one_is_missed_by_nobody(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK) as scorer, visiting(browser, PROJECTOR) as beamer:
        scorer.sign_in(server, server.links("back")["scorer"])
        desk = scorer.open(f"{server.hall}/e/back/desk/screens")
        wall = beamer.open(f"{server.hall}/e/back/display")
        row = desk.locator("#displays .screen")
        expect(row.locator(".screen-name")).to_have_text("Display 1")
        row.get_by_role("button", name="Name and page").click()
        row.get_by_label("What it shows").select_option("stage:s2")
        row.get_by_role("button", name="Show this").click()
        wall.wait_for_url("**/display?stage=s2")
        wall.close()
        expect(row).to_have_attribute("data-state", "closed")
        expect(desk.locator("#summary")).to_have_attribute("data-tone", "quiet")
        assert desk.locator(".band-count:not(:empty)").count() == 0
        again = beamer.open(f"{server.hall}/e/back/display")
        again.wait_for_url("**/display?stage=s2")
        expect(row).to_have_attribute("data-state", "live")
        expect(row).to_have_count(1)
        expect(row.locator(".screen-name")).to_have_text("Display 1")
        # An address that says itself what to show is left as it is.
        other = beamer.open(f"{server.hall}/e/back/display?stage=s1")
        expect(other.locator("#board")).to_have_attribute("data-connection", "live")
        assert other.url.endswith("?stage=s1")
        expect(row.locator(".screen-name")).to_have_text(["Display 1", "Display 2"])


def test_a_tablet_that_falls_silent_is_noticed_within_ten_seconds_on_every_page_of_the_desk(
    server: Server, browser: Browser
) -> None:
    need(axe())
    with visiting(browser, DESK) as scorer, visiting(browser, TABLET) as tablet:
        scorer.sign_in(server, server.links("hall")["organiser"])
        desk = scorer.open(f"{server.hall}/e/hall/desk/screens")
        first, second = desk.locator("#tablets .screen").all()
        expect(second).to_contain_text("Not open yet")
        page = tablet.open(server.judge_link("hall", "j1"))
        expect(first).to_have_attribute("data-state", "live")
        links = scorer.open(f"{server.hall}/e/hall/desk/links")
        assert barriers(links) == []
        tablet.context.set_offline(True)
        # A browser that is told to be offline closes its line; one in a real hall cannot.
        gone = re.compile("silent|closed")
        expect(first).to_have_attribute("data-state", gone, timeout=allowed(10) * 1000)
        expect(desk.locator("#summary")).to_contain_text("评委一")
        expect(links.locator(".band-count")).to_have_text("1 offline")
        assert barriers(desk) == []
        tablet.context.set_offline(False)
        expect(first).to_have_attribute("data-state", "live", timeout=allowed(10) * 1000)
        expect(links.locator(".band-count")).to_be_empty()
        page.close()
