"""Tie-breaks: what ranks equal totals, in the event's order, and only within its scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoreboard.contest.model import BreakTies
from scoreboard.contest.rules.ranking import groups


@dataclass(frozen=True, slots=True)
class RoundEvidence:
    """A team's score in one round, None where there is none; `counts` in the total or not.

    Not `entered` is a points round in which the team was given nothing: that is 0 in its total,
    and here no more than that. It may lose a tie by it, and never wins one.
    """

    id: str
    score: Fraction | None
    lower_is_better: bool = False
    counts: bool = True
    entered: bool = True

    @property
    def key(self) -> Fraction | None:
        """The score, turned so that greater is better."""
        return -self.score if self.score is not None and self.lower_is_better else self.score


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a tie-break may look at for one team; `rounds` run in the event's order.

    `newest_first` are the round ids from the newest closed one back; `marks` all single marks;
    `settled` what each play-off or lot gave the team, None where it took no part.
    """

    rounds: tuple[RoundEvidence, ...] = ()
    newest_first: tuple[str, ...] = ()
    marks: tuple[Decimal, ...] = ()
    deducted: Fraction | None = None
    rounds_won: int | None = None
    settled: Mapping[str, Fraction | None] = field(default_factory=dict)
    lower_is_better: bool = False

    def round_key(self, round_id: str) -> Fraction | None:
        """The score in one round, turned so that greater is better."""
        return next((r.key for r in self.rounds if r.id == round_id), None)


def _latest_round(team: Evidence) -> Any:
    keys = [team.round_key(name) for name in team.newest_first]
    return None if not keys or None in keys else tuple(keys)


def _best_rounds(team: Evidence) -> Any:
    # A round that counts in no total is nobody's best: it breaks ties where it is named.
    keys = [r.key for r in team.rounds if r.counts and r.key is not None]
    return tuple(sorted(keys, reverse=True)) or None


def _best_marks(team: Evidence) -> Any:
    turned = [-mark for mark in team.marks] if team.lower_is_better else team.marks
    return tuple(sorted(turned, reverse=True)) or None


def _marks_given(team: Evidence) -> Any:
    return sum(1 for mark in team.marks if mark > 0) if team.marks else None


_KEYS: dict[str, Callable[[Evidence], Any]] = {
    "latest_round": _latest_round,
    "best_rounds": _best_rounds,
    "rounds_won": lambda team: team.rounds_won,
    "fewest_deductions": lambda team: None if team.deducted is None else -team.deducted,
    "best_marks": _best_marks,
    "marks_given": _marks_given,
}


def tie_break_key(tie_break: str, team: Evidence) -> Any:
    """A key that is greater for the team to be placed first, or None without evidence."""
    if tie_break.startswith("round:"):
        return team.round_key(tie_break.removeprefix("round:"))
    if tie_break in team.settled:
        return team.settled[tie_break]
    return _KEYS[tie_break](team)


@dataclass(frozen=True, slots=True)
class TieBreaking:
    """How ties among equal totals may be broken.

    `tie_breaks` are the event's, within `scope`: "first" only for the first place, "cut" only
    where the tie lies across `seats`. `settlements` are the ids of play-offs and lots, in the order
    in which they were held; they were held between exactly those teams, so no scope binds them.
    """

    tie_breaks: Sequence[str] = ()
    scope: BreakTies = "all"
    seats: int | None = None
    settlements: Sequence[str] = ()

    def steps(self, ahead: int, size: int) -> list[str]:
        """What may break a tie of `size` teams with `ahead` teams before them, in order."""
        applies = (
            self.scope == "all"
            or (self.scope == "first" and ahead == 0)
            or (
                self.scope == "cut" and self.seats is not None and ahead < self.seats < ahead + size
            )
        )
        return [*(self.tie_breaks if applies else ()), *self.settlements]


@dataclass(frozen=True, slots=True)
class Step:
    """One tie-break tried on tied teams: each one's key by position, None where it has no value.

    `ahead` is how many teams stood before the run; `given` the keys by what each was given, before
    a round without an entry was held back.
    """

    name: str
    ahead: int
    keys: Mapping[int, Any]
    decided: bool
    given: Mapping[int, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Keys to rank by (equal keys stay tied), what decided each position, and every step tried."""

    keys: list[int | None]
    decided_by: list[str | None]
    steps: list[Step] = field(default_factory=list)


def break_ties(totals: Sequence[Any], evidence: Sequence[Evidence], how: TieBreaking) -> Ranked:
    """Rank totals, equal ones by the tie-breaks in order; what those cannot break stays tied.

    `totals` are official (rounded), greater is better, None takes no place.
    """
    ranked = Ranked([None] * len(totals), [None] * len(totals))
    for ahead, group in groups(totals):
        _rank_group(ranked, group, ahead, evidence, how, how.steps(ahead, len(group)), None)
    return ranked


def _rank_group(
    ranked: Ranked,
    group: list[int],
    ahead: int,
    evidence: Sequence[Evidence],
    how: TieBreaking,
    steps: Sequence[str],
    decided_by: str | None,
) -> None:
    """Rank tied teams by the first tie-break that has a value for every one of them."""
    allowed = how.steps(ahead, len(group))
    shown = dict(zip(group, without_gain([evidence[i] for i in group]), strict=True))
    silent: list[str] = []
    for nth, name in enumerate(steps if len(group) > 1 else ()):
        if name not in allowed:
            continue
        keys = _comparable({i: tie_break_key(name, shown[i]) for i in group})
        given = {i: tie_break_key(name, evidence[i]) for i in group}
        # Without evidence for every one of them a tie-break says nothing about any of them;
        # it is asked again of those that remain equal.
        if any(key is None for key in keys.values()):
            silent.append(name)
        decides = name not in silent and len(set(keys.values())) > 1
        ranked.steps.append(Step(name, ahead, keys, decides, given))
        if decides:
            for further, inner in groups([keys[i] for i in group]):
                members = [group[k] for k in inner]
                rest = [*silent, *steps[nth + 1 :]]
                _rank_group(ranked, members, ahead + further, evidence, how, rest, name)
            return
    for i in group:
        ranked.keys[i] = -ahead
        ranked.decided_by[i] = decided_by


def without_gain(teams: Sequence[Evidence]) -> list[Evidence]:
    """Their evidence, in which nobody has more of a round without an entry than any has of one.

    Else a time that is missing would be the shortest, and nothing awarded better than a deduction.
    """
    worst: dict[str, Fraction] = {}
    for each in (r for team in teams for r in team.rounds if r.entered):
        if each.key is not None:
            worst[each.id] = min(each.key, worst.get(each.id, each.key))
    return [
        replace(team, rounds=tuple(_at_most(r, worst.get(r.id)) for r in team.rounds))
        for team in teams
    ]


def _at_most(each: RoundEvidence, worst: Fraction | None) -> RoundEvidence:
    if each.entered or each.key is None or worst is None or each.key <= worst:
        return each
    return replace(each, score=-worst if each.lower_is_better else worst)


def _comparable(keys: dict[int, Any]) -> dict[int, Any]:
    """Lists of scores cut to the shortest: a score that is missing neither wins nor loses."""
    if not all(isinstance(key, tuple) for key in keys.values()):
        return keys
    shortest = min(map(len, keys.values()))
    return {i: key[:shortest] for i, key in keys.items()}
