"""Who goes on by share, threshold and quota, and by hand: from the set-up page to the boards."""

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import PHONE, visiting
from tests.support.desk import DESK, NAMES, Room, quiz, room
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

# Alder, Birch and Cedar are of one school.
HOMES = {"t1": "North", "t2": "North", "t3": "North", "t4": "South", "t5": "East"}


def schools(slug: str) -> str:
    """Five teams of three schools."""
    text = quiz(slug)
    for team, home in HOMES.items():
        name = f'name = "{NAMES[team]}"'
        text = text.replace(name, f'{name}\norganisation = "{home}"')
    return text


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    by_rule = schools("played").replace("advance = 3", "advance = 3\nthreshold = 20\nquota = 2")
    with host.serving(schools("set"), by_rule) as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The set-up page of the event that is still set up."""
    with visiting(browser, DESK, reduced_motion="reduce") as organiser:
        organiser.sign_in(server, server.server_link())
        yield set_up(server, organiser, "set", "stages")


@pytest.fixture
def played(browser: Browser, server: Server) -> Iterator[Room]:
    """Dogwood has 25 and Elm 10: with a quota of two Dogwood goes on, and Cedar does not."""
    with room(browser, server, "played", projector=True) as opened:
        opened.play([50, 40, 30, 25, 10])
        yield opened


def test_share_threshold_and_quota_are_set_and_said_in_words(server: Server, page: Page) -> None:
    heats = page.locator("#stage-list > li").first
    heats.get_by_text("Share, threshold, quota").click()
    heats.get_by_label("Teams that go on").fill("")
    heats.get_by_label("Or a share of the teams").fill("0.5")
    heats.get_by_label("The share is rounded").select_option("up")
    heats.get_by_label("Enough to go on").fill("20")
    heats.get_by_label("At most of one organisation").fill("2")
    means = page.locator("#means-list")
    expect(means).to_contain_text(
        "After Heats, 50 per cent of the placed teams go on, rounded up: of 5 teams, 3."
    )
    expect(means).to_contain_text("Nobody goes on from Heats with less than 20")
    expect(means).to_contain_text("At most 2 of one organisation go on from Heats")
    expect(heats.locator(".stage-words")).to_have_text(
        "50% of the placed teams go on, rounded up · nobody with less than 20 · "
        "at most 2 of one organisation"
    )
    save(page)
    stage = in_force(server, "set")["stages"][0]
    said = ("advance", "advance_share", "rounding", "threshold", "quota")
    assert [stage.get(key) for key in said] == [None, "0.5", "up", "20", 2]
    # The last stage has nobody to send on.
    last = page.locator("#stage-list > li").last
    expect(last.locator(".stage-going")).to_be_hidden()


def test_both_a_number_and_a_share_are_told_at_the_field(page: Page) -> None:
    heats = page.locator("#stage-list > li").first
    if heats.locator(".stage-going").get_attribute("open") is None:
        heats.get_by_text("Share, threshold, quota").click()
    heats.get_by_label("Teams that go on").fill("2")
    heats.get_by_label("Or a share of the teams").fill("0.5")
    page.keyboard.press("Control+s")
    expect(heats.locator(".fault")).to_have_text(
        "Say either how many teams go on, or which share of them."
    )


def admitting(desk: Page) -> Locator:
    desk.keyboard.press("f")
    return desk.locator("form.slip")


def test_a_quota_passes_a_team_over_and_reserve_and_wild_card_go_on_by_hand(
    played: Room, server: Server, browser: Browser
) -> None:
    desk, wall = played.desk, played.projector
    played.next_is("All rounds of Heats are closed. Going on:")
    assert desk.locator("#next-list b").all_text_contents() == ["Alder", "Birch", "Dogwood"]
    hint = "Not going on: Cedar (its organisation has no place left)."
    expect(desk.locator("#next")).to_contain_text(hint)
    rows = [(r, wall.locator(f'.row[data-team="{r}"]').get_attribute("data-cut")) for r in NAMES]
    assert rows == [("t1", "in"), ("t2", "in"), ("t3", "out"), ("t4", "in"), ("t5", "out")]
    expect(wall.locator('.row[data-team="t3"]')).to_contain_text("no place left")
    desk.keyboard.press("n")
    expect(desk.locator("dialog[open]")).to_contain_text(hint)
    desk.keyboard.press("Enter")
    played.settle()

    # Before somebody has withdrawn there is no place for a reserve, and the slip says so.
    slip = admitting(desk)
    slip.get_by_label("Team", exact=True).select_option("Elm")
    slip.get_by_role("radio", name="Reserve").check()
    slip.locator("[name=reason]").fill("next in line")
    slip.locator(".slip-yes").click()
    expect(slip.get_by_role("alert")).to_contain_text("Nobody who goes on from Heats has withdrawn")
    # Birch leaves; the same slip is sent again.
    left = {"id": str(uuid.uuid4()), "reason": "ill"}
    assert played.scorer.post("teams/t2/withdraw", left).status_code == 201
    played.settle()
    slip.locator(".slip-yes").click()
    expect(slip).to_have_count(0)
    slip = admitting(desk)
    slip.get_by_label("Team", exact=True).select_option("Cedar")
    slip.get_by_role("radio", name="Wild card").check()
    slip.locator("[name=reason]").fill("decided by the host")
    slip.locator(".slip-yes").click()
    expect(slip).to_have_count(0)
    played.settle()
    expect(wall.locator('.row[data-team="t5"]')).to_contain_text("reserve")
    expect(wall.locator('.row[data-team="t3"]')).to_contain_text("wild card")
    with visiting(browser, PHONE) as onlooker:
        phone = onlooker.open(f"{server.hall}/e/played?stage=s1&lang=en")
        expect(phone.locator('tr[data-team="t5"]')).to_contain_text("reserve")
        expect(phone.locator('tr[data-team="t3"]')).to_contain_text("wild card")
        # Who was announced stays so, and so does the line below them.
        announced = server.stranger("played").board("?stage=s1")["announced"]["advancing"]
        assert announced == ["t1", "t2", "t4", "t5", "t3"]
    reasons = [e["reason"] for e in played.scorer.ledger() if e["kind"] == "admit"]
    assert reasons == ["next in line", "decided by the host"]

    # Where rows have room for a mark only, the foot says which of them went on how.
    rows = server.stranger("played").board("?stage=s1")["rows"]
    by_hand = [row | {"corrected": False} for row in rows if row["admitted"]]
    marked = "async rows => (await import('/static/js/board/wording.js')).markWords(rows)"
    assert wall.evaluate(marked, by_hand) == "Cedar: wild card † Elm: reserve"
    assert wall.evaluate(marked, by_hand[:1]) == "wild card"
