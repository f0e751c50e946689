"""The desk decides a tie at the cut: a play-off, its undoing, all together."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import row, rows_of
from tests.support.desk import NAMES, Room, give, quiz, room, ways
from tests.support.host import Host
from tests.support.server import Server

SLUGS = [f"quiz{n}" for n in range(1, 4)]
TIED = ("t2", "t3", "t4")
TIE = [
    ("t1", "1", "30", False),
    ("t2", "2", "28", True),
    ("t3", "2", "28", True),
    ("t4", "2", "28", True),
    ("t5", "5", "10", False),
]


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    """One server with an event for each test."""
    with host.serving(*map(quiz, SLUGS)) as running:
        yield running


@pytest.fixture
def tied(browser: Browser, server: Server) -> Iterator[Room]:
    """30, 28, 28, 28, 10 with three seats."""
    with room(browser, server, SLUGS.pop(), projector=True) as opened:
        opened.play([30, 28, 28, 28, 10])
        yield opened


def decided(page: Page) -> list[str]:
    """What the projector prints beside the names."""
    return page.locator(".row .decided").all_text_contents()


def test_a_tie_at_the_cut_blocks_the_announcement_and_a_play_off_settles_it(tied: Room) -> None:
    desk = tied.desk
    tied.next_is("3 teams are tied for 2 places.")
    assert desk.locator("#next-list b").all_text_contents() == [NAMES[team] for team in TIED]
    expect(desk.locator("#next-button")).to_be_hidden()

    desk.keyboard.press("n")
    desk.keyboard.press("Enter")
    told = ways(desk).locator("[role=alert]")
    expect(told).to_have_text("Choose how the tie is settled.")
    expect(ways(desk).locator(":checked")).to_have_count(0)
    # The first way has the keyboard, and is not chosen by that.
    desk.keyboard.press(" ")
    desk.keyboard.press("Enter")
    expect(told).to_have_text("Say why; it is kept with the act.")
    assert not [e for e in tied.scorer.ledger() if e["kind"] == "playoff"]

    desk.keyboard.type("The rules ask for one")
    desk.keyboard.press("Enter")
    playoff = desk.locator("#stages [data-round=playoff1]")
    expect(playoff).to_have_attribute("data-state", "open")
    expect(ways(desk)).to_be_hidden()
    assert tied.tablet.locator("#teams [data-team]").count() == len(TIED)

    # Two questions: the first parts one of them, the second the other two.
    for team, points in (("t4", "1"), ("t3", "1"), ("t4", "1")):
        give(tied.tablet, team, points)
    expect(desk.locator("#awards .award")).to_have_count(3)
    desk.keyboard.press("n")
    tied.next_is("All rounds of Heats are closed. Going on:")
    tied.settle()
    settled = [
        ("t1", "1", "30", False),
        ("t4", "2", "28", False),
        ("t3", "3", "28", False),
        ("t2", "4", "28", False),
        ("t5", "5", "10", False),
    ]
    assert rows_of(tied.projector) == rows_of(desk) == settled
    assert decided(tied.projector) == ["", "play-off", "play-off", "play-off", ""]
    expect(desk.locator("#next-button")).to_contain_text("Announce who goes on")


@pytest.mark.long
def test_undoing_the_play_off_brings_the_tie_back_and_undoing_that_settles_it_again(
    tied: Room,
) -> None:
    desk = tied.desk
    ways(desk).get_by_label("Play-off").check()
    desk.get_by_role("button", name="As the rules say").click()
    desk.get_by_role("button", name="Open the play-off").click()
    expect(row(tied.tablet, "t4")).to_be_visible()
    for team, points in (("t4", "1"), ("t3", "1"), ("t4", "1")):
        give(tied.tablet, team, points)
    expect(desk.locator("#awards .award")).to_have_count(3)
    desk.keyboard.press("n")
    tied.next_is("All rounds of Heats are closed. Going on:")

    desk.keyboard.press("a")
    desk.locator("[data-kind=playoff] .act-back").click()
    desk.keyboard.type("A question was wrong")
    desk.keyboard.press("Enter")
    tied.next_is("3 teams are tied for 2 places.")
    tied.settle()
    assert rows_of(tied.projector) == rows_of(desk) == TIE

    undo = desk.locator(".act[data-kind=undo] .act-back").first
    undo.click()
    desk.keyboard.type("It was right after all")
    desk.keyboard.press("Enter")
    tied.next_is("All rounds of Heats are closed. Going on:")
    tied.settle()
    assert [team for team, *_ in rows_of(tied.projector)] == ["t1", "t4", "t3", "t2", "t5"]


@pytest.mark.long
def test_all_who_are_tied_go_on_only_with_a_reason(tied: Room) -> None:
    desk = tied.desk
    ways(desk).get_by_label("All 3 go on").check()
    button = desk.get_by_role("button", name="Announce, with all 3")
    button.click()
    expect(ways(desk).locator("[role=alert]")).not_to_be_empty()
    ways(desk).locator("input[name=reason]").fill("There is a fourth table")
    button.click()
    tied.next_is("Next: Final.")
    assert len(tied.scorer.board()["rows"]) == 4
