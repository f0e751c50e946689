"""A backup is put back while every page is open: the hall starts over, and no mark is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scoreboard.storage.backup import back_up, restore
from tests.support.browsers import (
    PHONE,
    PROJECTOR,
    TABLET,
    Visitor,
    enter_mark,
    expect_mark,
    expect_version,
    row,
    rows_of,
    rows_on,
    visiting,
)
from tests.support.contests import contest
from tests.support.server import Server, serving
from tests.support.waiting import until

SLUG = "back"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("back")
    with serving(folder, contest(SLUG, 6, judges=2)) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


@pytest.fixture(scope="module")
def people(browser: Browser) -> Iterator[dict[str, Visitor]]:
    with ExitStack() as all_of_them:
        yield {
            "tablet": all_of_them.enter_context(visiting(browser, TABLET, has_touch=True)),
            "hall": all_of_them.enter_context(visiting(browser, PROJECTOR)),
            "phone": all_of_them.enter_context(visiting(browser, PHONE, is_mobile=True)),
            "desk": all_of_them.enter_context(visiting(browser, {"width": 1440, "height": 900})),
        }


@pytest.fixture(scope="module")
def pages(server: Server, people: dict[str, Visitor]) -> dict[str, Page]:
    links = server.links(SLUG)
    opened = {
        "tablet": people["tablet"].open(server.judge_link(SLUG, "j1")),
        "projector": people["hall"].open(links["display"]),
        "overlay": people["hall"].open(f"{server.hall}/e/{SLUG}/overlay?show=board"),
        "phone": people["phone"].open(links["audience"]),
        "presenter": people["desk"].open(links["presenter"]),
    }
    opened["desk"] = people["desk"].open(links["scorer"])
    return opened


def put_back(server: Server, copy: Path, meanwhile: Callable[[], None] = lambda: None) -> str:
    """The server is killed and its last backup put back; the id of the ledger it goes on with."""
    server.kill()
    meanwhile()
    restore(copy, server.data / "scoreboard.db", datetime.now(UTC))
    server.start()
    return str(server.stranger(SLUG).board()["ledger"])


def expect_all_on(pages: dict[str, Page], version: int) -> None:
    for name, page in pages.items():
        if name == "presenter":
            expect(page.locator("[data-connection]").first).to_have_attribute(
                "data-connection", "live"
            )
        else:
            expect_version(page, version)


def test_every_page_starts_over_and_the_tablet_brings_its_marks_again(
    server: Server, pages: dict[str, Page], tmp_path_factory: pytest.TempPathFactory
) -> None:
    tablet, other = pages["tablet"], server.judge(SLUG, "j2")
    enter_mark(tablet, "t1", "11")
    expect_mark(tablet, "t1", "saved")
    copy = tmp_path_factory.mktemp("stick") / "copy.db"
    back_up(server.data / "scoreboard.db", copy)
    before = server.stranger(SLUG).board()
    enter_mark(tablet, "t2", "22")
    enter_mark(tablet, "t3", "30")
    expect_mark(tablet, "t3", "saved")
    enter_mark(tablet, "t3", "33")
    # Nobody offers these again: versions beyond what the copy will come to.
    for team in ("t1", "t2", "t3", "t4", "t5", "t6"):
        assert other.mark("r1", team, 50).status_code == 201
    expect(row(tablet, "t3").locator(".team-value")).to_have_text("33")
    expect_mark(tablet, "t3", "saved")
    old = server.stranger(SLUG).board()
    expect_all_on(pages, old["version"])
    acknowledged = [e for e in server.scorer(SLUG).ledger(before["version"]) if e["judge"] == "j1"]

    def in_the_dark() -> None:
        enter_mark(tablet, "t5", "57")
        expect_mark(tablet, "t5", "pending")

    ledger = put_back(server, copy, in_the_dark)
    assert ledger != before["ledger"]
    come = before["version"] + len(acknowledged) + 1
    until(lambda: server.stranger(SLUG).board()["version"] == come, "the tablet has brought all")
    for team, value in (("t1", "11"), ("t2", "22"), ("t3", "33"), ("t5", "57")):
        expect_mark(tablet, team, "saved")
        expect(row(tablet, team).locator(".team-value")).to_have_text(value)
    expect_mark(tablet, "t4", "none")
    now = server.stranger(SLUG).board()
    assert now["version"] == come < old["version"]
    again = server.scorer(SLUG).ledger(before["version"])
    *back, new = [e["id"] for e in again]
    assert back == [e["id"] for e in acknowledged], "once each, in their order"
    assert again[-1]["team"] == "t5", "then what was entered while the server was away"
    assert new not in back
    expect_all_on(pages, now["version"])
    for name in ("projector", "phone"):
        assert rows_of(pages[name]) == rows_on(now), name

    # The story goes on as at any time.
    assert other.mark("r1", "t4", 40).status_code == 201
    expect_all_on(pages, now["version"] + 1)


def test_a_server_that_starts_on_less_than_it_acknowledged_learns_it_from_the_tablet(
    server: Server, pages: dict[str, Page]
) -> None:
    """As after a disk that called kept what it had not: the ledger's own id says nothing of it."""
    tablet, other = pages["tablet"], server.judge(SLUG, "j2")
    enter_mark(tablet, "t4", "44")
    expect_mark(tablet, "t4", "saved")
    before = server.stranger(SLUG).board()
    log = server.data / "scoreboard.db-wal"
    kept = log.stat().st_size
    enter_mark(tablet, "t6", "16")
    expect_mark(tablet, "t6", "saved")
    # Nobody offers these again: versions that the ledger comes to by other entries.
    for team in ("t1", "t2", "t3"):
        assert other.mark("r1", team, 60).status_code == 201
    expect_all_on(pages, before["version"] + 4)
    lost = server.scorer(SLUG).ledger(before["version"])[0]

    server.kill()
    os.truncate(log, kept)
    server.start()
    until(lambda: server.stranger(SLUG).board()["ledger"] != before["ledger"], "it is noticed")
    until(lambda: len(server.scorer(SLUG).ledger(before["version"])) == 1, "the tablet brings it")
    (again,) = server.scorer(SLUG).ledger(before["version"])
    assert (again["id"], again["team"], again["judge"]) == (lost["id"], "t6", "j1")
    expect_all_on(pages, before["version"] + 1)
    expect_mark(tablet, "t6", "saved")
    now = server.stranger(SLUG).board()
    for name in ("projector", "phone"):
        assert rows_of(pages[name]) == rows_on(now), name


