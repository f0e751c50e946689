"""Experts count 70 per cent and the hall 30: set up in the browser, marked on tablets, counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import PHONE, TABLET, enter_mark, expect_mark, visiting
from tests.support.desk import DESK
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG = "gala"
JUDGES = {"j1": "Lin", "j2": "Wu", "j3": "Chen", "j4": "Ada"}
FILE = """\
[event]
slug = "gala"
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
{judges}
[[stages]]
id = "s1"
name = "Final"
[[stages.rounds]]
id = "talk"
name = "Talk"
"""


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    judges = "\n".join(f'[[judges]]\nid = "{j}"\nname = "{n}"' for j, n in JUDGES.items())
    with host.serving(FILE.replace("{judges}", judges)) as running:
        yield running


def form_of(page: Page, round_id: str) -> Locator:
    return page.locator(f'[data-round="{round_id}"] .round-form')


def count_in_the_hall(page: Page) -> None:
    """On the set-up page: the talk is marked by three, and the hall raises cards for it."""
    page.locator('[data-round="talk"] [data-act=more]').click()
    talk = form_of(page, "talk")
    talk.get_by_label("Some of the judges").check()
    talk.locator("[data-ticks=marker]").get_by_label("Ada").uncheck()
    talk.get_by_label("Weight", exact=True).fill("0.7")
    talk.get_by_label("Decimals of this round").fill("2")
    page.get_by_role("button", name="Add a count in the hall").click()
    hall = form_of(page, "r2")
    hall.get_by_label("Weight", exact=True).fill("0.3")
    hall.get_by_label("Open together with").select_option(label="Talk")
    hall.get_by_label("People with a card").fill("50")
    save(page)


def test_experts_and_the_hall_count_with_their_shares_and_show_together(
    server: Server, browser: Browser
) -> None:
    with (
        visiting(browser, DESK) as organiser,
        visiting(browser, TABLET, has_touch=True) as lin,
        visiting(browser, TABLET) as ada,
        visiting(browser, PHONE) as hall,
    ):
        organiser.open(server.links(SLUG)["organiser"])
        count_in_the_hall(set_up(server, organiser, SLUG, "stages"))
        talk, vote = in_force(server, SLUG)["stages"][0]["rounds"]
        assert (talk["panel"], talk["weight"]) == (["j1", "j2", "j3"], "0.7")
        assert talk["performance"] == vote["performance"] != ""

        desk = organiser.open(server.links(SLUG)["scorer"])
        desk.get_by_role("button", name="Open Talk + Vote of the hall").click()
        # Both are open by one act, and only the panel has something to mark.
        tablet = lin.open(server.judge_link(SLUG, "j1"))
        other = ada.open(server.judge_link(SLUG, "j4"))
        expect(other.locator("#read-only h2")).to_have_text(
            "This round is marked by Lin, Wu, Chen."
        )
        expect(other.locator("#panel")).to_be_hidden()
        assert server.judge(SLUG, "j4").mark("talk", "red", 50).status_code == 403
        enter_mark(tablet, "red", "90")
        expect_mark(tablet, "red", "saved")
        for judge in ("j2", "j3"):
            assert server.judge(SLUG, judge).mark("talk", "red", 91).status_code == 201
        phone = hall.open(server.links(SLUG)["audience"])
        red = phone.locator("[data-team=red][data-total]")
        expect(red).to_have_attribute("data-total", "")

        desk.locator("#stages [data-round=r2]").click()
        cards = desk.locator('[name="raised:red"]')
        expect(desk.locator('[name="present:red"]')).to_have_value("50")
        cards.fill("51")
        cards.press("Enter")
        expect(desk.locator("#listed-trouble")).to_contain_text("more than the 50 people present")
        cards.fill("=1+1")
        cards.press("Enter")
        expect(desk.locator("#listed-trouble")).to_have_text(
            "Cards raised: This must be a whole number."
        )
        expect(cards).to_have_attribute("aria-invalid", "true")
        present = desk.locator('[name="present:red"]')
        expect(present).not_to_have_attribute("aria-invalid", "true")
        present.fill("0")
        cards.fill("-3")
        cards.press("Enter")
        expect(desk.locator("#listed-trouble")).to_have_text(
            "Cards raised: This must be 0 or more. Present: This must be 1 or more."
        )
        present.fill("50")
        cards.fill("43")
        cards.press("Enter")
        # (90 + 91 + 91) ÷ 3 is 90.67, × 0.7 is 63.469; 43 ÷ 50 is 86, × 0.3 is 25.8.
        expect(red).to_have_attribute("data-total", "89.27")
        expect(desk.locator('[name="raised:blue"]')).to_be_focused()
        # What stands is counted again with a reason.
        desk.get_by_role("button", name="Red, Cards raised: 43. Correct").click()
        slip = desk.locator(".slip")
        slip.get_by_label("Cards raised").fill("44")
        slip.locator("[name=reason]").fill("Counted again")
        slip.locator(".slip-yes").click()
        # 44 ÷ 50 is 88, × 0.3 is 26.4; with 63.469 it is 89.869.
        expect(red).to_have_attribute("data-total", "89.87")
        entry = server.scorer(SLUG).ledger()[-1]
        assert (entry["kind"], entry["reason"]) == ("scores", "Counted again")


WRITTEN = (
    FILE
    + """\
