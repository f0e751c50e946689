"""What decided a place, in words."""

from __future__ import annotations

from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.tie_breaks import REGISTRATION, TIE_BREAKS, round_named
from scoreboard.contest.words import N_, Say


def decided(book: Book, name: str, say: Say) -> str:
    """A tie-break, play-off or lot by its name, in the words of `say`."""
    if name == REGISTRATION:
        return say(N_("order of registration"))
    if name in TIE_BREAKS:
        return say(TIE_BREAKS[name].words)
    if name.startswith("lots"):
        return say(N_("lots"))
    named = round_named(name)
    a_round = book.round(named or name)
    if a_round is None:
        return name
    return say(N_("play-off")) if named is None else a_round.name
