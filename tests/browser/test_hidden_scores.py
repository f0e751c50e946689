"""A score comes to the hall when its panel is complete; tablets say what is public, who absent."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import (
    PHONE,
    TABLET,
    enter_mark,
    expect_mark,
    expect_version,
    row,
    visiting,
)
from tests.support.contests import contest
from tests.support.server import Person, Server, serving

SLUG = "panel"
PROJECTOR = {"width": 1920, "height": 1080}
NOBODY = [("", "")] * 3


@dataclass
class Screens:
    """The first judge's tablet, the projector, a phone, and the desk by its calls."""

    tablet: Page
    projector: Page
    phone: Page
    server: Server
    scorer: Person

    def judge(self, number: int) -> Person:
        return self.server.judge(SLUG, f"j{number}")

    def shown(self, page: Page) -> dict[str, tuple[str, str]]:
        """Place and total of each team on a page that has everything."""
        expect_version(page, self.scorer.board()["version"])
        found = page.locator("[data-team][data-rank]").evaluate_all(
            "rows => rows.map((r) => [r.dataset.team, r.dataset.rank, r.dataset.total])"
        )
        return {team: (rank, total) for team, rank, total in found}


@pytest.fixture
def screens(browser: Browser, tmp_path: Path) -> Iterator[Screens]:
    text = contest(SLUG, 3, judges=2, locale="en", publish="team")
    with (
        serving(tmp_path, text) as server,
        visiting(browser, TABLET) as first,
        visiting(browser, PROJECTOR) as hall,
        visiting(browser, PHONE) as pocket,
    ):
        first.sign_in(server, server.judge_link(SLUG, "j1"))
        pages = [first.open(f"{server.hall}/e/{SLUG}/judge")]
        pages += [hall.open(f"{server.hall}/e/{SLUG}/display")]
        pages += [pocket.open(f"{server.hall}/e/{SLUG}")]
        scorer = server.scorer(SLUG)
        scorer.set_round("open", "r1")
        yield Screens(*pages, server, scorer)


def test_the_hall_waits_for_the_last_judge_and_then_the_mark_is_closed(screens: Screens) -> None:
    tablet = screens.tablet
    enter_mark(tablet, "t1", "80")
    expect_mark(tablet, "t1", "saved")
    for page in (screens.projector, screens.phone):
        assert list(screens.shown(page).values()) == NOBODY
        expect(page.locator('[data-team="t1"] .total-number')).to_have_text("–")
    assert screens.judge(2).mark("r1", "t1", 90).status_code == 201
    for page in (screens.projector, screens.phone):
        assert screens.shown(page) == {"t1": ("1", "85"), "t2": ("", ""), "t3": ("", "")}
    expect(row(tablet, "t1")).to_contain_text("Public")
    row(tablet, "t1").locator(".team").click()
    expect(tablet.locator("#panel-hint")).to_contain_text("Ask the desk to correct your mark.")
    expect(tablet.locator('[data-submit="t1"]')).to_be_disabled()
    expect(tablet.get_by_text("85")).to_have_count(0)


@pytest.mark.long
def test_an_absent_team_takes_no_mark_and_stands_without_a_zero(screens: Screens) -> None:
    body = {"id": str(uuid.uuid4()), "round": "r1", "reason": "did not come"}
    assert screens.scorer.post("teams/t2/absent", body).status_code == 201
    tablet = screens.tablet
    expect(row(tablet, "t2")).to_contain_text("Absent")
    expect(tablet.locator("#progress")).to_have_text("0 of 2 marked")
    for team in ("t1", "t3"):
        enter_mark(tablet, team, "80")
        expect_mark(tablet, team, "saved")
        assert screens.judge(2).mark("r1", team, 80).status_code == 201
    expect(tablet.locator("#panel-hint")).to_contain_text("All submitted")
    shown = screens.shown(screens.projector)
    assert shown == {"t1": ("1", "80"), "t3": ("1", "80"), "t2": ("", "")}
    for page in (screens.projector, screens.phone):
        expect(page.locator('[data-team="t2"][data-rank]')).to_contain_text("absent")
        assert screens.shown(page)["t2"] == ("", "")
