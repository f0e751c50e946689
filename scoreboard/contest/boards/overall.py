"""The overall ranking: one list over all stages, finalists first (contract, `overall`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict, cast

from scoreboard.contest.boards.cut_line import medal
from scoreboard.contest.boards.shapes import (
    OVERALL,
    Board,
    Named,
    RoundOnBoard,
    Row,
    TableOnBoard,
)
from scoreboard.contest.boards.tables import of_tables
from scoreboard.contest.model import Method
from scoreboard.contest.rules.ranking import place_number, places


@dataclass(frozen=True, slots=True)
class Overall:
    """One team in the overall ranking: `board` and `row` are of the last stage it reached.

    `rank` is None for a team without a place in that stage; it is within the team's division.
    """

    rank: int | float | None
    tied: bool
    board: Board
    row: Row


def overall(boards: Sequence[Board], method: Method) -> list[Overall]:
    """Everybody once, best first, from the stages' boards in the order of the event.

    A team stands behind all that reached a later stage, and by its place in its own last stage.
    Teams that share that place share the overall place. Teams without a place come last in the
    part of their stage. Empty until somebody has a place in a later main stage than the first. A
    side stage counts for those who had a place in it and did not return: they stand before those
    who had none. Each division is ranked by itself, one after the other.
    """
    played = _played(boards)
    return _ranked(played, method) if len(played) > 1 else []


def _played(boards: Sequence[Board]) -> Sequence[Board]:
    """The boards up to the last main stage in which somebody has a place, and at least the first.

    While a side stage is played, nobody of it stands before those who wait for the next stage.
    """
    placed = [
        "side_of" not in board["stage"] and any(row["rank"] is not None for row in board["rows"])
        for board in boards
    ]
    return boards[: max((n for n, one in enumerate(placed) if one), default=0) + 1]


def _divisions(boards: Sequence[Board]) -> list[Named]:
    """The divisions of the boards in their order; none where the event has none."""
    tables = [table["division"] for board in boards for table in board.get("tables", ())]
    return list({one["id"]: one for one in tables if one is not None}.values())


def _ranked(boards: Sequence[Board], method: Method) -> list[Overall]:
    divisions = _divisions(boards)
    if divisions:
        parts = [[of_tables(board, [one["id"]]) for board in boards] for one in divisions]
        return [one for part in parts for one in _of_one(part, method)]
    return _of_one(boards, method)


def _of_one(boards: Sequence[Board], method: Method) -> list[Overall]:
    """The overall ranking of one division, or of all teams."""
    last: dict[str, tuple[int, Board, Row]] = {}
    for nth, board in enumerate(boards):
        side = "side_of" in board["stage"]
        last |= {
            row["team"]["id"]: (nth, board, row)
            for row in board["rows"]
            if row["rank"] is not None or not side
        }
    # The boards' own order, newest stage first, so that equals stay as each board lists them.
    listed = [
        last[row["team"]["id"]]
        for board in reversed(boards)
        for row in board["rows"]
        if last[row["team"]["id"]][2] is row
    ]
    # The groups of a stage, which its board has one after the other, are one ranking here.
    listed.sort(key=lambda one: (-one[0], one[2]["rank"] is None, one[2]["rank"] or 0))
    keys = [None if row["rank"] is None else (nth, -row["rank"]) for nth, _, row in listed]
    # Those on the same place of several groups share the place here.
    level: Counter[object] = Counter(key for key in keys if key is not None)
    shared = {key for key, n in level.items() if n > 1 and method != "ordinal"}
    return [
        Overall(place_number(rank), row["tied"] or key in shared, board, row)
        for rank, key, (_, board, row) in zip(places(keys, method), keys, listed, strict=True)
    ]


def overall_board(boards: Sequence[Board], method: Method, name: str) -> Board:
    """The overall ranking in a board's shape, called `name`, as far as stages were played.

    Its rounds are the stages, with each team's total there; a row's total is that of the last
    stage its team reached, so totals do not fall from row to row.
    """
    boards, newest = _played(boards), boards[-1]
    ranked = _ranked(boards, method)
    totals = [{row["team"]["id"]: row["total"] for row in board["rows"]} for board in boards]
    stages = [board["stage"]["id"] for board in boards]
    scores = {
        one.row["team"]["id"]: {
            stage: total.get(one.row["team"]["id"])
            for stage, total in zip(stages, totals, strict=True)
        }
        for one in ranked
    }
    rows = [_row(one, scores[one.row["team"]["id"]]) for one in ranked]
    # Over all stages there are divisions, and no groups.
    rest = cast(Board, {key: of for key, of in newest.items() if key != "tables"})
    return {
        **rest,
        **_tables(boards, rows),
        "stage": {"id": OVERALL, "name": name, "advance": None, "goes_on": None},
        "rounds": [_stage_as_round(board) for board in boards],
        "rows": rows,
        "places_shown": any(one.rank is not None for one in ranked),
        "cut_line": None,
    }


class _OwnTables(TypedDict, total=False):
    tables: list[TableOnBoard]


def _tables(boards: Sequence[Board], rows: Sequence[Row]) -> _OwnTables:
    """The tables of the overall ranking: one for each division."""
    divisions = _divisions(boards)
    if not divisions:
        return {}
    counts = Counter(row.get("division") for row in rows)
    placed = {row.get("division") for row in rows if row["rank"] is not None}
    return {
        "tables": [
            {
                "division": one,
                "group": None,
                "rounds": [board["stage"]["id"] for board in boards],
                "teams": counts[one["id"]],
                "places_shown": one["id"] in placed,
                "cut_line": None,
            }
            for one in divisions
            if counts[one["id"]]
        ]
    }


def _row(one: Overall, totals: Mapping[str, str | None]) -> Row:
    """A team's row, in which the stages stand as rounds with its totals in them."""
    return {
        **one.row,
        "rank": one.rank,
        "tied": one.tied,
        "rounds": dict(totals),
        "cells": {s: "ahead" if total is None else "score" for s, total in totals.items()},
        "medal": medal(one.rank),
        "absent": [],
        "movement": None,
        "cut": None,
        "barred": None,
        "admitted": None,
        "decided_by": None,
    }


def _stage_as_round(board: Board) -> RoundOnBoard:
    stage = board["stage"]
    return {
        "id": stage["id"],
        "name": stage["name"],
        "kind": "points",
        "form": "points",
        "state": "closed",
        "playoff": False,
    }
