"""A result that is announced with the scene which then tells it, step by step."""

from __future__ import annotations

from typing import Any

from scoreboard.contest.model import Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import TELLERS, Part, part_of
from scoreboard.contest.standings.giving import givings, of_division
from scoreboard.contest.standings.standings import newest_first, prizes_to_be


def with_scene(book: Book, stage: Stage) -> dict[str, Any]:
    """What an announcement says of the scene it begins, and of the parts that scenes will tell."""
    first, parts = parts_of(book, stage)
    divisions = book.event.divisions if first == "winners" else ()
    division = {"division": divisions[0].id} if divisions else {}
    tells = part_of(first, division.get("division"))
    return {"scene": TELLERS[first], "tells": tells, "parts": parts, **division}


def parts_of(book: Book, stage: Stage) -> tuple[Part, list[str]]:
    """The part of a result that is told first, and all parts that are to be told."""
    event = book.event
    if stage is not event.stages[-1]:
        return "going", ["going"]
    winners = [part_of("winners", one.id) for one in event.divisions] or ["winners"]
    won = prizes_to_be(book, stage, "desk") or {}
    given = givings(book, won, newest_first(book))
    prizes = [
        part_of("prizes", division.id if division else None)
        for division in event.divisions or (None,)
        if of_division(book, given, division)
    ]
    return "winners", [*winners, *prizes]
