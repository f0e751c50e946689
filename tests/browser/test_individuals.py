"""Who of a team answers: one touch more at the desk or the tablet, and a table of the best."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PHONE, row
from tests.support.desk import quiz, room
from tests.support.host import Host
from tests.support.server import Server

SLUG = "who"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    text = quiz(SLUG)
    for team, people in {"Alder": ("Ann", "Ben"), "Birch": ("Cid",)}.items():
        members = ", ".join(f'{{name = "{name}"}}' for name in people)
        text = text.replace(f'name = "{team}"\n', f'name = "{team}"\nmembers = [{members}]\n')
    with host.serving(text) as running:
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
