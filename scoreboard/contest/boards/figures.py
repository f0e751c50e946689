"""How a round's figure is written: with its own decimal places, and no fewer than it needs."""

from __future__ import annotations

from scoreboard.contest.model import Round
from scoreboard.contest.numbers import show_exact
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.kind import RoundScore


def shown_figure(book: Book, a_round: Round, score: RoundScore) -> str:
    """What a round has brought, as every board shows it."""
    shown = score.counted if a_round.weight or score.score is None else score.score
    return show_exact(shown, _places(a_round, book.event.rules.decimals))


def _places(a_round: Round, of_totals: int) -> int:
    """How many decimal places a round's figure has, where more are not needed to say it all."""
    said = (a_round.weighted_decimals, a_round.decimals)
    # What counts in no total is shown as the panel gave it.
    in_order = said if a_round.weight else reversed(said)
    return next((places for places in in_order if places is not None), of_totals)
