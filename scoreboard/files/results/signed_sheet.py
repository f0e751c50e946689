"""The result sheet of a stage: what a jury signs, in plain values and sentences."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TypedDict

from scoreboard.contest.boards.cut_line import NOTE_WORDS
from scoreboard.contest.boards.shapes import Board, Row
from scoreboard.contest.boards.tables import split
from scoreboard.contest.words import N_, Say
from scoreboard.files.results.cells import Table
from scoreboard.files.results.rules import stage_words
from scoreboard.files.results.shapes import Results, StageResults
from scoreboard.files.results.stage import changes
from scoreboard.files.results.standings import overall_remarks
from scoreboard.files.results.words import fate_words, outside_words


class SheetRow(TypedDict):
    """A team on the result sheet; `place` as it is printed, "" without one.

    `rounds` holds scores, or the word for a round that the team did not come to.
    """

    place: str
    tied: bool
    name: str
    region: str
    rounds: list[str | None]
    penalty: str | None
    bonus: str | None
    total: str | None
    fate: str
    remarks: list[str]
    last_in: bool


class StageSheet(TypedDict):
    """A stage on the result sheet. `penalties`: whether any row has one; the others likewise."""

    id: str
    name: str
    rounds: list[str]
    rows: list[SheetRow]
    penalties: bool
    bonuses: bool
    regions: bool
    fates: bool
    ties: list[str]
    rules: list[str]
    changes: Table
    announced: bool
    provisional: bool


def stage_sheets(results: Results, stage: StageResults) -> list[StageSheet]:
    """A stage on the sheet: each of its tables by itself; what changed stands under the last."""
    tables = split(stage.board)
    sheets = [stage_sheet(results, replace(stage, board=board), name) for name, board in tables]
    for sheet in sheets[:-1]:
        # What is said of the stage is said once.
        sheet["rules"] = []
        sheet["changes"] = replace(sheet["changes"], rows=[])
    return sheets


def stage_sheet(results: Results, stage: StageResults, name: str = "") -> StageSheet:
    """A stage of one table, or one of its tables, which is called `name`."""
    board, say = stage.board, results.say
    rows = [_row(results, stage, i) for i in range(len(board["rows"]))]
    return {
        "id": stage.stage.id,
        "name": " · ".join(filter(None, (stage.stage.name, name))),
        "rounds": [r["name"] for r in board["rounds"]],
        "rows": rows,
        "bonuses": any(row["bonus"] for row in rows),
        "penalties": any(row["penalty"] for row in rows),
        "regions": any(row["region"] for row in rows),
        "fates": any(row["fate"] or row["remarks"] for row in rows),
        "ties": tie_words(board, say),
        "rules": stage_words(results.event, stage.stage, say),
        "changes": changes(results, stage),
        "announced": board["announced"] is not None,
        "provisional": any(row["provisional"] for row in board["rows"]),
    }


def _row(results: Results, stage: StageResults, index: int) -> SheetRow:
    say, rows = results.say, stage.board["rows"]
    row = rows[index]
    after = rows[index + 1] if index + 1 < len(rows) else None
    remarks = [
        *row.get("prizes", ()),
        outside_words(row, say),
        say(N_("provisional")) if row["provisional"] else "",
        say(N_("corrected")) if row["corrected"] else "",
        row["decided_by"] or "",
    ]
    return {
        "place": _place(row["rank"]),
        "tied": row["tied"],
        "name": row["team"]["name"],
        "region": row["team"]["region"],
        "rounds": [
            say(NOTE_WORDS["absent"])
            if row["cells"][r["id"]] == "absent"
            else row["rounds"].get(r["id"])
            for r in stage.board["rounds"]
        ],
        "penalty": row["penalty"],
        "bonus": row.get("bonus"),
        "total": row["total"],
        "fate": fate_words(stage.board, row, say),
        "remarks": [words for words in remarks if words],
        "last_in": row["cut"] == "in" and after is not None and after["cut"] != "in",
    }


class OverallRow(TypedDict):
    """A team in the overall ranking on the sheet; `total` is of the `stage` it reached.

    `division` is the name of the one in which it is placed, "" where the event has none.
    """

    division: str
    place: str
    tied: bool
    name: str
    region: str
    stage: str
    total: str | None
    remarks: str


def overall_sheet(results: Results) -> list[OverallRow]:
    """The overall ranking as the sheet prints it; empty where only one stage was played."""
    return [
        {
            "division": "".join(results.divisions(one.row.get("division", ""))),
            "place": _place(one.rank),
            "tied": one.tied,
            "name": one.row["team"]["name"],
            "region": one.row["team"]["region"],
            "stage": one.board["stage"]["name"],
            "total": one.row["total"],
            "remarks": overall_remarks(one, results.say),
        }
        for one in results.overall
    ]


def _place(rank: float | None) -> str:
    return "" if rank is None else f"{rank:g}"


def tie_words(board: Board, say: Say) -> list[str]:
    """A sentence for every total that several teams have: what ranked them, or that they share."""
    placed = [row for row in board["rows"] if row["rank"] is not None]
    lines = []
    # Rows come by place, so that equal totals stand together.
    for total, group in groupby(placed, key=lambda row: row["total"]):
        level = list(group)
        if len(level) > 1:
            # In a sentence a true minus: a hyphen would be read as a dash.
            lines += _level_words(total.replace("-", "−"), level, say)
    return lines


def _level_words(total: str, level: list[Row], say: Say) -> list[str]:
    comma = say(N_(", "))
    lines = []
    for rank, group in groupby(level, key=lambda row: row["rank"]):
        teams = [row["team"]["name"] for row in group]
        if len(teams) > 1:
            lines.append(
                say(
                    N_("%(teams)s have %(total)s each and share place %(place)s."),
                    teams=comma.join(teams),
                    total=total,
                    place=f"{rank:g}",
                )
            )
    reasons = list(dict.fromkeys(row["decided_by"] for row in level if row["decided_by"]))
    if reasons:
        order = comma.join(row["team"]["name"] for row in level)
        lines.append(
            say(
                N_("%(teams)s have %(total)s each; their order was decided by: %(reasons)s."),
                teams=order,
                total=total,
                reasons=comma.join(reasons),
            )
        )
    return lines
