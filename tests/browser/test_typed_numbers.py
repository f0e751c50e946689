"""Numbers as keyboards write them, on the tablet and at the desk: read, or said why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PHONE, row, visiting
from tests.support.desk import cell, press, room, talks
from tests.support.host import Host
from tests.support.server import Server

COMMA = (
    "8,5 holds a comma, which can mean a decimal point or thousands. "
    "Write it with a point, such as 8.5."
)


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(*map(talks, ("typed", "given"))) as running:
        yield running


@pytest.fixture(scope="module")
def modules(server: Server, browser: Browser) -> Iterator[Page]:
    """A page of the server, from which its modules are loaded."""
    with visiting(browser, PHONE) as visitor:
        yield visitor.open(f"{server.hall}/join?lang=en")


def ask(page: Page, code: str, typed: str) -> Any:
    """What `code` makes of the module `m` and of what was typed."""
    load = 'const m = await import("/static/js/common/amount.js");'
    return page.evaluate(f"async (typed) => {{ {load} return {code}; }}", typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("８．５", "8.5"), ("８。５", "8.5"), ("8。5", "8.5"), ("8｡5", "8.5"), ("8·5", "8.5"),
        ("－５", "-5"), ("−5", "-5"), ("–5", "-5"), ("＋１０", "10"), ("+8.", "8"), ("　９　", "9"),
        ("８．", "8"), ("．５", "0.5"), ("００７", "7"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_a_keyboard_writes_it(modules: Page, typed: str, read: str) -> None:
    assert ask(modules, "m.tidy(typed)", typed) == read


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("8,5", "comma"), ("8，5", "comma"), ("８，５", "comma"), ("1,000", "comma"),
        ("-8,5", "comma"), ("8,", "number"), (",5", "number"), ("8;5", "number"), ("1e3", "number"),
        ("８..５", "number"), ("①", "number"), ("五", "number"), ("８－", "number"), ("", "empty"),
        ("　", "empty"), ("8.55", "step"), ("１１", "range"), ("８。５", None),
    ],
)  # fmt: skip
def test_what_is_no_number_is_never_guessed_and_a_comma_said_to_be_one(
    modules: Page, typed: str, fault: str | None
) -> None:
    limits = '{min: "0", max: "10", step: "0.1"}'
    if typed.startswith("-"):
        limits = '{min: "-10", max: "10", step: null}'
    assert ask(modules, f"m.fault(typed, {limits})", typed) == fault


def test_on_the_tablet_and_at_the_desk_full_width_figures_are_marks(
    browser: Browser, server: Server
) -> None:
    with room(browser, server, "typed") as opened:
        opened.scorer.set_round("open", "r1")
        tablet, desk = opened.tablet, opened.desk
        for team, typed in (("t1", "８．５"), ("t2", "8。6"), ("t3", "8,5")):
            row(tablet, team).click()
            tablet.locator(f'input[name="mark:{team}"]').fill(typed)
            tablet.locator(f'button[data-submit="{team}"]').click()
        expect(tablet.locator("#panel-hint > span")).to_have_text(COMMA)
        expect(row(tablet, "t3")).to_have_attribute("data-mark", "refused")
        opened.settle()
        press(desk, "e", "Enter")
        desk.keyboard.insert_text("The tablet broke")
        press(desk, "Enter")
        desk.keyboard.insert_text("8,5")
        press(desk, "Enter")
        expect(desk.locator(".entering [role=alert]")).to_have_text(COMMA)
        press(desk, "Control+a")
        desk.keyboard.insert_text("８。７")
        press(desk, "Enter")
        expect(desk.locator("[data-line=t1][data-state=given] input")).to_have_value("8.7")
        press(desk, "Escape")
        cell(desk, "t2", "j1").locator("button").click()
        press(desk, "Control+a")
        desk.keyboard.insert_text("９．１")
        desk.get_by_role("button", name="Read wrongly").click()
        press(desk, "Enter")
        expect(cell(desk, "t2", "j1")).to_contain_text("9.1")
        given = [(e["team"], e["value"]) for e in opened.scorer.ledger() if e.get("value")]
        assert given == [("t1", "8.5"), ("t2", "8.6"), ("t1", "8.7"), ("t2", "9.1")]


@pytest.mark.long
def test_full_width_points_are_given_and_taken_away(browser: Browser, server: Server) -> None:
    with room(browser, server, "given") as opened:
        desk, scorer = opened.desk, opened.scorer
        scorer.set_round("open", "r1")
        scorer.set_round("close", "r1")
        scorer.set_round("open", "r2")
        opened.state_is("r2", "open")
        press(desk, "g", "Enter")
        for typed in ("7,5", "－７"):
            desk.get_by_label("Other amount").fill(typed)
            press(desk, "Enter")
            if "," in typed:
                expect(desk.locator("#giving-trouble")).to_contain_text("7,5 holds a comma")
        expect(desk.locator("#awards .award")).to_have_count(1)
        press(desk, "p")
        desk.locator("#workspace select").select_option("t2")
        desk.locator("#workspace input[name=points]").fill("－１０")
        desk.locator("#workspace input[name=reason]").fill("Prompted")
        press(desk, "Enter")
        expect(desk.locator("#workspace")).to_be_hidden()
        told = [(e["kind"], e["team"], e["value"]) for e in scorer.ledger() if e.get("value")]
        assert told == [("award", "t1", "-7"), ("penalty", "t2", "-10")]
