"""Standings: a stage's totals, places and cut, for what an audience may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from scoreboard.contest.model import Prize, Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.record.book import Announcement, Book
from scoreboard.contest.rules.going_on import Counted, Edge, edge_of
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.prizes import Awarded, award
from scoreboard.contest.rules.ranking import places
from scoreboard.contest.rules.tie_breaks import REGISTRATION, Evidence
from scoreboard.contest.rules.ties import Ranked, TieBreaking, break_ties
from scoreboard.contest.standings.best_others import Shown, announced_cut, with_best_others
from scoreboard.contest.standings.evidence import entered_teams, evidence_of_all, newest_seen
from scoreboard.contest.standings.rows import Standing, Standings, Table, TiedForPrize, Tried
from scoreboard.contest.standings.tables import tables_of
from scoreboard.contest.standings.visibility import Audience, seen_like, seen_rounds, seen_scores


def standings_of(book: Book, stage: Stage, audience: Audience) -> Standings:
    """The stage's standings as an audience may see them, computed once a version."""
    seen = seen_like(book, audience)
    return book.cached(
        ("standings", seen),
        lambda: compute(book, stage, seen_rounds(book, stage, seen), seen),
        stage,
    )


def still_named(book: Book, stage: Stage) -> bool:
    """Whether the announcement of a stage is still what its standings say.

    It is not while teams are tied across the edge of a prize: nobody could tell who has it.
    """
    standings = standings_of(book, stage, "desk")
    inside, tied = standings.inside_and_tied()
    named = book.announced[stage.id]
    reserves = {one.team for one in named.admitted if one.way == "reserve"}
    # A wild card goes on besides; a reserve has the place of somebody who has withdrawn.
    now = ({*named.teams} | reserves) - book.withdrawn.keys()
    return inside | tied in ({*named.teams}, now) and not standings.prize_ties


def prizes_of(book: Book, stage: Stage, audience: Audience) -> Mapping[str, str] | None:
    """Who has which prize of a stage, as ids by team id; None before the result is announced.

    In stages before the last, where all are ranked together, those who went no further than that.
    Where the desk has kept an announcement against the standings, its prizes stand too.
    """
    last = book.event.stages[-1]
    named = book.announced.get(last.id)
    if named is None or not book.event.prizes_for("team"):
        return None
    if stage is not last and not any(_last_prize(book, team) for team in _left_behind(book, stage)):
        return None
    won = _announced_prizes(book, last, named, audience)
    if stage is last:
        return won
    here = {team.id for team in _left_behind(book, stage)}
    return {team: prize for team, prize in won.items() if team in here}


def _left_behind(book: Book, stage: Stage) -> list[Team]:
    """The teams of a stage that did not reach the last, where all stages are ranked together."""
    last = {team.id for team in book.teams_of(book.event.stages[-1])}
    teams = book.teams_of(stage) if book.event.rules.overall else ()
    return [team for team in teams if team.id not in last]


def _announced_prizes(
    book: Book, last: Stage, named: Announcement, audience: Audience
) -> Mapping[str, str]:
    if still_named(book, last):
        return prizes_to_be(book, last, audience)

    def as_announced() -> Mapping[str, str]:
        then = book.at(named.version)
        return prizes_to_be(then, then.event.stages[-1], audience)

    return book.once(("prizes", named.version, audience), as_announced)


def prizes_to_be(book: Book, last: Stage, audience: Audience) -> Mapping[str, str]:
    """Who would have which prize if the last stage were announced now, as ids by team id."""
    rows = standings_of(book, last, audience).rows
    won = {row.team.id: row.prize for row in rows if row.prize is not None}
    there = {row.team.id for row in rows}
    others = (
        row.team
        for stage in (book.event.stages if book.event.rules.overall else ())
        for row in standings_of(book, stage, audience).rows
        if row.rank is not None and row.team.id not in there
    )
    return won | {team.id: prize.id for team in others if (prize := _last_prize(book, team))}


def newest_first(book: Book) -> list[Team]:
    """All teams, who reached a later stage first: a prize may go to who was left behind, too."""
    stages = reversed(book.event.stages)
    rows = (row for stage in stages for row in standings_of(book, stage, "desk").rows)
    return list(dict.fromkeys(row.team for row in rows))


def _last_prize(book: Book, team: Team) -> Prize | None:
    """The prize for all the rest of a team's division, where there is one."""
    own = [
        prize for prize in book.event.prizes_for("team") if prize.division in ("", team.division)
    ]
    return own[-1] if own and own[-1].is_rest else None


