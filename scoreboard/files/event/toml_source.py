"""The bytes of a file to a TOML document, or the one thing that stands in the way."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from scoreboard.files.event.problems import EventFileProblems, Problem, quote

LARGEST_FILE = 1_000_000

# Typed by Chinese input methods in place of TOML's own marks.
_LOOKALIKES = str.maketrans("“”„＂‘’＇＝，、［］【】｛｝＃．。", '""""\'\'\'=,,[][]{}#..')
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_LONG_NUMBER = re.compile(r"[0-9_]{1000,}")


def parse_toml(data: bytes) -> dict[str, Any]:
    """The document, its floats as exact decimals. Raises EventFileProblems with one problem."""
    text = _text(data)
    try:
        document = tomllib.loads(text, parse_float=_exact)
    except tomllib.TOMLDecodeError as error:
        _refuse_syntax(text, str(error))
    except RecursionError:
        wrong("The brackets in this file are nested too deeply.", 1)
    except ValueError:
        # Python turns no text of thousands of digits into an int, and names no line.
        number = _LONG_NUMBER.search(text)
        wrong("This number is too long.", _line(text, number.start() if number else 0))
    if not document:
        wrong("This file is empty. An event file begins with an [event] table.", 1)
    return document


def wrong(text: str, line: int, **names: object) -> NoReturn:
    """Stop at this problem. `text` is a message id with its names in `names`."""
    raise EventFileProblems([Problem(line, "", text, names)])


def _text(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        wrong("This file is larger than %(limit)s bytes.", 1, limit=LARGEST_FILE)
    if data.startswith(b"\xef\xbb\xbf"):
        wrong("This file begins with a byte order mark. Save it as UTF-8 without BOM.", 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong(
            "This line is not UTF-8. Save the file with the encoding UTF-8.",
            data.count(b"\n", 0, error.start) + 1,
        )


def _exact(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:
        # An exponent of twenty digits: read on, and let the check of the value name the line.
        return Decimal("NaN")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _refuse_syntax(text: str, message: str) -> NoReturn:
    position = _POSITION.search(message)
    reason = message[: position.start()] if position else message
    rows = text.rstrip("\n").split("\n")
    if position is None or position[1] is None:
        _explain(reason, len(rows))
    line, column = int(position[1]), int(position[2])
    # A mistake at a line's end may be reported on the row after the last.
    row = rows[line - 1] if line <= len(rows) else ""
    mark = row[column - 1 : column]
    plain = mark.translate(_LOOKALIKES)
    if plain != mark:
        wrong(
            "Here stands %(mark)s, a full-width mark; TOML needs %(plain)s.",
            line,
            mark=mark,
            plain=plain,
        )
    _explain(reason, min(line, len(rows)))


def _explain(reason: str, line: int) -> NoReturn:
    if "string" in reason or reason.startswith(("Illegal", "Found invalid")):
        _explain_text(reason, line)
    if re.search("twice|overwrite|^Duplicate|^Cannot mutate", reason):
        wrong("This is already given further up. A key or [table] is written only once.", line)
    if re.search(r"Unclosed|Expected '\]", reason):
        wrong("A bracket is not closed, or a comma between two values is missing.", line)
    if reason == "Invalid date or datetime":
        wrong("There is no such date or time.", line)
    if "'='" in reason:
        wrong("After a key there must be = and a value.", line)
    if reason == "Invalid value":
        wrong("This value cannot be read. Text is written in quotation marks.", line)
    if reason.startswith("Expected newline"):
        wrong("After this value there is something more. Each key has a line of its own.", line)
    if re.match("Invalid (statement|initial)", reason):
        wrong("Here a key is needed, made of a-z, 0-9, - and _, or in quotation marks.", line)
    wrong("This line cannot be read: %(reason)s.", line, reason=quote(reason))


def _explain_text(reason: str, line: int) -> NoReturn:
    if reason.startswith("Unescaped"):
        wrong("A backslash in text is written twice, or the text in single quotes.", line)
    if reason.startswith("Unterminated") or "'\\n'" in reason:
        wrong("This text is not closed: its last quotation mark is missing.", line)
    wrong("This line holds a character that TOML does not take.", line)
