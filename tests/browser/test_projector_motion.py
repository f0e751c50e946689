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
from tests.support.waiting import until

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
