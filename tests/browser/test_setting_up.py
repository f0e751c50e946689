"""Setting up in the browser: from a template to a saved event, by keyboard, and from files."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import Visitor, visiting
from tests.support.contests import contest, name_of
from tests.support.server import Server, serving
from tests.support.setup_page import in_force, names, row, save, set_up, workbook

LAPTOP = {"width": 1440, "height": 900}
SLUG = "running"
NEXT = "playing"
EVENTS = (contest(SLUG, 4, judges=2), contest(NEXT, 3))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two events; in the running one both judges have marked the first round."""
    folder: Path = tmp_path_factory.mktemp("setting-up")
    with serving(folder, *EVENTS) as running:
        running.scorer(SLUG).set_round("open", "r1")
        for judge in ("j1", "j2"):
            for team, value in (("t1", 40), ("t2", 30), ("t3", 30), ("t4", 10)):
                assert running.judge(SLUG, judge).mark("r1", team, value).status_code == 201
        yield running


@pytest.fixture
def organiser(server: Server, browser: Browser) -> Iterator[Visitor]:
    """The organiser of the whole server, signed in."""
    with visiting(browser, LAPTOP, reduced_motion="reduce") as visitor:
        visitor.sign_in(server, server.server_link())
        yield visitor


def save_elsewhere(server: Server, slug: str, region: str) -> None:
    """Somebody else gives the third team another region."""
    there = server.organiser(slug).ask("GET", "setup").json()
    there["setup"]["teams"][2]["region"] = region
    body = {"id": str(uuid.uuid4()), "setup": there["setup"], "since": there["version"]}
    assert server.organiser(slug).ask("PUT", "setup", body).status_code == 200


def test_from_nothing_to_a_saved_event_without_a_mouse(server: Server, organiser: Visitor) -> None:
    page = organiser.open(f"{server.hall}/?lang=en")
    page.get_by_role("link", name="New event").press("Enter")
    page.get_by_role("group", name="Is there a preliminary?").get_by_label("Yes").press("Space")
    expect(page.locator("#get-what")).to_contain_text("Final")
    page.get_by_label("Name of the contest").fill("Quiz night <b>2026</b>")
    expect(page.get_by_label("Address")).to_have_value("quiz-night-b-2026-b")
    page.get_by_label("Address").fill("night")
    page.get_by_label("Teams, one a line").fill("1. Alpha\n2. 北队\n\n3. =1+1\n4. Delta")
    expect(page.locator("#get-what")).to_contain_text("Teams: 4")
    page.get_by_role("button", name="Make the event").press("Enter")

    page.wait_for_url("**/e/night/desk/setup*")
    expect(page.locator("#setup")).not_to_have_attribute("aria-busy", "true")
    assert names(page) == ["Alpha", "北队", "=1+1", "Delta"]
    row(page, 4).locator("[data-key=name]").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#announced")).to_have_text("Delta is now 3 of 4.")
    expect(row(page, 3).locator("[data-key=name]")).to_be_focused()
    page.keyboard.type(" & Co")
    page.keyboard.press("Control+z")
    assert names(page) == ["Alpha", "北队", "Delta", "=1+1"]
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("Echo")
    row(page, 1).locator("[data-act=remove]").press("Enter")
    page.keyboard.press("Control+z")
    row(page, 2).locator("[data-act=remove]").press("Enter")
    expect(page.locator("#saving-changes li").first).to_be_visible()
    save(page)
    assert [team["name"] for team in in_force(server, "night")["teams"]] == [
        "Alpha", "Delta", "=1+1", "Echo",
    ]  # fmt: skip


def test_what_is_wrong_stands_at_its_field_and_in_a_list_that_leads_there(
    server: Server, organiser: Visitor
) -> None:
    page = set_up(server, organiser, NEXT, "teams")
    row(page, 2).locator("[data-key=name]").fill(name_of(1))
    page.locator("#setup-nav [data-part=stages]").click()
    page.locator('[data-round="r1"] .more-button').click()
    page.locator('[data-round="r1"] [data-key=max]').fill("many")
    page.keyboard.press("Control+s")
    wrong = page.locator('[data-round="r1"] [data-key=max]')
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#saving-trouble li")).to_have_count(2)
    page.locator("#saving-trouble").get_by_text("is already given").click()
    expect(row(page, 2).locator("[data-key=name]")).to_be_focused()
    expect(row(page, 2)).to_contain_text("is already given")
    assert in_force(server, NEXT)["teams"][1]["name"] == name_of(2)
    page.on("dialog", lambda asked: asked.accept())
    page.close(run_before_unload=True)


