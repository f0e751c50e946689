"""The large screen is told what to show, and one picture becomes the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, expect_version, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.projector import settle
from tests.support.scenes import Teller, put, run_timer
from tests.support.server import Server
from tests.support.waiting import until

SLUG = "shown"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(contest(SLUG, 7)) as running:
        running.scorer(SLUG).set_round("open", "r1")
        for n in range(1, 8):
            assert running.judge(SLUG, "j1").mark("r1", f"t{n}", 100 - n).status_code == 201
        yield running


@pytest.fixture(scope="module")
def hall(browser: Browser, server: Server) -> Iterator[tuple[Page, Teller]]:
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.context.new_page()
        teller = Teller(page, SLUG)
        page.goto(server.links(SLUG)["display"])
        expect_version(page, server.stranger(SLUG).board()["version"])
        settle(page)
        yield page, teller


def test_the_screen_turns_from_scene_to_scene_and_names_travel(hall: tuple[Page, Teller]) -> None:
    page, teller = hall
    wall, names = page.locator("#board"), page.locator(".row .name")
    expect(wall).to_have_attribute("data-scene", "standings")
    teller.tell("title")
    expect(wall).to_have_attribute("data-scene", "title")
    expect(page.locator(".title-contest")).to_be_visible()
    expect(page.locator(".title-team")).to_have_count(7)
    settle(page)
    expect(page.locator(".hall-head"), "the title stands alone").not_to_be_visible()
    expect(page.locator(".layer")).to_have_count(1)
    assert page.locator(".code-tile").evaluate("image => image.naturalWidth") > 0

    page.evaluate("""() => {
        window.flown = new Set();
        new MutationObserver((changes) => {
            for (const {addedNodes} of changes)
                for (const node of addedNodes)
                    if (node.classList?.contains("likeness")) window.flown.add(node.textContent);
        }).observe(document.body, {subtree: true, childList: true});
    }""")
    teller.tell("standings")
    expect(names).to_have_count(7)
    settle(page)
    assert set(names.all_inner_texts()) <= set(page.evaluate("[...window.flown]"))
    expect(page.locator(".hall-head")).to_be_visible()
    expect(page.locator(".likeness, .gone, .travels")).to_have_count(0)


def test_a_message_says_what_it_says_and_a_blank_screen_says_nothing(
    hall: tuple[Page, Teller],
) -> None:
    page, teller = hall
    teller.tell("message", text="中场休息", second="请各队上台抽签")
    expect(page.locator(".message-text")).to_have_text("中场休息")
    expect(page.locator(".message-second")).to_have_text("请各队上台抽签")
    teller.tell("blank")
    settle(page)
    expect(page.locator(".layer")).to_have_count(1)
    assert page.locator(".scene").inner_text().strip() == ""
    expect(page.locator(".hall-foot")).not_to_be_visible()


def test_a_scene_that_this_screen_does_not_know_is_the_standings(
    hall: tuple[Page, Teller],
) -> None:
    page, teller = hall
    teller.tell("of-tomorrow")
    expect(page.locator(".row .name")).to_have_count(7)
    expect(page.locator("#board")).to_have_attribute("data-scene", "of-tomorrow")


# A device whose clock is so many milliseconds ahead.
OFF = """(ahead) => {
  const now = Date.now.bind(Date);
  Date.now = () => now() + ahead;
}"""
# When each figure of the timer came, by the machine's own clock.
HEAR = """() => {
  window.heard = {};
  new MutationObserver(() => {
    const figure = document.querySelector(".timer-figure")?.textContent;
    if (figure && !(figure in window.heard))
      window.heard[figure] = performance.timeOrigin + performance.now();
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


def test_a_timer_runs_alike_on_screens_whose_clocks_are_wrong(browser: Browser, host: Host) -> None:
    with (
        host.serving(contest("timed", 3)) as server,
        visiting(browser, PROJECTOR) as fast,
        visiting(browser, PROJECTOR) as slow,
    ):
        pages = []
        for visitor, ahead in ((fast, 420_000), (slow, -93_000)):
            visitor.context.add_init_script(f"({OFF})({ahead})")
            page = visitor.open(server.links("timed")["display"])
            expect_version(page, server.stranger("timed").board()["version"])
            page.evaluate(HEAR)
            pages.append(page)
        desk = server.scorer("timed")
        assert put(desk, "timer", seconds=12).status_code == 200
        for page in pages:
            until(lambda page=page: page.evaluate("'0:07' in window.heard"), "0:07 comes")
            expect(page.locator("[data-scene=timer].last")).to_have_count(1)
        first, second = (page.evaluate("window.heard") for page in pages)
        apart = [abs(first[figure] - second[figure]) for figure in ("0:09", "0:08", "0:07")]
        assert max(apart) < 100, apart
        for said in ("时间到", ""):
            for page in pages:
                expect(page.locator(".timer-word")).to_have_text(said)
        expect(pages[0].locator(".timer-figure")).to_have_text("0:00")

        assert run_timer(desk, "set", seconds=90).status_code == 200
        assert put(desk, "standings").status_code == 200
        expect(pages[0].locator(".hall-timer")).to_have_text("1:30")
        assert run_timer(desk, "end").status_code == 200
        expect(pages[0].locator(".hall-timer")).to_be_hidden()
