"""From the judges' tablets to every screen of the hall, in two browsers, through one round."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import (
    PHONE,
    enter_mark,
    expect_mark,
    expect_version,
    row,
    rows_of,
    visiting,
)
from tests.support.contests import shipped
from tests.support.server import serving
from tests.support.venue import Venue, everybody_in

SLUG = "nm2024"
JUDGES = ("j1", "j2", "j3")
# Three judges' marks; their means are 14, 12, 10, 10, 9, 8 and 8.
MARKS = {
    "djdh": ("10", "9", "11"),
    "hlbf": ("9", "10", "8"),
    "bhlc": ("10", "11", "9"),
    "hyzg": ("14", "15", "13"),
    "yhcj": ("8", "7", "9"),
    "hlwx": ("8", "8", "8"),
    "yzwd": ("12", "11", "13"),
}
# Equals stand in the order of registration.
AFTER_FIRST_ROUND = [
    ("hyzg", "1", "14", False),
    ("yzwd", "2", "12", False),
    ("djdh", "3", "10", True),
    ("bhlc", "3", "10", True),
    ("hlbf", "4", "9", False),
    ("yhcj", "5", "8", True),
    ("hlwx", "5", "8", True),
]


@pytest.fixture(scope="module")
def venue(
    browser: Browser, another_browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Venue]:
    folder: Path = tmp_path_factory.mktemp("road")
    with (
        serving(folder, shipped(judges=3, points_by="judges")) as server,
        everybody_in(server, SLUG, JUDGES, browser, another_browser) as venue,
    ):
        yield venue


def test_everybody_stands_where_the_link_promised_and_no_page_is_trusted_more_than_in_a_hall(
    venue: Venue,
) -> None:
    for page in [*venue.tablets.values(), *venue.screens]:
        assert page.evaluate("window.isSecureContext") is False
        assert "hall.test" in page.url
        assert "/join/" not in page.url, "a token must not stay in the address"
    assert {page.url.rsplit("/", 1)[1] for page in venue.tablets.values()} == {"judge"}
    assert venue.desk.url.endswith(f"/e/{SLUG}/desk")
    assert len(venue.expect_shown_everywhere()) == 7


def test_before_the_round_a_tablet_offers_no_team_and_no_field(venue: Venue) -> None:
    for page in venue.tablets.values():
        expect(page.locator("#waiting")).to_be_visible()
        expect(page.locator("[data-team][data-mark]")).to_have_count(0)
        expect(page.locator('input[name^="mark:"]')).to_have_count(0)


def test_the_scorer_opens_the_round_and_every_tablet_shows_its_teams(venue: Venue) -> None:
    next_action = venue.desk.locator("#next-button")
    expect(next_action).to_contain_text("必答题")
    next_action.click()
    for page in venue.tablets.values():
        expect(page.locator("[data-team][data-mark]")).to_have_count(7)
        expect(page.locator('[data-mark="none"]')).to_have_count(7)
    venue.expect_shown_everywhere()


def test_three_judges_mark_seven_teams_and_every_screen_shows_the_places(venue: Venue) -> None:
    for nth, judge in enumerate(JUDGES):
        page = venue.tablets[judge]
        for team, values in MARKS.items():
            enter_mark(page, team, values[nth])
        for team in MARKS:
            expect_mark(page, team, "saved")
        expect(page.locator('[data-mark="pending"], [data-mark="refused"]')).to_have_count(0)
    assert venue.expect_shown_everywhere() == AFTER_FIRST_ROUND
    assert venue.version == 2 + 21, "one entry for each mark"


def test_no_tablet_shows_what_another_judge_gave(venue: Venue) -> None:
    for nth, judge in enumerate(JUDGES):
        for team, values in MARKS.items():
            shown = row(venue.tablets[judge], team).locator(".team-value")
            expect(shown).to_have_text(values[nth])


def test_the_projector_tells_shared_places_and_the_line_of_those_who_go_on(venue: Venue) -> None:
    shared = venue.projector.locator('[data-tied="true"]')
    expect(shared).to_have_count(4)
    # A row keeps its place until its score has been told.
    expect(shared.locator(".place-number")).to_have_text(["3", "3", "5", "5"])
    expect(shared.locator(".place-tie")).to_have_text(["并列"] * 4)
    for text in venue.projector.locator('[data-tied="false"] .place-tie').all():
        expect(text).to_be_hidden()
    names = venue.projector.locator(".row .name").all_inner_texts()
    board = venue.server.stranger(SLUG).board()
    assert names == [one["team"]["name"] for one in board["rows"]]
    totals = venue.projector.locator(".row .total-number")
    expect(totals).to_have_text([one["total"] for one in board["rows"]])


def test_the_audiences_phone_shows_the_same_without_javascript(
    venue: Venue, another_browser: Browser
) -> None:
    with visiting(another_browser, PHONE, is_mobile=True, java_script_enabled=False) as guest:
        page = guest.open(venue.server.links(SLUG)["audience"])
        assert rows_of(page) == AFTER_FIRST_ROUND
        board = venue.server.stranger(SLUG).board()
        cells = page.locator("tbody tr[data-team]")
        assert cells.locator(".name").all_inner_texts() == [
            one["team"]["name"] for one in board["rows"]
        ]
        assert cells.locator(".total-number").all_inner_texts() == [
            one["total"] for one in board["rows"]
        ]
        assert page.locator('meta[http-equiv="refresh"]').count() == 1
        width = page.locator("html").evaluate("html => html.scrollWidth")
        assert width <= PHONE["width"], "no scrolling sideways"


def test_a_mark_above_the_limit_is_refused_on_the_tablet_and_reaches_no_screen(
    venue: Venue,
) -> None:
    before, judge = venue.version, venue.tablets["j1"]
    enter_mark(judge, "hyzg", "21")
    expect_mark(judge, "hyzg", "refused")
    expect(row(judge, "hyzg").locator(".team-reason")).to_contain_text("20")
    # The same from a tablet whose checks have been passed by.
    answer = venue.server.judge(SLUG, "j1").mark("r1", "hyzg", 21)
    assert answer.status_code == 422
    assert venue.version == before
    enter_mark(judge, "hyzg", "17")
    expect_mark(judge, "hyzg", "saved")
    assert venue.version == before + 1
    rows = venue.expect_shown_everywhere()
    assert rows[0] == ("hyzg", "1", "15", False)
    for page in (venue.projector, venue.phone):
        boards = page.evaluate("window.shownBoards")
        assert {version for version, _ in boards} <= {str(n) for n in range(before + 2)}
        leaders = {totals.split()[0] for version, totals in boards if int(version) >= before}
        assert leaders <= {"14", "15"}, "with 21 the leader would have had 16"
    assert "21" not in {entry.get("value") for entry in venue.server.scorer(SLUG).ledger()}


def test_a_judge_who_thinks_again_counts_once(venue: Venue) -> None:
    judge = venue.tablets["j1"]
    enter_mark(judge, "hyzg", "14")
    expect_mark(judge, "hyzg", "saved")
    expect(row(judge, "hyzg").locator(".team-value")).to_have_text("14")
    assert venue.expect_shown_everywhere() == AFTER_FIRST_ROUND


def test_the_desk_shows_who_has_given_what(venue: Venue) -> None:
    for nth, judge in enumerate(JUDGES):
        for team, values in MARKS.items():
            cell = venue.desk.locator(f'#grid [data-row="{team}"] [data-judge="{judge}"]')
            expect(cell).to_have_text(values[nth])


def test_the_scorer_closes_the_round_and_the_tablets_keep_nothing_of_it(venue: Venue) -> None:
    late = venue.tablets["j2"]
    row(late, "bhlc").click()
    late.locator('input[name="mark:bhlc"]').fill("19")
    venue.desk.locator("#next-also").click()
    for page in venue.tablets.values():
        expect(page.locator("#waiting")).to_be_visible()
        expect(page.locator("[data-team][data-mark]")).to_have_count(0)
        expect(page.locator('input[name^="mark:"]')).to_have_count(0)
        assert page.locator("input").evaluate_all("all => all.map(i => i.value).join('')") == ""
    assert venue.expect_shown_everywhere() == AFTER_FIRST_ROUND
    assert "19" not in {entry.get("value") for entry in venue.server.scorer(SLUG).ledger()}


def test_points_are_awarded_with_one_touch_and_taken_back_with_one(venue: Venue) -> None:
    for act in ("open", "close"):
        venue.server.scorer(SLUG).set_round(act, "r2")
    # While the round before it is open the button would close that first, and names both.
    expect(venue.desk.locator("#next-button")).not_to_contain_text("风险题")
    expect(venue.desk.locator("#next-button")).to_contain_text("抢答题")
    venue.desk.locator("#next-button").click()
    judge = venue.tablets["j2"]
    expect(judge.locator("[data-team][data-mark]")).to_have_count(7)
    for team in ("yzwd", "hlwx"):
        row(judge, team).click()
        judge.locator(".quick button", has_text="+2").click()
        expect_mark(judge, team, "saved")
    expect(judge.locator("#given ol > li")).to_have_count(2)
    rows = venue.expect_shown_everywhere()
    assert rows[:2] == [("hyzg", "1", "14", True), ("yzwd", "1", "14", True)]
    assert ("hlwx", "2", "10", True) in rows
    judge.locator("#given .take-back").first.click()
    expect(judge.locator("#given ol > li")).to_have_count(1)
    expect(venue.projector.locator('[data-team="hlwx"]')).to_have_attribute("data-total", "8")
    rows = venue.expect_shown_everywhere()
    assert rows[:2] == [("hyzg", "1", "14", True), ("yzwd", "1", "14", True)]
    assert ("hlwx", "4", "8", True) in rows, "what was taken back counts no more"


def test_the_finalists_are_announced_only_after_a_yes(venue: Venue) -> None:
    scorer, desk = venue.server.scorer(SLUG), venue.desk
    assert venue.server.judge(SLUG, "j1").award("r3", "djdh", 2).status_code == 201
    scorer.set_round("close", "r3")
    expect(desk.locator("#next-button")).to_be_visible()
    expect_version(desk, venue.version)
    before = venue.version
    desk.locator("#next-button").click()
    expect(desk.locator("#confirm")).to_be_visible()
    desk.locator("#confirm-no").click()
    expect(desk.locator("#confirm")).to_be_hidden()
    assert venue.version == before, "a no does nothing"
    desk.locator("#next-button").click()
    desk.locator("#confirm-yes").click()
    expect_version(venue.projector, before + 1)
    assert {team for team, *_ in rows_of(venue.projector)} == {"hyzg", "yzwd", "djdh"}
    assert {total for _, _, total, _ in rows_of(venue.projector)} == {""}, "nobody has a score yet"
    venue.expect_shown_everywhere()
