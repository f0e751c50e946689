"""What would do harm to the wrong team opens empty, and its button names the deed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.axe import axe, barriers
from tests.support.desk import Room, press, quiz, room, talks, ways
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server

SLUGS = [f"hand{n}" for n in range(1, 5)]
TIED = "handtied"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(quiz(TIED), *map(talks, SLUGS)) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Room]:
    """The talk is open, and nobody has marked yet."""
    with room(browser, server, SLUGS.pop()) as opened:
        opened.scorer.set_round("open", "r1")
        opened.state_is("r1", "open")
        yield opened


@pytest.mark.long
def test_a_penalty_names_nobody_and_nothing_beforehand(opened: Room) -> None:
    desk, before = opened.desk, len(opened.scorer.ledger())
    press(desk, "p")
    team, points = desk.locator("#workspace select"), desk.locator("#workspace [name=points]")
    expect(team).to_be_focused()
    expect(team).to_have_value("")
    expect(team.locator("option:checked")).to_have_text("Choose a team …")
    expect(points).to_have_value("")
    deed = desk.locator("#workspace .slip-yes")
    expect(deed).to_have_text("Deduct points")
    desk.get_by_role("button", name="Prompted from the hall").click()
    press(desk, "Enter")
    expect(desk.locator("#workspace [role=alert]")).to_have_text("Choose a team …")
    expect(team).to_be_focused()
    assert len(opened.scorer.ledger()) == before
    assert barriers(desk) == []

    team.select_option("t2")
    points.fill("10")
    expect(deed).to_have_text("Deduct 10 from Birch")
    deed.click()
    expect(desk.locator("#workspace")).to_be_hidden()
    entry = opened.scorer.ledger()[-1]
    assert (entry["kind"], entry["team"], entry["value"]) == ("penalty", "t2", "-10")


def test_a_team_is_withdrawn_only_by_its_name(opened: Room) -> None:
    desk, before = opened.desk, len(opened.scorer.ledger())
    press(desk, "d")
    team, deed = desk.locator("#workspace select"), desk.locator("#workspace .slip-yes")
    expect(team).to_be_focused()
    expect(team).to_have_value("")
    expect(deed).to_have_text("Withdraw a team")
    desk.get_by_role("button", name="The team has left").click()
    deed.click()
    expect(desk.locator("#workspace [role=alert]")).to_have_text("Choose a team …")
    assert len(opened.scorer.ledger()) == before
    team.select_option("t5")
    expect(deed).to_have_text("Withdraw Elm")


@pytest.mark.long
def test_a_judge_is_excused_only_by_name_and_entered_for_only_when_chosen(opened: Room) -> None:
    desk, before = opened.desk, len(opened.scorer.ledger())
    press(desk, "x")
    judge = desk.locator("#workspace select[name=judge]")
    expect(judge).to_be_focused()
    expect(judge).to_have_value("")
    expect(desk.locator("#workspace .slip-yes")).to_have_text("Excuse a judge")
    judge.select_option("j2")
    expect(desk.locator("#workspace .slip-yes")).to_have_text("Excuse Judge Two from Talk")
    press(desk, "Escape", "e")
    whose = desk.locator("#workspace .whose button")
    expect(whose).to_have_count(4)
    expect(desk.locator(".entering")).to_have_count(0)
    assert barriers(desk) == []
    whose.nth(2).click()
    expect(desk.locator("#workspace-title")).to_have_text("Enter the marks of Judge Three, Talk")
    assert len(opened.scorer.ledger()) == before


def test_a_correction_says_whom_it_corrects_to_what(opened: Room) -> None:
    desk = opened.desk
    opened.marks(t2="8 8 8 8")
    press(desk, "c", "ArrowDown", "7", ".", "5")
    expect(desk.locator("#workspace .slip-yes")).to_have_text("Correct Birch to 7.5")


@pytest.mark.long
def test_no_way_out_of_a_tie_is_chosen_beforehand(browser: Browser, server: Server) -> None:
    with room(browser, server, TIED) as tied:
        tied.play([30, 28, 28, 28, 10])
        tied.next_is("3 teams are tied for 2 places.")
        expect(ways(tied.desk).locator("[name=way]:checked")).to_have_count(0)
        deed = ways(tied.desk).locator(".slip-yes")
        expect(deed).to_have_text("Settle the tie")
        ways(tied.desk).get_by_label("Draw lots").check()
        expect(deed).to_have_text("Draw the lots")
        assert barriers(tied.desk) == []
