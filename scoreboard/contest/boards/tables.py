"""The tables of a board: what each draws of its own, and a board of some of them alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from scoreboard.contest.boards.shapes import Board, Named, Row, TableOnBoard
from scoreboard.contest.model import Division, Group

AnyBoard = TypeVar("AnyBoard", bound=Board)


def named(part: Division | Group | None) -> Named | None:
    """A division or group by id and name."""
    return None if part is None else {"id": part.id, "name": part.name}


def title_of(table: TableOnBoard) -> str:
    """What a table is called; "" where it is the only one."""
    return " · ".join(one["name"] for one in (table["division"], table["group"]) if one)


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
            "rounds": [r for r in board["rounds"] if r["id"] in table["rounds"]],
        }
        found.append((title_of(table), cast(AnyBoard, {**board, **own})))
    return found


def winners_in(board: Board, rows: Sequence[Row]) -> list[str]:
    """Those of the winners who stand in these rows: each table has its own."""
    there = {row["team"]["id"] for row in rows}
    return [team for team in board["winners"] if team in there]


def of_tables(board: AnyBoard, divisions: Sequence[str], groups: Sequence[str] = ()) -> AnyBoard:
    """The board with the tables of these divisions and groups alone; of all where none is named.

    One that has no team in the stage has no table, and alone leaves an empty board. A stage that is
    not played by groups is shown whole, whichever group is asked for.
    """
    if not (divisions or groups) or "tables" not in board:
        return board
    chosen = [
        one
        for _, one in split(board)
        for table in one["tables"]
        if _is_chosen(table["division"], divisions) and _is_chosen(table["group"], groups)
    ]
    return joined(board, chosen)


def joined(board: AnyBoard, parts: list[AnyBoard]) -> AnyBoard:
    """A board of some of the tables that `split` has made of it."""
    own: Mapping[str, Any] = {
        "rows": [row for one in parts for row in one["rows"]],
        "tables": [table for one in parts for table in one["tables"]],
        "places_shown": any(one["places_shown"] for one in parts),
        "cut_line": parts[0]["cut_line"] if len(parts) == 1 else None,
        "winners": [team for one in parts for team in one["winners"]],
        "rounds": parts[0]["rounds"] if len(parts) == 1 else board["rounds"],
    }
    return cast(AnyBoard, {**board, **own})


def _is_chosen(part: Named | None, chosen: Sequence[str]) -> bool:
    return part is None or not chosen or part["id"] in chosen
