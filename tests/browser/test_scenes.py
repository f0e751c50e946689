"""The large screen is told what to show, and one picture becomes the next."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, TABLET, expect_version, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.projector import settle
from tests.support.scenes import Teller, put, run_timer, seven_marked, wall_and_teller
from tests.support.server import Server
from tests.support.sweeps import later
from tests.support.waiting import until

SLUG = "shown"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with seven_marked(host, SLUG) as running:
        yield running


@pytest.fixture(scope="module")
def hall(browser: Browser, server: Server) -> Iterator[tuple[Page, Teller]]:
    with wall_and_teller(browser, server, SLUG) as both:
        yield both


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


def test_a_break_that_is_far_away_says_the_time_and_a_near_one_counts_down(
    hall: tuple[Page, Teller],
) -> None:
    page, teller = hall
    line = page.locator(".layer:not(.gone) .message-until")
    for hours, said in (
        (18, r"^\d\d:\d\d 继续$"),
        (2, r"^\d\d:\d\d 继续 · 还有 (1:59:\d\d|2:00:00)$"),
    ):
        end = datetime.now(UTC) + timedelta(hours=hours)
        teller.tell("message", text="中场休息", until=end.isoformat(timespec="milliseconds"))
        expect(line).to_have_text(re.compile(said))


@pytest.mark.long
def test_a_long_title_of_spaced_letters_takes_its_two_lines_and_no_third(
    hall: tuple[Page, Teller], server: Server
) -> None:
    page, teller = hall
    title = "Second National Quiz of Nuclear Medicine and Imaging"
    board = server.stranger(SLUG).board()
    teller.tell_board({**board, "subtitle": title})
    teller.tell("title")
    large = page.locator(".title-contest")
    expect(large).to_have_text(title)
    settle(page)
    lines = "e => (e.clientHeight / parseFloat(getComputedStyle(e).fontSize)) / 1.24"
    assert large.evaluate(lines) < 2.3
    teller.tell_board(board)


def test_the_logo_stands_small_beside_the_heading_of_the_board(
    hall: tuple[Page, Teller],
) -> None:
    page, teller = hall
    logo = page.locator(".hall-logo")
    teller.tell("standings")
    expect(logo).to_be_hidden()
    drawing = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"
    logo_of = {"url": drawing, "width": 300, "height": 150}
    teller.tell("standings", look={"logo": logo_of})
    expect(logo).to_be_visible()
    settle(page)
    box, title = logo.bounding_box(), page.locator(".hall-title").bounding_box()
    assert box
    assert title
    assert 0.055 * 1080 < box["height"] < 0.065 * 1080
    assert box["x"] + box["width"] < title["x"]
    teller.tell("standings")
    expect(logo).to_be_hidden()


def test_a_scene_that_this_screen_does_not_know_is_the_standings(
    hall: tuple[Page, Teller],
) -> None:
    page, teller = hall
    teller.tell("of-tomorrow")
    expect(page.locator(".row .name")).to_have_count(7)
    expect(page.locator("#board")).to_have_attribute("data-scene", "of-tomorrow")


CLIPPED = """() => [...document.querySelectorAll(".layer *")].filter((element) => {
  const style = getComputedStyle(element);
  const cut = style.overflow !== "visible" || element.closest(".roster-place");
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const box = element.getBoundingClientRect();
  const out = box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1;
  return own && element.checkVisibility() && box.width > 1
    && (out || (cut && element.scrollWidth > element.clientWidth + 1));
}).map((element) => `${element.className}: ${element.textContent}`)"""
SMALL = """() => {
  const unit = Math.min(innerHeight, innerWidth * 9 / 16) / 100;
  return [...document.querySelectorAll(".layer *")].filter((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return own && element.checkVisibility()
      && parseFloat(getComputedStyle(element).fontSize) < 2.19 * unit;
  }).map((element) => element.className);
}"""
LONG = (
    "中国人民解放军东部战区总医院核医学科代表",
    "The Saint Bartholomew Hospital Team Red 1",
    "核力不凡队",
)


@pytest.mark.parametrize("count", [later(3), 7, later(24), later(60)])
def test_long_names_come_in_and_stand_in_their_order_whole(
    hall: tuple[Page, Teller], count: int
) -> None:
    page, teller = hall
    teams = [
        {"id": f"t{n}", "name": LONG[n % len(LONG)][:40], "region": "川西", "members": []}
        for n in range(count)
    ]
    seated = {"teams": [{"team": team, "seat": n} for n, team in enumerate(teams, 1)]}
    about = {"id": "r1", "name": "综合能力与临床病例分析现场抢答环节第一场"}
    order = {"round": about, "by": "draw", "reason": "抽签决定", "count": count, "teams": teams}
    for width, height in ((1920, 1080), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        for scene, keys in (
            ("teams", {"step": count, "of": count, "shows": seated}),
            ("order", {"step": 1, "of": 1, "shows": order}),
            ("opener", {"shows": {**order, "name": about["name"], "number": 1, "of": 4,
                                  "rule": "每题限时三十秒，答对加十分，答错扣十分，放弃不扣分"}}),
        ):  # fmt: skip
            teller.tell(scene, **keys)
            expect(page.locator(f".layer[data-scene={scene}]:not(.gone)")).to_be_visible()
            settle(page)
            assert page.evaluate(CLIPPED) == [], f"{scene} of {count} at {width}×{height}"
            assert page.evaluate(SMALL) == [], f"{scene} of {count} at {width}×{height}"
    page.set_viewport_size(PROJECTOR)


@pytest.mark.long
def test_the_cards_of_an_order_are_of_one_height(hall: tuple[Page, Teller]) -> None:
    page, teller = hall
    teams = [{"id": f"t{n}", "name": LONG[n % 3], "region": "", "members": []} for n in range(7)]
    about = {"id": "r1", "name": "演讲题"}
    shows = {"round": about, "by": "draw", "reason": "", "count": 7, "teams": teams}
    teller.tell("order", step=1, of=1, shows=shows)
    cards = page.locator(".layer:not(.gone) .roster-place")
    expect(cards).to_have_count(7)
    settle(page)
    heights = cards.evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert max(heights) - min(heights) < 2, heights


@pytest.mark.long
def test_sixty_long_names_of_a_round_stand_whole_on_pages(hall: tuple[Page, Teller]) -> None:
    page, teller = hall
    rows = [
        {
            "team": {"id": f"t{n}", "name": LONG[1]},
            "score": f"{99 - n}.00",
            "total": None,
            "rank": n,
        }
        for n in range(1, 61)
    ]
    teller.tell("round", shows={"round": {"id": "r1", "name": "演讲题"}, "rows": rows})
    shown = page.locator(".layer:not(.gone) .round-row")
    expect(shown).to_have_count(30)
    expect(page.locator(".round-page")).to_have_text("第 1 页，共 2 页")
    settle(page)
    assert page.evaluate(CLIPPED) == []
    expect(shown.first.locator(".round-score"), "no decimals that say nothing").to_have_text("98")


def test_points_of_a_play_off_have_no_decimals_that_say_nothing(
    hall: tuple[Page, Teller],
) -> None:
    page, teller = hall
    facing = [
        {
            "team": {"id": f"t{n}", "name": LONG[2], "region": ""},
            "points": points,
            "total": "118.98",
        }
        for n, points in enumerate(("1.00", "0.00"), 1)
    ]
    stage = {"id": "s1", "name": "初赛"}
    shows = {"stage": stage, "place": 4, "teams": facing, "decided": None}
    teller.tell("face_off", shows=shows)
    figures = page.locator(".layer:not(.gone) .face-plain .face-points")
    expect(figures).to_have_text(["1", "0"])


@pytest.mark.long
def test_screens_of_odd_shapes_cut_nothing_off(hall: tuple[Page, Teller]) -> None:
    page, teller = hall
    timer = {"running": False, "deadline": None, "left": "90.0", "seconds": "90"}
    opener = {"round": {"id": "r1", "name": "抢答题"}, "name": "抢答题", "number": 1, "of": 4,
              "rule": "答对 +10 · 答错 −10"}  # fmt: skip
    for width, height in ((2560, 720), (5760, 1080), (1080, 1920)):
        page.set_viewport_size({"width": width, "height": height})
        for scene, keys in (
            ("title", {}),
            ("message", {"text": LONG[0] * 2, "second": LONG[1]}),
            ("opener", {"shows": opener}),
            ("timer", {"timer": timer}),
            ("standings", {"timer": timer}),
        ):
            teller.tell(scene, **keys)
            expect(page.locator(f".layer[data-scene={scene}]:not(.gone)")).to_be_visible()
            settle(page)
            assert page.evaluate(CLIPPED) == [], f"{scene} at {width}×{height}"
    page.set_viewport_size(PROJECTOR)


def test_a_team_that_has_come_in_becomes_a_row_of_the_list(hall: tuple[Page, Teller]) -> None:
    page, teller = hall
    teams = [
        {"id": f"t{n}", "name": f"{n}队", "region": "川西", "members": []} for n in range(1, 4)
    ]
    shows = {"teams": [{"team": team, "seat": n} for n, team in enumerate(teams, 1)]}
    teller.tell("teams", of=3, shows=shows)
    expect(page.locator(".layer:not(.gone) .teams-more")).to_contain_text("3")
    settle(page)
    expect(page.locator(".roster-place[data-down]")).to_have_count(3)
    teller.tell("teams", again=True, step=1, of=3, shows=shows)
    expect(page.locator(".teams-name")).to_have_text("1队")
    teller.tell("teams", again=True, step=2, of=3, shows=shows)
    expect(page.locator(".teams-name")).to_have_text("2队")
    expect(page.locator(".roster-place:not([data-down])")).to_have_text("11队")
    teller.tell("teams", again=True, step=1, of=3, shows=shows)
    expect(page.locator(".roster-place[data-down]"), "a step back").to_have_count(3)
    settle(page)


# A device whose clock is so many milliseconds ahead.
OFF = """(ahead) => {
  const now = Date.now.bind(Date);
  Date.now = () => now() + ahead;
}"""
# When each figure of the timer came, by the machine's own clock.
HEAR = """() => {
  window.heard = {};
  new MutationObserver(() => {
    const figure = document.querySelector(".timer-figure, #timer")?.textContent;
    if (figure && !(figure in window.heard))
      window.heard[figure] = performance.timeOrigin + performance.now();
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


def test_a_timer_runs_alike_on_screens_whose_clocks_are_wrong(browser: Browser, host: Host) -> None:
    with (
        host.serving(contest("timed", 3)) as server,
        visiting(browser, PROJECTOR) as fast,
        visiting(browser, PROJECTOR) as slow,
        visiting(browser, TABLET) as late,
    ):
        pages = []
        for visitor, ahead in ((fast, 420_000), (slow, -93_000)):
            visitor.context.add_init_script(f"({OFF})({ahead})")
            page = visitor.open(server.links("timed")["display"])
            expect_version(page, server.stranger("timed").board()["version"])
            page.evaluate(HEAR)
            pages.append(page)
        late.context.add_init_script(f"({OFF})(-3_600_000)")
        tablet = late.open(server.judge_link("timed", "j1"))
        expect(tablet.locator("#connection")).to_have_attribute("data-connection", "live")
        tablet.evaluate(HEAR)
        expect(tablet.locator("#timer")).to_be_hidden()
        pages.append(tablet)
        desk = server.scorer("timed")
        assert put(desk, "timer", seconds=12).status_code == 200
        for page in pages:
            until(lambda page=page: page.evaluate("'0:07' in window.heard"), "0:07 comes")
            expect(page.locator(".last")).to_have_count(1)
        heard = [page.evaluate("window.heard") for page in pages]
        for figure in ("0:09", "0:08", "0:07"):
            came = [one[figure] for one in heard]
            assert max(came) - min(came) < 100, came
        for said in ("时间到", ""):
            for page in pages[:2]:
                expect(page.locator(".timer-word")).to_have_text(said)
        expect(tablet.locator("#timer")).to_be_hidden()
        assert "时间到" in tablet.evaluate("window.heard")
        expect(pages[0].locator(".timer-figure")).to_have_text("0:00")

        assert run_timer(desk, "set", seconds=90).status_code == 200
        assert put(desk, "standings").status_code == 200
        expect(pages[0].locator(".hall-timer")).to_have_text("1:30")
        assert run_timer(desk, "end").status_code == 200
        expect(pages[0].locator(".hall-timer")).to_be_hidden()


def test_what_is_held_stays_on_the_wall_also_when_it_is_loaded_anew(
    browser: Browser, host: Host
) -> None:
    with host.serving(contest("held", 3)) as server, visiting(browser, PROJECTOR) as booth:
        desk, judge = server.scorer("held"), server.judge("held", "j1")
        desk.set_round("open", "r1")
        for n in range(1, 4):
            assert judge.mark("r1", f"t{n}", 50 + n).status_code == 201
        page = booth.open(server.links("held")["display"])
        first = page.locator(".row").first
        expect(first).to_have_attribute("data-total", "53")
        assert put(desk, "standings", hold=True).status_code == 200
        correction = {"round": "r1", "team": "t1", "judge": "j1", "value": 99, "reason": "录分有误"}
        answer = desk.post("corrections", {"id": str(uuid.uuid4()), **correction})
        assert answer.status_code in (200, 201), answer.text
        page.reload()
        expect(page.locator("#board")).to_have_attribute("data-connection", "live")
        settle(page)
        expect(first).to_have_attribute("data-total", "53")
        assert put(desk, "standings", hold=False).status_code == 200
        expect(first).to_have_attribute("data-total", "99")