def test_a_running_event_tells_who_would_move_and_asks_why(
    server: Server, organiser: Visitor
) -> None:
    page = set_up(server, organiser, SLUG, "rules")
    expect(page.locator("#means-list")).to_contain_text("Two equal totals will both be 4th")
    page.get_by_role("radio", name=re.compile("With gaps, as in sport")).check()
    expect(page.locator("#means-list")).to_contain_text("and the next is 6th")
    page.keyboard.press("Control+s")
    asked = page.locator("#ask-save")
    expect(asked.get_by_role("row", name=re.compile(name_of(4)))).to_contain_text("4")
    asked.get_by_role("button", name="Save").click()
    expect(asked.get_by_role("alert")).to_contain_text("Say why")
    asked.get_by_label("Reason").fill("the jury's book says so")
    page.keyboard.press("Enter")
    expect(page.locator("#saving-state")).to_have_text("Everything is saved.")
    assert in_force(server, SLUG)["rules"]["ranking"] == "competition"
    ledger = server.organiser(SLUG).ledger()
    assert (ledger[-1]["kind"], ledger[-1]["reason"]) == ("setup", "the jury's book says so")


@pytest.mark.long
def test_who_gives_points_and_what_the_hall_sees_when_are_chosen_in_words(
    server: Server, organiser: Visitor
) -> None:
    page = set_up(server, organiser, NEXT, "stages")
    page.locator('[data-round="r2"] .more-button').click()
    form = page.locator('[data-round="r2"] .row-more')
    only_desk = form.get_by_role("radio", name=re.compile("^The desk Judges' tablets show"))
    only_desk.check()
    expect(form.get_by_role("group", name="Judges")).to_be_hidden()
    form.get_by_role("radio", name="The desk and some judges").check()
    page.keyboard.press("Control+s")
    expect(page.locator("#saving-trouble")).to_contain_text("Choose at least one judge")
    form.get_by_role("checkbox", name="评委一").check()
    expect(form).not_to_contain_text("Choose at least one judge")

    after = form.get_by_label("Decimals after the weight")
    expect(after).to_be_hidden()
    form.get_by_label("Weight", exact=True).fill("0.3")
    after.fill("2")
    expect(page.locator("#means-list")).to_contain_text("rounded half up after the weight")
    expect(page.locator("#means-list")).to_contain_text(
        "评委一 and the desk give points in 抢答题."
    )

    page.locator("#setup-nav [data-part=rules]").click()
    page.get_by_role("radio", name=re.compile("At once")).check()
    expect(page.get_by_role("radio", name=re.compile("When the desk releases it"))).to_be_hidden()
    page.get_by_role("radio", name=re.compile("Team by team")).check()
    page.get_by_role("radio", name=re.compile("When the desk releases it")).check()
    page.get_by_role("checkbox", name=re.compile("Judges see running totals")).check()
    expect(page.locator("#means-list")).to_contain_text("when the desk releases it")

    page.locator("#setup-nav [data-part=event]").click()
    page.get_by_label("Wi-Fi password").fill("12345678")
    page.keyboard.press("Control+s")
    expect(page.locator("#saving-trouble")).to_contain_text("its name is missing")
    page.get_by_label("Wi-Fi name").fill("Hall; 2")
    save(page)
    setup = in_force(server, NEXT)
    r2 = setup["stages"][0]["rounds"][1]
    assert (r2["scored_by"], r2["weighted_decimals"], r2["decimals"]) == (["j1"], 2, None)
    assert setup["event"]["wifi"] == {"name": "Hall; 2", "password": "12345678"}
    rules = setup["rules"]
    assert (rules["publish"], rules["release"], rules["judges_see_totals"]) == (
        "team", "desk", True,
    )  # fmt: skip

    page.locator("#setup-nav [data-part=judges]").click()
    page.locator("#judge-rows [data-act=remove]").first.click()
    page.locator("#setup-nav [data-part=stages]").click()
    expect(only_desk).to_be_checked()
    page.keyboard.press("Control+z")
    expect(form.get_by_role("checkbox", name="评委一")).to_be_checked()
    expect(page.locator("#saving-state")).to_have_text("Everything is saved.")


