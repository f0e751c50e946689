"""The order of play: by score, highest first, equal scores by lot (rulebook, 风险题)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from scoreboard.contest.book import Book
from scoreboard.contest.model import Round
from scoreboard.contest.ranking import groups
from scoreboard.contest.standings import seen_rounds, standings


def order_of_play(
    book: Book, a_round: Round, shuffle: Callable[[Sequence[str]], list[str]]
) -> dict[str, Any]:
    """The teams in the order in which they play, and which of them were parted by lot."""
    stage = book.stage_of(a_round)
    rows = standings(book, stage, seen_rounds(book, stage, "desk"), "desk")
    playing = {team.id for team in book.teams_in(a_round)}
    rows = [row for row in rows if row.team.id in playing]
    order: list[str] = []
    lots: list[list[str]] = []
    for _, group in groups([row.total for row in rows]):
        teams = [rows[i].team.id for i in group]
        if len(teams) > 1:
            teams = shuffle(teams)
            lots.append(teams)
        order += teams
    return {"order": order, "lots": lots}
