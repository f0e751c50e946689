"""A mark that a tablet delivers after its round was closed is told to the desk, and only there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import enter_mark, expect_mark
from tests.support.desk import Room, cell, room, talks
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server

SLUGS = [f"late{n}" for n in range(1, 4)]
WORDS = "Judge One · Cedar · 8.5 arrived after Talk was closed, and does not count"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(*map(talks, SLUGS)) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Room]:
    """The first judge's tablet has lost the network with a mark on its way; the talk is closed."""
    with room(browser, server, SLUGS.pop()) as opened:
        opened.scorer.set_round("open", "r1")
        opened.state_is("r1", "open")
        enter_mark(opened.tablet, "t1", "9")
        expect_mark(opened.tablet, "t1", "saved")
        opened.tablet.context.set_offline(True)
        enter_mark(opened.tablet, "t3", "8.5")
        expect_mark(opened.tablet, "t3", "pending")
        opened.scorer.set_round("close", "r1")
        opened.state_is("r1", "closed")
        opened.tablet.context.set_offline(False)
        yield opened


def notice(desk: Page) -> Locator:
    return desk.locator("#notices li")


def test_the_desk_is_told_and_enters_it_for_the_judge(opened: Room) -> None:
    desk = opened.desk
    expect(notice(desk).locator("p")).to_have_text(WORDS)
    assert barriers(desk) == []
    desk.reload()
    expect(notice(desk).locator("p")).to_have_text(WORDS)
    notice(desk).get_by_role("button", name="Enter it for the judge").click()
    expect(desk.locator(".entering [data-line=t3] input")).to_have_value("8.5")
    desk.get_by_role("button", name="The tablet is broken").click()
    expect(notice(desk)).to_have_count(0)
    desk.get_by_role("button", name="Done").click()
    expect(cell(desk, "t3", "j1")).to_contain_text("8.5")
    entry = opened.scorer.ledger()[-1]
    assert (entry["kind"], entry["judge"], entry["team"], entry["value"]) == (
        "correction", "j1", "t3", "8.5",
    )  # fmt: skip


@pytest.mark.long
def test_the_round_is_reopened_and_the_notice_goes_when_the_mark_comes(opened: Room) -> None:
    desk = opened.desk
    notice(desk).get_by_role("button", name="Reopen Talk").click()
    opened.state_is("r1", "open")
    expect(notice(desk).locator("p")).to_have_text(WORDS)
    enter_mark(opened.tablet, "t3", "8.5")
    expect_mark(opened.tablet, "t3", "saved")
    expect(notice(desk)).to_have_count(0)


@pytest.mark.long
def test_it_is_dismissed_for_good_and_nobody_else_has_seen_it(
    opened: Room, browser: Browser
) -> None:
    desk = opened.desk
    expect(notice(desk)).to_have_count(1)
    assert "8.5" not in opened.projector.locator("body").inner_text()
    with room(browser, opened.server, opened.slug) as second:
        expect(notice(second.desk)).to_have_count(1)
        notice(desk).get_by_role("button", name="Dismiss").click()
        expect(notice(desk)).to_have_count(0)
        expect(notice(second.desk)).to_have_count(0)
    desk.reload()
    opened.settle()
    expect(notice(desk)).to_have_count(0)
    kinds = [entry["kind"] for entry in opened.scorer.ledger()]
    assert kinds == ["setup", "open", "mark", "close"]
