"""A workbook of results, read back and held against the boards and the ledger."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def same(cell: Any, figure: str | float | None) -> bool:
    """Whether a cell holds exactly this figure as a number; nothing where there is none."""
    if figure is None:
        return cell in (None, "")
    return isinstance(cell, (int, float)) and Decimal(str(cell)) == Decimal(str(figure))


class ResultsBook:
    """The standings, a sheet for each stage, and the ledger."""

    def __init__(self, content: bytes) -> None:
        sheets = load_workbook(io.BytesIO(content)).worksheets
        self.overall = sheets.pop(0) if sheets[0].title in ("Overall ranking", "总排名") else None
        self.standings, *self.stages, self.ledger = sheets

    def differences(self, boards: list[dict[str, Any]], entries: list[dict[str, Any]]) -> list[str]:
        """Every figure that is not the one of the boards (in the event's order) or the ledger."""
        wrong = self._standings(boards)
        for sheet, board in zip(self.stages, boards, strict=True):
            wrong += _stage(sheet, board)
        return wrong + self._ledger(entries)

    def _standings(self, boards: list[dict[str, Any]]) -> list[str]:
        wanted = [(board, row) for board in reversed(boards) for row in board["rows"]]
        heads = [cell.value for cell in self.standings[1]]
        place, team, total = (heads.index(head) for head in ("Place", "Team", "Total"))
        wrong = []
        rows = _below(self.standings, 1, len(wanted))
        for cells, (board, row) in zip(rows, wanted, strict=True):
            told = (cells[0], cells[team], cells[place], cells[total])
            if told[:2] != (board["stage"]["name"], row["team"]["name"]):
                wrong.append(f"standings: {told} for {row['team']['name']}")
            if not (same(told[2], row["rank"]) and same(told[3], row["total"])):
                wrong.append(f"standings: {told} for {row['rank']}, {row['total']}")
        return wrong

    def _ledger(self, entries: list[dict[str, Any]]) -> list[str]:
        heads = [cell.value for cell in self.ledger[1]]
        columns = [heads.index(head) for head in ("Entry", "Value", "Reason", "Hash")]
        wrong = []
        for cells, entry in zip(_below(self.ledger, 1, len(entries)), entries, strict=True):
            number, value, reason, seal = (cells[column] for column in columns)
            told = (number, reason or None, seal)
            if told != (entry["version"], entry.get("reason"), entry["hash"]):
                wrong.append(f"ledger: {told} for {entry}")
            if not same(value, entry.get("value")):
                wrong.append(f"ledger: {value} for {entry}")
        return wrong


def _below(sheet: Worksheet, heads: int, count: int) -> list[list[Any]]:
    """So many rows under the last row of heads, as values."""
    found = sheet.iter_rows(min_row=heads + 1, max_row=heads + count, values_only=True)
    return [list(row) for row in found]


def _stage(sheet: Worksheet, board: dict[str, Any]) -> list[str]:
    wrong = []
    for cells, row in zip(_below(sheet, 2, len(board["rows"])), board["rows"], strict=True):
        figures = _figures(board, row)
        end = 4 + len(figures)
        told = [cells[0], *cells[4:end], cells[end]]
        wanted = [row["rank"], *figures, row["total"]]
        if cells[2] != row["team"]["name"]:
            wrong.append(f"{sheet.title}: {cells[2]} for {row['team']['name']}")
        if not all(same(cell, figure) for cell, figure in zip(told, wanted, strict=True)):
            wrong.append(f"{sheet.title}: {told} for {wanted}")
    return wrong


def _figures(board: dict[str, Any], row: dict[str, Any]) -> list[str | None]:
    """A team's marks by judge and round scores, in the order of the sheet's columns."""
    figures: list[str | None] = []
    for a_round in board["rounds"]:
        marks = board["marks"].get(a_round["id"], {}).get(row["team"]["id"], {})
        if a_round["kind"] == "judged":
            given = [marks.get(judge["id"]) for judge in board["judges"]]
            figures += [mark["value"] if mark else None for mark in given]
        figures.append(row["rounds"][a_round["id"]])
    return figures
