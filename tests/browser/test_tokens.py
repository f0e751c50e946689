"""Tokens from the set-up page to the hall: used by touch and by key, doubling what comes next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import PROJECTOR, TABLET, visiting
from tests.support.desk import DESK, line, press
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG = "tokens"
FILE = """\
[event]
slug = "tokens"
title = "Spring quiz"
locale = "en"
[rules]
decimals = 1
[[teams]]
id = "red"
name = "Red"
region = "East"
[[teams]]
id = "blue"
name = "Blue"
region = "West"
[[judges]]
id = "j1"
name = "Lin"
[[stages]]
id = "s1"
name = "Final"
base = 100
[[stages.rounds]]
id = "risk"
name = "Risk"
kind = "points"
scored_by = "judges"
stakes = [10, 15]
loss = "half"
"""


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(FILE) as running:
        yield running


def set_the_tokens(server: Server, browser: Browser) -> None:
    with visiting(browser, DESK) as organiser:
        organiser.open(server.links(SLUG)["organiser"])
        page = set_up(server, organiser, SLUG, "stages")
        risk = page.locator("#part-stages [data-round=risk]")
        risk.locator("[data-act=more]").click()
        risk.get_by_label("Tokens each team has one of").fill("Ask a friend, Double")
        expect(page.locator("#means-list")).to_contain_text("one of each: Ask a friend, Double.")
        expect(page.locator("#means-list")).to_contain_text("Double doubles what the desk books")
        expect(risk.locator(".round-words")).to_contain_text("tokens Ask a friend, Double")
        save(page)
    made = in_force(server, SLUG)["stages"][0]["rounds"][0]
    assert made["tokens"] == ["Ask a friend", "Double"]


def test_tokens_are_used_up_and_the_double_counts_for_one_question(
    server: Server, browser: Browser
) -> None:
    set_the_tokens(server, browser)
    scorer = server.scorer(SLUG)
    scorer.set_round("open", "risk")
    with (
        visiting(browser, DESK) as at_desk,
        visiting(browser, TABLET, has_touch=True) as judging,
        visiting(browser, PROJECTOR) as in_the_hall,
    ):
        desk = at_desk.open(server.links(SLUG)["scorer"])
        tablet = judging.open(server.judge_link(SLUG, "j1"))
        wall = in_the_hall.open(server.links(SLUG)["display"])
        expect(wall.locator("[data-team=red] .token")).to_have_text(["○ Ask a friend", "○ Double"])
        row = line(desk, "red")
        ask = row.locator("[data-token='Ask a friend']")
        ask.click()
        expect(ask).to_have_text("✕ Ask a friend")
        expect(desk.locator("#awards .award-points")).to_have_text(["Used Ask a friend"])
        expect(wall.locator("[data-team=red] .token")).to_have_text(["✕ Ask a friend", "○ Double"])
        expect(wall.locator("[data-team=red] .tokens")).to_be_visible()
        expect(tablet.locator("#teams [data-team=red] .team-asked")).to_have_text(
            "✕ Ask a friend ○ Double"
        )
        # Taken back by a key, and used again.
        press(desk, "Control+z")
        expect(ask).to_have_text("Ask a friend")
        # By keyboard: along the row to its last key.
        row.locator(".team-pick").focus()
        press(desk, *["ArrowRight"] * 5)
        expect(row.locator("[data-token=Double]")).to_be_focused()
        press(desk, "Enter")
        expect(row.locator("[data-token=Double]")).to_have_text("Double ×2")
        assert barriers(desk) == []
        row.locator("[data-stake='15']").click()
        expect(row.locator("[data-outcome=right]")).to_have_text("Right+30")
        expect(row.locator("[data-outcome=wrong]")).to_have_text("Wrong−15")
        press(desk, "+")
        expect(row.locator(".total")).to_have_text("130")
        expect(row.locator("[data-token=Double]")).to_have_text("✕ Double")
        expect(desk.locator("#awards .award-note").first).to_have_text("Double ×2")
        # The next of the other team is what it always was.
        line(desk, "blue").locator("[data-stake='10']").click()
        expect(line(desk, "blue").locator("[data-outcome=right]")).to_have_text("Right+10")
        # What has been doubled with it keeps the token used.
        desk.locator("#awards .award-back").nth(1).click()
        expect(desk.locator("#round-panel-trouble")).to_contain_text("Double has doubled points.")
    awards = [(e["value"], e["detail"]) for e in scorer.ledger() if e["kind"] == "award"]
    assert awards == [("30", {"stake": "15", "outcome": "right", "token": "Double"})]
    with visiting(browser, DESK) as audience:
        page = audience.open(f"{server.hall}/e/{SLUG}")
        expect(page.locator("[data-team=red]")).to_contain_text("tokens left: Ask a friend")
        page.goto(f"{server.hall}/e/{SLUG}/teams/red")
        expect(page.locator("main")).to_contain_text("answered right, doubled by Double")
