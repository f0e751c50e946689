"""The stages that have begun, for the switch between them, and who was left behind in each."""

from __future__ import annotations

from typing import TypedDict

from scoreboard.contest.model import Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.ranking import place_number
from scoreboard.contest.standings.standings import standings
from scoreboard.contest.standings.visibility import Audience, seen_rounds


class LeftBehind(TypedDict):
    """A team that did not go on, and its place; null where it took none."""

    id: str
    name: str
    rank: int | float | None


class BegunStage(TypedDict):
    """A stage that has begun; `out` is empty in the one that is played now."""

    id: str
    name: str
    out: list[LeftBehind]


def begun_stages(book: Book, audience: Audience) -> list[BegunStage]:
    """The stages up to the current one, in order, as an audience may see them."""
    now = book.event.stages.index(book.stage)
    stages = book.event.stages[: now + 1]
    return [
        {"id": s.id, "name": s.name, "out": _left_behind(book, s, n, audience) if n < now else []}
        for n, s in enumerate(stages)
    ]


def _left_behind(book: Book, stage: Stage, index: int, audience: Audience) -> list[LeftBehind]:
    on = {team.id for team in book.teams_of(book.event.stages[index + 1])}
    rows = standings(book, stage, seen_rounds(book, stage, audience), audience)
    return [
        {"id": row.team.id, "name": row.team.name, "rank": place_number(row.rank)}
        for row in rows
        if row.team.id not in on
    ]
