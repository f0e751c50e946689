"""What stands beside names and figures is never read as part of them: on the wall and on phones."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import PHONE, PROJECTOR, expect_version, visiting
from tests.support.contests import contest, name_of
from tests.support.projector import FAULTS, settle, show
from tests.support.server import Person, Server, serving
from tests.support.sweeps import later

FEW, MANY = "few", "many"
TEAMS = 24
LONG = "四川省第一人民医院核医学科与影像中心"


@dataclass
class Hall:
    """The wall, a phone, and those who make the board."""

    wall: Page
    phone: Page
    server: Server
    scorer: Person

    def rows(self, team: str) -> tuple[Locator, Locator]:
        """A team's row on the wall and on the phone, when both have the newest board."""
        for page in (self.wall, self.phone):
            expect_version(page, self.scorer.board()["version"])
        settle(self.wall)
        selector = f'[data-team="{team}"][data-rank]'
        return self.wall.locator(selector), self.phone.locator(selector)

    def mark(self, judge: str, team: str, value: int) -> None:
        assert self.server.judge(FEW, judge).mark("r1", team, value).status_code == 201


@pytest.fixture
def hall(browser: Browser, tmp_path: Path) -> Iterator[Hall]:
    with (
        serving(tmp_path, contest(FEW, 4, judges=2)) as server,
        visiting(browser, PROJECTOR) as high,
        visiting(browser, PHONE) as pocket,
    ):
        wall = high.open(f"{server.hall}/e/{FEW}/display")
        phone = pocket.open(f"{server.hall}/e/{FEW}")
        scorer = server.scorer(FEW)
        scorer.set_round("open", "r1")
        body = {"id": str(uuid.uuid4()), "round": "r1", "reason": "did not come"}
        assert scorer.post("teams/t2/absent", body).status_code == 201
        # The second judge has not marked t3 yet.
        for team, value in (("t1", 90), ("t3", 80), ("t4", 70)):
            for judge in ("j1",) if team == "t3" else ("j1", "j2"):
                assert server.judge(FEW, judge).mark("r1", team, value).status_code == 201
        yield Hall(wall, phone, server, scorer)


# Bars that end in the letters of a name; one at the foot of its row ends below them.
CUT_BY_BARS = """
() => [...document.querySelectorAll(".row:not(.off-page)")].flatMap((row) => {
  const bar = row.querySelector(".bar").getBoundingClientRect();
  const letters = document.createRange();
  letters.selectNodeContents(row.querySelector(".name"));
  return [...letters.getClientRects()].flatMap((line) => {
    const beside = bar.right >= line.right || bar.right <= line.left;
    const below = bar.top >= (line.top + line.bottom) / 2 + line.height * 0.3;
    return beside || below ? [] : [row.dataset.team];
  });
})
"""


def painted(row: Locator) -> str:
    found: str = row.locator(".bar").evaluate("bar => getComputedStyle(bar).backgroundImage")
    return found


def test_a_provisional_total_has_a_quiet_bar_or_a_word_and_no_ring_before_it(hall: Hall) -> None:
    wall, phone = hall.rows("t3")
    open_bar = painted(wall)
    expect(wall.locator(".total")).to_have_text("80")
    awaited = wall.locator(".figure-awaited .in-words").first
    expect(awaited).to_have_text("评 1/2")
    expect(awaited).to_be_visible()
    expect(phone.locator(".total")).to_have_text("80 暂计")
    expect(phone.locator(".total-number + .total-open")).to_be_visible()
    assert not phone.locator(".total-open").evaluate(
        "word => getComputedStyle(word).borderTopWidth !== '0px'"
    )
    for page in (hall.wall, hall.phone):
        expect(page.locator(".foot-open")).to_have_text("评委打分中，成绩未定")
    hall.mark("j2", "t3", 80)
    wall, phone = hall.rows("t3")
    assert painted(wall) != open_bar
    expect(wall.locator(".figure-awaited").first).to_be_hidden()
    expect(phone.locator(".total")).to_have_text("80")
    for page in (hall.wall, hall.phone):
        expect(page.locator(".foot-open")).to_be_hidden()


