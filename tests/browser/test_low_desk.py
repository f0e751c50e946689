"""The desk on a notebook's low screen: who is waited for and the running order stay in sight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import TABLET, visiting
from tests.support.desk import press, talks
from tests.support.host import Host
from tests.support.server import Server

LOW = {"width": 1366, "height": 768}
# The columns at the right end of the grid of marks.
COLUMNS = ("hall-sees", "score", "total")
JUDGES = ["One", "Two", "Three", "Four", "Five"]


def five_judges(slug: str) -> str:
    return talks(slug).replace(
        "[[stages]]", '[[judges]]\nid = "j5"\nname = "Judge Five"\n\n[[stages]]'
    )


def many_rounds(slug: str) -> str:
    more = "".join(
        f'\n[[stages.rounds]]\nid = "r{n}"\nname = "Round {n}"\nkind = "points"\n'
        for n in range(4, 12)
    )
    return five_judges(slug) + more


def seen_early(slug: str) -> str:
    return five_judges(slug).replace("decimals = 2", 'decimals = 2\npublish = "team"')


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    events = [five_judges("low"), many_rounds("many"), seen_early("early")]
    with host.serving(*events) as running:
        yield running


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Page]:
    if server.scorer("low").board()["rounds"][0]["state"] == "pending":
        server.scorer("low").set_round("open", "r1")
    with visiting(browser, LOW) as visitor:
        yield visitor.open(server.links("low")["scorer"])


def test_five_judges_that_are_waited_for_are_seen_with_all_rounds(desk: Page) -> None:
    waited = desk.locator("#next-list li")
    expect(waited).to_have_count(5)
    for line, name in zip(waited.all(), JUDGES, strict=True):
        expect(line).to_contain_text(f"Judge {name}")
        expect(line).to_be_in_viewport(ratio=1)
    for a_round in desk.locator("#stages [data-round]").all():
        expect(a_round).to_be_in_viewport(ratio=1)
    expect(desk.locator("#next-button")).to_be_in_viewport(ratio=1)
    expect(desk.locator("[data-tool=latest]")).to_be_in_viewport(ratio=1)


@pytest.mark.long
def test_what_is_seldom_done_is_one_touch_or_one_key_away(desk: Page) -> None:
    switch, penalty = desk.locator("#more-switch"), desk.locator("[data-tool=penalty]")
    expect(penalty).to_be_hidden()
    switch.click()
    expect(penalty).to_be_in_viewport(ratio=1)
    expect(desk.locator("[data-tool=withdraw]")).to_be_in_viewport(ratio=1)
    press(desk, "Escape")
    expect(penalty).to_be_hidden()
    expect(switch).to_be_focused()
    switch.click()
    penalty.click()
    expect(desk.locator("#workspace-title")).to_have_text("Conduct penalty")
    expect(penalty).to_be_hidden()
    press(desk, "Escape")
    press(desk, "x")
    expect(desk.locator("#workspace-title")).to_have_text("Excuse a judge")


@pytest.mark.long
def test_a_screen_with_room_shows_it_all_at_once(browser: Browser, server: Server) -> None:
    with visiting(browser, {"width": 1440, "height": 900}) as visitor:
        desk = visitor.open(server.links("low")["scorer"])
        expect(desk.locator("#more-switch")).to_be_hidden()
        expect(desk.locator("[data-tool=withdraw]")).to_be_in_viewport(ratio=1)


@pytest.mark.long
def test_the_open_round_is_in_sight_where_the_rounds_are_many(
    browser: Browser, server: Server
) -> None:
    scorer = server.scorer("many")
    with visiting(browser, LOW) as visitor:
        desk = visitor.open(server.links("many")["scorer"])
        for n in range(1, 10):
            scorer.set_round("open", f"r{n}")
            if n < 9:
                scorer.set_round("close", f"r{n}")
        open_round = desk.locator("#stages [data-round=r9]")
        expect(open_round).to_have_attribute("aria-pressed", "true")
        expect(open_round).to_be_in_viewport(ratio=1)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_on_a_tablet_what_the_hall_sees_stands_beside_five_judges(
    browser: Browser, server: Server, lang: str
) -> None:
    scorer = server.scorer("early")
    if scorer.board()["rounds"][0]["state"] == "pending":
        scorer.set_round("open", "r1")
        for n in range(1, 6):
            server.judge("early", f"j{n}").mark("r1", "t1", "9")
        server.judge("early", "j1").mark("r1", "t2", "8")
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links("early")["scorer"])
        desk = visitor.open(f"{server.hall}/e/early/desk?lang={lang}")
        release = desk.locator("#grid .hall-sees button")
        expect(release).to_be_visible()
        # The sum of the round stays where it is while the grid is moved sideways.
        edges = [desk.locator(f"#grid thead .{name}").bounding_box() for name in COLUMNS]
        for left, right in pairwise(box for box in edges if box):
            assert left["x"] + left["width"] <= right["x"] + 0.5
        assert len([box for box in edges if box]) == len(COLUMNS)


@pytest.mark.long
def test_the_list_of_keys_opens_at_its_beginning_and_is_seen_whole(desk: Page) -> None:
    expect(desk.locator("#next-button")).to_be_visible()
    press(desk, "?")
    expect(desk.locator("#help-title")).to_be_in_viewport(ratio=1)
    expect(desk.locator("#help-title")).to_be_focused()
    for line in desk.locator("#help .keys > div").all():
        expect(line).to_be_in_viewport(ratio=1)
    expect(desk.locator("#help button")).to_be_in_viewport(ratio=1)
    press(desk, "Escape")
    expect(desk.locator("#help-title")).to_be_hidden()
