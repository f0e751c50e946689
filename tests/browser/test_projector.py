"""The projector: every team in sight at any size, ties and the cut as they are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, rows_of, rows_on, visiting
from tests.support.contests import contest, name_of
from tests.support.host import Host
from tests.support.projector import FAULTS, settle, show
from tests.support.server import Server
from tests.support.sweeps import later
from tests.support.waiting import until

# How many teams, and how large their names must be, in hundredths of the screen's height.
CROWDS = {3: 6, 7: 100 / 18, 24: 100 / 36, 60: 100 / 36}
# Names of 20 Chinese letters and of 40 Latin ones, and titles of 40.
LONG = {
    "han": "四川省第一人民医院核医学科影像中心队{:02d}",
    "latin": "Northwest Polytechnical University Team {:02d}",
}
TITLE = "全国核医学与分子影像系统职工职业技能知识竞赛总决赛暨华东赛区选拔赛二〇二六年度第一场"[:40]
SIZES = ((1280, 720), (1920, 1080), (3840, 2160), (1920, 1200), (1024, 768))
# Words of the board that are smaller than so many pixels, beside the live sign and the clock.
SMALLER = """
least => [...document.querySelectorAll(".row:not(.off-page) *, .head, .edge-word, .hall-foot p")]
  .filter((one) => one.childElementCount === 0 && one.textContent.trim() && one.checkVisibility()
    && parseFloat(getComputedStyle(one).fontSize) < least)
  .map((one) => `${one.className}: ${one.textContent}`)
"""


def long_named(script: str, teams: int) -> str:
    """A contest in which every name and both titles are as long as they get."""
    text = contest(f"{script}{teams}", teams)
    for n in range(1, teams + 1):
        text = text.replace(f'"{name_of(n)}"', f'"{LONG[script].format(n)}"')
    text = text.replace('"全省核医学技能大赛"', f'"{TITLE}"')
    return text.replace(f'"{teams}支队伍的决赛"', f'"{TITLE}"')


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    long = [(script, teams) for script in LONG for teams in (7, 24)]
    events = [contest(f"c{teams}", teams) for teams in CROWDS]
    events += [long_named(script, teams) for script, teams in long]
    played = [(f"c{teams}", teams) for teams in CROWDS]
    played += [(f"{script}{teams}", teams) for script, teams in long]
    with host.serving(*events) as running:
        for slug, teams in played:
            running.scorer(slug).set_round("open", "r1")
            judge = running.judge(slug, "j1")
            for n in range(1, teams + 1):
                # Every third shares its neighbour's total; the last teams share one as well.
                value = max(3, 100 - (n - (n % 3 == 0)))
                assert judge.mark("r1", f"t{n}", value).status_code == 201
        yield running


@pytest.fixture(scope="module")
def booth(browser: Browser) -> Iterator[Page]:
    """The projector's page, to be turned to one event after the other."""
    with visiting(browser, PROJECTOR) as visitor:
        yield visitor.context.new_page()


@pytest.mark.parametrize(
    ("teams", "least"),
    [case if case[0] in (7, 60) else later(*case) for case in CROWDS.items()],
)
def test_so_many_teams_fit_every_screen_in_large_type_and_nothing_overlaps(
    server: Server, booth: Page, teams: int, least: float
) -> None:
    board = show(booth, server, f"c{teams}")
    for width, height in SIZES:
        booth.set_viewport_size({"width": width, "height": height})
        settle(booth)
        assert rows_of(booth) == rows_on(board)
        assert booth.evaluate(FAULTS) == [], f"{teams} teams at {width}×{height}"
        names = booth.locator(".row:not(.off-page) .name").evaluate_all(
            "names => names.map(name => parseFloat(getComputedStyle(name).fontSize))"
        )
        # A screen less wide than 16:9 is as good as the part of it that is.
        unit = min(height, width * 9 / 16) / 100
        assert booth.evaluate(SMALLER, 2.2 * unit - 0.1) == [], f"{teams} teams at {width}×{height}"
        assert min(names) >= least * unit, f"{teams} teams at {width}×{height}"


