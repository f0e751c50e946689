"""The best individuals: what members were given under their names, over the whole event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoreboard.contest.model import Member, Prize, Round, Team, entrant_of
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.kind import Given, RoundScore
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.prizes import award
from scoreboard.contest.rules.ranking import groups, places
from scoreboard.contest.standings.visibility import (
    Audience,
    marks_are_seen,
    seen_like,
    seen_rounds,
)


@dataclass(frozen=True, slots=True)
class Individual:
    """A member's standing among all individuals.

    `scores` are by round. `total` is their sum, rounded once like a team's. `behind` is in how many
    fewer rounds the member has a score than others, where the smaller total is first: it comes
    after those. `rank` is None where the team takes no place. `prize` is the one of the members'
    that it would have now; all who are tied across its edge have it.
    """

    team: Team
    member: Member
    scores: Mapping[str, RoundScore]
    total: Decimal
    rank: int | Fraction | None
    tied: bool
    behind: int = 0
    prize: Prize | None = None


def individuals_of(book: Book, audience: Audience) -> Sequence[Individual]:
    """Everybody who has a score that the audience may know, best first, computed once a version.

    All rounds that count in a total count, in every stage, each by its weight. Each division has
    places of its own, and comes after the one before it in the file. A member's score is
    known to whom the team's is. Equals stand in the order of registration.
    """
    seen = seen_like(book, audience)
    return book.cached(("individuals", seen), lambda: _compute(book, seen))


def best_with_prizes(book: Book, audience: Audience) -> Sequence[Individual]:
    """Those who have one of the members' prizes by now, best first."""
    if not book.event.prizes_for("member"):
        return ()
    return [one for one in individuals_of(book, audience) if one.prize]


def _compute(book: Book, audience: Audience) -> Sequence[Individual]:
    scores: dict[tuple[str, str], dict[str, RoundScore]] = {}
    for a_round in _rounds(book, audience):
        for who, score in member_scores(book, a_round, audience).items():
            scores.setdefault(who, {})[a_round.id] = score
    ranked: list[Individual] = []
    # Only divisions part individuals: heats are rounds of one and the same contest.
    known = [one.id for one in book.event.divisions]
    for division in [*known, ""] if scores else ():
        people = [
            (team, member, scores[team.id, member.id])
            for team in book.event.teams
            if (team.division if team.division in known else "") == division
            for member in team.members
            if (team.id, member.id) in scores
        ]
        own = ("", division)
        prizes = [one for one in book.event.prizes_for("member") if one.division in own]
        ranked += _ranked(book, people, prizes)
    return tuple(ranked)


def _rounds(book: Book, audience: Audience) -> Iterator[Round]:
    """The rounds in which somebody was named and whose scores count."""
    for stage in book.event.stages:
        for a_round in seen_rounds(book, stage, audience):
            if a_round.weight and (book.round_record(a_round.id).people or _marked(a_round)):
                yield a_round


def _marked(a_round: Round) -> bool:
    """Whether it is the members who are marked."""
    return a_round.by == "member" and kind_of(a_round).panel


def member_scores(
    book: Book, a_round: Round, audience: Audience
) -> dict[tuple[str, str], RoundScore]:
    """What each member has from a round, by team and member, where the audience may know it."""
    kept = book.round_record(a_round.id)
    if _marked(a_round):
        return {
            (team.id, member.id): score
            for team in book.teams_of(book.stage_of(a_round))
            if team.id not in kept.absent and marks_are_seen(book, a_round, team.id, audience)
            for own in (book.own_scores(a_round, team),)
            for member in team.members
            if (score := own.get(entrant_of(team.id, member.id))) and score.score is not None
        }
    return {
        (team_id, member_id): kind_of(a_round).score(a_round, _alone(points))
        for team_id, people in kept.people.items()
        if team_id not in kept.absent and marks_are_seen(book, a_round, team_id, audience)
        for member_id, points in people.items()
    }


def _alone(points: Sequence[Decimal]) -> Given:
    """What a team would have been given of which nobody else had anything."""
    return Given({}, (), points, people=[points])


def _ranked(
    book: Book,
    people: Sequence[tuple[Team, Member, dict[str, RoundScore]]],
    prizes: Sequence[Prize],
) -> Sequence[Individual]:
    """The people of one division, best first."""
    rules = book.event.rules
    lower, most = rules.better == "lower", max((len(given) for *_, given in people), default=0)
    totals = [
        round_half_up(sum((one.counted for one in scores.values()), Fraction(0)), rules.decimals)
        for _, _, scores in people
    ]
    behind = [most - len(scores) if lower else 0 for _, _, scores in people]
    keys = [
        (-fewer, -total if lower else total) if book.competes(team) else None
        for (team, _, _), total, fewer in zip(people, totals, behind, strict=True)
    ]
    ranks = places(keys, rules.ranking)
    shared = {i for _, group in groups(keys) if len(group) > 1 for i in group}
    if rules.ranking == "ordinal":
        shared = set()
    ordered = [i for _, group in groups(keys) for i in group]
    ordered += [i for i, key in enumerate(keys) if key is None]
    won = _prizes(prizes, keys, totals, lower=lower)
    return tuple(
        Individual(*people[i], totals[i], ranks[i], i in shared, behind[i], won[i]) for i in ordered
    )


def _prizes(
    prizes: Sequence[Prize], keys: Sequence[Any], totals: Sequence[Decimal], *, lower: bool
) -> list[Prize | None]:
    """Whose the members' prizes are: nothing settles a tie of individuals, so all tied take one."""
    by_id = {prize.id: prize for prize in prizes}
    equal = [frozenset(group) for _, group in groups(keys)]
    won = award(keys, totals, prizes, equal, lower_is_better=lower).prizes
    return [by_id.get(one or "") for one in won]
