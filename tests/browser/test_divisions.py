"""Divisions from the set-up page to the wall and the phone, which switch without loading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PHONE, PROJECTOR, Visitor, visiting
from tests.support.desk import DESK, room
from tests.support.divisions import SCORES, two_divisions
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save

SLUG, TOGETHER = "two-fields", "one-field"
PLAIN = f"""\
[event]
slug = "{TOGETHER}"
title = "Autumn quiz"
locale = "en"

[[teams]]
id = "t1"
name = "Ash"

[[teams]]
id = "t2"
name = "Birch"

[[teams]]
id = "t3"
name = "Cedar"

[[stages]]
id = "s1"
name = "Final"

[[stages.rounds]]
id = "r1"
name = "Quiz"
kind = "points"
max = 100
awards = [10]

[[prizes]]
id = "p1"
name = "First"
count = 1
"""


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(two_divisions(SLUG), PLAIN) as running:
        scorer = running.scorer(SLUG)
        scorer.set_round("open", "r1")
        for team, points in SCORES.items():
            assert scorer.award("r1", team, points).status_code == 201
        yield running


@pytest.fixture
def organiser(server: Server, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, DESK, reduced_motion="reduce") as visitor:
        visitor.sign_in(server, server.server_link())
        yield visitor


def at(server: Server, browser: Browser, path: str, size: dict[str, int]) -> Iterator[Page]:
    with visiting(browser, size, reduced_motion="reduce") as visitor:
        page = visitor.open(f"{server.hall}/e/{SLUG}{path}")
        expect(page.locator("#board")).to_have_attribute("data-connection", "live")
        yield page


@pytest.fixture
def wall(server: Server, browser: Browser) -> Iterator[Page]:
    yield from at(server, browser, "/display", PROJECTOR)


@pytest.fixture
def phone(server: Server, browser: Browser) -> Iterator[Page]:
    yield from at(server, browser, "", PHONE)


def test_the_wall_shows_the_divisions_beside_each_other_in_type_of_one_size(wall: Page) -> None:
    parts = wall.locator(".table-part")
    expect(parts).to_have_count(2)
    expect(parts.locator("h2")).to_have_text(["Juniors", "Seniors"])
    for division, first in (("junior", "a1"), ("senior", "b1")):
        rows = wall.locator(f'[data-division="{division}"] .row')
        expect(rows).to_have_count(12)
        expect(rows.first).to_have_attribute("data-team", first)
        expect(rows.first).to_have_attribute("data-rank", "1")
    boxes = [part.bounding_box() for part in parts.all()]
    left, right = (box for box in boxes if box)
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]
    sizes = wall.locator(".table-part .standings").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).fontSize)"
    )
    assert len(set(sizes)) == 1
    for row in wall.locator(".row").all():
        box = row.bounding_box()
        assert box
        assert box["y"] + box["height"] <= PROJECTOR["height"]


@pytest.mark.long
def test_the_desk_sends_a_wall_to_one_division(
    wall: Page, server: Server, browser: Browser
) -> None:
    with room(browser, server, SLUG) as opened:
        opened.desk.goto(f"{server.hall}/e/{SLUG}/desk/screens")
        row = opened.desk.locator('#displays .screen[data-state="live"]')
        # The wall of the test before this one has gone.
        expect(row).to_have_count(1)
        row.get_by_role("button", name="Name and page").click()
        row.get_by_label("Seniors").check()
        row.get_by_role("button", name="Show this").click()
        expect(wall).to_have_url(f"{server.hall}/e/{SLUG}/display?division=senior")
    expect(wall.locator(".table-part")).to_have_count(0)
    expect(wall.locator(".row")).to_have_count(12)
    expect(wall.locator(".hall-stage")).to_contain_text("Seniors")


@pytest.mark.long
def test_a_phone_switches_between_the_divisions_and_loads_nothing(phone: Page) -> None:
    loaded: list[str] = []
    phone.on("request", lambda request: loaded.append(request.url))
    switch = phone.get_by_role("navigation", name="Divisions and groups")
    tables = phone.locator("table.board")
    expect(tables).to_have_count(2)
    switch.get_by_role("link", name="Seniors").click()
    expect(tables).to_have_count(1)
    expect(tables.locator("caption")).to_have_text("Seniors")
    expect(tables.locator("tbody tr").first).to_have_attribute("data-team", "b1")
    expect(switch.locator('[aria-current="page"]')).to_have_text("Seniors")
    phone.go_back()
    expect(tables).to_have_count(2)
    expect(tables.locator("caption")).to_have_text(["Juniors", "Seniors"])
    assert not [url for url in loaded if "/e/" in url]


def test_a_change_reaches_the_table_of_its_division_alone(
    phone: Page, wall: Page, server: Server
) -> None:
    assert server.scorer(SLUG).award("r1", "a12", 60).status_code == 201
    for page in (phone, wall):
        own = page.locator('[data-division="junior"] [data-team]')
        expect(own.first).to_have_attribute("data-team", "a12")
        other = page.locator('[data-division="senior"] [data-team]')
        expect(other.first).to_have_attribute("data-team", "b1")


@pytest.mark.long
def test_divisions_are_made_on_the_set_up_page(organiser: Visitor, server: Server) -> None:
    page = organiser.open(f"{server.hall}/e/{TOGETHER}/desk/setup#divisions")
    expect(page.locator("#no-divisions")).to_be_visible()
    page.locator("#add-division").click()
    page.keyboard.type("Under 12")
    page.keyboard.press("Enter")
    page.keyboard.type("Over 12")
    page.locator('#setup-nav [data-part="teams"]').click()
    expect(page.locator(".fault").first).to_contain_text("Ash needs a division")
    for team, division in (("Ash", "Under 12"), ("Birch", "Over 12"), ("Cedar", "Over 12")):
        page.get_by_label(f"Division of {team}").select_option(label=division)
    page.locator('#setup-nav [data-part="divisions"]').click()
    expect(page.locator("#means-list")).to_contain_text("Under 12, Over 12 are ranked side by side")
    page.locator('#setup-nav [data-part="prizes"]').click()
    page.get_by_label("Division of First").select_option(label="Over 12")
    save(page)
    setup = in_force(server, TOGETHER)
    assert [one["name"] for one in setup["divisions"]] == ["Under 12", "Over 12"]
    under, over = (one["id"] for one in setup["divisions"])
    assert [team["division"] for team in setup["teams"]] == [under, over, over]
    assert setup["prizes"][0]["division"] == over
    # A division that goes leaves its teams without one.
    page.locator('#setup-nav [data-part="divisions"]').click()
    page.get_by_role("button", name="Remove Under 12").click()
    page.locator('#setup-nav [data-part="teams"]').click()
    expect(page.get_by_label("Division of Ash")).to_have_value("")


@pytest.mark.long
def test_without_a_script_the_tables_of_the_wall_keep_to_their_columns(
    host: Host, browser: Browser
) -> None:
    far = "Birch Grove Comprehensive School by the River and the Old Mill"
    event = two_divisions("far").replace('name = "Old 3"', f'name = "{far}"')
    assert far in event
    with (
        host.serving(event) as server,
        visiting(browser, PROJECTOR, java_script_enabled=False) as plain,
    ):
        page = plain.open(f"{server.hall}/e/far/display")
        name = page.get_by_text(far).bounding_box()
        total = page.locator("tr", has_text=far).locator(".total").bounding_box()
        assert name
        assert total
        assert name["x"] + name["width"] <= total["x"], "a long name goes on in a second line"
