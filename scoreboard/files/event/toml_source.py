"""The bytes of a file to a TOML document, or the one thing that stands in the way."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from scoreboard.files.event.faults import Fault
from scoreboard.files.event.problems import EventFileProblems, Problem
from scoreboard.files.event.toml_faults import find_fault
from scoreboard.limits import DEEPEST_FILE

LARGEST_FILE = 1_000_000

_LONG_NUMBER = re.compile(r"[0-9_]{1000,}")
# The pieces of a TOML text that matter for its depth: texts in quotes and remarks are passed over
# as a whole, and one that is not closed ends with its line or the file.
_PIECES = re.compile(
    r'"""(?:[^\\]|\\.|\\\Z)*?(?:"""|\Z)'
    r"|'''(?:.*?'''|.*)"
    r'|"(?:[^"\\\n]|\\[^\n])*"?'
    r"|'[^'\n]*'?"
    r"|\#[^\n]*|[\w-]+|[^\s]|\n",
    re.DOTALL,
)


def parse_toml(data: bytes) -> dict[str, Any]:
    """The document, its floats as exact decimals. Raises EventFileProblems with one problem."""
    text = _text(data)
    _check_depth(text)
    try:
        document = tomllib.loads(text, parse_float=_exact)
    except tomllib.TOMLDecodeError:
        # Python's message is for programmers, and changes: the file is looked at again.
        fault = find_fault(text)
        wrong(fault.fault, fault.line, **fault.names)
    except RecursionError:
        wrong(Fault.BRACKETS_TOO_DEEP, 1)
    except ValueError:
        # Python turns no text of thousands of digits into an int, and names no line.
        number = _LONG_NUMBER.search(text)
        wrong(Fault.LONG_NUMBER, _line(text, number.start() if number else 0))
    if not document:
        wrong(Fault.EMPTY_FILE, 1)
    return document


def wrong(fault: Fault, line: int, **names: object) -> NoReturn:
    """Stop at this fault; `names` are those in its wording."""
    raise EventFileProblems([Problem(line, "", fault, names)])


def _text(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        wrong(Fault.LARGE_FILE, 1, limit=LARGEST_FILE)
    if data.startswith(b"\xef\xbb\xbf"):
        wrong(Fault.BYTE_ORDER_MARK, 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong(Fault.NOT_UTF8, data.count(b"\n", 0, error.start) + 1)


def _check_depth(text: str) -> None:
    """Refuse keys of many parts and brackets within brackets before they are read."""
    parts = depth = 0
    line = 1
    after_point = False
    for piece in _PIECES.finditer(text):
        found = piece[0]
        if found == ".":
            after_point = True
            continue
        parts = parts + 1 if after_point else 1
        after_point = False
        if parts > DEEPEST_FILE:
            wrong(Fault.KEY_TOO_DEEP, line, limit=DEEPEST_FILE)
        if found in "[{":
            depth += 1
        elif found in "]}":
            depth = max(0, depth - 1)
        if depth > DEEPEST_FILE:
            wrong(Fault.BRACKETS_TOO_DEEP, line)
        line += found.count("\n")
        if found == "\n" and text.startswith("[", piece.end()):
            # Most likely a heading: what is left open above it is told by its own line.
            depth = 0


def _exact(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:
        # An exponent of twenty digits: read on, and let the check of the value name the line.
        return Decimal("NaN")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