def corrected_teams(book: Book, stage: Stage, audience: Audience) -> frozenset[str]:
    """The teams whose place, total or naming is not what was announced at the end of the stage."""
    named = book.announced.get(stage.id)
    if named is None or named.version == book.version:
        return frozenset()
    # What was announced never changes, however the book goes on.
    then = book.once(
        (named.version, audience),
        lambda: _as_announced(book.at(named.version), stage.id, audience),
    )
    now = _as_announced(book, stage.id, audience)
    return frozenset(team for team in now if then.get(team) != now[team])


def _as_announced(book: Book, stage_id: str, audience: Audience) -> dict[str, tuple[object, ...]]:
    """The place and total of each team, and whether it was named, by team id."""
    rows = standings_of(book, book.find_stage(stage_id), audience).rows
    named = book.announced[stage_id].named
    return {row.team.id: (row.rank, row.total, row.team.id in named) for row in rows}


def ahead_before(book: Book, stage: Stage, audience: Audience) -> Mapping[str, int | None]:
    """How many teams of its table stood before each team at the last closed round, by id.

    Without the newest round there that the audience sees, and without those of its performance;
    without the teams of tables that have no earlier round. None for who had no place then.
    """
    seen = seen_like(book, audience)
    return book.cached(("before", seen), lambda: _ahead_before(book, stage, seen), stage)


def _ahead_before(book: Book, stage: Stage, seen: Audience) -> Mapping[str, int | None]:
    found: dict[str, int | None] = {}
    rounds = seen_rounds(book, stage, seen)
    for table in tables_of(book, stage):
        own = [r for r in rounds if table.has_round(r)]
        newest = newest_seen(book, own)
        last = book.event.performance_of(newest) if newest else ()
        if earlier := [r for r in own if r not in last]:
            found |= book.cached(
                ("before", seen, *(team.id for team in table.teams)),
                partial(_ahead_in, book, stage, table, earlier, seen),
                stage,
                rounds=earlier,
            )
    return found


def _ahead_in(
    book: Book, stage: Stage, table: Table, rounds: Sequence[Round], seen: Audience
) -> Mapping[str, int | None]:
    rows = of_table(book, stage, table, rounds, seen).rows
    return {row.team.id: row.ahead for row in rows}


def compute(book: Book, stage: Stage, rounds: Sequence[Round], audience: Audience) -> Standings:
    """The stage's standings over these rounds: each of its tables for itself."""
    tables = tables_of(book, stage)
    found = [of_table(book, stage, table, rounds, audience) for table in tables]
    if len(tables) == 1:
        standings = replace(found[0], tables=tables)
        return _with_best(book, stage, standings, rounds, audience)
    whole = of_table(book, stage, Table(None, None, book.teams_of(stage)), rounds, audience)
    over_all = {row.team.id: row.rank for row in whole.rows}
    standings = Standings(
        tuple(
            replace(row, table=nth, overall=over_all[row.team.id])
            for nth, each in enumerate(found)
            for row in each.rows
        ),
        tuple(one for each in found for one in each.tried),
        tuple(tie for each in found for tie in each.prize_ties),
        tables,
    )
    return _with_best(book, stage, standings, rounds, audience)


def _with_best(
    book: Book, stage: Stage, standings: Standings, rounds: Sequence[Round], audience: Audience
) -> Standings:
    if not stage.advance_best:
        return standings
    shown = Shown(
        lambda teams: evidence_of_all(book, stage, teams, rounds, audience),
        lambda team: _rounds_with_score(book, team, rounds, audience),
    )
    return with_best_others(book, stage, standings, shown)


def _rounds_with_score(book: Book, team: Team, rounds: Sequence[Round], audience: Audience) -> int:
    """In how many of these rounds that count a team has a score, a 0 without awards included.

    Unlike `scored_rounds`: a team that was given nothing in an opened points round has 0 there
    (contract, section 6), and whoever scores nothing must not have the better mean for it.
    """
    scores = (seen_scores(book, r, audience)[team.id].score for r in rounds if r.weight)
    return sum(score is not None for score in scores)


