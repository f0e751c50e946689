"""A question that has been booked is asked about before it is booked again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.support.axe import axe, barriers
from tests.support.desk import Room, press, quiz, room
from tests.support.provide import need
from tests.support.server import Server, serving

SLUGS = ["once1", "once2"]


def once(slug: str) -> str:
    """The quiz, with one question for each team."""
    return quiz(slug).replace("min = -100", "min = -100\nquestions = 1")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    need(axe())
    folder: Path = tmp_path_factory.mktemp("once")
    with serving(folder, *map(once, SLUGS)) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Room]:
    """The buzzer round is open, and Birch has had its question."""
    with room(browser, server, SLUGS.pop()) as opened:
        opened.scorer.turn("open", "r1")
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
    slip = desk.locator("#bench .slip")
    press(desk, "g", "ArrowRight", "Enter", "Enter")
    expect(slip).to_contain_text("Birch has had 1 of 1 questions in Buzzer.")
    assert booked(opened) == [("t2", "10", None)]
    assert barriers(desk) == []
    press(desk, "Enter")
    expect(slip.locator("[role=alert]")).to_have_text("Say why; it is kept with the act.")
    press(desk, "Escape")
    expect(slip).to_have_count(0)
    assert booked(opened) == [("t2", "10", None)]

    press(desk, "g", "ArrowRight", "Enter", "Enter")
    slip.get_by_role("button", name="Extra question").click()
    press(desk, "Enter")
    expect(slip).to_have_count(0)
    expect(desk.locator("#awards .award")).to_have_count(2)
    assert booked(opened) == [("t2", "10", None), ("t2", "10", "Extra question")]


def test_two_that_are_asked_about_are_asked_one_after_the_other(opened: Room) -> None:
    desk = opened.desk
    assert opened.scorer.award("r1", "t3", 10).status_code == 201
    slip = desk.locator("#bench .slip")
    held: list[Route] = []
    desk.route("**/awards*", lambda route: held.append(route), times=1)  # noqa: PLW0108
    with desk.expect_request("**/awards*"):
        press(desk, "g", "ArrowRight", "Enter", "Enter")
    press(desk, "g", "ArrowRight", "ArrowRight", "Enter", "Enter")
    for route in held:
        route.continue_()
    expect(slip).to_contain_text("Birch has had 1 of 1")
    slip.get_by_role("button", name="Question replaced").click()
    press(desk, "Enter")
    expect(slip).to_contain_text("Cedar has had 1 of 1")
    press(desk, "Escape")
    expect(slip).to_have_count(0)
    assert booked(opened)[2:] == [("t2", "10", "Question replaced")]
