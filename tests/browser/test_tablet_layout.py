"""A judge's tablet lies on a desk or stands upright: the keys are made for thumbs either way."""

import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.browsers import PHONE, TABLET, enter_mark, expect_mark, row, visiting
from tests.support.contests import contest
from tests.support.desk import talks
from tests.support.host import Host
from tests.support.server import Server
from tests.support.sweeps import later

THUMB = 72
LYING = (1180, 820)
UPRIGHT = (820, 1180)
SMALL = (1024, 768)
PHONE_UPRIGHT = (390, 844)
CROWDS = (7, 24)
REFUSED = """{"title": "Conflict", "status": 409,
 "detail": "The round was closed by the desk before these points came, and they do not count."}"""


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    crowds = (contest(f"c{teams}", teams, judges=2) for teams in CROWDS)
    buzzers = (contest(f"buzzer{teams}", teams, locale="en") for teams in CROWDS)
    with host.serving(*crowds, *buzzers, without_regions(), talks("talk")) as running:
        for teams in CROWDS:
            running.scorer(f"c{teams}").set_round("open", "r1")
        running.scorer("talk").set_round("open", "r1")
        yield running


def without_regions() -> str:
    return re.sub(r'region = ".*"\n', "", contest("bare7", 7, locale="en"))


@pytest.fixture(scope="module", params=[CROWDS[0], *map(later, CROWDS[1:])])
def tablet(
    request: pytest.FixtureRequest, server: Server, browser: Browser
) -> Iterator[tuple[Page, int]]:
    teams: int = request.param
    with visiting(browser, TABLET, has_touch=True) as visitor:
        page = visitor.open(server.judge_link(f"c{teams}", "j1"))
        expect(page.locator("[data-team][data-mark]")).to_have_count(teams)
        yield page, teams


