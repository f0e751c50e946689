"""What a team on stage needs to be first, from what an audience sees: "needs 14.2 for first"."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.standings.standings import exact_total, standings_of
from scoreboard.contest.standings.visibility import Audience, is_seen, seen_rounds

# Where a round says nothing of its own, a mean is told to a tenth.
_LEAST_PLACES = 1


def score_to_lead(
    book: Book, stage: Stage, a_round: Round, team: Team, audience: Audience
) -> Decimal | None:
    """The least score in a judged round by which a team would come to stand alone in front.

    None where it has its score, where any score would do it or none, and where more has a share in
    it than the marks: by places, in a performance of several rounds, or marked by members.
    """
    if not _rests_on_marks(book, a_round) or is_seen(book, a_round, team.id, audience):
        return None
    standings = standings_of(book, stage, audience)
    others = [
        row.total
        for row in standings.rows_of(standings.of(team.id).table)
        if row.team.id != team.id and row.rank is not None and row.total is not None
    ]
    if not others:
        return None
    rounds = seen_rounds(book, stage, audience)
    own, most = exact_total(book, stage, team, rounds, audience), max(others)
    places = _places(book, a_round)
    unit = Fraction(1, 10**places)

    def leads(units: int) -> bool:
        counted = own + _counted(a_round, units * unit)
        return round_half_up(counted, book.event.rules.decimals) > most

    low, high = int(Fraction(a_round.min) / unit), int(Fraction(a_round.max) / unit)
    if leads(low) or not leads(high):
        return None
    # The least that leads lies between these two, and is found by halving.
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if leads(middle) else (middle, high)
    return round_half_up(high * unit, places)


def _rests_on_marks(book: Book, a_round: Round) -> bool:
    return (
        kind_of(a_round).panel
        and a_round.aggregate in ("mean", "median")
        and a_round.by != "member"
        and a_round.weight > 0
        and len(book.event.performance_of(a_round)) == 1
        and "lower" not in (a_round.better, book.event.rules.better)
    )


def _places(book: Book, a_round: Round) -> int:
    said = a_round.decimals
    return max(_LEAST_PLACES, book.event.rules.decimals) if said is None else said


def _counted(a_round: Round, score: Fraction) -> Fraction:
    counted = score * Fraction(a_round.weight)
    if a_round.weighted_decimals is None:
        return counted
    return Fraction(round_half_up(counted, a_round.weighted_decimals))
