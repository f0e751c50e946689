"""How a sheet lies: where its headings stand, which way round, and what each column holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from scoreboard.files.sheets.choices import NOTHING, Choice
from scoreboard.files.sheets.grid import Worksheet
from scoreboard.files.sheets.headings import TABLES, Heading, TableName, fold
from scoreboard.files.sheets.meaning import PEOPLE_TABLES, is_heading_word, meaning
from scoreboard.files.sheets.registration import PEOPLE, has_label, is_bare_number, is_private

# A title and remarks may stand above the headings.
_ROWS_ABOVE = 20
# One heading may be chance, and one text above others a title.
_ENOUGH = 2

Left = Literal["unknown", "private", "hidden", "double", "count", "chosen"]


@dataclass(slots=True)
class Layout:
    """How a sheet is understood. Rows and columns are counted from 0, along the table.

    `rows` hold the headings, none where there are no headings; `by_column` says what is read,
    `texts` what stands above each column, `left` why a column is not read.
    """

    sheet: Worksheet
    table: TableName
    rows: tuple[int, ...]
    by_column: dict[int, Heading]
    texts: dict[int, str] = field(default_factory=dict)
    left: dict[int, Left] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The first row below the headings."""
        return max(self.rows, default=-1) + 1

    @property
    def keys(self) -> set[str]:
        """The keys that the table has columns for."""
        return {heading.key for heading in self.by_column.values()}

    @property
    def name_column(self) -> int | None:
        """The column of the names."""
        return next((c for c, heading in self.by_column.items() if heading.key == "name"), None)


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row that stands out: why, and whether it is left out; `fixed` where it holds nothing."""

    row: int
    text: str
    names: Mapping[str, object] = field(default_factory=dict)
    out: bool = False
    fixed: bool = False


@dataclass(slots=True)
class Reading:
    """How one table of people was read: its layout, the rows that stand out, the rows joined."""

    layout: Layout
    odd: list[OddRow] = field(default_factory=list)
    joined: dict[int, list[int]] = field(default_factory=dict)
    can_join: bool = False
    filled: int = 0


def layout_of(sheet: Worksheet, table: TableName, choice: Choice = NOTHING) -> Layout:
    """How a sheet is understood as a table, as it stands or lying on its side."""
    if choice.turned is not None:
        return _laid(sheet.transposed() if choice.turned else sheet, table, choice)
    upright = _laid(sheet, table, choice)
    stands = len(upright.keys) >= _ENOUGH
    if stands or table not in PEOPLE_TABLES or choice.head is not None:
        return upright
    side = _laid(sheet.transposed(), table, choice)
    return side if "name" in side.keys and len(side.keys) >= _ENOUGH else upright


def _laid(sheet: Worksheet, table: TableName, choice: Choice) -> Layout:
    if choice.head is not None:
        rows = tuple(row - 1 for row in choice.head if row <= len(sheet.rows))
        layout = _under(sheet, table, rows)
    else:
        found = [
            _under(sheet, table, (row, row + 1)[:count])
            for row in range(min(_ROWS_ABOVE, len(sheet.rows)))
            for count in (1, 2)
            if count == 1 or (table in PEOPLE_TABLES and _are_two(sheet, row, table))
        ]
        layout = max(found, key=_fit, default=Layout(sheet, table, (0,), {}))
        if not layout.by_column:
            layout = _under(sheet, table, (_likely_head(sheet),))
    _choose(layout, choice)
    return layout


def _fit(layout: Layout) -> tuple[bool, int, bool, int]:
    speak = all(_holds_headings(layout, row) for row in layout.rows)
    return "name" in layout.keys, len(layout.by_column), speak, len(layout.rows)


def _holds_headings(layout: Layout, row: int) -> bool:
    """Whether a row holds a heading: 填报单位：市总工会 beside 填报日期：11月20日 are none."""
    texts = [cell.text for cell in layout.sheet.rows[row] if cell.kind == "text"]
    return any(is_heading_word(text, layout.table) and not has_label(text) for text in texts)


def _likely_head(sheet: Worksheet) -> int:
    """The first row that holds more than a title."""
    for row, cells in enumerate(sheet.rows[:_ROWS_ABOVE]):
        if sum(cell.kind == "text" for cell in cells) >= _ENOUGH:
            return row
    return 0


def _are_two(sheet: Worksheet, row: int, table: TableName) -> bool:
    """Whether a row and the one below it are headings together."""
    if row + 1 >= len(sheet.rows):
        return False
    below = {c: cell.text for c, cell in enumerate(sheet.rows[row + 1]) if cell.kind != "empty"}
    above = _spread(sheet, row)
    across = any(m.top == row == m.bottom and m.right > m.left for m in sheet.merged)
    down = any(m.top == row and m.bottom == row + 1 and m.left == m.right for m in sheet.merged)
    # A title stretches over the headings and is none.
    if (
        not below
        or len(set(above.values())) < _ENOUGH
        or any(sheet.rows[row + 1][c].kind != "text" for c in below)
    ):
        return False
    if across and down:
        return True
    words = sum(is_heading_word(text, table) for text in below.values())
    if across and 2 * words >= len(below):
        return True
    under_none = any(sheet.cell(row, column).kind == "empty" for column in below)
    leaves_out = any(column not in below for column in above)
    return under_none and leaves_out and 2 * words >= len(below)


def _spread(sheet: Worksheet, row: int) -> dict[int, str]:
    """The texts of a row of headings, those of merged cells in each of their columns."""
    texts = {c: cell.text for c, cell in enumerate(sheet.rows[row]) if cell.kind != "empty"}
    for block in sheet.merged:
        if block.top == row:
            text = sheet.cell(block.top, block.left).text
            if text:
                texts |= dict.fromkeys(range(block.left, block.right + 1), text)
    return texts


def _under(sheet: Worksheet, table: TableName, rows: tuple[int, ...]) -> Layout:
    """What the columns hold where the headings stand in these rows."""
    spread = [_spread(sheet, row) for row in rows]
    if len(spread) == 2:
        spread[0] = _over_blanks(spread[0], spread[1])
    layout = Layout(sheet, table, rows, {})
    for column in range(sheet.width):
        parts = [texts[column] for texts in spread if texts.get(column, "").strip()]
        parts = parts[:1] if len(set(parts)) == 1 else parts
        layout.texts[column] = " ".join(part.strip() for part in parts)
        heading = meaning(parts, table)
        if heading is not None and all(
            sheet.cell(row, column).kind in ("text", "empty") for row in rows
        ):
            layout.by_column[column] = heading
    _settle(layout)
    return layout


def _over_blanks(above: dict[int, str], below: dict[int, str]) -> dict[int, str]:
    """A heading reaches over the blanks to its right, as far as there is something below them."""
    reaching = dict(above)
    for column in sorted(below):
        if column not in reaching and column - 1 in reaching and column - 1 in below:
            reaching[column] = reaching[column - 1]
    return reaching


def _settle(layout: Layout) -> None:
    """One column for each key but the members, and none that is hidden or a count of people."""
    read, left, sheet = layout.by_column, layout.left, layout.sheet
    for column in range(sheet.width):
        if column not in read and layout.texts[column]:
            private = layout.table in PEOPLE_TABLES and is_private(layout.texts[column])
            left[column] = "private" if private else "unknown"
        elif column in read and column in sheet.hidden_columns:
            del read[column]
            left[column] = "hidden"
    _part_people(layout)
    seen: set[str] = set()
    for column, heading in list(read.items()):
        if heading.takes == "members" and _counts(layout, column):
            left[column] = "count"
            del read[column]
        elif heading.takes != "members" and heading.key in seen:
            left[column] = "double"
            del read[column]
        seen.add(heading.key)


def _part_people(layout: Layout) -> None:
    """Where a table names teams, a column of people's names holds their members."""
    if layout.table != "teams":
        return
    names = [column for column, heading in layout.by_column.items() if heading.key == "name"]
    people = [c for c in names if fold(layout.texts[c].split(" ")[-1]) in PEOPLE]
    if len(people) == len(names):
        return
    members = next(h for h in TABLES["teams"] if h.key == "members")
    for column in people:
        # Under a heading above them these are names of teams.
        if fold(layout.texts[column]) in PEOPLE:
            layout.by_column[column] = members


