"""Between what limits a team's total can still end, exactly, from the rounds that are left.

A round is weighed as its rules say: every missing mark is still given, somewhere between the
round's lowest and highest mark; a mark that was given stands. Each question a team can still be
asked brings at best the greatest award or stake and at worst the greatest deduction, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.questions import asked
from scoreboard.contest.rules.scoring import aggregate_marks, counted
from scoreboard.contest.standings.standings import exact_total


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest that a number can become; both can be reached."""

    low: Fraction
    high: Fraction

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)


def rounds_left(book: Book, stage: Stage) -> list[Round]:
    """The stage's rounds that are not closed."""
    return [r for r in stage.rounds if book.round_record(r.id).state != "closed"]


def is_open_ended(a_round: Round) -> bool:
    """Whether nothing bounds what a team can win or lose in the round."""
    return a_round.kind == "points" and a_round.questions is None and a_round.weight != 0


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
    ends = (
        _judged(book, a_round, team) if a_round.kind == "judged" else _points(book, a_round, team)
    )
    low, high = sorted(counted(a_round, end) for end in ends)
    return Range(low, high)


def highest_mark(a_round: Round) -> Decimal:
    """The highest mark on the round's steps; `max` itself may lie between two of them."""
    steps = Fraction(a_round.max - a_round.min) // Fraction(a_round.step)
    return a_round.min + steps * a_round.step


def question_range(a_round: Round) -> Range:
    """What one question can bring: the buttons, else the limits, of the round; or nothing."""
    each = [*a_round.awards, *a_round.stakes, *(-stake for stake in a_round.stakes)]
    ends = [Decimal(0), *(each or (a_round.min, a_round.max))]
    return Range(Fraction(min(ends)), Fraction(max(ends)))


def questions_left(book: Book, a_round: Round, team: Team) -> int:
    """How many questions a team can still be asked."""
    return max(0, (a_round.questions or 0) - asked(book, a_round, team))


def _points(book: Book, a_round: Round, team: Team) -> tuple[Fraction, Fraction]:
    # Exactly: the round is rounded once, when all its points are there.
    so_far = sum(
        map(Fraction, book.round_record(a_round.id).points_by_team().get(team.id, [])), Fraction(0)
    )
    left, each = questions_left(book, a_round, team), question_range(a_round)
    return so_far + left * each.low, so_far + left * each.high


def _judged(book: Book, a_round: Round, team: Team) -> tuple[Fraction | None, Fraction | None]:
    kept = book.round_record(a_round.id)
    given = kept.marks.get(team.id, {})
    judges = [judge for judge in book.event.judges if team.id not in judge.recused]
    fixed = [given[judge.id].value for judge in judges if judge.id in given]
    missing = [j for j in judges if j.id not in given and j.id not in kept.excused]

    def filled(mark: Decimal) -> Fraction | None:
        return _aggregate(a_round, [*fixed, *[mark] * len(missing)])

    return filled(a_round.min), filled(highest_mark(a_round))


def _aggregate(a_round: Round, marks: Sequence[Decimal]) -> Fraction | None:
    return aggregate_marks(marks, a_round.aggregate, a_round.drop_high, a_round.drop_low)
