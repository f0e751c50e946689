"""A talk contest of twenty, from the organiser's spreadsheet to the certificates, in Chinese.

Seven judges mark by four criteria, one highest and one lowest sheet left out; the panel counts
70 per cent and the raised cards of the hall 30. Two are tied where the second prize ends.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import PHONE, PROJECTOR, TABLET, expect_mark, row, visiting
from tests.support.desk import DESK, ways
from tests.support.server import Person, Server, serving
from tests.support.talk_contest import (
    ABSENT,
    CONTESTANTS,
    JUDGES,
    MARKED,
    PRESENT,
    PRIZES,
    RESULT,
    TITLE,
    reckoned,
    write_registration,
)
from tests.support.waiting import until

# One whole day more, beside `test_whole_road` and `test_whole_event`; its parts have own tests.
pytestmark = pytest.mark.long

SLUG = "talk2026"
UPRIGHT = {"width": 820, "height": 1180}
RANKED = [name for _, name, _ in RESULT]
# The turns whose sheets are typed on tablets: the first, some, and the last.
TYPED = (0, 1, 2, 9, 18, 19)
CRITERIA = {"c1": ("内容", "40"), "c2": ("表达", "30"), "c3": ("形象", "20"), "c4": ("时间", "10")}


@dataclass
class Contest:
    """The server, the organiser's page, the two tablets, the wall and a phone."""

    server: Server
    desk: Page
    tablets: dict[str, Page]
    wall: Page
    phone: Page
    folder: Path
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def scorer(self) -> Person:
        return self.server.scorer(SLUG)

    @property
    def names(self) -> dict[str, str]:
        return {team: name for name, team in self.ids.items()}

    def go(self, path: str) -> Page:
        self.desk.goto(f"{self.server.hall}/e/{SLUG}/{path}")
        expect(self.desk.locator("main[aria-busy]")).to_have_count(0)
        return self.desk

    @property
    def setup(self) -> dict[str, Any]:
        """What is in force, as the organiser's own page reads it."""
        ask = f"fetch('/api/v1/events/{SLUG}/setup').then((answer) => answer.json())"
        found: dict[str, Any] = self.desk.evaluate(ask)["setup"]
        return found

    def next_is(self, words: str) -> None:
        expect(self.desk.locator("#next-sentence")).to_have_text(words)


@pytest.fixture(scope="module")
def contest(
    browser: Browser, another_browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Contest]:
    folder: Path = tmp_path_factory.mktemp("talks")
    with serving(folder) as server, ExitStack() as people:

        def device(where: Browser, size: dict[str, int], **options: Any) -> Page:
            visitor = visiting(where, size, locale="zh-CN", reduced_motion="reduce", **options)
            return people.enter_context(visitor).context.new_page()

        yield Contest(
            server,
            device(browser, DESK),
            {
                "j1": device(browser, TABLET, has_touch=True),
                "j2": device(browser, UPRIGHT, has_touch=True),
            },
            device(another_browser, PROJECTOR),
            device(another_browser, PHONE, is_mobile=True),
            folder,
        )


def key(form: Locator, name: str) -> Locator:
    return form.locator(f'[data-key="{name}"]').first


def part(page: Page, name: str) -> Locator:
    page.locator(f'a[href="#{name}"]').first.click()
    shown = page.locator(f"#part-{name}")
    expect(shown).to_be_visible()
    return shown


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#saving-state")).to_have_text("已全部保存。")


def test_the_registration_sheet_becomes_twenty_contestants(contest: Contest) -> None:
    desk, server = contest.desk, contest.server
    found = until(lambda: re.search(r"/join/\S+", server.log), "the organiser's link")
    desk.goto(f"{server.hall}{found[0]}")
    desk.goto(f"{server.hall}/new")
    desk.locator("#way-file").check()
    desk.set_input_files("#import-file", write_registration(contest.folder / "报名表.xlsx"))
    expect(desk.locator("#import-said")).to_contain_text("20 支队伍")
    odd = desk.locator(".import-odd li")
    expect(odd).to_contain_text(["写着“合计”，像是合计。", "像是备注。"])
    expect(desk.locator("#new-contest")).to_have_value(TITLE)
    desk.get_by_label("环节与规则参照").select_option(label="空白")
    desk.locator("#new-slug").fill(SLUG)
    desk.locator("#make").click()
    expect(desk.locator("#team-rows > *")).to_have_count(len(CONTESTANTS))
    board = server.stranger(SLUG).board()
    contest.ids.update({one["team"]["name"]: one["team"]["id"] for one in board["rows"]})
    assert list(contest.ids) == CONTESTANTS
    assert "1380000" not in repr(contest.setup)


