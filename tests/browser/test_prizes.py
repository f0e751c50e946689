"""Prizes from the set-up to the announcement: a tie across the second prize is settled first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PHONE, Visitor, visiting
from tests.support.desk import DESK, Room, room, ways
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG = "talks"
TEAMS = {f"t{n}": f"Speaker {n}" for n in range(1, 13)}
# Speakers 4 and 5 are equal where the second prize ends.
SCORES = [90, 80, 78, 70, 70, 60, 58, 56, 54, 52, 30, 20]
NAMED = "".join(
    f'[[teams]]\nid = "{team}"\nname = "{name}"\n'
    + ('members = [{name = "Ann"}, {name = "Ben"}]\n\n' if team == "t1" else "\n")
    for team, name in TEAMS.items()
)
CONTEST = f"""\
[event]
slug = "{SLUG}"
title = "Autumn talks"
date = 2024-11-30
locale = "en"

{NAMED}
[[stages]]
id = "s1"
name = "Contest"

[[stages.rounds]]
id = "r1"
name = "Talk"
kind = "points"
max = 100
awards = [10]
"""

# How many lines a text takes, and where a cell ends.
LINES = "element => element.getClientRects().length && Math.round(element.clientHeight / 20)"
END = "cell => Math.round(cell.getBoundingClientRect().right)"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(CONTEST) as running:
        yield running


@pytest.fixture
def organiser(server: Server, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, DESK, reduced_motion="reduce") as visitor:
        visitor.sign_in(server, server.server_link())
        yield visitor


def texts(page: Page, key: str) -> list[str]:
    return page.locator(f".certificate [data-text={key}]").all_inner_texts()


def left_of(page: Page, key: str) -> float:
    """How far the middle of a text is from the certificate's left edge, in millimetres."""
    sheet = page.locator(".certificate").first.bounding_box()
    text = page.locator(f".certificate [data-text={key}]").first.bounding_box()
    assert sheet is not None
    assert text is not None
    return (text["x"] + text["width"] / 2 - sheet["x"]) / sheet["width"] * 297


def prizes_of(page: Page) -> list[str]:
    return page.locator(".row .prize, tr .prize").all_inner_texts()


def set_the_prizes_up(server: Server, organiser: Visitor) -> None:
    page = set_up(server, organiser, SLUG, "prizes")
    page.get_by_role("button", name="First, second, third prize and the rest").click()
    expect(page.locator("#prize-rows > li")).to_have_count(4)
    means = page.locator("#means-list")
    expect(means).to_contain_text("Second prize: the next 3.")
    expect(means).to_contain_text("Honourable mention: all the rest who have a place.")
    way = page.get_by_label("For whom: Third prize")
    way.select_option(label="Share of the teams")
    expect(means).to_contain_text("the next 10 per cent of the placed teams, rounded half up.")
    way.select_option(label="Number of teams")
    page.get_by_label("Number of teams: Third prize").fill("6")
    expect(means).to_contain_text("Third prize: the next 6.")
    page.get_by_role("button", name="Add a prize").click()
    added = page.locator("#prize-rows > li").last
    added.locator("[data-key=name]").fill("Best speaker")
    added.locator("[data-key=who]").select_option(label="Members")
    expect(means).to_contain_text("Best speaker: the next 1 of the best individuals.")
    save(page)
    assert [p.get("who") for p in in_force(server, SLUG)["prizes"]] == [*["team"] * 4, "member"]
    said = [(p["name"], p["count"]) for p in in_force(server, SLUG)["prizes"]]
    assert said == [
        ("First prize", 1), ("Second prize", 3), ("Third prize", 6), ("Honourable mention", None),
        ("Best speaker", 1),
    ]  # fmt: skip


def play(at: Room) -> None:
    at.scorer.set_round("open", "r1")
    for team, value in zip(TEAMS, SCORES, strict=True):
        assert at.scorer.award("r1", team, value).status_code == 201
    at.scorer.set_round("close", "r1")
    at.settle()


