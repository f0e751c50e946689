"""A workbook as bytes, made in pieces that yield to others: in one go it would take a second."""

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

YieldHook = Callable[[], None]
Row = TypeVar("Row")
# Some milliseconds of work: little enough to wait for, and few enough yields to cost nothing.
_ROWS_IN_ONE_GO = 25
_BYTES_IN_ONE_GO = 128 * 1024


def no_yield() -> None:
    """For whoever has nobody else to answer."""


def with_yields(rows: Iterable[Row], yield_hook: YieldHook) -> Iterator[Row]:
    """The rows as they are; between some of them `rest` is called."""
    for number, row in enumerate(rows, start=1):
        yield row
        if number % _ROWS_IN_ONE_GO == 0:
            yield_hook()


def saved(book: Workbook, yield_hook: YieldHook) -> bytes:
    """The bytes of a workbook; `rest` is called now and then."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        _Saving(book, archive, yield_hook).save()
    return written.getvalue()


class _Saving(ExcelWriter):
    """Writes a workbook sheet by sheet, and a sheet row by row."""

    def __init__(self, book: Workbook, archive: ZipFile, yield_hook: YieldHook) -> None:
        super().__init__(book, archive)
        self._into, self._yield_hook = archive, yield_hook

    def write_worksheet(self, ws: Worksheet) -> None:
        """As the library does it, with yields; the results have neither charts nor images."""
        sheet: Any = ws
        sheet._drawing = SpreadsheetDrawing()
        writer: Any = _Rows(ws, self._yield_hook)
        writer.write()
        sheet._rels = writer._rels
        with Path(writer.out).open("rb") as whole, self._into.open(sheet.path[1:], "w") as packed:
            shutil.copyfileobj(whole, _Resting(packed, self._yield_hook), _BYTES_IN_ONE_GO)
        self.manifest.append(ws)
        writer.cleanup()


class _Rows(WorksheetWriter):
    def __init__(self, sheet: Worksheet, yield_hook: YieldHook) -> None:
        super().__init__(sheet)
        self._yield_hook = yield_hook

    def write_row(self, xf: Any, row: Iterable[Any], row_idx: int) -> None:
        super().write_row(xf, row, row_idx)
        if row_idx % _ROWS_IN_ONE_GO == 0:
            self._yield_hook()


class _Resting:
    """A file to write into, with a rest after each piece."""

    def __init__(self, file: Any, yield_hook: YieldHook) -> None:
        self._file, self._yield_hook = file, yield_hook

    def write(self, piece: bytes) -> None:
        self._file.write(piece)
        self._yield_hook()
