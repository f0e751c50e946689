"""Points at the desk: in the teams' own rows, by one touch or two keys, and back by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import visiting
from tests.support.desk import Room, line, press, room, talks
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server
from tests.support.sweeps import later

SLUGS = [f"points{n}" for n in range(1, 13)]
TEN = "ten"
LONG = [
    "四川省成都市第一人民医院核医学科", "勇者无敌队", "绵阳市中心医院分子影像联合代表队",
    "北核亮翅队", "核力无限队", "西部战区总医院放射诊断与核医学代表队", "硬核出击队",
    "南充市川北医学院附属医院核医学科", "高新区队", "宜宾市第二人民医院正电子影像队",
]  # fmt: skip


def ten_teams() -> str:
    teams = "".join(
        f'[[teams]]\nid = "t{n}"\nname = "{name}"\n\n' for n, name in enumerate(LONG, start=1)
    )
    return f"""\
[event]
slug = "{TEN}"
title = "第二届核医学知识竞赛"
locale = "zh-CN"

{teams}
[[stages]]
id = "s1"
name = "初赛"
base = 100

[[stages.rounds]]
id = "r1"
name = "抢答题"
kind = "points"
awards = [10, -10]
min = -100

[[stages.rounds]]
id = "r2"
name = "风险题"
kind = "points"
stakes = [10, 20, 30]
questions = 1
"""


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(ten_teams(), *map(talks, SLUGS)) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Room]:
    """The buzzer round is open."""
    with room(browser, server, SLUGS.pop()) as opened:
        for act, round_id in (("open", "r1"), ("close", "r1"), ("open", "r2")):
            opened.scorer.set_round(act, round_id)
        opened.state_is("r2", "open")
        yield opened


def risk(opened: Room) -> Page:
    opened.scorer.set_round("close", "r2")
    opened.scorer.set_round("open", "r3")
    opened.state_is("r3", "open")
    return opened.desk


def log(desk: Page) -> list[str]:
    return desk.locator("#awards .award-points").all_inner_texts()


def given(opened: Room) -> list[tuple[str, str]]:
    return [(e["team"], e["value"]) for e in opened.scorer.ledger() if e["kind"] == "award"]


def test_points_are_given_by_one_touch_and_no_row_moves(opened: Room) -> None:
    desk = opened.desk
    before = [line(desk, f"t{n}").bounding_box() for n in range(1, 6)]
    for count, team in enumerate(("t5", "t2"), start=1):
        line(desk, team).locator("[data-points='10']").click()
        expect(desk.locator("#awards .award")).to_have_count(count)
    assert [line(desk, f"t{n}").bounding_box() for n in range(1, 6)] == before
    assert given(opened) == [("t5", "10"), ("t2", "10")]
    expect(desk.locator("#latest-act b")).to_have_text("Birch: +10, Buzzer")
    opened.next_is("2 awards so far.")
    assert barriers(desk) == []


def test_a_double_touch_counts_once_and_is_told(opened: Room) -> None:
    desk = opened.desk
    line(desk, "t3").locator("[data-points='10']").dblclick()
    expect(desk.locator("#giving-trouble")).to_contain_text("counts once")
    expect(desk.locator("#awards .award")).to_have_count(1)
    line(desk, "t4").locator("[data-points='-10']").click()
    expect(desk.locator("#giving-trouble")).to_be_empty()
    expect(desk.locator("#awards .award")).to_have_count(2)
    assert given(opened) == [("t3", "10"), ("t4", "-10")]


@pytest.mark.long
def test_a_stake_touched_twice_gives_nothing_and_says_so(opened: Room) -> None:
    desk = risk(opened)
    line(desk, "t1").locator("[data-stake='15']").dblclick()
    expect(line(desk, "t1").locator("[data-stake='15']")).to_have_attribute("aria-pressed", "true")
    trouble = desk.locator("#giving-trouble")
    expect(trouble).to_have_text("Touched too quickly: nothing is given yet. Touch again.")
    # The first stake stays under the finger, and is not let go of again.
    line(desk, "t2").locator("[data-stake='5']").dblclick()
    expect(line(desk, "t2").locator("[data-stake='5']")).to_have_attribute("aria-pressed", "true")
    expect(trouble).to_be_empty()
    assert given(opened) == []


@pytest.mark.long
def test_an_answer_given_at_once_under_the_same_finger_counts(opened: Room) -> None:
    desk = risk(opened)
    stake = line(desk, "t1").locator("[data-stake='15']")
    box = stake.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    desk.mouse.click(x, y)
    # The finger comes up again as soon as somebody quick has read the answer.
    desk.mouse.click(x, y, delay=300)
    expect(desk.locator("#awards .award")).to_have_count(1)
    expect(desk.locator("#giving-trouble")).to_be_empty()
    assert given(opened) == [("t1", "15")]


def test_number_keys_choose_the_team_and_signs_give(opened: Room) -> None:
    desk = opened.desk
    press(desk, "+")
    expect(desk.locator("#giving-trouble")).to_have_text("Choose a team first.")
    press(desk, "4", "+", "2", "-", "7", "+")
    expect(desk.locator("#awards .award")).to_have_count(2)
    press(desk, "3", "m")
    desk.keyboard.type("7")
    press(desk, "Enter")
    expect(desk.locator("#awards .award")).to_have_count(3)
    assert given(opened) == [("t4", "10"), ("t2", "-10"), ("t3", "7")]


def test_ones_own_award_is_taken_back_by_one_touch_or_two_keys(opened: Room) -> None:
    desk = opened.desk
    for count, team in enumerate(("t1", "t2", "t3"), start=1):
        line(desk, team).locator("[data-points='10']").click()
        expect(desk.locator("#awards .award")).to_have_count(count)
    expect(desk.locator("#just-given")).to_have_text("Cedar +10")
    desk.locator("#awards .award-back").first.click()
    expect(desk.locator("#awards .award")).to_have_count(2)
    expect(desk.locator("#just")).to_be_hidden()
    press(desk, "Control+z")
    expect(desk.locator("#awards .award-team")).to_have_text(["Alder"])
    undone = [(e["voids"], e["reason"]) for e in opened.scorer.ledger() if e["kind"] == "undo"]
    awards = [e["version"] for e in opened.scorer.ledger() if e["kind"] == "award"]
    assert undone == [(awards[2], "Entered by mistake"), (awards[1], "Entered by mistake")]
    expect(desk.locator("#workspace")).to_be_hidden()


@pytest.mark.long
def test_the_key_asks_before_it_reaches_into_a_round_that_is_closed(opened: Room) -> None:
    desk = opened.desk
    line(desk, "t1").locator("[data-points='10']").click()
    expect(desk.locator("#awards .award")).to_have_count(1)
    opened.scorer.set_round("close", "r2")
    opened.scorer.set_round("open", "r3")
    opened.state_is("r3", "open")
    desk.locator("body").press("Control+z")
    expect(desk.locator("#workspace-title")).to_have_text("Undo this: Alder +10 (Buzzer)")
    assert given(opened) == [("t1", "10")]
    assert not [e for e in opened.scorer.ledger() if e["kind"] == "undo"]


@pytest.mark.long
def test_in_a_field_the_keys_are_the_fields_own(opened: Room) -> None:
    desk = opened.desk
    line(desk, "t1").locator("[data-points='10']").click()
    expect(desk.locator("#awards .award")).to_have_count(1)
    desk.get_by_label("Note").fill("late")
    press(desk, "3", "+", "Control+z")
    expect(desk.locator("#awards .award")).to_have_count(1)
    expect(desk.locator("#sums [data-chosen]")).to_have_count(0)


@pytest.mark.long
def test_anothers_award_is_taken_back_with_a_reason_after_a_look(opened: Room) -> None:
    desk = opened.desk
    assert opened.server.judge(opened.slug, "j1").award("r2", "t2", 10).status_code == 201
    expect(desk.locator("#awards .award")).to_have_count(1)
    press(desk, "Control+z")
    expect(desk.locator("#said")).to_have_text("There is no award of yours to take back.")
    desk.locator("#awards .award-back").click()
    expect(desk.locator("#workspace-title")).to_have_text("Undo this: Birch +10 (Buzzer)")
    expect(desk.locator("#workspace .preview [data-move=t2]")).to_be_visible()
    assert barriers(desk) == []
    desk.keyboard.type("Another table buzzed")
    press(desk, "Enter")
    expect(desk.locator("#awards .award")).to_have_count(0)
    last = opened.scorer.ledger()[-1]
    assert (last["kind"], last["reason"]) == ("undo", "Another table buzzed")


def test_a_stake_is_named_and_answered_in_its_row_and_who_is_through_is_said(opened: Room) -> None:
    desk = risk(opened)
    opened.next_is("0 of 5 teams are through.")
    assert "button-primary" not in (desk.locator("#next-button").get_attribute("class") or "")
    line(desk, "t1").locator("[data-outcome=declined]").click()
    expect(line(desk, "t1")).to_have_attribute("data-done", "")
    expect(line(desk, "t2")).to_have_attribute("data-chosen", "")
    line(desk, "t2").locator("[data-stake='5']").click()
    line(desk, "t2").locator("[data-outcome=right]").click()
    expect(line(desk, "t3")).to_have_attribute("data-chosen", "")
    press(desk, "4", "ArrowRight", "Enter", "-")
    expect(desk.locator("#awards .award")).to_have_count(3)
    assert log(desk) == ["Wrong −15", "Right 5", "Declined"]
    # Who and when stand in one line, whatever the answer came to.
    lines = "all => all.map(one => one.offsetHeight)"
    assert len(set(desk.locator("#awards .award-when").evaluate_all(lines))) == 1
    expect(desk.locator("#latest-act b")).to_have_text("Dogwood: wrong −15, Risk")
    expect(line(desk, "t4").locator(".turn-done")).to_have_text("✓")
    expect(line(desk, "t3").locator(".turn-done")).to_be_empty()
    # The fifth is next, then the third: round and round, past those who are through.
    for team in ("t5", "t3"):
        expect(line(desk, team)).to_have_attribute("data-chosen", "")
        line(desk, team).locator("[data-outcome=declined]").click()
    opened.next_is("All 5 teams are through.")
    expect(desk.locator("#next-button")).to_have_class("button next-button button-primary")
    expect(desk.locator("#sums [data-chosen]")).to_have_count(0)
    assert barriers(desk) == []


def test_the_tablet_gives_a_stake_and_no_other_amount_in_a_risk_round(opened: Room) -> None:
    tablet = opened.tablet
    tablet.locator("[data-team=t2]").click()
    expect(tablet.locator("#panel .panel-value")).to_be_visible()
    risk(opened)
    expect(tablet.locator("#risk")).to_be_visible()
    expect(tablet.locator("#panel .panel-value")).to_be_hidden()
    expect(tablet.locator("#panel .panel-submit")).to_be_hidden()
    tablet.locator("[data-team=t2]").click()
    press(tablet, "1", "5", "Enter")
    expect(tablet.locator(".panel-hint")).to_contain_text("Choose a stake first.")
    expect(tablet.locator("#panel [name=question]")).to_have_value("15")
    tablet.locator("#risk [data-stake='5']").click()
    tablet.locator("#risk [data-outcome=wrong]").click()
    expect(opened.desk.locator("#awards .award")).to_have_count(1)
    assert given(opened) == [("t2", "-5")]
    assert opened.scorer.ledger()[-1]["detail"]["question"] == "15"


@pytest.mark.long
def test_one_question_more_is_asked_about_and_booked_with_its_reason(
    browser: Browser, server: Server
) -> None:
    scorer = server.scorer(TEN)
    for act, round_id in (("open", "r1"), ("close", "r1"), ("open", "r2")):
        scorer.set_round(act, round_id)
    with visiting(browser, {"width": 1366, "height": 768}) as visitor:
        desk = visitor.open(server.links(TEN)["scorer"])
        decline = line(desk, "t9").locator("[data-outcome=declined]")
        decline.click()
        expect(line(desk, "t9")).to_have_attribute("data-done", "")
        line(desk, "t9").locator("[data-stake='10']").click()
        line(desk, "t9").locator("[data-outcome=wrong]").click()
        expect(desk.locator("#workspace .slip-yes")).to_have_text("给高新区队计 −10 分")
        expect(desk.locator("#awards .award")).to_have_count(1)
        desk.get_by_role("button", name="加题").click()
        press(desk, "Enter")
        expect(desk.locator("#awards .award")).to_have_count(2)
        assert scorer.ledger()[-1]["reason"] == "加题"
        assert desk.locator("#awards .award-points").all_inner_texts() == ["答错 −10", "放弃"]
    scorer.set_round("close", "r2")
    scorer.set_round("reopen", "r1")


@pytest.mark.long
@pytest.mark.parametrize("size", [(1366, 768), later((1440, 900))])
@pytest.mark.parametrize("round_id", ["r1", "r2"])
def test_ten_teams_with_long_names_are_all_in_sight(
    browser: Browser, server: Server, size: tuple[int, int], round_id: str
) -> None:
    scorer = server.scorer(TEN)
    if scorer.board()["version"] == 1:
        scorer.set_round("open", "r1")
    states = {r["id"]: r["state"] for r in scorer.board()["rounds"]}
    if states[round_id] != "open":
        scorer.set_round("close", next(one for one, state in states.items() if state == "open"))
        scorer.set_round("open" if states[round_id] == "pending" else "reopen", round_id)
    width, height = size
    with visiting(browser, {"width": width, "height": height}) as visitor:
        desk = visitor.open(server.links(TEN)["scorer"])
        expect(desk.locator("#sums tbody tr")).to_have_count(10)
        desk.evaluate("document.fonts.ready.then(() => true)")
        keys = desk.locator("#sums .give-keys button")
        for key in keys.all():
            expect(key).to_be_in_viewport(ratio=1)
        smallest = "keys => Math.min(...keys.flatMap(k => [k.offsetWidth, k.offsetHeight]))"
        assert keys.evaluate_all(smallest) >= 44
        for name in desk.locator("#sums .team-name").all():
            expect(name).to_be_in_viewport(ratio=1)