def test_the_judges_are_pasted_and_one_must_not_mark_her_own_colleague(contest: Contest) -> None:
    judges = part(contest.desk, "judges")
    judges.locator("#paste-judges-open").click()
    judges.locator("#paste-judges textarea").fill("\n".join(JUDGES))
    judges.get_by_role("button", name="添加这些评委").click()
    zhou = judges.locator("#judge-rows > li").nth(1)
    zhou.get_by_role("button", name="为所有队伍打分").click()
    zhou.get_by_label("林雨桐").check()
    expect(zhou).to_contain_text("回避 1 支队伍")


def test_panel_and_hall_are_set_up_as_one_performance_and_told_in_words(contest: Contest) -> None:
    desk = contest.desk
    stages = part(desk, "stages")
    stages.get_by_role("button", name="添加分项打分环节").click()
    stages.get_by_role("button", name="删除 第 1 环节").click()
    talk = stages.locator("[data-round]").last
    expect(talk).to_contain_text("内容 40 + 表达 30 + 形象 20 + 时间 10 = 100")
    given = {"weight": "0.7", "decimals": "2", "drop_high": "1", "drop_low": "1"}
    for name, value in (given | {"criterion.step": "0.5"}).items():
        key(talk, name).fill(value)
    key(talk, "appearance").select_option("draw")
    stages.get_by_role("button", name="添加举牌计数").click()
    hall = stages.locator("[data-round]").last
    key(hall, "weight").fill("0.3")
    key(hall, "present").fill(str(PRESENT))
    key(hall, "together").select_option(label="演讲")
    means = desk.locator("#means-list")
    expect(means).to_contain_text("演讲：去掉一个最高分、一个最低分，取各评委打分的平均分")
    expect(means).to_contain_text("演讲的得分先四舍五入（保留 2 位小数），再乘权重。")
    expect(means).to_contain_text("演讲、大众评审一同开始、一同结束")


def test_prizes_decimals_and_the_tie_break_are_set_and_all_is_in_force(contest: Contest) -> None:
    desk = contest.desk
    prizes = part(desk, "prizes")
    prizes.get_by_role("button", name="一、二、三等奖，其余优秀奖").click()
    assert [
        (key(one, "name").input_value(), key(one, "count").input_value())
        for one in prizes.locator("#prize-rows > li").all()
    ] == [("一等奖", "1"), ("二等奖", "3"), ("三等奖", "6"), ("优秀奖", "")]
    rules = part(desk, "rules")
    key(rules, "decimals").select_option("2")
    rules.get_by_label("添加同分排序规则").select_option(label="“内容”的得分")
    rules.locator("[data-key=ranking][value=competition]").check()
    save(desk)
    setup = contest.setup
    talk, hall = setup["stages"][0]["rounds"]
    assert [(c["id"], (c["name"], c["max"])) for c in talk["criteria"]] == [*CRITERIA.items()]
    assert (talk["drop_high"], talk["drop_low"], talk["weight"]) == (1, 1, "0.7")
    assert (hall["kind"], hall["weight"], hall["present"]) == ("count", "0.3", PRESENT)
    assert talk["performance"] == hall["performance"] != ""
    assert setup["judges"][1]["recused"] == [contest.ids["林雨桐"]]
    assert (setup["rules"]["decimals"], setup["rules"]["tie_breaks"]) == (2, ["criterion:c1"])


