"""A whole event through the desk, mostly by keyboard: from a spreadsheet to the result files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import TABLET, enter_mark, expect_mark, visiting
from tests.support.organiser import Day, press, totals
from tests.support.results_book import ResultsBook
from tests.support.server import serving
from tests.support.spring import (
    ALDER,
    CEDAR,
    DOGWOOD,
    ELM,
    ESSAY,
    JUDGES,
    LIGHT,
    SLUG,
    TALK,
    TEAMS,
    write_workbook,
)
from tests.support.waiting import until

DESK = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def day(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder: Path = tmp_path_factory.mktemp("day")
    with serving(folder) as server, ExitStack() as people:
        desk = people.enter_context(visiting(browser, DESK))
        tablet = people.enter_context(visiting(browser, TABLET, has_touch=True))
        yield Day(server, SLUG, desk.context.new_page(), tablet.context.new_page(), folder)


def test_the_organiser_comes_in_by_the_link_that_the_server_printed(day: Day) -> None:
    found = until(lambda: re.search(r"/join/\S+", day.server.log), "the organiser's link")
    day.desk.goto(f"{day.server.hall}{found[0]}")
    day.desk.goto(f"{day.server.hall}/?lang=en")
    press(day.desk.get_by_role("link", name="New event"))
    expect(day.desk.locator("#new-contest")).to_be_focused()


def test_a_spreadsheet_becomes_the_event_and_nothing_is_written_before_that_is_said(
    day: Day,
) -> None:
    desk = day.desk
    desk.locator("#way-file").focus()
    day.keys(" ")
    desk.locator("#import-file").set_input_files(write_workbook(day.folder / "quiz.xlsx"))
    expect(desk.locator("#import-said")).to_contain_text("teams: 5")
    expect(desk.locator("#import-said")).to_contain_text("Nothing stands out.")
    for name, value in (
        ("contest", "Of the whole province"),
        ("host", "Spring quiz"),
        ("date", "2026-05-01"),
        ("slug", SLUG),
    ):
        expect(desk.locator(f"#new-{name}")).to_have_value(value)
    assert day.server.http.get(f"{day.server.url}/api/v1/events").json()["events"] == []
    press(desk.locator("#make"))
    expect(desk.locator("#team-rows > *")).to_have_count(len(TEAMS))
    board = day.hall
    day.ids.update({row["team"]["name"]: row["team"]["id"] for row in board["rows"]})
    assert list(day.ids) == list(TEAMS)
    assert [r["name"] for r in board["rounds"]] == ["Essay", "Buzzer"]


def test_every_judge_has_a_card_with_name_link_and_pin(day: Day) -> None:
    day.go("desk/links")
    cards = day.desk.locator(".card[data-judge]")
    assert cards.locator(".card-name").all_inner_texts() == list(JUDGES)
    pins = [re.sub(r"\D", "", pin) for pin in cards.locator(".card-pin").all_inner_texts()]
    assert {len(pin) for pin in pins} == {6}
    assert len(set(pins)) == len(JUDGES)
    for name, card in zip(JUDGES, cards.all(), strict=True):
        href = card.locator(".card-open").get_attribute("href") or ""
        day.tokens[name] = href.rsplit("/", 1)[1]


def test_what_is_rehearsed_says_so_everywhere_and_nothing_of_it_is_left(day: Day) -> None:
    before = day.ledger
    assert [entry["kind"] for entry in before] == ["setup"]
    day.tablet.goto(f"{day.server.hall}/join/{day.tokens[JUDGES[0]]}")
    day.go("desk/setup#begin")
    press(day.desk.locator("#rehearsal-begin"))
    expect(day.desk.locator(".band-rehearsal")).to_be_visible()
    day.go("desk")
    expect(day.desk.locator(".band-rehearsal")).to_be_visible()
    expect(day.desk.locator("#next-button")).to_contain_text("Open Essay")
    day.keys("n")
    expect(day.tablet.get_by_text("Rehearsal").first).to_be_visible()
    enter_mark(day.tablet, day.ids[ALDER], "20")
    expect_mark(day.tablet, day.ids[ALDER], "saved")
    assert totals(day.scorer.board("?view=desk"))[ALDER] == 20
    assert totals(day.hall)[ALDER] is None, "two judges have still to mark"
    expect(day.desk.locator("#next-button")).to_contain_text("Close Essay")
    day.next_with_a_word()
    day.next_is(re.compile("round 2 of 2"))
    day.go("desk/setup#begin")
    press(day.desk.locator("#rehearsal-end"))
    expect(day.desk.locator("#rehearsal-begin")).to_be_visible()
    expect(day.tablet.locator("#waiting")).to_be_visible()
    expect(day.tablet.get_by_text("Rehearsal")).to_have_count(0)
    assert day.ledger == before


def test_the_first_round_is_marked_and_the_next_one_opened_with_one_key_and_one_word(
    day: Day,
) -> None:
    day.go("desk")
    expect(day.desk.locator("#next-button")).to_contain_text("Open Essay")
    day.keys("n")
    for team, marks in ESSAY.items():
        enter_mark(day.tablet, day.ids[team], marks[0])
        expect_mark(day.tablet, day.ids[team], "saved")
        for judge, mark in zip(JUDGES[1:], marks[1:], strict=True):
            day.mark(judge, "r1", team, mark)
    day.next_is("Every judge has marked every team.")
    day.next_with_a_word()
    day.expect_round("r2", "open")
    states = {r["id"]: r["state"] for r in day.hall["rounds"]}
    assert states == {"r1": "closed", "r2": "open"}


def test_points_are_given_at_the_desk_and_a_wrong_one_is_taken_back_with_its_reason(
    day: Day,
) -> None:
    for count, team in enumerate((ALDER, LIGHT, ELM), start=1):
        day.give(team, "10", count)
    day.keys("Escape", "a")
    day.desk.locator("#acts-all").focus()
    day.keys(" ")
    wrong = day.desk.locator(".act[data-kind=award]").first
    expect(wrong).to_contain_text(ELM)
    press(wrong.locator(".act-back"))
    day.say("It was another table that buzzed")
    expect(day.desk.locator("#awards .award")).to_have_count(2)
    last = day.ledger[-1]
    assert (last["kind"], last["team"], last["reason"]) == (
        "undo", day.ids[ELM], "It was another table that buzzed",
    )  # fmt: skip


def test_a_mark_is_corrected_by_keyboard_and_who_would_move_is_told_before(day: Day) -> None:
    desk = day.desk
    day.keys("Escape")
    day.look_at("r1")
    expect(desk.locator("#grid")).to_have_attribute("data-round", "r1")
    day.keys("c", *["ArrowDown"] * TEAMS.index(CEDAR), "ArrowRight", "ArrowRight")
    desk.keyboard.type("12")
    expect(desk.locator(f'.preview [data-move="{day.ids[CEDAR]}"]')).to_contain_text("12")
    day.keys("Tab")
    day.say("13.5 belongs to another sheet")
    expect(desk.locator("#workspace")).to_be_hidden()
    last = day.ledger[-1]
    assert (last["kind"], last["value"], last["team"]) == ("correction", "12", day.ids[CEDAR])
    now = totals(day.scorer.board("?view=desk"))
    assert now == {ALDER: 28, LIGHT: 25, CEDAR: 12, DOGWOOD: 12, ELM: 6}


def test_a_tie_at_the_cut_is_settled_by_a_play_off_and_the_finalists_are_announced(
    day: Day,
) -> None:
    desk = day.desk
    day.look_at("r2")
    day.keys("n")
    day.next_is("2 teams are tied for 1 place.")
    assert desk.locator("#next-list b").all_text_contents() == [CEDAR, DOGWOOD]
    day.keys("n")
    desk.locator("#next-ways [value=playoff]").focus()
    day.keys(" ")
    desk.locator("#next-ways input[name=reason]").focus()
    day.say("The rules ask for one")
    day.expect_round("playoff1", "open")
    day.give(DOGWOOD, "1", 1)
    day.keys("Escape", "n")
    day.next_is("All rounds of Heats are closed. Going on:")
    assert desk.locator("#next-list b").all_text_contents() == [ALDER, LIGHT, DOGWOOD]
    day.next_with_a_word()
    day.next_is("Next: Final.")
    assert list(totals(day.hall)) == [ALDER, LIGHT, DOGWOOD]


def test_the_final_is_played_and_its_winner_announced(day: Day) -> None:
    day.keys("n")
    day.expect_round("r3", "open")
    for team, marks in TALK.items():
        for judge, mark in zip(JUDGES, marks, strict=True):
            day.mark(judge, "r3", team, mark)
    day.next_is("Every judge has marked every team.")
    day.keys("n")
    day.next_is("All rounds of Final are closed. In first place:")
    day.next_with_a_word()
    day.next_is("All done. The winner is:")
    board = day.hall
    assert board["status"] == "final"
    assert [row["rank"] for row in board["rows"]] == [1, 2, 3]
    told = list(totals(board).items())
    assert told == [(LIGHT, Decimal("9.2")), (ALDER, Decimal("9.1")), (DOGWOOD, Decimal(8))]


def test_every_figure_of_the_result_files_is_the_boards(day: Day) -> None:
    press(day.desk.locator("#next-results"))
    expect(day.desk.locator(".results-state")).to_contain_text(LIGHT)
    boards = [day.scorer.board(f"?view=desk&stage={stage}") for stage in ("s1", "s2")]
    book = ResultsBook(day.download("xlsx"))
    assert [sheet.title for sheet in book.stages] == ["Heats", "Final"]
    assert book.differences(boards, day.ledger) == []
    boards[0]["rows"][0]["total"] = "28.1"
    assert book.differences(boards, day.ledger), "a figure that differs would be found"
    table = day.download("csv").decode("utf-8-sig")
    assert f"'{ALDER}" in table
    assert f'"{ALDER}' not in table, "no spreadsheet reckons with a name"


def test_the_story_tells_it_all_and_its_chain_holds(day: Day) -> None:
    day.go("desk/story")
    expect(day.desk.locator("#count")).to_contain_text(str(len(day.ledger)))
    corrected = day.desk.locator('.entry[data-kind="correction"]')
    expect(corrected).to_contain_text("13.5 belongs to another sheet")
    press(day.desk.locator("#check"))
    expect(day.desk.locator(".verdict")).to_have_attribute("data-holds", "true")
    expect(day.desk.locator("#hash")).to_have_value(day.ledger[-1]["hash"])
