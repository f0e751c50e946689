"""Risk questions from the set-up page to the hall: half a stake, declining that costs, turns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import TABLET, visiting
from tests.support.desk import DESK, line, press
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG = "risks"
FILE = """\
[event]
slug = "risks"
title = "Spring quiz"
locale = "en"
[rules]
decimals = 1
[[teams]]
id = "red"
name = "Red"
[[teams]]
id = "blue"
name = "Blue"
[[judges]]
id = "j1"
name = "Lin"
[[stages]]
id = "s1"
name = "Final"
base = 100
[[stages.rounds]]
id = "one"
name = "Buzzer"
kind = "points"
[[stages.rounds]]
id = "risk"
name = "Risk"
kind = "points"
scored_by = "judges"
stakes = [10, 15]
"""


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    with host.serving(FILE) as running:
        yield running


def test_what_the_set_up_page_says_of_stakes_is_what_desk_and_tablet_book(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK) as organiser:
        organiser.open(server.links(SLUG)["organiser"])
        page = set_up(server, organiser, SLUG, "stages")
        risk, buzzer = (page.locator(f"#part-stages [data-round={one}]") for one in ("risk", "one"))
        buzzer.locator("[data-act=more]").click()
        expect(buzzer.locator("[data-cell=stakes]")).to_be_visible()
        # Without stakes there is nothing to lose half of.
        for key in ("loss", "declined", "order"):
            expect(buzzer.locator(f"[data-cell={key}]")).to_be_hidden()
        risk.locator("[data-act=more]").click()
        risk.get_by_label("A wrong answer costs").select_option("half")
        risk.get_by_label("Declining costs").fill("-5")
        page.keyboard.press("Control+s")
        expect(risk.locator("[data-cell=declined] .fault")).to_contain_text("0 or more")
        risk.get_by_label("Declining costs").fill("5")
        risk.get_by_label("Who plays first").select_option("lowest")
        expect(risk.locator(".round-words")).to_contain_text("a wrong answer costs half")
        means = page.locator("#means-list")
        expect(means).to_contain_text("loses half of it (5, 7.5)")
        expect(means).to_contain_text("In Risk declining costs 5.")
        expect(means).to_contain_text("lowest score plays first")
        save(page)
    made = in_force(server, SLUG)["stages"][0]["rounds"][1]
    assert (made["loss"], made["declined"], made["order"]) == ("half", "5", "lowest")

    scorer = server.scorer(SLUG)
    scorer.set_round("open", "one")
    assert scorer.award("one", "red", 20).status_code == 201
    scorer.set_round("close", "one")
    scorer.set_round("open", "risk")
    with visiting(browser, DESK) as at_desk, visiting(browser, TABLET, has_touch=True) as judging:
        desk = at_desk.open(server.links(SLUG)["scorer"])
        desk.get_by_role("button", name="Draw the order of play").click()
        expect(desk.locator("#sums tbody tr").first).to_have_attribute("data-row", "blue")
        expect(line(desk, "blue")).to_have_attribute("data-chosen", "")
        # Each key says what it books.
        declined = line(desk, "blue").locator("[data-outcome=declined]")
        expect(declined).to_have_text("Declined−5")
        line(desk, "blue").locator("[data-stake='15']").click()
        wrong = line(desk, "blue").locator("[data-outcome=wrong]")
        expect(wrong).to_have_text("Wrong−7.5")
        press(desk, "-")
        expect(desk.locator("#awards .award-points")).to_have_text(["Wrong −7.5"])

        tablet = judging.open(server.judge_link(SLUG, "j1"))
        tablet.locator("#teams [data-team=red]").tap()
        expect(tablet.locator("#risk [data-outcome=declined]")).to_have_text("Declined−5")
        tablet.locator("#risk [data-stake='10']").tap()
        expect(tablet.locator("#risk [data-outcome=wrong]")).to_have_text("Wrong−5")
        tablet.locator("#risk [data-outcome=declined]").tap()
        given = tablet.locator("#given li").first
        expect(given.locator(".given-points")).to_have_text("−5")
        expect(given.locator(".given-team")).to_have_text("Red · Declined")
        expect(desk.locator("#awards .award-points")).to_have_text(["Declined −5", "Wrong −7.5"])
        expect(desk.locator("#latest-act b")).to_have_text("Red: declined −5, Risk")
        expect(line(desk, "blue").locator(".total")).to_have_text("92.5")
        expect(line(desk, "red").locator(".total")).to_have_text("115.0")
    booked = [(e["team"], e["value"]) for e in scorer.ledger() if e["kind"] == "award"]
    assert booked == [("red", "20"), ("blue", "-7.5"), ("red", "-5")]
    # No client books otherwise than the rule.
    refused = scorer.award("risk", "blue", -15, stake=15, outcome="wrong", reason="?")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "points")
    with visiting(browser, DESK) as audience:
        page = audience.open(f"{server.hall}/e/{SLUG}/teams/blue")
        expect(page.locator("main")).to_contain_text("answered wrong, half of the stake")