def of_table(
    book: Book, stage: Stage, table: Table, rounds: Sequence[Round], audience: Audience
) -> Standings:
    """One table, best first, equals in order of registration."""
    teams, rounds = table.teams, [r for r in rounds if table.has_round(r)]
    totals = [total(book, stage, team, rounds, audience) for team in teams]
    placed = [t if book.competes(team) else None for t, team in zip(totals, teams, strict=True)]
    evidence = evidence_of_all(book, stage, teams, rounds, audience)
    behind = _behind(book, stage, table, placed, evidence, audience)
    edge = _edge(book, stage, table, placed, behind)
    how = _tie_breaking(book, stage, edge)
    ranked = break_ties(_keys(placed, behind), evidence, how)
    awarded = _awarded(book, stage, table, _whole(placed, behind), ranked)
    provisional = _provisional(book, rounds, audience)
    counted = _taken(book, stage, table, ranked, edge.states(ranked.keys))
    rows = _rows(book, stage, table, totals, ranked, counted, provisional, awarded, behind)
    order = sorted(range(len(rows)), key=lambda i: (rows[i].ahead is None, rows[i].ahead or 0))
    tried = []
    for step in ranked.steps:
        values = {teams[i].id: step.values[i] for i in order if i in step.values}
        tried.append(Tried(step.name, values, step.decided))
    ties = [
        TiedForPrize(t.prize, tuple(teams[i].id for i in t.positions), rank.ahead, t.left)
        for t in awarded.ties
        if (rank := ranked.ranks[t.positions[0]]) is not None
    ]
    return Standings(tuple(rows[i] for i in order), tuple(tried), tuple(ties))


def _taken(
    book: Book, stage: Stage, table: Table, ranked: Ranked, counted: list[Counted | None]
) -> list[Counted | None]:
    """Against the cut, with all in who were tied across it and go on together by a decision."""
    if not (decided := book.together(stage)):
        return counted
    tied: dict[int, set[str]] = {}
    for team, rank, one in zip(table.teams, ranked.ranks, counted, strict=True):
        if one is not None and one.cut == "tied" and rank is not None:
            tied.setdefault(rank.ahead, set()).add(team.id)
    taken = {team for teams in tied.values() if teams in decided for team in teams}
    return [
        Counted("in") if team.id in taken else one
        for team, one in zip(table.teams, counted, strict=True)
    ]


def _awarded(
    book: Book, stage: Stage, table: Table, totals: Sequence[Decimal | None], ranked: Ranked
) -> Awarded:
    """The prizes of the last stage; teams that share the first place have theirs together."""
    event = book.event
    prizes = [prize for prize in event.prizes_for("team") if table.has_prize(prize)]
    if stage is not event.stages[-1] or not prizes:
        return Awarded([None] * len(totals))
    decided = book.together(stage)
    named = book.announced.get(stage.id)
    if named is not None and named.decision == "share":
        decided = [*decided, frozenset(named.teams)]
    at = {team.id: i for i, team in enumerate(table.teams)}
    together = [frozenset(at[team] for team in teams if team in at) for teams in decided]
    lower = event.rules.better == "lower"
    return award(ranked.keys, totals, prizes, together, lower_is_better=lower)


def _edge(
    book: Book,
    stage: Stage,
    table: Table,
    placed: Sequence[Decimal | None],
    behind: Sequence[int] | None,
) -> Edge:
    count = sum(1 for total in placed if total is not None)
    homes = [team.organisation for team in table.teams]
    lower = book.event.rules.better == "lower"
    return edge_of(stage, count, _whole(placed, behind), homes, lower=lower)


def _whole(
    placed: Sequence[Decimal | None], behind: Sequence[int] | None
) -> Sequence[Decimal | None]:
    """The totals that a threshold is held against: none of who lacks a round that others have."""
    if behind is None:
        return placed
    return [None if fewer else total for total, fewer in zip(placed, behind, strict=True)]


def _keys(placed: Sequence[Decimal | None], behind: Sequence[int] | None) -> Sequence[Any]:
    """Keys to rank by, greater is better: the total, or where less is better the rounds first."""
    if behind is None:
        return placed
    pairs = zip(placed, behind, strict=True)
    return [None if total is None else (-fewer, -total) for total, fewer in pairs]


def _behind(
    book: Book,
    stage: Stage,
    table: Table,
    placed: Sequence[Decimal | None],
    evidence: Sequence[Evidence],
    audience: Audience,
) -> list[int] | None:
    """In how many fewer rounds each team has a score than the placed one with most.

    Contract, "Less is better".

    None where the greater total is first.
    """
    if book.event.rules.better == "higher":
        return None
    scored = [
        one.scored + carried_rounds(book, stage, team, audience)
        for team, one in zip(table.teams, evidence, strict=True)
    ]
    most = max((n for n, t in zip(scored, placed, strict=True) if t is not None), default=0)
    return [max(0, most - n) for n in scored]


