"""The tables of a board: what each draws of its own, and a board of some of them alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from scoreboard.contest.boards.shapes import Board, Named, Row, TableOnBoard
from scoreboard.contest.model import Division

AnyBoard = TypeVar("AnyBoard", bound=Board)


def named(division: Division | None) -> Named | None:
    """A division by id and name."""
    return None if division is None else {"id": division.id, "name": division.name}


def title_of(table: TableOnBoard) -> str:
    """What a table is called; "" where it is the only one."""
    return table["division"]["name"] if table["division"] else ""


def split(board: AnyBoard) -> list[tuple[str, AnyBoard]]:
    """Each table of a board as a board of its own, with what it is called; "" for the only one."""
    if "tables" not in board:
        return [("", board)]
    found: list[tuple[str, AnyBoard]] = []
    at = 0
    for table in board["tables"]:
        rows = board["rows"][at : at + table["teams"]]
        at += table["teams"]
        own: Mapping[str, Any] = {
            "rows": rows,
            "tables": [table],
            "places_shown": table["places_shown"],
            "cut_line": table["cut_line"],
            "winners": winners_in(board, rows),
        }
        found.append((title_of(table), cast(AnyBoard, {**board, **own})))
    return found


def winners_in(board: Board, rows: Sequence[Row]) -> list[str]:
    """Those of the winners who stand in these rows: each table has its own."""
    there = {row["team"]["id"] for row in rows}
    return [team for team in board["winners"] if team in there]


def of_divisions(board: AnyBoard, divisions: Sequence[str]) -> AnyBoard:
    """The board with the tables of these divisions alone; the whole one where none is named.

    One that has no team in the stage has no table, and alone leaves an empty board.
    """
    if not divisions:
        return board
    return joined(board, [one for _, one in split(board) if _is_of(one, divisions)])


def joined(board: AnyBoard, parts: list[AnyBoard]) -> AnyBoard:
    """A board of some of the tables that `split` has made of it."""
    own: Mapping[str, Any] = {
        "rows": [row for one in parts for row in one["rows"]],
        "tables": [table for one in parts for table in one["tables"]],
        "places_shown": any(one["places_shown"] for one in parts),
        "cut_line": parts[0]["cut_line"] if len(parts) == 1 else None,
        "winners": [team for one in parts for team in one["winners"]],
    }
    return cast(AnyBoard, {**board, **own})


def _is_of(board: Board, divisions: Sequence[str]) -> bool:
    of = [table["division"] for table in board.get("tables", ())]
    return any(one is not None and one["id"] in divisions for one in of)
