"""Who of a team answers: one touch more at the desk or the tablet, and a table of the best."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PHONE, row, visiting
from tests.support.desk import DESK, quiz, room
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG, THEIRS = "who", "theirs"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    text = quiz(SLUG)
    people = {"Alder": ("Ann", "Ben"), "Birch": ("Cid",)}
    for team, named in people.items():
        members = ", ".join(f'{{name = "{name}"}}' for name in named)
        text = text.replace(f'name = "{team}"\n', f'name = "{team}"\nmembers = [{members}]\n')
    with host.serving(text, text.replace(f'"{SLUG}"', f'"{THEIRS}"')) as running:
        yield running


def best(page: Page) -> list[tuple[str, str, str]]:
    """Place, name and total of every member in the table."""
    rows = page.locator(".people tbody tr")
    return [
        (one.locator(".people-number").inner_text(), one.locator(".people-name").inner_text(),
         one.locator(".people-total").inner_text())
        for one in rows.all()
    ]  # fmt: skip


def test_the_desk_and_a_tablet_name_who_answered_and_the_hall_sees_the_best(
    browser: Browser, server: Server
) -> None:
    with room(browser, server, SLUG) as at:
        at.scorer.set_round("open", "r1")
        at.settle()
        desk = at.desk
        phone = at.arrive(f"{server.hall}/e/{SLUG}?lang=en", PHONE)
        who, alder = desk.locator("#giving-member"), desk.locator("[data-row=t1]")
        expect(who).to_be_hidden()
        expect(phone.locator("#best")).to_be_hidden()
        alder.locator(".team-pick").click()
        expect(who.locator("button")).to_have_text(["Ann", "Ben"])
        who.get_by_text("Ben").click()
        expect(who.get_by_text("Ben")).to_have_attribute("aria-pressed", "true")
        alder.locator("[data-points='10']").click()
        expect(desk.locator("#awards .award-team").first).to_have_text("Ben (Alder)")
        expect(who).to_be_hidden()
        # Without the touch the points are the team's alone.
        alder.locator("[data-points='-10']").click()
        expect(desk.locator("#awards .award-team")).to_have_text(["Alder", "Ben (Alder)"])

        tablet = at.tablet
        row(tablet, "t2").click()
        tablet.locator("#who").get_by_text("Cid").click()
        tablet.locator(".quick [data-award='10']").click()
        expect(tablet.locator("#given .given-team").first).to_have_text("Birch · Cid")
        expect(tablet.locator("#who [aria-pressed=true]")).to_have_count(0)
        tablet.locator("#who").get_by_text("Cid").click()
        tablet.locator(".quick [data-award='10']").click()
        expect(phone.locator(".people tbody tr")).to_have_count(2)
        expect(phone.locator(".people-total").first).to_have_text("20")
        assert best(phone) == [("1", "Cid", "20"), ("2", "Ben", "10")]
        expect(phone.locator("[data-team=t1]")).to_have_attribute("data-total", "0")

        desk.locator("#tool-individuals").click()
        expect(desk.locator("#workspace .people tbody tr")).to_have_count(2)
        at.scorer.set_round("close", "r1")
        desk.goto(f"{server.hall}/e/{SLUG}/desk/results/sheet?lang=en")
        assert best(desk) == [("1", "Cid", "20"), ("2", "Ben", "10")]
        phone.goto(f"{server.hall}/e/{SLUG}/teams/t1?lang=en")
        expect(phone.locator("#members .people-name")).to_have_text(["Ben"])


@pytest.mark.long
def test_a_round_is_made_the_members_on_the_set_up_page_and_needs_their_names(
    browser: Browser, server: Server
) -> None:
    with visiting(browser, DESK, reduced_motion="reduce") as organiser:
        organiser.sign_in(server, server.server_link())
        page = set_up(server, organiser, THEIRS, "stages")
        page.locator("[data-round=r1] [data-act=more]").click()
        form = page.locator("[data-round=r1] .round-form")
        team = form.locator("[data-only=points]").get_by_label("The team has of its members")
        expect(team).to_be_hidden()
        whose = form.get_by_label("Whose the points are")
        whose.select_option(label="each member's, under the own name")
        expect(form.get_by_label("Fouls that cost nothing")).to_be_hidden()
        team.select_option(label="the sum of the best")
        form.locator("[data-only=points]").get_by_label("How many count").fill("1")
        means = page.locator("#means-list")
        expect(means).to_contain_text("Points in Buzzer are the members'; the team has the sum of")
        team.select_option(label="the mean of those who were given any")
        expect(means).to_contain_text("the team has the mean of those who were given any.")
        save(page)
    a_round = in_force(server, THEIRS)["stages"][0]["rounds"][0]
    assert (a_round["by"], a_round["team_score"], a_round["best"]) == ("member", "mean", None)
    with room(browser, server, THEIRS) as at:
        at.scorer.set_round("open", "r1")
        at.settle()
        desk, alder = at.desk, at.desk.locator("[data-row=t1]")
        alder.locator("[data-points='10']").click()
        expect(desk.locator("#giving-trouble")).to_have_text("Choose who answered first.")
        expect(desk.locator("#awards li")).to_have_count(0)
        desk.locator("#giving-member").get_by_text("Ann").click()
        alder.locator("[data-points='10']").click()
        expect(desk.locator("#awards .award-team").first).to_have_text("Ann (Alder)")
        body = {"round": "r1", "team": "t1", "points": 25, "member": "m2"}
        assert at.scorer.post("awards", {"id": str(uuid4()), **body}).status_code == 201
        expect(alder.locator(".score")).to_have_text("17.5")
        tablet = at.tablet
        row(tablet, "t2").click()
        tablet.locator(".quick [data-award='10']").click()
        expect(tablet.locator("#panel-hint")).to_contain_text("Choose who answered first.")
        tablet.locator("#who").get_by_text("Cid").click()
        tablet.locator(".quick [data-award='10']").click()
        expect(tablet.locator("#given .given-team").first).to_have_text("Birch · Cid")