def test_whoever_saves_second_is_shown_the_other_hand_and_loses_nothing(
    server: Server, organiser: Visitor
) -> None:
    page = set_up(server, organiser, NEXT, "teams")
    save_elsewhere(server, NEXT, "theirs first")
    expect(row(page, 3).locator("[data-key=region]")).to_have_value("theirs first")
    expect(page.locator("#conflict-notice")).to_contain_text("It is shown here")
    expect(page.locator("#saving-state")).to_have_text("Everything is saved.")
    row(page, 1).locator("[data-key=region]").fill("mine")
    expect(page.locator("#conflict-notice")).to_be_hidden()
    save_elsewhere(server, NEXT, "theirs")
    expect(page.locator("#conflict-notice")).to_contain_text("Your changes are still here")
    expect(page.locator("#saving-trouble")).to_be_empty()
    expect(row(page, 3).locator("[data-key=region]")).to_have_value("theirs first")
    page.keyboard.press("Control+s")
    page.locator("#ask-conflict").get_by_role("button", name="Load theirs").click()
    expect(row(page, 3).locator("[data-key=region]")).to_have_value("theirs")
    expect(page.locator("#saving-state")).to_have_text("Everything is saved.")
    expect(page.locator("#conflict-notice")).to_be_hidden()
    page.locator("#undo").click()
    expect(row(page, 1).locator("[data-key=region]")).to_have_value("mine")
    save(page)
    assert in_force(server, NEXT)["teams"][0]["region"] == "mine"


@pytest.mark.long
def test_what_is_not_saved_outlives_a_rehearsal_that_begins_elsewhere(
    server: Server, organiser: Visitor
) -> None:
    page = set_up(server, organiser, NEXT, "teams")
    row(page, 2).locator("[data-key=region]").fill("half a thought")
    rehearsal = {"id": str(uuid.uuid4())}
    assert server.organiser(NEXT).ask("POST", "rehearsal", rehearsal).status_code < 300
    try:
        expect(page.locator("#moved-notice")).to_contain_text("Your changes are still here")
        expect(row(page, 2).locator("[data-key=region]")).to_have_value("half a thought")
    finally:
        assert server.organiser(NEXT).ask("DELETE", "rehearsal").status_code < 300
    save(page)
    assert in_force(server, NEXT)["teams"][1]["region"] == "half a thought"


@pytest.mark.long
def test_a_list_of_judges_is_pasted_and_who_is_there_is_not_added_twice(
    server: Server, organiser: Visitor
) -> None:
    page = set_up(server, organiser, NEXT, "judges")
    there = [judge["name"] for judge in in_force(server, NEXT)["judges"]]
    page.get_by_role("button", name="Paste names").click()
    page.get_by_role("textbox", name="Names, one a line").fill(
        f"1. 王老师\n2. {there[0]}\n3. Dr. Lin"
    )
    expect(page.locator("#paste-judges-count")).to_have_text("New names: 2 · there already: 1")
    page.get_by_role("button", name="Add these judges").click()
    added = page.locator("#judge-rows [data-key=name]")
    expect(added).to_have_count(len(there) + 2)
    expect(added.nth(len(there))).to_be_focused()
    save(page)
    assert [judge["name"] for judge in in_force(server, NEXT)["judges"]] == [
        *there, "王老师", "Dr. Lin",
    ]  # fmt: skip


