"""The assumptions of the prospects in words: the rounds left, their limits, and the counting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from scoreboard.contest.model import Round, RoundKind, RoundState
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.table import ROUND_KINDS, kind_of
from scoreboard.contest.words import N_, Say


class RoundLeft(TypedDict):
    """A round that is not closed; `words` are its limits."""

    id: str
    name: str
    kind: RoundKind
    state: RoundState
    words: str


def round_left(book: Book, a_round: Round, say: Say) -> RoundLeft:
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
    if kind_of(a_round).is_open_ended(a_round):
        return say(kind_of(a_round).why_open(a_round))
    return kind_of(a_round).bounds(a_round, say)


def notes(book: Book, left: Sequence[Round], say: Say) -> list[str]:
    """How it was counted, as far as it matters for these rounds."""
    lines = [
        N_(
            "A place is counted as the teams ahead, and one. Equal totals count for a team in its "
            "best place and against it in its worst: a tie-break, a play-off or lots may part them."
        )
    ]
    for kind in ROUND_KINDS.values():
        states = [(r, book.round_record(r.id).state) for r in left if kind_of(r) is kind]
        lines += [c for r, state in states if (c := kind.caution(r, state))]
    if left:
        lines.append(
            N_("Penalties, bonuses, fouls, corrections and withdrawals to come are not counted.")
        )
    return [say(text) for text in dict.fromkeys(lines)]
