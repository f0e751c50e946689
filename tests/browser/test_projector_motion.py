"""The projector in motion: rows that travel, numbers that end exactly, and stillness else."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, expect_version, rows_of, rows_on, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.projector import AFTER_TWENTY_FRAMES, FAULTS, WATCH, settle, show
from tests.support.server import Server
from tests.support.waiting import allowed, until

MOVING = "moving"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    # The wall follows every mark here, so that a judge may move a row again and again.
    with host.serving(contest(MOVING, 7, publish="live")) as running:
        running.scorer(MOVING).set_round("open", "r1")
        for n in range(1, 8):
            assert running.judge(MOVING, "j1").mark("r1", f"t{n}", 80 - n).status_code == 201
        yield running


@pytest.fixture(scope="module")
def booth(browser: Browser) -> Iterator[Page]:
    with visiting(browser, PROJECTOR) as visitor:
        yield visitor.context.new_page()


def overtake(server: Server, team: str, value: int) -> dict[str, Any]:
    """The judge thinks again, and the team takes another place; the new board."""
    answer = server.judge(MOVING, "j1").mark("r1", team, value)
    assert answer.status_code == 201, answer.text
    return server.stranger(MOVING).board()


# When a row is told what: its chip, its total, its place; milliseconds on the page's clock.
TELLING = """
team => {
  const row = document.querySelector(`.row[data-team="${team}"]`);
  const told = window.told = {places: []};
  const look = () => {
    const now = performance.now();
    const chip = row.querySelector(".chip");
    if (chip.textContent) {
      told.chip ??= chip.textContent;
      told.chipped ??= now;
      told.towards ??= chip.dataset.direction;
    } else if (told.chipped) told.gone ??= now;
    const total = row.querySelector(".total-number").textContent;
    if (total !== told.total) [told.total, told.counted] = [total, now];
    const place = row.querySelector(".place-number").textContent;
    if (place !== told.places.at(-1)) { told.places.push(place); told.placed = now; }
    const moved = row.getAnimations().some((one) => one.effect.getComputedTiming().progress > 0
      && one.effect.getComputedTiming().progress < 1);
    if (moved) told.setOut ??= now;
    requestAnimationFrame(look);
  };
  look();
}
"""
GONE = "window.told.gone && window.told"


def numbers(texts: list[str]) -> list[int]:
    return [int(text.replace("−", "-")) for text in texts]


def test_a_row_travels_by_its_transform_alone_and_its_number_ends_on_the_total(
    server: Server, booth: Page
) -> None:
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


@pytest.mark.long
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


def test_a_score_is_told_in_order_chip_number_row_and_who_leads_in_a_sentence(
    server: Server, booth: Page
) -> None:
    leader = server.stranger(MOVING).board()["rows"][0]["team"]["id"]
    overtake(server, leader, 90)
    show(booth, server, MOVING)
    *_, last = rows_of(booth)
    name = booth.locator(f'.row[data-team="{last[0]}"] .name').inner_text()
    by = 100 - int(last[2])
    booth.evaluate(TELLING, last[0])
    board = overtake(server, last[0], 100)
    expect_version(booth, board["version"])
    expect(booth.locator(".foot-news")).to_have_text(f"{name} 升至第一")
    told = until(lambda: booth.evaluate(GONE), "the chip is gone")
    assert (told["chip"], told["towards"]) == (f"+{by}", "up")
    assert told["places"] == [last[1], "1"]
    # The number has counted before the row sets out, and its place changes as it does.
    assert told["chipped"] < told["counted"] < told["setOut"] + 100
    assert abs(told["placed"] - told["setOut"]) < 500
    assert 2000 < told["gone"] - told["chipped"] < 4000
    expect(booth.locator(".foot-news")).to_be_hidden()
    assert booth.evaluate(FAULTS) == []


@pytest.mark.long
def test_a_loss_is_told_with_its_sign(server: Server, booth: Page) -> None:
    show(booth, server, MOVING)
    first = rows_of(booth)[0]
    overtake(server, first[0], int(first[2]) - 2)
    chip = booth.locator(f'.row[data-team="{first[0]}"] .chip')
    expect(chip).to_have_text("−2")
    expect(chip).to_have_attribute("data-direction", "down")
    expect(chip).to_have_text("")


@pytest.mark.long
def test_a_burst_is_told_faster_and_ends_on_the_newest_board(server: Server, booth: Page) -> None:
    show(booth, server, MOVING)
    booth.evaluate(TELLING, rows_of(booth)[0][0])
    for n, (team, *_) in enumerate(rows_of(booth)):
        board = overtake(server, team, 30 + 7 * n)
    expect_version(booth, board["version"])
    behind = "() => performance.now()"
    came = booth.evaluate(behind)
    places = [str(row["rank"]) for row in board["rows"]]
    expect(booth.locator(".row .place-number")).to_have_text(places)
    assert booth.evaluate(behind) - came < allowed(4000)
    settle(booth)
    assert rows_of(booth) == rows_on(board)
    assert booth.evaluate(FAULTS) == []
