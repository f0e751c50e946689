"""What the hall sees of a judged round, at the desk: scores made public early, and absence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import expect_version, row
from tests.support.desk import Room, press, room, take_back, talks
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server

SLUGS = [f"early{n}" for n in range(1, 7)]
HELD = "held"


def early(slug: str) -> str:
    return talks(slug).replace("decimals = 2", 'decimals = 2\npublish = "team"')


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    held = early(HELD).replace('publish = "team"', 'publish = "team"\nrelease = "desk"')
    with host.serving(*map(early, SLUGS), held) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Room]:
    """The talk is open: Alder's panel is complete, Birch has three of four marks, Cedar none."""
    with room(browser, server, SLUGS.pop()) as opened:
        opened.scorer.set_round("open", "r1")
        opened.marks(t1="9 9 9 9", t2="8 8 8 -")
        yield opened


def hall(desk: Page, team: str) -> Locator:
    return desk.locator(f'#grid [data-row="{team}"] .hall-sees')


def public(opened: Room) -> dict[str, tuple[int | None, str | None]]:
    rows = opened.server.stranger(opened.slug).board()["rows"]
    return {one["team"]["id"]: (one["rank"], one["total"]) for one in rows}


def test_half_a_panel_is_made_public_early_with_a_reason_and_taken_back(opened: Room) -> None:
    desk = opened.desk
    expect(hall(desk, "t1")).to_have_text("public")
    expect(hall(desk, "t2")).to_have_text("3/4Publish Birch")
    expect(hall(desk, "t3")).to_have_text("")
    assert public(opened)["t2"] == (None, None)
    # Nothing that the hall sees is provisional, so the sign for it is not explained either.
    expect_version(opened.projector, opened.scorer.ledger()[-1]["version"])
    expect(opened.projector.locator(".foot-open")).to_be_hidden()

    hall(desk, "t2").get_by_role("button").click()
    slip = desk.locator("#workspace .slip")
    expect(slip).to_contain_text("3 of 4 judges have marked Birch. The hall will see 8")
    expect(slip.locator(".preview")).to_contain_text("Birch")
    assert barriers(desk) == []
    press(desk, "Enter")
    expect(slip.locator("[role=alert]")).not_to_be_empty()
    assert public(opened)["t2"] == (None, None)
    slip.get_by_role("button", name="A judge is late").click()
    press(desk, "Enter")
    expect(hall(desk, "t2")).to_have_text("public")
    assert public(opened)["t2"] == (2, "8.00")
    expect(opened.projector.locator(".foot-open")).to_be_visible()
    entry = opened.scorer.ledger()[-1]
    assert (entry["kind"], entry["team"], entry["reason"]) == ("release", "t2", "A judge is late")
    expect(desk.locator("#latest-act b")).to_have_text("Score of Birch made public, Talk")

    press(desk, "a")
    take_back(desk, "release", "Too early")
    press(desk, "Enter")
    expect(hall(desk, "t2")).to_have_text("3/4Publish Birch")
    assert public(opened)["t2"] == (None, None)


def test_a_team_that_did_not_come_is_marked_absent_with_a_reason_and_comes_after_all(
    opened: Room,
) -> None:
    desk = opened.desk
    press(desk, "y")
    slip = desk.locator("#workspace .slip")
    expect(slip.get_by_label("Team")).to_have_value("")
    slip.locator("[type=submit]").click()
    expect(slip.locator("[role=alert]")).not_to_be_empty()
    slip.get_by_label("Team").select_option("t3")
    expect(slip.locator("[type=submit]")).to_have_text("Mark Cedar absent from Talk")
    slip.get_by_role("button", name="Did not come").click()
    assert barriers(desk) == []
    press(desk, "Enter")
    expect(hall(desk, "t3")).to_have_text("absent")
    assert public(opened)["t3"] == (None, None)
    assert opened.scorer.board("?view=desk")["absent"]["r1"] == {"t3": "Did not come"}
    expect(row(opened.tablet, "t3")).to_contain_text("Absent")
    row(opened.tablet, "t3").click()
    expect(opened.tablet.locator('input[name="mark:t3"]')).to_be_disabled()

    press(desk, "a")
    take_back(desk, "absent", "It came")
    press(desk, "Enter")
    expect(hall(desk, "t3")).to_have_text("")
    row(opened.tablet, "t3").click()
    expect(opened.tablet.locator('input[name="mark:t3"]')).to_be_enabled()


@pytest.mark.long
def test_a_whole_panel_that_is_held_back_is_published_with_one_touch(
    browser: Browser, server: Server
) -> None:
    with room(browser, server, HELD) as opened:
        opened.scorer.set_round("open", "r1")
        opened.marks(t1="9 9 9 9")
        assert public(opened)["t1"] == (None, None)
        hall(opened.desk, "t1").get_by_role("button").click()
        expect(hall(opened.desk, "t1")).to_have_text("public")
        assert public(opened)["t1"] == (1, "9.00")


@pytest.mark.long
def test_the_tablet_shows_no_totals_while_marking_and_a_public_mark_is_the_desks(
    opened: Room,
) -> None:
    tablet = opened.tablet
    expect(row(tablet, "t1").locator(".team-total")).to_be_hidden()
    expect(row(tablet, "t1")).to_contain_text("Public")
    row(tablet, "t1").click()
    expect(tablet.locator('button[data-submit="t1"]')).to_be_disabled()
    expect(tablet.locator(".panel-hint")).to_contain_text("Ask the desk")
    row(tablet, "t2").click()
    expect(tablet.locator('button[data-submit="t2"]')).to_be_enabled()


@pytest.mark.long
def test_a_half_panel_of_a_closed_round_is_named_until_it_is_published(opened: Room) -> None:
    desk = opened.desk
    desk.locator("#next-button").click()
    expect(desk.locator("#confirm-text")).to_contain_text(
        "The score of 1 team stays hidden from the hall until you publish it."
    )
    desk.locator("#confirm-yes").click()
    opened.state_is("r1", "closed")
    left = desk.locator("#next-hidden")
    expect(left.locator("li")).to_have_text(["Birch · Talk Publish"])
    # The next round is opened all the same, and Birch is named beside it still.
    desk.locator("#next-button").click()
    opened.state_is("r2", "open")
    desk.locator('#stages [data-round="r2"]').click()
    assert public(opened)["t2"][1] != "8.00"
    left.get_by_role("button").click()
    slip = desk.locator("#workspace .slip")
    expect(slip).to_contain_text("3 of 4 judges have marked Birch. The hall will see 8")
    expect(slip.locator('[data-move="t2"]')).to_contain_text("8.00")
    slip.get_by_role("button", name="The show must go on").click()
    press(desk, "Enter")
    expect(left).to_be_hidden()
    assert public(opened)["t2"] == (2, "8.00")


@pytest.mark.long
def test_nothing_is_named_as_hidden_while_its_round_is_open(opened: Room) -> None:
    expect(hall(opened.desk, "t2")).to_have_text("3/4Publish Birch")
    expect(opened.desk.locator("#next-hidden")).to_be_hidden()
