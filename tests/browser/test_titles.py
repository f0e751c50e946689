"""The contest large and its host small on every page; no title so long that it costs a total."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, TABLET, Visitor, visiting
from tests.support.contests import contest
from tests.support.projector import FAULTS, settle, show
from tests.support.server import Server, serving
from tests.support.sweeps import later

HOST, CONTEST = "市总工会", "第三届职工安全生产与应急救援知识竞赛"
# Forty letters each, as ministries write them.
LONG_HOST = "中华人民共和国应急管理部宣传教育中心暨全国安全生产月活动组织委员会联合主办系列活"[:40]
LONG_CONTEST = "全国卫生健康系统核医学与分子影像质量控制暨辐射安全防护知识竞赛总决赛（华东赛区）"[
    :40
]
SCREENS = ((1920, 1080), (1280, 720), (1024, 768), (800, 600))
# What the hall must see whole, whatever the event is called.
OUTSIDE = """() => [".total-number", ".hall-stage", ".hall-now .live", ".hall-large", ".hall-small"]
  .flatMap((what) => [...document.querySelectorAll(what)])
  .filter((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const ink = range.getBoundingClientRect();
    const box = one.getBoundingClientRect();
    const right = one.matches(".total-number") ? ink.right : Math.min(ink.right, box.right);
    return ink.width < 1 || box.left < 0 || box.top < 0
      || right > innerWidth || box.bottom > innerHeight;
  })
  .map((one) => `${one.className}: ${one.textContent}`)"""


def named(slug: str, title: str, subtitle: str) -> str:
    text = contest(slug, 10)
    text = text.replace('title = "全省核医学技能大赛"', f'title = "{title}"', 1)
    return text.replace('subtitle = "10支队伍的决赛"', f'subtitle = "{subtitle}"', 1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    assert (len(LONG_HOST), len(LONG_CONTEST)) == (40, 40)
    events = [named("long", LONG_HOST, LONG_CONTEST), named("short", HOST, CONTEST)]
    with serving(tmp_path_factory.mktemp("titles"), *events, contest("c3", 3)) as running:
        for slug in ("long", "short"):
            running.scorer(slug).set_round("open", "r1")
            for n in range(1, 11):
                assert running.judge(slug, "j1").mark("r1", f"t{n}", 100 - n).status_code == 201
        yield running


@pytest.mark.parametrize("slug", ["long", later("short")])
def test_no_title_pushes_a_total_the_stage_or_the_live_sign_off_the_wall(
    server: Server, browser: Browser, slug: str
) -> None:
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.context.new_page()
        show(page, server, slug)
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            assert page.evaluate(OUTSIDE) == [], f"{width}×{height}"
            assert page.evaluate(FAULTS) == [], f"{width}×{height}"


@pytest.mark.long
def test_a_long_title_takes_a_second_line_and_is_said_whole(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.context.new_page()
        show(page, server, "long")
        large = page.locator(".hall-large")
        # Ink may reach a little over its line; a line that is missing is higher than that.
        whole = "e => e.scrollHeight < e.clientHeight * 1.2 && e.scrollWidth <= e.clientWidth + 1"
        assert large.evaluate(whole)
        lines = large.evaluate("e => e.clientHeight / parseFloat(getComputedStyle(e).fontSize)")
        assert 2 < lines < 3
        # They are of like length, and no word is parted: "分子影像质量控|制暨辐射" would be.
        expect(large).to_have_text(LONG_CONTEST)
        assert large.inner_text().split("\n") == [
            "全国卫生健康系统核医学与分子影像质量控制",
            "暨辐射安全防护知识竞赛总决赛（华东赛区）",
        ]


def large_and_small(page: Page, large: str, small: str | None) -> None:
    expect(page.locator(large)).to_have_text(CONTEST)
    if small:
        expect(page.locator(small)).to_have_text(HOST)
        size = "e => parseFloat(getComputedStyle(e).fontSize)"
        assert page.locator(large).evaluate(size) > 1.2 * page.locator(small).evaluate(size)
        above = page.locator(small).bounding_box()
        below = page.locator(large).bounding_box()
        assert above
        assert below
        assert above["y"] < below["y"]


@pytest.mark.parametrize(
    ("path", "large", "small"),
    [
        ("/e/short/display", ".hall-large", ".hall-small"),
        later("/e/short", ".head-large", ".head-small"),
        ("/e/short/desk", ".band-name", None),
        later("/e/short/desk/setup", ".band-name", None),
        later("/e/short/desk/story", ".band-name", None),
        later("/e/short/desk/results/sheet", ".sheet-large", ".sheet-small"),
        later("/e/short/desk/results/picture", ".poster-large", ".poster-small"),
        later("/", '[data-event="short"] h3', '[data-event="short"] .event-what p'),
    ],
)
def test_the_contest_is_large_and_its_host_small_on_every_page(
    server: Server, browser: Browser, path: str, large: str, small: str | None
) -> None:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links("short")["organiser"])
        page = visitor.open(server.hall + path)
        if path.endswith("/picture"):
            # The poster is drawn twice, the second time with its fonts.
            expect(page.locator("[data-state=done]")).to_have_count(1)
        large_and_small(page, large, small)


@pytest.mark.long
def test_a_waiting_tablet_says_the_contest_large(server: Server, browser: Browser) -> None:
    server.scorer("short").set_round("close", "r1")
    try:
        with visiting(browser, TABLET, has_touch=True) as visitor:
            page = visitor.open(server.judge_link("short", "j1"))
            large_and_small(page, "#waiting-contest", "#waiting-host")
    finally:
        server.scorer("short").set_round("reopen", "r1")


@pytest.fixture
def organiser(server: Server, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.server_link())
        yield visitor


def test_a_new_event_asks_for_both_and_the_set_up_shows_both(
    server: Server, organiser: Visitor
) -> None:
    page = organiser.open(f"{server.hall}/new?lang=en")
    page.get_by_label("Name of the contest").fill(CONTEST)
    page.get_by_label("Host or occasion").fill(HOST)
    page.get_by_label("Address").fill("both")
    page.get_by_role("button", name="Make the event").click()
    page.wait_for_url("**/e/both/desk/setup*")
    board = server.stranger("both").board()
    assert (board["title"], board["subtitle"]) == (HOST, CONTEST)

    page.goto(f"{server.hall}/e/both/desk/setup?lang=en#event")
    contest_field = page.get_by_label("Name of the contest (large)")
    host_field = page.get_by_label("Host or occasion (small)")
    expect(contest_field).to_have_value(CONTEST)
    expect(host_field).to_have_value(HOST)
    # Without a host the contest's name stays what it is, and no letter typed moves to the other.
    host_field.fill("")
    expect(contest_field).to_have_value(CONTEST)
    contest_field.fill("")
    host_field.fill("团市委")
    expect(contest_field).to_have_value("")
    contest_field.fill("青年知识竞赛")
    expect(host_field).to_have_value("团市委")
    page.locator("#save").click()
    expect(page.locator("#save")).to_be_disabled()
    board = server.stranger("both").board()
    assert (board["title"], board["subtitle"]) == ("团市委", "青年知识竞赛")


@pytest.mark.long
def test_a_new_event_without_a_host_has_its_one_name(server: Server, organiser: Visitor) -> None:
    page = organiser.open(f"{server.hall}/new?lang=en")
    page.get_by_role("button", name="Make the event").click()
    expect(page.locator('[data-cell="title"] .fault')).to_have_text("Give the contest a name.")
    page.get_by_label("Name of the contest").fill("迎春杯")
    page.get_by_label("Address").fill("one")
    page.get_by_role("button", name="Make the event").click()
    page.wait_for_url("**/e/one/desk/setup*")
    board = server.stranger("one").board()
    assert (board["title"], board["subtitle"]) == ("迎春杯", "")
