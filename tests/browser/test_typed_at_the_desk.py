"""What is typed at the desk is written, asked about, or kept and shown; it is never just gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.axe import axe, barriers
from tests.support.desk import Room, cell, press, room, talks
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server
from tests.support.sweeps import later

SLUGS = [f"typed{n}" for n in range(1, 12)]


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(*map(talks, SLUGS)) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Room]:
    """The talk is open and nobody has marked it."""
    with room(browser, server, SLUGS.pop()) as opened:
        opened.scorer.set_round("open", "r1")
        opened.state_is("r1", "open")
        yield opened


def entered(opened: Room) -> list[tuple[str, str, str]]:
    """What the desk has entered for judges, as the ledger has it."""
    found = [e for e in opened.scorer.ledger() if e["kind"] == "correction"]
    return [(e["judge"], e["team"], e["value"]) for e in found]


def field(desk: Page, team: str) -> Locator:
    return desk.locator(f".entering [data-line={team}] input")


def state(desk: Page, team: str) -> Locator:
    return desk.locator(f".entering [data-line={team}] .entering-state")


def begin(desk: Page, reason: str = "The tablet fell") -> None:
    """The form for the first judge is open, with this reason."""
    press(desk, "e", "Enter")
    desk.keyboard.insert_text(reason)


def asked(desk: Page) -> Locator:
    return desk.get_by_role("dialog", name="Not saved yet")


def test_leaving_a_field_records_its_mark_by_mouse_and_by_tab(opened: Room) -> None:
    desk = opened.desk
    begin(desk)
    field(desk, "t1").click()
    desk.keyboard.type("8.1")
    expect(state(desk, "t1")).to_have_text("Not saved")
    expect(desk.locator(".entering [data-line=t1]")).to_have_attribute("data-state", "typed")
    field(desk, "t2").click()
    expect(state(desk, "t1")).to_have_text("✓ entered by the desk")
    desk.keyboard.type("8.2")
    press(desk, "Tab")
    expect(state(desk, "t2")).to_have_text("✓ entered by the desk")
    expect(field(desk, "t3")).to_be_focused()
    desk.keyboard.type("8.3")
    desk.get_by_role("button", name="Done").click()
    expect(desk.locator("#workspace")).to_be_hidden()
    assert entered(opened) == [("j1", "t1", "8.1"), ("j1", "t2", "8.2"), ("j1", "t3", "8.3")]
    expect(desk.locator("#notices li")).to_have_count(0)


def test_done_refuses_while_a_mark_is_wrong_and_says_which(opened: Room) -> None:
    desk = opened.desk
    begin(desk)
    field(desk, "t1").fill("8.1")
    field(desk, "t2").fill("82")
    field(desk, "t3").fill("8.3")
    done = desk.get_by_role("button", name="Done")
    done.click()
    expect(desk.locator(".entering [role=alert]")).to_have_text("Birch: Only 0 to 10 can be given.")
    expect(field(desk, "t2")).to_be_focused()
    expect(state(desk, "t2")).to_have_text("Not saved")
    assert sorted(entered(opened)) == [("j1", "t1", "8.1"), ("j1", "t3", "8.3")]
    assert barriers(desk) == []
    field(desk, "t2").fill("8.2")
    done.click()
    expect(desk.locator("#workspace")).to_be_hidden()
    assert entered(opened)[2:] == [("j1", "t2", "8.2")]


@pytest.mark.long
def test_marks_typed_before_the_reason_are_recorded_as_soon_as_it_is_given(opened: Room) -> None:
    desk = opened.desk
    press(desk, "e", "Enter")
    field(desk, "t1").fill("7.1")
    field(desk, "t2").fill("7.2")
    desk.get_by_role("button", name="Done").click()
    expect(desk.locator(".entering [role=alert]")).to_contain_text("Say why")
    expect(desk.get_by_label("Reason, kept with each mark")).to_be_focused()
    expect(state(desk, "t1")).to_have_text("Not saved")
    assert entered(opened) == []
    desk.get_by_role("button", name="Read from the paper sheet").click()
    for team in ("t1", "t2"):
        expect(state(desk, team)).to_have_text("✓ entered by the desk")
    assert sorted(entered(opened)) == [("j1", "t1", "7.1"), ("j1", "t2", "7.2")]


@pytest.mark.parametrize("way", ["Escape", *map(later, ("another panel", "✕"))])
def test_leaving_the_form_with_what_is_not_saved_asks(opened: Room, way: str) -> None:
    desk = opened.desk
    begin(desk)
    field(desk, "t1").fill("81")
    ways = {
        "Escape": lambda: press(desk, "Escape"),
        "another panel": lambda: desk.get_by_role("button", name=re.compile("penalty")).click(),
        "✕": lambda: desk.get_by_role("button", name="Close", exact=True).click(),
    }
    ways[way]()
    expect(asked(desk)).to_contain_text("Alder81")
    assert barriers(desk) == []
    press(desk, "Enter")
    expect(asked(desk)).to_be_hidden()
    expect(field(desk, "t1")).to_have_value("81")
    ways[way]()
    asked(desk).get_by_role("button", name="Discard").click()
    expect(desk.locator(".entering")).to_be_hidden()
    expect(desk.locator("#notices li")).to_have_count(0)
    assert entered(opened) == []


def test_what_was_typed_outlives_a_reload_and_is_shown_when_its_round_closes(
    opened: Room,
) -> None:
    desk = opened.desk
    questions: list[str] = []
    desk.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
    press(desk, "e", "Enter")
    field(desk, "t1").fill("6.1")
    desk.reload()
    assert questions == ["beforeunload"]
    notice = desk.locator("#notices li")
    expect(notice).to_contain_text("Typed for Judge One and not saved, Talk: Alder 6.1")
    opened.scorer.set_round("close", "r1")
    expect(notice).to_contain_text("Typed for Judge One and not submitted; Talk is closed:")
    assert barriers(desk) == []
    assert entered(opened) == []
    notice.get_by_role("button", name="Go on with it").click()
    expect(notice).to_have_count(0)
    expect(field(desk, "t1")).to_have_value("6.1")
    expect(state(desk, "t1")).to_have_text("Not saved, and the round is closed")
    desk.get_by_role("button", name="Read from the paper sheet").click()
    expect(state(desk, "t1")).to_have_text("✓ entered by the desk")
    desk.get_by_role("button", name="Done").click()
    expect(desk.locator("#workspace")).to_be_hidden()
    expect(notice).to_have_count(0)
    assert entered(opened) == [("j1", "t1", "6.1")]


def test_what_the_tablet_gave_meanwhile_stands_and_what_was_typed_stays_in_sight(
    opened: Room,
) -> None:
    desk = opened.desk
    press(desk, "e", "Enter")
    field(desk, "t1").fill("6.1")
    opened.marks(t1="6.4")
    expect(field(desk, "t1")).to_have_value("6.4")
    expect(state(desk, "t1")).to_have_text("✓ from the tablet · typed here: 6.1")
    assert entered(opened) == []


@pytest.mark.long
def test_a_correction_half_typed_is_asked_about_before_another_takes_its_place(
    opened: Room,
) -> None:
    desk = opened.desk
    opened.marks(t1="9", t2="8")
    cell(desk, "t1", "j1").locator("button").click()
    press(desk, "Control+a")
    desk.keyboard.type("9.9")
    cell(desk, "t2", "j1").locator("button").click()
    expect(asked(desk)).to_contain_text("9.9")
    press(desk, "Enter")
    value = desk.locator("#workspace input[name=value]")
    expect(value).to_have_value("9.9")
    expect(desk.locator("#workspace-title")).to_contain_text("Alder")
    press(desk, "Escape")
    asked(desk).get_by_role("button", name="Discard").click()
    expect(desk.locator("#workspace")).to_be_hidden()
    # Nothing typed, nothing asked.
    cell(desk, "t2", "j1").locator("button").click()
    expect(value).to_have_value("8")
    press(desk, "Escape")
    expect(desk.locator("#workspace")).to_be_hidden()
    assert entered(opened) == []


@pytest.mark.long
def test_an_amount_typed_beside_the_buttons_stays_until_it_is_given(opened: Room) -> None:
    desk, scorer = opened.desk, opened.scorer
    scorer.set_round("close", "r1")
    scorer.set_round("open", "r2")
    opened.state_is("r2", "open")
    amount = desk.get_by_label("Other amount")
    amount.fill("７")
    desk.locator("#sums [data-row=t2] [data-points='10']").click()
    expect(desk.locator("#sums [data-row=t2] .score")).to_contain_text("10")
    expect(amount).to_have_value("７")
    desk.locator("#sums [data-row=t1] .team-pick").click()
    amount.focus()
    press(desk, "Enter")
    expect(desk.locator("#sums [data-row=t1] .score")).to_contain_text("7")
    expect(amount).to_have_value("")
    given = [(e["team"], e["value"]) for e in scorer.ledger() if e["kind"] == "award"]
    assert given == [("t2", "10"), ("t1", "7")]


@pytest.mark.long
def test_an_amount_not_given_outlives_a_reload_and_is_said_when_its_round_closes(
    opened: Room,
) -> None:
    desk, scorer = opened.desk, opened.scorer
    desk.on("dialog", lambda dialog: dialog.accept())
    scorer.set_round("close", "r1")
    scorer.set_round("open", "r2")
    opened.state_is("r2", "open")
    amount, notice = desk.get_by_label("Other amount"), desk.locator("#notices li")
    amount.fill("7")
    desk.get_by_label("Note").fill("captain")
    desk.reload()
    expect(amount).to_have_value("7")
    expect(notice).to_have_count(0)
    scorer.set_round("close", "r2")
    expect(notice).to_contain_text("Typed and not given; Buzzer is closed: 7 · captain")
    scorer.set_round("open", "r3")
    opened.state_is("r3", "open")
    expect(desk.get_by_label("Note")).to_have_value("")
    notice.get_by_role("button", name="Discard").click()
    expect(notice).to_have_count(0)
    assert [e for e in scorer.ledger() if e["kind"] == "award"] == []
