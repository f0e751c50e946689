"""A choir is judged by places (序位法), from the set-up page to the phones in the hall."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import PHONE, TABLET, row, visiting
from tests.support.desk import DESK, cell
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG = "choirs"
FILE = """\
[event]
slug = "choirs"
title = "Spring choirs"
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
[[judges]]
id = "j2"
name = "Wu"
[[stages]]
id = "s1"
name = "Final"
[[stages.rounds]]
id = "song"
name = "Song"
"""


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    with host.serving(FILE) as running:
        yield running


def add_places(server: Server, browser: Browser) -> None:
    """The organiser chooses that places are added; what goes with it follows by itself."""
    with visiting(browser, DESK) as organiser:
        organiser.open(server.links(SLUG)["organiser"])
        page = set_up(server, organiser, SLUG, "stages")
        song = page.locator('[data-round="song"]')
        song.locator("[data-act=more]").click()
        song.get_by_label("Out of the marks comes").select_option("places")
        expect(song.locator("[data-cell=drop_high]")).to_be_hidden()
        expect(song.locator(".round-words")).to_contain_text("sum of the places")
        expect(page.locator("body")).to_contain_text(
            "In Song each judge's marks put the teams in places"
        )
        save(page)
    setup = in_force(server, SLUG)
    assert setup["rules"]["better"] == "lower"
    made = setup["stages"][0]["rounds"][0]
    assert (made["aggregate"], made["better"]) == ("places", "lower")


def test_places_are_set_up_marked_added_and_told_at_the_end(
    server: Server, browser: Browser
) -> None:
    add_places(server, browser)
    scorer = server.scorer(SLUG)
    scorer.set_round("open", "song")
    for judge, red, blue in (("j1", "81", "80"), ("j2", "70", "70")):
        for team, value in (("red", red), ("blue", blue)):
            assert server.judge(SLUG, judge).mark("song", team, value).status_code == 201
    with (
        visiting(browser, DESK) as at_desk,
        visiting(browser, TABLET) as lin,
        visiting(browser, PHONE) as hall,
    ):
        tablet = lin.open(server.judge_link(SLUG, "j1"))
        expect(tablet.locator("#round-terms")).to_contain_text("your highest mark is place 1")
        expect(row(tablet, "red").locator(".team-state")).to_contain_text("Place 1 · Saved")
        expect(row(tablet, "blue").locator(".team-state")).to_contain_text("Place 2 · Saved")
        desk = at_desk.open(server.links(SLUG)["scorer"])
        expect(cell(desk, "red", "j2")).to_have_text("70(1.5) Place 1.5")
        expect(desk.locator("#round-panel-terms")).to_contain_text("places are added")
        # Nobody is asked to publish what is made known at the end.
        expect(desk.locator("[data-release]")).to_have_count(0)
        phone = hall.open(f"{server.hall}/e/{SLUG}")
        expect(phone.locator('[data-team="red"]').first).to_have_attribute("data-total", "")
        scorer.set_round("close", "song")
        expect(phone.locator('[data-team="red"]').first).to_have_attribute("data-total", "2.5")
        expect(phone.locator('[data-team="blue"]').first).to_have_attribute("data-total", "3.5")
        phone.goto(f"{server.hall}/e/{SLUG}/teams/blue")
        marks = phone.locator(".round .marks li")
        expect(marks.first).to_contain_text("Lin")
        expect(marks.first).to_contain_text("Place 2")
        expect(phone.locator(".steps")).to_contain_text("2 + 1.5 = 3.5")
