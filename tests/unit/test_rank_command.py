"""`scoreboard rank` on the command line: lines in, a table out, one line on stderr."""

from __future__ import annotations

import json
from typing import Any

import pytest

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
