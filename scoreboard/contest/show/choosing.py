"""What a scene is about where whoever puts it leaves that open: what the day is at by now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoreboard.contest.model import Round, Stage
from scoreboard.contest.record.appearance import on_stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.show.kind import About


def about_round(book: Book, said: Mapping[str, Any]) -> About:
    """The round that is asked for, else the one that goes on or that was opened last."""
    a_round = _known(book, said) or _round_now(book)
    if a_round is None:
        return About()
    return About(a_round.id, book.stage_of(a_round).id)


def about_next_round(book: Book, said: Mapping[str, Any]) -> About:
    """The round that is asked for, else one that is open, or the next to be opened."""
    a_round = _known(book, said) or next(
        (r for r in book.rounds_of(book.stage) if book.round_record(r.id).state != "closed"), None
    )
    if a_round is None:
        return about_round(book, said)
    return About(a_round.id, book.stage_of(a_round).id)


def about_team(book: Book, said: Mapping[str, Any]) -> About:
    """The team that is asked for, else the one on stage; in the round where it is."""
    on = on_stage(book, book.rounds_of(book.stage))
    team = said.get("team") or (on.team if on else None)
    return about_round(book, said)._replace(team=team)


def about_marks(book: Book, said: Mapping[str, Any]) -> About:
    """A team in a round; the one on stage, in the round where it is, where that is left open."""
    on = on_stage(book, book.rounds_of(book.stage))
    a_round = _known(book, said) or (on.round if on else _round_now(book))
    team = said.get("team") or (on.team if on else None)
    if a_round is None:
        return About(team=team)
    return About(a_round.id, book.stage_of(a_round).id, team)


def about_stage(book: Book, said: Mapping[str, Any]) -> About:
    """The stage that is asked for, else the current one."""
    return About(stage=said.get("stage") or book.stage.id)


def about_announced(book: Book, said: Mapping[str, Any]) -> About:
    """The stage that is asked for, else the last of which it is said who goes on."""
    event = book.event
    gone: list[Stage] = [s for s in event.stages[:-1] if s.id in book.announced]
    chosen = said.get("stage") or (gone[-1] if gone else book.stage).id
    return About(stage=chosen)


def about_last(book: Book, said: Mapping[str, Any]) -> About:
    """The stage that is asked for, else the last."""
    return About(stage=said.get("stage") or book.event.stages[-1].id)


def _known(book: Book, said: Mapping[str, Any]) -> Round | None:
    return book.round(said["round"]) if said.get("round") else None


def _round_now(book: Book) -> Round | None:
    """The round that is open, else the one that was opened last."""
    opened = [*(r.id for r in book.open_rounds[:1]), *reversed(book.opened)]
    return next((r for one in opened if (r := book.round(one)) is not None), None)