def test_lots_are_drawn_and_the_first_comes_on_stage_for_everybody(contest: Contest) -> None:
    desk, links = contest.go("desk"), contest.server.links(SLUG)
    expect(desk.locator("#next-hint")).to_contain_text("出场顺序尚未抽签")
    desk.locator("#stage-draw").click()
    expect(desk.locator("#stage-draw")).to_be_hidden()
    for judge, tablet in contest.tablets.items():
        tablet.goto(contest.server.judge_link(SLUG, judge))
    contest.wall.goto(links["display"])
    contest.phone.goto(links["audience"])
    expect(desk.locator("#next-button")).to_contain_text("开始演讲 + 大众评审")
    desk.locator("#next-button").click()
    for tablet in contest.tablets.values():
        expect(row(tablet, contest.ids[ABSENT])).to_be_visible()
    expect(row(contest.tablets["j2"], contest.ids["林雨桐"])).to_contain_text("回避")


def fill_in(contest: Contest, judge: str, name: str, sheet: str) -> None:
    """The contestant on stage is already chosen; the sheet is typed, and sent as one."""
    tablet, team = contest.tablets[judge], contest.ids[name]
    expect(row(tablet, team)).to_have_attribute("data-chosen", "true")
    expect(tablet.locator("#panel")).to_have_attribute("data-settling", "false")
    for criterion, value in zip(CRITERIA, sheet.split(), strict=True):
        tablet.locator(f'[name="mark:{team}:{criterion}"]').fill(value)
    tablet.locator(f'[data-submit="{team}"]').click()
    expect_mark(tablet, team, "saved")


def send(contest: Contest, judge: str, name: str, sheet: str) -> None:
    """As that judge's own tablet sends it."""
    values = dict(zip(CRITERIA, sheet.split(), strict=True))
    person = contest.server.judge(SLUG, judge)
    answer = person.mark("r2", contest.ids[name], None, values=values)
    assert answer.status_code == 201, answer.text


def not_there(desk: Page) -> None:
    """Marked as absent at the desk, once for the panel and the hall."""
    desk.locator("[data-tool=absent]").click()
    slip = desk.locator("#workspace form.slip")
    slip.locator("[name=team]").select_option(label=ABSENT)
    slip.get_by_text("未到场").click()
    slip.locator(".slip-yes").click()
    expect(slip).to_have_count(0)


def perform(contest: Contest, name: str, *, typed: bool) -> None:
    """One contestant's turn: nothing is public before the panel and the count are complete.

    `typed`: on the two tablets that are looked at; the other sheets come as tablets send them.
    """
    desk, team = contest.desk, contest.ids[name]
    sheets, cards = MARKED[name]
    shown = contest.wall.locator(f"[data-team={team}]")
    for n, sheet in enumerate(sheets, start=1):
        if sheet and typed and f"j{n}" in contest.tablets:
            fill_in(contest, f"j{n}", name, sheet)
        elif sheet:
            send(contest, f"j{n}", name, sheet)
    expect(shown).to_have_attribute("data-total", "")
    raised = desk.locator(f'[name="raised:{team}"]')
    raised.fill(str(cards))
    raised.press("Enter")
    expect(shown).to_have_attribute("data-total", f"{float(reckoned(name).total):.2f}")


def test_one_after_the_other_is_marked_on_two_tablets_and_counted_in_the_hall(
    contest: Contest,
) -> None:
    desk = contest.desk
    order = [contest.names[team] for team in contest.scorer.board("?view=desk")["appearance"]["r2"]]
    assert sorted(order) == sorted(CONTESTANTS)
    desk.locator("#stages [data-round=r3]").click()
    for turn, name in enumerate(order):
        desk.locator("#stage-next").click()
        expect(desk.locator("#stage-team")).to_have_text(name)
        on_wall = f"台上：{name}" + (f" · 下一队：{order[turn + 1]}" if order[turn + 1 :] else "")
        expect(contest.wall.locator(".foot-stage")).to_have_text(on_wall)
        if name == ABSENT:
            not_there(desk)
        else:
            perform(contest, name, typed=turn in TYPED)
    assert contest.scorer.board("?view=desk")["absent"].keys() == {"r2", "r3"}
    absent = contest.wall.locator(f"[data-team={contest.ids[ABSENT]}]")
    expect(absent).to_contain_text("缺考")
    expect(absent).to_have_attribute("data-rank", "")


