"""A rehearsal on the hall's own screens: they say so, and nothing of it reaches the event."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import (
    PROJECTOR,
    TABLET,
    enter_mark,
    expect_mark,
    expect_version,
    visiting,
)
from tests.support.contests import contest
from tests.support.desk import DESK
from tests.support.host import Host
from tests.support.server import Person, Server

SLUG, FRESH, CALM = "rehearsed", "fresh", "calm"
# Where everything stands that the hall reads.
PLACES = """() => [...document.querySelectorAll(
  ".hall-large, .hall-stage, .hall-now .live, .standings, .standings [data-team]")]
  .map((one) => { const { x, y, width, height } = one.getBoundingClientRect();
                  return [x, y, width, height]; })"""


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(contest(SLUG, 6), contest(FRESH, 6), contest(CALM, 10)) as running:
        yield running


@pytest.fixture
def organiser(server: Server) -> Person:
    return Person(server, SLUG, server.links(SLUG)["organiser"].rsplit("/", 1)[1])


def switch(organiser: Person, *, on: bool) -> None:
    """Begin or end the rehearsal, as the set-up page does."""
    body = {"id": str(uuid.uuid4())} if on else None
    answer = organiser.ask("POST" if on else "DELETE", "rehearsal", body)
    assert (answer.status_code, answer.json()) == (200, {"rehearsal": on}), answer.text


def marks(organiser: Person) -> list[tuple[str, str]]:
    entries: list[dict[str, Any]] = organiser.ledger()
    return [(e["team"], e["value"]) for e in entries if e["kind"] == "mark"]


def expect_rehearsal(*pages: Page, said: bool) -> None:
    for page in pages:
        expect(page.locator(".rehearsal-mark")).to_have_count(int(said))


def test_a_mark_made_offline_in_the_rehearsal_never_reaches_the_event(
    browser: Browser, server: Server, organiser: Person
) -> None:
    with visiting(browser, TABLET, has_touch=True) as judge, visiting(browser, PROJECTOR) as booth:
        tablet = judge.open(server.judge_link(SLUG, "j1"))
        hall = booth.open(server.links(SLUG)["display"])
        expect_rehearsal(tablet, hall, said=False)

        switch(organiser, on=True)
        expect_rehearsal(tablet, hall, said=True)
        organiser.set_round("open", "r1")
        enter_mark(tablet, "t1", "10")
        expect_mark(tablet, "t1", "saved")
        judge.context.set_offline(True)
        enter_mark(tablet, "t2", "20")
        expect_mark(tablet, "t2", "pending")

        switch(organiser, on=False)
        # The same round, open in the event itself: nothing else would keep the mark out.
        organiser.set_round("open", "r1")
        judge.context.set_offline(False)
        expect_rehearsal(tablet, hall, said=False)
        expect_version(hall, 2)
        expect_mark(tablet, "t1", "none")
        expect_mark(tablet, "t2", "none")
        # What is entered now goes its way, so the tablet had all the time to send the other.
        enter_mark(tablet, "t3", "30")
        expect_mark(tablet, "t3", "saved")
        assert marks(organiser) == [("t3", "30")]
        organiser.set_round("close", "r1")


def test_a_mark_that_waited_when_the_rehearsal_began_is_sent_when_it_is_over(
    browser: Browser, server: Server, organiser: Person
) -> None:
    before = marks(organiser)
    organiser.set_round("reopen", "r1")
    with visiting(browser, TABLET, has_touch=True) as judge:
        tablet = judge.open(server.judge_link(SLUG, "j1"))
        judge.context.set_offline(True)
        enter_mark(tablet, "t4", "40")
        expect_mark(tablet, "t4", "pending")
        organiser.set_round("close", "r1")
        switch(organiser, on=True)
        organiser.set_round("open", "r1")
        judge.context.set_offline(False)
        expect_rehearsal(tablet, said=True)
        expect_mark(tablet, "t4", "none")
        assert marks(organiser) == []

        judge.context.set_offline(True)
        switch(organiser, on=False)
        organiser.set_round("reopen", "r1")
        judge.context.set_offline(False)
        expect_rehearsal(tablet, said=False)
        expect_mark(tablet, "t4", "saved")
    assert marks(organiser) == [*before, ("t4", "40")]


def test_the_desk_offers_to_rehearse_first_and_its_sign_leads_to_the_end_of_it(
    browser: Browser, server: Server
) -> None:
    with visiting(browser, DESK) as visitor:
        desk = visitor.open(server.links(FRESH)["scorer"])
        expect(desk.locator("#next-button")).to_be_visible()
        expect(desk.locator("#next-also")).to_be_hidden()
    with visiting(browser, DESK) as visitor:
        visitor.sign_in(server, server.links(FRESH)["organiser"])
        desk = visitor.open(f"{server.hall}/e/{FRESH}/desk")
        offer = desk.locator("#next-also")
        expect(offer).to_contain_text("先彩排")
        assert "button-primary" not in (offer.get_attribute("class") or "")
        offer.click()
        sign = desk.locator("a.band-rehearsal")
        expect(sign).to_be_visible()
        expect(offer).to_be_hidden()
        sign.click()
        desk.locator("#rehearsal-end").click()
        expect(desk.locator(".band-rehearsal")).to_have_count(0)
        server.scorer(FRESH).set_round("open", "r1")
        desk.goto(f"{server.hall}/e/{FRESH}/desk")
        expect(desk.locator("#stages [data-round=r1]")).to_have_attribute("data-state", "open")
        expect(offer).to_be_hidden()


@pytest.mark.long
def test_the_wall_is_never_blank_and_nothing_moves_when_a_rehearsal_begins_and_ends(
    browser: Browser, server: Server
) -> None:
    organiser = Person(server, CALM, server.links(CALM)["organiser"].rsplit("/", 1)[1])
    with visiting(browser, PROJECTOR) as booth:
        hall = booth.open(server.links(CALM)["display"])
        expect_version(hall, 1)
        hall.evaluate("document.fonts.ready.then(() => true)")
        expect(hall.locator("[data-team]")).to_have_count(10)
        hall.evaluate("() => { window.stays = true }")
        before = hall.evaluate(PLACES)
        for on in (True, False):
            switch(organiser, on=on)
            expect_rehearsal(hall, said=on)
            expect(hall.locator("[data-team]")).to_have_count(10)
            assert hall.evaluate("() => window.stays"), "the page was loaded anew"
            assert hall.evaluate(PLACES) == before
