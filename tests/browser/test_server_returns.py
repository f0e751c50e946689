"""The server's process dies in mid-event and comes back: every page comes back by itself."""

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import (
    PHONE,
    PROJECTOR,
    TABLET,
    board_of,
    enter_mark,
    expect_mark,
    expect_version,
    rows_of,
    rows_on,
    visiting,
)
from tests.support.contests import shipped
from tests.support.server import Server, serving
from tests.support.waiting import allowed, until

SLUG = "nm2024"
# Seconds that a page may take once the server answers again.
PROMISED = 5


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("returns")
    with serving(folder, shipped(judges=3, points_by="judges")) as running:
        scorer = running.scorer(SLUG)
        scorer.set_round("open", "r1")
        for team, value in (("hyzg", 14), ("yzwd", 12), ("bhlc", 10), ("djdh", 10)):
            assert running.judge(SLUG, "j1").mark("r1", team, value).status_code == 201
        scorer.set_round("close", "r1")
        yield running


@pytest.fixture(scope="module")
def pages(server: Server, browser: Browser, another_browser: Browser) -> Iterator[dict[str, Page]]:
    """The hall's pages in two browsers, each with a mark that a reload would wipe out."""
    links = server.links(SLUG)
    with ExitStack() as people:
        booth = people.enter_context(visiting(another_browser, PROJECTOR))
        seat = people.enter_context(visiting(another_browser, PHONE, is_mobile=True))
        table = people.enter_context(visiting(browser, TABLET, has_touch=True))
        room = people.enter_context(visiting(browser, {"width": 1440, "height": 900}))
        opened = {
            "projector": booth.open(links["display"]),
            "phone": seat.open(links["audience"]),
            "tablet": table.open(server.judge_link(SLUG, "j1")),
            "desk": room.open(links["scorer"]),
        }
        for page in opened.values():
            page.evaluate("window.neverReloaded = true")
        yield opened


def expect_all_live(pages: dict[str, Page], server: Server) -> None:
    version = server.stranger(SLUG).board()["version"]
    for page in pages.values():
        expect_version(page, version)


def expect_lost(page: Page) -> None:
    expect(board_of(page)).to_have_attribute("data-connection", re.compile("stale|offline"))


def test_after_a_kill_between_rounds_every_page_is_back_within_five_seconds_without_a_reload(
    pages: dict[str, Page], server: Server
) -> None:
    expect_all_live(pages, server)
    board = server.stranger(SLUG).board()
    shown = {name: rows_of(page) for name, page in pages.items() if name != "tablet"}
    server.kill()
    for page in pages.values():
        expect_lost(page)
    for name, rows in shown.items():
        assert rows_of(pages[name]) == rows == rows_on(board), "the last board stays in sight"
    server.start()
    returned = time.monotonic()
    for name, page in pages.items():
        expect_version(page, board["version"])
        took = time.monotonic() - returned
        assert took <= allowed(PROMISED), f"the {name} took {took:.1f} seconds"
        assert page.evaluate("window.neverReloaded") is True
    assert server.stranger(SLUG).board() == board
    for name, rows in shown.items():
        assert rows_of(pages[name]) == rows


def test_what_happens_afterwards_reaches_every_page(pages: dict[str, Page], server: Server) -> None:
    scorer = server.scorer(SLUG)
    scorer.set_round("open", "r2")
    assert server.judge(SLUG, "j2").stakes("r2", "djdh", 5).status_code == 201
    expect_all_live(pages, server)
    for name in ("projector", "phone", "desk"):
        assert rows_of(pages[name])[0] == ("djdh", "1", "15", False)
    expect(pages["tablet"].locator("[data-team][data-mark]")).to_have_count(7)
    assert all(page.evaluate("window.neverReloaded") for page in pages.values())


def test_a_page_that_missed_something_shows_the_newest_board_and_nothing_older(
    pages: dict[str, Page], server: Server
) -> None:
    expect_all_live(pages, server)
    projector = pages["projector"]
    projector.evaluate(
        """() => {
          const board = document.querySelector("[data-version]");
          window.versions = [Number(board.dataset.version)];
          new MutationObserver(() => window.versions.push(Number(board.dataset.version)))
            .observe(board, {attributes: true, attributeFilter: ["data-version"]});
        }"""
    )
    before = server.stranger(SLUG).board()["version"]
    projector.context.set_offline(True)
    expect_lost(projector)
    judge = server.judge(SLUG, "j3")
    for _ in range(3):
        assert judge.stakes("r2", "hlwx", 5).status_code == 201
    projector.context.set_offline(False)
    expect_version(projector, before + 3)
    versions = projector.evaluate("window.versions")
    assert versions == sorted(versions)
    assert rows_of(projector) == rows_on(server.stranger(SLUG).board())
    assert projector.evaluate("window.neverReloaded") is True


def test_a_mark_entered_while_the_server_is_away_arrives_once_when_it_is_back(
    pages: dict[str, Page], server: Server
) -> None:
    scorer, tablet = server.scorer(SLUG), pages["tablet"]
    scorer.set_round("close", "r2")
    scorer.set_round("reopen", "r1")
    expect_all_live(pages, server)
    before = server.stranger(SLUG).board()["version"]
    server.kill()
    expect_lost(tablet)
    enter_mark(tablet, "hlbf", "9")
    expect_mark(tablet, "hlbf", "pending")
    server.start()
    expect_mark(tablet, "hlbf", "saved")
    entries = scorer.ledger(before)
    assert [(e["kind"], e["team"], e["value"]) for e in entries] == [("mark", "hlbf", "9")]
    expect_all_live(pages, server)
    assert tablet.evaluate("window.neverReloaded") is True


def test_the_projector_says_how_old_its_board_is_and_the_age_counts_up(
    pages: dict[str, Page], server: Server
) -> None:
    projector = pages["projector"]
    expect_all_live(pages, server)
    live = projector.locator(".live-word")
    words_when_live = live.inner_text()
    server.kill()
    expect_lost(projector)

    def age() -> int:
        found = re.search(r"\d+", live.inner_text())
        return int(found[0]) if found else -1

    first = until(lambda: max(age(), 0), "an age is told")
    until(lambda: age() > first, "the age counts up")
    assert live.inner_text() != words_when_live
    server.start()
    expect_all_live(pages, server)
    expect(live).to_have_text(words_when_live)
