"""Members of teams are marked by themselves: from the set-up over tablet and desk to the hall."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import PHONE, TABLET, enter_mark, expect_mark, row, visiting
from tests.support.desk import DESK, cell
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG = "skills"
FILE = """\
[event]
slug = "skills"
title = "Skills"
locale = "en"
[rules]
decimals = 2
[[teams]]
id = "red"
name = "Red"
members = [{name = "Ann", id = "ann"}, {name = "Ben", id = "ben"}]
[[teams]]
id = "blue"
name = "Blue"
members = [{name = "Cid", id = "cid"}, {name = "Dan", id = "dan"}]
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
max = 10
step = 0.1
"""


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    with host.serving(FILE) as running:
        yield running


def test_members_are_marked_from_the_set_up_to_the_hall(browser: Browser, server: Server) -> None:
    with visiting(browser, DESK, reduced_motion="reduce") as organiser:
        organiser.sign_in(server, server.server_link())
        page = set_up(server, organiser, SLUG, "stages")
        page.locator("[data-round=talk] [data-act=more]").click()
        form = page.locator("[data-round=talk] .round-form")
        form.get_by_label("Who is marked").select_option(label="each of its members")
        team = form.locator("[data-only=judged]").get_by_label("The team has of its members")
        team.select_option(label="the mean of those who were given any")
        expect(page.locator("#means-list")).to_contain_text(
            "In Talk each member is marked; the team has the mean of the members' scores."
        )
        save(page)
    a_round = in_force(server, SLUG)["stages"][0]["rounds"][0]
    assert (a_round["by"], a_round["team_score"]) == ("member", "mean")
    server.scorer(SLUG).set_round("open", "talk")
    with (
        visiting(browser, TABLET, has_touch=True) as lin,
        visiting(browser, DESK) as scorer,
        visiting(browser, PHONE) as guest,
    ):
        tablet = lin.open(server.judge_link(SLUG, "j1"))
        phone = guest.open(f"{server.hall}/e/{SLUG}?lang=en")
        expect(row(tablet, "red:ann")).to_contain_text("Ann")
        expect(row(tablet, "red:ann")).to_contain_text("Red")
        enter_mark(tablet, "red:ann", "9")
        expect_mark(tablet, "red:ann", "saved")
        # The next member is chosen, and a mark that waits offline is that member's alone.
        expect(tablet.locator('input[name="mark:red:ben"]')).to_be_visible()
        lin.context.set_offline(True)
        enter_mark(tablet, "red:ben", "8")
        enter_mark(tablet, "blue:cid", "7")
        expect_mark(tablet, "red:ben", "pending")
        lin.context.set_offline(False)
        expect_mark(tablet, "red:ben", "saved")
        expect_mark(tablet, "blue:cid", "saved")
        for member, value in (("ann", 8), ("ben", 6)):
            answer = server.judge(SLUG, "j2").mark("talk", "red", value, member=member)
            assert answer.status_code == 201, answer.text
        # Ann 8.5, Ben 7: their mean is 7.75.
        red = phone.locator("[data-team=red][data-total]")
        expect(red).to_have_attribute("data-total", "7.75")
        expect(phone.locator(".people-name").first).to_have_text("Ann")
        expect(phone.locator(".people-name")).to_have_count(2)

        desk = scorer.open(server.links(SLUG)["scorer"])
        expect(desk.locator('[data-row="red:ann"] .score')).to_have_text("8.50")
        expect(desk.locator('[data-row="red"] .score')).to_have_text("7.75")
        given = cell(desk, "red:ann", "j1")
        expect(given).to_have_text("9")
        given.click()
        slip = desk.locator(".slip")
        slip.locator("[name=value]").fill("8")
        slip.locator("[name=reason]").fill("Read wrongly")
        expect(slip.locator(".slip-yes")).to_have_text("Correct Ann (Red) to 8")
        slip.locator(".slip-yes").click()
        expect(desk.locator('[data-row="red"] .score')).to_have_text("7.5")
        expect(red).to_have_attribute("data-total", "7.50")

        # The desk enters a mark for a judge, and takes a member out who did not come.
        desk.locator("[data-tool=enter]").click()
        desk.locator("#workspace [data-judge=j2]").click()
        desk.locator(".entering-why input").fill("The tablet is broken")
        line = desk.locator('[data-line="blue:cid"]')
        expect(line.locator("label")).to_have_text("Cid (Blue)")
        line.locator("input").fill("7")
        line.locator("input").press("Enter")
        expect(line.locator(".entering-state")).to_contain_text("entered by the desk")
        expect(phone.locator("[data-team=blue][data-total]")).to_have_attribute("data-total", "")
        desk.get_by_role("button", name="Done").click()
        desk.locator("[data-tool=absent]").click()
        absent = desk.locator(".slip")
        absent.locator("select[name=team]").select_option(label="Dan (Blue)")
        absent.locator("[name=reason]").fill("ill")
        expect(absent.locator(".slip-yes")).to_have_text("Mark Dan (Blue) absent from Talk")
        absent.locator(".slip-yes").click()
        expect(phone.locator("[data-team=blue][data-total]")).to_have_attribute(
            "data-total", "7.00"
        )
        expect(row(tablet, "blue:dan")).to_contain_text("Absent")
        expect(desk.locator('[data-row="blue:dan"] [data-judge=j1]')).to_have_attribute(
            "data-state", "absent"
        )
        desk.goto(f"{server.hall}/e/{SLUG}/desk/paper?round=talk&lang=en")
        first = desk.locator("[data-judge=j1]")
        expect(first.locator("tbody th")).to_contain_text(["Ann", "Ben", "Cid", "Dan"])
