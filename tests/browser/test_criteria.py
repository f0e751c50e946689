"""Two judges mark a talk by criteria with wet thumbs, and the desk corrects one of their sheets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import TABLET, expect_mark, expect_version, row, visiting
from tests.support.desk import DESK, cell
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG = "speeches"
FILE = """\
[event]
slug = "speeches"
title = "Spring speeches"
locale = "en"
[rules]
decimals = 2
[[teams]]
id = "red"
name = "Red"
[[teams]]
id = "blue"
name = "Blue"
[[judges]]
id = "j1"
name = "Lin"
[[judges]]
id = "j2"
name = "Wu"
[[stages]]
id = "s1"
name = "Final"
[[stages.rounds]]
id = "talk"
name = "Talk"
criteria = [
  {id = "content", name = "Content", max = 40},
  {id = "speech", name = "Delivery", max = 30, step = 0.5},
  {id = "look", name = "Appearance", max = 20},
  {id = "time", name = "Time kept", max = 5, weight = 2},
]
"""


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    with host.serving(FILE) as running:
        running.scorer(SLUG).set_round("open", "talk")
        yield running


def part(tablet: Page, criterion: str, team: str = "red") -> Locator:
    return tablet.locator(f'[name="mark:{team}:{criterion}"]')


def fill_in(tablet: Page, **values: str) -> None:
    """The thumb touches a field, then the keys; a wet one slides off a key before it lifts."""
    for criterion, value in values.items():
        tablet.locator(f"[data-criterion={criterion}]").locator("input").tap()
        for digit in value:
            key = tablet.locator(f'[data-key="{digit}"]')
            key.dispatch_event("pointerdown", {"button": 0})
            key.dispatch_event("pointercancel")


def running_sum(tablet: Page) -> Locator:
    return tablet.locator(".criteria-sum b")


def test_a_sheet_is_one_mark_and_none_of_it_is_refused_in_silence(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET, has_touch=True) as lin, visiting(browser, TABLET) as wu:
        tablet = lin.open(server.judge_link(SLUG, "j1"))
        other = wu.open(server.judge_link(SLUG, "j2"))
        fill_in(tablet, content="36", look="17")
        expect(running_sum(tablet)).to_have_text("53")
        tablet.locator(".panel-submit").tap()
        expect(tablet.locator(".panel-hint")).to_contain_text(
            "Delivery: Nothing is given here yet."
        )
        expect(part(tablet, "speech")).to_have_attribute("aria-invalid", "true")
        # The keys are at the field that lacks: 27.3 is off its steps, 31 above its highest.
        for digit in "27.3":
            tablet.locator(f'[data-key="{digit}"]').dispatch_event("pointerdown", {"button": 0})
        fill_in(tablet, time="4")
        tablet.locator(".panel-submit").tap()
        expect(tablet.locator(".panel-hint")).to_contain_text("Delivery: Only steps of 0.5")
        assert server.scorer(SLUG).ledger()[-1]["kind"] == "open"
        part(tablet, "speech").fill("31")
        tablet.locator(".panel-submit").tap()
        expect(tablet.locator(".panel-hint")).to_contain_text("Delivery: Only 0 to 30")
        part(tablet, "speech").fill("27.5")
        expect(running_sum(tablet)).to_have_text("88.5")
        tablet.locator(".panel-submit").tap()
        expect_mark(tablet, "red", "saved")
        expect(row(tablet, "red").locator(".team-value")).to_have_text("88.5")
        entry = server.scorer(SLUG).ledger()[-1]
        assert entry["value"] == "88.5"
        assert entry["detail"]["values"] == {
            "content": "36", "speech": "27.5", "look": "17", "time": "4",
        }  # fmt: skip
        # The next team's sheet is empty, and nothing of it is the other judge's.
        expect(part(tablet, "content", "blue")).to_have_value("")
        expect_mark(other, "red", "none")
        other.locator("[data-criterion=content] input").fill("40")
        other.reload()
        # What was typed and not submitted is there again.
        expect(part(other, "content")).to_have_value("40")
        expect(running_sum(other)).to_have_text("40")


def test_the_desk_corrects_a_sheet_and_sees_what_that_changes(
    server: Server, browser: Browser
) -> None:
    sheet = {"content": "36", "speech": "27.5", "look": "17", "time": "4"}
    for judge in ("j1", "j2"):
        answer = server.judge(SLUG, judge).mark("talk", "red", None, values=sheet)
        assert answer.status_code == 201, answer.text
    with visiting(browser, DESK) as scorer, visiting(browser, TABLET) as wu:
        tablet = wu.open(server.judge_link(SLUG, "j2"))
        desk = scorer.open(server.links(SLUG)["scorer"])
        given = cell(desk, "red", "j2")
        expect(given).to_have_text("88.5")
        given.click()
        slip = desk.locator(".slip")
        expect(slip.get_by_label("Delivery (30)")).to_have_value("27.5")
        slip.get_by_label("Delivery (30)").fill("")
        slip.locator("[name=reason]").fill("Read wrongly")
        slip.locator(".slip-yes").click()
        expect(slip.locator(".trouble")).to_contain_text("Delivery: Nothing is given here yet.")
        slip.get_by_label("Delivery (30)").fill("29.5")
        expect(slip.locator(".slip-yes")).to_have_text("Correct Red to 90.5")
        expect(slip.locator(".slip-extra")).to_contain_text("89.5")
        slip.locator(".slip-yes").click()
        expect(given).to_contain_text("90.5")
        expect_mark(tablet, "red", "saved")
        expect(row(tablet, "red").locator(".team-value")).to_have_text("90.5")
        row(tablet, "red").locator("button").click()
        expect(part(tablet, "speech")).to_have_value("29.5")
        entry = server.scorer(SLUG).ledger()[-1]
        assert (entry["kind"], entry["value"]) == ("correction", "90.5")
        assert entry["detail"]["values"]["speech"] == "29.5"
        expect_version(desk, entry["version"])
        desk.goto(f"{server.hall}/e/{SLUG}/desk/story?lang=en")
        told = desk.locator('.entry[data-kind="correction"]')
        expect(told.locator(".entry-parts")).to_have_text(
            "Content 36 · Delivery 29.5 · Appearance 17 · Time kept 4"
        )
        told.locator(".entry-line").click()
        facts = told.locator(".facts > div")
        expect(facts).to_have_text(
            ["The mark88.5 →then 90.5", "Content36", "Delivery27.5 →then 29.5", "Appearance17",
             "Time kept4"],
        )  # fmt: skip


@pytest.mark.long
def test_the_set_up_page_makes_criteria_and_says_what_they_come_to(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK) as organiser:
        organiser.open(server.links(SLUG)["organiser"])
        page = set_up(server, organiser, SLUG, "stages")
        page.get_by_role("button", name="Add a round with criteria").click()
        added = page.locator("#part-stages [data-round]").last
        expect(added.locator(".round-words")).to_contain_text(
            "Content 40 + Delivery 30 + Appearance 20 + Time kept 10 = 100"
        )
        expect(added.locator("[data-cell=max]")).to_be_hidden()
        added.get_by_label("Highest of Time kept").fill("2.5")
        added.get_by_label("Weight of Time kept").fill("4")
        expect(added.locator(".criteria-said")).to_contain_text("Time kept 2.5 × 4 = 100")
        # 2.5 is no multiple of 1: the fault stands at its field.
        fault = added.locator('[data-cell="criterion.max"] .fault')
        page.keyboard.press("Control+s")
        expect(fault).to_contain_text("no step of 1 from 0 leads to it")
        added.get_by_label("Step of Time kept").fill("0.5")
        added.get_by_label("Remove Appearance").click()
        # Up and down, by the buttons and by the keyboard; the keyboard stays where it was.
        added.get_by_label("Move Time kept up").click()
        expect(added.get_by_label("Move Time kept up")).to_be_focused()
        added.get_by_label("Name of criterion 1").focus()
        page.keyboard.press("Alt+ArrowDown")
        expect(added.get_by_label("Name of criterion 2")).to_have_value("Content")
        expect(added.get_by_label("Name of criterion 2")).to_be_focused()
        expect(added.get_by_label("Move Time kept up")).to_have_attribute("aria-disabled", "true")
        page.keyboard.press("Alt+ArrowUp")
        added.get_by_label("Move Time kept down").click()
        save(page)
        made = in_force(server, SLUG)["stages"][0]["rounds"][-1]
        assert [(one["name"], one["max"], one["weight"]) for one in made["criteria"]] == [
            ("Content", "40", "1"), ("Delivery", "30", "1"), ("Time kept", "2.5", "4"),
        ]  # fmt: skip
        assert made["max"] == "80"


@pytest.mark.long
def test_a_paper_sheet_leaves_the_names_room_beside_its_criteria(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK) as organiser:
        organiser.open(server.links(SLUG)["organiser"])
        page = organiser.open(f"{server.hall}/e/{SLUG}/desk/paper?lang=en&round=talk")
        sheet = page.locator(".by-criteria").first
        name = sheet.locator("tbody th").first.bounding_box()
        boxes = [box.bounding_box() for box in sheet.locator("thead .box").all()]
        assert name is not None
        # 42 mm, at 96 pixels an inch; the five boxes share the rest evenly.
        assert name["width"] > 150
        widths = {round(box["width"]) for box in boxes if box is not None}
        assert len(boxes) == 5
        assert max(widths) - min(widths) <= 1
