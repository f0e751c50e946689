"""Between what limits a team's total can still end, exactly, from the rounds that are left.

A round is weighed as its rules say: every missing mark is still given, somewhere between the
round's lowest and highest mark; a mark that was given stands. Each question a team can still be
asked brings at best the greatest award or stake and at worst the greatest deduction, or nothing.
"""

from __future__ import annotations

from fractions import Fraction

from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.questions import asked
from scoreboard.contest.rules.kinds.kind import Range
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.standings.standings import exact_total


def rounds_left(book: Book, stage: Stage) -> list[Round]:
    """The stage's rounds that are not closed."""
    return [r for r in stage.rounds if book.round_record(r.id).state != "closed"]


def total_range(book: Book, stage: Stage, team: Team) -> Range:
    """Between which official totals a team can end; no round left may be open-ended."""
    left = rounds_left(book, stage)
    closed = [r for r in stage.rounds if r not in left]
    fixed = exact_total(book, stage, team, closed, "desk")
    whole = sum((round_range(book, r, team) for r in left), Range(fixed, fixed))
    places = book.event.rules.decimals
    return Range(
        Fraction(round_half_up(whole.low, places)), Fraction(round_half_up(whole.high, places))
    )


def round_range(book: Book, a_round: Round, team: Team) -> Range:
    """Between which values a round that is not closed can count in the team's total."""
    if a_round.weight == 0 or team.id in book.round_record(a_round.id).absent:
        return Range(Fraction(0), Fraction(0))
    given = book.given(a_round, team)
    return kind_of(a_round).possible(a_round, given, asked(book, a_round, team))
