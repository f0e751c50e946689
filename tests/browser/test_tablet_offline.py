"""A judge goes on marking while the network is away: every mark arrives once, in order."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, WebSocketRoute, expect
from playwright.sync_api import Error as PlaywrightError

from tests.support.browsers import (
    TABLET,
    Visitor,
    board_of,
    enter_mark,
    expect_mark,
    expect_version,
    row,
    visiting,
)
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.server import Server

# One event for each test, so that none rests on what another left behind.
EVENTS = ("minute", "reload", "mind", "closed", "twice", "refused", "gone")
MARKS = [(f"t{n}", str(10 * n)) for n in range(1, 11)]


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(*(contest(slug, 12) for slug in EVENTS)) as running:
        for slug in EVENTS:
            running.scorer(slug).set_round("open", "r1")
        yield running


@pytest.fixture
def tablet(browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, TABLET, has_touch=True) as device:
        yield device


def marks_of(server: Server, slug: str, since: int = 2) -> list[tuple[str, str]]:
    """The marks in the ledger, in their order there."""
    entries = server.scorer(slug).ledger(since)
    assert len({entry["id"] for entry in entries}) == len(entries)
    return [(e["team"], e["value"]) for e in entries if e["kind"] == "mark"]


def expect_all(page: Page, state: str, marks: list[tuple[str, str]]) -> None:
    for team, value in marks:
        expect_mark(page, team, state)
        expect(row(page, team).locator(".team-value")).to_have_text(value)


class Cut:
    """The calls of a context that do not get through, while its pages still can be fetched."""

    def __init__(self) -> None:
        self.lines: list[WebSocketRoute] = []
        self.down = True

    def call(self, route: Route) -> None:
        if self.down:
            route.abort("connectionfailed")
        else:
            route.continue_()

    def line(self, line: WebSocketRoute) -> None:
        self.lines.append(line)
        if self.down:
            line.close()
        else:
            line.connect_to_server()


@contextmanager
def writes_cut(context: BrowserContext) -> Iterator[Cut]:
    """A Wi-Fi that hands out pages and swallows all that is sent."""
    cut = Cut()
    context.route(re.compile(r"/api/|/socket\.io/"), cut.call)
    context.route_web_socket(re.compile(r"/socket\.io/"), cut.line)
    yield cut
    cut.down = False
    for line in cut.lines:
        line.close()


def test_ten_marks_entered_in_a_minute_without_network_arrive_once_and_in_order(
    tablet: Visitor, server: Server
) -> None:
    tablet.context.clock.install()
    page = tablet.open(server.judge_link("minute", "j1"))
    expect_version(page, 2)
    tablet.context.set_offline(True)
    for team, value in MARKS:
        enter_mark(page, team, value)
    expect_all(page, "pending", MARKS)
    # The minute passes for the page, with all its timers, and not for us.
    tablet.context.clock.run_for(60_000)
    expect(board_of(page)).to_have_attribute("data-connection", "offline")
    expect(page.locator("#connection-word")).to_contain_text("10")
    expect_all(page, "pending", MARKS)
    assert marks_of(server, "minute") == []
    tablet.context.clock.resume()
    tablet.context.set_offline(False)
    expect_all(page, "saved", MARKS)
    assert marks_of(server, "minute") == MARKS
    expect_version(page, 12)
    expect(page.locator("#connection-word")).not_to_contain_text("10")


def test_marks_survive_a_reload_and_go_out_by_themselves(tablet: Visitor, server: Server) -> None:
    with writes_cut(tablet.context) as cut:
        page = tablet.open(server.judge_link("reload", "j1"))
        for team, value in MARKS[:5]:
            enter_mark(page, team, value)
        expect_all(page, "pending", MARKS[:5])
        page.reload()
        expect_all(page, "pending", MARKS[:5])
        for team, value in MARKS[5:]:
            enter_mark(page, team, value)
        # A page that is closed at once takes the cut with it, and a call under way gets through.
        page.goto("about:blank")
        page.close()
        page = tablet.open(f"{server.hall}/e/reload/judge")
        expect_all(page, "pending", MARKS)
        assert marks_of(server, "reload") == []
        assert cut.down
    expect_all(page, "saved", MARKS)
    assert marks_of(server, "reload") == MARKS
    page.reload()
    expect_all(page, "saved", MARKS)
    assert marks_of(server, "reload") == MARKS, "a reload sends nothing twice"


def test_a_judge_who_reloads_without_any_network_loses_the_page_and_no_mark(
    tablet: Visitor, server: Server
) -> None:
    page = tablet.open(server.judge_link("gone", "j1"))
    tablet.context.set_offline(True)
    for team, value in MARKS:
        enter_mark(page, team, value)
    expect_all(page, "pending", MARKS)
    assert marks_of(server, "gone") == []
    with pytest.raises(PlaywrightError, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    tablet.context.set_offline(False)
    page.goto(f"{server.hall}/e/gone/judge")
    expect_all(page, "saved", MARKS)
    assert marks_of(server, "gone") == MARKS


def test_a_change_of_mind_without_network_leaves_the_last_word_standing(
    tablet: Visitor, server: Server
) -> None:
    page = tablet.open(server.judge_link("mind", "j1"))
    enter_mark(page, "t1", "50")
    expect_mark(page, "t1", "saved")
    tablet.context.set_offline(True)
    for team, value in (("t1", "60"), ("t2", "20"), ("t3", "30"), ("t2", "25"), ("t1", "70")):
        enter_mark(page, team, value)
    expect_all(page, "pending", [("t1", "70"), ("t2", "25"), ("t3", "30")])
    tablet.context.set_offline(False)
    expect_all(page, "saved", [("t1", "70"), ("t2", "25"), ("t3", "30")])
    marks = marks_of(server, "mind")
    last = dict(marks)
    assert (last["t1"], last["t2"], last["t3"]) == ("70", "25", "30")
    assert marks[0] == ("t1", "50")
    board = server.scorer("mind").board("?view=desk")["marks"]["r1"]
    assert {team: given["j1"]["value"] for team, given in board.items()} == last


def test_a_mark_that_comes_after_the_close_is_refused_with_the_reason_and_not_lost_from_sight(
    tablet: Visitor, server: Server
) -> None:
    page = tablet.open(server.judge_link("closed", "j1"))
    tablet.context.set_offline(True)
    enter_mark(page, "t4", "40")
    expect_mark(page, "t4", "pending")
    server.scorer("closed").set_round("close", "r1")
    tablet.context.set_offline(False)
    told = page.locator("#leftovers")
    expect(told).to_be_visible()
    expect(told).to_contain_text("40")
    expect(page.locator("#waiting")).to_be_visible()
    expect(page.locator('input[name^="mark:"]')).to_have_count(0)
    assert marks_of(server, "closed") == []
    told.locator(".noted").click()
    expect(told).to_be_hidden()


def test_an_answer_that_got_lost_on_its_way_does_not_make_two_marks(
    tablet: Visitor, server: Server
) -> None:
    page = tablet.open(server.judge_link("twice", "j1"))
    sent: list[dict[str, Any]] = []

    def lose_the_answer(route: Route) -> None:
        sent.append(route.request.post_data_json)
        if len(sent) <= 2:
            # The server hears and writes; the tablet never learns of it.
            path = route.request.url.removeprefix(server.hall)
            assert route.fetch(url=server.url + path).status in (200, 201)
            route.abort("connectionfailed")
        else:
            route.continue_()

    page.route(re.compile(r"/scores\?"), lose_the_answer)
    enter_mark(page, "t5", "55")
    expect_mark(page, "t5", "saved")
    expect(page.locator('[data-mark="pending"]')).to_have_count(0)
    enter_mark(page, "t6", "66")
    expect_mark(page, "t6", "saved")
    assert marks_of(server, "twice") == [("t5", "55"), ("t6", "66")]
    fifth = {body["id"] for body in sent if body["team"] == "t5"}
    assert len(fifth) == 1, "a repeat carries the same id"


def test_one_refused_mark_does_not_hold_up_those_behind_it(tablet: Visitor, server: Server) -> None:
    page = tablet.open(server.judge_link("refused", "j1"))
    tablet.context.set_offline(True)
    for team, value in MARKS[:3]:
        enter_mark(page, team, value)
    # The desk has had its word on the second meanwhile.
    correction = {
        "id": "00000000-0000-4000-8000-000000000001", "round": "r1", "team": "t2", "judge": "j1",
        "value": "99", "reason": "read from the paper sheet",
    }  # fmt: skip
    assert server.scorer("refused").post("corrections", correction).status_code == 201
    tablet.context.set_offline(False)
    expect_mark(page, "t1", "saved")
    expect_mark(page, "t3", "saved")
    expect_mark(page, "t2", "refused")
    expect(row(page, "t2").locator(".team-reason")).not_to_be_empty()
    assert marks_of(server, "refused") == [MARKS[0], MARKS[2]]
    board = server.scorer("refused").board("?view=desk")["marks"]["r1"]
    assert board["t2"]["j1"]["value"] == "99"