def test_a_count_that_cannot_be_says_which_field_and_why(contest: Contest) -> None:
    """It was counted again for one of them, and typed wrongly."""
    desk = contest.desk
    desk.get_by_role("button", name="马天宇, 举牌数：37。更正").click()
    slip = desk.locator(".slip")
    slip.locator("[name=reason]").fill("=1+1 <b>重数</b> 😀")
    for wrong, words in {"51": "举牌数 51 多于持牌人数 50。", "-3": "不能小于 0"}.items():
        slip.get_by_label("举牌数").fill(wrong)
        slip.locator(".slip-yes").click()
        expect(slip.locator(".trouble")).to_contain_text(words)
    desk.keyboard.press("Escape")
    desk.locator("#unsaved [value=drop]").click()
    expect(slip).to_have_count(0)


def test_the_tie_for_the_second_prize_stops_the_announcement_and_says_so(
    contest: Contest,
) -> None:
    desk = contest.desk
    contest.next_is("19 队都有成绩。")
    desk.locator("#next-button").click()
    contest.next_is("2 支队伍并列竞争二等奖，剩余名额 1 个。")
    names = desk.locator("#next-list b").all_text_contents()
    assert names == ["林雨桐", "周子墨"]
    refused = contest.scorer.post("stages/s1/advance")
    assert refused.status_code == 409
    tied = {one["team"]["name"]: one for one in contest.scorer.board()["rows"] if one["tied"]}
    assert {(n, one["rank"], one["total"]) for n, one in tied.items()} == {
        ("林雨桐", 4, "88.88"), ("周子墨", 4, "88.88"),
    }  # fmt: skip
    assert not any(one.get("prize") for one in contest.scorer.board()["rows"])


def test_nobody_has_moved_in_a_contest_of_one_talk(contest: Contest) -> None:
    """The panel and the hall are one performance: there is no place from before it."""
    assert {one["movement"] for one in contest.scorer.board()["rows"]} == {None}


def test_a_play_off_settles_it_and_the_prizes_are_announced(contest: Contest) -> None:
    desk, wall = contest.desk, contest.wall
    ways(desk).get_by_text("加赛题").click()
    ways(desk).get_by_text("按规则执行").click()
    ways(desk).locator(".slip-yes").click()
    contest.next_is("尚未计分。")
    point = desk.locator("#sums tbody tr", has_text="周子墨").locator('[data-points="1"]')
    point.click()
    contest.next_is("已计分 1 次。")
    desk.locator("#next-button").click()
    contest.next_is("比赛各环节均已结束。奖项：")
    assert not any(one.get("prize") for one in contest.server.stranger(SLUG).board()["rows"])
    desk.locator("#next-button").click()
    desk.get_by_role("dialog").get_by_role("button", name="公布冠军").click()
    expect(wall.locator(".row .prize", has_text="优秀奖")).to_have_count(9)
    board = [
        (one["rank"], one["team"]["name"], one["total"], *one["prizes"])
        for one in contest.server.stranger(SLUG).board()["rows"]
    ]
    assert board == [
        *((*line, prize) for line, prize in zip(RESULT, PRIZES, strict=True)),
        (None, ABSENT, None),
    ]


def test_the_result_reckoned_by_hand_follows_from_the_marks() -> None:
    figures = {name: reckoned(name) for name in MARKED}
    assert [Fraction(total) for *_, total in RESULT] == [figures[n].total for n in RANKED]
    placed = sorted(MARKED, key=lambda n: (-figures[n].total, -figures[n].content, n != "周子墨"))
    assert placed == RANKED
    assert figures["林雨桐"].panel * Fraction(7, 10) == Fraction("62.475"), "half up, 88.875"
    assert figures["林雨桐"].content == figures["周子墨"].content


def test_wall_and_phone_show_every_place_total_and_prize(contest: Contest) -> None:
    for page in (contest.wall, contest.phone):
        rows = page.locator("[data-team][data-rank]")
        expect(rows.nth(18)).to_contain_text("优秀奖")
        for (place, name, total), prize, shown in zip(RESULT, PRIZES, rows.all(), strict=False):
            expect(shown).to_have_attribute("data-team", contest.ids[name])
            expect(shown).to_have_attribute("data-rank", str(place))
            expect(shown.locator(".total-number")).to_have_text(total)
            expect(shown.locator(".prize")).to_have_text(prize)
            expect(shown.locator(".prize")).to_be_visible()


