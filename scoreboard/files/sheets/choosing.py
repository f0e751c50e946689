"""Which sheet of a file holds which table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from scoreboard.contest.words import N_
from scoreboard.files.sheets.choices import Choices
from scoreboard.files.sheets.grid import Worksheet
from scoreboard.files.sheets.headings import SHEETS, TABLES, TableName, fold
from scoreboard.files.sheets.layout import layout_of
from scoreboard.files.sheets.report import Report
from scoreboard.files.sheets.tables import labels

# The order in which tables are read: judges may be recused from teams by name.
ORDER: tuple[TableName, ...] = ("event", "teams", "judges", "stages", "rounds", "prizes")
_REMARKS = tuple(map(fold, ("说明", "备注", "填写说明", "Help", "Notes", "Readme", "Instructions")))
# One heading may be chance.
_ENOUGH = 2


def choose(
    sheets: Sequence[Worksheet], filename: str, report: Report, choices: Choices
) -> dict[TableName, Worksheet]:
    """Each table's sheet: as it was chosen, by the sheet's name, or else by its headings."""
    alone = len(sheets) == 1
    found: dict[TableName, Worksheet] = {}
    for sheet in sheets:
        said = choices[sheet.name].table if sheet.name in choices and sheet.rows else None
        if said is not None:
            found[said] = sheet
    chosen = {sheet.name for sheet in found.values()}
    others = []
    for sheet in sheets:
        if sheet.name in chosen or not sheet.rows or fold(sheet.name) in _REMARKS:
            continue
        name = PurePath(filename).stem if alone and sheet.name == filename else sheet.name
        table = _by_name(sheet, name)
        if table is None:
            others.append(sheet)
        elif table in found and found[table].name in chosen:
            report.leave(sheet, 0, 0, N_("The sheet %(name)s is not read."), name=sheet.name)
        elif table in found:
            text = N_("This sheet seems to hold the same as %(sheet)s. Delete one of them.")
            report.at(sheet, 0, 0, text, sheet=found[table].name)
        else:
            found[table] = sheet
    for sheet in others:
        table = _by_headings(sheet, 1 if alone else _ENOUGH)
        if table is None or table in found:
            report.leave(sheet, 0, 0, N_("The sheet %(name)s is not read."), name=sheet.name)
        else:
            found[table] = sheet
    return {table: found[table] for table in ORDER if table in found}


def likely(sheets: Sequence[Worksheet]) -> Worksheet | None:
    """The sheet that most likely holds a table whose headings nobody knows: the fullest one."""
    sheets = [sheet for sheet in sheets if sheet.rows and fold(sheet.name) not in _REMARKS]
    return max(sheets, key=lambda sheet: sum(map(len, sheet.rows)), default=None)


def _by_name(sheet: Worksheet, name: str) -> TableName | None:
    named = fold(name)
    for table, words in SHEETS.items():
        known = [fold(part) for part in words.split("|")]
        if any(part in named for part in known if len(part) > 1):
            # A file called after the event may hold its teams.
            holds = table != "event" or _is_about(sheet, sure=named in known)
            return table if holds else None
    return None


def _is_about(sheet: Worksheet, *, sure: bool) -> bool:
    """Whether a sheet called after the event tells of it; `sure` that it is called just so."""
    settings = len(labels(sheet))
    if settings >= _ENOUGH:
        return True
    # A title alone is enough: a single row is no table of anything else.
    return sure and settings > 0 and len(sheet.rows) == 1


def _by_headings(sheet: Worksheet, enough: int) -> TableName | None:
    tables = [table for table in ORDER if table != "event"]
    fitting = {table: len(layout_of(sheet, table).by_column) for table in tables}
    best = max(tables, key=lambda table: fitting[table])
    settings = len(labels(sheet))
    if settings >= _ENOUGH and settings > fitting[best]:
        return "event"
    return best if fitting[best] >= enough and best in TABLES else None
