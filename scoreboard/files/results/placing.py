"""How a table comes to stand in a sheet: exact numbers, harmless texts, a quiet look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from typing import Literal, NamedTuple

from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scoreboard.files.results.cells import Cell, Table, might_be_formula

# A spreadsheet keeps no more digits of a number; one with more is written as text, whole.
_MOST_DIGITS = 15
_LONGEST_TEXT = 32_767
# Where the font is not installed, family and character set choose one that has Chinese.
_FONT = "Noto Sans SC"
_SANS, _CHINESE = 2, 134
_INK, _QUIET, _BLUE = "FF101A30", "FF616E8A", "FF1F4FBF"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

_ALIGNED = {
    "left": Alignment(horizontal="left", vertical="center"),
    "right": Alignment(horizontal="right", vertical="center"),
    "center": Alignment(horizontal="center", vertical="center", wrap_text=True),
}
_LINES = {
    "none": Border(),
    "thin": Border(bottom=Side(style="thin", color="FFDCDFE6")),
    "head": Border(bottom=Side(style="medium", color=_BLUE)),
}
_FILLS = {"head": PatternFill("solid", fgColor="FFE9EEFB")}


class Look(NamedTuple):
    """How a cell looks; a sheet has thousands of cells in a handful of looks."""

    font: Literal["plain", "quiet", "strong", "head", "title"] = "plain"
    aligned: Literal["left", "right", "center"] = "left"
    line: Literal["none", "thin", "head"] = "none"
    filled: bool = False
    struck: bool = False
    italic: bool = False
    format: str = "General"
    quoted: bool = False


_TITLE = Look("title")
_NOTE = Look("quiet")
_HEAD = Look("head", "center", "head", filled=True)
_GROUP = Look("head", "center", filled=True)


class Placing:
    """Places tables in the sheets of one workbook, and makes every look once."""

    def __init__(self) -> None:
        self._made: dict[Look, StyleArray] = {}

    def table(
        self, sheet: Worksheet, table: Table, row: int, *, titled: bool = False
    ) -> tuple[int, int]:
        """Put a table into a sheet from a row on; its last row of heads, and the row after it."""
        if titled:
            self._put(sheet, row, 1, Cell(table.title), _TITLE)
            row += 1
        if table.group:
            self._group(sheet, table.group, row)
            row += 1
        for column, head in enumerate(table.heads, start=1):
            self._put(sheet, row, column, Cell(head), _HEAD)
        heads = row
        for cells in table.rows:
            row += 1
            for column, cell in enumerate(cells, start=1):
                self._put(sheet, row, column, cell, _look_of(cell))
        return heads, row + 1

    def notes(self, sheet: Worksheet, notes: Sequence[str], row: int) -> None:
        """Put lines of small print into a sheet from a row on."""
        for nth, note in enumerate(notes):
            self._put(sheet, row + nth, 1, Cell(note), _NOTE)

    def _group(self, sheet: Worksheet, group: Sequence[tuple[str, int]], row: int) -> None:
        column = 1
        for words, width in group:
            for nth in range(width):
                self._put(sheet, row, column + nth, Cell("" if nth else words), _GROUP)
            if width > 1:
                last = column + width - 1
                sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=last)
            column += width

    def _put(self, sheet: Worksheet, row: int, column: int, cell: Cell, look: Look) -> None:
        placed = sheet.cell(row, column)
        if isinstance(placed, MergedCell):
            raise TypeError("a cell that is covered by another holds nothing")
        if cell.number:
            look = _put_number(placed, cell.text, look)
        elif cell.text:
            look = _put_text(placed, cell.text, look)
        if cell.note:
            placed.comment = Comment(_cleaned(cell.note), "scoreboard")
        self._paint(placed, look)

    def _paint(self, placed: SheetCell, look: Look) -> None:
        made = self._made.get(look)
        if made is not None:
            # To look a font or a line up anew for each cell would take most of the time.
            placed._style = copy(made)  # type: ignore[attr-defined]  # the stubs leave it out
            return
        placed.font = _font(look)
        placed.alignment, placed.border = _ALIGNED[look.aligned], _LINES[look.line]
        placed.number_format, placed.quotePrefix = look.format, look.quoted
        if look.filled:
            placed.fill = _FILLS["head"]
        self._made[look] = copy(placed._style)  # type: ignore[attr-defined]


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Give the columns their widths, in characters."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width + 2


def _font(look: Look) -> Font:
    color = _BLUE if look.italic else _INK
    return Font(
        name=_FONT,
        family=_SANS,
        charset=_CHINESE,
        size=12 if look.font == "title" else 10,
        bold=look.font in ("strong", "head", "title"),
        italic=look.italic,
        strike=look.struck,
        color=_QUIET if look.font == "quiet" or look.struck else color,
    )


def _look_of(cell: Cell) -> Look:
    return Look(cell.look, line="thin", struck=cell.struck, italic=cell.corrected)


def _put_text(placed: SheetCell, text: str, look: Look) -> Look:
    placed.value = _cleaned(text)
    # A name is never evaluated as a formula, neither on opening nor on editing.
    placed.data_type = "s"
    return look._replace(quoted=might_be_formula(text))


def _put_number(placed: SheetCell, text: str, look: Look) -> Look:
    placed.value = text
    if significant_digits(text) > _MOST_DIGITS:
        placed.data_type = "s"
        return look._replace(aligned="right")
    # Given as its digits: a number handed over as one would be written by way of a float.
    placed.data_type = "n"
    places = len(text.partition(".")[2])
    return look._replace(aligned="right", format=f"0.{'0' * places}" if places else "0")


def significant_digits(text: str) -> int:
    """How many digits of a decimal string a number must keep to be this very one."""
    return len(text.lstrip("-").replace(".", "").strip("0"))


def _cleaned(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)[:_LONGEST_TEXT]