def test_the_workbook_holds_the_figures_and_the_sheets_of_every_judge(contest: Contest) -> None:
    desk = contest.go("desk/results")
    with desk.expect_download() as coming:
        desk.locator('[data-way="xlsx"] a').click()
    book = load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes()))
    heads, *standings = book.worksheets[0].iter_rows(values_only=True)
    columns = [heads.index(head) for head in ("名次", "队伍", "总分", "奖项")]
    told = [tuple(line[column] for column in columns) for line in standings]
    for (place, name, total), prize, line in zip(RESULT, PRIZES, told, strict=False):
        assert line == (place, name, float(total), prize)
    _, heads, *lines = book.worksheets[1].iter_rows(values_only=True)
    scores = [n for n, head in enumerate(heads) if head == "得分"]
    for line in lines[: len(RESULT)]:
        figures, (sheets, cards) = reckoned(str(line[2])), MARKED[str(line[2])]
        weighed = [figures.panel * Fraction(7, 10), figures.hall * Fraction(3, 10)]
        assert [Fraction(str(line[n])) for n in scores[:2]] == weighed
        assert line[heads.index("举牌数")] == cards
        for judge, sheet in zip(JUDGES, sheets, strict=True):
            at = heads.index(judge)
            parts = [Fraction(value) for value in sheet.split()] if sheet else []
            assert [Fraction(str(v)) for v in line[at - 4 : at] if v is not None] == parts
            assert line[at] == (float(sum(parts)) if sheet else "回避")


def test_the_certificates_the_script_and_the_signed_sheet_name_them_all(contest: Contest) -> None:
    desk = contest.go("desk/results/certificates")
    texts = {
        name: desk.locator(f".certificate [data-text={name}]").all_inner_texts()
        for name in ("recipient", "prize", "text")
    }
    assert texts["recipient"] == RANKED
    assert texts["prize"] == [*PRIZES]
    assert set(texts["text"]) == {f"在{TITLE}中荣获"}
    desk = contest.go("desk/results/awards")
    assert desk.locator(".script-team b").all_inner_texts() == RANKED[::-1]
    desk = contest.go("desk/results/sheet")
    expect(desk.locator("body")).to_contain_text("周子墨、林雨桐同为 88.88 分，先后依据：加赛。")
    lines = desk.locator("table").first.locator("tbody tr").all_inner_texts()
    for (place, name, total), prize, line in zip(RESULT, PRIZES, lines, strict=False):
        said = line.split()
        assert (said[0], said[1]) == (str(place), name)
        assert total in said
        assert prize in said


def test_the_breakdown_reckons_as_by_hand_and_says_the_prize(contest: Contest) -> None:
    page = contest.go(f"teams/{contest.ids['林雨桐']}")
    told = page.locator("body")
    for words in (
        "已公布：三等奖",
        "(89.5 + 90.5 + 88 + 89) ÷ 4 = 357 ÷ 4 = 89.25",
        "加权：89.25 × 0.7 = 62.475",
        "举牌：44 ÷ 50 × 100 = 88",
        "加权：88 × 0.3 = 26.4",
        "回避该队",
    ):
        expect(told).to_contain_text(words)
    expect(told).not_to_contain_text("未获冠军")


def test_the_same_pages_can_be_read_in_english(contest: Contest) -> None:
    desk = contest.go(f"teams/{contest.ids['林雨桐']}?lang=en")
    expect(desk.locator("body")).to_contain_text("Announced: 三等奖")
    desk = contest.go("desk/results/awards?lang=en")
    expect(desk.get_by_role("heading", name="Script of awards")).to_be_visible()
    contest.phone.goto(f"{contest.server.hall}/e/{SLUG}?lang=en")
    winner = contest.phone.locator(f"[data-team={contest.ids['赵一鸣']}]")
    expect(winner.locator(".prize")).to_have_text("一等奖")
    expect(contest.phone.locator("body")).to_contain_text("Result")
