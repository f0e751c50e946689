"""An organiser hands over a table, and gets the teams, judges or the whole event that it means."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Generator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.model import Judge, Member, Rules, Team, Wifi
from scoreboard.files.event.document import to_toml
from scoreboard.files.sheets.grid import Progress
from scoreboard.files.sheets.members import read_members, write_members
from scoreboard.files.sheets.reading import Outcome, read_setup_file
from tests.support.workbooks import QUIZ, TEAMS, quiz, read, teams, workbook
from tests.unit.contests import contest
from tests.unit.setups import MEMBERS

CSV = "队名,地区,单位,成员\n核医之光队,成都,华西医院,张三（医师）；李四\n勇者无敌队,川北,,\n"


def test_teams_and_judges_come_out_of_a_workbook_and_no_event_is_made_up() -> None:
    found = read(workbook({"Teams": TEAMS, "Judges": [["judge"], ["Lin"]]}))
    assert found.problems == ()
    assert found.event is None
    assert found.teams == (
        Team("t1", "Red", "North", members=(Member("Lin"),)),
        Team("t2", "Blue", "South", members=(Member("Wu"),)),
    )
    assert found.judges == (Judge("j1", "Lin"),)


def test_a_workbook_may_be_a_whole_event() -> None:
    event = read(quiz()).event
    assert event is not None
    assert (event.slug, event.title, event.rules) == ("quiz", "Spring quiz", Rules())
    assert event.judges[0] == Judge("lin", "Lin", ("red", "green"))
    heat, final = event.stages
    assert (heat.id, heat.name, heat.advance, final.advance) == ("s1", "Heat", 2, None)
    assert (heat.rounds[0].max, heat.rounds[0].step) == (Decimal(20), Decimal("0.5"))
    assert final.rounds[0].awards == (Decimal(10), Decimal(-10))


CHINESE = {
    "赛事": [["网址名", "quiz"], ["标题", "春季竞赛"], ["日期", dt.date(2024, 11, 30)],
             ["排名方式", "名次留空"], ["同分排序规则", "最近一轮；抢答"], ["语言", "中文"]],
    "参赛队": [["成员", "队名", "表演队"], ["张三（医师）；李四", "红队", None],
               [None, "蓝队", "是"]],
    "评委名单": [["回避", "评委"], ["红队、蓝队", "林"], [None, "吴"]],
    "阶段": [["阶段"], ["初赛"]],
    "轮次": [["轮次", "计分方式", "满分", "合成"], ["必答", "评委打分", "２０", "中位数"],
             ["抢答", "加减分", 100, None]],
}  # fmt: skip


def test_headings_and_settings_may_be_chinese_and_stand_in_any_order() -> None:
    event = read(workbook(CHINESE), locale="zh-CN").event
    assert event is not None
    assert event.date == dt.date(2024, 11, 30)
    assert event.rules == Rules("competition", tie_breaks=("latest_round", "round:r2"))
    assert event.teams[0].members == (Member("张三", "医师"), Member("李四"))
    assert event.teams[1].guest
    assert event.judges[0].recused == ("t1", "t2")
    written, buzzer = event.stages[0].rounds
    assert (written.max, written.aggregate, buzzer.kind) == (Decimal(20), "median", "points")


def test_who_gives_points_is_named_by_a_word_a_name_or_an_id() -> None:
    head = ["轮次", "计分方式", "记分人", "加权后小数位数"]
    rounds = [
        [name, "加减分", who, 2]
        for name, who in (
            ("一", None),
            ("二", "计分台"),
            ("三", "所有评委"),
            ("四", "吴、林"),
            ("五", "j2"),
        )
    ]
    sheets = CHINESE | {"轮次": [head, *rounds]}
    sheets["赛事"] = [
        ["网址名", "quiz"],
        ["标题", "春季竞赛"],
        ["Wi-Fi 名称", "会场"],
        ["Wi-Fi 密码", 12345678],
        ["公布时机", "每轮结束后"],
        ["评委可见总分", "是"],
    ]
    event = read(workbook(sheets), locale="zh-CN").event
    assert event is not None
    assert [r.scored_by for r in event.stages[0].rounds] == [
        "desk", "desk", "judges", ("j2", "j1"), ("j2",),
    ]  # fmt: skip
    assert {r.weighted_decimals for r in event.stages[0].rounds} == {2}
    assert event.wifi == Wifi("会场", "12345678")
    assert (event.rules.publish, event.rules.judges_see_totals) == ("round", True)


def test_a_judge_who_is_not_there_is_named_at_the_cell() -> None:
    rounds = [["轮次", "计分方式", "记分人"], ["抢答", "加减分", "林；周"]]
    (problem,) = read(workbook(CHINESE | {"轮次": rounds}), locale="zh-CN").problems
    assert (problem.sheet, problem.cell) == ("轮次", "C2")
    assert str(problem).endswith("There is no judge called 周.")


def test_titles_empty_rows_and_columns_and_other_sheets_do_not_matter() -> None:
    rows = [
        ["Teams of the spring quiz"], [], [None, "Phone", "TEAM", None, "Region (optional)"],
        [None, "123", "Red", None, "North"], [], [None, None, " Blue ", None, None],
        [None, "total"],
    ]  # fmt: skip
    data = workbook(
        {"List": rows, "Help": [["name", "region"], ["x"]], "Sheet2": [["to do"], ["ask Wu"]]},
        lambda book: book["List"].merge_cells("A1:E1"),
    )
    found = read(data)
    assert [(team.name, team.region) for team in found.teams] == [("Red", "North"), ("Blue", "")]
    assert [(p.where, str(p)) for p in found.ignored] == [
        ("Sheet2!A1", "The sheet Sheet2 is not read."),
        ("List!B3", "The column Phone is personal and is not taken over."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_comes_in_the_encodings_and_delimiters_of_spreadsheets(
    encoding: str, mark: str, newline: str
) -> None:
    text = CSV.replace(",", mark).replace("\n", newline)
    found = read(text.encode(encoding), "teams.csv")
    assert found.problems == ()
    assert found.teams == (
        Team("t1", "核医之光队", "成都", "华西医院", (Member("张三", "医师"), Member("李四"))),
        Team("t2", "勇者无敌队", "川北"),
    )


def test_rare_characters_in_gb18030_are_no_wrong_encoding() -> None:
    rare = "队名,成员\n核醫之光隊,喆堃; 镕\n龘龘隊,𠮷野\n"
    found = read(rare.encode("gb18030"), "x.csv")
    assert [team.name for team in found.teams] == ["核醫之光隊", "龘龘隊"]


def test_a_csv_of_judges_is_known_by_its_name_or_its_headings() -> None:
    assert read(b"name\nLin\n", "评委.csv").judges == (Judge("j1", "Lin"),)
    found = read("姓名,回避\n林,红队\n".encode(), "list.csv", known=contest(judges=[]))
    assert [str(p) for p in found.problems] == ["There is no team called 红队."]
    # Whom they may not mark cannot be looked up where no teams are known.
    assert read("姓名,回避\n林,red\n".encode(), "list.csv").judges == (Judge("j1", "林", ("red",)),)


def test_people_may_stand_in_columns_of_their_own() -> None:
    found = read(
        teams(["Red", "Lin", None, "Wu (captain)"], head=("name", "队员1", "队员2", "队员三"))
    )
    assert found.teams[0].members == (Member("Lin"), Member("Wu", "captain"))


def test_who_is_named_in_the_event_keeps_the_id_and_what_the_file_does_not_speak_of() -> None:
    event = contest(teams="red t1 green", judges=[Judge("wu", "Wu", ("red",))])
    data = workbook({
        "Teams": [["name", "organisation"], ["Green", "School"], ["Newcomers", ""], ["Red", ""]],
        "Judges": [["name"], ["Lin"], ["Wu"]],
    })  # fmt: skip
    found = read(data, known=event)
    assert [(team.id, team.region, team.organisation) for team in found.teams] == [
        ("green", "east", "School"), ("t2", "", ""), ("red", "east", ""),
    ]  # fmt: skip
    assert found.judges == (Judge("j1", "Lin"), Judge("wu", "Wu", ("red",)))


def test_a_workbook_without_a_sheet_of_the_event_is_read_into_the_event_that_is_there() -> None:
    event = contest()
    parts = {name: rows for name, rows in QUIZ.items() if name != "Event"}
    found = read(workbook(parts), known=event).event
    assert found is not None
    assert (found.slug, found.title) == (event.slug, event.title)


def test_numbers_are_the_ones_that_were_typed() -> None:
    rounds = [
        ["name", "max", "step", "weight"],
        ["Essay", 9.2, 0.1, 1e-05],
        ["More", "1.50", 3, 0.3],
    ]
    event = read(quiz(Stages=[["name"], ["Heat"]], Rounds=rounds)).event
    assert event is not None
    essay, more = event.stages[0].rounds
    assert (essay.max, essay.step, essay.weight) == tuple(map(Decimal, ("9.2", "0.1", "0.00001")))
    assert (more.max, more.step, more.weight) == tuple(map(Decimal, ("1.5", "3", "0.3")))


def test_names_that_look_like_something_else_stay_text() -> None:
    names = [7, 3.5, True, "=1+1", "<b>x</b>", "#N/A", "'quoted'", "+86", "0012", "👩‍⚕️"]
    data = workbook(
        {"Teams": [["name"], *[[n] for n in names]]},
        lambda book: [setattr(book["Teams"].cell(row, 1), "data_type", "s") for row in (5, 7)],
    )
    assert [team.name for team in read(data).teams] == [
        "7", "3.5", "TRUE", "=1+1", "<b>x</b>", "#N/A", "'quoted'", "+86", "0012", "👩‍⚕️",
    ]  # fmt: skip
    found = read(b"name\n=1+1\n", "teams.csv")
    assert found.teams[0].name == "=1+1"


def test_a_line_break_within_a_name_is_layout() -> None:
    assert read(teams(["Red\nteam", None, "Lin\nWu"])).teams[0] == Team(
        "t1", "Red team", members=(Member("Lin"), Member("Wu"))
    )


def test_macros_are_neither_run_nor_minded() -> None:
    data = io.BytesIO(teams(["Red", "N", ""]))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 1000)
    assert read(data.getvalue(), "teams.xlsm").teams[0].name == "Red"


def test_an_event_file_is_read_as_well() -> None:
    event = contest()
    found = read(to_toml(event).encode(), "quiz.toml")
    assert found.event == event
    assert found.sheets[0].cell(0, 0).text == "[event]"


def test_progress_is_told_while_it_reads_and_checks() -> None:
    rows = [[f"Team {n}", "", ""] for n in range(500)]
    reading = read_setup_file(teams(*rows), "teams.xlsx", "en")
    steps: list[Progress] = []
    found = _kept(reading, steps)
    assert len(found.teams) == 500
    assert len(steps) > 30
    assert [s.rows for s in steps if s.step == "reading"] == list(range(25, 501, 25))
    assert steps[-1] == Progress("checking", 500, 500)


def _kept(reading: Generator[Progress, None, Outcome], steps: list[Progress]) -> Outcome:
    while True:
        try:
            steps.append(next(reading))
        except StopIteration as end:
            found: Outcome = end.value
            return found


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("张三（医师）; 李四", [("张三", "医师"), ("李四", "")]),
        ("张三(医师，组长)；李四", [("张三", "医师，组长"), ("李四", "")]),
        ("张三、李四，王五", [("张三", ""), ("李四", ""), ("王五", "")]),
        ("Smith, John\nDoe, Ann (nurse)", [("Smith, John", ""), ("Doe, Ann", "nurse")]),
        ("A (b (c))", [("A", "b (c)")]),
        ("（医师）", [("（医师）", "")]),
        ("a) b", [("a) b", "")]),
        (" ; ；", []),
        ('[["a;b", "c"]]', [("a;b", "c")]),
        ("[[broken", [("[[broken", "")]),
    ],
)
def test_members_in_one_cell(cell: str, people: list[tuple[str, str]]) -> None:
    assert read_members(cell) == [Member(name, role) for name, role in people]


@given(st.lists(MEMBERS, max_size=4))
def test_members_are_written_so_that_they_read_back(members: list[Member]) -> None:
    assert read_members(write_members(members)) == members


def test_a_cell_of_members_says_nothing_of_their_ids() -> None:
    people = [Member("张三", "医师", "m1"), Member("李四", id="m2")]
    assert write_members(people) == "张三（医师）; 李四"


def test_a_colour_is_read_by_its_name_and_one_that_is_not_known_stops_no_file() -> None:
    rows = [
        ["队名", "颜色"], ["一队", "红"], ["二队", "蓝色"], ["三队", "Orange"], ["四队", "#1F4FBF"],
        ["五队", "彩虹"], ["六队", 7], ["七队", None],
    ]  # fmt: skip
    found = read(workbook({"队伍": rows}))
    assert found.problems == ()
    assert [team.colour for team in found.teams or ()] == [
        "#d64545", "#3d7edb", "#e08a2c", "#1f4fbf", "", "", "",
    ]  # fmt: skip
    assert [(one.where, str(one)) for one in found.ignored] == [
        ("队伍!B6", "The colour 彩虹 is not known here, and is left out."),
        ("队伍!B7", "The colour 7 is not known here, and is left out."),
    ]


def test_a_name_that_is_too_long_has_one_fault_and_better_is_read_as_the_page_calls_it() -> None:
    long = read(workbook({"Teams": [["name"], ["A" * 300 + "\u202e"], ["B"]]}))
    assert [str(one) for one in long.problems] == ["This is longer than 200 characters."]
    for word in ("排名依据", "优劣"):
        rows = {
            "Rounds": [["stage", "name", word], ["Heat", "A", "越低越好"], ["Final", "B", None]]
        }
        event = read(quiz(**rows)).event
        assert event is not None
        assert event.stages[0].rounds[0].better == "lower"