@pytest.mark.parametrize(
    ("script", "teams"),
    [("han", 7), *(later(*one) for one in (("latin", 24), ("han", 24), ("latin", 7)))],
)
def test_every_name_and_total_is_whole_in_sight_however_long_names_and_titles_are(
    server: Server, booth: Page, script: str, teams: int
) -> None:
    show(booth, server, f"{script}{teams}")
    for width, height in ((1920, 1080), (1280, 720), (1024, 768)):
        booth.set_viewport_size({"width": width, "height": height})
        settle(booth)
        assert booth.evaluate(FAULTS) == [], f"{teams} teams at {width}×{height}"
        assert booth.locator(".cut-off").count() == 0
        small = booth.evaluate(SMALLER, 0.022 * min(height, width * 9 / 16) - 0.1)
        assert small == [], f"{teams} teams at {width}×{height}"


def test_shared_places_are_shown_as_shared_and_no_other(server: Server, booth: Page) -> None:
    booth.set_viewport_size(PROJECTOR)
    board = show(booth, server, "c7")
    tied = [row["team"]["id"] for row in board["rows"] if row["tied"]]
    assert 2 <= len(tied) < 7
    for row in board["rows"]:
        element = booth.locator(f'.row[data-team="{row["team"]["id"]}"]')
        expect(element.locator(".place-number")).to_have_text(str(row["rank"]))
        expect(element.locator(".place-tie")).to_be_visible(visible=row["tied"])
    places = {row["rank"] for row in board["rows"] if row["tied"]}
    expect(booth.locator(".bracket")).to_have_count(len(places))


def box(page: Page, selector: str) -> tuple[float, float]:
    """Where an element begins and ends, from above."""
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found["y"], found["y"] + found["height"]


def test_the_advancing_line_stands_between_those_who_go_on_and_the_others(
    server: Server, booth: Page
) -> None:
    booth.set_viewport_size(PROJECTOR)
    board = show(booth, server, "c3")
    assert [row["cut"] for row in board["rows"]] == ["in", "out", "out"]
    expect(booth.locator(".cut-line .edge-word")).to_be_visible()
    _, last = box(booth, '.row[data-cut="in"]')
    line, _ = box(booth, ".cut-line")
    first, _ = box(booth, '.row[data-cut="out"] >> nth=0')
    assert last - 1 <= line <= first + 1
    expect(booth.locator(".cut-zone")).to_have_count(0)


@pytest.mark.long
def test_a_tie_across_the_cut_is_framed_once_there_is_nothing_left_to_play(
    server: Server, booth: Page
) -> None:
    booth.set_viewport_size(PROJECTOR)
    board = show(booth, server, "c7")
    assert [row["cut"] for row in board["rows"]] == ["in", "tied", "tied", *["out"] * 4]
    # While rounds are open nothing is tied for good: a quiet line, and no word that cries wolf.
    expect(booth.locator(".cut-zone")).to_have_count(0)
    expect(booth.locator(".cut-line.quiet")).to_have_count(1)
    expect(booth.locator(".edge-word")).to_have_count(0)
    _, last = box(booth, '.row[data-cut="tied"] >> nth=1')
    line, _ = box(booth, ".cut-line")
    assert last - 1 <= line, "it parts none of those who are level"
    scorer = server.scorer("c7")
    scorer.set_round("close", "r1")
    scorer.set_round("open", "r2")
    scorer.set_round("close", "r2")
    expect(booth.locator(".cut-line")).to_have_count(0)
    expect(booth.locator(".edge-word")).to_have_text("同分，争夺 1 个晋级名额")
    settle(booth)
    top, bottom = box(booth, ".cut-zone")
    first, _ = box(booth, '.row[data-cut="tied"] >> nth=0')
    _, last = box(booth, '.row[data-cut="tied"] >> nth=1')
    _, above = box(booth, '.row[data-cut="in"]')
    below, _ = box(booth, '.row[data-cut="out"] >> nth=0')
    assert above - 1 <= top <= first
    assert last <= bottom <= below + 1


def test_the_screen_needs_no_cursor_no_click_and_no_sign_in(server: Server, booth: Page) -> None:
    show(booth, server, "c7")
    assert booth.evaluate("getComputedStyle(document.body).cursor") == "none"
    booth.mouse.move(300, 300)
    assert booth.evaluate("getComputedStyle(document.body).cursor") != "none", "a hand on the mouse"
    until(
        lambda: booth.evaluate("getComputedStyle(document.body).cursor") == "none",
        "the cursor goes to rest",
    )
    # The languages are there for a hand on the mouse only, and gone with it.
    touched = booth.locator("a, button, input, select, [tabindex]")
    assert all(touched.evaluate_all("found => found.map(one => !!one.closest('.languages'))"))
    expect(booth.locator(".languages")).to_be_hidden()
