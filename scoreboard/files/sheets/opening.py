"""A file of any kind to its sheets: one way in for whoever reads tables."""

from __future__ import annotations

from collections.abc import Generator

from scoreboard.contest.words import N_
from scoreboard.files.sheets.csv_in import read_csv
from scoreboard.files.sheets.grid import LARGEST_FILE, MOST_ROWS, Progress, Unreadable, Worksheet
from scoreboard.files.sheets.kinds import check_kind

_ZIP = b"PK\x03\x04"


def sheets_of(
    data: bytes, name: str, most: int = MOST_ROWS
) -> Generator[Progress, None, list[Worksheet]]:
    """The sheets of a workbook or CSV file, which may have `most` rows; yields while it reads.

    Raises:
        Unreadable: it is something else, and says what; or it is larger than an event can be.
    """
    if len(data) > LARGEST_FILE:
        raise Unreadable(N_("This file is larger than %(limit)s MB."), limit=LARGEST_FILE // 10**6)
    check_kind(data, name)
    if data.startswith(_ZIP):
        # The library for workbooks takes long to load, and most tables need none.
        from scoreboard.files.sheets.xlsx_in import read_xlsx  # noqa: PLC0415

        return (yield from read_xlsx(data))
    return (yield from read_csv(data, name, most))


def sheets_at_once(data: bytes, name: str, most: int = MOST_ROWS) -> list[Worksheet]:
    """As `sheets_of`, for whoever has nobody else to answer."""
    opening = sheets_of(data, name, most)
    while True:
        try:
            next(opening)
        except StopIteration as end:
            sheets: list[Worksheet] = end.value
            return sheets
