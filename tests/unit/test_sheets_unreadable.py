"""A file that is no table, or a hostile one, is answered in words: it neither fails nor hangs."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Protection

from scoreboard.files.sheets.grid import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS
from tests.support.examples import examples
from tests.support.workbooks import problems, quiz, read, teams, workbook

ENCODING = "This text is in another encoding. Save the file as .xlsx, or as CSV in UTF-8."
DAMAGED = "This workbook is damaged and cannot be read. Save it anew as .xlsx."


@pytest.mark.parametrize(
    ("data", "name", "cells"),
    [
        ("隊名,地區\n核醫之光隊,成都\n".encode("big5"), "x.csv", ["A1", "B1", "A2"]),
        ("name,region\nMüller,Süd\nRed,N\n".encode("latin-1"), "x.csv", ["A2", "B2"]),
        ("name,region\nRenée,N\n".encode("latin-1"), "x.csv", ["A2"]),
        ("name,region\n核医之光队,\u00e9\n".encode() + b"\xff\xfe\xfa,N\n", "x.csv", ["A3"]),
        ("name\n核医\n".encode("shift_jis"), "x.csv", ["A2"]),
    ],
)  # fmt: skip
def test_text_in_another_encoding_is_named_cell_by_cell(
    data: bytes, name: str, cells: list[str]
) -> None:
    found = dict(problems(data, name))
    assert {f"{name}!{cell}" for cell in cells} <= found.keys()
    assert all(found[f"{name}!{cell}"] == ENCODING for cell in cells[1:])


NO_TABLE = "This file is no table. Save it as .xlsx, or as CSV with the encoding UTF-8."
NOT_FOUND = (
    "No table was found here. Its first row names the columns, such as team, region, members."
)


@pytest.mark.parametrize(
    ("data", "name", "where", "says"),
    [
        (b"", "x.csv", "", "This file is empty."),
        (b"\n\n", "x.csv", "x.csv!A1", NOT_FOUND),
        (b"Red\nBlue\n", "x.csv", "x.csv!A1", NOT_FOUND),
        ("name\nRed\n".encode("utf-16-le"), "x.csv", "x.csv!A1", NO_TABLE),
        (b'name\nRed\n"Blue\nGreen\n', "x.csv", "x.csv!A3",
         "From here on the table cannot be read. A quotation mark is missing or too many."),
        (b"PK\x03\x04 and then nothing", "x.xlsx", "", DAMAGED),
        (b"x" * (LARGEST_FILE + 1), "x.csv", "", "This file is larger than 5 MB."),
        (b"[event]\nslug = 5\n", "x.toml", "x.toml!A2", "This must be text in quotation marks."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_answered_in_one_sentence(
    data: bytes, name: str, where: str, says: str
) -> None:
    assert (where, says) in problems(data, name)


def test_more_rows_or_columns_than_an_event_has_are_refused() -> None:
    many = b"name\n" + b"\n".join(b"T%d" % n for n in range(MOST_ROWS + 5))
    (found,) = problems(many, "x.csv")
    assert found[0] == f"x.csv!A{MOST_ROWS + 1}"
    wide = b"name," + b"," * MOST_COLUMNS + b"x\nRed\n"
    (found,) = problems(wide, "x.csv")
    assert found[1] == "There are more than 60 columns here. Delete what is not needed."


def test_a_cell_far_away_is_refused_without_walking_there_for_ever() -> None:
    data = workbook(
        {"Teams": [["name"], ["Red"]]}, lambda book: book["Teams"].cell(1_000_000, 1, "x")
    )
    assert problems(data)[0][0] == f"Teams!A{MOST_ROWS + 1}"


def _rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with something replaced in its first sheet, as no spreadsheet would write it."""
    rewritten = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as parts,
        zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in parts.namelist():
            content = parts.read(name)
            first = name.endswith("sheet1.xml")
            archive.writestr(name, content.replace(old, new) if first else content)
    return rewritten.getvalue()


END = b"</sheetData>"


@pytest.mark.parametrize(
    "xml",
    [
        b'<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>',
        b'<row r="3"><c r="A3"><v>' + b"9" * 10_000 + b"</v></c></row>",
        b'<row r="3"><c r="A3" t="s"><v>999</v></c></row>',
        b'<row r="x"></row>',
    ],
)
def test_a_sheet_that_no_spreadsheet_writes_is_damaged(xml: bytes) -> None:
    data = _rewritten(teams(["Red", "", ""]), END, xml + END)
    assert problems(data) == [("", DAMAGED)]


def test_elements_within_elements_without_end_do_no_harm() -> None:
    deep = b"<x>" * 100_000 + b"</x>" * 100_000
    found = read(_rewritten(teams(["Red", "", ""]), END, END + deep))
    assert [team.name for team in found.teams] == ["Red"]


def test_formats_far_away_are_no_rows() -> None:
    def touch(book: Any) -> None:
        book["Teams"].cell(1_000_000, 40).protection = Protection(locked=False)

    found = read(workbook({"Teams": [["name"], ["Red"]]}, touch))
    assert [team.name for team in found.teams] == ["Red"]


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = _rewritten(teams(["Red", "", ""]), END, b" " * 200_000_000 + END)
    assert len(bomb) < 1_000_000
    says = "This workbook holds more than can be read. Save only its tables as a new .xlsx."
    assert problems(bomb) == [("", says)]


def test_entities_that_grow_are_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    evil = _rewritten(teams(["Red", "", ""]), b"<worksheet", laughs + b"<worksheet")
    assert problems(evil) == [("", DAMAGED)]


WHOLE_QUIZ = quiz()


@given(st.integers(0, len(WHOLE_QUIZ) - 1), st.binary(min_size=1, max_size=30))
@examples(150)
def test_a_damaged_workbook_is_read_or_refused_in_words_but_never_fails(
    at: int, instead: bytes
) -> None:
    found = read(WHOLE_QUIZ[:at] + instead + WHOLE_QUIZ[at + len(instead) :])
    assert found.event is not None or all(str(problem) for problem in found.problems)


@given(st.binary(max_size=200), st.sampled_from(["x.csv", "x.xlsx", "x.toml", ""]))
def test_any_bytes_at_all_are_answered_in_words(data: bytes, name: str) -> None:
    found = read(data, name)
    assert found.teams or found.judges or found.event or all(map(str, found.problems))


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.dates(min_value=dt.date(1900, 3, 1)), st.times(),
    st.sampled_from(["name", "队名", "评委", "成员", "=1+1", "#N/A", "[[", "；;", "）", "1e400"]),
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=6),
)  # fmt: skip


@given(
    st.lists(st.lists(CELLS, max_size=5), max_size=5),
    st.sampled_from(sorted(["Event", "Teams", "Judges", "Stages", "Rounds"])),
)
@examples(80)
def test_whatever_stands_in_the_cells_every_problem_has_words(
    rows: list[list[Any]], sheet: str
) -> None:
    found = read(quiz(**{sheet: rows}))
    assert found.event is not None or all(str(problem) for problem in found.problems)
