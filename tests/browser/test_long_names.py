"""Sixty teams with names of forty letters: none is cut off, and no page outgrows its screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.support.browsers import PHONE, PROJECTOR, TABLET, row, visiting
from tests.support.contests import contest, name_of
from tests.support.host import Host
from tests.support.server import Server
from tests.support.sweeps import later

SLUG, TEAMS = "long", 60
CHINESE = "四川省成都市第一人民医院核医学科正电子发射断层显像与分子影像诊疗技术联合代表"
LATIN = "The Joint Radiopharmacy of the North"
# A line that is missing is higher than this; letters that reach over their line are not.
CUT = """names => names
  .filter(name => name.scrollHeight > name.clientHeight + 4
    || name.scrollWidth > name.clientWidth + 1)
  .map(name => name.textContent)"""
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility() && !one.closest(".band-pages, .visually-hidden"))
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => `${one.tagName} ${one.className}`)"""


def long_name(number: int) -> str:
    """Forty letters, of which only the last ones tell the team from the others."""
    return f"{CHINESE[:37]}{number:02d}队" if number % 2 else f"{LATIN}, {number:02d}"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    event = contest(SLUG, TEAMS)
    for number in range(1, TEAMS + 1):
        event = event.replace(f'"{name_of(number)}"', f'"{long_name(number)}"')
    with host.serving(event) as running:
        scorer, judge = running.scorer(SLUG), running.judge(SLUG, "j1")
        scorer.set_round("open", "r1")
        for number in range(1, TEAMS + 1):
            assert judge.mark("r1", f"t{number}", 96 - number).status_code == 201
        scorer.set_round("close", "r1")
        scorer.set_round("open", "r2")
        for number in range(1, TEAMS + 1, 7):
            assert judge.award("r2", f"t{number}", 10).status_code == 201
        yield running


def expect_whole(names: Locator) -> None:
    expect(names).to_have_count(TEAMS)
    names.page.evaluate("document.fonts.ready.then(() => true)")
    assert names.evaluate_all(CUT) == []


def test_in_the_hall_every_name_is_whole(server: Server, browser: Browser) -> None:
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.open(f"{server.hall}/e/{SLUG}/display")
        expect_whole(page.locator(".row .name"))


def test_in_the_audience_every_name_is_whole(server: Server, browser: Browser) -> None:
    with visiting(browser, PHONE) as visitor:
        page = visitor.open(f"{server.hall}/e/{SLUG}")
        expect_whole(page.locator("tbody .name"))
        assert page.evaluate(WIDER) == []


@pytest.mark.long
@pytest.mark.parametrize("width", ["1080", later("1920")])
def test_in_the_picture_every_name_is_whole(server: Server, browser: Browser, width: str) -> None:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links(SLUG)["scorer"])
        page = visitor.open(f"{server.hall}/e/{SLUG}/desk/results/picture")
        page.locator(f'input[value^="{width}"]').check()
        expect(page.locator(f'#picture[width="{width}"]')).to_be_visible()
        expect_whole(page.locator("#studio .name"))


def test_a_judge_sees_whole_names_and_the_chosen_team(server: Server, browser: Browser) -> None:
    for size in (TABLET, PHONE):
        with visiting(browser, size, has_touch=True) as visitor:
            page = visitor.open(server.judge_link(SLUG, "j1"))
            expect_whole(page.locator("#teams .team-name"))
            row(page, f"t{TEAMS}").click()
            expect(row(page, f"t{TEAMS}")).to_be_in_viewport(ratio=0.9)


@pytest.mark.long
def test_sixty_teams_leave_the_points_and_the_sums_in_sight_at_the_desk(
    server: Server, browser: Browser
) -> None:
    for size in (TABLET, {"width": 820, "height": 1180}):
        with visiting(browser, size) as visitor:
            visitor.sign_in(server, server.links(SLUG)["scorer"])
            page = visitor.open(f"{server.hall}/e/{SLUG}/desk")
            rows = page.locator("#sums tbody tr")
            expect(rows).to_have_count(TEAMS)
            for needed in (rows.first, page.locator("#other-points")):
                expect(needed).to_be_in_viewport(ratio=0.9)
            rows.last.locator(".team-pick").click()
            for points in rows.last.locator(".give-keys button").all():
                expect(points).to_be_in_viewport(ratio=1)
            heights = "rows => Math.max(...rows.map(row => row.offsetHeight))"
            assert page.locator("#sums tbody tr").evaluate_all(heights) < 100


@pytest.mark.long
@pytest.mark.parametrize(
    "path", ["results", "results/sheet", "paper?round=r1", later("paper?round=r2")]
)
def test_no_sheet_is_wider_than_a_phone(server: Server, browser: Browser, path: str) -> None:
    with visiting(browser, PHONE, is_mobile=True) as visitor:
        visitor.sign_in(server, server.links(SLUG)["scorer"])
        page = visitor.open(f"{server.hall}/e/{SLUG}/desk/{path}")
        assert page.evaluate(WIDER) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