def test_from_the_set_up_over_a_play_off_to_the_prizes_on_every_screen(
    browser: Browser, server: Server, organiser: Visitor
) -> None:
    set_the_prizes_up(server, organiser)
    with room(browser, server, SLUG, projector=True) as at:
        play(at)
        at.next_is("2 teams are tied for Second prize. Places left in it: 1.")
        names = at.desk.locator("#next-list b").all_text_contents()
        assert names == ["Speaker 4", "Speaker 5"]
        expect(ways(at.desk)).to_contain_text("Both take it")
        ways(at.desk).get_by_text("Play-off").click()
        ways(at.desk).get_by_text("As the rules say").click()
        ways(at.desk).locator(".slip-yes").click()
        at.next_is("No points have been given yet.")
        assert at.scorer.award("playoff1", "t5", 10).status_code == 201
        at.scorer.set_round("close", "playoff1")
        at.next_is("All rounds of Contest are closed. The prizes:")
        expect(at.desk.locator("#next-list")).to_contain_text("Honourable mention")
        assert prizes_of(at.projector) == [""] * 12, "nothing is shown before the announcement"
        at.desk.locator("#next-button").click()
        at.desk.get_by_role("dialog").get_by_role("button", name="Announce the winner").click()
        expect(at.projector.locator("[data-team=t5] .prize")).to_have_text("Second prize")
        expect(at.projector.locator("[data-team=t4] .prize")).to_have_text("Third prize")
        assert prizes_of(at.projector).count("Third prize") == 6
        for shown in at.projector.locator(".row .prize").all():
            expect(shown).to_be_visible()
        at.next_is("All done. The prizes:")
        phone = at.arrive(f"{server.hall}/e/{SLUG}?lang=en", PHONE)
        expect(phone.locator("[data-team=t1] .prize")).to_have_text("First prize")
        expect(phone.locator("[data-team=t12] .prize")).to_have_text("Honourable mention")


def test_special_prizes_certificates_and_the_script_of_awards(
    browser: Browser, server: Server
) -> None:
    """The event is over: a special prize is given, and all is printed."""
    with room(browser, server, SLUG) as at:
        desk = at.desk
        desk.locator("[data-tool=prize]").click()
        slip = desk.locator("#workspace form.slip")
        slip.get_by_label("Team").select_option(label="Speaker 12")
        slip.get_by_label("Name of the prize").fill("Best appearance")
        slip.get_by_text("By vote of the hall").click()
        slip.get_by_role("button", name="Give Speaker 12: Best appearance").click()
        phone = at.arrive(f"{server.hall}/e/{SLUG}?lang=en", PHONE)
        prize = phone.locator("[data-team=t12] .prize")
        expect(prize).to_have_text("Honourable mention · Best appearance")

        desk.locator("[data-tool=prize]").click()
        slip.get_by_label("Team or member").select_option(label="Ben (Speaker 1)")
        slip.get_by_label("Name of the prize").fill("Best questions")
        slip.get_by_text("By vote of the hall").click()
        slip.get_by_role("button", name="Give Ben: Best questions").click()
        winner = phone.locator("[data-team=t1] .prize")
        expect(winner).to_have_text("First prize · Best questions (Ben)")
        line = desk.locator("#next-list li").first
        expect(line.locator("small")).to_have_text("First prize · Best questions (Ben)")
        assert line.locator("b").evaluate(LINES) == 1, "the prizes leave the name its room"
        inside = desk.locator("#next-list").evaluate("list => list.scrollWidth <= list.clientWidth")
        assert inside, "no prize is cut off"
        ends = [desk.locator(f".sums {at} .score").first.evaluate(END) for at in ("thead", "tbody")]
        assert ends[0] == ends[1], "a column's head stands over its figures"

        desk.goto(f"{server.hall}/e/{SLUG}/desk/results/awards?lang=en")
        heads = desk.locator(".script-prize h3").all_inner_texts()
        assert [head.rsplit(" Called", 1)[0] for head in heads] == [
            "Special prize: Best appearance", "Special prize: Best questions",
            "Honourable mention", "Third prize", "Second prize", "First prize",
        ]  # fmt: skip
        own = desk.locator(".script-prize").nth(1)
        assert own.locator(".script-team").inner_text().split("\n") == ["Ben", "Speaker 1"]
        third = desk.locator(".script-prize").nth(3).locator("b").all_inner_texts()
        assert (third[0], third[-1]) == ("Speaker 10", "Speaker 4"), "the last is called first"

        desk.goto(f"{server.hall}/e/{SLUG}/desk/results/certificates?lang=en")
        assert texts(desk, "recipient")[:2] == ["Speaker 1", "Speaker 2"]
        assert texts(desk, "prize").count("Third prize") == 6
        assert texts(desk, "prize")[-2:] == ["Best appearance", "Best questions"]
        assert texts(desk, "recipient")[-1] == "Ben", "it goes to nobody else"
        assert round(left_of(desk, "recipient"), 1) == 148.5
        desk.get_by_label("Name, from left").fill("100")
        assert round(left_of(desk, "recipient")) == 100
        desk.reload()
        assert round(left_of(desk, "recipient")) == 100, "kept in this browser"
        desk.get_by_label("Stock").select_option(label="preprinted")
        expect(desk.locator("#certificates")).to_have_attribute("data-stock", "preprinted")
        expect(desk.get_by_label("Name, from left")).to_have_value("148.5")
        expect(desk.locator(".certificate [data-text=heading]").first).to_be_hidden()
        assert round(left_of(desk, "recipient"), 1) == 148.5, "each stock has its own"
        desk.get_by_label("For each").select_option(label="member")
        expect(desk.locator(".certificate")).to_have_count(3)
        assert texts(desk, "recipient") == ["Ann", "Ben", "Ben"]
        assert texts(desk, "prize") == ["First prize", "First prize", "Best questions"]
        assert texts(desk, "beside") == ["Speaker 1", "Speaker 1", "Speaker 1"]

        sentence = desk.get_by_label("Sentence, wording")
        expect(sentence).to_have_value("is awarded in {contest}")
        sentence.fill("{name} of {team}\nwon the {prize} on {date}.")
        assert (
            texts(desk, "text")[1] == "Ben of Speaker 1\nwon the First prize on November 30, 2024."
        )
        sentence.fill("To {nam}")
        expect(desk.locator("#wording-trouble")).to_contain_text("Nothing is filled in for {nam}.")
        sentence.fill("To { name }")
        expect(desk.locator("#wording-trouble")).to_be_empty()
        desk.reload()
        expect(sentence).to_have_value("To { name }")
        assert texts(desk, "text") == ["To Ann", "To Ben", "To Ben"], "kept in this browser"

        desk.get_by_label("What for").select_option(label="taking part")
        expect(desk.locator(".certificate")).to_have_count(2)
        expect(sentence).to_have_value("took part in {contest}")
        assert texts(desk, "text") == ["took part in Autumn talks"] * 2, "a wording of its own"
        assert desk.locator(".certificate [data-text=prize]").count() == 0
        expect(desk.locator(".awards-state")).to_contain_text(
            "Without members in the set-up: Speaker 2"
        )
        desk.get_by_label("For each").select_option(label="team")
        expect(desk.locator(".certificate")).to_have_count(12)
        assert texts(desk, "recipient")[-1] == "Speaker 12", "all take part, also without a prize"


