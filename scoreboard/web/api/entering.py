"""The scores that the desk enters: by hand, or out of a sheet or what was pasted."""

from __future__ import annotations

from functools import partial
from typing import Any, NotRequired, TypedDict

from flask import Response, jsonify, request
from flask_babel import gettext

from scoreboard.contest.acts import marking
from scoreboard.contest.acts.preview import Preview
from scoreboard.contest.model import Event, Round, Team
from scoreboard.contest.record.book import Book
from scoreboard.files.sheets.grid import CellProblem, Unreadable, Worksheet
from scoreboard.files.sheets.opening import sheets_at_once
from scoreboard.files.sheets.score_list import ListedRow, ScoreList, read_score_list
from scoreboard.verbs.entering import EnterScores
from scoreboard.verbs.verb import new_id
from scoreboard.web.api.answers import WrittenEntry
from scoreboard.web.api.bodies import ScoresBody, ScoresForm
from scoreboard.web.api.describing import PreviewQuery, describe
from scoreboard.web.api.spec import api
from scoreboard.web.api.written import PREVIEWED, ruled, written
from scoreboard.web.permissions import allow, current_grant
from scoreboard.web.problems import FieldsWrong
from scoreboard.web.services import in_thread, services
from scoreboard.web.sizes import takes_file

# What is pasted out of a spreadsheet is separated by tabs.
PASTED = "list.csv"


class ReadCell(TypedDict):
    """A cell of the list: its address, what it says, and what is wrong with it."""

    cell: str
    text: str
    problem: NotRequired[str]


class ReadRow(TypedDict):
    """A row of the list: whose score it is, null where that is not known; or why it is left out."""

    row: int
    team: str | None
    name: str | None
    left: str | None
    cells: list[ReadCell]


class ReadList(TypedDict):
    """What was read: nothing is written. `columns` say what each is, "" for those not taken over.

    `scores` are those that would be entered, `missing` the teams that the list does not name, and
    `problems` how many cells keep it from being taken.
    """

    columns: list[str]
    rows: list[ReadRow]
    scores: dict[str, dict[str, Any]]
    missing: list[str]
    problems: int
    changes: NotRequired[Preview]


@api.post("/events/<slug>/rounds/<round_id>/scores")
@describe("desk", PREVIEWED)
@allow("rule")
def enter_scores(
    slug: str, round_id: str, json: ScoresBody, query: PreviewQuery
) -> tuple[Response, int]:
    """Enter what teams have in a round whose scores the desk enters, as one entry.

    Where something stands already, or the round is closed, with a reason. With `?preview=1` only
    say what would change.
    """
    scores = {team: one.model_dump(exclude_none=True) for team, one in json.scores.items()}
    verb = EnterScores(current_grant(), str(json.id), round_id, scores, json.reason, json.decision)
    return ruled(slug, verb, query)


@api.post("/events/<slug>/rounds/<round_id>/import")
@describe("desk", {200: ReadList | WrittenEntry, 201: WrittenEntry}, 409, 413, 422)
@takes_file
@allow("rule")
def import_scores(
    slug: str, round_id: str, query: PreviewQuery, form: ScoresForm
) -> tuple[Response, int]:
    """A round's scores from a sheet (`file`) or from what was pasted (`text`), as one entry.

    With `?preview=1` nothing is written, and the answer says cell by cell what was read. Without,
    a `reason` is required, and 422 names every cell that cannot be taken.
    """
    form = form or ScoresForm()  # an empty body is no form
    sheet = _sheet()
    event, a_round, teams, done = services().books.read(slug, lambda book: _about(book, round_id))
    found = in_thread(partial(read_score_list, sheet, a_round, teams))
    if query.preview:
        return jsonify(_read(event, teams, found, done)), 200
    if found.problems:
        raise FieldsWrong([(one.cell, _said(one)) for one in found.problems])
    if form.reason is None:
        raise FieldsWrong([("reason", gettext("Say where this list comes from."))])
    uid = str(form.id or new_id())
    verb = EnterScores(current_grant(), uid, round_id, found.scores, form.reason, form.decision)
    return written(services().writer.write(slug, verb))


def _about(book: Book, round_id: str) -> tuple[Event, Round, tuple[Team, ...], set[str]]:
    a_round = marking.listed_round(book, round_id)
    absent = set(book.round_record(round_id).absent)
    teams = tuple(team for team in book.teams_in(a_round) if team.id not in absent)
    return book.event, a_round, teams, set(book.round_record(round_id).listed)


def _sheet() -> Worksheet:
    """The table of the request: of a workbook the first sheet that holds anything."""
    file, text = request.files.get("file"), request.form.get("text", "")
    try:
        if file is not None and file.filename:
            sheets = in_thread(partial(sheets_at_once, file.read(), file.filename))
        elif text.strip():
            sheets = in_thread(partial(sheets_at_once, text.encode(), PASTED))
        else:
            raise FieldsWrong([("file", gettext("Choose a file, or paste the list."))])
    except Unreadable as bad:
        raise FieldsWrong([("file", _said(bad.problem))]) from None
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise FieldsWrong([("file", gettext("This list is empty."))])
    return filled[0]


def _said(problem: CellProblem) -> str:
    return str(gettext(problem.text, **problem.names))


def _read(event: Event, teams: tuple[Team, ...], found: ScoreList, done: set[str]) -> ReadList:
    names = {team.id: team.name for team in event.teams}
    width = max((len(row.cells) for row in found.rows), default=0)
    return {
        "columns": [found.columns.get(column, "") for column in range(width)],
        "rows": [_row(found, row, names) for row in found.rows],
        "scores": found.scores,
        "missing": [t.name for t in teams if t.id not in found.scores and t.id not in done],
        "problems": len(found.problems),
    }


def _row(found: ScoreList, row: ListedRow, names: dict[str, str]) -> ReadRow:
    cells: list[ReadCell] = []
    for column in range(max(len(row.cells), *(c + 1 for c in row.problems), 0)):
        text = row.cells[column] if column < len(row.cells) else ""
        cell: ReadCell = {"cell": found.sheet.address(row.row, column), "text": text}
        if column in row.problems:
            cell["problem"] = _said(row.problems[column])
        cells.append(cell)
    return {
        "row": row.row + 1,
        "team": row.team,
        "name": names.get(row.team or ""),
        "left": gettext(row.left) if row.left else None,
        "cells": cells,
    }
