"""A side stage from the set-up page to the final: who is out plays it, who wins it returns."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PHONE, rows_of, visiting
from tests.support.desk import DESK, NAMES, Room, quiz, room
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG, BY_HAND = "quiz1", "quiz2"
SIDE = """\
[[stages]]
id = "side"
name = "Revival"
side_of = "s1"

[[stages.rounds]]
id = "b1"
name = "Second chance"
kind = "points"

[[stages]]
id = "s2"
"""


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    by_hand = quiz(BY_HAND).replace('[[stages]]\nid = "s2"\n', SIDE)
    with host.serving(quiz(SLUG), by_hand) as running:
        yield running


@pytest.fixture
def played(browser: Browser, server: Server) -> Iterator[Room]:
    """Set up in the browser; Alder, Birch and Cedar go on from the heats."""
    with visiting(browser, DESK, reduced_motion="reduce") as organiser:
        organiser.sign_in(server, server.server_link())
        add_side_stage(set_up(server, organiser, SLUG, "stages"))
        [side] = [one for one in in_force(server, SLUG)["stages"] if one.get("side_of")]
        assert (side["name"], side["side_of"], side["advance"]) == ("Revival", "s1", 1)
    with room(browser, server, SLUG, projector=True) as opened:
        opened.play([50, 40, 30, 20, 10])
        yield opened


def add_side_stage(page: Page) -> None:
    page.locator("#add-stage").click()
    page.keyboard.type("Revival")
    box = page.locator("#stage-list > li").last
    # The last stage cannot be one: nobody could return from it.
    expect(box.locator('[data-cell="side_of"]')).to_be_hidden()
    box.locator('[data-act="stage-up"]').click()
    box = page.locator("#stage-list > li").nth(1)
    expect(box.locator(".stage-head [data-key=name]")).to_have_value("Revival")
    box.get_by_label("Who plays it").select_option("Those who are out of Heats (side stage)")
    box.locator(".stage-head [data-key=advance]").fill("1")
    expect(page.locator("#means-list")).to_contain_text("Who is out of Heats plays Revival.")
    save(page)


def test_who_is_out_plays_it_and_its_winner_is_let_back_with_one_press(
    played: Room, server: Server, browser: Browser
) -> None:
    desk, wall = played.desk, played.projector
    played.next_is("All rounds of Heats are closed. Going on:")
    desk.keyboard.press("n")
    # The final, not the side stage, is where they go on to.
    expect(desk.locator("dialog[open]")).to_contain_text("Announce who goes on to Final?")
    desk.keyboard.press("Enter")
    expect(wall.locator(".row")).to_have_count(2)
    assert rows_of(wall)[0][0] in ("t4", "t5")

    with visiting(browser, PHONE) as onlooker:
        phone = onlooker.open(f"{server.hall}/e/{SLUG}?stage=s1&lang=en")
        phone.locator('tr[data-team="t1"] .pin').click()
        phone.locator(".stages").get_by_role("link", name="Revival").click()
        expect(phone.locator(".pinned-name")).to_have_text(NAMES["t1"])
        expect(phone.locator(".pinned-total")).to_have_text("Heats: place 1 · goes on")

    side_round = in_force(server, SLUG)["stages"][1]["rounds"][0]["id"]
    played.scorer.set_round("open", side_round)
    for team, points in (("t4", 10), ("t5", 30)):
        assert played.scorer.award(side_round, team, points).status_code == 201
    played.scorer.set_round("close", side_round)
    played.settle()
    expect(wall.locator(".cut-line")).to_have_text("Returning")
    played.next_is("All rounds of Revival are closed. To return:")
    desk.keyboard.press("n")
    expect(desk.locator("dialog[open]")).to_contain_text("Announce who returns to Final?")
    desk.keyboard.press("Enter")

    played.next_is("Revival is announced. To return to Final:")
    expect(desk.locator("#next-button")).to_contain_text("Let Elm return")
    desk.keyboard.press("n")
    played.next_is("Next: Final.")
    played.settle()
    expect(wall.locator(".row[data-team=t5]")).to_contain_text("returned")
    expect(wall.locator(".row")).to_have_count(4)
    newest = played.scorer.ledger()[-1]
    assert (newest["kind"], newest["says"], newest["reason"]) == ("admit", "return", "Won Revival")


@pytest.mark.long
def test_without_a_rule_the_desk_lets_back_whom_it_will(browser: Browser, server: Server) -> None:
    with room(browser, server, BY_HAND) as opened:
        opened.play([50, 40, 30, 20, 10])
        opened.scorer.post("stages/s1/advance")
        opened.scorer.set_round("open", "b1")
        opened.scorer.set_round("close", "b1")
        opened.settle()
        desk = opened.desk
        opened.next_is("All rounds of Revival are closed. No rule says who returns.")
        desk.keyboard.press("n")
        expect(desk.locator("dialog[open]")).to_contain_text("Announce the result of Revival?")
        desk.keyboard.press("Enter")
        opened.next_is("Next: Final.")
        desk.keyboard.press("f")
        slip = desk.locator("form.slip")
        expect(slip.get_by_role("radio", name="Returning")).to_be_checked()
        slip.get_by_label("Team", exact=True).select_option(NAMES["t4"])
        slip.locator("[name=reason]").fill("chosen by the jury")
        slip.locator(".slip-yes").click()
        expect(slip).to_have_count(0)
        expect(desk.locator('#hall [data-team="t4"]')).to_contain_text("returned")
