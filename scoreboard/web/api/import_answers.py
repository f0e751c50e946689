"""What is answered of a file that was read: lines while it is read, and the result."""

from __future__ import annotations

from itertools import islice
from typing import Any, Literal, TypedDict

from scoreboard.contest.words import Say
from scoreboard.files.event.document import part_of
from scoreboard.files.sheets.grid import CellProblem, Progress, Worksheet, address
from scoreboard.files.sheets.headings import TABLES
from scoreboard.files.sheets.layout import Layout, OddRow, Reading
from scoreboard.files.sheets.reading import Outcome
from scoreboard.files.sheets.titles import contest_named

# So many cells show what a column holds.
_EXAMPLES = 3


class ReadCell(TypedDict):
    """A cell, and what is wrong with it or why it is not read."""

    sheet: str
    cell: str
    message: str


class ReadSheet(TypedDict):
    """A sheet as it was read: its columns by their letters, and every row from the first."""

    name: str
    columns: list[str]
    rows: list[list[str]]


class ReadSheets(TypedDict):
    """The file as it was read."""

    sheets: list[ReadSheet]


class ReadColumn(TypedDict):
    """A column: the `key` that it is read as; `left` says why it is not read."""

    at: str
    heading: str
    key: str
    left: str
    examples: list[str]


class ReadableKey(TypedDict):
    """What a column can hold."""

    key: str
    words: str


class OutstandingRow(TypedDict):
    """A row that stands out: left `out` or not, and `fixed` where that cannot be changed."""

    row: int
    label: str
    text: str
    why: str
    out: bool
    fixed: bool


class JoinedRows(TypedDict):
    """Rows that were read as one, of that name."""

    name: str
    rows: list[str]


class ReadTable(TypedDict):
    """How a table of people was read.

    `contest` is its name in the title above the table, `head` the rows of headings, `asks`: nobody
    knows which column is the name; `filled` counts merged cells that were filled downwards.
    """

    sheet: str
    table: str
    turned: bool
    contest: str
    head: list[int]
    asks: bool
    columns: list[ReadColumn]
    keys: list[ReadableKey]
    rows: list[OutstandingRow]
    can_join: bool
    joined: list[JoinedRows]
    filled: int


class ReadFile(TypedDict):
    """All that was read; `setup` is the whole set-up, or None while something is wrong.

    `divisions` and `groups` are all that the teams may name, by id and name.
    """

    teams: list[dict[str, Any]]
    judges: list[dict[str, Any]]
    divisions: list[dict[str, Any]]
    groups: list[dict[str, Any]]
    setup: dict[str, Any] | None
    problems: list[ReadCell]
    ignored: list[ReadCell]
    table: ReadSheets
    readings: list[ReadTable]


class ReadingStep(TypedDict):
    """How far the reading is: `rows` of `of`, None where that is not known yet."""

    step: Literal["reading", "checking"]
    rows: int
    of: int | None


class ReadingResult(TypedDict):
    """The last line."""

    result: ReadFile


def step_read(step: Progress) -> ReadingStep:
    """A line while the file is read."""
    return {"step": step.step, "rows": step.rows, "of": step.of}


def file_read(
    outcome: Outcome,
    setup: dict[str, Any] | None,
    sheets: list[ReadSheet],
    readings: list[ReadTable],
    say: Say,
) -> ReadingResult:
    """The last line."""
    whole = setup or {}
    read: ReadFile = {
        "teams": whole.get("teams") or [part_of(team) for team in outcome.teams],
        "judges": whole.get("judges") or [part_of(judge) for judge in outcome.judges],
        "divisions": [{"id": one.id, "name": one.name} for one in outcome.divisions],
        "groups": [{"id": one.id, "name": one.name} for one in outcome.groups],
        "setup": setup,
        "problems": [_problem(problem, say) for problem in outcome.problems],
        "ignored": [_problem(problem, say) for problem in outcome.ignored],
        "table": {"sheets": sheets},
        "readings": readings,
    }
    return {"result": read}


def _problem(problem: CellProblem, say: Say) -> ReadCell:
    message = say(problem.text, **problem.names)
    return {"sheet": problem.sheet, "cell": problem.cell, "message": message}


def sheet_read(sheet: Worksheet) -> ReadSheet:
    """A sheet as it was read: its columns by their letters, and every row from the first."""
    columns = [address(0, column)[:-1] for column in range(sheet.width)]
    rows = [
        [sheet.cell(row, at).text for at in range(sheet.width)] for row in range(len(sheet.rows))
    ]
    return {"name": sheet.name, "columns": columns, "rows": rows}


def table_read(reading: Reading, locale: str, say: Say) -> ReadTable:
    layout = reading.layout
    sheet = layout.sheet
    return {
        "sheet": sheet.name,
        "table": layout.table,
        "turned": sheet.turned,
        "contest": contest_named(layout),
        "head": [row + 1 for row in layout.rows],
        "asks": layout.name_column is None,
        "columns": [_column(layout, column) for column in range(sheet.width)],
        "keys": [{"key": h.key, "words": h.written(locale)} for h in TABLES[layout.table]],
        "rows": [_odd_row(layout, odd, say) for odd in reading.odd],
        "can_join": reading.can_join,
        "joined": [
            {"name": _name(layout, first), "rows": [sheet.row_label(row) for row in rows]}
            for first, rows in reading.joined.items()
        ],
        "filled": reading.filled,
    }


def _column(layout: Layout, column: int) -> ReadColumn:
    sheet = layout.sheet
    heading = layout.by_column.get(column)
    texts = (sheet.cell(row, column).text for row in range(layout.first, len(sheet.rows)))
    return {
        "at": sheet.column_label(column),
        "heading": layout.texts.get(column, ""),
        "key": heading.key if heading else "",
        "left": layout.left.get(column, ""),
        "examples": list(islice(filter(None, map(str.strip, texts)), _EXAMPLES)),
    }


def _odd_row(layout: Layout, odd: OddRow, say: Say) -> OutstandingRow:
    texts = (cell.text.strip() for cell in layout.sheet.rows[odd.row])
    return {
        "row": odd.row + 1,
        "label": layout.sheet.row_label(odd.row),
        "text": " · ".join(filter(None, texts)),
        "why": say(odd.text, **odd.names),
        "out": odd.out,
        "fixed": odd.fixed,
    }


def _name(layout: Layout, row: int) -> str:
    column = layout.name_column
    return "" if column is None else layout.sheet.cell(row, column).text.strip()
