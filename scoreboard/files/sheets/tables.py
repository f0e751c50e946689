"""A sheet to the rows of one table: its headings, its columns, and what its cells mean."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoreboard.contest.words import N_
from scoreboard.files.event.problems import quote
from scoreboard.files.sheets.choices import NOTHING, Choice
from scoreboard.files.sheets.columns import check_headings
from scoreboard.files.sheets.grid import ROWS_AT_A_TIME, Worksheet
from scoreboard.files.sheets.headings import Heading, TableName
from scoreboard.files.sheets.joining import fill_merged, joined, rows_of_teams
from scoreboard.files.sheets.layout import Layout, OddRow, Reading, layout_of
from scoreboard.files.sheets.lookalikes import alike, looks
from scoreboard.files.sheets.meaning import PEOPLE_TABLES, heading_of
from scoreboard.files.sheets.oddities import odd_rows
from scoreboard.files.sheets.registration import without_personal
from scoreboard.files.sheets.report import Report
from scoreboard.files.sheets.values import BadCell, value_of

# The settings of the event stand in one of the first columns.
_LABEL_COLUMNS = 2

LOOKS_LIKE = N_("%(name)s is easily taken for %(other)s in %(cell)s.")
LIKE_THERE = N_("%(name)s is easily taken for %(other)s, which the event has already.")


@dataclass(slots=True)
class Record:
    """A row of a table. `cells` has the place of every column, also where the cell is empty.

    `bad` holds the keys whose cells were refused: nothing is concluded from them.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)


def read_table(
    sheet: Worksheet,
    table: TableName,
    locale: str,
    report: Report,
    choice: Choice = NOTHING,
    there: Sequence[str] = (),
) -> Generator[int, None, list[Record]]:
    """The rows of a sheet's table; yields how many are read now and then.

    `there` are names that the event has already: those that look like them are pointed out.
    """
    layout = layout_of(sheet, table, choice)
    check_headings(layout, locale, report)
    layout.sheet, filled = fill_merged(layout)
    _check_merged(layout, report)
    reading = Reading(layout, filled=filled)
    people = table in PEOPLE_TABLES
    odd = odd_rows(layout, choice) if people else {}
    reading.odd = list(odd.values())
    records: list[Record] = []
    for row in range(layout.first, len(layout.sheet.rows)):
        filled_in = any(layout.sheet.cell(row, c).kind != "empty" for c in layout.by_column)
        if filled_in and not (row in odd and odd[row].out):
            records.append(_record(layout.sheet, row, layout, locale, report))
        if row % ROWS_AT_A_TIME == 0:
            yield row
    if people:
        report.readings.append(reading)
        records = _joined(reading, records, choice)
        _point_out_lookalikes(reading, records, there)
    return records


def _joined(reading: Reading, records: list[Record], choice: Choice) -> list[Record]:
    """One record for each team, where a team stands on several rows."""
    teams = rows_of_teams(reading.layout, records)
    reading.can_join = any(len(team) > 1 for team in teams)
    if not reading.can_join or choice.joined is False:
        return records
    reading.joined = {team[0].row: [one.row for one in team] for team in teams if len(team) > 1}
    return [joined(team) for team in teams]


def _point_out_lookalikes(reading: Reading, records: list[Record], there: Sequence[str]) -> None:
    """Names that are easily taken for one above them or one of the event, and are not the same."""
    same = set(map(looks, there))
    known = {alike(name): name for name in there}
    seen: dict[str, Record] = {}
    pointed = {odd.row for odd in reading.odd}
    for record in records:
        name = looks(str(record.values.get("name", "")))
        if not name or record.row in pointed:
            continue
        above = seen.setdefault(alike(name), record)
        other = looks(str(above.values.get("name", "")))
        if other != name:
            cell = reading.layout.sheet.address(*above.cells["name"])
            names = {"name": quote(name), "other": quote(other), "cell": cell}
            reading.odd.append(OddRow(record.row, LOOKS_LIKE, names))
        elif name not in same and alike(name) in known:
            names = {"name": quote(name), "other": quote(known[alike(name)])}
            reading.odd.append(OddRow(record.row, LIKE_THERE, names))
    reading.odd.sort(key=lambda odd: odd.row)


def _record(sheet: Worksheet, row: int, head: Layout, locale: str, report: Report) -> Record:
    record = Record(row)
    for column, heading in head.by_column.items():
        record.cells.setdefault(heading.key, (row, column))
        _take(record, sheet, (row, column), heading, locale, report)
    return record


def _take(
    record: Record,
    sheet: Worksheet,
    at: tuple[int, int],
    heading: Heading,
    locale: str,
    report: Report,
) -> None:
    cell = sheet.cell(*at)
    if cell.kind == "empty":
        return
    try:
        value = value_of(heading, cell, locale)
    except BadCell as bad:
        if heading.takes == "colour":
            # It only adorns a row, and stops no file.
            report.leave(sheet, *at, bad.text, **bad.names)
            return
        report.at(sheet, *at, bad.text, **bad.names)
        record.bad.add(heading.key)
        return
    if heading.takes == "members":
        value = [*record.values.get(heading.key, []), *_without_personal(value, sheet, at, report)]
    record.values[heading.key] = value
    record.cells[heading.key] = at


def _without_personal(
    members: list[dict[str, str]], sheet: Worksheet, at: tuple[int, int], report: Report
) -> list[dict[str, str]]:
    bare = [{key: without_personal(text) for key, text in one.items()} for one in members]
    if bare != members:
        text = N_("Telephone numbers and the like beside the members are not taken over.")
        report.leave(sheet, *at, text)
    return [one for one in bare if one["name"]]


def _check_merged(layout: Layout, report: Report) -> None:
    """Merged cells that could not be filled, in tables where each row stands for itself."""
    if layout.table in PEOPLE_TABLES:
        return
    sheet = layout.sheet
    read = [*layout.by_column] or [0]
    for block in sheet.merged:
        beside = block.right < min(read) or block.left > max(read)
        stage = layout.by_column.get(block.left)
        filled = stage is not None and stage.takes == "stage" and block.left == block.right
        # Above the headings a title may stretch as it likes.
        if block.bottom < layout.first - 1 or block.top >= len(sheet.rows) or beside or filled:
            continue
        report.at(
            sheet,
            block.top,
            block.left,
            N_("The cells %(cells)s are merged. Split them, and fill in each."),
            cells=block.ref,
        )


def read_event_table(sheet: Worksheet, locale: str, report: Report) -> Record:
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
                sheet,
                block.top,
                block.left,
                N_("The cells %(cells)s are merged. Split them, and fill in each."),
                cells=block.ref,
            )
    return record


def labels(sheet: Worksheet) -> dict[tuple[int, int], Heading]:
    """The names of settings in the column that has most of them, by their place."""
    found: dict[int, dict[tuple[int, int], Heading]] = {}
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells[:_LABEL_COLUMNS]):
            heading = heading_of(cell.text, "event") if cell.kind == "text" else None
            if heading is not None:
                found.setdefault(column, {})[row, column] = heading
    return max(found.values(), key=len, default={})
