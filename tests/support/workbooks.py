"""Workbooks and CSV files made in a test, and what reading them says."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoreboard.contest.model import Event
from scoreboard.files.sheets.reading import Outcome, read_at_once

Rows = Sequence[Sequence[Any]]

TEAMS = [["name", "region", "members"], ["Red", "North", "Lin"], ["Blue", "South", "Wu"]]
QUIZ: dict[str, Rows] = {
    "Event": [["address", "quiz"], ["title", "Spring quiz"], ["ranking", "dense"]],
    "Teams": [["id", "name", "region"], ["red", "Red", "N"], ["blue", "Blue", "S"],
              ["green", "Green", "S"]],
    "Judges": [["id", "name", "recused"], ["lin", "Lin", "Red; green"], ["wu", "Wu", None]],
    "Stages": [["name", "advance"], ["Heat", 2], ["Final", None]],
    "Rounds": [
        ["stage", "id", "name", "kind", "min", "max", "step", "awards"],
        ["Heat", "essay", "Essay", "judged", 0, 20, 0.5, None],
        ["Final", "buzzer", "Buzzer", "points", -100, 100, None, "10; -10"],
    ],
}  # fmt: skip


def workbook(sheets: dict[str, Rows], touch: Callable[[Workbook], object] | None = None) -> bytes:
    """An .xlsx with these sheets; `touch` may change it before it is saved."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet: Worksheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if touch is not None:
        touch(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(
    data: bytes, name: str = "event.xlsx", locale: str = "en", known: Event | None = None
) -> Outcome:
    return read_at_once(data, name, locale, known)


def problems(
    data: bytes, name: str = "event.xlsx", locale: str = "en", known: Event | None = None
) -> list[tuple[str, str]]:
    """Each problem's cell (Teams!B7) and its words, in the order they come."""
    found = read(data, name, locale, known)
    assert (found.event, tuple(found.teams), tuple(found.judges)) == (None, (), ())
    return [(problem.where, str(problem)) for problem in found.problems]


def quiz(**sheets: Rows) -> bytes:
    """The workbook of a whole small event, some sheets replaced."""
    return workbook({**QUIZ, **sheets})


def teams(*rows: Sequence[Any], head: Sequence[str] = ("name", "region", "members")) -> bytes:
    return workbook({"Teams": [head, *rows]})
