"""Changing the set-up of an event that has begun: what the ledger speaks of must stay."""

from __future__ import annotations

from scoreboard.contest.book import Book
from scoreboard.contest.model import Event
from scoreboard.contest.words import not_now


def check_change(book: Book, event: Event) -> None:
    """Raises Refusal when the new set-up leaves out what the ledger speaks of, or its rules."""
    begun = [entry for entry in book.entries if entry.round and entry.version not in book.voided]
    if not begun:
        return
    old = book.event
    for entry in begun:
        if entry.team and event.team(entry.team) is None:
            team = old.team(entry.team)
            raise not_now("%(name)s has scores and must stay.", name=team.name if team else "")
        if entry.judge and event.judge(entry.judge) is None:
            judge = old.judge(entry.judge)
            raise not_now(
                "%(name)s has given marks and must stay.", name=judge.name if judge else ""
            )
    if (event.stages, event.rules) != (old.stages, old.rules):
        raise not_now("The event has begun; its stages, rounds and rules stand.")
