"""The projector: every team in sight at any size, rows that travel, numbers that end exactly."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, expect_version, rows_of, rows_on, visiting
from tests.support.contests import contest
from tests.support.server import Server, serving
from tests.support.waiting import until

# How many teams, and how large their names must be, in hundredths of the screen's height.
CROWDS = {3: 6, 7: 4.5, 24: 2.2, 60: 1.7}
SIZES = ((1280, 720), (1920, 1080), (3840, 2160), (1920, 1200), (1024, 768))
MOVING = "moving"

# What is wrong with how the board stands, in words; nothing where all is well.
FAULTS = """
() => {
  const html = document.documentElement;
  const faults = [];
  if (html.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth)
    faults.push(`scrolls sideways: ${html.scrollWidth} > ${innerWidth}`);
  if (html.scrollHeight > innerHeight || document.body.scrollHeight > innerHeight)
    faults.push(`scrolls down: ${html.scrollHeight} > ${innerHeight}`);
  const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1
    && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
  const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
    || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  const inkOf = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  const screen = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
  const rows = [...document.querySelectorAll(".row")];
  const boxes = rows.map((row) => row.getBoundingClientRect());
  rows.forEach((row, i) => {
    const team = row.dataset.team;
    if (!inside(boxes[i], screen)) faults.push(`${team}: row outside the screen`);
    for (let j = 0; j < i; j++)
      if (!apart(boxes[i], boxes[j])) faults.push(`${team} overlaps ${rows[j].dataset.team}`);
    const [place, name, total] = ["place-number", "name", "total-number"].map((part) => {
      const element = row.querySelector("." + part);
      const ink = inkOf(element);
      if (ink.width < 1 || !element.checkVisibility()) faults.push(`${team}: no ${part} in sight`);
      // Ink of a line may stand taller than its row; sideways it has no excuse.
      if (ink.left < boxes[i].left - 1 || ink.right > boxes[i].right + 1)
        faults.push(`${team}: ${part} leaves its row`);
      if (!inside(element.getBoundingClientRect(), screen))
        faults.push(`${team}: ${part} outside the screen`);
      return ink;
    });
    if (!(place.right <= name.left + 1)) faults.push(`${team}: place runs into the name`);
    if (!(name.right <= total.left + 1)) faults.push(`${team}: name runs into the total`);
    const label = row.querySelector(".name");
    if (label.scrollWidth > label.clientWidth + 1) faults.push(`${team}: name is cut off`);
  });
  const ends = document.querySelector(".hall-foot").getBoundingClientRect();
  if (!inside(ends, screen)) faults.push("the small print is outside the screen");
  return faults;
}
"""

# Counts the animations of each frame, what they move, and what each total says on its way.
WATCH = """
() => {
  window.seen = {animations: 0, properties: [], totals: {}, frames: 0};
  const step = () => {
    const running = document.getAnimations();
    window.seen.frames += 1;
    window.seen.animations = Math.max(window.seen.animations, running.length);
    for (const animation of running) {
      const {target, pseudoElement} = animation.effect;
      const kind = target.classList[0] + (pseudoElement ?? "");
      for (const frame of animation.effect.getKeyframes())
        for (const name of Object.keys(frame))
          if (!["offset", "computedOffset", "easing", "composite"].includes(name))
            window.seen.properties.push(`${kind}: ${name}`);
    }
    for (const row of document.querySelectorAll(".row")) {
      const text = row.querySelector(".total-number").textContent;
      const told = (window.seen.totals[row.dataset.team] ??= []);
      if (told.at(-1) !== text) told.push(text);
    }
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
"""
AFTER_TWENTY_FRAMES = "window.seen.frames > 20 && window.seen"
STILL = """
frames => new Promise((done) => {
  let rest = 0;
  const look = () => {
    rest = document.getAnimations().length ? 0 : rest + 1;
    if (rest >= frames) done(true); else requestAnimationFrame(look);
  };
  look();
})
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("projector")
    events = [contest(f"c{teams}", teams) for teams in CROWDS]
    with serving(folder, *events, contest(MOVING, 7)) as running:
        for teams in CROWDS:
            slug = f"c{teams}"
            running.scorer(slug).turn("open", "r1")
            judge = running.judge(slug, "j1")
            for n in range(1, teams + 1):
                # Every third shares its neighbour's total; the last teams share one as well.
                value = max(3, 100 - (n - (n % 3 == 0)))
                assert judge.mark("r1", f"t{n}", value).status_code == 201
        running.scorer(MOVING).turn("open", "r1")
        for n in range(1, 8):
            assert running.judge(MOVING, "j1").mark("r1", f"t{n}", 80 - n).status_code == 201
        yield running


@pytest.fixture(scope="module")
def booth(browser: Browser) -> Iterator[Page]:
    """The projector's page, to be turned to one event after the other."""
    with visiting(browser, PROJECTOR) as visitor:
        yield visitor.context.new_page()


def show(page: Page, server: Server, slug: str) -> dict[str, Any]:
    """Turn the page to an event's display, until it stands still with all its fonts."""
    board = server.stranger(slug).board()
    page.goto(server.links(slug)["display"])
    expect_version(page, board["version"])
    settle(page)
    return board


def settle(page: Page) -> None:
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate(STILL, 3)


@pytest.mark.parametrize(("teams", "least"), CROWDS.items())
def test_so_many_teams_fit_every_screen_in_large_type_and_nothing_overlaps(
    server: Server, booth: Page, teams: int, least: float
) -> None:
    board = show(booth, server, f"c{teams}")
    for width, height in SIZES:
        booth.set_viewport_size({"width": width, "height": height})
        settle(booth)
        assert rows_of(booth) == rows_on(board)
        assert booth.evaluate(FAULTS) == [], f"{teams} teams at {width}×{height}"
        names = booth.locator(".row .name").evaluate_all(
            "names => names.map(name => parseFloat(getComputedStyle(name).fontSize))"
        )
        # A screen less wide than 16:9 is as good as the part of it that is.
        unit = min(height, width * 9 / 16) / 100
        assert min(names) >= least * unit, f"{teams} teams at {width}×{height}"


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


def test_a_tie_across_the_cut_is_framed_and_no_line_pretends_to_part_it(
    server: Server, booth: Page
) -> None:
    booth.set_viewport_size(PROJECTOR)
    board = show(booth, server, "c7")
    assert [row["cut"] for row in board["rows"]] == ["in", "tied", "tied", *["out"] * 4]
    expect(booth.locator(".cut-line")).to_have_count(0)
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
    assert booth.locator("a, button, input, select, [tabindex]").count() == 0


def overtake(server: Server, team: str, value: int) -> dict[str, Any]:
    """The judge thinks again, and the team takes another place; the new board."""
    answer = server.judge(MOVING, "j1").mark("r1", team, value)
    assert answer.status_code == 201, answer.text
    return server.stranger(MOVING).board()


def numbers(texts: list[str]) -> list[int]:
    return [int(text.replace("−", "-")) for text in texts]


def test_a_row_travels_by_its_transform_alone_and_its_number_ends_on_the_total(
    server: Server, booth: Page
) -> None:
    booth.set_viewport_size(PROJECTOR)
    show(booth, server, MOVING)
    before = rows_of(booth)
    riser = before[-1]
    booth.evaluate(WATCH)
    board = overtake(server, riser[0], 99)
    expect_version(booth, board["version"])
    expect(booth.locator(f'[data-team="{riser[0]}"] .total-number')).to_have_text("99")
    settle(booth)
    seen = booth.evaluate("window.seen")
    assert rows_of(booth) == rows_on(board)
    assert rows_of(booth)[0][0] == riser[0]
    assert seen["animations"] >= 7, "every row moves up or down"
    told = set(seen["properties"])
    assert "row: transform" in told
    assert {what for what in told if what.startswith("row: ")} == {"row: transform"}
    laid_out_again = {what for what in told if what.split(": ")[1] not in ("transform", "opacity")}
    assert not laid_out_again
    counted = numbers(seen["totals"][riser[0]])
    assert counted[0] == int(riser[2])
    assert counted[-1] == 99
    assert counted == sorted(counted), "never back, never beyond"
    for team, _, total, _ in before[:-1]:
        assert seen["totals"][team] == [total], "a total that stays stands still"
    shown = booth.locator(".row .total-number").all_inner_texts()
    assert shown == [row["total"] for row in board["rows"]]


def test_marks_in_quick_succession_end_on_the_last_board(server: Server, booth: Page) -> None:
    show(booth, server, MOVING)
    booth.evaluate(WATCH)
    last = rows_of(booth)[-1][0]
    for value in (100, 3, 88, 0, 97, 1):
        board = overtake(server, last, value)
    expect_version(booth, board["version"])
    settle(booth)
    expect(booth.locator(f'[data-team="{last}"] .total-number')).to_have_text("1")
    assert rows_of(booth) == rows_on(board)
    assert booth.evaluate(FAULTS) == []
    assert all(0 <= n <= 100 for n in numbers(booth.evaluate("window.seen.totals")[last]))


def test_a_board_that_says_nothing_new_moves_nothing(server: Server, booth: Page) -> None:
    show(booth, server, MOVING)
    team, _, total, _ = rows_of(booth)[0]
    booth.evaluate(WATCH)
    # The same mark once more is a new entry, and the same picture.
    board = overtake(server, team, int(total))
    expect_version(booth, board["version"])
    seen = until(lambda: booth.evaluate(AFTER_TWENTY_FRAMES), "twenty frames have passed")
    assert seen["animations"] == 0
    assert seen["totals"][team] == [total]


def test_who_wants_no_motion_sees_none(server: Server, browser: Browser) -> None:
    with visiting(browser, PROJECTOR, reduced_motion="reduce") as visitor:
        page = visitor.context.new_page()
        show(page, server, MOVING)
        last = rows_of(page)[-1]
        page.evaluate(WATCH)
        board = overtake(server, last[0], 100)
        expect_version(page, board["version"])
        seen = until(lambda: page.evaluate(AFTER_TWENTY_FRAMES), "twenty frames have passed")
        assert rows_of(page) == rows_on(board)
        assert rows_of(page)[0][0] == last[0]
        assert seen["animations"] == 0
        assert seen["totals"][last[0]] in (["100"], [last[2], "100"]), "no number between"
