"""The breakdown of one team's place: every step from the marks to it, to follow by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NotRequired, TypedDict

from scoreboard.contest.boards.individuals import individual_rows
from scoreboard.contest.boards.shapes import (
    IndividualRow,
    StageOnBoard,
    TeamOnBoard,
    stage_on_board,
    team_on_board,
)
from scoreboard.contest.explaining.place import (
    AnnouncedOf,
    CutPosition,
    Place,
    explain_announcement,
    explain_cut,
    explain_place,
)
from scoreboard.contest.explaining.rounds import RoundBreakdown, explain_round
from scoreboard.contest.explaining.ties import Ties, explain_ties
from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import plain, plain_or_none
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.exactly import Exact, exactly
from scoreboard.contest.standings.standings import carried, compute, exact_total
from scoreboard.contest.standings.visibility import Audience, is_seen, seen_rounds
from scoreboard.contest.words import N_, Say, unknown

LineKind = Literal["base", "carried", "round", "penalty", "bonus"]


class TotalLine(TypedDict):
    """One line of the total: the base, what is carried in, a round, a penalty or bonus."""

    kind: LineKind
    name: str
    value: Exact
    words: str | None


class Breakdown(TypedDict):
    """Everything that leads from the marks to one team's place in one stage.

    `to_come` names the stage's rounds that are left out: pending, open or not public. `total` is
    None while the team has none, `cut` in the last stage, `announced` while nobody was named.
    `individuals` are its members' rows among the best individuals, there where any has a score.
    """

    event: str
    version: int
    at: str
    audience: Audience
    stage: StageOnBoard
    team: TeamOnBoard
    rounds: list[RoundBreakdown]
    playoffs: list[RoundBreakdown]
    to_come: list[str]
    parts: list[TotalLine]
    exact: Exact
    decimals: int
    rounding: str
    total: str | None
    provisional: bool
    place: Place
    ties: Ties
    cut: CutPosition | None
    announced: AnnouncedOf | None
    individuals: NotRequired[list[IndividualRow]]


def breakdown(book: Book, stage: Stage, team_id: str, audience: Audience, say: Say) -> Breakdown:
    """Why a team of a stage has its place, from what the audience may see.

    Raises Refusal "unknown" when the team does not take part in the stage.
    """
    team = team_in(book, stage, team_id)
    rounds = explained_rounds(book, stage, audience)
    standings = compute(book, stage, rounds, audience)
    row = standings.of(team.id)
    # A round of another group is nothing to it.
    own = [r for r in rounds if book.plays(r, team) and is_seen(book, r, team.id, audience)]
    held = [r for r in book.playoffs(stage) if team in book.teams_in(r)]
    found: Breakdown = {
        "event": book.event.slug,
        "version": book.version,
        "at": book.at_time,
        "audience": audience,
        "stage": stage_on_board(stage, say),
        "team": team_on_board(team),
        "rounds": [explain_round(book, r, team, audience, say) for r in own],
        "playoffs": [
            explain_round(book, r, team, audience, say) for r in _explained(book, held, audience)
        ],
        "to_come": [r.name for r in stage.rounds if r not in own and book.plays(r, team)],
        "parts": _parts(book, stage, team, own, audience, say),
        "exact": exactly(exact_total(book, stage, team, rounds, audience)),
        "decimals": book.event.rules.decimals,
        "rounding": _rounding(book.event.rules.decimals, say),
        "total": plain_or_none(row.total),
        "provisional": row.provisional,
        "place": explain_place(book, stage, standings, row, say),
        "ties": explain_ties(book, stage, standings, row, say),
        "cut": explain_cut(stage, standings, row, say),
        "announced": explain_announcement(book, stage, team, audience, say),
    }
    people = [one for one in individual_rows(book, audience) if one["team"]["id"] == team.id]
    if people:
        found["individuals"] = people
    return found


def team_in(book: Book, stage: Stage, team_id: str) -> Team:
    """The team of a stage. Raises Refusal "unknown" when it does not take part there."""
    team = book.event.team(team_id)
    if team is None:
        raise unknown("This event has no such team.")
    if team not in book.teams_of(stage):
        raise unknown("%(team)s does not take part in %(stage)s.", team=team.name, stage=stage.name)
    return team


def newest_stage_of(book: Book, team_id: str) -> Stage:
    """The latest stage that the team takes part in, no later than the current one."""
    now = book.event.stages.index(book.stage)
    team = book.event.team(team_id)
    return next(
        (s for s in reversed(book.event.stages[: now + 1]) if team in book.teams_of(s)),
        book.event.stages[0],
    )


def explained_rounds(book: Book, stage: Stage, audience: Audience) -> list[Round]:
    """The rounds explained to the audience: those it sees whose marks are final for the judges.

    Under `publish = "team"` a mark is final once it is public, else when its round closes.
    """
    return _explained(book, seen_rounds(book, stage, audience), audience)


def _explained(book: Book, rounds: Sequence[Round], audience: Audience) -> list[Round]:
    if audience == "desk" or book.event.rules.publish == "team":
        return list(rounds)
    # The board may follow every mark; single marks are listed once judges cannot change them.
    kept = {r.id: book.round_record(r.id) for r in rounds}
    by_round = book.event.rules.publish == "round"
    return [
        r
        for r in rounds
        if kept[r.id].state == "closed" or (by_round and kept[r.id].shown[audience])
    ]


def _parts(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience, say: Say
) -> list[TotalLine]:
    parts = [_part("base", say(N_("Base")), Fraction(stage.base))] if stage.base else []
    parts += _carried(book, stage, team, audience, say)
    parts += [_part("round", r.name, book.scores(r)[team.id].counted) for r in rounds]
    parts += [
        _part(
            "bonus" if p.kind == "bonus" else "penalty",
            say(N_("Bonus") if p.kind == "bonus" else N_("Penalty")),
            Fraction(p.value or 0),
            p.reason,
        )
        for p in book.ruled_points(stage, team.id)
    ]
    return parts


def _part(kind: LineKind, name: str, value: Fraction, words: str | None = None) -> TotalLine:
    return {"kind": kind, "name": name, "value": exactly(value), "words": words}


def _carried(book: Book, stage: Stage, team: Team, audience: Audience, say: Say) -> list[TotalLine]:
    brought, before = carried(book, stage, team, audience), book.event.before(stage)
    if brought is None or before is None:
        return []
    name = say(N_("Carried in from %(stage)s"), stage=before.name)
    words = f"{plain(brought.total).replace('-', '−')} × {plain(stage.carry)}"
    return [_part("carried", name, brought.points, words)]


def _rounding(places: int, say: Say) -> str:
    if places == 0:
        return say(N_("Rounded half up to a whole number"))
    return say(N_("Rounded half up, decimal places: %(n)s"), n=places)
