"""Standings: a stage's totals, places and cut, for what an audience may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.ranking import Cut, cut_states, places
from scoreboard.contest.rules.ties import Ranked, TieBreaking, break_ties
from scoreboard.contest.standings.evidence import evidence_of_all
from scoreboard.contest.standings.visibility import Audience, seen_rounds, seen_scores

REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class Standing:
    """One team's standing; `rank` is None for a team that takes no place.

    `total` is None for a team that has none yet: not yet on stage is not zero. `decided_by` is the
    tie-break, play-off or lot that broke its tie with an equal total, by name.
    """

    team: Team
    rank: int | Fraction | None
    tied: bool
    total: Decimal | None
    cut: Cut | None
    provisional: bool
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Standings:
    """A stage's standings, best first, with what broke ties; teams without a place come last."""

    rows: list[Standing]
    ranked: Ranked
    teams: tuple[Team, ...]


def standings(
    book: Book, stage: Stage, rounds: Sequence[Round], audience: Audience
) -> list[Standing]:
    """The stage's standings over these rounds, best first, equals in order of registration."""
    return compute(book, stage, rounds, audience).rows


def compute(book: Book, stage: Stage, rounds: Sequence[Round], audience: Audience) -> Standings:
    """The stage's standings over these rounds, with every tie-break that was tried."""
    teams = book.teams_of(stage)
    totals = [total(book, stage, team, rounds, audience) for team in teams]
    placed = [t if book.competes(team) else None for t, team in zip(totals, teams, strict=True)]
    evidence = evidence_of_all(book, stage, teams, rounds, audience)
    ranked = break_ties(placed, evidence, _tie_breaking(book, stage))
    rows = _rows(book, stage, teams, totals, ranked, _provisional(book, rounds, audience))
    order = sorted(
        range(len(teams)), key=lambda i: (ranked.keys[i] is None, -(ranked.keys[i] or 0), i)
    )
    return Standings([rows[i] for i in order], ranked, teams)


def _tie_breaking(book: Book, stage: Stage) -> TieBreaking:
    rules = book.event.rules
    held = [resolved.id for resolved in book.tie_resolutions(stage)]
    return TieBreaking(rules.tie_breaks, rules.break_ties, stage.advance, held)


def _provisional(book: Book, rounds: Sequence[Round], audience: Audience) -> set[str]:
    """The teams that lack marks in one of the rounds."""
    return {
        team_id
        for r in rounds
        for team_id, score in seen_scores(book, r, audience).items()
        if score.provisional
    }


def _rows(
    book: Book, stage: Stage, teams: Sequence[Team], totals: Sequence[Decimal | None],
    ranked: Ranked, provisional: set[str],
) -> list[Standing]:  # fmt: skip
    ordinal = book.event.rules.ranking == "ordinal"
    ranks = places(ranked.keys, book.event.rules.ranking)
    cuts = _cuts(book, stage, teams, ranked)
    sharing = Counter(ranked.keys)
    rows = []
    for i, team in enumerate(teams):
        equal = ranked.keys[i] is not None and sharing[ranked.keys[i]] > 1
        rows.append(
            Standing(
                team=team,
                rank=ranks[i],
                tied=equal and not ordinal,
                total=totals[i],
                cut=cuts[i],
                provisional=team.id in provisional,
                decided_by=REGISTRATION if equal and ordinal else ranked.decided_by[i],
            )
        )
    return rows


def _cuts(book: Book, stage: Stage, teams: Sequence[Team], ranked: Ranked) -> list[Cut | None]:
    if stage.advance is None:
        return [None] * len(ranked.keys)
    announced = book.announced.get(stage.id)
    if announced is None:
        return cut_states(ranked.keys, stage.advance)
    named = frozenset(announced.teams)
    return [
        None if key is None else "in" if team.id in named else "out"
        for key, team in zip(ranked.keys, teams, strict=True)
    ]


def total(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience
) -> Decimal | None:
    """A team's official total, rounded once, half up (rulebook, "From marks to a round score").

    None for a team that has nothing to add up: no base, nothing carried in, no judged score, and
    no points round that counts and has been opened (contract, section 6).
    """
    if not _has_total(book, stage, team, rounds, audience):
        return None
    return round_half_up(
        exact_total(book, stage, team, rounds, audience), book.event.rules.decimals
    )


def _has_total(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience
) -> bool:
    if stage.base or book.event.rules.unscored == "zero":
        return True
    scored = any(
        seen_scores(book, r, audience)[team.id].score is not None
        for r in rounds
        if r.weight or kind_of(r).panel
    )
    return scored or carried_total(book, stage, team, audience) is not None


def exact_total(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience
) -> Fraction:
    """Base, what is carried in, penalties, and the rounds; before the official rounding."""
    exact = Fraction(stage.base) + carried(book, stage, team, audience)
    exact += sum((Fraction(p.value or 0) for p in book.penalties(stage, team.id)), Fraction(0))
    scores = (seen_scores(book, r, audience)[team.id].counted for r in rounds)
    return exact + sum(scores, Fraction(0))


def carried(book: Book, stage: Stage, team: Team, audience: Audience) -> Fraction:
    """What a team brings from the stage before: a share of its official total there."""
    earlier = carried_total(book, stage, team, audience)
    return Fraction(0) if earlier is None else Fraction(stage.carry) * Fraction(earlier)


def carried_total(book: Book, stage: Stage, team: Team, audience: Audience) -> Decimal | None:
    """The total of the stage before, a share of which is carried in; None where there is none."""
    index = book.event.stages.index(stage)
    if index == 0 or not stage.carry:
        return None
    before = book.event.stages[index - 1]
    return total(book, before, team, seen_rounds(book, before, audience), audience)
