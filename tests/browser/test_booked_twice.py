"""A question that has been booked is asked about before it is booked again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import row
from tests.support.desk import Room, press, quiz, room
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server

SLUGS = [f"once{n}" for n in range(1, 10)]


def once(slug: str) -> str:
    """The quiz, with one question for each team."""
    return quiz(slug).replace("min = -100", "min = -100\nquestions = 1")


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(*map(once, SLUGS)) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Room]:
    """The buzzer round is open, and Birch has had its question."""
    with room(browser, server, SLUGS.pop()) as opened:
        opened.scorer.set_round("open", "r1")
        opened.state_is("r1", "open")
        assert opened.scorer.award("r1", "t2", 10).status_code == 201
        opened.settle()
        yield opened


def booked(room: Room) -> list[tuple[str, str, str | None]]:
    """Every award: the team, its points, and why it was one more."""
    entries = [entry for entry in room.scorer.ledger() if entry["kind"] == "award"]
    return [(entry["team"], entry["value"], entry.get("reason")) for entry in entries]


def test_the_desk_is_asked_for_a_reason_instead_of_booking_a_second_question(
    opened: Room,
) -> None:
    desk = opened.desk
    slip = desk.locator("#workspace .slip")
    press(desk, "g", "ArrowDown", "Enter", "Enter")
    expect(slip).to_contain_text("Birch has had 1 of 1 questions in Buzzer.")
    assert booked(opened) == [("t2", "10", None)]
    assert barriers(desk) == []
    press(desk, "Enter")
    expect(slip.locator("[role=alert]")).to_have_text("Say why; it is kept with the act.")
    press(desk, "Escape")
    expect(slip).to_have_count(0)
    assert booked(opened) == [("t2", "10", None)]

    press(desk, "g", "ArrowDown", "Enter", "Enter")
    slip.get_by_role("button", name="Extra question").click()
    press(desk, "Enter")
    expect(slip).to_have_count(0)
    expect(desk.locator("#awards .award")).to_have_count(2)
    assert booked(opened) == [("t2", "10", None), ("t2", "10", "Extra question")]


@pytest.mark.long
def test_two_that_are_asked_about_are_asked_one_after_the_other(opened: Room) -> None:
    desk = opened.desk
    assert opened.scorer.award("r1", "t3", 10).status_code == 201
    slip = desk.locator("#workspace .slip")
    held: list[Route] = []
    desk.route("**/awards*", lambda route: held.append(route), times=1)  # noqa: PLW0108
    with desk.expect_request("**/awards*"):
        press(desk, "g", "ArrowDown", "Enter", "Enter")
    press(desk, "g", "ArrowDown", "ArrowDown", "Enter", "Enter")
    for route in held:
        route.continue_()
    expect(slip).to_contain_text("Birch has had 1 of 1")
    slip.get_by_role("button", name="Question replaced").click()
    press(desk, "Enter")
    expect(slip).to_contain_text("Cedar has had 1 of 1")
    press(desk, "Escape")
    expect(slip).to_have_count(0)
    assert booked(opened)[2:] == [("t2", "10", "Question replaced")]


@pytest.mark.long
def test_no_other_panel_is_laid_over_the_question_without_a_word(opened: Room) -> None:
    desk = opened.desk
    slip, asks = desk.locator("#workspace .slip"), desk.locator("#unsaved")
    press(desk, "g", "ArrowDown", "Enter", "Enter")
    expect(slip).to_contain_text("Birch has had 1 of 1 questions in Buzzer.")
    desk.locator("[data-tool=penalty]").click()
    expect(asks).to_be_visible()
    expect(asks.locator("li")).to_have_text("One more question?Birch +10")
    # Enter goes on with it.
    press(desk, "Enter")
    expect(asks).to_be_hidden()
    expect(slip).to_contain_text("Birch has had 1 of 1 questions in Buzzer.")
    slip.get_by_role("button", name="Extra question").click()
    press(desk, "Enter")
    expect(slip).to_have_count(0)
    assert booked(opened)[1:] == [("t2", "10", "Extra question")]

    press(desk, "g", "ArrowDown", "Enter", "Enter")
    expect(slip).to_contain_text("Birch has had 2 of 1 questions in Buzzer.")
    desk.locator("[data-tool=penalty]").click()
    asks.get_by_role("button", name="Discard").click()
    expect(desk.locator("#workspace-title")).to_have_text("Conduct penalty")
    assert len(booked(opened)) == 2


def test_the_tablet_asks_before_the_award_is_sent(opened: Room) -> None:
    tablet, asking = opened.tablet, opened.tablet.locator("#asking")
    expect(row(tablet, "t2").locator(".team-asked")).to_have_text("1/1 questions ✓")
    row(tablet, "t1").click()
    tablet.locator(".quick [data-award='10']").click()
    expect(row(tablet, "t1").locator(".team-asked")).to_have_text("1/1 questions ✓")
    row(tablet, "t2").click()
    tablet.locator(".quick [data-award='10']").click()
    expect(asking).to_contain_text("Birch has had 1 of 1 questions in Buzzer.")
    expect(tablet.locator(".quick")).to_be_hidden()
    expect(asking.locator(".asking-give")).to_be_disabled()
    assert barriers(tablet) == []
    asking.get_by_role("button", name="Cancel").click()
    expect(tablet.locator(".quick")).to_be_visible()
    expect(row(tablet, "t1")).to_have_attribute("data-mark", "saved")
    assert [team for team, _, _ in booked(opened)] == ["t2", "t1"]

    tablet.locator(".quick [data-award='10']").click()
    asking.get_by_role("button", name="Question replaced").click()
    asking.locator(".asking-give").click()
    expect(asking).to_be_hidden()
    expect(row(tablet, "t2").locator(".team-asked")).to_have_text("2/1 questions ✓")
    # What the tablet counts is not yet what the server has.
    expect(row(tablet, "t2")).to_have_attribute("data-mark", "saved")
    assert booked(opened)[2:] == [("t2", "10", "Question replaced")]


@pytest.mark.long
def test_a_quick_hand_that_cancels_and_touches_again_is_asked_again(opened: Room) -> None:
    tablet, asking = opened.tablet, opened.tablet.locator("#asking")
    hint = tablet.locator(".panel-hint")
    expect(row(tablet, "t2").locator(".team-asked")).to_have_text("1/1 questions ✓")
    row(tablet, "t2").click()
    tablet.evaluate(
        """() => {
          const ten = document.querySelector(".quick [data-award='10']");
          ten.click();
          document.querySelector(".asking-leave").click();
          ten.click();
        }"""
    )
    expect(asking).to_contain_text("Birch has had 1 of 1 questions in Buzzer.")
    asking.get_by_role("button", name="Cancel").click()
    # With nothing in between it is one touch that bounced.
    row(tablet, "t3").click()
    tablet.evaluate(
        """() => {
          const ten = document.querySelector(".quick [data-award='10']");
          ten.click();
          ten.click();
        }"""
    )
    expect(hint).to_contain_text("Touched twice quickly")
    expect(asking).to_be_hidden()
    expect(row(tablet, "t3")).to_have_attribute("data-mark", "saved")
    assert booked(opened) == [("t2", "10", None), ("t3", "10", None)]


@pytest.mark.long
def test_a_touch_elsewhere_ends_a_double_touch(opened: Room) -> None:
    bounced = opened.desk.evaluate(
        """async () => {
          const { bounces } = await import("/static/js/common/bounce.js");
          const [here, there] = [document.createElement("i"), document.createElement("i")];
          document.body.append(here, there);
          const isBounced = bounces();
          const found = [];
          here.addEventListener("click", (event) => found.push(isBounced(event)));
          const touch = (element, clientX) => element.dispatchEvent(
            new MouseEvent("click", { bubbles: true, detail: 1, clientX, clientY: 10 }));
          touch(here, 10);
          touch(here, 12);
          touch(there, 300);
          touch(here, 10);
          touch(here, 300);
          return found;
        }"""
    )
    assert bounced == [False, True, False, False]


@pytest.mark.long
def test_an_award_that_met_anothers_on_the_way_is_asked_about_when_it_arrives(
    opened: Room,
) -> None:
    tablet, asking = opened.tablet, opened.tablet.locator("#asking")
    row(tablet, "t3").click()
    tablet.context.set_offline(True)
    tablet.locator(".quick [data-award='10']").click()
    assert opened.scorer.award("r1", "t3", 10).status_code == 201
    tablet.context.set_offline(False)
    expect(row(tablet, "t3")).to_have_attribute("data-mark", "refused")
    given = tablet.locator("#given [data-mark=refused]")
    expect(given).to_contain_text("Cedar has had 1 of 1 questions")
    given.get_by_role("button", name="Give a reason").click()
    expect(asking).to_contain_text("Cedar has had 1 of 1")
    asking.get_by_role("button", name="Extra question").click()
    asking.locator(".asking-give").click()
    expect(row(tablet, "t3")).to_have_attribute("data-mark", "saved")
    assert [team for team, _, _ in booked(opened)] == ["t2", "t3", "t3"]
    assert booked(opened)[-1] == ("t3", "10", "Extra question")