@pytest.mark.long
def test_a_missed_round_is_told_in_its_cell_once_the_team_has_a_total(hall: Hall) -> None:
    for row in hall.rows("t2"):
        expect(row.locator(".decided")).to_have_text("缺考")
    hall.mark("j2", "t3", 80)
    hall.scorer.set_round("close", "r1")
    hall.scorer.set_round("open", "r2")
    assert hall.server.judge(FEW, "j1").award("r2", "t2", 10).status_code == 201
    wall, phone = hall.rows("t2")
    expect(wall.locator(".decided")).to_have_text("")
    expect(wall.locator(".figure")).to_have_text(["缺考", "10"])
    expect(phone.locator(".decided")).to_have_count(0)
    expect(phone.locator(".scores")).to_have_text("必答题 缺考抢答题 10")


@pytest.mark.long
def test_a_team_that_did_not_move_has_no_sign_before_its_total(hall: Hall) -> None:
    hall.mark("j2", "t3", 80)
    hall.scorer.set_round("close", "r1")
    hall.scorer.set_round("open", "r2")
    for team, points in (("t4", 10), ("t4", 10)):
        assert hall.server.judge(FEW, "j1").award("r2", team, points).status_code == 201
    wall, _ = hall.rows("t1")
    expect(wall.locator(".move")).to_have_text("")
    climbed, _ = hall.rows("t4")
    expect(climbed.locator(".move")).to_have_text("+2")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    text = contest(MANY, TEAMS)
    for n in range(1, TEAMS + 1, 2):
        text = text.replace(f'"{name_of(n)}"', f'"{LONG}{n:02d}"')
    with serving(tmp_path_factory.mktemp("signs"), text) as server:
        scorer, judge = server.scorer(MANY), server.judge(MANY, "j1")
        scorer.set_round("open", "r1")
        for n in range(1, TEAMS + 1):
            # From the ninth on every third shares its neighbour's total; the cut comes before.
            value = 100 - 2 * (n - (n > 9 and n % 3 == 0))
            assert judge.mark("r1", f"t{n}", value).status_code == 201
        scorer.set_round("close", "r1")
        scorer.set_round("open", "r2")
        assert judge.award("r2", "t8", 10).status_code == 201
        yield server


@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), [(1024, 768), later(1920, 1080)])
def test_the_word_at_the_cut_lies_on_no_name_and_no_figure(
    crowd: Server, browser: Browser, width: int, height: int
) -> None:
    with visiting(browser, {"width": width, "height": height}) as visitor:
        page = visitor.context.new_page()
        show(page, crowd, MANY)
        expect(page.locator(".cut-line .edge-word")).to_be_visible()
        assert page.evaluate(FAULTS) == []
        assert page.evaluate(CUT_BY_BARS) == [], "no bar ends in a stroke through a name"


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh-CN", later("en")])
def test_a_tie_is_told_by_its_bracket_and_a_word_that_can_be_read_and_no_equals_sign(
    crowd: Server, browser: Browser, language: str
) -> None:
    with visiting(browser, {"width": 1024, "height": 768}) as visitor:
        page = visitor.open(f"{crowd.hall}/e/{MANY}/display?lang={language}")
        expect(page.locator(".bracket").first).to_be_visible()
        assert page.locator('.row[data-tied="true"]').count() > 2
        words = page.locator(".place-tie").filter(visible=True)
        sizes = words.evaluate_all(
            "words => words.map(word => parseFloat(getComputedStyle(word).fontSize))"
        )
        assert all(size >= 0.022 * 576 - 0.1 for size in sizes)
        assert "=" not in page.locator(".standings").inner_text()
