"""One kind of table for every kind of file: rows of cells, each with its address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scoreboard.contest.words import N_
from scoreboard.files.event.problems import quote

LARGEST_FILE = 5_000_000
MOST_ROWS = 3000
MOST_COLUMNS = 60
MOST_SHEETS = 20
# A step of reading or checking, after which a server lets others have their turn.
ROWS_AT_A_TIME = 25

Kind = Literal["empty", "text", "number", "date", "bool", "formula", "error", "garbled"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its `kind`, the text it shows, and for a number or a date its exact value."""

    kind: Kind
    text: str = ""
    number: Decimal | None = None
    date: dt.date | None = None


EMPTY = Cell("empty")


@dataclass(frozen=True, slots=True)
class Merged:
    """A block of merged cells; rows and columns are counted from 0, ends included."""

    ref: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Worksheet:
    """One sheet of a file. `rows` may differ in length; what is beyond is empty.

    `hidden_rows` and `hidden_columns` are counted from 0. A sheet that is `turned` has the file's
    columns for rows; its addresses stay the file's. It takes at most `most` rows.
    """

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    turned: bool = False
    most: int = MOST_ROWS

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a row and column, both counted from 0."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else EMPTY

    @property
    def width(self) -> int:
        """How many columns hold anything."""
        return max((len(row) for row in self.rows), default=0)

    def address(self, row: int, column: int) -> str:
        """A cell's address in the file."""
        return address(column, row) if self.turned else address(row, column)

    def column_label(self, column: int) -> str:
        """How the file calls a column: B; of a turned sheet its row, such as 2."""
        return str(column + 1) if self.turned else letters(column + 1)

    def row_label(self, row: int) -> str:
        """How the file calls a row: 9; of a turned sheet its column, such as D."""
        return letters(row + 1) if self.turned else str(row + 1)

    def transposed(self) -> Worksheet:
        """The sheet with its columns for rows."""
        rows = [
            [self.cell(row, column) for row in range(len(self.rows))]
            for column in range(self.width)
        ]
        merged = [Merged(m.ref, m.left, m.top, m.right, m.bottom) for m in self.merged]
        hidden = (set(self.hidden_columns), set(self.hidden_rows))
        return Worksheet(self.name, rows, merged, *hidden, turned=not self.turned)

    def take(self, cells: list[Cell], number: int) -> None:
        """Add row `number`, counted from 0. Raises Unreadable beyond what a sheet may hold."""
        while cells and cells[-1].kind == "empty":
            cells.pop()
        if number < self.most:
            self.rows.append(cells)
        elif cells:
            raise Unreadable(
                N_("From here on there are more than %(limit)s rows. Delete what is not needed."),
                sheet=self.name,
                cell=address(self.most, 0),
                limit=self.most,
            )
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(
                N_("There are more than %(limit)s columns here. Delete what is not needed."),
                sheet=self.name,
                cell=address(number, MOST_COLUMNS),
                limit=MOST_COLUMNS,
            )

    def trim(self) -> None:
        """Forget the empty rows at the end."""
        while self.rows and not self.rows[-1]:
            self.rows.pop()


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong at a cell ("B7"; "" for the whole sheet). `text` is a message id."""

    sheet: str
    cell: str
    text: str
    names: Mapping[str, object] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The cell as people write it: Teams!B7."""
        return f"{quote(self.sheet)}!{self.cell}" if self.cell else quote(self.sheet)

    def __str__(self) -> str:
        return self.text % self.names if self.names else self.text


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: `rows` of `of`, None where that is not known yet."""

    step: Literal["reading", "checking"]
    rows: int
    of: int | None


class Unreadable(Exception):
    """A file, or a sheet of it, that cannot be read at all."""

    def __init__(self, text: str, *, sheet: str = "", cell: str = "", **names: object) -> None:
        super().__init__(text % names if names else text)
        self.problem = CellProblem(sheet, cell, text, names)


def address(row: int, column: int) -> str:
    """A cell's address: (6, 1) is B7."""
    return f"{letters(column + 1)}{row + 1}"


def letters(column: int) -> str:
    """A spreadsheet's name for a column counted from 1: 2 is B, 28 is AB."""
    name = ""
    while column > 0:
        column, last = divmod(column - 1, 26)
        name = chr(ord("A") + last) + name
    return name
