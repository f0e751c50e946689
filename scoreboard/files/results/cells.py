"""What stands in a cell of a result file, before it is known what kind of file it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Look = Literal["plain", "quiet", "strong"]

# A spreadsheet takes a text that begins so for a formula, also behind blanks and in full width.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, or with `number` a decimal string that is to be a number wherever it is read.

    `struck` is a mark that dropping left out, `corrected` one that the desk has set; `note` says
    more than there is room for.
    """

    text: str = ""
    number: bool = False
    struck: bool = False
    corrected: bool = False
    note: str = ""
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heads; `group` is a row of wider heads above them: text and width each.

    `widths` are in characters, a Chinese one counting as two; `title` names the table.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()
    group: Sequence[tuple[str, int]] = ()
    notes: Sequence[str] = field(default_factory=tuple)


def text(value: str | None, **rest: object) -> Cell:
    """A cell of text; None is an empty one."""
    return Cell(value or "", **rest)  # type: ignore[arg-type]


def number(value: str | float | None, **rest: object) -> Cell:
    """A cell of a number given as a decimal string, or as a place; None is an empty cell."""
    if value is None or value == "":
        return Cell(**rest)  # type: ignore[arg-type]
    return Cell(str(value), number=True, **rest)  # type: ignore[arg-type]


def might_be_formula(value: str) -> bool:
    """Whether a spreadsheet could take a text for a formula; a plain negative number is none."""
    return bool(_FORMULA.match(value)) and not _NUMBER.match(value)
