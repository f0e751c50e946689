"""A whole event as somebody keeps it in a spreadsheet, with names as they come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook

# One that a spreadsheet would reckon with, Chinese, markup, an emoji.
TEAMS = ("=1+1 Alder", "核医之光队", "Cedar <b>", "Dogwood", "Elm 🌿")
ALDER, LIGHT, CEDAR, DOGWOOD, ELM = TEAMS
JUDGES = ("林评委", "Wu", "Zhao")
SLUG = "spring"
SHEETS: dict[str, list[list[Any]]] = {
    "Event": [
        ["address", SLUG], ["title", "Spring quiz"], ["subtitle", "Of the whole province"],
        ["date", "2026-05-01"], ["language", "English"], ["ranking", "competition"],
        ["decimals", 2],
    ],
    "Teams": [["team", "region"], *[[name, f"Region {n}"] for n, name in enumerate(TEAMS, 1)]],
    "Judges": [["judge"], *[[name] for name in JUDGES]],
    "Stages": [["stage", "advance"], ["Heats", 3], ["Final", None]],
    "Rounds": [
        ["stage", "round", "kind", "min", "max", "step", "awards", "drop high", "drop low"],
        ["Heats", "Essay", "judged", 0, 20, 0.5, None, 0, 0],
        ["Heats", "Buzzer", "points", -100, 100, None, "10; -10", None, None],
        ["Final", "Talk", "judged", 0, 10, 0.1, None, 1, 1],
    ],
}  # fmt: skip
# Means 18, 15, 12.5, 12 and 6: the third judge's mark for Cedar is a slip of the pen.
ESSAY = {
    ALDER: ("18", "17", "19"),
    LIGHT: ("15", "16", "14"),
    CEDAR: ("12", "12", "13.5"),
    DOGWOOD: ("12", "12", "12"),
    ELM: ("5", "6", "7"),
}
# The highest and the lowest are left out: 9.1, 9.2 and 8.
TALK = {ALDER: ("9.1", "8.8", "9.4"), LIGHT: ("9", "9.2", "9.6"), DOGWOOD: ("7.5", "8.5", "8")}


def write_workbook(file: Path) -> Path:
    """The event of `SHEETS` as a workbook."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in SHEETS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    # A name that begins with = is typed as text, as Excel does after an apostrophe.
                    cell.data_type = "s"
    book.save(file)
    return file
