"""Result files read back: cells by their heads, exactly as they stand in the file."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = list[dict[str, Any]]


def opened(written: bytes) -> Workbook:
    """The workbook that a file holds."""
    return load_workbook(io.BytesIO(written))


def rows_under(sheet: Worksheet, heads_in: int = 1) -> Rows:
    """The rows of a sheet's first table by their heads, down to the first empty line."""
    lines = list(sheet.iter_rows(min_row=heads_in, values_only=True))
    heads = [str(head) for head in lines[0]]
    rows = []
    for line in lines[1:]:
        if not any(cell is not None for cell in line):
            break
        rows.append(dict(zip(heads, line, strict=True)))
    return rows


def csv_rows(written: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file with a byte order mark."""
    assert written.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def exact(cell: object) -> str | None:
    """A number as it was written into a cell; None for an empty one."""
    return None if cell is None else f"{Decimal(str(cell)).normalize():f}"


def shown(value: str | None) -> str | None:
    """A decimal string of a board as `exact` has it."""
    return exact(value)
