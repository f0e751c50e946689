"""How a workbook becomes bytes while others get their turn: saved in one go, it takes a second."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

Rest = Callable[[], None]
Row = TypeVar("Row")
# Some milliseconds of work: little enough to wait for, and few enough turns to cost nothing.
_ROWS_IN_ONE_GO = 25
_BYTES_IN_ONE_GO = 128 * 1024


def no_rest() -> None:
    """For whoever has nobody else to answer."""


def with_rests(rows: Iterable[Row], rest: Rest) -> Iterator[Row]:
    """The rows as they are; between some of them `rest` is called."""
    for number, row in enumerate(rows, start=1):
        yield row
        if number % _ROWS_IN_ONE_GO == 0:
            rest()


def saved(book: Workbook, rest: Rest) -> bytes:
    """The bytes of a workbook; `rest` is called now and then."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        _Saving(book, archive, rest).save()
    return written.getvalue()


class _Saving(ExcelWriter):
    """Writes a workbook sheet by sheet, and a sheet row by row."""

    def __init__(self, book: Workbook, archive: ZipFile, rest: Rest) -> None:
        super().__init__(book, archive)
        self._into, self._rest = archive, rest

    def write_worksheet(self, ws: Worksheet) -> None:
        """As the library does it, with rests; the results have neither charts nor images."""
        sheet: Any = ws
        sheet._drawing = SpreadsheetDrawing()
        writer: Any = _Rows(ws, self._rest)
        writer.write()
        sheet._rels = writer._rels
        with Path(writer.out).open("rb") as whole, self._into.open(sheet.path[1:], "w") as packed:
            shutil.copyfileobj(whole, _Resting(packed, self._rest), _BYTES_IN_ONE_GO)
        self.manifest.append(ws)
        writer.cleanup()


class _Rows(WorksheetWriter):
    def __init__(self, sheet: Worksheet, rest: Rest) -> None:
        super().__init__(sheet)
        self._rest = rest

    def write_row(self, xf: Any, row: Iterable[Any], row_idx: int) -> None:
        super().write_row(xf, row, row_idx)
        if row_idx % _ROWS_IN_ONE_GO == 0:
            self._rest()


class _Resting:
    """A file to write into, with a rest after each piece."""

    def __init__(self, file: Any, rest: Rest) -> None:
        self._file, self._rest = file, rest

    def write(self, piece: bytes) -> None:
        self._file.write(piece)
        self._rest()
