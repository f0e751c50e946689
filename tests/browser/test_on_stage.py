"""The desk draws the order and steps through it: tablets go along, the wall says now and next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import PHONE, PROJECTOR, TABLET, expect_mark, row, visiting
from tests.support.desk import DESK
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG = "onstage"
NAMES = {"red": "Red", "blue": "Blue", "green": "Green", "white": "White"}
_TEAMS = "".join(f'[[teams]]\nid = "{team}"\nname = "{name}"\n' for team, name in NAMES.items())
FILE = f"""\
[event]
slug = "{SLUG}"
title = "Spring speeches"
locale = "en"
{_TEAMS}
[[judges]]
id = "j1"
name = "Lin"
[[judges]]
id = "j2"
name = "Wu"
[[stages]]
id = "s1"
name = "Final"
[[stages.rounds]]
id = "talk"
name = "Talk"
max = 20
appearance = "draw"
"""


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    with host.serving(FILE) as running:
        running.scorer(SLUG).set_round("open", "talk")
        yield running


def chosen(tablet: Page, team: str) -> None:
    expect(row(tablet, team)).to_have_attribute("data-chosen", "true")
    expect(tablet.locator("#panel")).to_have_attribute("data-settling", "false")


def order_of(server: Server) -> list[str]:
    found: list[str] = server.scorer(SLUG).board("?view=desk")["appearance"]["talk"]
    return found


def key(tablet: Page, digit: str) -> Locator:
    return tablet.locator(f'[data-key="{digit}"]')


def test_the_order_is_drawn_and_stepped_through_and_all_follow(
    server: Server, browser: Browser, another_browser: Browser
) -> None:
    links = server.links(SLUG)
    with (
        visiting(browser, TABLET, has_touch=True) as lin,
        visiting(browser, TABLET) as wu,
        visiting(browser, DESK) as scorer,
        visiting(another_browser, PROJECTOR) as booth,
        visiting(another_browser, PHONE, is_mobile=True) as seat,
    ):
        first, other = (
            device.open(server.judge_link(SLUG, judge))
            for device, judge in ((lin, "j1"), (wu, "j2"))
        )
        wall, phone = booth.open(links["display"]), seat.open(links["audience"])
        desk = scorer.open(links["scorer"])
        expect(desk.locator("#stage-then")).to_have_text("The order is still to be drawn.")
        expect(desk.locator("#stage-next")).to_be_disabled()
        desk.locator("#stage-draw").click()
        expect(desk.locator("#stage-draw")).to_be_hidden()
        order = order_of(server)
        assert sorted(order) == sorted(NAMES)
        rows = desk.locator("#grid tbody tr")
        for turn, team in enumerate(order):
            expect(rows.nth(turn)).to_have_attribute("data-row", team)
        one, two, three, _ = (NAMES[team] for team in order)
        expect(wall.locator(".foot-stage")).to_be_hidden()
        desk.keyboard.press("k")
        expect(desk.locator("#stage-team")).to_have_text(one)
        expect(wall.locator(".foot-stage")).to_have_text(f"On stage: {one} · Next: {two}")
        expect(phone.locator(".on-stage")).to_have_text(f"On stage: {one} · Next: {two}")
        for tablet in (first, other):
            chosen(tablet, order[0])
            assert (
                tablet.locator("#teams [data-team]").evaluate_all(
                    "rows => rows.map(row => row.dataset.team)"
                )
                == order
            )
        # A sheet that is sent stays with who is on stage; the next is chosen as it comes on.
        key(first, "9").tap()
        first.locator(".panel-submit").tap()
        expect_mark(first, order[0], "saved")
        chosen(first, order[0])
        desk.locator("#stage-next").click()
        for tablet in (first, other):
            chosen(tablet, order[1])
        # A judge goes back to another, and there on by one touch.
        row(other, order[0]).locator("button").click()
        chosen(other, order[0])
        other.locator(".panel-to-stage").click()
        chosen(other, order[1])
        desk.keyboard.press("j")
        expect(desk.locator("#stage-team")).to_have_text(one)
        expect(wall.locator(".foot-stage")).to_have_text(f"On stage: {one} · Next: {two}")
        desk.keyboard.press("k")
        expect(desk.locator("#stage-then")).to_have_text(f"Next: {three}")
        server.scorer(SLUG).set_round("close", "talk")
        expect(wall.locator(".foot-stage")).to_be_hidden()
        expect(desk.locator("#stage-strip")).to_be_hidden()


def test_a_half_typed_mark_holds_its_team_and_a_finger_is_waited_for(
    server: Server, browser: Browser
) -> None:
    scorer = server.scorer(SLUG)
    order = ["white", "red", "blue", "green"]
    scorer.post("rounds/talk/order", {"order": order, "reason": "as agreed"})
    scorer.post("rounds/talk/on_stage/next")
    with visiting(browser, TABLET, has_touch=True) as lin:
        tablet = lin.open(server.judge_link(SLUG, "j1"))
        chosen(tablet, "white")
        key(tablet, "1").tap()
        scorer.post("rounds/talk/on_stage/next")
        expect(tablet.locator(".panel-to-stage b")).to_have_text("Red")
        chosen(tablet, "white")
        key(tablet, "7").tap()
        expect(tablet.locator(".panel-value")).to_have_value("17")
        tablet.locator(".panel-submit").tap()
        expect_mark(tablet, "white", "saved")
        assert scorer.ledger()[-1]["value"] == "17"
        # Once it is sent, who is on stage is chosen.
        chosen(tablet, "red")
        # While a finger is down nothing changes under it.
        tablet.dispatch_event("#teams", "pointerdown", {"pointerId": 7, "isPrimary": True})
        scorer.post("rounds/talk/on_stage/next")
        expect(tablet.locator("#tablet")).to_have_attribute(
            "data-version", str(scorer.ledger()[-1]["version"])
        )
        chosen(tablet, "red")
        expect(tablet.locator(".panel-on-stage")).to_be_visible()
        tablet.dispatch_event("#teams", "pointerup", {"pointerId": 7, "isPrimary": True})
        chosen(tablet, "blue")
        expect(row(tablet, "red")).to_have_attribute("data-mark", "none")


@pytest.mark.long
def test_the_order_is_changed_by_hand_and_a_team_called_up_from_it(
    server: Server, browser: Browser
) -> None:
    scorer = server.scorer(SLUG)
    scorer.post(
        "rounds/talk/order", {"order": ["white", "red", "blue", "green"], "reason": "as agreed"}
    )
    with visiting(browser, DESK) as booth:
        desk = booth.open(server.links(SLUG)["scorer"])
        expect(desk.locator("#stage-then")).to_have_text("Next: White")
        desk.keyboard.press("q")
        listed = desk.locator(".order-list > li")
        expect(listed).to_have_count(4)
        listed.first.get_by_role("button", name="Move White down").focus()
        desk.keyboard.press("Alt+ArrowDown")
        desk.keyboard.press("Enter")
        expect(listed.nth(2)).to_have_attribute("data-id", "white")
        expect(desk.get_by_role("button", name="Move White down")).to_be_focused()
        slip = desk.locator(".ordering .slip")
        slip.get_by_text("A team is late").click()
        slip.locator(".slip-yes").click()
        expect(desk.locator("#stage-then")).to_have_text("Next: Red")
        assert order_of(server) == ["red", "blue", "white", "green"]
        entry = scorer.ledger()[-1]
        assert (entry["detail"]["by"], entry["reason"]) == ("hand", "A team is late")
        expect(desk.locator(".ordering")).to_have_count(0)
        desk.keyboard.press("q")
        desk.locator(".order-list [data-id=green] [data-call]").click()
        expect(desk.locator("#stage-team")).to_have_text("Green")
        desk.keyboard.press("Escape")
        expect(desk.locator(".ordering")).to_have_count(0)
        # Drawn again, it asks why.
        desk.keyboard.press("q")
        desk.get_by_label("Drawn again by lot").check()
        slip.locator("[name=reason]").fill("A lot was lost")
        slip.locator(".slip-yes").click()
        expect(desk.locator(".ordering")).to_have_count(0)
        assert scorer.ledger()[-1]["detail"]["by"] == "draw"


@pytest.mark.long
def test_before_the_round_opens_the_desk_says_that_lots_are_to_be_drawn(
    host: Host, browser: Browser
) -> None:
    with (
        host.serving(FILE.replace(SLUG, "beforehand")) as server,
        visiting(browser, DESK) as scorer,
    ):
        desk = scorer.open(server.links("beforehand")["scorer"])
        expect(desk.locator("#next-hint")).to_contain_text(
            "Its order on stage is still to be drawn"
        )
        desk.locator("#stage-draw").click()
        expect(desk.locator("#next-hint")).to_contain_text("The tablets show the round")
        expect(desk.locator("#stage-team")).to_have_text("Nobody yet")


@pytest.mark.long
def test_the_set_up_page_says_what_an_order_means(server: Server, browser: Browser) -> None:
    with visiting(browser, DESK) as organiser:
        organiser.open(server.links(SLUG)["organiser"])
        page = set_up(server, organiser, SLUG, "stages")
        talk = page.locator("#part-stages [data-round=talk]")
        expect(talk.locator(".round-words")).to_contain_text("order drawn by lot")
        talk.get_by_role("button", name="Edit Talk").click()
        talk.get_by_label("Order on stage").select_option("reverse")
        expect(page.get_by_role("complementary")).to_contain_text(
            "In Talk the last of the standings is on stage first"
        )
        page.get_by_role("button", name="Add a risk round").click()
        risk = page.locator("#part-stages [data-round]").last
        expect(risk.locator("[data-cell=appearance]")).to_be_hidden()
        save(page)
        assert in_force(server, SLUG)["stages"][0]["rounds"][0]["appearance"] == "reverse"
