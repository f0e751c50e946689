"""What somebody has chosen about a file's sheets, where a guess is not enough."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Len
from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from scoreboard.files.sheets.grid import MOST_COLUMNS, MOST_ROWS
from scoreboard.files.sheets.headings import TableName

RowNumber = Annotated[int, Ge(1)]
RowNumbers = Annotated[frozenset[RowNumber], Len(0, MOST_ROWS)]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Choice:
    """How one sheet is to be read; what is None or empty is left to the reader.

    `head` are the rows of the headings, `out` and `take` rows to leave out or to take in, counted
    from 1 along the table. `columns` has a key of the table for a column's label, "" to leave it.
    """

    table: TableName | None = None
    turned: bool | None = None
    head: Annotated[tuple[RowNumber, ...], Len(0, 2)] | None = None
    columns: Annotated[dict[str, str], Len(0, max(MOST_COLUMNS, MOST_ROWS))] | None = None
    out: RowNumbers = frozenset()
    take: RowNumbers = frozenset()
    joined: bool | None = None


NOTHING = Choice()
Choices = dict[str, Choice]
_READER = TypeAdapter(Choices)


def read_choices(raw: str) -> Choices:
    """The choices of a page, JSON by the sheet's name. Raises ValueError when they are none."""
    return _READER.validate_json(raw) if raw.strip() else {}