def carried_rounds(book: Book, stage: Stage, team: Team, audience: Audience) -> int:
    """In how many rounds of earlier stages the total that a team carries in was scored."""
    before = book.event.before(stage)
    if before is None or not stage.carry:
        return 0
    scored = scored_rounds(book, team, seen_rounds(book, before, audience), audience)
    return scored + carried_rounds(book, before, team, audience)


def scored_rounds(book: Book, team: Team, rounds: Sequence[Round], audience: Audience) -> int:
    """In how many of these rounds that count the team was given anything."""
    return sum(team.id in entered_teams(book, r, audience) for r in rounds if r.weight)


def _tie_breaking(book: Book, stage: Stage, edge: Edge) -> TieBreaking:
    rules = book.event.rules
    held = [resolved.id for resolved in book.tie_resolutions(stage)]
    return TieBreaking(rules.tie_breaks, rules.break_ties, edge if stage.has_cut else None, held)


def _provisional(book: Book, rounds: Sequence[Round], audience: Audience) -> set[str]:
    """The teams that lack marks in one of the rounds."""
    return {
        team_id
        for r in rounds
        for team_id, score in seen_scores(book, r, audience).items()
        if score.provisional
    }


def _rows(
    book: Book,
    stage: Stage,
    table: Table,
    totals: Sequence[Decimal | None],
    ranked: Ranked,
    counted: Sequence[Counted | None],
    provisional: set[str],
    awarded: Awarded,
    behind: Sequence[int] | None,
) -> list[Standing]:
    method = book.event.rules.ranking
    printed = places(ranked.keys, method)
    rows = []
    for i, team in enumerate(table.teams):
        rank = ranked.ranks[i]
        shared = rank is not None and rank.level > 1
        numbered = shared and method == "ordinal"
        rows.append(
            Standing(
                team=team,
                rank=printed[i],
                tied=shared and not numbered,
                total=totals[i],
                ahead=rank.ahead if rank else None,
                level=rank.level if rank else None,
                counted=counted[i],
                cut=announced_cut(book, stage, team, counted[i]),
                provisional=team.id in provisional,
                decided_by=REGISTRATION if numbered else rank.decided_by if rank else None,
                prize=awarded.prizes[i],
                behind=behind[i] if behind else 0,
            )
        )
    return rows


def total(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience
) -> Decimal | None:
    """A team's official total, rounded once, half up (rulebook, "From marks to a round score").

    None for a team that has nothing to add up: no base, nothing carried in, no judged score, and
    no points round that counts and has been opened (contract, section 6).
    """
    brought = carried(book, stage, team, audience)
    if brought is None and not _has_score(book, stage, team, rounds, audience):
        return None
    exact = _sum(book, stage, team, rounds, audience, brought)
    return round_half_up(exact, book.event.rules.decimals)


def _has_score(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience
) -> bool:
    if stage.base or book.event.rules.unscored == "zero":
        return True
    return any(
        seen_scores(book, r, audience)[team.id].score is not None
        for r in rounds
        if r.weight or not kind_of(r).tally
    )


def exact_total(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience
) -> Fraction:
    """Base, what is carried in, penalties, and the rounds; before the official rounding."""
    return _sum(book, stage, team, rounds, audience, carried(book, stage, team, audience))


def _sum(
    book: Book,
    stage: Stage,
    team: Team,
    rounds: Sequence[Round],
    audience: Audience,
    brought: Carried | None,
) -> Fraction:
    exact = Fraction(stage.base) + (brought.points if brought else 0)
    exact += sum((Fraction(p.value or 0) for p in book.ruled_points(stage, team.id)), Fraction(0))
    scores = (seen_scores(book, r, audience)[team.id].counted for r in rounds)
    return exact + sum(scores, Fraction(0))


@dataclass(frozen=True, slots=True)
class Carried:
    """What a team brings into a stage: `points`, its share of its official `total` before."""

    total: Decimal
    points: Fraction


def carried(book: Book, stage: Stage, team: Team, audience: Audience) -> Carried | None:
    """What a team brings from the stage before; None where nothing is carried, or it had none."""
    before = book.event.before(stage)
    if before is None or not stage.carry:
        return None
    earlier = standings_of(book, before, audience).of(team.id).total
    if earlier is None:
        return None
    return Carried(earlier, Fraction(stage.carry) * Fraction(earlier))
