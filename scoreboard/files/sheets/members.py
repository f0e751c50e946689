"""The people of a team in one cell, such as 张三（医师）; 李四: read, and written to read back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from scoreboard.contest.model import Member
from scoreboard.files.sheets.registration import is_bare_number

_OPEN, _CLOSE = "（(", "）)"
# Where one of the first stands outside brackets, those after it are part of the names.
_SEPARATORS = ("\n", ";；", ",，、")


def read_members(text: str) -> list[Member]:
    """The members in a cell; a role stands in brackets behind its name."""
    exact = _exact(text)
    if exact is not None:
        return exact
    people = (person.strip() for person in split(text))
    return [_member(person) for person in people if person]


def write_members(members: Sequence[Member]) -> str:
    """A cell that `read_members` reads as just these members, but for their ids."""
    people = [f"{m.name}（{m.role}）" if m.role else _nameless_role(m.name) for m in members]
    for text in ("; ".join(people), "\n".join([*people, ""])):
        same = read_members(text) == [Member(m.name, m.role) for m in members]
        # A column of bare numbers says how many people there are, and nobody's name.
        if same and not is_bare_number(text):
            return text
    # Names with brackets of their own, or none that match.
    return json.dumps([[m.name, m.role] for m in members], ensure_ascii=False)


def split(text: str) -> list[str]:
    """The parts of a list in a cell: on lines, by semicolons, or by commas; not within brackets."""
    for marks in _SEPARATORS:
        parts = list(_parts(text, marks))
        if len(parts) > 1:
            return parts
    return [text]


def _parts(text: str, marks: str) -> Iterator[str]:
    depth, start = 0, 0
    for place, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character in marks and not depth:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _member(person: str) -> Member:
    if person[-1] in _CLOSE:
        depth = 0
        for place in range(len(person) - 1, 0, -1):
            depth += (person[place] in _CLOSE) - (person[place] in _OPEN)
            if depth == 0:
                name, role = person[:place].strip(), person[place + 1 : -1].strip()
                return Member(_on_one_line(name), _on_one_line(role))
    return Member(_on_one_line(person))


def _on_one_line(text: str) -> str:
    return re.sub(r"[\r\n\t]+", " ", text)


def _nameless_role(name: str) -> str:
    return f"{name}（）" if name[-1:] and name[-1:] in _CLOSE else name


def _exact(text: str) -> list[Member] | None:
    """The members of the form that is written where names hold separators and brackets."""
    if not text.startswith("[["):
        return None
    try:
        return [Member(str(name), str(role)) for name, role in json.loads(text)]
    except (ValueError, TypeError, RecursionError):
        return None
