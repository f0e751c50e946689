"""Tie-breaks: what parts equal totals, in the event's order, and only where it may."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoreboard.contest.model import BreakTies
from scoreboard.contest.ranking import groups


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a tie-break may look at for one team; every sequence runs in the event's round order.

    `rounds` holds (round id, score, lower is better), a score of None where there is none;
    `newest_first` the round ids from the newest closed one back; `marks` all single marks.
    """

    rounds: tuple[tuple[str, Fraction | None, bool], ...] = ()
    newest_first: tuple[str, ...] = ()
    marks: tuple[Decimal, ...] = ()
    deducted: Fraction | None = None
    rounds_won: int | None = None

    def round_key(self, round_id: str) -> Fraction | None:
        """The score in one round, turned so that greater is better."""
        for name, score, lower in self.rounds:
            if name == round_id and score is not None:
                return -score if lower else score
        return None


def _latest_round(team: Evidence) -> Any:
    keys = [team.round_key(name) for name in team.newest_first]
    return None if not keys or None in keys else tuple(keys)


def _best_rounds(team: Evidence) -> Any:
    scores = [score for _, score, _ in team.rounds if score is not None]
    return tuple(sorted(scores, reverse=True)) or None


def _best_marks(team: Evidence) -> Any:
    return tuple(sorted(team.marks, reverse=True)) or None


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
    return _KEYS[tie_break](team)


@dataclass(frozen=True, slots=True)
class Parted:
    """Keys to rank by (equal keys stay tied) and, per position, the tie-break that decided."""

    keys: list[tuple[int, ...] | None]
    decided_by: list[str | None] = field(default_factory=list)


def part(
    totals: Sequence[Any],
    evidence: Sequence[Evidence],
    tie_breaks: Sequence[str],
    scope: BreakTies,
    seats: int | None,
) -> Parted:
    """Part equal totals by the tie-breaks in order; what they cannot part stays tied.

    `totals` are official (rounded), greater is better, None takes no place. With `scope` "first"
    only a tie for the first place is parted, with "cut" only one that straddles `seats`.
    """
    parted = Parted([None] * len(totals), [None] * len(totals))
    for ahead, group in groups(totals):
        for place, members in _part_group(group, ahead, evidence, list(tie_breaks), scope, seats):
            for i, by in members:
                parted.keys[i] = (-place,)
                parted.decided_by[i] = by
    return parted


def _touched(ahead: int, size: int, scope: BreakTies, seats: int | None) -> bool:
    if scope == "first":
        return ahead == 0
    if scope == "cut":
        return seats is not None and ahead < seats < ahead + size
    return True


def _part_group(
    group: list[int],
    ahead: int,
    evidence: Sequence[Evidence],
    tie_breaks: list[str],
    scope: BreakTies,
    seats: int | None,
) -> list[tuple[int, list[tuple[int, str | None]]]]:
    """Runs of (teams ahead, [(position, what decided)]) that together hold the group."""
    if len(group) > 1 and _touched(ahead, len(group), scope, seats):
        for nth, tie_break in enumerate(tie_breaks):
            keys = [tie_break_key(tie_break, evidence[i]) for i in group]
            # Without evidence for every one of them a tie-break says nothing about any.
            if any(key is None for key in keys) or all(key == keys[0] for key in keys):
                continue
            runs: list[tuple[int, list[tuple[int, str | None]]]] = []
            for inner_ahead, inner in groups(keys):
                members = [group[k] for k in inner]
                rest = tie_breaks[nth + 1 :]
                for place, run in _part_group(
                    members, ahead + inner_ahead, evidence, rest, scope, seats
                ):
                    runs.append((place, [(i, by or tie_break) for i, by in run]))
            return runs
    return [(ahead, [(i, None) for i in group])]
