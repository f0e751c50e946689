"""The first laptop is lost in a round: tablet, wall, desk and phone go on at the second.

None of their pages is loaded anew, and nothing that was entered is lost or counts twice.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.pictures.laptops import FIRST, NAMES, SLUG, two_laptops
from tests.support.browsers import (
    PHONE,
    PROJECTOR,
    TABLET,
    board_of,
    enter_mark,
    expect_mark,
    expect_version,
    launch,
    visiting,
)
from tests.support.server import Server
from tests.support.waiting import until

# What a page would lose if it were loaded anew.
STAYED = "window.stayed = true"


@pytest.fixture
def hall(playwright: Playwright) -> Iterator[Browser]:
    """A browser that knows both laptops by name; neither name is trusted as localhost is."""
    running = launch(playwright, NAMES)
    yield running
    running.close()


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    with two_laptops(tmp_path) as both:
        yield both


def opened(pages: list[Page]) -> None:
    for page in pages:
        page.evaluate(STAYED)


def test_all_pages_go_on_at_the_second_laptop_when_the_first_is_killed(
    hall: Browser, laptops: tuple[Server, Server]
) -> None:
    first, second = laptops
    with (
        visiting(hall, TABLET, has_touch=True) as li,
        visiting(hall, PROJECTOR) as projector,
        visiting(hall, PHONE) as guest,
        visiting(hall, TABLET) as scorer,
    ):
        tablet = li.open(first.judge_link(SLUG, "j1"))
        desk = scorer.open(first.links(SLUG)["scorer"])
        wall = projector.open(f"{first.hall}/e/{SLUG}/display")
        phone = guest.open(f"{first.hall}/e/{SLUG}")
        enter_mark(tablet, "t1", "61")
        expect_mark(tablet, "t1", "saved")
        version = first.stranger(SLUG).board()["version"]
        pages = [tablet, desk, wall, phone]
        for page in (wall, phone):
            expect_version(page, version)
        until(lambda: second.stranger(SLUG).board()["version"] == version, "the copy is whole")
        opened(pages)
        ledger = first.stranger(SLUG).board()["ledger"]

        first.kill()
        enter_mark(tablet, "t2", "62")
        expect_mark(tablet, "t2", "pending")
        for page in (tablet, desk):
            expect(page.locator("#acts")).to_contain_text("主电脑没有回应")
        expect(tablet.locator("#acts")).to_contain_text("留在这台平板上")
        assert [page.locator("#acts, #moved").count() for page in (wall, phone)] == [0, 0]
        taken = second.scorer(SLUG).post("second/take_over", {"off": True})
        assert taken.status_code == 200, taken.text
        since = time.monotonic()

        expect_mark(tablet, "t2", "saved")
        board = second.stranger(SLUG).board()
        assert board["ledger"] != ledger
        for page in (wall, phone):
            expect_version(page, board["version"])
        expect(board_of(desk)).to_have_attribute("data-connection", "live")
        print(f"all are live {time.monotonic() - since:.1f} s after the take-over")
        totals = {row["team"]["id"]: row["total"] for row in board["rows"]}
        assert (totals["t1"], totals["t2"]) == ("61", "62")
        marks = [one for one in second.scorer(SLUG).ledger() if one["kind"] == "mark"]
        assert [(one["team"], one["value"]) for one in marks] == [("t1", "61"), ("t2", "62")]
        assert [page.evaluate("window.stayed") for page in pages] == [True] * 4
        assert [page.url.split(":")[1] for page in pages] == [f"//{FIRST}"] * 4
        assert [page.locator("#acts").count() for page in pages] == [0] * 4
        expect(tablet.locator("#moved a")).to_have_attribute(
            "href", f"{second.hall}/join/{second.judge(SLUG, 'j1').token}"
        )


@pytest.mark.long
def test_a_page_opened_at_the_second_stays_and_safety_takes_over_there(
    hall: Browser, laptops: tuple[Server, Server]
) -> None:
    """The address that was typed to follow is not the one that the first calls itself."""
    _, second = laptops
    with visiting(hall, TABLET) as organiser:
        page = organiser.open(second.links(SLUG)["organiser"])
        page.goto(f"{second.hall}/e/{SLUG}/safety?lang=en")
        opened([page])
        expect(page.locator("#second-state")).to_have_text("This laptop follows.")
        # Whoever doubts asks at once who writes; so did pages a moment after they were opened.
        page.evaluate("window.dispatchEvent(new CustomEvent('scoreboard:doubt'))")
        page.get_by_text("Take over", exact=True).click()
        assert page.evaluate("window.stayed"), "nothing loads it anew"
        page.get_by_role("button", name="The first laptop is off: take over").click()
        expect(page.locator("#second-about")).to_contain_text("The other laptop: ")
        expect(page.locator("#second-about")).to_contain_text("This laptop took over at ")
        expect(page.locator("#histories-left")).to_contain_text("The laptop that followed took ")
        assert second.http.get(f"{second.url}/api/v1/pair").json()["writes"]
