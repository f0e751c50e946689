"""The board: one whole, plain value for every screen (contract, section 6)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, NotRequired, TypedDict

from scoreboard.contest.book import Book
from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import plain, show_exact
from scoreboard.contest.running import missing, next_action
from scoreboard.contest.standings import Standing, seen_rounds, standings

Audience = Literal["public", "desk"]


class TeamOnBoard(TypedDict):
    """A team as every board shows it."""

    id: str
    name: str
    region: str


class Row(TypedDict):
    """One team's row. Numbers of score are decimal strings; `rank` may be 4.5."""

    team: TeamOnBoard
    rank: int | float
    tied: bool
    total: str
    rounds: dict[str, str | None]
    movement: int | float
    cut: Literal["in", "out", "tied"] | None
    provisional: bool
    decided_by: str | None


class Board(TypedDict):
    """The whole board. `announced` is who was named at the end of the stage, or None."""

    event: str
    version: int
    at: str
    title: str
    subtitle: str
    locale: str
    stage: dict[str, Any]
    rounds: list[dict[str, Any]]
    ranking: str
    frozen: bool
    status: Literal["running", "final"]
    announced: dict[str, Any] | None
    rows: list[Row]
    stages: NotRequired[list[dict[str, Any]]]
    judges: NotRequired[list[dict[str, Any]]]
    marks: NotRequired[dict[str, Any]]
    awards: NotRequired[dict[str, Any]]
    missing: NotRequired[dict[str, dict[str, list[str]]]]
    next: NotRequired[dict[str, str | None]]
    public: NotRequired[Board]


def board(book: Book, audience: Audience, stage: Stage | None = None) -> Board:
    """The board of a stage (the current one when left out) for an audience."""
    stage = stage or book.stage
    event = book.event
    seen = seen_rounds(book, stage, audience)
    rows = standings(book, stage, seen, audience)
    before = _ranks_before(book, stage, seen, audience)
    result: Board = {
        "event": event.slug,
        "version": book.version,
        "at": book.at_time,
        "title": event.title,
        "subtitle": event.subtitle,
        "locale": event.locale,
        "stage": {"id": stage.id, "name": stage.name, "advance": stage.advance},
        "rounds": [_round(book, r) for r in stage.rounds],
        "ranking": event.rules.ranking,
        "frozen": False,
        "status": "final" if book.final else "running",
        "announced": _announced(book, stage),
        "rows": [_row(book, stage, row, seen, before) for row in rows],
    }
    if audience == "desk":
        _add_desk(result, book)
        result["public"] = board(book, "public", stage)
    return result


def team_on_board(team: Team) -> TeamOnBoard:
    """A team as every board shows it."""
    return {"id": team.id, "name": team.name, "region": team.region}


def _round(book: Book, a_round: Round) -> dict[str, Any]:
    return {
        "id": a_round.id,
        "name": a_round.name,
        "kind": a_round.kind,
        "state": book.round_book(a_round.id).state,
    }


def _announced(book: Book, stage: Stage) -> dict[str, Any] | None:
    named = book.announced.get(stage.id)
    if named is None:
        return None
    last = stage is book.event.stages[-1]
    teams = list(named.teams)
    return {
        "stage": stage.id,
        "winners": teams if last else [],
        "advancing": [] if last else teams,
    }


def _row(
    book: Book,
    stage: Stage,
    row: Standing,
    seen: list[Round],
    before: dict[str, int | Fraction],
) -> Row:
    moved = before[row.team.id] - row.rank if before else 0
    return {
        "team": team_on_board(row.team),
        "rank": _number(row.rank),
        "tied": row.tied,
        "total": plain(row.total),
        "rounds": {
            r.id: _round_score(book, r, row.team) if r in seen else None for r in stage.rounds
        },
        "movement": _number(moved),
        "cut": row.cut,
        "provisional": row.provisional,
        "decided_by": row.decided_by,
    }


def _number(number: int | Fraction) -> int | float:
    # A place is never a score: 4.5 is exact in binary, and JSON has no halves of its own.
    return int(number) if number == int(number) else float(number)


def _round_score(book: Book, a_round: Round, team: Team) -> str | None:
    score = book.scores(a_round)[team.id]
    if score.score is None:
        return None
    shown = score.counted if a_round.weight else score.score
    if a_round.decimals is not None:
        return show_exact(shown, a_round.decimals)
    return show_exact(shown, book.event.rules.decimals)


def _ranks_before(
    book: Book, stage: Stage, seen: list[Round], audience: Audience
) -> dict[str, int | Fraction]:
    """Each team's place before the newest round the audience sees; empty in the first round."""
    newest = max(seen, key=lambda r: _turn(book, r), default=None)
    earlier = [r for r in seen if r is not newest]
    if not earlier:
        return {}
    return {row.team.id: row.rank for row in standings(book, stage, earlier, audience)}


def _turn(book: Book, a_round: Round) -> int:
    turns = [i for i, opened in enumerate(book.opened) if opened == a_round.id]
    return turns[-1] if turns else -1


def _add_desk(result: Board, book: Book) -> None:
    event = book.event
    todo = next_action(book)
    rounds = [r for stage in event.stages for r in stage.rounds]
    result["stages"] = [_desk_stage(book, stage) for stage in event.stages]
    result["judges"] = [
        {"id": j.id, "name": j.name, "recused": list(j.recused)} for j in event.judges
    ]
    result["marks"] = {r.id: _desk_marks(book, r) for r in rounds if r.kind == "judged"}
    result["awards"] = {r.id: _desk_awards(book, r) for r in rounds if r.kind == "points"}
    result["missing"] = {r.id: missing(book, r) for r in rounds if r.kind == "judged"}
    result["next"] = {"action": todo.action, "round": todo.round, "stage": todo.stage}


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
                **_round(book, r),
                "number": number,
                "min": plain(r.min),
                "max": plain(r.max),
                "step": plain(r.step),
            }
            for number, r in enumerate(stage.rounds, start=1)
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
