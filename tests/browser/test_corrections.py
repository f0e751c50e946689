"""Corrections after the fact: who would leave and enter, and what every screen then says."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import PHONE, rows_of, visiting
from tests.support.desk import Room, quiz, room
from tests.support.host import Host
from tests.support.server import Server

SLUGS = [f"quiz{n}" for n in range(1, 4)]


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    """One server with an event for each test."""
    with host.serving(*map(quiz, SLUGS)) as running:
        yield running


@pytest.fixture
def announced(browser: Browser, server: Server) -> Iterator[Room]:
    """30, 28, 20, 18, 10, and the first three announced."""
    with room(browser, server, SLUGS.pop(), projector=True) as opened:
        opened.play([30, 28, 20, 18, 10])
        assert opened.scorer.post("stages/s1/advance").status_code == 200
        opened.settle()
        yield opened


def correct(desk: Page, value: str) -> Locator:
    """By keyboard alone: to the scores, down to the fourth team, the figure typed on its cell."""
    desk.locator("#stages [data-round=r1]").click()
    expect(desk.locator("#sums .cell").last).to_be_visible()
    desk.keyboard.press("c")
    for _ in range(3):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.type(value)
    preview = desk.locator(".preview")
    expect(preview.locator("[data-move=t4]")).to_contain_text(value)
    return preview


def test_a_correction_after_the_announcement_names_both_teams_and_asks_for_a_decision(
    announced: Room,
) -> None:
    desk, scorer = announced.desk, announced.scorer
    version = scorer.board()["version"]
    preview = correct(desk, "21")
    moves = {
        team: preview.locator(f"[data-move={team}] b").all_text_contents() for team in ("t3", "t4")
    }
    assert moves == {"t3": ["4"], "t4": ["3", "21"]}
    expect(preview).to_contain_text("Cedar leaves, Dogwood enters")
    expect(preview.locator("input[name=decision]:checked")).to_have_count(0)

    desk.keyboard.press("Tab")
    desk.keyboard.type("Read wrongly")
    desk.keyboard.press("Enter")
    expect(desk.locator("#workspace [role=alert]")).to_have_text(
        "Decide whether the announcement stands."
    )
    assert scorer.board()["version"] == version

    preview.get_by_label("Change the announcement").check()
    desk.get_by_role("button", name="Correct Dogwood to 21").click()
    expect(desk.locator("#workspace")).to_be_hidden()
    announced.settle()
    assert [team for team, *_ in rows_of(announced.projector)] == ["t1", "t2", "t4"]
    entry = scorer.ledger()[-1]
    assert (entry["kind"], entry["value"], entry["reason"]) == ("correction", "21", "Read wrongly")
    assert entry["detail"]["decision"] == "change"


@pytest.mark.long
def test_once_the_final_has_begun_the_announcement_can_only_be_kept(announced: Room) -> None:
    announced.scorer.set_round("open", "f1")
    announced.settle()
    desk = announced.desk
    preview = correct(desk, "21")
    expect(preview.locator("input[name=decision]")).to_have_count(1)
    preview.get_by_label("Keep the announcement").check()
    desk.locator("#workspace input[name=reason]").fill("Read wrongly")
    desk.keyboard.press("Enter")
    expect(desk.locator("#workspace")).to_be_hidden()
    announced.settle()
    teams = {team for team, *_ in rows_of(announced.projector)}
    assert teams == {"t1", "t2", "t3"}


@pytest.mark.long
def test_a_result_corrected_after_it_was_announced_says_so_on_every_screen(
    announced: Room, browser: Browser
) -> None:
    desk, slug = announced.desk, announced.slug
    preview = correct(desk, "19")
    expect(preview).to_contain_text("Who was announced stays the same.")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Added up wrongly")
    desk.keyboard.press("Enter")
    expect(desk.locator("#workspace")).to_be_hidden()
    announced.settle()
    desk.locator("[data-watch=s1]").click()
    said = desk.locator("#hall [data-team=t4] .hall-said")
    expect(said).to_have_text("result corrected")
    heats = {"projector": "/display?stage=s1", "phone": "?stage=s1"}
    with visiting(browser, PHONE, is_mobile=True) as visitor:
        for path in heats.values():
            page = visitor.open(f"{announced.server.hall}/e/{slug}{path}")
            corrected = page.locator("[data-team=t4] .decided")
            expect(corrected).to_have_text("result corrected")
            expect(page.locator("[data-team=t3] .decided:not(:empty)")).to_have_count(0)

    desk.keyboard.press("a")
    desk.locator(".act[data-kind=correction] .act-back").click()
    desk.keyboard.type("It was right")
    desk.keyboard.press("Enter")
    expect(said).to_have_text("")
