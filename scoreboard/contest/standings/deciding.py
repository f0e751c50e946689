"""What decided a place, in words."""

from __future__ import annotations

from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import REGISTRATION
from scoreboard.contest.words import N_, Say

_WORDS = {
    REGISTRATION: N_("order of registration"),
    "latest_round": N_("latest round"),
    "best_rounds": N_("best rounds"),
    "rounds_won": N_("rounds won"),
    "fewest_deductions": N_("fewest deductions"),
    "best_marks": N_("best marks"),
    "marks_given": N_("marks given"),
}


def decided(book: Book, name: str, say: Say) -> str:
    """A tie-break, play-off or lot by its name, in the words of `say`."""
    if name in _WORDS:
        return say(_WORDS[name])
    if name.startswith("lots"):
        return say(N_("lots"))
    a_round = book.round(name.removeprefix("round:"))
    if a_round is not None and not name.startswith("round:"):
        return say(N_("play-off"))
    return a_round.name if a_round is not None else name
