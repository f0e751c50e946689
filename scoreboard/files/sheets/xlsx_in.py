"""A workbook to sheets of cells: no macro is run, no formula computed, nothing fetched."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries

from scoreboard.contest.words import N_
from scoreboard.files.sheets.grid import (
    EMPTY,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    ROWS_AT_A_TIME,
    Cell,
    Merged,
    Progress,
    Unreadable,
    Worksheet,
)

# A sheet of 3000 teams is 2 MB; a zip may promise gigabytes.
LARGEST_PART = 4_000_000
LARGEST_WHOLE = 16_000_000
# A part is opened for its size, its cells and what is hidden; a workbook may name one a thousand
# times. Opening costs as much as reading so many bytes.
MOST_OPENED = 3 * LARGEST_WHOLE
OPENING = 20_000
MOST_MERGED = 1000
# The last row of any spreadsheet, and how many empty ones are passed over at a time.
LAST_ROW = 1_048_576
_EMPTY_AT_A_TIME = 5000
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')

_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ATTRIBUTE = re.compile(rb'\b(r|min|max)="(\d{1,7})"')

DAMAGED = N_("This workbook is damaged and cannot be read. Save it anew as .xlsx.")
TOO_LARGE = N_("This workbook holds more than can be read. Save only its tables as a new .xlsx.")


def read_xlsx(data: bytes) -> Generator[Progress, None, list[Worksheet]]:
    """The sheets of a workbook, hidden ones left out; yields now and then while it reads.

    Raises:
        Unreadable: it is no workbook, or larger than an event can be.
    """
    with _workbook(data) as (book, archive):
        sheets = []
        total = 0
        for source in book.worksheets[:MOST_SHEETS]:
            if source.sheet_state != "visible":
                continue
            sheet = Worksheet(source.title)
            for number, row in enumerate(_rows(source)):
                sheet.take(_cells(row), number)
                total += number < MOST_ROWS
                pause = ROWS_AT_A_TIME if number < MOST_ROWS else _EMPTY_AT_A_TIME
                if (number + 1) % pause == 0:
                    yield Progress("reading", total, None)
            sheet.trim()
            # openpyxl's reader that reads row by row keeps silent about merged cells.
            xml = archive.read(source._worksheet_path)
            sheet.merged = _merged(xml)
            sheet.hidden_rows, sheet.hidden_columns = _hidden(xml)
            sheets.append(sheet)
        return sheets


class _Measured(zipfile.ZipFile):
    """The zip of a workbook, out of which only so much is read in all, the same part included."""

    opened = 0

    def open(self, name: Any, *how: Any, **more: Any) -> Any:
        """A part of it. Raises Unreadable when too much has been opened."""
        part = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        self.opened += max(part.file_size, OPENING)
        if self.opened > MOST_OPENED:
            raise Unreadable(TOO_LARGE)
        return super().open(name, *how, **more)


@contextmanager
def _workbook(data: bytes) -> Iterator[tuple[Any, zipfile.ZipFile]]:
    """The workbook and its zip; whatever a damaged one brings about is said in one sentence."""
    try:
        with _Measured(io.BytesIO(data)) as archive, warnings.catch_warnings():
            _check_size(archive)
            # Of styles and extensions that it does not know; none of them is a value.
            warnings.simplefilter("ignore")
            reader = ExcelReader(io.BytesIO(data), read_only=True, keep_links=False)
            reader.archive.close()
            reader.archive = archive
            reader.read()
            book = reader.wb
            try:
                yield book, archive
            finally:
                book.close()
    except Unreadable:
        raise
    except Exception as error:  # a damaged file makes its reader fail in any way
        raise Unreadable(DAMAGED) from error


def _check_size(archive: zipfile.ZipFile) -> None:
    # A zip member is never read beyond the size that it declares.
    sizes = [member.file_size for member in archive.infolist()]
    if max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_WHOLE:
        raise Unreadable(TOO_LARGE)


def _rows(source: Any) -> Iterator[tuple[Any, ...]]:
    # What a sheet says of its own size may be wrong.
    source.reset_dimensions()
    # A first column too many is told; those beyond it would be blank paper.
    rows = source.iter_rows(max_col=MOST_COLUMNS + 1)
    last = None
    for number, row in enumerate(rows):
        if number > LAST_ROW:
            raise Unreadable(DAMAGED)
        # All rows that a sheet leaves out come as one and the same, and there may be a million.
        yield () if row is last else row
        last = row


def _cells(row: tuple[Any, ...]) -> list[Cell]:
    if all(cell.value is None for cell in row):
        return []
    return [_cell(cell) for cell in row]


def _cell(source: Any) -> Cell:
    value, kind = source.value, source.data_type
    if value is None or value == "":
        return EMPTY
    if kind == "f":
        formula = value if isinstance(value, str) else getattr(value, "text", None)
        return Cell("formula", str(formula or "="))
    if kind == "e":
        return Cell("error", str(value))
    if isinstance(value, bool):
        return Cell("bool", "TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, dt.datetime):
        return Cell("date", _day(value), date=value.date())
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return Cell("date", str(value), date=value if isinstance(value, dt.date) else None)
    # How a workbook spells the first half of a line break; alone it is somebody's own text.
    text = str(value).replace("_x000D_\n", "\n")
    return Cell("text", text) if text.strip() else EMPTY


def _number(value: float) -> Cell:
    # The shortest decimal that means this binary number is the one that was typed.
    exact = Decimal(repr(value))
    whole = exact == exact.to_integral_value() and abs(exact) < 10**15
    exact = exact.quantize(Decimal(1)) if whole else exact
    return Cell("number", f"{exact:f}" if abs(exact.adjusted()) < 30 else str(exact), number=exact)


def _day(value: dt.datetime) -> str:
    midnight = value.time() == dt.time()
    return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")


def _merged(xml: bytes) -> list[Merged]:
    blocks = []
    for found in islice(_MERGE.finditer(xml), MOST_MERGED):
        ref = found[1].decode()
        left, top, right, bottom = (n or 1 for n in range_boundaries(ref))
        blocks.append(Merged(ref, top - 1, left - 1, bottom - 1, right - 1))
    return blocks


def _hidden(xml: bytes) -> tuple[set[int], set[int]]:
    """The hidden rows and columns of a sheet, counted from 0; those beyond its size left out."""
    rows: set[int] = set()
    columns: set[int] = set()
    for found in _ROW.finditer(xml):
        if _HIDDEN.search(found[1]):
            rows |= {int(number) - 1 for key, number in _ATTRIBUTE.findall(found[1]) if key == b"r"}
    for found in _COLUMN.finditer(xml):
        if _HIDDEN.search(found[1]):
            ends = {key: int(number) for key, number in _ATTRIBUTE.findall(found[1])}
            first, last = ends.get(b"min", 1), min(ends.get(b"max", 0), MOST_COLUMNS)
            columns |= set(range(first - 1, last))
    return {row for row in rows if row < MOST_ROWS}, columns
