"""A sheet to the rows of one table: its headings, its columns, and what its cells mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Generator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from scoreboard.contest.words import N_
from scoreboard.files.problems import near
from scoreboard.files.sheets.grid import ROWS_AT_A_TIME, Cell, Sheet
from scoreboard.files.sheets.headings import TABLES, Heading, TableName, fold
from scoreboard.files.sheets.report import Report
from scoreboard.files.sheets.values import BadCell, value_of

# A title and remarks may stand above the headings.
_ROWS_ABOVE = 20
# The settings of the event stand in one of the first columns.
_LABEL_COLUMNS = 2
_NUMBERS = "0123456789一二三四五六七八九十"

_ANY_TEXT = Heading("", "text", "", "")

NAMES_OF = {
    "teams": N_("There is no column with the names of the teams. Its heading is %(heading)s."),
    "judges": N_("There is no column with the names of the judges. Its heading is %(heading)s."),
    "stages": N_("There is no column with the names of the stages. Its heading is %(heading)s."),
    "rounds": N_("There is no column with the names of the rounds. Its heading is %(heading)s."),
}


@dataclass(slots=True)
class Record:
    """A row of a table. `cells` has the place of every column, also where the cell is empty.

    `bad` holds the keys whose cells were refused: nothing is concluded from them.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Columns:
    """Where the headings stand, and what each column holds; both counted from 0."""

    row: int
    by_column: dict[int, Heading]

    @property
    def keys(self) -> set[str]:
        """The keys that the table has columns for."""
        return {heading.key for heading in self.by_column.values()}


def columns(sheet: Sheet, table: TableName) -> Columns:
    """The row that has most of a table's headings, and its columns; without any, row 0."""
    found = [
        Columns(row, _headings(cells, table)) for row, cells in enumerate(sheet.rows[:_ROWS_ABOVE])
    ]
    return max(found, key=lambda c: ("name" in c.keys, len(c.by_column)), default=Columns(0, {}))


def _headings(cells: list[Cell], table: TableName) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    for column, cell in enumerate(cells):
        heading = _heading(cell, table) if cell.kind == "text" else None
        # A second column of one name is told where the table is read.
        if heading is not None and (heading.takes == "members" or heading not in found.values()):
            found[column] = heading
    return found


def _heading(cell: Cell, table: TableName) -> Heading | None:
    word = fold(cell.text)
    known = _by_word(table)
    if word in known:
        return known[word]
    # 队员1, 队员2 … are columns of one person each.
    several = known.get(word.rstrip(_NUMBERS))
    return several if several and several.takes == "members" else None


@cache
def _by_word(table: TableName) -> dict[str, Heading]:
    return {fold(word): heading for heading in TABLES[table] for word in heading.words()}


def read_table(
    sheet: Sheet, table: TableName, locale: str, report: Report
) -> Generator[int, None, list[Record]]:
    """The rows of a sheet's table; yields how many are read now and then."""
    head = columns(sheet, table)
    _check_headings(sheet, table, head, locale, report)
    _check_merged(sheet, head, report)
    records: list[Record] = []
    for row in range(head.row + 1, len(sheet.rows)):
        if any(sheet.cell(row, column).kind != "empty" for column in head.by_column):
            records.append(_record(sheet, row, head, locale, report))
        if row % ROWS_AT_A_TIME == 0:
            yield row
    return records


def _record(sheet: Sheet, row: int, head: Columns, locale: str, report: Report) -> Record:
    record = Record(row)
    for column, heading in head.by_column.items():
        record.cells.setdefault(heading.key, (row, column))
        _take(record, sheet, (row, column), heading, locale, report)
    return record


def _take(
    record: Record, sheet: Sheet, at: tuple[int, int], heading: Heading, locale: str, report: Report
) -> None:
    cell = sheet.cell(*at)
    if cell.kind == "empty":
        return
    try:
        value = value_of(heading, cell, locale)
    except BadCell as bad:
        report.at(sheet, *at, bad.text, **bad.names)
        record.bad.add(heading.key)
        return
    if heading.takes == "members":
        value = [*record.values.get(heading.key, []), *value]
    record.values[heading.key] = value
    record.cells[heading.key] = at


def _check_headings(
    sheet: Sheet, table: TableName, head: Columns, locale: str, report: Report
) -> None:
    cells = sheet.rows[head.row] if sheet.rows else []
    for column, cell in enumerate(cells):
        if column not in head.by_column and cell.kind != "empty":
            _unknown_heading(sheet, head.row, column, table, report)
    if "name" not in head.keys:
        name = next(h for h in TABLES[table] if h.key == "name")
        report.at(sheet, head.row, 0, NAMES_OF[table], heading=name.written(locale))


def _unknown_heading(sheet: Sheet, row: int, column: int, table: TableName, report: Report) -> None:
    cell = sheet.cell(row, column)
    try:
        value_of(_ANY_TEXT, cell, "en")
    except BadCell as bad:
        report.at(sheet, row, column, bad.text, **bad.names)
        return
    if _heading(cell, table) is not None:
        report.at(sheet, row, column, N_("There are two columns called %(name)s."), name=cell.text)
        return
    words = [word for heading in TABLES[table] for word in heading.words()]
    meant = near(unicodedata.normalize("NFKC", cell.text).casefold().strip(), words)
    if meant:
        report.at(
            sheet, row, column, N_("%(key)s is not known here. Did you mean %(near)s?"),
            key=cell.text, near=meant,
        )  # fmt: skip
    else:
        report.leave(
            sheet, row, column, N_("The column %(name)s is not read."), name=cell.text.strip()
        )


def _check_merged(sheet: Sheet, head: Columns, report: Report) -> None:
    read = [*head.by_column] or [0]
    for block in sheet.merged:
        beside = block.right < min(read) or block.left > max(read)
        # Above the headings a title may stretch as it likes.
        if block.bottom < head.row or block.top >= len(sheet.rows) or beside:
            continue
        report.at(
            sheet, block.top, block.left,
            N_("The cells %(cells)s are merged. Split them, and fill in each."), cells=block.ref,
        )  # fmt: skip


def read_event_table(sheet: Sheet, locale: str, report: Report) -> Record:
    """The event's own table: a setting on each row, its name and to the right its value."""
    record = Record(0)
    for (row, column), heading in labels(sheet).items():
        if heading.key in record.cells:
            text = N_("There are two rows called %(name)s.")
            report.at(sheet, row, column, text, name=sheet.cell(row, column).text)
            continue
        record.cells[heading.key] = (row, column + 1)
        _take(record, sheet, (row, column + 1), heading, locale, report)
    for block in sheet.merged:
        if any(
            block.top <= row <= block.bottom and block.left <= column
            for row, column in record.cells.values()
        ):
            report.at(
                sheet, block.top, block.left,
                N_("The cells %(cells)s are merged. Split them, and fill in each."),
                cells=block.ref,
            )  # fmt: skip
    return record


def labels(sheet: Sheet) -> dict[tuple[int, int], Heading]:
    """The names of settings in the column that has most of them, by their place."""
    found: dict[int, dict[tuple[int, int], Heading]] = {}
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells[:_LABEL_COLUMNS]):
            heading = _heading(cell, "event") if cell.kind == "text" else None
            if heading is not None:
                found.setdefault(column, {})[row, column] = heading
    return max(found.values(), key=len, default={})
