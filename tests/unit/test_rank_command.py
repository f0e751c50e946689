"""`scoreboard rank` on the command line: lines in, a table out, one line on stderr."""

from __future__ import annotations

import json
from typing import Any

import pytest
from openpyxl import Workbook

from tests.support.workbooks import workbook
from tests.unit.test_problem import FIVE, SEATS, run


def test_lines_of_names_and_scores_become_a_table_a_person_can_read() -> None:
    result = run("a,42\nb,26\nc,26\n")
    assert result.exit_code == 0
    first, *shared = [line.split() for line in result.stdout.splitlines()]
    assert first == ["1", "a", "42"]
    assert shared == [["2=", "b", "26"], ["2=", "c", "26"]]


def test_chinese_names_stand_in_columns() -> None:
    lines = run("核医之光队,42\nB,34\n").stdout.splitlines()
    assert lines[0].index("42") + len("核医之光队") == lines[1].index("34")


@pytest.mark.parametrize(
    "header", ["", "name,score\n", "\n", "\nname,score\n", "\ufeff队名,得分\r\n"]
)
def test_a_header_a_blank_line_and_a_byte_order_mark_are_no_team(header: str) -> None:
    solved = json.loads(run(f"{header}a,1\r\n\r\n b , 2 \n", "--json").stdout)
    assert solved == {"names": ["a", "b"], "ranks": [2, 1]}


def test_the_method_can_be_chosen_on_the_command_line() -> None:
    lines = "a,5\nb,5\nc,1\n"
    assert json.loads(run(lines, "--json", "--method", "modified").stdout)["ranks"] == [2, 2, 3]
    text = json.dumps([{"scores": [5, 5, 1]}, 5])
    solved = json.loads(run(text, "--method", "competition").stdout)
    assert solved[0]["ranks"] == [1, 1, 3]


@pytest.mark.parametrize(
    "text",
    [
        "", "  \n", "a\n", "a,1,2\n", "a,1\nb,x\n", "a,1\nb,1,5\n", "a,12abc\n", "name,score\n",
        "{", "[1,", '{"scores": [NaN]}', '{"scores": [1e99999999999999999999]}',
        '{"scores": [Infinity]}', "[" * 100_000, b"\xff\xfea,1", '{"scores": ["x"]}',
        'a,1\n"' + "b\n" * 100_000,
    ],
    ids=lambda text: repr(text[:30]),
)  # fmt: skip
def test_wrong_input_is_one_line_on_stderr_and_exit_2(text: str | bytes) -> None:
    result = run(text)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("problem", [{"scores": []}, {"rounds": []}, {"marks": [], "drop_low": 1}])
def test_nothing_to_rank_is_no_accident(problem: dict[str, Any]) -> None:
    result = run(json.dumps(problem))
    assert result.exit_code in (0, 2)


def test_a_single_problem_is_shown_as_a_table() -> None:
    shown = run(json.dumps(SEATS | {"names": ["甲", "乙", "丙", "丁", "戊"]})).stdout
    rows = [line.split() for line in shown.splitlines()]
    assert rows[0] == ["1", "甲", "30", "in"]
    assert rows[1:4] == [["2=", name, "28", "tied"] for name in "乙丙丁"]
    assert rows[4] == ["5", "戊", "10", "out"]
    assert run(json.dumps(FIVE)).stdout.strip() == "9.00"
    assert run('{"marks": [null]}').stdout.strip() == "–"
    unplaced = run('{"scores": [5, null]}').stdout.splitlines()[1].split()
    assert unplaced == ["–", "2", "–"]


def test_a_long_list_is_ranked_in_its_order() -> None:
    lines = "".join(f"t{n},{n % 3000}\n" for n in range(6000))
    table = [line.split() for line in run(lines).stdout.splitlines()]
    assert table[0] == ["1=", "t2999", "2999"]
    assert table[1] == ["1=", "t5999", "2999"]
    assert len(table) == 6000


TABLE = "预赛成绩,,\n序号,队名,总分\n1,红队,42\n2,蓝队,26\n3,绿队,26\n合计,3,94\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "，"])
def test_a_table_is_read_as_the_import_reads_it(encoding: str, mark: str) -> None:
    result = run(TABLE.replace(",", mark).encode(encoding), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"names": ["红队", "蓝队", "绿队"], "ranks": [1, 2, 2]}
    assert result.stderr == "scoreboard: line 6: 合计 says that it is a total; it is left out\n"


