"""The large screen is told what to show, and one picture becomes the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, expect_version, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.projector import settle
from tests.support.scenes import Teller
from tests.support.server import Server

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
