"""What the desk's board holds beyond the hall's: marks by judge, awards, and what comes next."""

from __future__ import annotations

from typing import Any

from scoreboard.contest.advancing import straddle
from scoreboard.contest.board import Board, board, round_on_board, team_on_board
from scoreboard.contest.book import Book
from scoreboard.contest.model import Round, Stage
from scoreboard.contest.numbers import plain
from scoreboard.contest.running import missing, next_action
from scoreboard.contest.words import Say, in_english


def desk_board(book: Book, stage: Stage | None = None, say: Say = in_english) -> Board:
    """The desk's board of a stage: every round that has begun, marks by judge, the hall's board."""
    result = board(book, "desk", stage, say)
    event = book.event
    todo = next_action(book)
    rounds = [r for s in event.stages for r in [*s.rounds, *book.playoffs(s)]]
    result["stages"] = [_desk_stage(book, s) for s in event.stages]
    result["teams"] = [dict(team_on_board(team)) for team in event.teams]
    result["withdrawn"] = dict(book.withdrawn)
    result["judges"] = [
        {"id": j.id, "name": j.name, "recused": list(j.recused)} for j in event.judges
    ]
    result["marks"] = {r.id: _desk_marks(book, r) for r in rounds if r.kind == "judged"}
    result["awards"] = {r.id: _desk_awards(book, r) for r in rounds if r.kind == "points"}
    result["missing"] = {r.id: missing(book, r) for r in rounds if r.kind == "judged"}
    result["next"] = {"action": todo.action, "round": todo.round, "stage": todo.stage}
    result["excused"] = {r.id: dict(book.round_book(r.id).excused) for r in rounds}
    result["order"] = {r.id: list(book.round_book(r.id).order) for r in rounds}
    result["lots"] = {r.id: [list(lot) for lot in book.round_book(r.id).lots] for r in rounds}
    result["tie"] = _tie(book)
    result["public"] = board(book, "public", stage, say)
    return result


def _tie(book: Book) -> dict[str, Any] | None:
    """The tie that blocks the announcement, once everything of the stage is closed."""
    if next_action(book).action not in ("advance", "announce"):
        return None
    tie = straddle(book, book.stage)
    return {"teams": list(tie.teams), "seats": tie.seats} if tie else None


def _desk_stage(book: Book, stage: Stage) -> dict[str, Any]:
    state = "done" if stage.id in book.announced else "waiting"
    if stage is book.stage and not book.final:
        state = "current"
    return {
        "id": stage.id,
        "name": stage.name,
        "advance": stage.advance,
        "state": state,
        "rounds": [
            {
                **round_on_board(book, r),
                "number": number,
                "min": plain(r.min),
                "max": plain(r.max),
                "step": plain(r.step),
                "awards": [plain(points) for points in r.awards],
                "stakes": [plain(stake) for stake in r.stakes],
            }
            for number, r in enumerate([*stage.rounds, *book.playoffs(stage)], start=1)
        ],
    }


def _desk_marks(book: Book, a_round: Round) -> dict[str, dict[str, dict[str, Any]]]:
    scores = book.scores(a_round)
    return {
        team_id: {
            judge_id: {
                "value": plain(mark.value),
                "version": mark.version,
                "corrected": mark.corrected,
                "dropped": team_id in scores and judge_id in scores[team_id].dropped,
            }
            for judge_id, mark in marks.items()
        }
        for team_id, marks in book.round_book(a_round.id).marks.items()
    }


def _desk_awards(book: Book, a_round: Round) -> list[dict[str, Any]]:
    return [
        {
            "id": award.id,
            "version": award.version,
            "team": award.team,
            "points": plain(award.value) if award.value is not None else None,
            "by": award.by,
            "question": award.detail.get("question"),
            "note": award.detail.get("note"),
            "at": award.at,
        }
        for award in reversed(book.round_book(a_round.id).awards)
    ]
