"""Everything that is found out about a file while it is read: problems, and what was left aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scoreboard.contest.words import N_
from scoreboard.files.event.faults import Fault
from scoreboard.files.event.problems import Findings, Path, quote
from scoreboard.files.sheets.grid import CellProblem, Worksheet
from scoreboard.files.sheets.headings import TableName
from scoreboard.files.sheets.layout import Reading
from scoreboard.files.sheets.meaning import PEOPLE_TABLES

# Nobody reads more; the rest shows when these are mended.
MOST_PROBLEMS = 300

# Organisers' sheets hold rows that are nobody's.
NAMELESS = N_("There is no name here. Fill it in, or leave this row out.")

Place = tuple[Worksheet, int, int]


class Report(Findings):
    """Problems at their cells. `places` knows the cell of every path of the set-up's document.

    `readings` says how each table of people was understood.
    """

    def __init__(self) -> None:
        super().__init__(self)
        self.places: dict[Path, Place] = {}
        self.readings: list[Reading] = []
        self._found: list[tuple[int, int, CellProblem]] = []
        self._ignored: list[CellProblem] = []

    def of(self, where: Path) -> int:
        """The row of a path, counted from 1."""
        return self._place(where)[1] + 1

    def line(self, where: Path) -> str:
        """The cell of a path, such as B7."""
        sheet, row, column = self._place(where)
        return sheet.address(row, column)

    def wrong(self, fault: Fault, where: Path, **names: object) -> None:
        """Note a fault of the document at the cell that it came from."""
        somebody = len(where) == 3 and where[0] in PEOPLE_TABLES and where[2] == "name"
        nameless = somebody and fault is Fault.EMPTY
        self.say(NAMELESS if nameless else fault.words("cell"), where, **names)

    def say(self, text: str, where: Path, **names: object) -> None:
        """Note a problem of one's own at the cell that a path of the document came from."""
        sheet, row, column = self._place(where)
        self.at(sheet, row, column, text, **names)

    def at(self, sheet: Worksheet, row: int, column: int, text: str, /, **names: object) -> None:
        """Note a problem at a cell, its row and column counted from 0."""
        cell = sheet.address(row, column) if sheet.name or sheet.rows else ""
        self.add(CellProblem(sheet.name, cell, text, names), row, column)

    def add(self, problem: CellProblem, row: int = 0, column: int = 0) -> None:
        """Note a problem that knows its place in words."""
        quoted = {k: quote(v) if isinstance(v, str) else v for k, v in problem.names.items()}
        self._found.append((row, column, replace(problem, names=quoted)))

    def leave(self, sheet: Worksheet, row: int, column: int, text: str, /, **names: object) -> None:
        """Note something that was left aside, and is no problem."""
        names = {k: quote(v) if isinstance(v, str) else v for k, v in names.items()}
        self._ignored.append(CellProblem(sheet.name, sheet.address(row, column), text, names))

    def sheet_of(self, table: TableName, sheet: Worksheet) -> Worksheet:
        """A table's sheet as it was read, where it is one of people; else the sheet itself."""
        read = (one.layout.sheet for one in self.readings if one.layout.table == table)
        return next(read, sheet)

    @property
    def fine(self) -> bool:
        """Whether there is no problem."""
        return not self._found

    @property
    def ignored(self) -> list[CellProblem]:
        """What was left aside."""
        return self._ignored[:MOST_PROBLEMS]

    def in_order(self, sheets: Iterable[Worksheet]) -> list[CellProblem]:
        """The problems in the order of the sheets and their rows, the first few hundred."""
        order = {sheet.name: number for number, sheet in enumerate(sheets)}
        found = sorted(self._found, key=lambda f: (order.get(f[2].sheet, -1), f[0], f[1]))
        problems = [problem for _, _, problem in found[:MOST_PROBLEMS]]
        more = len(found) - len(problems)
        if more:
            text = N_("There are %(count)s more problems. Mend these first.")
            problems.append(CellProblem("", "", text, {"count": more}))
        return problems

    def _place(self, where: Path) -> Place:
        for length in range(len(where), -1, -1):
            place = self.places.get(where[:length])
            if place is not None:
                return place
        return Worksheet(""), 0, 0
