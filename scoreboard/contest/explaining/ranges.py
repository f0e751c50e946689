"""Between what limits a team can still end, exactly, from the rounds that are left.

A round is weighed as its rules say: every missing mark is still given, somewhere between the
round's lowest and highest mark; a mark that was given stands. Each question a team can still be
asked brings at best the greatest award or stake and at worst the greatest deduction, or nothing.
For an audience that may not see what a team was given in a round, all of it is still to come.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.questions import asked
from scoreboard.contest.rules.kinds.kind import Given, Range
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.standings.evidence import entered_teams
from scoreboard.contest.standings.standings import carried_rounds, exact_total
from scoreboard.contest.standings.visibility import Audience, is_seen, marks_are_seen


def rounds_left(book: Book, stage: Stage, audience: Audience = "desk") -> list[Round]:
    """The stage's rounds that are not closed, or in which the audience may not see every team."""
    return [
        r
        for r in stage.rounds
        if any(_is_left(book, r, team, audience) for team in book.teams_in(r))
        or book.round_record(r.id).state != "closed"
    ]


def _is_left(book: Book, a_round: Round, team: Team, audience: Audience) -> bool:
    """Whether a round can still change a team's total, as far as the audience knows."""
    closed = book.round_record(a_round.id).state == "closed"
    return not closed or not is_seen(book, a_round, team.id, audience)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a team can end with: its official `total`, and how that ranks at `worst` and at `best`.

    The greater end ranks higher. It begins with the number of rounds that the team has a score in
    where that counts before the total: where the smaller total is first.
    """

    total: Range
    worst: tuple[int, Fraction]
    best: tuple[int, Fraction]


def reach(book: Book, stage: Stage, team: Team, audience: Audience = "desk") -> Reach:
    """What a team can end with, from what the audience knows; no round left may be open-ended."""
    played = [r for r in stage.rounds if book.plays(r, team)]
    left = [r for r in played if _is_left(book, r, team, audience)]
    closed = [r for r in played if r not in left]
    fixed = exact_total(book, stage, team, closed, audience)
    ranges = {r.id: round_range(book, r, team, audience) for r in left}
    whole = _official(book, sum(ranges.values(), Range(fixed, fixed)))
    if book.event.rules.better == "higher":
        return Reach(whole, worst=(0, whole.low), best=(0, whole.high))
    counting = [r for r in played if r.weight]
    sure = {r.id for r in counting if _has_score(book, r, team, audience, will=r in left)}
    open_ = {r.id for r in counting if r in left and _may_score(book, r, team)} - sure
    carried = carried_rounds(book, stage, team, audience)
    # Where nothing is given in a round it adds nothing, and the team stands after all who have it.
    given = [own for round_id, own in ranges.items() if round_id not in open_]
    least = _official(book, sum(given, Range(fixed, fixed)))
    return Reach(
        whole,
        worst=(carried + len(sure), -least.high),
        best=(carried + len(sure | open_), -whole.low),
    )


def _official(book: Book, exact: Range) -> Range:
    places = book.event.rules.decimals
    low, high = round_half_up(exact.low, places), round_half_up(exact.high, places)
    return Range(Fraction(low), Fraction(high))


def _has_score(book: Book, a_round: Round, team: Team, audience: Audience, *, will: bool) -> bool:
    """Whether a team has a score in a round, or `will` have: every missing mark is still given."""
    if team.id in entered_teams(book, a_round, audience):
        return True
    kind = kind_of(a_round)
    marked = kind.listed or (kind.panel and _is_waited_for(book, a_round, team))
    return will and marked and not _is_absent(book, a_round, team)


def _is_waited_for(book: Book, a_round: Round, team: Team) -> bool:
    return any(one.waited_for for one in book.own_given(a_round, team).values())


def _may_score(book: Book, a_round: Round, team: Team) -> bool:
    return kind_of(a_round).tally and not _is_absent(book, a_round, team)


def _is_absent(book: Book, a_round: Round, team: Team) -> bool:
    return team.id in book.round_record(a_round.id).absent


def round_range(book: Book, a_round: Round, team: Team, audience: Audience = "desk") -> Range:
    """Between which values a round that is left can count in the team's total."""
    if a_round.weight == 0 or team.id in book.round_record(a_round.id).absent:
        return Range(Fraction(0), Fraction(0))
    given, had = book.given(a_round, team), asked(book, a_round, team)
    # Who is out is asked nothing more.
    kept = book.round_record(a_round.id)
    out = kept.is_out(a_round, team.id)
    given = replace(given, doubles=kept.doubles_left(a_round, team.id))
    if not marks_are_seen(book, a_round, team.id, audience):
        given, had, out = _unseen(given), 0, False
    return kind_of(a_round).possible(a_round, given, a_round.questions or 0 if out else had)


def _unseen(given: Given) -> Given:
    """What a team was given to those who may not see any of it: as before the first mark."""
    return replace(
        given,
        marks={},
        points=(),
        places={},
        people=(),
        entered=None,
        members=tuple(_unseen(one) for one in given.members),
    )