[[stages.rounds]]
id = "test"
name = "Written test"
kind = "list"
weight = "0.4"
"""
)


@pytest.mark.long
def test_a_list_is_pasted_looked_at_and_taken(server: Server, browser: Browser) -> None:
    judges = '[[judges]]\nid = "j1"\nname = "Lin"'
    server.load(WRITTEN.replace("{judges}", judges).replace('"gala"', '"panels-exam"'))
    server.scorer("panels-exam").set_round("open", "test")
    with visiting(browser, DESK) as scorer:
        desk = scorer.open(server.links("panels-exam")["scorer"])
        desk.get_by_role("button", name="Import a list").click()
        text = desk.locator(".bringing textarea")
        text.fill("name\tscore\nRed\t81.5\nBleu\t92")
        desk.get_by_role("button", name="Look at the list").click()
        wrong = desk.locator(".bringing [data-problem]")
        expect(wrong).to_contain_text(
            "A3: No team of this round is called Bleu. Did you mean Blue?"
        )
        expect(desk.locator(".bringing-take button")).to_be_disabled()
        text.fill("name\tscore\nRed\t81.5\nBlue\t92")
        desk.get_by_role("button", name="Look at the list").click()
        expect(wrong).to_have_count(0)
        desk.locator(".bringing [name=reason]").fill("The examiners' list")
        desk.get_by_role("button", name="Enter these scores: 2").click()
        expect(desk.locator("#listed-table [data-row=blue] .score")).to_have_text("36.8")
        entry = server.scorer("panels-exam").ledger()[-1]
        assert (entry["kind"], entry["reason"]) == ("scores", "The examiners' list")


@pytest.mark.long
def test_the_head_judge_has_the_last_word_on_a_tie(server: Server, browser: Browser) -> None:
    judges = '[[judges]]\nid = "j1"\nname = "Lin"\nhead = true'
    server.load(FILE.replace("{judges}", judges).replace('"gala"', '"panels-cup"'))
    scorer = server.scorer("panels-cup")
    scorer.set_round("open", "talk")
    for team in ("red", "blue"):
        assert server.judge("panels-cup", "j1").mark("talk", team, 80).status_code == 201
    scorer.set_round("close", "talk")
    with visiting(browser, DESK) as visitor:
        desk = visitor.open(server.links("panels-cup")["scorer"])
        ways = desk.locator("#next-ways")
        ways.get_by_text("Lin, head judge, puts Blue in front").click()
        ways.locator("[name=reason]").fill("The better argument")
        ways.get_by_role("button", name="Enter the head judge's word").click()
        expect(ways.locator("[name=reason]")).to_have_count(0)
        expect(desk.locator("#next-list")).to_contain_text("Blue")
        entry = scorer.ledger()[-1]
        assert (entry["kind"], entry["judge"], entry["reason"]) == (
            "word", "j1", "The better argument",
        )  # fmt: skip
        blue = next(row for row in scorer.board()["rows"] if row["team"]["id"] == "blue")
        assert (blue["rank"], blue["decided_by"]) == (1, "the head judge's word")


BOTH = (
    FILE.replace('id = "talk"', 'id = "talk"\npanel = ["j1", "j2"]\nperformance = "show"')
    + """\
[[stages.rounds]]
id = "look"
name = "Appearance"
panel = ["j1"]
performance = "show"
"""
)


def test_a_judge_of_two_panels_turns_from_one_sheet_to_the_other(
    server: Server, browser: Browser
) -> None:
    judges = "".join(f'[[judges]]\nid = "j{n}"\nname = "Judge {n}"\n' for n in (1, 2))
    server.load(BOTH.replace("{judges}", judges).replace('"gala"', '"panels-both"'))
    server.scorer("panels-both").set_round("open", "talk")
    with visiting(browser, TABLET) as lin, visiting(browser, TABLET) as wu:
        tablet = lin.open(server.judge_link("panels-both", "j1"))
        other = wu.open(server.judge_link("panels-both", "j2"))
        expect(other.locator("#open-rounds")).to_be_hidden()
        tabs = tablet.locator("#open-rounds button")
        expect(tabs).to_have_text(["Talk0 of 2 marked", "Appearance0 of 2 marked"])
        enter_mark(tablet, "red", "80")
        expect_mark(tablet, "red", "saved")
        # Typed and not submitted: it stays with its sheet, and is called late by nobody.
        tablet.locator('[name="mark:blue"]').fill("7")
        tabs.nth(1).click()
        expect(tablet.locator("#round-name")).to_contain_text("Appearance")
        expect(tablet.locator("#unsent")).to_be_hidden()
        expect_mark(tablet, "red", "none")
        enter_mark(tablet, "red", "60")
        expect_mark(tablet, "red", "saved")
        expect(tabs.nth(1)).to_have_text("Appearance1 of 2 marked")
        assert server.judge("panels-both", "j2").mark("talk", "red", 90).status_code == 201
        # News of the other sheet leaves this one in front.
        expect(tabs.nth(1)).to_have_attribute("aria-pressed", "true")
        tabs.nth(0).click()
        expect(tablet.locator("#teams [data-team=red] .team-value")).to_have_text("80")
        tablet.locator("#teams [data-team=blue] button").click()
        expect(tablet.locator('[name="mark:blue"]')).to_have_value("7")
        marks = [e for e in server.scorer("panels-both").ledger() if e["kind"] == "mark"]
        assert [(e["round"], e["value"]) for e in marks] == [
            ("talk", "80"), ("look", "60"), ("talk", "90"),
        ]  # fmt: skip
