"""What decided a place, in words."""

from __future__ import annotations

from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.tie_breaks import (
    REGISTRATION,
    TIE_BREAKS,
    called_by_criterion,
    called_by_rounds,
)
from scoreboard.contest.words import N_, Say


def decided(book: Book, name: str, say: Say) -> str:
    """A tie-break, play-off or lot by its name, in the words of `say`."""
    if name == REGISTRATION:
        return say(N_("order of registration"))
    if name in TIE_BREAKS:
        return say(TIE_BREAKS[name].words)
    if name.startswith("lots"):
        return say(N_("lots"))
    if book.round(name) is not None:
        return say(N_("play-off"))
    if (criterion := called_by_criterion(name, book.all_rounds())) is not None:
        return criterion
    return called_by_rounds(name, {r.id: r.name for r in book.all_rounds()}.get) or name
