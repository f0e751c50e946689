"""What is said of a table's columns: which are not read, why, and whether the name is missing."""

from __future__ import annotations

import re
import unicodedata

from scoreboard.contest.words import N_
from scoreboard.files.event.problems import near
from scoreboard.files.sheets.headings import TABLES, TableName
from scoreboard.files.sheets.layout import Layout
from scoreboard.files.sheets.report import Report
from scoreboard.files.sheets.values import OTHER_ENCODING

# Of shorter words every other one is near.
_SHORTEST_GUESS = 5

NAMES_OF = {
    "teams": N_("There is no column with the names of the teams. Its heading is %(heading)s."),
    "judges": N_("There is no column with the names of the judges. Its heading is %(heading)s."),
    "stages": N_("There is no column with the names of the stages. Its heading is %(heading)s."),
    "prizes": N_("There is no column with the names of the prizes. Its heading is %(heading)s."),
    "rounds": N_("There is no column with the names of the rounds. Its heading is %(heading)s."),
}

LEFT_OUT = {
    "unknown": N_("The column %(name)s is not read."),
    "private": N_("The column %(name)s is personal and is not taken over."),
    "hidden": N_("The column %(name)s is hidden in the workbook and is not read."),
    "double": N_("The column %(name)s is not read: another column says this already."),
    "count": N_("The column %(name)s is not read: it holds how many there are."),
    "chosen": N_("The column %(name)s is left out."),
}


def check_headings(layout: Layout, locale: str, report: Report) -> None:
    """Say which columns are not read, and note it where none holds the names."""
    sheet, row = layout.sheet, max(layout.rows, default=0)
    for column, text in layout.texts.items():
        if column not in layout.by_column and text:
            _left_out(layout, row, column, report)
    if "name" not in layout.keys:
        name = next(h for h in TABLES[layout.table] if h.key == "name")
        report.at(sheet, row, 0, NAMES_OF[layout.table], heading=name.written(locale))


def _left_out(layout: Layout, row: int, column: int, report: Report) -> None:
    """Say that a column is not read, and why; what cannot be read as text is a problem."""
    sheet, text = layout.sheet, layout.texts[column]
    if any(sheet.cell(at, column).kind == "garbled" for at in layout.rows):
        report.at(sheet, row, column, OTHER_ENCODING)
        return
    why = LEFT_OUT[layout.left.get(column, "unknown")]
    meant = _misspelt(text, layout.table) if why == LEFT_OUT["unknown"] else None
    if meant:
        near_by = N_("The column %(name)s is not read. Did you mean %(near)s?")
        report.leave(sheet, row, column, near_by, name=text, near=meant)
    else:
        report.leave(sheet, row, column, why, name=text)


def _misspelt(text: str, table: TableName) -> str | None:
    """The heading that was meant by a slip of the keys; a Chinese word one off means another."""
    word = unicodedata.normalize("NFKC", text).casefold().strip()
    if len(word) < _SHORTEST_GUESS or not re.fullmatch(r"[a-z _-]+", word):
        return None
    words = [one for heading in TABLES[table] for one in heading.words() if one.isascii()]
    meant = near(word, [one for one in words if abs(len(one) - len(word)) <= 1])
    return meant if meant and meant[0] == word[0] else None
