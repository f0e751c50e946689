"""The results as CSV: one row per team and stage, for any spreadsheet."""

from __future__ import annotations

import csv
import io

from scoreboard.files.results.cells import Cell, might_be_formula
from scoreboard.files.results.shapes import Results
from scoreboard.files.results.standings import full_standings

# Without it a spreadsheet on Windows reads UTF-8 as the code page of its country.
_BOM = "\ufeff"


def results_csv(results: Results) -> bytes:
    """The standings of every stage, the current one first; UTF-8 with BOM, lines ended CRLF."""
    table = full_standings(results)
    written = io.StringIO()
    # Everything is quoted: what splits at semicolons elsewhere must not split inside a name.
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([defused(head) for head in table.heads])
    writer.writerows([_shown(cell) for cell in row] for row in table.rows)
    # A reason may hold half a surrogate pair; a file of results is written nevertheless.
    return (_BOM + written.getvalue()).encode("utf-8", "replace")


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a number is left as it is."""
    return f"'{text}" if might_be_formula(text) else text


def _shown(cell: Cell) -> str:
    return cell.text if cell.number else defused(cell.text)