@pytest.mark.parametrize("total", ["合计", "总计：", "平均", "Total", "小计", "合 计"])
def test_a_total_is_never_ranked_in_silence(total: str) -> None:
    result = run(f"红队,42\n蓝队,26\n{total},68\n", "--json")
    assert json.loads(result.stdout)["names"] == ["红队", "蓝队"]
    assert result.stderr == f"scoreboard: line 3: {total} says that it is a total; it is left out\n"


def test_a_workbook_is_ranked_and_its_hidden_rows_are_named() -> None:
    rows = [["队名", "一轮", "总分"], ["红队", 9, 9.5], ["退赛队", 1, 30], ["蓝队", 8, "８。５"]]

    def hide(book: Workbook) -> None:
        book["Sheet"].row_dimensions[3].hidden = True

    result = run(workbook({"Sheet": rows}, hide), "--json")
    assert json.loads(result.stdout) == {"names": ["红队", "蓝队"], "ranks": [1, 2]}
    assert "line 3: 退赛队 is hidden in the workbook" in result.stderr


def test_headings_once_more_and_remarks_are_no_team() -> None:
    result = run("Team,Score\nRed,2\nTeam,Score\nBlue,1\n\nNote: provisional,\n", "--json")
    assert json.loads(result.stdout)["names"] == ["Red", "Blue"]
    assert len(result.stderr.splitlines()) == 2


def test_full_width_numbers_are_read_and_a_comma_is_said_to_be_one() -> None:
    assert json.loads(run("红队;８．５\n蓝队;9。5\n", "--json").stdout)["ranks"] == [2, 1]
    refused = run("红队;8,5\n蓝队;9,5\n")
    assert refused.exit_code == 2
    assert "line 1: 8,5 holds a comma" in refused.stderr


def test_a_file_of_another_kind_is_named_for_what_it_is() -> None:
    refused = run(b"%PDF-1.7\n")
    assert (refused.exit_code, refused.stderr.splitlines()[0][:26]) == (
        2,
        "scoreboard: This is a PDF.",
    )


def test_a_problem_in_json_may_be_in_any_encoding() -> None:
    problem = json.dumps({"names": ["红队"], "scores": [5]}, ensure_ascii=False)
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        assert json.loads(run(problem.encode(encoding), "--json").stdout)["ranks"] == [1]


@pytest.mark.parametrize(
    "table",
    ["队名,地区,单位\n红队,北,甲\n蓝队,南,乙\n", "队名,红队,蓝队\n得分,9,8\n", "Red\nBlue\n"],
)
def test_a_table_without_a_column_of_scores_is_refused_once(table: str) -> None:
    refused = run(table)
    assert refused.exit_code == 2
    assert refused.stderr.count("columns are needed") == 1
    assert "no column holds scores" in refused.stderr


@pytest.mark.parametrize("text", ["a,1234567890123456789\n", '{"scores": ["1234567890123456789"]}'])
def test_a_whole_number_of_nineteen_digits_is_told_how_many_are_read(text: str) -> None:
    result = run(text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "at most 15 digits before the point" in result.stderr


LARGE = "That number is too large: at most 15 digits before the point are read."
PLACES = "That number has too many decimal places: at most 10 are read."
NUMBER = "A score must be a number, such as 9.5."


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("1e400", LARGE),
        ("-1e400", LARGE),
        ("1e99999999999999999999", LARGE),
        ("1e-400", PLACES),
        ("-1.5e-99999999999999999999", PLACES),
        ("Infinity", LARGE),
        ("-Infinity", LARGE),
        ("9" * 5_000, LARGE),
        ("1" + "0" * 400 + ".5", LARGE),
        ("NaN", NUMBER),
    ],
    ids=lambda text: text[:24],
)
def test_a_number_beyond_all_bounds_is_told_the_bound_wherever_it_stands(
    number: str, told: str
) -> None:
    for text, where in (
        (f'{{"scores": [{number}]}}', "scores[0]"),
        (f'{{"scores": ["{number}"]}}', "scores[0]"),
        (f"a,1\nb,{number}\n", "line 2"),
        # Even in the first line it is no heading.
        (f"a,{number}\nb,1\n", "line 1"),
    ):
        result = run(text)
        assert result.exit_code == 2
        assert result.stderr == f"scoreboard: {where}: {told}\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1e14", NUMBER),
        ("0.0001e18", NUMBER),
        ("12e14", LARGE),
        ("0.1e-10", PLACES),
        ("1e-10", NUMBER),
        ("0e400", NUMBER),
        ("∞", LARGE),
    ],
)
def test_of_an_exponent_only_what_it_means_is_beyond_a_bound(text: str, told: str) -> None:
    assert run(f"a,1\nb,{text}\n").stderr == f"scoreboard: line 2: {told}\n"
