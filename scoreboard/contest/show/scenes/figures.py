"""Scenes of figures that are public: the standings, a round, a team, all over the rounds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from scoreboard.contest.boards.shapes import Place, Row
from scoreboard.contest.model import Round, Stage
from scoreboard.contest.numbers import plain_or_none
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.ranking import place_number
from scoreboard.contest.show.kind import Hall, named
from scoreboard.contest.show.shapes import (
    ChartShows,
    OneTeamShows,
    RoundShows,
    Series,
)
from scoreboard.contest.standings.rows import Standings
from scoreboard.contest.standings.standings import compute
from scoreboard.contest.standings.visibility import Audience, seen_like, seen_rounds
from scoreboard.contest.words import N_


def standings(_hall: Hall) -> None:
    """The board itself, which every screen has."""


def a_round(hall: Hall) -> RoundShows | str:
    """What the teams have from a round, best first."""
    one = hall.round
    if one is None:
        return N_("There is no round yet.")
    board = hall.board(hall.book.stage_of(one).id)
    playing = {team.id for team in hall.book.teams_in(one)}
    rows = [row for row in hall.rows(board) if row["team"]["id"] in playing]
    scored = [row for row in rows if row["rounds"].get(one.id) is not None]
    if not scored:
        return N_("Nothing of this round is public yet.")
    return {
        "round": named(one),
        "rows": [
            {
                "team": hall.team_shown(row["team"]["id"]),
                "score": row["rounds"].get(one.id),
                "total": row["total"],
                "rank": row["rank"],
            }
            for row in _by_score(one, rows)
        ],
    }


def _by_score(one: Round, rows: Sequence[Row]) -> list[Row]:
    """The rows, the best score in the round first; equal ones as they stand."""

    def key(row: Row) -> tuple[bool, Decimal]:
        score = row["rounds"].get(one.id)
        number = Decimal(score) if score is not None else Decimal(0)
        return score is None, number if one.better == "lower" else -number

    return sorted(rows, key=key)


def a_team(hall: Hall) -> OneTeamShows | str:
    """One team's rounds in a stage, and its place after each."""
    team = hall.team
    if team is None:
        return N_("Choose a team for this.")
    stage = _stage_of(hall, team.id)
    row = next((r for r in hall.board(stage.id)["rows"] if r["team"]["id"] == team.id), None)
    if row is None:
        return N_("This team is not in the stage.")
    rounds = [r for r in hall.book.rounds_of(stage) if hall.book.plays(r, team)]
    return {
        "team": hall.team_shown(team.id),
        "rounds": [
            {
                "round": named(r),
                "score": row["rounds"].get(r.id),
                "rank": _rank_in(hall, stage, r, team.id),
            }
            for r in rounds
        ],
        "total": row["total"],
        "rank": row["rank"],
        "path": [
            {"round": named(r), "place": _place(standings, team.id)}
            for r, standings in over_the_rounds(hall.book, stage, hall.seer)
        ],
    }


def _stage_of(hall: Hall, team_id: str) -> Stage:
    """The newest stage up to the current one that a team is in."""
    stages = hall.book.event.stages
    begun = stages[: stages.index(hall.book.stage) + 1]
    wanted = [hall.stage] if hall.stage in begun else []
    for stage in [*wanted, *reversed(begun)]:
        if stage and any(team.id == team_id for team in hall.book.teams_of(stage)):
            return stage
    return hall.book.stage


def _rank_in(hall: Hall, stage: Stage, one: Round, team_id: str) -> Place | None:
    """A team's place by its score in one round alone; None while it has none."""
    scores = {
        row["team"]["id"]: Decimal(score)
        for row in hall.board(stage.id)["rows"]
        if (score := row["rounds"].get(one.id)) is not None and row["rank"] is not None
    }
    if team_id not in scores:
        return None
    own = scores[team_id]
    lower = one.better == "lower"
    return 1 + sum(1 for s in scores.values() if (s < own if lower else s > own))


def over_the_rounds(book: Book, stage: Stage, seer: Audience) -> list[tuple[Round, Standings]]:
    """The standings of a stage after each of the rounds of which the audience sees scores."""
    seen = seen_like(book, seer)
    rounds = [r for r in seen_rounds(book, stage, seen) if r.weight]
    return book.cached(
        ("over the rounds", seen),
        lambda: [(r, compute(book, stage, rounds[: n + 1], seen)) for n, r in enumerate(rounds)],
        stage,
    )


def _place(standings: Standings, team_id: str) -> Place | None:
    return place_number(standings.of(team_id).rank)


def chart(hall: Hall) -> ChartShows | str:
    """Totals or places of all teams over the rounds of a stage."""
    stage = hall.stage or hall.book.stage
    after = over_the_rounds(hall.book, stage, hall.seer)
    if not after:
        return N_("There is nothing to draw yet.")
    of: Literal["totals", "places"] = "places" if hall.show.text == "places" else "totals"
    drawn: list[Series] = []
    for row in hall.rows(hall.board(stage.id)):
        team = row["team"]["id"]
        drawn.append(
            {
                "team": hall.team_shown(team),
                "totals": [plain_or_none(s.of(team).total) for _, s in after],
                "places": [_place(s, team) for _, s in after],
            }
        )
    return {"of": of, "rounds": [named(r) for r, _ in after], "series": drawn}
