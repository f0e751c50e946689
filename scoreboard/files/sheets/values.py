"""A cell to the value that its column takes, or to what is wrong with it, in words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from scoreboard.contest.numbers import as_typed
from scoreboard.contest.words import N_
from scoreboard.files.event.colours import NAMED, WRITTEN
from scoreboard.files.event.problems import near
from scoreboard.files.sheets.criteria import read_criteria
from scoreboard.files.sheets.grid import Cell
from scoreboard.files.sheets.headings import NO, YES, Heading, Takes, fold
from scoreboard.files.sheets.members import read_members, split
from scoreboard.files.sheets.named import read_named

OTHER_ENCODING = N_("This text is in another encoding. Save the file as .xlsx, or as CSV in UTF-8.")
_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?\Z")
# Left behind by web pages and chats, and part of no name: two that differ in them are one.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
# 张三 is one; 张 三 is padded and stays.
_FULL_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
# More digits than any count of an event has.
_MOST_DIGITS = 9
_YES, _NO = (frozenset(map(fold, words.split("|"))) for words in (YES, NO))

_COLOURS = {fold(word): code for code, name, words in NAMED for word in (name, *words.split("|"))}


class BadCell(Exception):
    """A cell whose content cannot be taken. `text` is a message id, its names are in `names`."""

    def __init__(self, text: str, **names: object) -> None:
        super().__init__(text % names if names else text)
        self.text = text
        self.names = names


def value_of(heading: Heading, cell: Cell, locale: str) -> Any:
    """The value of a cell that is not empty, as the set-up's document takes it.

    What is of the right kind and yet wrong comes back as it is: the checks of the set-up name it.

    Raises:
        BadCell: a formula, an error, a date where none belongs, an unknown word.
    """
    _check_kind(cell)
    if heading.takes == "choice":
        return _choice(heading, cell, locale)
    if heading.takes == "breaks":
        return [heading.choice(word) or word.strip() for word in split(_text(cell))]
    if heading.takes == "scorers":
        return _scorers(heading, cell)
    return _READERS[heading.takes](cell)


def _check_kind(cell: Cell) -> None:
    if cell.kind == "formula":
        raise BadCell(N_("This is a formula. Put its result here: copy it and paste the value."))
    if cell.kind == "error":
        raise BadCell(
            N_("This cell shows the error %(error)s. Put the value here."), error=cell.text
        )
    if cell.kind == "garbled":
        raise BadCell(OTHER_ENCODING)


def _text(cell: Cell) -> str:
    if cell.kind == "date":
        raise BadCell(
            N_("This cell holds a date, %(date)s. Set its format to text and type it again."),
            date=cell.text,
        )
    return cell.text.strip()


def _line(cell: Cell) -> str:
    # A line break within a cell is layout, and no name holds one.
    text = _INVISIBLE.sub("", _text(cell))
    return re.sub(r"[\r\n\t\v\f\x85\u2028\u2029]+", " ", text).strip()


def _id(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", _line(cell))


def _colour(cell: Cell) -> str:
    text = _id(cell).casefold()
    if WRITTEN.match(text):
        return text
    if (code := _COLOURS.get(fold(text))) is None:
        raise BadCell(N_("The colour %(colour)s is not known here, and is left out."), colour=text)
    return code


def _number(cell: Cell) -> Decimal | str:
    return cell.number if cell.number is not None else as_typed(_text(cell))


def _whole(cell: Cell) -> int | str:
    text = str(_number(cell))
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else cell.text


def _date(cell: Cell) -> dt.date | str:
    if cell.kind == "date":
        return cell.date or cell.text
    found = _DAY.match(unicodedata.normalize("NFKC", cell.text).strip())
    try:
        return dt.date(*map(int, found.groups())) if found else cell.text
    except ValueError:
        return cell.text


def _yes(cell: Cell) -> bool:
    word = fold(_text(cell))
    if word in _YES or word in _NO:
        return word in _YES
    raise BadCell(N_("Write yes or no here, or leave it empty."))


def _choice(heading: Heading, cell: Cell, locale: str) -> str:
    text = _line(cell)
    code = heading.choice(text)
    if code is not None:
        return code
    codes = [spellings.split("|")[0] for spellings in heading.choices]
    known = [heading.word(code, locale) for code in codes]
    meant = near(text.casefold(), [*known, *codes])
    if meant:
        raise BadCell(N_("%(key)s is not known here. Did you mean %(near)s?"), key=text, near=meant)
    raise BadCell(
        N_("%(key)s is not known here. Known are: %(known)s."), key=text, known=", ".join(known)
    )


def _scorers(heading: Heading, cell: Cell) -> str | list[str]:
    """A word for who gives the points, or those who do: their names or ids."""
    text = _text(cell)
    return heading.choice(text) or [name for one in split(text) if (name := one.strip())]


def _numbers(cell: Cell) -> list[Decimal | str]:
    if cell.number is not None:
        return [cell.number]
    parts = re.split(r"[;；,，、/\s]+", _text(cell))
    return [as_typed(part) for part in parts if part]


def _words(cell: Cell) -> list[str]:
    return [word for one in re.split(r"[;；,，、/\n]+", _text(cell)) if (word := one.strip())]


def _members(cell: Cell) -> list[dict[str, str]]:
    _text(cell)
    # Unstripped: a line break at the end says that commas are part of the one name.
    return [{"name": m.name, "role": m.role} for m in read_members(_apart(cell.text))]


def _criteria(cell: Cell) -> list[dict[str, Any]]:
    _text(cell)
    return read_criteria(cell.text)


def _named(cell: Cell) -> list[dict[str, str]]:
    _text(cell)
    return read_named(cell.text)


def _apart(text: str) -> str:
    """Chinese names that only blanks or strokes part, each on a line of its own."""
    parts = re.split(r"[\s/／\\]+", text.strip())
    return "\n".join(parts) if len(parts) > 1 and all(map(_FULL_NAME.match, parts)) else text


_READERS: dict[Takes, Callable[[Cell], Any]] = {
    "text": _line,
    "id": _id,
    "colour": _colour,
    "stage": _line,
    "recused": _text,
    "number": _number,
    "whole": _whole,
    "date": _date,
    "yes": _yes,
    "numbers": _numbers,
    "words": _words,
    "members": _members,
    "criteria": _criteria,
    "named": _named,
    "division": _line,
    "group": _line,
}
