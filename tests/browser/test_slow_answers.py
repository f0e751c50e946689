"""The desk when answers are slow: what an act has done is on the board before them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.desk import Room, press, room, take_back, talks
from tests.support.host import Host
from tests.support.server import Server
from tests.support.waiting import until

SLUGS = [f"slow{n}" for n in range(1, 4)]


# What the server answers to these acts is kept from the page until it is let go.
HOLD = """([acts, instead]) => {
  const send = window.fetch;
  window.held = [];
  window.fetch = async (where, request) => {
    const asked = request?.method === "POST" ? JSON.parse(request.body) : null;
    if (!asked || where.includes("preview=") || !where.includes(acts)) return send(where, request);
    const body = JSON.stringify({ ...asked, ...instead });
    const answer = await send(where, { ...request, body });
    await new Promise((go) => window.held.push(go));
    return answer;
  };
}"""


def hold(page: Page, acts: str, **instead: str) -> None:
    """Keeps the answers to some acts back; `instead` is what arrives of them at the server."""
    page.evaluate(HOLD, [acts, instead])


def let_go(page: Page) -> None:
    """The first answer held comes through."""
    until(lambda: page.evaluate("() => window.held.length"), "an answer to be held")
    page.evaluate("() => window.held.shift()()")


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(*map(talks, SLUGS)) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Room]:
    """The buzzer round is open, and the keyboard is at the teams."""
    with room(browser, server, SLUGS.pop()) as opened:
        for act, round_id in (("open", "r1"), ("close", "r1"), ("open", "r2")):
            opened.scorer.set_round(act, round_id)
        opened.state_is("r2", "open")
        press(opened.desk, "g")
        yield opened


def given(opened: Room) -> list[tuple[str, str]]:
    return [(e["team"], e["value"]) for e in opened.scorer.ledger() if e["kind"] == "award"]


def test_points_are_given_and_the_round_is_closed_before_an_answer_is_there(opened: Room) -> None:
    desk = opened.desk
    hold(desk, "/awards")
    press(desk, "Enter", "Enter")
    expect(desk.locator("#awards .award")).to_have_count(1)
    expect(desk.locator("#sums [data-chosen]")).to_have_count(0)
    press(desk, "ArrowDown", "Enter", "Tab", "Enter", "o")
    let_go(desk)
    expect(desk.locator("#awards .award")).to_have_count(2)
    let_go(desk)
    opened.state_is("r2", "closed")
    assert given(opened) == [("t1", "10"), ("t2", "-10")]


@pytest.mark.long
def test_what_was_refused_lies_there_again_to_be_mended(opened: Room) -> None:
    desk = opened.desk
    hold(desk, "/awards", team="t9")
    press(desk, "Enter")
    desk.get_by_label("Other amount").fill("7")
    desk.get_by_label("Note").fill("for the flag")
    press(desk, "Enter")
    expect(desk.get_by_label("Other amount")).to_have_value("")
    expect(desk.locator(".team-pick").first).to_be_focused()
    let_go(desk)
    expect(desk.locator("#giving-trouble")).not_to_be_empty()
    expect(desk.get_by_label("Other amount")).to_have_value("7")
    expect(desk.get_by_label("Note")).to_have_value("for the flag")
    expect(desk.get_by_label("Note")).to_be_focused()
    expect(desk.locator("#sums [data-chosen] .team-name")).to_have_text("Alder")
    assert given(opened) == []


@pytest.mark.long
def test_the_answer_to_one_slip_leaves_the_next_one_alone(opened: Room) -> None:
    desk = opened.desk
    hold(desk, "/undo")
    press(desk, "a")
    take_back(desk, "open", "The wrong round")
    press(desk, "Enter")
    opened.state_is("r2", "pending")
    preview = take_back(desk, "undo", "It was right")
    let_go(desk)
    expect(preview).to_contain_text("Buzzer would be open.")
    press(desk, "Enter")
    opened.state_is("r2", "open")
    let_go(desk)
    expect(desk.locator(".slip")).to_have_count(0)