SIX = "".join(f'[[teams]]\nid = "t{n}"\nname = "Speaker {n}"\n' for n in range(1, 7))
JOINT = f"""\
[event]
slug = "joint"
title = "Joint winners"
locale = "en"

{SIX}
[[stages]]
id = "s1"
name = "Contest"

[[stages.rounds]]
id = "r1"
name = "Talk"
kind = "points"
max = 100

[[prizes]]
name = "First prize"
count = 1

[[prizes]]
name = "Second prize"
count = 2
"""


@pytest.mark.long
def test_sharing_the_first_place_comes_before_the_tie_that_it_brings_about(
    browser: Browser, host: Host
) -> None:
    """Three share the first place, so that three others are tied for two second prizes."""
    with host.serving(JOINT) as server, room(browser, server, "joint") as at:
        at.scorer.set_round("open", "r1")
        for n, points in enumerate((90, 90, 90, 10, 10, 10), start=1):
            assert at.scorer.award("r1", f"t{n}", points).status_code == 201
        at.scorer.set_round("close", "r1")
        at.settle()
        expect(ways(at.desk)).to_contain_text("Recorded now, and announced with the others")
        ways(at.desk).get_by_text("They share the first place").click()
        ways(at.desk).get_by_text("As the rules say").click()
        ways(at.desk).get_by_role("button", name="Let all 3 share it").click()
        at.next_is("3 teams are tied for Second prize. Places left in it: 2.")
        ways(at.desk).get_by_text("All 3 take it").click()
        ways(at.desk).get_by_text("As the rules say").click()
        ways(at.desk).locator(".slip-yes").click()
        at.next_is("All rounds of Contest are closed. The prizes:")
        at.desk.locator("#next-button").click()
        at.desk.get_by_role("dialog").get_by_role("button", name="Announce the winner").click()
        at.next_is("All done. The prizes:")
        won = {row["team"]["id"]: row["prize"] for row in server.scorer("joint").board()["rows"]}
        assert list(won.values()) == ["p1"] * 3 + ["p2"] * 3
