"""Things by name in one cell, each with its id, and its name in English where it has one:
初级组 = Juniors #junior; 高级组 #senior.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoreboard.contest.model import Division, Group

_ONE = re.compile(
    r"(?P<name>.*?)(?:\s+=(?:\s+(?P<name_en>(?:(?!\s=\s).)*?))?)?"
    r"(?:\s*#\s*(?P<id>[A-Za-z0-9_-]+))?\Z"
)


def write_named(listed: Sequence[Division | Group]) -> str:
    """The list as `read_named` takes it."""
    # A line break at the end says that semicolons are part of the one name.
    return "\n".join(map(_written, listed)) + ("\n" if len(listed) == 1 else "")


def _written(one: Division | Group) -> str:
    # A name with such a sign in it is followed by another, so that it is not taken for two.
    english = f" = {one.name_en}" if one.name_en or " = " in one.name else ""
    return f"{one.name}{english} #{one.id}"


def read_named(text: str) -> list[dict[str, str]]:
    """The names of a cell with their ids, as the set-up's document takes them.

    Lines part them; where there is only one line, semicolons and commas do.
    """
    parts = text.splitlines() if "\n" in text else re.split("[;；,，、]", text)
    found = [_ONE.match(part.strip()) for part in parts if part.strip()]
    return [
        {key: value.strip() for key, value in one.groupdict().items() if value is not None}
        for one in found
        if one is not None
    ]
