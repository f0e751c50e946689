"""What decided a place, in words."""

from __future__ import annotations

from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.named_breaks import decided_by
from scoreboard.contest.rules.tie_breaks import REGISTRATION, TIE_BREAKS
from scoreboard.contest.words import N_, Say


def decided(book: Book, name: str, say: Say) -> str:
    """A tie-break, play-off, lot or the head judge's word by its name, in the words of `say`."""
    if name == REGISTRATION:
        return say(N_("order of registration"))
    if name in TIE_BREAKS:
        return say(TIE_BREAKS[name].words)
    if name.startswith("lots"):
        return say(N_("lots"))
    if name.startswith("word"):
        return say(N_("the head judge's word"))
    if book.round(name) is not None:
        return say(N_("play-off"))
    return decided_by(name, book.all_rounds(), say) or name
