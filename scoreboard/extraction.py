"""Finds the phrases of the scripts for Babel, as babel.cfg asks.

Babel's own reader of JavaScript passes over a call inside another call's arguments and, where it
holds braces, inside a template string: such phrases stayed English on a Chinese tablet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import IO, Any

_CALL = re.compile(r'(?<![\w.$])(\w+)\(\s*("(?:[^"\\\n]|\\.)*")')
_REMARK = re.compile(r"\s*(\*|//|/\*)")


def scripts(
    file: IO[bytes],
    keywords: Collection[str],
    _tags: Collection[str],
    options: dict[str, Any],  # noqa: ARG001  # Babel names it in its call
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Every call of a keyword with a literal in double quotes: line, keyword, phrase, remarks."""
    text = file.read().decode("utf-8")
    lines = text.splitlines()
    for call in _CALL.finditer(text):
        line = text.count("\n", 0, call.start()) + 1
        if call[1] in keywords and not _REMARK.match(lines[line - 1]):
            yield line, call[1], json.loads(call[2]), []
