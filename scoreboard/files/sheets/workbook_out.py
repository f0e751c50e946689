"""A set-up as a workbook that reads back without loss: one table on each sheet, and some help."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scoreboard.contest.model import Event, Round, ScoredBy, Team, Wifi
from scoreboard.contest.numbers import plain
from scoreboard.contest.words import Say
from scoreboard.files.sheets.criteria import write_criteria
from scoreboard.files.sheets.headings import TABLES, Heading, TableName, sheet_title
from scoreboard.files.sheets.help import add_help
from scoreboard.files.sheets.members import write_members
from scoreboard.files.sheets.named import write_named

_BOLD, _WRAP = Font(bold=True), Alignment(vertical="top", wrap_text=True)
_HEAD = PatternFill("solid", fgColor="FFE9EDF5")
_WIDTHS = {
    "name": 24,
    "title": 24,
    "members": 44,
    "organisation": 24,
    "tie_breaks": 30,
    "criteria": 30,
}
# What follows from the criteria of a round that has them.
_OF_CRITERIA = ("min", "max", "step")
_NARROW, _WIDE = 12, 60
# Rows below the last that still offer a setting's words.
_SPARE_ROWS = 200
# A spreadsheet's numbers are binary: they keep fifteen digits.
_EXACT_DIGITS = 15
# So many fit into a cell, however long their names are; for more there are further columns.
_MEMBERS_IN_A_CELL = 30


def to_xlsx(event: Event, locale: str, say: Say) -> bytes:
    """The workbook of a set-up. `locale` is the language of its headings, `say` of its help."""
    return save(workbook(event, locale, say))


def workbook(event: Event, locale: str, say: Say, *, stages_by_name: bool = False) -> Workbook:
    """The workbook of a set-up, not saved yet.

    Rounds say which stage they belong to by its id, or by its name, which people rather read.
    """
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    _event_sheet(book.create_sheet(sheet_title("event", locale)), event, locale)
    for table, rows in _tables(event, stages_by_name):
        _table_sheet(book.create_sheet(sheet_title(table, locale)), table, rows, locale)
    add_help(book, locale, say)
    return book


def save(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _tables(event: Event, by_name: bool) -> Iterator[tuple[TableName, Sequence[Any]]]:
    yield "teams", event.teams
    yield "judges", event.judges
    yield "stages", event.stages
    yield (
        "rounds",
        [
            (stage.name if by_name else stage.id, a_round)
            for stage in event.stages
            for a_round in stage.rounds
        ],
    )
    yield "prizes", event.prizes


def _event_sheet(sheet: Worksheet, event: Event, locale: str) -> None:
    for row, heading in enumerate(TABLES["event"], start=1):
        put(sheet.cell(row, 1), heading.written(locale)).font = _BOLD
        cell = put(sheet.cell(row, 2), _shown(heading, _about(event, heading.key), locale))
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        if heading.choices and heading.takes == "choice":
            _offer(sheet, heading, f"B{row}", locale)
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = _WIDE


def _about(event: Event, key: str) -> Any:
    """A value of the event's own table."""
    if key in ("wifi", "wifi_password"):
        wifi = event.wifi or Wifi("")
        return wifi.name if key == "wifi" else wifi.password
    part = next(one for one in (event, event.rules, event.show) if hasattr(one, key))
    return getattr(part, key)


def _table_sheet(sheet: Worksheet, table: TableName, rows: Sequence[Any], locale: str) -> None:
    columns = _columns(table, rows)
    for column, (heading, _) in enumerate(columns, start=1):
        word = heading.written(locale)
        cell = put(sheet.cell(1, column), word)
        cell.font, cell.fill = _BOLD, _HEAD
        letter = get_column_letter(column)
        # A Chinese character takes two columns of type.
        width = max(_NARROW, 2 + len(word.encode("gb18030")))
        sheet.column_dimensions[letter].width = _WIDTHS.get(heading.key, width)
        if heading.choices or heading.takes == "yes":
            _offer(sheet, heading, f"{letter}2:{letter}{len(rows) + _SPARE_ROWS}", locale)
    for row, part in enumerate(rows, start=2):
        for column, (heading, first) in enumerate(columns, start=1):
            cell = put(sheet.cell(row, column), _value(heading, part, first, locale))
            if heading.takes in ("members", "recused", "criteria"):
                cell.alignment = _WRAP
    sheet.freeze_panes = "A2"


def _columns(table: TableName, rows: Sequence[Any]) -> list[tuple[Heading, int]]:
    """The columns of a table: each heading, and which of a list's values its cells begin with."""
    most = max((len(row.members) for row in rows if isinstance(row, Team)), default=0)
    return [
        (heading, first)
        for heading in TABLES[table]
        for first in range(0, max(1, most if heading.takes == "members" else 1), _MEMBERS_IN_A_CELL)
    ]


def _value(heading: Heading, part: Any, first: int, locale: str) -> Any:
    if isinstance(part, tuple):
        stage, part = part
        if heading.takes == "stage":
            return stage
    if isinstance(part, Round) and part.criteria and heading.key in _OF_CRITERIA:
        return None
    if heading.key.startswith("fouls_"):
        return getattr(part.fouls, heading.key.removeprefix("fouls_"), None)
    value = getattr(part, heading.key)
    if heading.takes == "members":
        value = value[first : first + _MEMBERS_IN_A_CELL]
    return _shown(heading, value, locale)


def _shown(heading: Heading, value: Any, locale: str) -> Any:
    """A value as it stands in a cell: text, a number, a date, or None for nothing."""
    match heading.takes:
        case "choice":
            return heading.word(value, locale)
        case "breaks":
            return "; ".join(heading.word(code, locale) for code in value)
        case "numbers":
            return "; ".join(map(plain, value)) or None
        case "members":
            return write_members(value) or None
        case "named":
            return write_named(value) if value else None
        case "criteria":
            return write_criteria(value) if value else None
        case "recused" | "words":
            return "; ".join(value) or None
        case "scorers":
            return _scorers(heading, value, locale)
        case "yes":
            return _yes(locale) if value else None
    return None if value == "" else value


def _scorers(heading: Heading, value: ScoredBy | None, locale: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return heading.word(value, locale)
    ids = "; ".join(value)
    # An id may be spelled like one of the words: a list says that it is none.
    return f"{ids};" if heading.choice(ids) else ids


def _yes(locale: str) -> str:
    return "是" if locale == "zh-CN" else "yes"


def put(cell: XlsxCell | MergedCell, value: Any) -> XlsxCell:
    """Put a value into a cell: text always as text, so that no spreadsheet computes with it."""
    if isinstance(cell, MergedCell):
        raise TypeError("a merged cell holds no value of its own")
    if isinstance(value, Decimal):
        digits = len(value.normalize().as_tuple().digits)
        value = value if digits <= _EXACT_DIGITS else plain(value)
    if isinstance(value, str):
        # Openpyxl takes what begins with = for a formula, and #N/A for an error.
        cell.value = value
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
        if value is not None and not isinstance(value, (int, Decimal)):
            cell.number_format = "yyyy-mm-dd"
    return cell


def _offer(sheet: Worksheet, heading: Heading, cells: str, locale: str) -> None:
    """Let the spreadsheet offer the words of a setting; others may still be typed."""
    words: Iterable[str] = (heading.word(s.split("|")[0], locale) for s in heading.choices)
    if heading.takes == "yes":
        words = [_yes(locale)]
    offer = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
    offer.showErrorMessage = False
    sheet.add_data_validation(offer)
    offer.add(cells)
