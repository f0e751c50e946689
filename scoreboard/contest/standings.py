"""Standings: a stage's totals, places and cut, for what an audience may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoreboard.contest.book import Book
from scoreboard.contest.evidence import evidence_of_all
from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.ranking import Cut, cut_states, places
from scoreboard.contest.ties import Parted, Parting, part

Audience = Literal["public", "desk"]
REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class Standing:
    """One team's standing; `rank` is None for a team that takes no place.

    `decided_by` is the tie-break, play-off or lot that parted it from an equal total, by name.
    """

    team: Team
    rank: int | Fraction | None
    tied: bool
    total: Decimal
    cut: Cut | None
    provisional: bool
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Standings:
    """A stage's standings, best first, with what parted equals; teams without a place come last."""

    rows: list[Standing]
    parted: Parted
    teams: tuple[Team, ...]


def seen_rounds(book: Book, stage: Stage, audience: Audience) -> list[Round]:
    """The stage's rounds whose scores the audience may see, in the order of the event."""
    return [r for r in stage.rounds if sees(book, r, audience)]


def sees(book: Book, a_round: Round, audience: Audience) -> bool:
    """Whether the audience may see what is scored in a round by now."""
    state, publish = book.round_book(a_round.id).state, book.event.rules.publish
    at_once = publish == "live" or (publish == "team" and a_round.kind == "points")
    if audience == "desk" or at_once:
        return state != "pending"
    return state == "closed"


def standings(
    book: Book, stage: Stage, rounds: Sequence[Round], audience: Audience
) -> list[Standing]:
    """The stage's standings over these rounds, best first, equals in order of registration."""
    return reckon(book, stage, rounds, audience).rows


def reckon(book: Book, stage: Stage, rounds: Sequence[Round], audience: Audience) -> Standings:
    """The stage's standings over these rounds, with every tie-break that was tried."""
    teams = book.teams_of(stage)
    totals = [total(book, stage, team, rounds, audience) for team in teams]
    placed = [t if book.competes(team) else None for t, team in zip(totals, teams, strict=True)]
    parted = part(placed, evidence_of_all(book, stage, teams, rounds), _parting(book, stage))
    rows = _rows(book, stage, rounds, totals, parted)
    order = sorted(
        range(len(teams)), key=lambda i: (parted.keys[i] is None, -(parted.keys[i] or 0), i)
    )
    return Standings([rows[i] for i in order], parted, teams)


def _parting(book: Book, stage: Stage) -> Parting:
    rules = book.event.rules
    held = [settlement.id for settlement in book.settlements(stage)]
    return Parting(rules.tie_breaks, rules.break_ties, stage.advance, held)


def _rows(
    book: Book,
    stage: Stage,
    rounds: Sequence[Round],
    totals: Sequence[Decimal],
    parted: Parted,
) -> list[Standing]:
    ordinal = book.event.rules.ranking == "ordinal"
    ranks = places(parted.keys, book.event.rules.ranking)
    cuts = _cuts(book, stage, parted)
    rows = []
    for i, team in enumerate(book.teams_of(stage)):
        equal = parted.keys[i] is not None and parted.keys.count(parted.keys[i]) > 1
        rows.append(
            Standing(
                team=team,
                rank=ranks[i],
                tied=equal and not ordinal,
                total=totals[i],
                cut=cuts[i],
                provisional=any(book.scores(r)[team.id].provisional for r in rounds),
                decided_by=REGISTRATION if equal and ordinal else parted.decided_by[i],
            )
        )
    return rows


def _cuts(book: Book, stage: Stage, parted: Parted) -> list[Cut | None]:
    if stage.advance is None:
        return [None] * len(parted.keys)
    announced = book.announced.get(stage.id)
    if announced is None:
        return cut_states(parted.keys, stage.advance)
    return [
        None if key is None else "in" if team.id in announced.teams else "out"
        for key, team in zip(parted.keys, book.teams_of(stage), strict=True)
    ]


def total(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience
) -> Decimal:
    """A team's official total, rounded once, half up (rulebook, "From marks to a round score")."""
    return round_half_up(
        exact_total(book, stage, team, rounds, audience), book.event.rules.decimals
    )


def exact_total(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience
) -> Fraction:
    """Base, what is carried in, penalties, and the rounds; before the official rounding."""
    exact = Fraction(stage.base) + carried(book, stage, team, audience)
    exact += sum((Fraction(p.value or 0) for p in book.penalties(stage, team.id)), Fraction(0))
    return exact + sum((book.scores(r)[team.id].counted for r in rounds), Fraction(0))


def carried(book: Book, stage: Stage, team: Team, audience: Audience) -> Fraction:
    """What a team brings from the stage before: a share of its official total there."""
    index = book.event.stages.index(stage)
    if index == 0 or not stage.carry:
        return Fraction(0)
    before = book.event.stages[index - 1]
    earlier = total(book, before, team, seen_rounds(book, before, audience), audience)
    return Fraction(stage.carry) * Fraction(earlier)
