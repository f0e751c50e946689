"""Small and zoomed projectors: letters that can be read, and fewer rows a page instead of dust."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, visiting
from tests.support.contests import contest, name_of
from tests.support.host import Host
from tests.support.projector import FAULTS, settle, show
from tests.support.server import Server
from tests.support.sweeps import later

TEAMS = 12
LONG = "四川省第一人民医院核医学科与影像中心"
# Width and height in the browser's pixels, and how many of the screen's each of them is.
SCREENS = ((800, 600, 1), (640, 400, 2))
SIZES = "names => names.map(name => parseFloat(getComputedStyle(name).fontSize))"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    long = contest("long", TEAMS)
    for n in range(1, TEAMS + 1):
        long = long.replace(f'"{name_of(n)}"', f'"{LONG}{n:02d}"')
    with host.serving(long, contest("crowd", 60)) as running:
        for slug, teams in (("long", TEAMS), ("crowd", 60)):
            running.scorer(slug).set_round("open", "r1")
            for n in range(1, teams + 1):
                # Each third shares its neighbour's total, also across the edge of a page.
                value = 100 - n - (n % 3 == 0)
                assert running.judge(slug, "j1").mark("r1", f"t{n}", value).status_code == 201
        yield running


def expect_legible(page: Page, width: int, height: int) -> None:
    unit = min(height, width * 9 / 16) / 100
    least = max(14.0, 2.2 * unit)
    sizes = page.locator(".row:not(.off-page) .name").evaluate_all(SIZES)
    assert min(sizes) >= least
    assert page.evaluate(FAULTS) == []


@pytest.mark.parametrize("slug", ["long", later("crowd")])
@pytest.mark.parametrize(("width", "height", "zoom"), [SCREENS[0], later(*SCREENS[1])])
def test_every_name_in_sight_can_be_read(
    server: Server, browser: Browser, slug: str, width: int, height: int, zoom: int
) -> None:
    size = {"width": width, "height": height}
    with visiting(browser, size, device_scale_factor=zoom) as wall:
        page = wall.context.new_page()
        board = show(page, server, slug)
        expect_legible(page, width, height)
        # Who has the board read out hears all of it, in order.
        ids = page.locator(".rows .row").evaluate_all("rows => rows.map(row => row.dataset.team)")
        assert ids == [row["team"]["id"] for row in board["rows"]]


@pytest.mark.parametrize("motion", ["no-preference", later("reduce")])
def test_the_board_pages_through_its_rows_and_the_first_eight_stand_on_every_page(
    server: Server, browser: Browser, motion: str
) -> None:
    with visiting(browser, PROJECTOR, reduced_motion=motion) as wall:
        page = wall.context.new_page()
        show(page, server, "crowd")
        in_sight = page.locator(".row:not(.off-page)")
        teams = "rows => rows.map(row => row.dataset.team)"
        expect(page.locator(".foot-page")).to_have_text("第 1 页，共 2 页")
        assert page.evaluate(FAULTS) == []
        first = in_sight.evaluate_all(teams)
        expect(page.locator(".foot-page")).to_have_text("第 2 页，共 2 页")
        if motion == "reduce":
            assert page.evaluate("document.getAnimations().length") == 0
        settle(page)
        assert page.evaluate(FAULTS) == []
        second = in_sight.evaluate_all(teams)
        assert second[:8] == first[:8]
        seen = first + second[8:]
        assert sorted(seen) == sorted(f"t{n}" for n in range(1, 61))
        # Who has so few teams that all can be read sees no pages.
        show(page, server, "long")
        expect(page.locator(".foot-page")).to_be_hidden()
        expect(page.locator(".row.off-page")).to_have_count(0)