def turn(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("document.fonts.ready.then(() => true)")


@pytest.mark.parametrize("size", [LYING, UPRIGHT, SMALL])
def test_the_keys_are_as_large_as_a_thumb_and_all_in_sight(
    tablet: tuple[Page, int], size: tuple[int, int]
) -> None:
    page, _ = tablet
    turn(page, size)
    row(page, "t3").click()
    keys = page.locator(".keys button")
    assert keys.count() >= 11
    for key in [*keys.all(), page.locator('button[data-submit="t3"]')]:
        expect(key).to_be_in_viewport(ratio=1)
        box = key.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= THUMB, f"{key.inner_text()}: {box}"
    expect(page.locator('input[name="mark:t3"]')).to_be_in_viewport(ratio=1)
    expect(row(page, "t3")).to_be_in_viewport(ratio=1)
    assert page.locator("html").evaluate("html => html.scrollWidth <= innerWidth")


def test_after_a_mark_the_next_team_is_chosen_and_in_sight(tablet: tuple[Page, int]) -> None:
    page, teams = tablet
    for size, marked in ((LYING, teams - 2), (UPRIGHT, teams - 1)):
        turn(page, size)
        enter_mark(page, f"t{marked}", "50")
        expect_mark(page, f"t{marked}", "saved")
        chosen = page.locator('[data-mark][data-chosen="true"]')
        expect(chosen).to_have_count(1)
        expect(chosen).to_have_attribute("data-team", f"t{marked + 1}")
        expect(chosen).to_be_in_viewport(ratio=1)
        expect(page.locator(f'input[name="mark:t{marked + 1}"]')).to_have_value("")
        expect(page.locator('input[name^="mark:"]')).to_have_count(1)


def test_a_judge_who_comes_back_has_the_next_team_in_sight(
    server: Server, browser: Browser
) -> None:
    judge = server.judge("c24", "j2")
    for n in range(1, 21):
        assert judge.mark("r1", f"t{n}", 50).status_code == 201
    with visiting(browser, PHONE, has_touch=True) as visitor:
        page = visitor.open(server.judge_link("c24", "j2"))
        chosen = page.locator('[data-mark][data-chosen="true"]')
        expect(chosen).to_have_attribute("data-team", "t21")
        expect(chosen).to_be_in_viewport(ratio=0.98)


def test_a_mark_is_entered_with_thumbs_alone(tablet: tuple[Page, int]) -> None:
    page, _ = tablet
    turn(page, UPRIGHT)
    row(page, "t2").tap()
    for digit in "95":
        page.locator(".keys button", has_text=digit).first.tap()
    expect(page.locator('input[name="mark:t2"]')).to_have_value("95")
    page.locator('button[data-submit="t2"]').tap()
    expect_mark(page, "t2", "saved")
    expect(row(page, "t2").locator(".team-value")).to_have_text("95")


TWENTY = "轨道交通集团第一运营分公司安全先锋突击队"


def test_a_name_of_twenty_characters_has_one_line_where_no_total_stands_beside_it(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET, has_touch=True) as visitor:
        page = visitor.open(server.judge_link("c7", "j1"))
        expect(row(page, "t1").locator(".team-total")).to_be_hidden()
        name = row(page, "t1").locator(".team-name")
        one = "name => name.offsetHeight"
        height = name.evaluate(one)
        name.evaluate("(name, text) => { name.textContent = text; }", TWENTY)
        assert name.evaluate(one) == height


def heights_of(page: Page) -> dict[tuple[int, int], list[int]]:
    """How high each team's row is, on each tablet and on a phone."""
    found = {}
    for size in (PHONE_UPRIGHT, UPRIGHT, SMALL, LYING):
        turn(page, size)
        rows = page.locator("[data-team][data-mark]")
        found[size] = rows.evaluate_all("rows => rows.map((one) => Math.round(one.offsetHeight))")
    return found


def refuse(route: Route) -> None:
    route.fulfill(status=409, content_type="application/problem+json", body=REFUSED)


@pytest.mark.parametrize("slug", ["buzzer7", later("buzzer24"), later("bare7")])
def test_no_row_changes_its_height_whatever_becomes_of_points(
    server: Server, browser: Browser, slug: str
) -> None:
    for act, round_id in (("open", "r1"), ("close", "r1"), ("open", "r2")):
        server.scorer(slug).set_round(act, round_id)
    with visiting(browser, TABLET, has_touch=True) as visitor:
        page = visitor.open(server.judge_link(slug, "j1"))
        expect(row(page, "t1")).to_be_visible()
        before = heights_of(page)
        row(page, "t1").click()
        page.locator('input[name="mark:t1"]').fill("-20")
        expect(row(page, "t1")).to_contain_text("−20 not given")
        assert heights_of(page) == before
        page.context.set_offline(True)
        page.locator('button[data-submit="t1"]').click()
        expect_mark(page, "t1", "pending")
        for team in ("t2", "t3", "t4"):
            enter_mark(page, team, "10")
        expect_mark(page, "t4", "pending")
        assert heights_of(page) == before
        page.context.set_offline(False)
        expect_mark(page, "t4", "saved")
        assert heights_of(page) == before
        page.route("**/awards?*", refuse)
        enter_mark(page, "t2", "10")
        expect_mark(page, "t2", "refused")
        assert heights_of(page) == before


@pytest.mark.long
def test_no_row_changes_its_height_when_the_desk_corrects_a_mark(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET, has_touch=True) as visitor:
        page = visitor.open(server.judge_link("talk", "j1"))
        expect(row(page, "t1")).to_be_visible()
        before = heights_of(page)
        body = {"round": "r1", "team": "t2", "judge": "j1", "value": "7.5", "reason": "broken"}
        told = server.scorer("talk").post("corrections", {"id": str(uuid.uuid4()), **body})
        assert told.status_code == 201, told.text
        expect(row(page, "t2")).to_contain_text("By the desk")
        assert heights_of(page) == before
