"""Fouls from the set-up page to the hall: one touch at the desk, out in words, and taken back."""

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

SLUG = "fouls"
FILE = """\
[event]
slug = "fouls"
title = "Spring quiz"
locale = "en"
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
id = "buzzer"
name = "Buzzer"
kind = "points"
scored_by = "judges"
awards = [10, -10]
"""


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(FILE) as running:
        yield running


def set_the_rule(server: Server, browser: Browser) -> None:
    with visiting(browser, DESK) as organiser:
        organiser.open(server.links(SLUG)["organiser"])
        page = set_up(server, organiser, SLUG, "stages")
        buzzer = page.locator("#part-stages [data-round=buzzer]")
        buzzer.locator("[data-act=more]").click()
        buzzer.get_by_label("Fouls that cost nothing").fill("1")
        buzzer.get_by_label("Each later foul costs").fill("-10")
        buzzer.get_by_label("Out of the round at foul").fill("3")
        page.keyboard.press("Control+s")
        expect(buzzer.locator("[data-cell=fouls_penalty] .fault")).to_contain_text("0 or more")
        buzzer.get_by_label("Each later foul costs").fill("10")
        means = page.locator("#means-list")
        expect(means).to_contain_text("the first fouls cost nothing (1), each later one 10.")
        expect(means).to_contain_text("With foul 3 a team is out of Buzzer")
        save(page)
        page.reload()
        buzzer = page.locator("#part-stages [data-round=buzzer]")
        buzzer.locator("[data-act=more]").click()
        expect(buzzer.get_by_label("Out of the round at foul")).to_have_value("3")
    made = in_force(server, SLUG)["stages"][0]["rounds"][0]
    assert made["fouls"] == {"free": 1, "penalty": "10", "out": 3}


def test_fouls_are_counted_by_touch_and_key_seen_by_all_and_taken_back(
    server: Server, browser: Browser
) -> None:
    set_the_rule(server, browser)
    scorer = server.scorer(SLUG)
    scorer.set_round("open", "buzzer")
    with (
        visiting(browser, DESK) as at_desk,
        visiting(browser, TABLET, has_touch=True) as judging,
        visiting(browser, PROJECTOR) as in_the_hall,
    ):
        desk = at_desk.open(server.links(SLUG)["scorer"])
        tablet = judging.open(server.judge_link(SLUG, "j1"))
        wall = in_the_hall.open(server.links(SLUG)["display"])
        key = line(desk, "red").locator("[data-foul]")
        expect(key).to_have_text("Foul")
        key.click()
        expect(desk.locator("#awards .award-points")).to_have_text(["Foul 1"])
        expect(desk.locator("#just-given")).to_have_text("Red Foul 1")
        # What the next one costs stands on its key.
        expect(key).to_have_text("Foul (1)−10")
        expect(line(desk, "red").locator(".total")).to_have_text("100")
        press(desk, "1", "v")
        expect(desk.locator("#awards .award-points")).to_have_text(["Foul 2 −10", "Foul 1"])
        expect(key).to_have_text("Foul (2)−10 · and out")
        expect(line(desk, "red").locator(".total")).to_have_text("90")
        expect(line(desk, "red").locator(".lost")).to_have_text("−10")
        expect(wall.locator("[data-team=red] .decided")).to_have_text("fouls: 2")
        expect(tablet.locator("#teams [data-team=red] .team-asked")).to_have_text("fouls: 2")
        # Two touches of one key within a moment would be a slip; this hand was elsewhere.
        desk.locator("#round-panel-title").click()
        key.click()
        expect(key).to_have_count(0)
        expect(line(desk, "red").locator(".give-out")).to_have_text("out of this round")
        expect(line(desk, "red").locator(".team-region")).to_have_text("out of this round · East")
        expect(wall.locator("[data-team=red] .decided")).to_have_text("out of this round")
        expect(wall.locator("[data-team=red] .decided")).to_be_visible()
        assert barriers(desk) == []

        # Points for a team that is out are asked about, here and at the tablet.
        line(desk, "red").locator("[data-points='10']").click()
        expect(desk.locator("#workspace-title")).to_have_text("Out of this round")
        expect(desk.locator("#workspace")).to_contain_text("Red is out of Buzzer after its fouls.")
        press(desk, "Escape")
        tablet.locator("#teams [data-team=red]").tap()
        tablet.locator("[data-award='10']").tap()
        expect(tablet.locator(".asking-why")).to_contain_text("Red is out of Buzzer")
        assert [e for e in scorer.ledger() if e["kind"] == "award"] == []

        # The first foul was none: the others are the first and the second now.
        first = desk.locator("#awards [data-foul='1'] .award-back")
        first.click()
        expect(desk.locator("#workspace-title")).to_have_text("Undo this: Red Foul 1 (Buzzer)")
        desk.keyboard.type("Pressed after the signal")
        press(desk, "Enter")
        expect(desk.locator("#awards .award-points")).to_have_text(["Foul 2 −10", "Foul 1"])
        expect(line(desk, "red").locator(".total")).to_have_text("90")
        expect(wall.locator("[data-team=red] .decided")).to_have_text("fouls: 2")
        # One's own newest goes without a word.
        press(desk, "Control+z")
        expect(desk.locator("#awards .award-points")).to_have_text(["Foul 1"])
        expect(line(desk, "red").locator(".total")).to_have_text("100")
    with visiting(browser, DESK) as audience:
        page = audience.open(f"{server.hall}/e/{SLUG}")
        expect(page.locator("[data-team=red] .decided")).to_have_text("fouls: 1")
        page.goto(f"{server.hall}/e/{SLUG}/teams/red")
        expect(page.locator("main")).to_contain_text("Foul 1")


def test_a_bonus_by_ruling_is_given_by_keyboard_with_what_it_would_change(
    server: Server, browser: Browser
) -> None:
    scorer = server.scorer(SLUG)
    scorer.set_round("open", "buzzer")
    assert scorer.award("buzzer", "red", 10).status_code == 201
    with visiting(browser, DESK) as at_desk:
        desk = at_desk.open(server.links(SLUG)["scorer"])
        press(desk, "u")
        expect(desk.locator("#workspace-title")).to_have_text("Bonus by ruling")
        desk.locator("#workspace select").select_option("blue")
        points = desk.locator("#workspace [name=points]")
        points.fill("0")
        desk.get_by_role("button", name="Answer of merit").click()
        press(desk, "Enter")
        expect(desk.locator("#workspace .trouble")).to_contain_text("up to 1000")
        points.fill("15")
        expect(desk.locator("#workspace .slip-yes")).to_have_text("Give Blue a bonus of 15")
        expect(desk.locator("#workspace .preview [data-move=blue]")).to_be_visible()
        assert barriers(desk) == []
        desk.locator("#workspace .slip-yes").click()
        expect(line(desk, "blue").locator(".total")).to_have_text("115")
        expect(line(desk, "blue").locator(".score")).to_have_text("0")
        expect(desk.locator("#latest-act b")).to_have_text("Bonus for Blue: +15")
        desk.goto(f"{server.hall}/e/{SLUG}/teams/blue?lang=en")
        expect(desk.locator("main")).to_contain_text("Bonus")
        expect(desk.locator("main")).to_contain_text("Answer of merit")
        desk.goto(f"{server.hall}/e/{SLUG}/desk/story?lang=en")
        expect(desk.locator("main")).to_contain_text("Bonus for Blue: +15")
        desk.goto(f"{server.hall}/e/{SLUG}/desk/results?lang=en")
        expect(desk.get_by_role("columnheader", name="Bonus")).to_be_visible()
