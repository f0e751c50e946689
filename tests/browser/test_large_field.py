"""A field of many teams: phones look one up and follow it, the desk jumps to one by its name."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import PHONE, visiting
from tests.support.contests import contest, name_of
from tests.support.desk import DESK
from tests.support.host import Host
from tests.support.server import Server

TEAMS, SLUG, FEW = 62, "many", "few"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    """The first round is marked, and points are given in the second."""
    with host.serving(contest(SLUG, TEAMS, locale="en"), contest(FEW, 8, locale="en")) as running:
        scorer, judge = running.scorer(SLUG), running.judge(SLUG, "j1")
        scorer.set_round("open", "r1")
        for n in range(1, TEAMS + 1):
            assert judge.mark("r1", f"t{n}", 100 - n).status_code == 201
        scorer.set_round("close", "r1")
        scorer.set_round("open", "r2")
        yield running


def test_a_phone_finds_a_team_pins_it_and_keeps_finding_as_boards_arrive(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, PHONE, reduced_motion="reduce") as onlooker:
        phone = onlooker.open(f"{server.hall}/e/{SLUG}?lang=en")
        field = phone.get_by_role("searchbox", name="Find a team")
        rows = phone.locator("tbody tr[data-team]:visible")
        expect(rows).to_have_count(TEAMS)
        field.fill(name_of(41)[:3])
        expect(phone.locator('tr[data-team="t41"]')).to_be_visible()
        expect(phone.locator('tr[data-team="t2"]')).to_be_hidden()
        found = rows.count()
        expect(phone.locator(".finder-said")).to_have_text(f"{found} of {TEAMS}")
        phone.locator('tr[data-team="t41"] .pin').click()
        expect(phone.locator(".pinned-name")).to_have_text(name_of(41))
        expect(phone.locator(".pinned-place")).to_have_text("41")

        # A new board arrives: what was looked for is looked for still, and the strip moves on.
        assert server.scorer(SLUG).award("r2", "t41", 90).status_code == 201
        expect(phone.locator(".pinned-place")).to_have_text("1")
        expect(rows).to_have_count(found)
        field.fill("nobody at all")
        expect(phone.locator(".finder-said")).to_have_text("No team found")
        expect(rows).to_have_count(0)
        field.fill("")
        expect(rows).to_have_count(TEAMS)
        phone.reload()
        expect(phone.locator(".pinned-name")).to_have_text(name_of(41))


def test_a_short_list_is_not_searched(server: Server, browser: Browser) -> None:
    with visiting(browser, PHONE) as onlooker:
        phone = onlooker.open(f"{server.hall}/e/{FEW}?lang=en")
        expect(phone.locator("tbody tr[data-team]")).to_have_count(8)
        expect(phone.locator(".finder")).to_be_hidden()


def test_the_desk_jumps_to_a_team_by_its_name_and_number_keys_go_on_meaning_teams(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK, reduced_motion="reduce") as scorer:
        desk = scorer.open(server.links(SLUG)["scorer"])
        row = desk.locator('#sums [data-row="t55"]')
        expect(row).not_to_be_in_viewport()
        desk.keyboard.press("/")
        expect(desk.locator("#find-row")).to_be_focused()
        desk.keyboard.type(name_of(55))
        expect(row).to_be_in_viewport()
        expect(row).to_have_attribute("data-found", "")
        expect(desk.locator("#found-rows")).to_have_text("1 of 1")
        desk.keyboard.press("Enter")
        expect(row).to_have_attribute("data-chosen", "")
        expect(row.locator(".give-keys button").first).to_be_focused()
        expect(desk.locator("#find-row")).to_have_value("")
        desk.keyboard.press("+")
        expect(row.locator(".score")).to_have_text("10")

        # Arrows go on among those found, and a letter in the field opens no tool.
        desk.keyboard.press("/")
        desk.keyboard.type(name_of(1)[:2])
        first = desk.locator("[data-found]").get_attribute("data-row")
        desk.keyboard.press("ArrowDown")
        assert desk.locator("[data-found]").get_attribute("data-row") != first
        desk.keyboard.type(" w")
        expect(desk.locator("#found-rows")).to_have_text("No team found")
        expect(desk.locator("#workspace")).to_be_hidden()
        desk.keyboard.press("Escape")
        expect(desk.locator("#find-row")).not_to_be_focused()
        desk.keyboard.press("7")
        expect(desk.locator('#sums [data-row="t7"]')).to_have_attribute("data-chosen", "")


@pytest.mark.long
def test_a_picture_shows_as_many_rows_as_can_be_read_and_the_others_in_another(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK) as scorer:
        scorer.sign_in(server, server.links(SLUG)["scorer"])
        page = scorer.open(f"{server.hall}/e/{SLUG}/desk/results/picture?lang=en")
        picture = page.locator("#picture")
        expect(picture).to_have_attribute("alt", re.compile("1–60"))
        part = page.get_by_label("Part")
        assert part.locator("option").all_text_contents() == ["1–60", f"61–{TEAMS}"]
        expect(page.locator("#studio .row")).to_have_count(60)
        part.select_option(f"61–{TEAMS}")
        expect(picture).to_have_attribute("alt", re.compile(f"61–{TEAMS}"))
        expect(page.locator("#studio .row")).to_have_count(2)
        scorer.sign_in(server, server.links(FEW)["scorer"])
        page = scorer.open(f"{server.hall}/e/{FEW}/desk/results/picture?lang=en")
        expect(page.locator("#picture")).to_be_visible()
        expect(page.locator("#part")).to_be_hidden()
