"""Teams that stand on several rows, one for each member: their cells filled, their rows joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoreboard.files.sheets.grid import EMPTY, Worksheet
from scoreboard.files.sheets.layout import Layout
from scoreboard.files.sheets.lookalikes import looks

# What may be said once for several rows; a member, an id or a colour is not.
_FILLED = {
    "teams": ("name", "region", "organisation"),
    "judges": (),
    "rounds": ("stage",),
    "stages": (),
    "prizes": (),
    "event": (),
}
_OF_A_TEAM = ("region", "organisation", "id", "colour", "guest", "name_en", "reading")


def fill_merged(layout: Layout) -> tuple[Worksheet, int]:
    """The sheet with merged cells filled downwards, and how many were."""
    sheet = layout.sheet
    columns = {c for c, h in layout.by_column.items() if h.key in _FILLED[layout.table]}
    blocks = [
        block
        for block in sheet.merged
        if block.bottom > block.top >= layout.first and block.left in columns
    ]
    if not blocks:
        return sheet, 0
    rows = [list(cells) for cells in sheet.rows]
    filled = 0
    for block in blocks:
        for row in range(block.top + 1, min(block.bottom + 1, len(rows))):
            rows[row] += [EMPTY] * (block.left + 1 - len(rows[row]))
            rows[row][block.left] = sheet.cell(block.top, block.left)
            filled += 1
    whole = Worksheet(
        sheet.name, rows, sheet.merged, sheet.hidden_rows, sheet.hidden_columns, sheet.turned
    )
    return whole, filled


def rows_of_teams(layout: Layout, records: Sequence[Any]) -> list[list[Any]]:
    """The records of each team: those of one merged name, of one name, or without a name below."""
    if layout.table != "teams":
        return [[record] for record in records]
    groups: list[list[Any]] = []
    by_name: dict[str, list[Any]] = {}
    for record in records:
        name = looks(record.values.get("name", ""))
        last = groups[-1] if groups else None
        if last is not None and _goes_on(layout, last, record):
            last.append(record)
        elif name and name in by_name and _is_another_member(by_name[name], record):
            by_name[name].append(record)
        else:
            groups.append([record])
            by_name.setdefault(name, groups[-1])
    return groups


def _goes_on(layout: Layout, team: Sequence[Any], record: Any) -> bool:
    """Whether a row goes on with the team above it, by a merged name or for want of one."""
    above = team[-1]
    if record.row != above.row + 1:
        return False
    name = layout.name_column
    if any(
        block.left == name and block.top <= above.row and record.row <= block.bottom
        for block in layout.sheet.merged
    ):
        return True
    nameless = "name" not in record.values and "name" not in record.bad
    said = any(key in record.values for key in _OF_A_TEAM)
    return nameless and not said and bool(record.values.get("members"))


def _is_another_member(team: Sequence[Any], record: Any) -> bool:
    """Whether a row of the same name names other people of the same team."""
    there = [member for row in team for member in row.values.get("members", [])]
    members = record.values.get("members", [])
    if not there or not members or all(member in there for member in members):
        return False
    first = team[0].values
    return all(first.get(key) == record.values[key] for key in _OF_A_TEAM if key in record.values)


def joined(team: Sequence[Any]) -> Any:
    """The first of a team's records, with the members of all."""
    first = team[0]
    members = list(first.values.get("members", []))
    for record in team[1:]:
        members += [one for one in record.values.get("members", []) if one not in members]
        first.bad |= record.bad
    if members:
        first.values["members"] = members
    return first
