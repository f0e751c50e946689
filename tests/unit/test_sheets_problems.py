"""An organiser hears about every mistake in a table, each at its cell and in words."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from scoreboard.contest.rules.named_breaks import SPELLINGS
from tests.support.workbooks import problems, quiz, read, teams, workbook

FORMULA = "This is a formula. Put its result here: copy it and paste the value."
EMPTY = "This must not be empty."
NAMELESS = "There is no name here. Fill it in, or leave this row out."
NUMBER = "This must be a number, such as 9.5."


LUCK = f"luck is no tie-break. Known are: {', '.join(SPELLINGS)}."


# A row of the table of teams, the column of the mistake, and what is said about it.
TEAM_ROWS: list[tuple[list[Any], str, str]] = [
    ([None, "North", "Lin"], "A3", NAMELESS),
    (["=1+1", "North", "Lin"], "A3", FORMULA),
    (["Blue", "=A1", "Lin"], "B3", FORMULA),
    (["#REF!", "North", "Lin"], "A3", "This cell shows the error #REF!. Put the value here."),
    ([dt.date(2024, 3, 2), "North", "Lin"], "A3",
     "This cell holds a date, 2024-03-02. Set its format to text and type it again."),
    (["Red", "North", "Lin"], "A3", "The name Red is already given in A2."),
    (["Blue", "N" * 201, "Lin"], "B3", "This is longer than 200 characters."),
    (["Blue", "N", "Lin; Wu" + "u" * 200], "C3", "This is longer than 200 characters."),
    (["Bl\u202eue", "N", ""], "A3",
     "This text holds an invisible character (U+202E). Type it anew."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "cell", "says"), TEAM_ROWS)
def test_a_mistake_in_a_team_is_told_at_its_cell(row: list[Any], cell: str, says: str) -> None:
    assert problems(teams(["Red", "North", "Lin"], row)) == [(f"Teams!{cell}", says)]


# The same for any sheet of a whole event: what stands there instead, and what is said.
WHOLE: list[tuple[str, list[list[Any]], str, str]] = [
    ("Event", [["address", "Quiz 1"], ["title", "Q"]], "Event!B1",
     "The name in the address is made of a-z, 0-9 and -, at most 64 of them, such as nm2024."),
    ("Event", [["title", "Q"], ["address"]], "Event!B2",
     "The event needs a short name for its address, such as nm2024."),
    ("Event", [["address", "q"], ["title"]], "Event!B2", EMPTY),
    ("Event", [["address", "q"], ["title", "Q"], ["date", "30.11.2024"]], "Event!B3",
     "A date is written like 2024-11-30."),
    ("Event", [["address", "q"], ["title", "Q"], ["date", 45626]], "Event!B3",
     "A date is written like 2024-11-30."),
    ("Event", [["address", "q"], ["title", "Q"], ["ranking", "dence"]], "Event!B3",
     "dence is not known here. Did you mean dense?"),
    ("Event", [["address", "q"], ["title", "Q"], ["language", "Klingon"]], "Event!B3",
     "Klingon is not known here. Known are: Chinese, English."),
    ("Event", [["address", "q"], ["title", "Q"], ["decimals", 1.5]], "Event!B3",
     "This must be a whole number."),
    ("Event", [["address", "q"], ["title", "Q"], ["decimals", 7]], "Event!B3",
     "This goes from 0 to 4."),
    ("Event", [["address", "q"], ["title", "Q"], ["tie-breaks", "latest round; luck"]], "Event!B3",
     LUCK),
    ("Event", [["address", "q"], ["title", "Q"], ["title", "R"]], "Event!A3",
     "There are two rows called title."),
    ("Teams", [["id", "name", "region", "guest"], ["red", "Red"], ["blue", "B"],
               ["green", "G", "", "maybe"]], "Teams!D4",
     "Write yes or no here, or leave it empty."),
    ("Teams", [["id", "name"], ["red", "Red"], ["blue", "B"], ["red", "G"], ["green", "H"]],
     "Teams!A4", "The id red is already taken in A2."),
    ("Teams", [["id", "name"], ["红", "Red"], ["red", "B"], ["green", "H"]], "Teams!A2",
     "An id is made of letters a-z, digits, - and _, at most 32 of them. It may be left out."),
    ("Judges", [["id", "name", "recused"], ["lin", "Lin", "Red; Bleu"]], "Judges!C2",
     "There is no team called Bleu. Did you mean Blue?"),
    ("Judges", [["id", "name", "recused"], ["lin", "Lin", "red; red"]], "Judges!C2",
     "The team red is named here twice."),
    ("Stages", [["name", "advance"], ["Heat", None], ["Final", None]], "Stages!B2",
     "Another stage follows: say how many teams go on, or what they need for it."),
    ("Stages", [["name", "advance"], ["Heat", "two"], ["Final", None]], "Stages!B2",
     "This must be a whole number."),
    ("Stages", [["name", "advance", "carry"], ["Heat", 2], ["Final", None, 50]], "Stages!C3",
     "This is the share of the earlier total, from 0 to 1; 0.5 is half."),
    ("Stages", [["name", "advance"], ["Heat", 2], ["Finale", None], ["Final", None]], "Stages!B3",
     "Another stage follows: say how many teams go on, or what they need for it."),
    ("Rounds", [["stage", "name"], ["Heat", "A"], ["Finall", "B"]], "Rounds!A3",
     "There is no stage called Finall. Did you mean Final?"),
    ("Rounds", [["stage", "name"], ["Heat", "A"], [None, "B"], ["Final", "C"]], "Rounds!A3",
     "Say which stage this round belongs to."),
    ("Rounds", [["stage", "name"], ["Heat", "A"], ["Heat", "A"], ["Final", "C"]], "Rounds!B3",
     "The name A is already given in B2."),
    ("Rounds", [["stage", "name", "max"], ["Heat", "A", "twenty"], ["Final", "B"]], "Rounds!C2",
     NUMBER),
    ("Rounds", [["stage", "name", "max"], ["Heat", "A", True], ["Final", "B"]], "Rounds!C2",
     NUMBER),
    ("Rounds", [["stage", "name", "min"], ["Heat", "A", 200], ["Final", "B"]], "Rounds!C2",
     "The lowest mark is 200 and above the highest, 100."),
    ("Rounds", [["stage", "name", "kind"], ["Heat", "A", "quiz"], ["Final", "B"]], "Rounds!C2",
     "quiz is not known here. Known are: judged, points, list, count in the hall."),
    ("Rounds", [["stage", "name", "kind", "awards"], ["Heat", "A", "points", "10; ten"],
                ["Final", "B"]], "Rounds!D2", NUMBER),
    ("Rounds", [["stage", "name", "step"], ["Heat", "A", 0], ["Final", "B"]], "Rounds!C2",
     "The step must be above 0."),
    ("Rounds", [["stage", "name", "drop high"], ["Heat", "A", 2], ["Final", "B"]], "Rounds!C2",
     "2 marks are left out of 2. At least one must count."),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "rows", "cell", "says"), WHOLE)
def test_a_mistake_in_an_event_is_told_at_its_cell(
    sheet: str, rows: list[list[Any]], cell: str, says: str
) -> None:
    found = problems(quiz(**{sheet: rows}))
    assert (cell, says) in found
    assert len({where for where, _ in found}) <= 3


def test_merged_settings_are_named() -> None:
    whole = quiz()
    book = load_workbook(io.BytesIO(whole))
    book["Event"].merge_cells("B1:C2")
    book["Rounds"].merge_cells("C2:C3")
    file = io.BytesIO()
    book.save(file)
    says = "The cells %s are merged. Split them, and fill in each."
    found = problems(file.getvalue())
    assert ("Event!B1", says % "B1:C2") in found
    assert ("Rounds!C2", says % "C2:C3") in found


def test_a_missing_column_is_told_once_and_not_for_every_row() -> None:
    data = workbook({"Teams": [["region", "members"], ["North", "Lin"], ["South", "Wu"]]})
    says = "There is no column with the names of the teams. Its heading is team."
    assert problems(data) == [("Teams!A1", says)]
    assert problems("地区,成员\n成都,张三\n".encode(), "x.csv", "zh-CN") == [
        ("x.csv!A1", "There is no column with the names of the teams. Its heading is 队名.")
    ]


def test_a_misspelt_or_doubled_heading_is_told_and_stops_nothing() -> None:
    data = workbook(
        {
            "Teams": [
                ["name", "regoin", "Name", "BM team", "参赛队员数"],
                ["Red", "N", "x", "1", "2"],
            ]
        }
    )
    found = read(data)
    assert [(team.name, team.region) for team in found.teams] == [("Red", "")]
    assert [(p.where, str(p)) for p in found.ignored] == [
        ("Teams!B1", "The column regoin is not read. Did you mean region?"),
        ("Teams!C1", "The column Name is not read: another column says this already."),
        # A guess is never a column of another meaning.
        ("Teams!D1", "The column BM team is not read."),
        ("Teams!E1", "The column 参赛队员数 is not read."),
    ]


def test_two_sheets_of_one_table_are_told() -> None:
    rows = [["name"], ["Red"]]
    says = "This sheet seems to hold the same as Teams. Delete one of them."
    assert problems(workbook({"Teams": rows, "Teams (2)": rows})) == [("Teams (2)!A1", says)]


def test_all_problems_come_at_once_in_the_order_of_the_sheets() -> None:
    data = quiz(
        Event=[["address", "quiz"], ["title", "=A1"]],
        Teams=[["name"], ["Red"], ["Red"], [None]],
        Judges=[["name", "recused"], ["=A1", "Pink"]],
        Stages=[["name"], ["Heat"]],
        Rounds=[["name", "max"], ["Essay", "x"]],
    )
    assert problems(data) == [
        ("Event!B2", FORMULA),
        ("Teams!A3", "The name Red is already given in A2."),
        ("Judges!A2", FORMULA),
        ("Judges!B2", "There is no team called Pink."),
        ("Rounds!B2", NUMBER),
    ]


def test_a_workbook_of_rounds_alone_says_what_it_lacks() -> None:
    found = problems(workbook({"Rounds": [["name", "kind"], ["Buzzer", "points"]]}))
    assert found[0] == (
        "", "There is no sheet about the event itself, with its title. Call it Event."
    )  # fmt: skip


def test_hundreds_of_problems_are_cut_short_and_counted() -> None:
    found = problems(teams(*[["=1", "", ""]] * 500))
    assert len(found) == 301
    assert found[-1] == ("", "There are 200 more problems. Mend these first.")
