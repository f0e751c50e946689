"""How a board's figures are written for people: no more decimals than a column needs, and in each
of its rows as many. static/js/board/written.js writes the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from scoreboard.contest.boards.shapes import Board, Row


class Written:
    """The figures of one table of a board, in words and decimal strings."""

    def __init__(self, table: Board) -> None:
        self._table = table

    def total(self, row: Row) -> str | None:
        """A team's total; None while it has none."""
        return None if row["total"] is None else _with_decimals(row["total"], self._of_totals)

    def says(self, row: Row, round_id: str) -> bool:
        """Whether anything stands for the team under a round.

        Nothing does before the round, while nobody has anything in it, and for a team that did not
        come to anything and is called absent beside its name.
        """
        cell = row["cells"][round_id]
        if cell == "absent":
            return row["note"] != "absent"
        return cell != "ahead" and round_id not in self._quiet

    def figure(self, row: Row, round_id: str) -> str | None:
        """A team's score in a round; None for none."""
        score = row["rounds"].get(round_id)
        return None if score is None else _with_decimals(score, self._of_rounds[round_id])

    @property
    def over(self) -> bool:
        """Whether all rounds are over, so that what stands at the cut is decided or tied."""
        own = [one for one in self._table["rounds"] if not one["playoff"]]
        return bool(own) and all(one["state"] == "closed" for one in own)

    @cached_property
    def _of_totals(self) -> int:
        return _needed(row["total"] for row in self._table["rows"])

    @cached_property
    def _of_rounds(self) -> dict[str, int]:
        rows = self._table["rows"]
        return {
            one["id"]: _needed(row["rounds"].get(one["id"]) for row in rows)
            for one in self._table["rounds"]
        }

    @cached_property
    def _quiet(self) -> set[str]:
        rows, rounds = self._table["rows"], self._table["rounds"]
        return {
            one["id"]
            for one in rounds
            if one["state"] == "open"
            and not any(row["cells"][one["id"]] in ("score", "absent") for row in rows)
        }


def _decimals(figure: str) -> str:
    return figure.partition(".")[2].rstrip("0")


def _needed(figures: Iterable[str | None]) -> int:
    return max((len(_decimals(one)) for one in figures if one is not None), default=0)


def _with_decimals(figure: str, places: int) -> str:
    decimals = _decimals(figure).ljust(places, "0")
    whole = figure.partition(".")[0]
    return f"{whole}.{decimals}" if decimals else whole
