"""Freezing the public board, and revealing it: what may be now (contract, "Freeze", "Reveal")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scoreboard.contest.model import Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import Freeze
from scoreboard.contest.standings.revealing import (
    frozen_stage,
    newest_place,
    next_revealed,
    order_of_reveal,
)
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.standings.visibility import hidden
from scoreboard.contest.words import Listed, Refusal, not_now

RevealTo = Literal["next", "back", "finish"]
# A step as its sender saw it where none is said; None is a reveal that has not begun.
UNSAID = -1


def check_freeze(book: Book) -> None:
    """Raises Refusal when the public board cannot be frozen now."""
    if book.final:
        raise not_now("The result of %(stage)s is already announced.", stage=book.stage.name)
    if book.freeze is not None and book.freeze.hides:
        raise not_now("The public board is frozen already.")
    for stage in book.event.stages:
        if stage.id in book.untold:
            raise not_now("First tell the hall the result of %(stage)s.", stage=stage.name)


def check_unfreeze(book: Book) -> Freeze:
    """The freeze in force. Raises Refusal when there is none."""
    if book.freeze is None:
        raise not_now("The public board is not frozen.")
    return book.freeze


def step_reveal(book: Book, to: RevealTo, seen: int | None) -> Mapping[str, object]:
    """What a step of the reveal comes to: its `step` `of` how many, and who is `revealed` then.

    `step` is None before the reveal has begun, to which one can go back. Raises Refusal when there
    is no such step, when the reveal stands elsewhere than the sender saw, and while anything that
    a place rests on is still to come.
    """
    freeze = book.freeze
    if freeze is None:
        raise not_now("The public board is not frozen.")
    if seen != UNSAID and not _is_at(freeze, seen):
        raise _moved_on(book, freeze)
    if to == "back":
        return _back(freeze)
    _check_ready(book, frozen_stage(book, freeze))
    everybody = [row.team.id for row in order_of_reveal(book, freeze)]
    known = list(freeze.revealed)
    if not everybody:
        raise not_now("No team has a place yet, so there is nothing to reveal.")
    if freeze.step is not None and not freeze.hides:
        raise not_now("Every place is revealed.")
    if to == "finish":
        shown = known + [team for team in everybody if team not in freeze.revealed]
        return {"step": len(shown), "of": len(shown), "revealed": shown}
    if freeze.step is None:
        return {"step": 0, "of": len(everybody), "revealed": []}
    one = next_revealed(book, freeze)
    known += [one.team.id] if one else []
    of = len({*everybody, *known})
    return {"step": len(known), "of": of, "revealed": known}


def lit_by(book: Book, to: RevealTo, detail: Mapping[str, object]) -> str | None:
    """Whom a step lights, by id; nobody as the reveal begins or goes back, and with all at once."""
    revealed, known = detail["revealed"], book.freeze.revealed if book.freeze else {}
    lit = [team for team in revealed if team not in known] if isinstance(revealed, list) else []
    return lit[0] if to == "next" and lit else None


def _is_at(freeze: Freeze, seen: int | None) -> bool:
    """Whether the sender saw what is so; a reveal that has not begun may be called step 0."""
    return seen == freeze.step or (freeze.step is None and seen == 0)


def _back(freeze: Freeze) -> Mapping[str, object]:
    if freeze.step is None:
        raise not_now("The reveal has not begun.")
    known = list(freeze.revealed)[:-1]
    return {"step": freeze.step - 1 if freeze.step else None, "of": freeze.of, "revealed": known}


def _moved_on(book: Book, freeze: Freeze) -> Refusal:
    if freeze.step is None:
        refusal = not_now("The reveal has not begun by now. Look again, then step.")
    else:
        refusal = not_now(
            "The reveal is at step %(step)s of %(of)s by now. Look again, then step.",
            step=freeze.step,
            of=freeze.of,
        )
    refusal.present = {"reveal": reveal_at(book, freeze)}
    return refusal


def reveal_at(book: Book, freeze: Freeze) -> Mapping[str, object] | None:
    """How far a reveal has come, as the board says it; None before it has begun."""
    if freeze.step is None:
        return None
    return {"step": freeze.step, "of": freeze.of, "place": newest_place(book, freeze)}


def _check_ready(book: Book, stage: Stage) -> None:
    """Raises Refusal while a place could still change by what is played."""
    for a_round in book.open_rounds:
        raise not_now("%(round)s is still open. Close it first.", round=a_round.name)
    standings = standings_of(book, stage, "desk")
    waiting = {row.team.id: row.team.name for row in standings.rows if row.provisional}
    for a_round in stage.rounds:
        state = book.round_record(a_round.id).state
        scores = book.scores(a_round) if state != "pending" else {}
        lacking = [n for team, n in waiting.items() if team in scores and scores[team].provisional]
        if lacking:
            raise not_now(
                "Marks of %(teams)s are missing in %(round)s. Enter them, or excuse the judge.",
                teams=Listed(lacking),
                round=a_round.name,
            )
        if unseen := hidden(book, a_round):
            names = [team.name for team in book.event.teams if team.id in unseen]
            raise not_now(
                "The score of %(teams)s in %(round)s is not public yet. "
                "Release it, or see to it that all its marks are there.",
                teams=Listed(names),
                round=a_round.name,
            )
