"""What an act would change: who would move, and whether an announcement would be touched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypedDict

from scoreboard.contest.advancing import named_anew, still_named
from scoreboard.contest.board import place_number
from scoreboard.contest.book import Book
from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.numbers import plain
from scoreboard.contest.standings import Standing, seen_rounds, standings
from scoreboard.contest.words import Refusal


class Preview(TypedDict):
    """`moves` are teams whose place or total would change; `cut` those who would cross the cut.

    `announced` is None, or for a stage whose named teams would be others: who would leave and
    who would enter, and in `stands` False.
    """

    stage: str
    moves: list[dict[str, Any]]
    cut: list[str]
    announced: dict[str, Any] | None


def after(book: Book, draft: Entry) -> Book:
    """The book as it would be with one more entry."""
    return Book.replay([*book.entries, replace(draft, version=book.version + 1)])


def preview(book: Book, draft: Entry, stage: Stage) -> Preview:
    """What the draft of an entry would change in a stage; nothing is written."""
    then = after(book, draft)
    before = {row.team.id: row for row in _rows(book, stage)}
    moves, crossed = [], []
    for row in _rows(then, stage):
        old = before[row.team.id]
        if (old.rank, old.total, old.tied) != (row.rank, row.total, row.tied):
            moves.append(_move(old, row))
        if old.cut != row.cut:
            crossed.append(row.team.id)
    return {
        "stage": stage.id,
        "moves": moves,
        "cut": crossed,
        "announced": _announced(book, then, stage),
    }


def _rows(book: Book, stage: Stage) -> list[Standing]:
    return standings(book, stage, seen_rounds(book, stage, "desk"), "desk")


def _move(old: Standing, new: Standing) -> dict[str, Any]:
    return {
        "team": new.team.id,
        "name": new.team.name,
        "rank": [place_number(old.rank), place_number(new.rank)],
        "total": [plain(old.total), plain(new.total)],
    }


def _announced(book: Book, then: Book, stage: Stage) -> dict[str, Any] | None:
    named = book.announced.get(stage.id)
    if named is None:
        return None
    if stage.id not in then.announced or still_named(then, stage):
        return {"stands": True, "leaves": [], "enters": []}
    try:
        anew = named_anew(then, stage)
    except Refusal:
        # A tie: nobody can be said to enter before it is settled.
        anew = list(named.teams)
    names = {team.id: team.name for team in book.event.teams}
    return {
        "stands": False,
        "leaves": [names[team] for team in named.teams if team not in anew],
        "enters": [names[team] for team in anew if team not in named.teams],
    }