def _counts(layout: Layout, column: int) -> bool:
    cells = [layout.sheet.cell(r, column) for r in range(layout.first, len(layout.sheet.rows))]
    filled = [cell.text for cell in cells if cell.kind != "empty"]
    return bool(filled) and all(map(is_bare_number, filled))


def _choose(layout: Layout, choice: Choice) -> None:
    """What somebody has said of the columns stands before what their headings say."""
    by_key = {heading.key: heading for heading in TABLES[layout.table]}
    labels = {layout.sheet.column_label(c): c for c in range(layout.sheet.width)}
    chosen = {
        labels[at]: key
        for at, key in (choice.columns or {}).items()
        if at in labels and layout.left.get(labels[at]) != "private"
    }
    for column, key in chosen.items():
        layout.by_column.pop(column, None)
        layout.left.pop(column, None)
        if key not in by_key:
            layout.left[column] = "chosen"
    for column, key in chosen.items():
        if key not in by_key:
            continue
        heading = by_key[key]
        for other in [c for c, h in layout.by_column.items() if h.key == key]:
            if heading.takes != "members":
                del layout.by_column[other]
                layout.left[other] = "chosen"
        layout.by_column[column] = heading
    layout.by_column = dict(sorted(layout.by_column.items()))
    layout.left = dict(sorted(layout.left.items()))
