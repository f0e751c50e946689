"""Criteria in one cell: a line for each, with its highest, its step and its weight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from scoreboard.contest.model import Criterion
from scoreboard.contest.numbers import as_typed, plain

_NUMBER = r"[+-]?[0-9０-９]+(?:[.．][0-9０-９]+)?"
_LINE = re.compile(
    rf"(?P<name>.*?)\s*[:：=＝]?\s*(?P<max>{_NUMBER})\s*分?"
    rf"(?:\s*/\s*(?P<step>{_NUMBER}))?"
    rf"(?:\s*[×xX*]\s*(?P<weight>{_NUMBER}))?"
    r"(?:\s*#\s*(?P<id>[A-Za-z0-9_-]+))?\Z"
)
_KEYS = ("max", "step", "weight", "id")


def write_criteria(criteria: Sequence[Criterion]) -> str:
    """The criteria as `read_criteria` takes them: 内容: 40 /0.5 ×2 #c1, a line for each."""
    lines = [_written(one) for one in criteria]
    # A line break at the end says that semicolons are part of the one name.
    return "\n".join(lines) + ("\n" if len(lines) == 1 else "")


def _written(one: Criterion) -> str:
    step = f" /{plain(one.step)}" if one.step != 1 else ""
    weight = f" ×{plain(one.weight)}" if one.weight != 1 else ""
    return f"{one.name}: {plain(one.max)}{step}{weight} #{one.id}"


def read_criteria(text: str) -> list[dict[str, Any]]:
    """The criteria of a cell, as the set-up's document takes them.

    Lines part them; where there is only one line, semicolons and commas do. What has no highest
    comes back with its name alone: the checks of the set-up say so.
    """
    parts = text.splitlines() if "\n" in text else re.split("[;；,，、]", text)
    return [_read(part.strip()) for part in parts if part.strip()]


def _read(text: str) -> dict[str, Any]:
    found = _LINE.match(text)
    if found is None:
        return {"name": text}
    said = {key: found[key] for key in _KEYS if found[key] is not None}
    numbers = {key: as_typed(of) for key, of in said.items() if key != "id"}
    return {"name": found["name"].strip(), **said, **numbers}
