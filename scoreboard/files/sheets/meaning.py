"""What a heading means, alone or below another one."""

from __future__ import annotations

from functools import cache

from scoreboard.files.sheets.headings import TABLES, Heading, TableName, fold
from scoreboard.files.sheets.registration import GENERIC, composed, is_private

# Tables whose rows are people; what organisers hand over holds more than they should.
PEOPLE_TABLES = ("teams", "judges")
_NUMBERS = "0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩"


def meaning(parts: list[str], table: TableName) -> Heading | None:
    """What one heading, or two above one another, mean in a table; None when that is not known."""
    if not parts or (table in PEOPLE_TABLES and any(map(is_private, parts))):
        return None
    known = [heading_of(part, table) for part in parts]
    if len(parts) == 1:
        return known[0]
    above, below = known[0], known[-1]
    # 领队 / 姓名 is no team and no member, whoever the leader is.
    return above if fold(parts[-1]) in GENERIC or below is None else below


def heading_of(text: str, table: TableName) -> Heading | None:
    """What a heading means in a table; None when it is not known."""
    word = fold(text)
    known = _by_word(table)
    if word in known:
        return known[word]
    # 队员1, 队员2 … are columns of one person each.
    several = known.get(word.rstrip(_NUMBERS))
    if several and several.takes == "members":
        return several
    key = composed(word) if table == "teams" else None
    return next((heading for heading in TABLES[table] if heading.key == key), None)


@cache
def _by_word(table: TableName) -> dict[str, Heading]:
    return {fold(word): heading for heading in TABLES[table] for word in heading.words()}


def is_heading_word(text: str, table: TableName) -> bool:
    """Whether a text is a heading, be it one that says nothing by itself or is not taken over."""
    word = fold(text)
    return word in GENERIC or is_private(text) or heading_of(text, table) is not None
