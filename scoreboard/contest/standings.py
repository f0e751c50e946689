"""Standings: a stage's totals, places and cut, for what an audience may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.book import Book
from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.ranking import Cut, cut_states, places
from scoreboard.contest.ties import Evidence, part


@dataclass(frozen=True, slots=True)
class Standing:
    """One team's standing. `decided_by` is a tie-break's name or "registration"."""

    team: Team
    rank: int | Fraction
    tied: bool
    total: Decimal
    cut: Cut | None
    provisional: bool
    decided_by: str | None


def seen_rounds(book: Book, stage: Stage, audience: str) -> list[Round]:
    """The stage's rounds whose scores the audience may see, in the order of the event."""
    return [r for r in stage.rounds if _seen(book, r, audience)]


def _seen(book: Book, a_round: Round, audience: str) -> bool:
    state = book.round_book(a_round.id).state
    if audience == "desk" or book.event.rules.publish == "live":
        return state != "pending"
    return state == "closed"


def standings(book: Book, stage: Stage, rounds: Sequence[Round], audience: str) -> list[Standing]:
    """The stage's standings over these rounds, best first, equals in order of registration."""
    rules = book.event.rules
    teams = book.teams_of(stage)
    totals = [total(book, stage, team, rounds, audience) for team in teams]
    evidence = [_evidence(book, team, rounds) for team in teams]
    parted = part(totals, evidence, rules.tie_breaks, rules.break_ties, stage.advance)
    ranks = places(parted.keys, rules.ranking)
    cuts = _cuts(book, stage, teams, parted.keys)
    shared = {key for key in parted.keys if parted.keys.count(key) > 1}
    rows = []
    for i, team in enumerate(teams):
        equal = parted.keys[i] in shared
        ordinal = equal and rules.ranking == "ordinal"
        rows.append(
            Standing(
                team=team,
                rank=ranks[i] or 0,
                tied=equal and not ordinal,
                total=totals[i],
                cut=cuts[i],
                provisional=any(book.scores(r)[team.id].provisional for r in rounds),
                decided_by="registration" if ordinal else parted.decided_by[i],
            )
        )
    order = sorted(range(len(teams)), key=lambda i: (_reverse(parted.keys[i]), i))
    return [rows[i] for i in order]


def _reverse(key: tuple[int, ...] | None) -> tuple[int, ...]:
    return tuple(-part for part in key) if key is not None else (1 << 30,)


def total(book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: str) -> Decimal:
    """A team's official total: base, what is carried in, and the rounds; rounded once, half up."""
    exact = Fraction(stage.base) + _carried(book, stage, team, audience)
    exact += sum((book.scores(r)[team.id].counted for r in rounds), Fraction(0))
    return round_half_up(exact, book.event.rules.decimals)


def _carried(book: Book, stage: Stage, team: Team, audience: str) -> Fraction:
    index = book.event.stages.index(stage)
    if index == 0 or not stage.carry:
        return Fraction(0)
    before = book.event.stages[index - 1]
    earlier = total(book, before, team, seen_rounds(book, before, audience), audience)
    return Fraction(stage.carry) * Fraction(earlier)


def _cuts(
    book: Book, stage: Stage, teams: Sequence[Team], keys: Sequence[tuple[int, ...] | None]
) -> list[Cut | None]:
    if stage.advance is None:
        return [None] * len(teams)
    announced = book.announced.get(stage.id)
    if announced:
        return ["in" if team.id in announced.teams else "out" for team in teams]
    return cut_states(keys, stage.advance)


def _evidence(book: Book, team: Team, rounds: Sequence[Round]) -> Evidence:
    closed = [r for r in rounds if book.round_book(r.id).state == "closed"]
    by_newest = sorted(closed, key=lambda r: -_opened_at(book, r.id))
    deducted = [
        -award.value
        for r in rounds
        if r.kind == "points"
        for award in book.round_book(r.id).awards
        if award.team == team.id and award.value is not None and award.value < 0
    ]
    return Evidence(
        rounds=tuple((r.id, _tie_score(book, r, team), r.better == "lower") for r in rounds),
        newest_first=tuple(r.id for r in by_newest),
        marks=tuple(
            mark.value
            for r in rounds
            if r.kind == "judged"
            for mark in book.round_book(r.id).marks.get(team.id, {}).values()
        ),
        deducted=Fraction(sum(deducted)) if any(r.kind == "points" for r in rounds) else None,
        rounds_won=sum(1 for r in rounds if _won(book, r, team.id)),
    )


def _opened_at(book: Book, round_id: str) -> int:
    return max(i for i, opened in enumerate(book.opened) if opened == round_id)


def _tie_score(book: Book, a_round: Round, team: Team) -> Fraction | None:
    score = book.scores(a_round)[team.id]
    # A round of weight 0 counts in no total but may break ties: then its bare score does.
    return score.counted if a_round.weight and score.score is not None else score.score


def _won(book: Book, a_round: Round, team_id: str) -> bool:
    scores = {team: s.score for team, s in book.scores(a_round).items() if s.score is not None}
    if team_id not in scores:
        return False
    best = min(scores.values()) if a_round.better == "lower" else max(scores.values())
    return scores[team_id] == best


def seats_straddled(rows: Collection[Standing]) -> list[Standing]:
    """The teams tied across the cut; empty when the cut is clear."""
    return [row for row in rows if row.cut == "tied"]
