"""The best others across the groups: who goes on besides the first of each (contract, section 3).

How they are compared says rules/others. Each division has its own. A tie of which nobody
can say who goes on this way is guarded as any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scoreboard.contest.model import Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.going_on import Counted, has_bar, passes
from scoreboard.contest.rules.others import Compared, Key, compare, key_of
from scoreboard.contest.rules.ranking import Cut
from scoreboard.contest.rules.tie_breaks import Evidence
from scoreboard.contest.rules.ties import Ranked
from scoreboard.contest.standings.rows import Standing, Standings, Tried


@dataclass(frozen=True, slots=True)
class Shown:
    """What the others are compared by: the evidence of some teams, and how many rounds one has."""

    evidence: Callable[[Sequence[Team]], Sequence[Evidence]]
    rounds: Callable[[Team], int]


@dataclass(frozen=True, slots=True)
class Field:
    """The others of all groups: `rows`, of which those `open_` are tied for a place in their group.

    One of those is there for each of the tied who will have none; which of them it is is open.
    """

    rows: tuple[Standing, ...]
    open_: frozenset[str]


def with_best_others(book: Book, stage: Stage, standings: Standings, shown: Shown) -> Standings:
    """The standings with those in who are among the best others, and tied who are for it."""
    found: dict[str, Standing] = {}
    tried: list[Tried] = []
    ties: list[tuple[str, ...]] = []
    for field in _fields(book, stage, standings):
        keys = [_key(book, stage, row, shown) for row in field.rows]
        others = _compared(book, stage, field, keys, shown)
        for i, (row, state) in enumerate(zip(field.rows, others.states, strict=True)):
            if row.team.id not in field.open_ and state is not None and state.cut != "out":
                counted = replace(state, best=True)
                by = row.decided_by or others.decided_by[i]
                cut = announced_cut(book, stage, row.team, counted)
                found[row.team.id] = replace(row, counted=counted, cut=cut, decided_by=by)
        tied = _tied(field, others)
        taken = [teams for teams in tied if frozenset(teams) in book.together(stage)]
        for team in (team for teams in taken for team in teams):
            row, counted = found[team], Counted("in", best=True)
            cut = announced_cut(book, stage, row.team, counted)
            found[team] = replace(row, counted=counted, cut=cut)
        ties += [teams for teams in tied if teams not in taken]
        tried += _tried(field, others.ranked)
    rows = tuple(found.get(row.team.id, row) for row in standings.rows)
    all_tried = (*standings.tried, *tried)
    return replace(standings, rows=rows, tried=all_tried, best_ties=tuple(ties))


def announced_cut(book: Book, stage: Stage, team: Team, counted: Counted | None) -> Cut | None:
    """By what was announced, and who was admitted to it; before that by the rule."""
    if not stage.has_cut:
        return None
    announced = book.announced.get(stage.id)
    if announced is None:
        return counted.cut if counted else None
    if announced.admission(team.id) and book.competes(team):
        return "in"
    if counted is None:
        return None
    return "in" if team.id in announced.named else "out"


def _fields(book: Book, stage: Stage, standings: Standings) -> Iterator[Field]:
    """Those who are still to be compared, division by division."""
    lower = book.event.rules.better == "lower"
    divisions = list(dict.fromkeys(table.division for table in standings.tables))
    for division in divisions:
        rows: list[Standing] = []
        open_: set[str] = set()
        for nth, table in enumerate(standings.tables):
            if table.division != division:
                continue
            own = standings.rows_of(nth)
            rows += [row for row in own if _is_other(stage, row, lower=lower)]
            tied = [row for row in own if row.counted and row.counted.cut == "tied"]
            # So many of the tied will have no place in their group: they are among the others.
            left = tied[0].counted.left if tied and tied[0].counted else 0
            rows += tied[left:]
            open_ |= {row.team.id for row in tied}
        yield Field(tuple(rows), frozenset(open_))


def _is_other(stage: Stage, row: Standing, *, lower: bool) -> bool:
    if row.counted is None or row.counted.cut != "out" or row.total is None:
        return False
    return passes(stage, row.total, lower=lower) and not (row.behind and has_bar(stage))


def _key(book: Book, stage: Stage, row: Standing, shown: Shown) -> Key | None:
    """What the others are ranked by; None for who has no total."""
    if row.total is None:
        return None
    lower = book.event.rules.better == "lower"
    return key_of(row.total, shown.rounds(row.team), stage.best_by, lower=lower, behind=row.behind)


def _compared(
    book: Book, stage: Stage, field: Field, keys: Sequence[Key | None], shown: Shown
) -> Compared:
    rules = book.event.rules
    evidence = shown.evidence([row.team for row in field.rows])
    held = [resolved.id for resolved in book.tie_resolutions(stage)]
    return compare(keys, evidence, stage.advance_best, rules.tie_breaks, rules.break_ties, held)


def _tied(field: Field, others: Compared) -> list[tuple[str, ...]]:
    """Those who are tied across the edge; nobody while some are still open in their group."""
    if field.open_:
        return []
    tied: dict[int, list[str]] = {}
    for row, state, rank in zip(field.rows, others.states, others.ranked.ranks, strict=True):
        if state is not None and rank is not None and state.cut == "tied":
            tied.setdefault(rank.ahead, []).append(row.team.id)
    return [tuple(teams) for teams in tied.values()]


def _tried(field: Field, ranked: Ranked) -> Iterator[Tried]:
    for step in ranked.steps:
        ids: Mapping[int, str] = {i: field.rows[i].team.id for i in step.values}
        if not field.open_.intersection(ids.values()):
            yield Tried(step.name, {ids[i]: step.values[i] for i in ids}, step.decided)
