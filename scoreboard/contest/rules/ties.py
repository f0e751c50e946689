"""How ties are broken: equal totals are ranked in the event's order, and only within its scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from scoreboard.contest.model import BreakTies
from scoreboard.contest.rules.going_on import Edge
from scoreboard.contest.rules.named_breaks import value_of
from scoreboard.contest.rules.ranking import groups
from scoreboard.contest.rules.tie_breaks import Evidence, RoundEvidence, Value


@dataclass(frozen=True, slots=True)
class TieBreaking:
    """How ties among equal totals may be broken.

    `tie_breaks` are the event's, within `scope`: "first" only for the first place, "cut" only
    where the tie lies across the `edge`. `resolutions` are the ids of play-offs and lots, as they
    were held; they were held between exactly those teams, so no scope binds them.
    """

    tie_breaks: Sequence[str] = ()
    scope: BreakTies = "all"
    edge: Edge | None = None
    resolutions: Sequence[str] = ()

    def steps(self, above: Sequence[int], group: Sequence[int]) -> list[str]:
        """What may break a tie of these positions with those `above` before them, in order."""
        applies = (
            self.scope == "all"
            or (self.scope == "first" and not above)
            or (
                self.scope == "cut"
                and len(group) > 1
                and self.edge is not None
                and self.edge.lies_across(above, group)
            )
        )
        return [*(self.tie_breaks if applies else ()), *self.resolutions]


@dataclass(frozen=True, slots=True)
class Step:
    """One tie-break tried on tied teams: what each of them had to show, by position."""

    name: str
    values: Mapping[int, Value]
    decided: bool


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a position stands: how many are `ahead` of it, and how many `level`, itself included.

    `decided_by` is what set it apart from an equal total.
    """

    ahead: int
    level: int
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """Each position's rank, None where it takes no place, and every step that was tried."""

    ranks: list[Rank | None]
    steps: list[Step] = field(default_factory=list)

    @property
    def keys(self) -> list[int | None]:
        """Keys to place by: greater is better, equal ones are still tied."""
        return [None if rank is None else -rank.ahead for rank in self.ranks]


def break_ties(totals: Sequence[Any], evidence: Sequence[Evidence], how: TieBreaking) -> Ranked:
    """Rank totals, equal ones by the tie-breaks in order; what those cannot break stays tied.

    `totals` are official (rounded), greater is better, None takes no place.
    """
    ranked = Ranked([None] * len(totals))
    above: list[int] = []
    for _, group in groups(totals):
        _rank_group(ranked, group, above, evidence, how, {}, None)
        above += group
    return ranked


def _rank_group(
    ranked: Ranked,
    group: list[int],
    above: Sequence[int],
    evidence: Sequence[Evidence],
    how: TieBreaking,
    said: Mapping[str, Mapping[int, Value]],
    decided_by: str | None,
) -> None:
    """Rank tied teams by the first tie-break that has a value for every one of them.

    `said` is what the tie-breaks had to say of more teams than these.
    """
    tied = group if len(group) > 1 else []
    shown = dict(zip(tied, without_gain([evidence[i] for i in tied]), strict=True))
    said = {**said}
    for name in how.steps(above, group) if tied else ():
        values = _comparable({i: value_of(name, shown[i]) for i in group})
        before, said[name] = said.get(name, {}), values
        keys = [_key(values[i]) for i in group]
        # Without evidence for every one of them a tie-break says nothing about any of them; it is
        # asked again of those that remain equal, and so is one that has more to say of them alone.
        if None not in before.values() and values.items() <= before.items():
            continue
        decides = None not in keys and len(set(keys)) > 1
        ranked.steps.append(Step(name, values, decides))
        if decides:
            ahead = [*above]
            for _, inner in groups(keys):
                members = [group[k] for k in inner]
                _rank_group(ranked, members, ahead, evidence, how, said, name)
                ahead += members
            return
    for i in group:
        ranked.ranks[i] = Rank(len(above), len(group), decided_by)


def _key(value: Value) -> tuple[Fraction, ...] | None:
    """A key that is greater for the team to be placed first, or None without evidence."""
    if value is None:
        return None
    return tuple(one.key for one in (value if isinstance(value, tuple) else (value,)))


def without_gain(teams: Sequence[Evidence]) -> list[Evidence]:
    """The teams' evidence, with no gain from what one of them had no chance to be given.

    In a round in which a team was given nothing it counts at most as the worst team that was given
    something: else a missing time would be the shortest, and no award better than a deduction.
    Of the judges are left those who marked all the teams: one may be recused from some.
    """
    alike = len({frozenset(round_id for round_id, _ in team.marked) for team in teams}) < 2
    by_all = set.intersection(*(set(team.marked) for team in teams)) if teams else set()
    worst: dict[str, Fraction] = {}
    for each in (r for team in teams for r in team.rounds if r.entered):
        if each.amount is not None:
            key = each.amount.key
            worst[each.id] = min(key, worst.get(each.id, key))
    return [
        replace(
            team,
            rounds=tuple(_at_most(r, worst.get(r.id)) for r in team.rounds),
            marked={one: best for one, best in team.marked.items() if one in by_all},
            alike=alike,
        )
        for team in teams
    ]


def _at_most(each: RoundEvidence, worst: Fraction | None) -> RoundEvidence:
    amount = each.amount
    if each.entered or amount is None or worst is None or amount.key <= worst:
        return each
    return replace(each, score=-worst if each.lower_is_better else worst, held_back=True)


def _comparable(values: dict[int, Value]) -> dict[int, Value]:
    """Lists of scores cut to the shortest: a score that is missing neither wins nor loses."""
    lists = {i: value for i, value in values.items() if isinstance(value, tuple)}
    if len(lists) < len(values):
        return values
    shortest = min(map(len, lists.values()))
    return {i: value[:shortest] for i, value in lists.items()}
