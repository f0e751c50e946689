"""The assumptions of the prospects in words: the rounds left, their limits, and the counting."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from scoreboard.contest.explaining.exactly import equals
from scoreboard.contest.explaining.ranges import highest_mark, is_open_ended, question_range
from scoreboard.contest.model import Round
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import N_, Say


def round_left(book: Book, a_round: Round, say: Say) -> dict[str, Any]:
    """A round not closed yet, with its limits in words."""
    return {
        "id": a_round.id,
        "name": a_round.name,
        "kind": a_round.kind,
        "state": book.round_record(a_round.id).state,
        "words": _limits(a_round, say),
    }


def _limits(a_round: Round, say: Say) -> str:
    if a_round.weight == 0:
        return say(N_("Weight 0: counts in no total"))
    if is_open_ended(a_round):
        return say(N_("No limit: the event does not say how many questions a team is asked"))
    if a_round.kind == "judged":
        low, high = Fraction(a_round.min), Fraction(highest_mark(a_round))
        return say(N_("Marks from %(low)s to %(high)s"), low=equals(low), high=equals(high))
    each = question_range(a_round)
    return say(
        N_("Questions to a team: %(n)s, each from %(low)s to %(high)s"),
        n=a_round.questions, low=equals(each.low), high=equals(each.high),
    )  # fmt: skip


def notes(book: Book, left: Sequence[Round], say: Say) -> list[str]:
    """How it was counted, as far as it matters for these rounds."""
    lines = [
        N_(
            "A place is counted as the teams ahead, and one. Equal totals count for a team in its "
            "best place and against it in its worst: a tie-break, a play-off or lots may part them."
        )
    ]
    opened = [r for r in left if book.round_record(r.id).state == "open"]
    if any(r.kind == "judged" for r in opened):
        lines.append(
            N_(
                "Marks that are given are taken as they stand, though a judge may still change "
                "them; every missing mark is taken to come."
            )
        )
    if any(r.kind == "points" and not is_open_ended(r) for r in left):
        lines.append(N_("Each team's questions are its own, whatever the others are asked."))
    if left:
        lines.append(N_("Penalties, corrections and withdrawals to come are not counted."))
    return [say(text) for text in lines]