@pytest.mark.long
def test_a_broken_file_is_answered_at_its_cells_and_a_large_one_shows_how_far_it_is(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    broken, large = tmp_path / "broken.xlsx", tmp_path / "large.xlsx"
    workbook(broken, ["Alpha", "Alpha", '=A2&"x"'])
    workbook(large, [f"Team {n}" for n in range(1, 501)])
    page = set_up(server, organiser, NEXT, "teams")
    page.get_by_role("button", name="From a spreadsheet").click()
    page.set_input_files("#import-file", broken)
    expect(page.locator("td[data-bad]")).to_have_count(2)
    expect(page.locator('td[data-place="A3"]')).to_contain_text("is already given")
    expect(page.locator('td[data-place="A4"]')).to_contain_text("formula")
    expect(page.locator("#import-answers")).to_be_hidden()

    page.evaluate(
        """() => {
          window.said = [];
          const bar = document.querySelector("#import-bar");
          new MutationObserver(() => window.said.push(bar.value)).observe(bar, {attributes: true});
        }"""
    )
    page.set_input_files("#import-file", large)
    expect(page.locator("#import-said")).to_contain_text("teams: 500")
    assert any(at > 0 for at in page.evaluate("window.said"))
    page.get_by_role("button", name="Replace teams and judges").click()
    expect(page.locator("#team-rows > li")).to_have_count(500)
    assert len(in_force(server, NEXT)["teams"]) == 3
    page.locator("#undo").click()
    expect(page.locator("#team-rows > li")).to_have_count(3)


@pytest.mark.long
def test_an_event_that_has_not_begun_offers_nothing_to_clear(
    server: Server, organiser: Visitor
) -> None:
    page = set_up(server, organiser, NEXT, "begin")
    expect(page.locator(".clear-rests")).to_have_text(
        "The event has not begun, so there is nothing to clear."
    )
    expect(page.locator("#clear")).to_be_hidden()
    page.close()
    begun = set_up(server, organiser, SLUG, "begin")
    expect(begun.locator("#clear summary")).to_be_visible()
    expect(begun.locator(".clear-rests")).to_have_count(0)


@pytest.mark.long
def test_fields_that_belong_together_stand_in_one_line(server: Server, organiser: Visitor) -> None:
    page = set_up(server, organiser, NEXT, "event")
    page.set_viewport_size({"width": 1366, "height": 768})
    tops = page.locator('[data-cell^="wifi."] input').evaluate_all(
        "fields => fields.map((field) => field.getBoundingClientRect().top)"
    )
    assert len(tops) == 2
    assert tops[0] == pytest.approx(tops[1], abs=0.5)
    page.evaluate("location.hash = 'stages'")
    heads = page.locator(".stage-head")
    expect(heads.first).to_be_visible()
    feet = heads.evaluate_all(
        """heads => heads.map((head) => [...head.querySelectorAll("input")]
          .filter((field) => field.offsetParent && !field.closest("details"))
          .map((field) => Math.round(field.getBoundingClientRect().bottom)))"""
    )
    assert all(len(row) > 1 and len(set(row)) == 1 for row in feet), feet


@pytest.mark.long
def test_a_rehearsal_lets_the_set_up_rest_and_clearing_takes_the_address(
    server: Server, organiser: Visitor
) -> None:
    page = set_up(server, organiser, SLUG, "begin")
    page.get_by_text("Clear all and begin …").click()
    page.get_by_label("Type the event's address").fill("another")
    page.locator("#clear-form").get_by_label("Reason").fill("the real one begins")
    page.locator("#clear-form button").click()
    expect(page.locator("#clear-trouble")).to_contain_text("Nothing was cleared")
    page.get_by_label("Type the event's address").fill(SLUG)
    page.locator("#clear-form button").click()
    expect(page.locator("#clear-done")).to_contain_text(".db")
    assert {row["total"] for row in server.scorer(SLUG).board()["rows"]} == {None}

    page.get_by_role("button", name="Begin a rehearsal").click()
    expect(page.locator("#rest-notice")).to_be_visible()
    expect(page.locator("#clear")).to_be_hidden()
    expect(page.locator(".clear-rests")).to_contain_text("nothing to clear")
    expect(page.locator("#rehearsal-end")).to_be_visible()
    page.locator("#setup-nav [data-part=teams]").click()
    expect(row(page, 1).locator("[data-key=name]")).to_be_disabled()
    assert server.scorer(SLUG).board()["rehearsal"]
    page.locator("#setup-nav [data-part=begin]").click()
    page.locator("#rehearsal-end").click()
    expect(page.locator("#rest-notice")).to_be_hidden()
    assert not server.scorer(SLUG).board()["rehearsal"]


@pytest.mark.long
def test_rounds_are_added_up_for_a_tie_break_by_ticking_them(
    server: Server, organiser: Visitor
) -> None:
    page = set_up(server, organiser, NEXT, "rules")
    form = page.get_by_role("group", name="The rounds whose scores are added up")
    expect(form).to_be_hidden()
    offered = page.get_by_label("Add a tie-break", exact=True)
    offered.select_option(label="The sum of the scores in several rounds …")
    # The first box has the focus; rounds of another stage cannot be added to it.
    page.keyboard.press("Space")
    expect(form.get_by_label("决赛 · 共答题")).to_be_disabled()
    expect(form.get_by_role("button", name="Add the sum")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(offered).to_be_focused()
    offered.select_option(label="The sum of the scores in several rounds …")
    expect(form.get_by_label("初赛 · 必答题")).not_to_be_checked()
    form.get_by_label("初赛 · 抢答题").check()
    form.get_by_label("初赛 · 必答题").check()
    form.get_by_role("button", name="Add the sum").click()
    expect(form).to_be_hidden()
    expect(page.locator(".tie-breaks li")).to_contain_text(
        ["The sum of the scores in 必答题 + 抢答题"]
    )
    expect(page.locator("#means-list")).to_contain_text(
        "Ties are broken by the sum of the scores in 必答题 + 抢答题."
    )
    offered.select_option(label="The sum of the scores in several rounds …")
    form.get_by_label("初赛 · 抢答题").check()
    form.get_by_label("初赛 · 必答题").check()
    expect(form).to_contain_text("This sum is in the list already.")
    expect(form.get_by_role("button", name="Add the sum")).to_be_disabled()
    form.get_by_role("button", name="Cancel").click()
    save(page)
    assert in_force(server, NEXT)["rules"]["tie_breaks"] == ["rounds:r1,r2"]
