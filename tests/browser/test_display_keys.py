"""The keys of the large screen: the first fills it, then a presenter's remote turns the steps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, expect_version, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.projector import settle
from tests.support.scenes import put
from tests.support.server import Server

SLUG = "keys"
# A window that does not fill its screen.
WINDOW = {"screen": {"width": 2560, "height": 1440}}


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(contest(SLUG, 3)) as running:
        yield running


def opened(server: Server, page: Page, query: str = "") -> None:
    page.goto(server.links(SLUG)["display"] + query)
    expect_version(page, server.stranger(SLUG).board()["version"])


def test_the_first_key_fills_the_screen_and_a_remote_then_turns_the_steps(
    browser: Browser, server: Server
) -> None:
    desk = server.scorer(SLUG)
    assert put(desk, "teams").status_code == 200
    with visiting(browser, PROJECTOR, **WINDOW) as booth:
        booth.sign_in(server, server.links(SLUG)["scorer"])
        page = booth.context.new_page()
        opened(server, page)
        wall = page.locator("#board")
        expect(wall).to_have_attribute("data-step", "0")
        page.keyboard.press("PageDown")
        expect(page.locator("html:fullscreen"), "the first key").to_have_count(1)
        expect(page.locator(".hall-say"), "a hall's address cannot").to_contain_text("睡眠")
        assert desk.ask("GET", "scene").json()["step"] == 0, "it turns nothing"
        page.keyboard.press("PageDown")
        expect(wall).to_have_attribute("data-step", "1")
        page.keyboard.press("Space")
        expect(wall).to_have_attribute("data-step", "2")
        page.keyboard.press("PageUp")
        expect(wall).to_have_attribute("data-step", "1")
        page.keyboard.press("PageUp")
        expect(wall).to_have_attribute("data-step", "0")
        page.keyboard.press("ArrowLeft")
        expect(page.locator(".hall-say"), "why not further back").to_be_visible()


def test_a_screen_that_nobody_signed_in_turns_nothing_and_says_so(
    browser: Browser, server: Server
) -> None:
    desk = server.scorer(SLUG)
    assert put(desk, "teams").status_code == 200
    with visiting(browser, PROJECTOR) as booth:
        page = booth.context.new_page()
        opened(server, page)
        expect(page.locator(".hall-say")).to_be_hidden()
        page.keyboard.press("PageDown")
        expect(page.locator(".hall-say")).to_contain_text("主持人")
        assert desk.ask("GET", "scene").json()["step"] == 0

        # Overscan and walls of LEDs: the picture is smaller, the ground is not.
        opened(server, page, "?zoom=90")
        settle(page)
        box = page.locator(".scene-box").bounding_box()
        assert box == {"x": 96, "y": 54, "width": 1728, "height": 972}
        unit = page.locator(".hall").evaluate(
            "hall => parseFloat(getComputedStyle(hall).getPropertyValue('--u'))"
        )
        assert unit == pytest.approx(9.72)
        assert put(desk, "standings").status_code == 200
        expect(page.locator(".row .name")).to_have_count(3)
        settle(page)
        last = page.locator(".hall-foot").bounding_box()
        assert last is not None
        assert last["y"] + last["height"] <= 54 + 972


@pytest.mark.long
def test_where_no_motion_is_wanted_scenes_cross_fade(browser: Browser, server: Server) -> None:
    desk = server.scorer(SLUG)
    with visiting(browser, PROJECTOR, reduced_motion="reduce") as booth:
        page = booth.context.new_page()
        opened(server, page)
        page.evaluate("""() => {
            window.moved = [];
            const look = () => {
                for (const one of document.getAnimations())
                    for (const frame of one.effect.getKeyframes())
                        if (frame.transform && frame.transform !== "none")
                            window.moved.push(one.effect.target.className);
                window.longest = Math.max(window.longest ?? 0,
                    ...document.getAnimations().map(
                        (one) => one.effect.getComputedTiming().endTime));
                requestAnimationFrame(look);
            };
            look();
        }""")
        for scene in ("title", "teams", "standings", "order", "opener", "standings"):
            assert put(desk, scene).status_code == 200
            expect(page.locator(f".layer[data-scene={scene}]:not(.gone)")).to_be_visible()
            settle(page)
        assert page.evaluate("window.moved") == []
        assert page.evaluate("window.longest") == 300


@pytest.mark.long
def test_while_people_come_in_the_two_lights_drift_and_nothing_else_moves(
    browser: Browser, server: Server
) -> None:
    desk = server.scorer(SLUG)
    with visiting(browser, PROJECTOR) as booth:
        page = booth.context.new_page()
        opened(server, page)
        assert put(desk, "title").status_code == 200
        expect(page.locator(".layer[data-scene=title]:not(.gone)")).to_be_visible()
        settle(page)
        moving = """() => document.getAnimations().map((one) => [
            one.effect.target.tagName + one.effect.pseudoElement,
            one.effect.getComputedTiming().duration,
            [...new Set(one.effect.getKeyframes().flatMap((frame) => Object.keys(frame)))]
                .filter((name) => !/offset|easing|composite/i.test(name)).join()])"""
        assert page.evaluate(moving) == [
            ["BODY::before", 40_000, "transform"],
            ["BODY::after", 40_000, "transform"],
        ]
        assert put(desk, "standings").status_code == 200
        expect(page.locator(".layer[data-scene=standings]:not(.gone)")).to_be_visible()
        settle(page)
        assert page.evaluate("document.getAnimations().length") == 0
