"""Rows of a registration sheet that may be no team: totals, remarks, headings once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scoreboard.contest.words import N_
from scoreboard.files.event.problems import quote
from scoreboard.files.sheets.choices import Choice
from scoreboard.files.sheets.grid import Worksheet
from scoreboard.files.sheets.headings import fold
from scoreboard.files.sheets.layout import Layout, OddRow, Reading
from scoreboard.files.sheets.meaning import heading_of
from scoreboard.files.sheets.registration import has_label, is_bare_number, is_remark, is_total

TOTAL = N_("Says %(word)s, as a total does.")
HEADINGS = N_("Repeats the headings.")
REMARK = N_("Reads like a remark.")
HIDDEN = N_("Hidden in the workbook.")
ACROSS = N_("One cell across the table, as a heading is.")
AFTER_BLANK = N_("Follows a blank line.")
BARE_NUMBER = N_("The name is a bare number.")
NOTHING_READ = N_("Holds nothing in the columns that are read.")
CHOSEN = N_("Left out because you said so.")

Cells = dict[int, str]


def odd_rows(layout: Layout, choice: Choice) -> dict[int, OddRow]:
    """The rows below the headings that stand out, each left out or not as it was chosen."""
    finder = _Finder(layout)
    found: dict[int, OddRow] = {}
    for row in range(layout.first, len(layout.sheet.rows)):
        odd = finder.look(row)
        if row + 1 in choice.out:
            odd = replace(odd or OddRow(row, CHOSEN), out=True)
        elif odd and row + 1 in choice.take and not odd.fixed:
            odd = replace(odd, out=False)
        if odd is not None:
            found[row] = odd
    return found


def odd_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """What stands out in a file's tables, in English, a line for each row or team."""
    for reading in readings:
        sheet = reading.layout.sheet
        for odd in reading.odd:
            words = odd.text % odd.names if odd.names else odd.text
            what = "It is left out." if odd.out else "It is taken in."
            yield f"{quote(sheet.name)}!{sheet.address(odd.row, 0)}: {words} {what}"
        for rows in reading.joined.values():
            labels = ", ".join(map(sheet.row_label, rows))
            yield f"{quote(sheet.name)}: the rows {labels} are one team."


class _Finder:
    """Looks at the rows one after the other: what follows a remark is more easily one."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.sheet: Worksheet = layout.sheet
        body = range(layout.first, len(self.sheet.rows))
        filled = sorted(len(cells) for cells in map(self._cells, body) if cells)
        # Not the middle one: below a short table there may stand as many remarks.
        self.typical = filled[len(filled) * 3 // 4] if filled else 0
        self.names_are_numbers = self._mostly_numbers(body)
        self.ended = False
        self.blank = False

    def look(self, row: int) -> OddRow | None:
        """What stands out about a row; None for a team like the others, and for an empty row."""
        cells = self._cells(row)
        if not cells:
            # What stands above the first team is no end of the table.
            self.blank = row > self.layout.first
            return None
        after_blank, self.blank = self.blank, False
        odd = self._surely(row, cells) or self._remark(row, cells, after_blank)
        if odd is not None:
            self.ended = self.ended or odd.text in (TOTAL, REMARK)
            return odd
        if not any(column in cells for column in self.layout.by_column):
            return OddRow(row, NOTHING_READ, out=True, fixed=True)
        if row in self.sheet.hidden_rows:
            return OddRow(row, HIDDEN, out=True)
        return self._doubtful(row, after_blank)

    def _surely(self, row: int, cells: Cells) -> OddRow | None:
        total = self._total(cells)
        if total is not None:
            return OddRow(row, TOTAL, {"word": total}, out=True)
        if self._repeats_headings(cells):
            return OddRow(row, HEADINGS, out=True)
        if len(cells) == 1 and self._is_across(row):
            return OddRow(row, ACROSS, out=True)
        return None

    def _remark(self, row: int, cells: Cells, after_blank: bool) -> OddRow | None:
        alone = len(cells) == 1 and self.typical > 1
        name = self.layout.name_column
        nameless = name is not None and name not in cells
        first = next(iter(cells.values()))
        if (
            all(map(has_label, cells.values()))
            or is_remark(first, alone=alone)
            or ((self.ended or after_blank) and (nameless or (self.ended and alone)))
        ):
            return OddRow(row, REMARK, out=True)
        return None

    def _doubtful(self, row: int, after_blank: bool) -> OddRow | None:
        if after_blank:
            return OddRow(row, AFTER_BLANK)
        name = self.layout.name_column
        if name is not None and not self.names_are_numbers:
            text = self.sheet.cell(row, name).text
            if text and is_bare_number(text):
                return OddRow(row, BARE_NUMBER)
        return None

    def _cells(self, row: int) -> Cells:
        return {
            column: cell.text
            for column, cell in enumerate(self.sheet.rows[row])
            if cell.kind != "empty"
        }

    def _total(self, cells: Cells) -> str | None:
        """The word of a total in the first cells, up to the name; where no name is, anywhere."""
        name = self.layout.name_column
        until = name if name in cells else None
        first = min(cells)
        for column, text in cells.items():
            if until is not None and column > until and column != first:
                break
            if is_total(text):
                return text.strip()
        return None

    def _repeats_headings(self, cells: Cells) -> bool:
        read = [column for column in cells if column in self.layout.by_column]
        same = [
            column
            for column in read
            if (heading := self.layout.by_column[column])
            and (
                fold(cells[column]) == fold(self.layout.texts[column])
                or heading_of(cells[column], self.layout.table) == heading
            )
        ]
        return bool(same) and len(same) == len(read) and self._starts_with_name(same)

    def _starts_with_name(self, columns: Sequence[int]) -> bool:
        return self.layout.name_column is None or self.layout.name_column in columns

    def _is_across(self, row: int) -> bool:
        return (
            any(
                block.top == row == block.bottom and block.right > block.left
                for block in self.sheet.merged
            )
            and self.typical > 1
        )

    def _mostly_numbers(self, body: range) -> bool:
        name = self.layout.name_column
        if name is None:
            return True
        names = [text for row in body if (text := self.sheet.cell(row, name).text)]
        return 2 * sum(map(is_bare_number, names)) >= len(names)