@pytest.mark.long
def test_a_mark_whose_round_is_not_open_in_the_copy_waits_for_the_desk(
    server: Server,
    people: dict[str, Visitor],
    pages: dict[str, Page],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    tablet, scorer = pages["tablet"], server.scorer(SLUG)
    scorer.set_round("close", "r1")
    copy = tmp_path_factory.mktemp("stick") / "copy.db"
    back_up(server.data / "scoreboard.db", copy)
    scorer.set_round("reopen", "r1")
    enter_mark(tablet, "t5", "55")
    expect_mark(tablet, "t5", "saved")
    enter_mark(tablet, "t6", "66")
    expect_mark(tablet, "t6", "saved")

    put_back(server, copy)
    expect(tablet.locator("#at-desk li")).to_have_count(2)
    expect(tablet.locator("#at-desk li").first).to_contain_text("55")
    safety = people["desk"].open(f"{server.hall}/e/{SLUG}/safety")
    waiting = safety.locator("#histories-waiting .offer")
    expect(waiting).to_have_count(2)
    expect(waiting.first).to_contain_text("55")
    waiting.first.locator("button").first.click()
    expect(waiting).to_have_count(1)
    # Once the round is open the tablet does the rest by itself.
    server.scorer(SLUG).set_round("reopen", "r1")
    expect_mark(tablet, "t6", "saved")
    expect(row(tablet, "t6").locator(".team-value")).to_have_text("66")
    expect(row(tablet, "t5").locator(".team-value")).to_have_text("55")
    expect(tablet.locator("#at-desk")).to_be_hidden()
    expect(waiting).to_have_count(0)
    marks = server.scorer(SLUG).board("?view=desk")["marks"]["r1"]
    assert [marks[team]["j1"]["corrected"] for team in ("t5", "t6")] == [True, False]


@pytest.mark.long
def test_the_desk_enters_again_what_it_had_done_in_its_order(
    server: Server, pages: dict[str, Page], tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk, scorer, tablet = pages["desk"], server.scorer(SLUG), pages["tablet"]
    for team in ("t1", "t2", "t3", "t4", "t6"):
        assert server.judge(SLUG, "j1").mark("r1", team, 50).status_code == 201
    for team in ("t1", "t2", "t3", "t4", "t5", "t6"):
        assert server.judge(SLUG, "j2").mark("r1", team, 50).status_code == 201
    copy = tmp_path_factory.mktemp("stick") / "copy.db"
    back_up(server.data / "scoreboard.db", copy)
    before = scorer.board()["version"]
    # The mark that is corrected is not in the copy either; its tablet brings it.
    enter_mark(tablet, "t1", "15")
    expect_version(desk, before + 1)
    desk.keyboard.press("c")
    desk.keyboard.type("51")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Read wrongly")
    desk.keyboard.press("Enter")
    expect_version(desk, before + 2)
    desk.keyboard.press("Escape")
    desk.locator("#next-also").click()
    expect_version(desk, before + 3)
    done = scorer.ledger(before)
    assert [e["kind"] for e in done] == ["mark", "correction", "close"]

    put_back(server, copy)
    expect_version(desk, before + 1)
    notice = desk.locator('[data-notice="lacking"]')
    expect(notice).to_contain_text("2")
    notice.locator("button").click()
    own = desk.locator("#own-acts li")
    expect(own).to_have_count(2)
    desk.locator("#own-acts-all").click()
    expect(own).to_have_count(0)
    again = server.scorer(SLUG).ledger(before)
    assert [e["id"] for e in again] == [e["id"] for e in done], "under their ids, in their order"
    marks = server.scorer(SLUG).board("?view=desk")["marks"]["r1"]["t1"]
    assert marks["j1"]["value"] == "51"
