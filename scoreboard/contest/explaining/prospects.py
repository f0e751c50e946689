"""The best and worst place each team can still reach, and what it needs to pass the cut.

Teams score independently, and an equal total may be broken either way. The best place assumes the
team's best total and everybody else's worst, the worst place the reverse; nothing is simulated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypedDict

from scoreboard.contest.boards.shapes import (
    StageOnBoard,
    TeamOnBoard,
    stage_on_board,
    team_on_board,
)
from scoreboard.contest.explaining.chances import Chances, Field
from scoreboard.contest.explaining.prospect_notes import RoundLeft, notes, round_left
from scoreboard.contest.explaining.ranges import Reach, reach, rounds_left
from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import plain, plain_or_none, round_half_up
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.going_on import seats_of
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.ranking import Cut
from scoreboard.contest.standings.rows import Standing, Standings, Table
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.standings.visibility import Audience
from scoreboard.contest.words import N_, Say

Outcome = Literal["through", "out", "needs", "open", "tied", "open-ended"]

# What a position to the cut comes to when nothing is left to score.
_OUTCOMES: dict[Cut, Outcome] = {"in": "through", "out": "out", "tied": "tied"}
_CUT_WORDS: dict[Outcome, str] = {
    "through": N_("Is through"),
    "out": N_("Is out"),
    "open": N_("Depends on others"),
    "tied": N_("Tied across the cut"),
    "open-ended": N_("Open: a round that is left has no limit"),
}
# Where it is not for want of a limit: each place rests on the marks of all.
_OPEN_BY_PLACES = N_("Open: the places of a round that is left depend on all its marks")
_FIRST_WORDS: dict[Outcome, str] = {
    **_CUT_WORDS,
    "through": N_("Is first"),
    "out": N_("Cannot be first any more"),
    "open": N_("Being first depends on others"),
    "tied": N_("Shares the first place"),
}
# From a side stage without a rule the desk lets back whom it will.
_BY_HAND = N_("Who returns is decided by hand")


class Prospect(TypedDict):
    """One team: between which totals it can end, and on which places.

    With "needs", `needs` is how many points more than `total` put it through whatever the others
    do, and `target` the total that this makes; a negative one is how much it may still lose. Where
    the smaller total is first, `target` is the most it may end with, `needs` the most that may
    still come.
    """

    team: TeamOnBoard
    total: str | None
    lowest: str | None
    highest: str | None
    best: int | None
    worst: int | None
    outcome: Outcome
    needs: str | None
    target: str | None
    words: str


class Prospects(TypedDict):
    """What is still possible in a stage. `seats` is 1 in the last one: it is about winning.

    It is None where all go on who pass the threshold; of a share it is that of the teams that may
    still come to a place. With several tables it is that of each.
    """

    event: str
    version: int
    stage: StageOnBoard
    seats: int | None
    rounds_left: list[RoundLeft]
    open_ended: list[str]
    notes: list[str]
    teams: list[Prospect]


def prospects(book: Book, stage: Stage, say: Say, audience: Audience = "desk") -> Prospects:
    """What each competing team can still reach, in the order of the standings.

    From what the audience may see: a score that it does not know is still to come.
    """
    standings = standings_of(book, stage, audience)
    left = rounds_left(book, stage, audience)
    unbounded = _unbounded_rounds(left)
    teams: list[Prospect] = []
    tables = [
        [row for row in standings.rows_of(nth) if _takes_part(book, row, left)]
        for nth in range(len(standings.tables))
    ]
    if stage.id in book.announced or not left:
        teams = _settled(book, stage, standings, say)
    else:
        for nth, rows in enumerate(tables):
            teams += _in_table(_Known(book, stage, audience, standings), nth, rows, say)
    return {
        "event": book.event.slug,
        "version": book.version,
        "stage": stage_on_board(stage, say),
        "seats": _seats(stage, tables),
        "rounds_left": [round_left(book, r, say) for r in left],
        "open_ended": [r.name for r in unbounded],
        "notes": notes(book, left, say),
        "teams": teams,
    }


def needed(book: Book, stage: Stage, say: Say, audience: Audience) -> dict[str, str]:
    """What each team still needs, in words, by team id; without what nobody can say by now."""
    return {
        one["team"]["id"]: one["words"]
        for one in prospects(book, stage, say, audience)["teams"]
        if one["outcome"] != "open-ended"
    }


def _seats(stage: Stage, tables: Sequence[Sequence[Standing]]) -> int | None:
    """How many go on of each table; None also where that is a share and the tables differ."""
    seats = {seats_of(stage, len(rows)) for rows in tables}
    return seats.pop() if len(seats) == 1 else None


@dataclass(frozen=True, slots=True)
class _Known:
    """A stage as an audience knows it."""

    book: Book
    stage: Stage
    audience: Audience
    standings: Standings

    @property
    def unbounded(self) -> list[Round]:
        return _unbounded_rounds(rounds_left(self.book, self.stage, self.audience))

    def reach(self, team: Team) -> Reach:
        return reach(self.book, self.stage, team, self.audience)


def _in_table(known: _Known, nth: int, rows: Sequence[Standing], say: Say) -> list[Prospect]:
    """What the teams of one table can still reach, while rounds are left."""
    stage, table = known.stage, known.standings.tables[nth]
    unbounded = [r for r in known.unbounded if table.has_round(r)]
    if unbounded:
        return [_unbounded(stage, row, len(rows), unbounded, say) for row in rows]
    reached = {row.team.id: known.reach(row.team) for row in rows}
    chances = Chances(stage, reached, known.standings.placed(nth), known.book.event)
    if stage.advance_best:
        chances = _with_others(known, chances, table)
    return [_bounded(chances, row, say) for row in rows]


def _unbounded_rounds(left: Sequence[Round]) -> list[Round]:
    return [r for r in left if kind_of(r).is_open_ended(r)]


def _with_others(known: _Known, chances: Chances, table: Table) -> Chances:
    """Beside its own table, what everybody of the division can end with."""
    if known.unbounded:
        return chances
    tables = [one for one in known.standings.tables if one.division == table.division]
    teams = [team for one in tables for team in one.teams if known.book.competes(team)]
    everybody = [known.reach(team) for team in teams]
    going = sum(seats_of(known.stage, len(one.teams)) or 0 for one in tables)
    going += known.stage.advance_best
    return replace(chances, everybody=Field(everybody), places_for_all=going)


def _takes_part(book: Book, row: Standing, left: Sequence[Round]) -> bool:
    """Whether a team has a place, or can still come to one."""
    if row.rank is not None or not book.competes(row.team):
        return row.rank is not None
    own = [r for r in left if r.weight and book.plays(r, row.team)]
    return any(row.team.id not in book.round_record(r.id).absent for r in own)


def _words(stage: Stage, outcome: Outcome, say: Say) -> str:
    if stage.side_of and not stage.has_cut:
        return say(_BY_HAND)
    return say((_CUT_WORDS if stage.has_cut else _FIRST_WORDS)[outcome])


def _settled(book: Book, stage: Stage, standings: Standings, say: Say) -> list[Prospect]:
    """Nothing is left to score: the places are what they are, only ties may still be broken."""
    named = book.announced.get(stage.id)
    going = frozenset(named.going_on) if named else None
    result = []
    for row in standings.rows:
        if row.counted is None or row.ahead is None or row.level is None:
            continue
        cut = row.counted.cut
        if going is not None:
            cut = "in" if row.team.id in going else "out"
        outcome = _OUTCOMES[cut]
        total = plain_or_none(row.total)
        places = (row.ahead + 1, row.ahead + row.level)
        words = _words(stage, outcome, say)
        result.append(_prospect(row, (total, total), places, outcome, words))
    return result


def _unbounded(
    stage: Stage, row: Standing, competing: int, rounds: Sequence[Round], say: Say
) -> Prospect:
    """Where nothing bounds these rounds only the number of teams says something."""
    seats = seats_of(stage, competing)
    free = not (stage.quota or stage.threshold is not None or stage.above is not None)
    fits = free and seats is not None and competing <= seats
    outcome: Outcome = "through" if fits else "open-ended"
    words = _words(stage, outcome, say)
    if outcome == "open-ended" and all(r.by_places for r in rounds):
        words = say(_OPEN_BY_PLACES)
    return _prospect(row, (None, None), (None, None), outcome, words)


def _bounded(chances: Chances, row: Standing, say: Say) -> Prospect:
    stage, places, lower = chances.stage, chances.places, chances.lower
    own, field = chances.reached[row.team.id], chances.all_of_it
    best, worst = 1 + field.surely_past(own.best), 1 + field.may_reach(own.worst, own)
    target = chances.target(row.team)
    low, high = own.total.low, own.total.high
    between = (plain(round_half_up(low, places)), plain(round_half_up(high, places)))
    outcome: Outcome = "needs"
    if chances.is_through(row.team):
        outcome = "through"
    elif chances.is_out(row.team):
        outcome = "out"
    elif target is None or target > own.best[1]:
        outcome = "open"
    if outcome != "needs" or target is None:
        return _prospect(row, between, (best, worst), outcome, _words(stage, outcome, say))
    total = -target if lower else target
    further = plain(round_half_up(total - Fraction(row.total or 0), places))
    named = plain(round_half_up(total, places))
    words = _at_most(stage, named, say) if lower else _needs(stage, further, named, say)
    needing = _prospect(row, between, (best, worst), outcome, words)
    return {**needing, "needs": further, "target": named}


def _at_most(stage: Stage, target: str, say: Say) -> str:
    text = N_("Is through with a score in every round and a total of %(total)s or less")
    if not stage.has_cut:
        text = N_("Is first with a score in every round and a total of %(total)s or less")
    return say(text, total=target)


def _needs(stage: Stage, further: str, target: str, say: Say) -> str:
    first = not stage.has_cut
    if further.startswith("-") or not any(digit in "123456789" for digit in further):
        text = N_("Is through with a total of %(total)s or more")
        return say(
            N_("Is first with a total of %(total)s or more") if first else text, total=target
        )
    text = N_("Needs %(points)s+ more, for a total of %(total)s")
    if first:
        text = N_("Needs %(points)s+ more to be first, for a total of %(total)s")
    return say(text, points=further, total=target)


def _prospect(
    row: Standing,
    between: tuple[str | None, str | None],
    places: tuple[int | None, int | None],
    outcome: Outcome,
    words: str,
) -> Prospect:
    return {
        "team": team_on_board(row.team),
        "total": plain_or_none(row.total),
        "lowest": between[0],
        "highest": between[1],
        "best": places[0],
        "worst": places[1],
        "outcome": outcome,
        "needs": None,
        "target": None,
        "words": words,
    }
