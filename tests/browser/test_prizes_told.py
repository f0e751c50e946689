"""Prizes of two divisions and of a member, told prize by prize from the desk's strip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import PHONE, PROJECTOR, visiting
from tests.support.desk import DESK
from tests.support.host import Host
from tests.support.server import Server

SLUG = "twofold"
_TEAMS = "".join(
    f'[[teams]]\nid = "{team}"\nname = "{name}"\ndivision = "{division}"\n'
    f'members = [{{id = "{team}-1", name = "{member}"}}]\n\n'
    for team, name, division, member in (
        ("a1", "Alder", "junior", "Ann"),
        ("a2", "Birch", "junior", "Ben"),
        ("b1", "Cedar", "senior", "Cid"),
    )
)
FILE = f"""\
[event]
slug = "{SLUG}"
title = "City quiz"
locale = "en"

[[divisions]]
id = "junior"
name = "Juniors"

[[divisions]]
id = "senior"
name = "Seniors"

{_TEAMS}
[[stages]]
id = "s1"
name = "Final"

[[stages.rounds]]
id = "r1"
name = "Quiz"
kind = "points"
awards = [10]

[[prizes]]
id = "p1"
name = "First prize"
count = 1

[[prizes]]
id = "m1"
name = "Best speaker"
count = 1
who = "member"
"""


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    with host.serving(FILE) as running:
        yield running


def test_the_desk_tells_the_prizes_of_each_division_and_knows_the_next_alone(
    browser: Browser, server: Server
) -> None:
    scorer = server.scorer(SLUG)
    scorer.set_round("open", "r1")
    for team, points in {"a1": 10, "a2": 20, "b1": 30}.items():
        assert scorer.award("r1", team, points, member=f"{team}-1").status_code == 201
    scorer.set_round("close", "r1")
    assert scorer.post("stages/s1/advance", {"scene": True}).status_code == 200
    links = server.links(SLUG)
    with (
        visiting(browser, DESK) as scorers,
        visiting(browser, PROJECTOR) as booth,
        visiting(browser, PHONE, is_mobile=True) as hand,
    ):
        desk, wall = scorers.open(links["scorer"]), booth.open(links["display"])
        hand.sign_in(server, links["presenter"])
        phone = hand.open(f"{server.hall}/e/{SLUG}/host")
        ahead = desk.locator("#show-then")
        told = wall.locator(".layer:not(.gone) .awards:not(.gone)")
        expect(ahead).to_have_text("Next: Step 1 of 2: place 2, Alder")
        expect(phone.locator("#remote-next-what")).to_have_text("Step 1 of 2: place 2")
        # The board's small picture stands as the strip makes way for the question.
        desk.locator("#show-strip").hover()
        standings = desk.locator("#show-strip > [data-scene=standings] .tile-picture > div")
        expect(standings).to_have_count(1)
        # The other division first, since somebody chose so.
        tile = desk.locator("#show-strip [data-scene=awards]")
        tile.click()
        division = desk.locator("#show-ask-division")
        expect(division.locator("option:checked")).to_have_text("Juniors")
        division.select_option("Seniors")
        desk.locator(".show-yes").click()
        expect(told).to_contain_text("Seniors")
        expect(ahead).to_have_text("Next: Step 1 of 1: First prize, Cedar")
        expect(phone.locator("#remote-next-what")).to_have_text("Step 1 of 1: the next prize")
        assert "Cedar" not in told.inner_text()
        phone.locator("#remote-next").click()
        expect(told).to_contain_text("Cedar")
        # Then what is not told yet is offered; the member's prize comes with the first division's.
        tile.click()
        expect(division.locator("option:checked")).to_have_text("Juniors")
        desk.locator(".show-yes").click()
        expect(ahead).to_have_text("Next: Step 1 of 2: Best speaker, Ben, Cid")
        desk.locator("#show-next").click()
        expect(told.locator(".awards-prize")).to_have_text("Best speaker")
        expect(told.locator(".awards-winner")).to_contain_text(["Ben", "Cid"])
        expect(told.locator(".awards-words")).to_contain_text(["Birch", "Cedar"])
        expect(ahead).to_have_text("Next: Step 2 of 2: First prize, Birch")
        phone.locator("#remote-next").click()
        expect(told.locator(".awards-prize")).to_have_text("First prize")
        expect(told).to_contain_text("Birch")
        # The podium is still to be told, and nobody in the hall knows a winner.
        assert server.stranger(SLUG).board()["winners"] == []
        expect(desk.locator("#show-untold")).to_contain_text("Podium")
