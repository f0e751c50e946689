"""Why a text is no TOML, and in which line: its tokens are read until one does not fit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from tree_sitter import Node

from scoreboard.files.event.faults import Fault
from scoreboard.files.event.toml_lines import syntax_tree

_KEYS = {"bare_key", "quoted_key"}
_DATES = {"local_date", "local_time", "local_date_time", "offset_date_time"}
_VALUES = {"string", "integer", "float", "boolean", *_DATES}
# Nodes that are one token whatever they are made of.
_WHOLE = {*_KEYS, *_VALUES, "comment"}
# Typed by Chinese input methods in place of TOML's own marks.
_LOOKALIKES = str.maketrans("“”„＂‘’＇＝，、［］【】｛｝＃．。", '""""\'\'\'=,,[][]{}#..')
# A month 13 or a day 5 without its 0: to the grammar a number, and something more.
_LIKE_A_DATE = re.compile(rb"[0-9]{4}-[0-9]{1,2}-[0-9]|[0-9]{1,2}:[0-9]")
_QUOTES = {'"', "'", '"""', "'''"}
_ESCAPE = re.compile(
    r'\\(?:["\\bfnrt]|[ \t]*\r?\n|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}'
    r"|U(?:0000(?![dD][89a-fA-F])|000[1-9a-fA-F]|0010)[0-9a-fA-F]{4})"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The first fault of a text, the line it is in, and the names in its wording."""

    fault: Fault
    line: int
    names: Mapping[str, object] = field(default_factory=dict)


def find_fault(text: str) -> Found:
    """The first thing that does not fit in a text that Python has refused as TOML."""
    reading = _Reading(text)
    try:
        reading.statements()
    except _Misfit as misfit:
        return misfit.found
    except RecursionError:
        return Found(Fault.BRACKETS_TOO_DEEP, 1)
    return _wrong_value(reading.tokens) or _given_twice(text, reading.starts)


class _Misfit(Exception):
    def __init__(self, fault: Fault, row: int, **names: object) -> None:
        super().__init__(fault)
        self.found = Found(fault, row + 1, names)


@dataclass(frozen=True, slots=True)
class _Token:
    """A token with its rows, counted from 0; of kind "gap" is what the grammar passed over."""

    kind: str
    text: str
    row: int
    start: int
    end: int

    @property
    def last_row(self) -> int:
        return self.row + self.text.count("\n")


class _Reading:
    """Reads a text by TOML's grammar, token by token. Raises _Misfit at the first that is wrong."""

    def __init__(self, text: str) -> None:
        self._source = text.encode()
        self.tokens = list(_tokens(self._source))
        self.starts: list[_Token] = []
        self._next = 0

    def statements(self) -> None:
        """Read all statements, noting where each starts."""
        while token := self._peek():
            self.starts.append(token)
            if token.kind in ("[", "[["):
                self._header()
            else:
                self._pair()
            if self._peek(same_row=True):
                self._fail(Fault.MORE_AFTER_VALUE)

    def _header(self) -> None:
        opening = self._take()
        self._key()
        if not self._accept("]" * len(opening.kind)):
            self._fail(Fault.OPEN_BRACKET)

    def _pair(self) -> None:
        key = self._key()
        token = self._peek(same_row=True)
        if token and token.kind != "=" and token.start == key.end and not token.text.isascii():
            # 队伍 = 1, or team队 = 1: part of a key that must stand in quotation marks.
            self._fail(Fault.NO_KEY)
        if not self._accept("=") or not self._peek(same_row=True):
            self._fail(Fault.NO_EQUALS)
        self._value()

    def _key(self) -> _Token:
        while True:
            token = self._peek(same_row=True)
            if token is None or token.kind not in _KEYS:
                self._fail(Fault.NO_KEY)
            key = self._take()
            if not self._accept("."):
                return key

    def _value(self) -> None:
        token = self._peek()
        if token is not None and token.kind == "[":
            self._array()
        elif token is not None and token.kind == "{":
            self._inline_table()
        elif token is not None and token.kind in _VALUES:
            if token.kind == "integer" and _LIKE_A_DATE.match(self._source, token.start):
                raise _Misfit(Fault.NO_SUCH_DATE, token.row)
            self._take()
        else:
            self._fail(Fault.BAD_VALUE)

    def _array(self) -> None:
        self._take()
        while not self._accept("]", same_row=False):
            if self._begins_statement():
                self._fail(Fault.OPEN_BRACKET)
            self._value()
            token = self._peek()
            if token is None or token.kind not in (",", "]"):
                self._fail(Fault.OPEN_BRACKET)
            self._accept(",", same_row=False)

    def _begins_statement(self) -> bool:
        """Whether an array is left open: nothing follows, or a key or heading in a later line."""
        token, after = self._peek(), self._peek(ahead=1)
        if token is None:
            return True
        if token.row == self._row or after is None:
            return False
        return (token.kind in _KEYS and after.kind in ("=", ".")) or (
            token.kind in ("[", "[[") and after.kind in _KEYS
        )

    def _inline_table(self) -> None:
        self._take()
        if self._accept("}"):
            return
        while True:
            if not self._peek(same_row=True):
                self._fail(Fault.OPEN_BRACKET)
            self._pair()
            if self._accept("}"):
                return
            if not self._accept(","):
                self._fail(Fault.OPEN_BRACKET)

    @property
    def _row(self) -> int:
        """The row in which the token before ends."""
        return self.tokens[self._next - 1].last_row if self._next else 0

    def _peek(self, *, same_row: bool = False, ahead: int = 0) -> _Token | None:
        place = self._next + ahead
        token = self.tokens[place] if place < len(self.tokens) else None
        begun = self.starts and self.starts[-1] is token
        if token is None or (same_row and not begun and token.row > self._row):
            return None
        return token

    def _take(self) -> _Token:
        self._next += 1
        return self.tokens[self._next - 1]

    def _accept(self, kind: str, *, same_row: bool = True) -> bool:
        token = self._peek(same_row=same_row)
        if token is None or token.kind != kind:
            return False
        self._take()
        return True

    def _fail(self, fault: Fault) -> NoReturn:
        """Stop here: at what stands in this place, else at what it should have followed."""
        token = self._peek(same_row=fault is not Fault.BAD_VALUE)
        if token is None:
            raise _Misfit(fault, self._row)
        mark = token.text[:1]
        plain = mark.translate(_LOOKALIKES)
        if plain != mark:
            raise _Misfit(Fault.FULL_WIDTH, token.row, mark=mark, plain=plain)
        if not mark.isprintable():
            raise _Misfit(Fault.BAD_CHARACTER, token.row)
        if token.kind in _QUOTES:
            rest = self._source[token.start :].decode()
            _check_text(rest, token.kind, token.row)
        raise _Misfit(fault, token.row)


def _tokens(source: bytes) -> Iterator[_Token]:
    """The tokens of a text in their order, without remarks, and what lies between them."""
    end = row = 0
    nodes = [syntax_tree(source)]
    while nodes:
        node = nodes.pop()
        if node.child_count and not (node.type in _WHOLE and not node.has_error):
            nodes += reversed(node.children)
        elif node.end_byte > max(node.start_byte, end):
            yield from _gap(source, end, node.start_byte, row)
            end, row = node.end_byte, node.end_point.row
            if node.type != "comment":
                yield _token(source, node)
    yield from _gap(source, end, len(source), row)


def _token(source: bytes, node: Node) -> _Token:
    start, end = node.start_byte, node.end_byte
    text = source[start:end].decode(errors="replace")
    kind = "gap" if node.type == "ERROR" else node.type
    return _Token(kind, text, node.start_point.row, start, end)


def _gap(source: bytes, start: int, end: int, row: int) -> Iterator[_Token]:
    """What lies between two places, the first in row `row`; nothing where all is blank."""
    between = source[start:end].decode(errors="replace")
    text = between.strip(" \t\r\n")
    if text:
        lead = between[: between.index(text)].encode()
        begin = start + len(lead)
        yield _Token("gap", text, row + lead.count(b"\n"), begin, end)


def _check_text(text: str, quote: str, row: int) -> None:
    """Raises _Misfit where the quoted text that `text` begins with is none."""
    place, several_lines = len(quote), len(quote) > 1
    while not text.startswith(quote, place):
        mark = text[place : place + 1]
        if not mark or (mark == "\n" and not several_lines):
            raise _Misfit(Fault.OPEN_TEXT, row)
        escape = _ESCAPE.match(text, place) if mark == "\\" else None
        if mark == "\\" and quote[0] == '"' and not escape:
            raise _Misfit(Fault.BAD_ESCAPE, row + text.count("\n", 0, place))
        if (mark < " " and mark not in "\t\r\n") or mark == "\x7f":
            raise _Misfit(Fault.BAD_CHARACTER, row + text.count("\n", 0, place))
        place = escape.end() if escape and quote[0] == '"' else place + 1


def _wrong_value(tokens: list[_Token]) -> Found | None:
    """A date that no calendar has, or a text with an escape that is none."""
    for token in tokens:
        if token.kind in _DATES and not _is_toml(f"x = {token.text}"):
            return Found(Fault.NO_SUCH_DATE, token.row + 1)
        if token.kind == "string" and "\\" in token.text:
            quote = token.text[:3] if token.text[:3] in _QUOTES else token.text[0]
            try:
                _check_text(token.text, quote, token.row)
            except _Misfit as misfit:
                return misfit.found
    return None


def _given_twice(text: str, starts: list[_Token]) -> Found:
    """The first statement that Python refuses after those before it: it repeats one of them."""
    source = text.encode()
    ends = [*(start.start for start in starts[1:]), len(source)]
    good, bad = 0, len(starts)
    while bad - good > 1:
        middle = (good + bad) // 2
        if _is_toml(source[: ends[middle - 1]].decode()):
            good = middle
        else:
            bad = middle
    if not starts:
        return Found(Fault.UNREADABLE, 1)
    start = starts[bad - 1]
    own = source[start.start : ends[bad - 1]].decode()
    repeats = _is_toml(own) or "{" in own
    return Found(Fault.GIVEN_TWICE if repeats else Fault.UNREADABLE, start.row + 1)


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except ValueError:
        return False
    return True
