"""The running desk by keyboard: rounds, marks that need a look or a hand, points, reading up."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.axe import axe, barriers
from tests.support.desk import Room, cell, press, room, take_back, talks
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server

SLUGS = [f"talks{n}" for n in range(1, 6)]
FULL = {"t1": "9 8.8 9.1 9", "t2": "8 8.2 8.1 8", "t3": "7 7.5 7 7.2", "t4": "6 6 6 6"}


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(*map(talks, SLUGS)) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Room]:
    """The talk is open, and all but the last team are marked by everybody."""
    with room(browser, server, SLUGS.pop()) as opened:
        opened.desk.keyboard.press("n")
        opened.state_is("r1", "open")
        opened.marks(**FULL)
        yield opened


def test_from_the_last_mark_to_the_next_round_it_is_one_key_and_one_yes(opened: Room) -> None:
    desk = opened.desk
    opened.next_is("4 judges have not marked every team:")
    waited_for = desk.locator("#next-list b").all_text_contents()
    assert waited_for == ["Judge One", "Judge Two", "Judge Three", "Judge Four"]

    opened.marks(t5="9.2 9.4 1.9 9")
    opened.next_is("Every judge has marked every team.")
    expect(desk.locator("#next-looks li")).to_have_text(["Elm · Judge Three 1.9, perhaps 9.1"])
    expect(cell(desk, "t5", "j3")).to_have_attribute(
        "title", "Far from the others. Digits swapped, for 9.1?"
    )
    assert barriers(desk) == []

    press(desk, "n")
    expect(desk.locator("#confirm-title")).to_have_text("Close Talk and open Buzzer?")
    expect(desk.locator("#confirm-list")).to_contain_text("1.9, perhaps 9.1")
    assert [entry["kind"] for entry in opened.scorer.ledger()[-1:]] == ["mark"]
    press(desk, "Enter")
    opened.state_is("r2", "open")
    assert [entry["kind"] for entry in opened.scorer.ledger()[-2:]] == ["close", "open"]


def test_for_a_dead_tablet_the_desk_enters_the_marks_with_one_reason(opened: Room) -> None:
    desk = opened.desk
    opened.marks(t5="9.2 9.4 - 9")
    opened.next_is("1 judge has not marked every team:")
    press(desk, "e")
    desk.keyboard.type("The tablet fell")
    press(desk, "Enter")
    desk.keyboard.type("91")
    press(desk, "Enter")
    expect(desk.locator(".entering [role=alert]")).to_have_text("Only 0 to 10 can be given.")
    press(desk, "Control+a")
    desk.keyboard.type("9.1")
    press(desk, "Enter")
    expect(desk.locator(".entering-count")).to_have_text("All marks are there.")
    assert barriers(desk) == []
    press(desk, "Escape")
    expect(cell(desk, "t5", "j3")).to_have_attribute("data-entered", "")
    entry = opened.scorer.ledger()[-1]
    told = (entry["kind"], entry["by"], entry["judge"], entry["value"], entry["reason"])
    assert told == ("correction", "scorer", "j3", "9.1", "The tablet fell")
    assert entry["detail"] == {"entered": True}
    expect(desk.locator("#latest-act b")).to_have_text("Entered for Judge Three: Elm 9.1, Talk")


def test_a_correction_with_its_reason_takes_a_dozen_keys(
    opened: Room, record_property: pytest.FixtureRequest
) -> None:
    desk = opened.desk
    keys = ["c", "ArrowDown", "ArrowRight", "7", ".", "9", "Tab", "Tab", "Enter", "Enter"]
    begun = time.monotonic()
    press(desk, *keys)
    expect(cell(desk, "t2", "j2")).to_contain_text("7.9")
    record_property("seconds", round(time.monotonic() - begun, 2))
    entry = opened.scorer.ledger()[-1]
    assert (entry["kind"], entry["value"], entry["reason"]) == (
        "correction", "7.9", "Read wrongly",
    )  # fmt: skip


@pytest.mark.long
def test_points_stakes_and_other_amounts_are_given_by_keyboard(opened: Room) -> None:
    desk, scorer = opened.desk, opened.scorer
    scorer.set_round("close", "r1")
    scorer.set_round("open", "r2")
    opened.state_is("r2", "open")
    press(desk, "g", "ArrowDown", "Enter", "Enter")
    expect(desk.locator("#awards .award")).to_have_count(1)
    press(desk, "1", "m")
    expect(desk.locator("#giving-whom")).to_have_text("Alder")
    desk.keyboard.type("21")
    press(desk, "Enter")
    expect(desk.locator("#giving-trouble")).to_have_text("Only −20 to 20 can be given.")
    desk.get_by_label("Other amount").fill("−7")
    desk.get_by_label("Question").fill("4")
    press(desk, "Enter")
    expect(desk.locator("#awards .award").first).to_contain_text("Question 4")
    given = [(e["team"], e["value"]) for e in scorer.ledger() if e["kind"] == "award"]
    assert given == [("t2", "10"), ("t1", "-7")]

    press(desk, "o")
    expect(desk.locator("#next-button")).to_contain_text("Open Risk")
    press(desk, "n")
    opened.state_is("r3", "open")
    desk.get_by_role("button", name="Draw the order of play").click()
    expect(desk.locator("#sums-order")).to_have_text("Order of play")
    first = desk.locator("#sums tbody tr").first.get_attribute("data-row")
    press(desk, "1", "ArrowRight", "Enter", "-")
    expect(desk.locator("#awards .award")).to_have_count(1)
    award = scorer.ledger()[-1]
    assert (award["team"], award["value"], award["detail"]["outcome"]) == (first, "-15", "wrong")


@pytest.mark.long
def test_a_closing_is_taken_back_with_its_consequence_and_put_back(opened: Room) -> None:
    desk = opened.desk
    opened.marks(t5="9 9 9 9")
    press(desk, "o")
    opened.state_is("r1", "closed")
    press(desk, "w")
    expect(desk.locator(".why-verdict")).to_contain_text("Place")
    press(desk, "Escape", "i")
    expect(desk.locator(".whatif-table tbody tr")).to_have_count(5)
    press(desk, "Escape", "p")
    desk.locator("#workspace select").select_option("t1")
    desk.locator("#workspace [name=points]").fill("10")
    penalty = desk.locator("#workspace .preview")
    expect(penalty.locator("[data-move=t1]")).to_be_visible()
    # What is typed is not left without a question; nothing is.
    desk.locator("#workspace [name=points]").fill("")
    press(desk, "Escape", "a")
    preview = take_back(desk, "close", "One more mark")
    expect(preview).to_contain_text("Talk would be open.")
    assert barriers(desk) == []
    press(desk, "Enter")
    opened.state_is("r1", "open")
    preview = take_back(desk, "undo", "It was complete")
    expect(preview).to_contain_text("Talk would be closed.")
    press(desk, "Enter")
    opened.state_is("r1", "closed")
