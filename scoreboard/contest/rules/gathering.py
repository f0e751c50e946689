"""Gathers the evidence of tie-breaks: what teams have to show, where they are compared."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from scoreboard.contest.model import Better
from scoreboard.contest.rules.tie_breaks import Amount, Evidence, RoundEvidence

# What a team is known by: its id, or its position in a list.
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RoundResult(Generic[Key]):
    """What the teams have from one round, by team; who is left out has nothing.

    `scores` are those of the panel, `compared` what a tie-break looks at. `entered` were given
    anything at all. `counts` in the total or not.
    """

    id: str
    scores: Mapping[Key, Fraction]
    compared: Mapping[Key, Fraction]
    entered: Collection[Key]
    better: Better = "higher"
    counts: bool = True

    def won_by(self, competing: Collection[Key]) -> set[Key]:
        """Who has, or shares, the best score, of those who compete and were given anything.

        Who takes no place takes no round from anybody either.
        """
        own = {t: s for t, s in self.scores.items() if t in competing and t in self.entered}
        if not own:
            return set()
        best = min(own.values()) if self.better == "lower" else max(own.values())
        return {team for team, score in own.items() if score == best}

    def evidence(self, team: Key) -> RoundEvidence:
        """The round in the evidence of a team."""
        score, lower = self.compared.get(team), self.better == "lower"
        return RoundEvidence(self.id, score, lower, self.counts, team in self.entered)


# The marks of one team in a round, by judge.
Marks = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Material(Generic[Key]):
    """All that is known of teams that are compared with each other, of which some compete.

    `rounds` are None where nothing is known of any, `newest_first` the ids of the closed ones.
    `marks` are those that are compared, by round and team, and `marks_better` says which are the
    better ones. What belongs to single teams stands by team: what was `deducted`, what each of the
    `criteria` was given, and in `resolved` what play-offs and lots gave.
    """

    competing: Collection[Key]
    rounds: Sequence[RoundResult[Key]] | None = None
    newest_first: tuple[str, ...] = ()
    marks: Mapping[str, Mapping[Key, Marks]] = field(default_factory=dict)
    marks_better: Better = "higher"
    deducted: Mapping[Key, Fraction] = field(default_factory=dict)
    criteria: Mapping[Key, Mapping[str, Amount]] = field(default_factory=dict)
    resolved: Mapping[Key, Mapping[str, Amount | None]] = field(default_factory=dict)


def gather(teams: Sequence[Key], material: Material[Key]) -> list[Evidence]:
    """Each team's evidence, in the order given; what all share is gathered once."""
    rounds = material.rounds or ()
    winners = [one.won_by(material.competing) for one in rounds]
    best = {id_: _best(material, given) for id_, given in material.marks.items()}
    return [
        Evidence(
            rounds=tuple(one.evidence(team) for one in rounds),
            newest_first=material.newest_first,
            marks=tuple(
                mark for given in material.marks.values() for mark in given.get(team, {}).values()
            ),
            marked={
                (id_, judge): mark == best[id_].get(judge)
                for id_, given in material.marks.items()
                for judge, mark in given.get(team, {}).items()
            },
            deducted=material.deducted.get(team),
            rounds_won=None if material.rounds is None else sum(team in won for won in winners),
            criteria=material.criteria.get(team, {}),
            resolved=material.resolved.get(team, {}),
            lower_is_better=material.marks_better == "lower",
        )
        for team in teams
    ]


def _best(material: Material[Key], given: Mapping[Key, Marks]) -> dict[str, Decimal]:
    """The best mark that each judge gave, among the teams that take a place."""
    pick = min if material.marks_better == "lower" else max
    best: dict[str, Decimal] = {}
    for team in given:
        for judge, mark in given[team].items() if team in material.competing else ():
            best[judge] = pick(mark, best.get(judge, mark))
    return best
