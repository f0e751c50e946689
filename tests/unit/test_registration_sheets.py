"""An organiser hands over the registration sheet as it is, and gets the teams that it means."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoreboard.files.sheets.choices import Choice, read_choices
from scoreboard.files.sheets.grid import Progress
from scoreboard.files.sheets.reading import Outcome, read_setup_file
from scoreboard.files.sheets.titles import contest_named
from tests.support.examples import examples
from tests.support.workbooks import QUIZ, read, workbook
from tests.unit.contests import contest

Rows = list[list[Any]]


def csv(text: str, encoding: str = "gb18030") -> bytes:
    return text.strip("\n").encode(encoding)


def xlsx(rows: Rows, *touches: Callable[[Worksheet], object], name: str = "Sheet1") -> bytes:
    def touch(book: Workbook) -> None:
        for one in touches:
            one(book[name])

    return workbook({name: rows}, touch)


def merge(*blocks: str) -> Callable[[Worksheet], object]:
    return lambda sheet: [sheet.merge_cells(block) for block in blocks]


def hide(*, rows: Sequence[int] = (), columns: str = "") -> Callable[[Worksheet], object]:
    def touch(sheet: Worksheet) -> None:
        for row in rows:
            sheet.row_dimensions[row].hidden = True
        for letter in columns:
            sheet.column_dimensions[letter].hidden = True

    return touch


@dataclass
class Shape:
    """A sheet, and what must come of it.

    `teams` are name, organisation or region, and members; `out` the rows left out, and `doubt`
    those that are pointed out and taken in, by their labels; `left` the columns not read.
    """

    says: str
    data: bytes
    teams: list[str]
    out: list[str] = field(default_factory=list)
    doubt: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    name: str = "报名表.csv"
    turned: bool = False
    joined: int = 0


SIX = ["红队", "蓝队", "绿队", "黄队", "紫队", "白队"]
TITLED = """
第二届核医学知识竞赛报名表,,,
序号,队名,单位,队员
1,红队,一院,张三
2,蓝队,二院,李四
3,绿队,三院,王五
4,黄队,四院,赵六
5,紫队,五院,钱七
6,白队,六院,孙八
合计,6,,
备注：请于11月20日前报送,,,
"""
# Two rows of headings, the members' merged above each one's own.
TWO_ROWS: Rows = [
    ["序号", "参赛单位", "队伍名称", "领队及联系电话", "参赛队员", None, None, "备注"],
    [None, None, None, None, "队员一", "队员二", "队员三", None],
    [1, "消防支队", "先锋队", "张三 13800000001", "李一", "王一", "赵一", None],
    [2, "港务集团", "平安号队", "李四 13800000002", "李二", "王二", "赵二", "待定"],
]

SHAPES = [
    Shape("a title, numbers, a total and a remark", csv(TITLED), [
        "红队 一院 张三", "蓝队 二院 李四", "绿队 三院 王五",
        "黄队 四院 赵六", "紫队 五院 钱七", "白队 六院 孙八",
    ], out=["9", "10"], left=["序号"]),
    Shape("a total whose word stands under the name", csv(
        "队名,人数\n红队,3\n蓝队,4\n总计：,7\n平均,3.5\n"
    ), ["红队", "蓝队"], out=["4", "5"], left=["人数"]),
    Shape("a count in words", csv("单位,队名\n一院,红队\n二院,蓝队\n共2支队伍,\n"),
          ["红队 一院", "蓝队 二院"], out=["4"]),
    Shape("an English total and an average", csv(
        "No.,Team,School\n1,Red,North\n2,Blue,South\nTotal,2,\n,Average (mean),\n"
    ), ["Red North", "Blue South"], out=["4", "5"], left=["No."]),
    Shape("a subtotal after each school", csv(
        "学校,队名\n一中,红队\n一中,蓝队\n小计,2\n二中,绿队\n小计,1\n合计,3\n"
    ), ["红队 一中", "蓝队 一中", "绿队 二中"], out=["4", "6", "7"]),
    Shape("the headings once more, as on every printed page", csv(
        "序号,队名,单位\n1,红队,一院\n序号,队名,单位\n2,蓝队,二院\n"
    ), ["红队 一院", "蓝队 二院"], out=["3"], left=["序号"]),
    Shape("remarks below a blank line", csv(
        "队名,单位\n红队,一院\n蓝队,二院\n\n说明：\n1. 每队限报三人，不得更换队员\n联系人：王老师\n"
    ), ["红队 一院", "蓝队 二院"], out=["5", "6", "7"]),
    Shape("a signature line below", csv(
        "队名,单位,队员\n红队,一院,张三\n蓝队,二院,李四\n\n,负责人签字,\n"
    ), ["红队 一院 张三", "蓝队 二院 李四"], out=["5"]),
    Shape("a team that follows a blank line", csv("队名,单位\n红队,一院\n\n蓝队,二院\n"),
          ["红队 一院", "蓝队 二院"], doubt=["4"]),
    Shape("a name that is a bare number", csv("队名,单位\n红队,一院\n蓝队,二院\n7,三院\n"),
          ["红队 一院", "蓝队 二院", "7 三院"], doubt=["4"]),
    Shape("teams that are called by numbers", csv("队名,单位\n1,一院\n2,二院\n3,三院\n"),
          ["1 一院", "2 二院", "3 三院"]),
    Shape("a table lying on its side", csv("队名,红队,蓝队\n单位,一院,二院\n队员,张三,李四\n"),
          ["红队 一院 张三", "蓝队 二院 李四"], turned=True),
    Shape("one lying on its side with a total in its last column", csv(
        "队名,红队,蓝队,合计\n单位,一院,二院,2\n联系电话,13800138000,13900139000,\n"
    ), ["红队 一院", "蓝队 二院"], out=["D"], left=["联系电话"], turned=True),
    Shape("a merged title, and columns of the organiser's own", xlsx(
        [["2024年知识竞赛报名表"], ["序号", "队名", "单位", "参赛队员", "领队", "联系电话"],
         [1, "红队", "一院", "张三、李四", "王老师", 13800138000],
         [2, "蓝队", "二院", "赵六", "钱老师", 13900139000]],
        merge("A1:F1"),
    ), ["红队 一院 张三+李四", "蓝队 二院 赵六"], left=["序号", "领队", "联系电话"],
        name="报名.xlsx"),
    Shape("two rows of headings, merged", xlsx(
        [["序号", "队名", "单位", "参赛队员", None, None, "领队", None],
         [None, None, None, "队员一", "队员二", "队员三", "姓名", "电话"],
         [1, "红队", "一院", "张三", "李四", None, "王老师", 13800138000],
         [2, "蓝队", "二院", "赵六", None, "钱七", "孙老师", 13900139000]],
        merge("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:H1"),
    ), ["红队 一院 张三+李四", "蓝队 二院 赵六+钱七"],
        left=["序号", "领队 姓名", "领队 电话"], name="报名.xlsx"),
    Shape("who fills it in and when, above two rows of headings", xlsx(
        [["填报单位：市总工会", None, None, None, None, "填报日期：2026年11月20日"], *TWO_ROWS],
        merge("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3"),
    ), ["先锋队 消防支队 李一+王一+赵一", "平安号队 港务集团 李二+王二+赵二"],
        left=["序号", "领队及联系电话", "备注"], name="报名.xlsx"),
    Shape("the same below a title", xlsx(
        [["2026年知识竞赛报名汇总表"],
         ["填报单位：市总工会", None, None, None, None, "填报日期：2026年11月20日"], *TWO_ROWS],
        merge("A1:H1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:H4"),
    ), ["先锋队 消防支队 李一+王一+赵一", "平安号队 港务集团 李二+王二+赵二"],
        left=["序号", "领队及联系电话", "备注"], name="报名.xlsx"),
    Shape("who fills it in and when, merged above one row of headings", xlsx(
        [["市总工会", None, "2026年11月20日"], ["序号", "队名", "单位", "队员"],
         [1, "红队", "一院", "张三"], [2, "蓝队", "二院", "赵六"]],
        merge("A1:B1", "C1:D1"),
    ), ["红队 一院 张三", "蓝队 二院 赵六"], left=["序号"], name="报名.xlsx"),
    Shape("an English sheet that says who fills it in and when", xlsx(
        [["Registration 2026"], ["Organiser: Council", None, None, "Date: 20 Nov"],
         ["No.", "Organisation", "Team", "Members", None],
         [None, None, None, "Member 1", "Member 2"],
         [1, "North", "Red", "Lin", "Wu"], [2, "South", "Blue", "Ann", None]],
        merge("A1:E1", "A3:A4", "B3:B4", "C3:C4", "D3:E3"),
    ), ["Red North Lin+Wu", "Blue South Ann"], left=["No."], name="teams.xlsx"),
    Shape("two rows of headings without merges", csv(
        "序号,队名,单位,参赛队员,,联系人,\n,,,姓名,姓名,姓名,手机\n"
        "1,红队,一院,张三,李四,王老师,13800138000\n2,蓝队,二院,赵六,钱七,孙老师,139\n"
    ), ["红队 一院 张三+李四", "蓝队 二院 赵六+钱七"],
        left=["序号", "联系人 姓名", "联系人 手机"]),
    Shape("two rows of headings in English", xlsx(
        [["Team", None, "Contestants", None], ["Name", "School", "First", "Second"],
         ["Red", "North", "Lin", "Wu"], ["Blue", "South", "Ann", None]],
        merge("A1:B1", "C1:D1"),
    ), ["Red North Lin+Wu", "Blue South Ann"], name="teams.xlsx"),
    Shape("members below one another, the team merged", xlsx(
        [["队名", "单位", "姓名"], ["红队", "一院", "张三"], [None, None, "李四"],
         [None, None, "王五"], ["蓝队", "二院", "赵六"], [None, None, "钱七"],
         [None, None, "孙八"]],
        merge("A2:A4", "B2:B4", "A5:A7", "B5:B7"),
    ), ["红队 一院 张三+李四+王五", "蓝队 二院 赵六+钱七+孙八"], joined=2, name="报名.xlsx"),
    Shape("members below one another, the team repeated", csv(
        "队名,单位,姓名,手机\n红队,一院,张三,1\n红队,一院,李四,2\n蓝队,二院,赵六,3\n蓝队,二院,钱七,4\n"
    ), ["红队 一院 张三+李四", "蓝队 二院 赵六+钱七"], joined=2, left=["手机"]),
    Shape("members sorted by name, the team repeated", csv(
        "Name,Team\nAnn,Red\nBob,Blue\nCid,Red\nDan,Blue\n"
    ), ["Red Ann+Cid", "Blue Bob+Dan"], joined=2),
    Shape("members below one another, the team said once", csv(
        "队名,单位,队员\n红队,一院,张三\n,,李四\n蓝队,二院,赵六\n,,钱七\n合计,,4\n"
    ), ["红队 一院 张三+李四", "蓝队 二院 赵六+钱七"], joined=2, out=["6"]),
    Shape("a school merged over its teams", xlsx(
        [["单位", "队名"], ["一院", "红队"], [None, "蓝队"], ["二院", "绿队"]], merge("A2:A3"),
    ), ["红队 一院", "蓝队 一院", "绿队 二院"], name="报名.xlsx"),
    Shape("a heading for each group across the table", xlsx(
        [["队名", "单位", "队员"], ["小学组"], ["红队", "一小", "张三"], ["中学组"],
         ["蓝队", "二中", "李四"]],
        merge("A2:C2", "A4:C4"),
    ), ["红队 一小 张三", "蓝队 二中 李四"], out=["2", "4"], name="报名.xlsx"),
    Shape("rows and columns that are hidden", xlsx(
        [["队名", "单位", "队员"], ["红队", "一院", "张三"], ["退赛队", "二院", "李四"],
         ["蓝队", "三院", "王五"]],
        hide(rows=[3], columns="C"),
    ), ["红队 一院", "蓝队 三院"], out=["3"], left=["队员"], name="报名.xlsx"),
    Shape("names that look alike", csv(
        "队名\n核醫之光隊\n核医之光\nＡ队\nA 队\nRed\nred \n蓝队\n"
    ), ["核醫之光隊", "核医之光", "Ａ队", "A 队", "Red", "red", "蓝队"], doubt=["3", "5", "7"]),
    Shape("a telephone number beside each member", csv(
        "队名,队员\n红队,张三13800138000；李四（139-0013-9000）\n蓝队,王五 wu@hospital.cn\n"
    ), ["红队 张三+李四", "蓝队 王五"]),
    Shape("a count of members in a column called members", csv(
        "队名,单位,队员\n红队,一院,3\n蓝队,二院,4\n"
    ), ["红队 一院", "蓝队 二院"], left=["队员"]),
    Shape("members in a column each, under one merged heading", xlsx(
        [["队名", "队员", None, None], ["红队", "张三", "李四", "王五"], ["蓝队", "赵六"]],
        merge("B1:D1"),
    ), ["红队 张三+李四+王五", "蓝队 赵六"], name="报名.xlsx"),
    Shape("the same columns twice, and an id card", csv(
        "队名,单位,单位,身份证号,微信号\n红队,一院,二院,11010119900101001X,wx\n"
    ), ["红队 一院"], left=["单位", "身份证号", "微信号"]),
    Shape("an English sheet with notes above and below", csv(
        "Spring quiz: registrations,,\n\nTeam name,University,Phone\n"
        "Red,North,555\nBlue,South,556\n"
        "\nNote: closing date 20 November,,\n"
    ), ["Red North", "Blue South"], out=["7"], left=["Phone"], name="teams.csv"),
    Shape("traditional characters", csv("隊伍名稱,學校,隊員,聯絡電話\n紅隊,一中,張三、李四,123\n"),
          ["紅隊 一中 張三+李四"], left=["聯絡電話"]),
    Shape("headings put together freely, names parted by blanks", csv(
        "参赛队伍名称（全称）,所在医院,参赛人员姓名\n红队,一院,张三 李四\u3000王五\n"
        "蓝队,二院,赵六/钱七\n绿队,三院,孙　八\n"
    ), ["红队 一院 张三+李四+王五", "蓝队 二院 赵六+钱七", "绿队 三院 孙　八"]),
    Shape("headings broken into lines, and a foot to fill in", xlsx(
        [["队\n名", "单 位", "联系\n电话"], ["红队", "一院", 1], ["蓝队", "二院", 2],
         ["填表人：王五", None, "填报日期：11月1日"], ["制表：宣传科"]],
    ), ["红队 一院", "蓝队 二院"], out=["4", "5"], left=["联系\n电话"], name="报名.xlsx"),
    Shape("a total that counts the teams", csv(
        "Name of team,Name of school\nRed,North\nTotal Recall,South\nTotal: 2 teams,\n"
    ), ["Red North", "Total Recall South"], out=["4"], name="teams.csv"),
    Shape("one person each and no teams", csv("编号,姓名,医院\nA01,张三,一院\nA02,李四,二院\n"),
          ["张三 一院", "李四 二院"]),
]  # fmt: skip


def spoken(found: Outcome) -> list[str]:
    return [
        " ".join(
            filter(
                None,
                (
                    team.name,
                    team.organisation or team.region,
                    "+".join(member.name for member in team.members),
                ),
            )
        )
        for team in found.teams
    ]


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.says for shape in SHAPES])
def test_a_registration_sheet_gives_its_teams_and_no_other(shape: Shape) -> None:
    found = read(shape.data, shape.name, "zh-CN")
    assert [str(problem) for problem in found.problems] == []
    assert spoken(found) == shape.teams
    (reading,) = found.readings
    label = reading.layout.sheet.row_label
    assert [label(odd.row) for odd in reading.odd if odd.out] == shape.out
    assert [label(odd.row) for odd in reading.odd if not odd.out] == shape.doubt
    layout = reading.layout
    assert [layout.texts[column] for column in layout.left] == shape.left
    assert layout.sheet.turned == shape.turned
    assert len(reading.joined) == shape.joined


@pytest.mark.parametrize(
    ("title", "contest"),
    [
        ("2026年知识竞赛报名汇总表", "2026年知识竞赛"),
        ("第二届核医学知识竞赛参赛队伍报名表（各单位填写）", "第二届核医学知识竞赛"),
        ("报名表", ""),
        ("填报单位：市总工会", ""),
        ("Spring Quiz: registrations", "Spring Quiz"),
        ("Registration 2026", ""),
    ],
)
def test_the_title_of_a_sheet_names_the_contest(title: str, contest: str) -> None:
    rows = [[title], ["队名", "单位", "队员"], ["红队", "一院", "张三"]]
    (reading,) = read(xlsx(rows, merge("A1:C1")), "报名.xlsx").readings
    assert contest_named(reading.layout) == contest


def test_a_long_cell_keeps_nobody_waiting() -> None:
    rows = [["队名", "队员"], ["合计" + "1" * 5000 + "x", "a" * 30_000], ["红队", "张三"]]
    began = time.perf_counter()
    read(xlsx(rows), "x.xlsx")
    assert time.perf_counter() - began < 5


def test_there_are_more_than_twenty_shapes() -> None:
    assert len(SHAPES) > 20


PERSONAL = ("13800138000", "139-0013-9000", "hospital.cn", "11010119900101001X", "wx", "电话")


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.says for shape in SHAPES])
def test_nothing_personal_gets_into_the_teams(shape: Shape) -> None:
    teams = repr(read(shape.data, shape.name, "zh-CN").teams)
    assert not [word for word in PERSONAL if word in teams]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_shapes_are_read_the_same_in_any_encoding(encoding: str, mark: str) -> None:
    text = TITLED.strip().replace(",", mark)
    found = read(text.encode(encoding), "报名表.csv", "zh-CN")
    assert [team.name for team in found.teams] == SIX


NAMES = st.lists(
    st.text(st.sampled_from("红蓝绿黄医核光东西abcXYZ 3"), min_size=1, max_size=6)
    .map(str.strip)
    .filter(lambda name: bool(name) and not name.isdecimal()),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip


@given(
    NAMES, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans(),
)  # fmt: skip
@examples(25)
def test_a_sheet_gives_the_same_teams_in_every_encoding_and_delimiter(
    names: list[str], encoding: str, mark: str, newline: str, titled: bool, total: bool
) -> None:
    rows = [["序号", "队名", "单位", "联系电话"]]
    rows += [[str(n), name, "一院", "13800138000"] for n, name in enumerate(names, start=1)]
    rows = [["报名表", "", "", ""], *rows] if titled else rows
    rows += [["合计", str(len(names)), "", ""]] if total else []
    text = newline.join(mark.join(row) for row in rows)
    found = read(text.encode(encoding), "报名.csv", "zh-CN")
    assert not found.problems
    assert [(team.name, team.organisation) for team in found.teams] == [
        (name, "一院") for name in names
    ]


# What somebody says who looks at the sheet.


def chosen(data: bytes, name: str, **choice: Any) -> Outcome:
    sheet = name if name.endswith(".csv") else "Sheet1"
    choices = read_choices(json.dumps({sheet: choice}))
    return finished(read_setup_file(data, name, "zh-CN", choices=choices))


def finished(reading: Generator[Progress, None, Outcome]) -> Outcome:
    while True:
        try:
            next(reading)
        except StopIteration as end:
            found: Outcome = end.value
            return found


UNKNOWN = csv("序号,参赛方,所在处,联系电话\n1,红队,一院,13800138000\n2,蓝队,二院,139\n")


def test_where_no_heading_is_the_name_the_column_is_asked_for_and_can_be_said() -> None:
    found = read(UNKNOWN, "报名表.csv", "zh-CN")
    assert (found.teams, len(found.problems)) == ((), 1)
    (reading,) = found.readings
    assert reading.layout.name_column is None
    assert reading.layout.rows == (0,)
    said = chosen(UNKNOWN, "报名表.csv", table="teams", columns={"B": "name", "C": "organisation"})
    assert spoken(said) == ["红队 一院", "蓝队 二院"]
    assert said.problems == ()


def test_a_list_without_headings_can_be_read_from_its_first_row() -> None:
    data = csv("红队,一院\n蓝队,二院\n")
    assert read(data, "x.csv").problems
    found = chosen(data, "x.csv", table="teams", head=[], columns={"A": "name"})
    assert spoken(found) == ["红队", "蓝队"]


def test_another_column_can_be_said_to_be_the_name() -> None:
    data = csv("队名,单位\n1号,红队\n2号,蓝队\n")
    assert spoken(chosen(data, "x.csv", columns={"B": "name"})) == ["红队", "蓝队"]
    assert spoken(chosen(data, "x.csv", columns={"B": "name", "A": "region"})) == [
        "红队 1号", "蓝队 2号",
    ]  # fmt: skip


def test_a_column_that_stops_the_file_can_be_left_out() -> None:
    data = csv("编号,队名\n一,红队\n二,蓝队\n")
    assert read(data, "x.csv").problems
    assert spoken(chosen(data, "x.csv", columns={"A": ""})) == ["红队", "蓝队"]


def test_what_is_personal_is_not_taken_over_though_it_be_said() -> None:
    found = chosen(UNKNOWN, "报名表.csv", table="teams", columns={"B": "name", "D": "organisation"})
    assert spoken(found) == ["红队", "蓝队"]


def test_of_two_sheets_with_teams_another_can_be_said_to_be_the_one() -> None:
    rows: dict[str, Rows] = {
        "小学组": [["队名", "单位"], ["红队", "一小"]],
        "中学组": [["队名", "单位"], ["蓝队", "二中"]],
        "队伍": [["队名"], ["旧队"]],
    }
    assert spoken(read(workbook(rows), "x.xlsx")) == ["旧队"]
    choices = {"中学组": Choice(table="teams"), "小学组": Choice(out=frozenset([2]))}
    reading = read_setup_file(workbook(rows), "x.xlsx", "zh-CN", choices=choices)
    found = finished(reading)
    assert spoken(found) == ["蓝队 二中"]
    assert [p.where for p in found.ignored] == ["队伍!A1", "小学组!A1"]


def test_a_row_can_be_left_out_and_taken_in() -> None:
    name = "报名表.csv"
    assert len(chosen(csv(TITLED), name, take=[9]).teams) == 7
    assert len(chosen(csv(TITLED), name, out=[3, 4]).teams) == 4
    # A row with a mistake stops the file no longer.
    wrong = csv("队名,单位\n红队,一院\n,二院\n")
    assert read(wrong, "x.csv").problems
    assert spoken(chosen(wrong, "x.csv", out=[3])) == ["红队 一院"]


def test_rows_of_one_team_can_be_kept_apart() -> None:
    data = csv("队名,队员\n红队,张三\n红队,李四\n")
    assert spoken(read(data, "x.csv")) == ["红队 张三+李四"]
    apart = chosen(data, "x.csv", joined=False)
    assert [str(p) for p in apart.problems] == ["The name 红队 is already given in A2."]
    assert apart.readings[0].can_join


def test_a_team_that_stands_twice_with_the_same_people_is_a_mistake() -> None:
    found = read(csv("队名,队员\n红队,张三\n蓝队,李四\n红队,张三\n"), "x.csv")
    assert [p.where for p in found.problems] == ["x.csv!A4"]


def test_a_table_can_be_said_to_stand_upright() -> None:
    data = csv("队名,红队,蓝队\n单位,一院,二院\n")
    assert spoken(read(data, "x.csv")) == ["红队 一院", "蓝队 二院"]
    assert spoken(chosen(data, "x.csv", turned=False)) == ["单位"]


def test_a_problem_of_a_turned_table_is_told_at_the_cell_of_the_file() -> None:
    found = read(csv("队名,红队,红队\n单位,一院,二院\n"), "x.csv")
    assert [(p.where, str(p)) for p in found.problems] == [
        ("x.csv!C1", "The name 红队 is already given in B1.")
    ]


def test_a_name_that_looks_like_one_of_the_event_is_pointed_out() -> None:
    event = contest(teams="red green")
    found = read(csv("team\nＲｅｄ\nGreen\nBlue\n"), "x.csv", known=event)
    (odd,) = found.readings[0].odd
    says = "Ｒｅｄ is easily taken for Red, which the event has already."
    assert (odd.row, odd.text % odd.names, odd.out) == (1, says, False)
    assert [team.id for team in found.teams][1] == "green"


def test_a_stage_merged_over_its_rounds_is_said_for_each() -> None:
    def touch(book: Workbook) -> None:
        book["Rounds"].merge_cells("A2:A3")

    rounds = [["stage", "name"], ["Heat", "A"], [None, "B"], ["Final", "C"]]
    event = read(workbook({**QUIZ, "Rounds": rounds}, touch)).event
    assert event is not None
    assert [[r.name for r in stage.rounds] for stage in event.stages] == [["A", "B"], ["C"]]


CELLS = st.sampled_from(
    [
        None,
        "",
        "队名",
        "单位",
        "姓名",
        "合计",
        "电话",
        "红队",
        "蓝队",
        "张三",
        "备注：",
        6,
        "7",
        "=1",
    ]
)
CHOICES = st.fixed_dictionaries({}, optional={
    "table": st.sampled_from(["teams", "judges"]), "turned": st.booleans(),
    "joined": st.booleans(), "head": st.lists(st.integers(1, 9), max_size=2),
    "out": st.lists(st.integers(1, 9), max_size=3), "take": st.lists(st.integers(1, 9), max_size=3),
    "columns": st.dictionaries(st.sampled_from("ABCD123"), st.sampled_from(["", "name", "members",
                                                                          "id", "region", "x"])),
})  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=4), max_size=8), CHOICES)
@examples(80)
def test_whatever_is_chosen_the_answer_is_teams_or_words(
    rows: Rows, choice: dict[str, Any]
) -> None:
    merges = [merge("A1:B1")] if len(rows) > 3 else []
    found = chosen(xlsx(rows, *merges, merge("A2:A4")), "x.xlsx", **choice)
    assert found.teams or found.judges or found.problems
    assert all(map(str, found.problems))


@pytest.mark.parametrize(
    "raw", ["[]", "{", '{"a": 5}', '{"a": {"rows": []}}', '{"a": {"table": "x"}}',
            '{"a": {"out": [0]}}', '{"a": {"head": [1, 2, 3]}}', '{"a": {"columns": {"A": 5}}}'],
)  # fmt: skip
def test_choices_that_are_none_are_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read_choices(raw)


def test_no_choice_is_one_too() -> None:
    assert read_choices(" ") == {}
    assert read_choices('{"Sheet1": {}}') == {"Sheet1": Choice()}
