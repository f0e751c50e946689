"""Phones that are open in the hall: they learn of everything without being loaded again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import PHONE, expect_version, visiting
from tests.support.contests import contest, name_of
from tests.support.server import Server, serving

SLUG, TEAMS = "phones", 7


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Seven teams of which the first two go on; everything but the announcement is done."""
    with serving(tmp_path_factory.mktemp("phones"), contest(SLUG, TEAMS)) as running:
        scorer = running.scorer(SLUG)
        scorer.set_round("open", "r1")
        for n in range(1, TEAMS + 1):
            assert running.judge(SLUG, "j1").mark("r1", f"t{n}", 100 - n).status_code == 201
        scorer.set_round("close", "r1")
        scorer.set_round("open", "r2")
        scorer.set_round("close", "r2")
        yield running


def announce(server: Server) -> None:
    body = {"id": str(uuid.uuid4())}
    answer = server.scorer(SLUG).post("stages/s1/advance", body)
    assert answer.status_code in (200, 201), answer.text


def test_an_open_phone_gets_the_switch_and_a_team_that_is_out_keeps_its_line(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, PHONE) as visitor:
        page = visitor.open(f"{server.hall}/e/{SLUG}")
        expect_version(page, server.stranger(SLUG).board()["version"])
        expect(page.locator(".stages:not(.divisions)")).to_be_hidden()
        page.locator('tr[data-team="t7"] .pin').click()
        expect(page.locator(".pinned-place")).to_have_text("7")

        announce(server)
        switch = page.get_by_role("navigation", name="阶段")
        expect(switch.get_by_role("link")).to_have_text(["初赛", "决赛"])
        expect(switch.get_by_role("link", name="决赛")).to_have_attribute("aria-current", "page")
        expect(page.locator("tbody tr[data-team]")).to_have_count(2)
        expect(page.locator(".pinned-name")).to_have_text(name_of(7))
        expect(page.locator(".pinned-total")).to_have_text("初赛第 7 名")
        expect(page.locator(".pinned-place")).to_be_hidden()

        switch.get_by_role("link", name="初赛").click()
        page.wait_for_url("**?stage=s1")
        expect(page.locator("tbody tr[data-team]")).to_have_count(TEAMS)
        expect(page.locator(".pinned-place")).to_have_text("7")
        expect(switch.get_by_role("link", name="初赛")).to_have_attribute("aria-current", "page")
        switch.get_by_role("link", name="决赛").click()
        expect(page.locator("tbody tr[data-team]")).to_have_count(2)
        page.get_by_role("button", name=f"取消关注{name_of(7)}").click()
        expect(page.locator(".pinned")).to_be_hidden()


def test_a_team_that_goes_on_is_not_said_to_be_out(server: Server, browser: Browser) -> None:
    with visiting(browser, PHONE) as visitor:
        page = visitor.open(f"{server.hall}/e/{SLUG}?lang=en")
        page.locator('tr[data-team="t2"] .pin').click()
        announce(server)
        expect(page.locator("tbody tr[data-team]")).to_have_count(2)
        expect(page.locator(".pinned-name")).to_have_text(name_of(2))
        expect(page.locator(".pinned")).not_to_have_attribute("data-left", "")
        expect(page.get_by_role("link", name="初赛")).to_have_attribute(
            "href", f"/e/{SLUG}?lang=en&stage=s1"
        )
