"""The desk puts scenes on the big screen from its strip, steps through them and runs the timer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import PHONE, PROJECTOR, visiting
from tests.support.desk import DESK, press, talks
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server

SLUG = "screen"


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    with host.serving(talks(SLUG)) as running:
        yield running


def shown(wall: Page) -> tuple[str | None, str | None]:
    root = wall.locator("#board")
    return root.get_attribute("data-scene"), root.get_attribute("data-step")


def on_wall(wall: Page, scene: str, step: int = 0) -> None:
    """The wall comes to show a scene, at a step."""
    expect(wall.locator("#board")).to_have_attribute("data-scene", scene)
    expect(wall.locator("#board")).to_have_attribute("data-step", str(step))


def test_scenes_are_put_by_a_tile_by_keys_and_in_the_order_of_the_day(
    browser: Browser, server: Server
) -> None:
    links = server.links(SLUG)
    with visiting(browser, DESK) as scorer, visiting(browser, PROJECTOR) as booth:
        wall, desk = booth.open(links["display"]), scorer.open(links["scorer"])
        tiles = desk.locator("#show-strip")
        # Each tile in sight has its own picture, also the one that is live, before anybody looks.
        for scene in ("title", "standings"):
            picture = tiles.locator(f"[data-scene={scene}] .tile-picture")
            expect(picture.locator("> div")).to_have_count(1)
        tiles.locator("[data-scene=title]").click()
        on_wall(wall, "title")
        expect(tiles.locator("[data-live]")).to_have_attribute("data-scene", "title")
        # What comes next is armed, and the key of a presenter's remote brings it.
        expect(tiles.locator("[data-armed]")).to_have_attribute("data-scene", "teams")
        expect(desk.locator("#show-then")).to_have_text("Next: Teams come in")
        press(desk, "PageDown")
        on_wall(wall, "teams")
        expect(desk.locator("#show-step")).to_have_text("5 steps, none shown yet")
        press(desk, "PageDown")
        press(desk, "PageDown")
        on_wall(wall, "teams", 2)
        press(desk, "PageUp")
        on_wall(wall, "teams", 1)
        desk.locator("#show-finish").click()
        on_wall(wall, "teams", 5)
        press(desk, "s")
        press(desk, "4")
        on_wall(wall, "standings")
        press(desk, "b")
        on_wall(wall, "blank")
        press(desk, "b")
        on_wall(wall, "standings")
        desk.locator("#show-hold").click()
        expect(desk.locator("#show-hold")).to_have_attribute("aria-pressed", "true")
        expect(desk.locator("#show-what")).to_have_text("Held: the big screen stays as it is")
        tiles.locator("[data-scene=title]").click()
        on_wall(wall, "title")
        expect(desk.locator("#show-hold")).to_have_attribute("aria-pressed", "false")
        need(axe())
        assert barriers(desk) == []


@pytest.mark.long
def test_a_scene_that_needs_a_choice_asks_for_it_in_place(browser: Browser, server: Server) -> None:
    links = server.links(SLUG)
    with visiting(browser, DESK) as scorer, visiting(browser, PROJECTOR) as booth:
        wall, desk = booth.open(links["display"]), scorer.open(links["scorer"])
        tiles, ask = desk.locator("#show-strip"), desk.locator("#show-ask")
        tiles.locator("[data-scene=message]").click()
        expect(tiles).to_be_hidden()
        line = ask.get_by_label("Line", exact=True)
        expect(line).to_be_focused()
        line.fill("")
        line.press("Enter")
        expect(ask.get_by_role("alert")).to_have_text("Say something in the first line.")
        line.fill("Back in ten minutes")
        need(axe())
        assert barriers(desk) == []
        line.press("Enter")
        on_wall(wall, "message")
        expect(wall.locator("#board")).to_contain_text("Back in ten minutes")
        expect(tiles).to_be_visible()
        # The round that comes next is chosen already; what is left is put nowhere.
        tiles.locator("[data-scene=opener]").click()
        expect(ask.get_by_label("Round")).to_have_value("r1")
        press(desk, "Escape")
        expect(ask).to_be_hidden()
        expect(tiles.locator("[data-scene=opener]")).to_be_focused()
        assert shown(wall) == ("message", "0")


@pytest.mark.long
def test_the_timer_is_set_started_and_ended_from_the_desk(browser: Browser, server: Server) -> None:
    with visiting(browser, DESK) as scorer:
        desk = scorer.open(server.links(SLUG)["scorer"])
        timer = desk.locator("#show-timer")
        timer.locator("[data-seconds='60']").click()
        expect(desk.locator("#timer-left")).to_have_text("1:00")
        expect(timer).to_have_attribute("data-state", "ready")
        desk.locator("h1").first.evaluate("() => document.activeElement.blur()")
        press(desk, " ")
        expect(timer).to_have_attribute("data-state", "running")
        press(desk, " ")
        expect(timer).to_have_attribute("data-state", "ready")
        desk.locator("#timer-more").click()
        expect(desk.locator("#timer-left")).to_have_text("1:10")
        # What is set already is shown as it is: nothing is asked about it.
        press(desk, "s")
        press(desk, "6")
        expect(desk.locator("#show")).to_have_attribute("data-scene", "timer")
        expect(desk.locator("#timer-left")).to_have_text("1:10")
        # Ended it says so for a moment, as the wall does, and then leaves by itself.
        desk.locator("#timer-end").click()
        expect(desk.locator("#timer-left")).to_have_text("Time is up")
        expect(timer).to_have_attribute("data-state", "none")
        expect(desk.locator("#show-sound")).to_have_attribute("aria-pressed", "false")


def test_the_next_action_brings_its_scene_where_that_is_ticked(
    browser: Browser, server: Server
) -> None:
    links = server.links(SLUG)
    with visiting(browser, DESK) as scorer, visiting(browser, PROJECTOR) as booth:
        wall, desk = booth.open(links["display"]), scorer.open(links["scorer"])
        tick = desk.locator("#next-scene")
        expect(tick).to_have_text("On the big screen: Round opens")
        # Where nobody makes a show, the wall stays with the standings.
        expect(tick.locator("input")).not_to_be_checked()
        desk.locator("#show-strip [data-scene=title]").click()
        expect(tick.locator("input")).to_be_checked()
        desk.locator("#next-button").click()
        on_wall(wall, "opener")
        expect(desk.locator("#show-what")).to_have_text("Talk")
        expect(desk.locator("#next-list li")).to_have_count(4)
        tick.locator("input").press("Space")
        expect(tick.locator("input")).not_to_be_checked()
        desk.locator("#next-button").click()
        desk.locator("#confirm-yes").click()
        expect(desk.locator("#round-panel-state")).to_contain_text("Closed")
        assert shown(wall) == ("opener", "0"), "nothing was to be put with it"
        # It stays as it was left.
        desk.reload()
        expect(desk.locator("#next-scene input")).not_to_be_checked()


def test_the_presenter_reads_names_and_turns_the_show_from_a_phone(
    browser: Browser, server: Server
) -> None:
    links = server.links(SLUG)
    scorer = server.scorer(SLUG)
    scorer.set_round("open", "r1")
    with visiting(browser, PHONE, is_mobile=True) as hand, visiting(browser, PROJECTOR) as booth:
        wall = booth.open(links["display"])
        hand.sign_in(server, links["scorer"])
        phone = hand.open(f"{server.hall}/e/{SLUG}/host")
        expect(phone.locator("#now-round")).to_have_text("Talk")
        expect(phone.locator("#now-next")).to_have_text("Next: Buzzer")
        expect(phone.locator("#next-team")).to_contain_text("Alder")
        expect(phone.locator("#stage-back")).to_be_disabled()
        phone.locator("#stage-next").click()
        expect(phone.locator("#on-team .card-name")).to_have_text("Alder")
        expect(phone.locator("#next-team .card-name")).to_have_text("Birch")
        expect(phone.locator("#stage-next-who")).to_have_text("Birch")
        phone.locator("#stage-next").click()
        expect(phone.locator("#on-team .card-name")).to_have_text("Birch")
        phone.locator("#stage-back").click()
        expect(phone.locator("#on-team .card-name")).to_have_text("Alder")
        scorer.ask("PUT", "scene", {"scene": "teams"})
        expect(phone.locator("#remote-scene")).to_have_text("Teams come in")
        phone.locator("#remote-next").click()
        phone.locator("#remote-next").click()
        on_wall(wall, "teams", 2)
        phone.keyboard.press("PageUp")
        on_wall(wall, "teams", 1)
        scorer.post("scene/finish")
        scorer.ask("PUT", "scene", {"scene": "standings"})
        need(axe())
        assert barriers(phone) == []


@pytest.mark.long
def test_where_there_is_nothing_to_step_the_key_says_so(browser: Browser, server: Server) -> None:
    scorer = server.scorer(SLUG)
    for act, a_round in (("open", "r1"), ("close", "r1"), ("open", "r2")):
        scorer.set_round(act, a_round)
    with visiting(browser, PHONE, is_mobile=True) as hand:
        hand.sign_in(server, server.links(SLUG)["scorer"])
        phone = hand.open(f"{server.hall}/e/{SLUG}/host")
        key = phone.locator("#remote-next")
        expect(key).to_contain_text("Nothing to step")
        said = "There is nothing to step now. The desk goes on."
        assert said not in key.inner_text(), "it is said once, when the key is pressed"
        key.click()
        expect(phone.locator("#remote-trouble")).to_have_text(said)
        expect(phone.locator("#stage-none")).to_have_text("In Buzzer nobody is called up.")
        expect(phone.locator("#stage-keys")).to_be_hidden()
        # Called up they can be, by the desk; then the presenter steps on.
        assert scorer.ask("PUT", "rounds/r2/on_stage", {"team": "t1"}).status_code == 200
        phone.locator("#stage-next").click()
        expect(phone.locator("#on-team .card-name")).to_have_text("Birch")


@pytest.mark.long
def test_the_desk_says_what_is_not_told_to_the_hall_yet(browser: Browser, server: Server) -> None:
    scorer = server.scorer(SLUG)
    for a_round in ("r1", "r2", "r3"):
        scorer.set_round("open", a_round)
        if a_round == "r2":
            for n, team in enumerate(("t1", "t2", "t3", "t4", "t5"), start=1):
                assert server.judge(SLUG, "j1").award("r2", team, n).status_code == 201
        scorer.set_round("close", a_round)
    assert scorer.post("stages/s1/advance", {"scene": True}).status_code == 200
    with visiting(browser, DESK) as person:
        desk = person.open(server.links(SLUG)["scorer"])
        expect(desk.locator("#show-name")).to_have_text("Podium")
        # Its tile has its own picture, not that of the first one.
        tile = desk.locator("#show-strip > [data-scene=podium]")
        tile.hover()
        expect(tile.locator(".tile-picture > div")).to_have_count(1)
        untold = desk.locator("#show-untold")
        expect(untold).to_be_hidden()
        desk.locator("#show-strip [data-scene=standings]").click()
        expect(untold).to_contain_text("Podium is not told to the hall yet.")
        untold.locator("button").click()
        expect(desk.locator("#show-name")).to_have_text("Podium")
        expect(untold).to_be_hidden()
