"""What a team needs to go on whatever the others do, and when nothing helps it any more.

Everything is on the safe side: of a share, as few teams may have a place at the end as have one
now, or as many as can still come to one; of a quota, the others of the organisation end high.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from scoreboard.contest.explaining.ranges import Reach
from scoreboard.contest.model import Event, Stage, Team
from scoreboard.contest.rules.going_on import has_bar, passes, seats_of

Key = tuple[int, Fraction]


class Field:
    """What teams can end with, in order, so that those before one are counted at once."""

    def __init__(self, reached: Iterable[Reach]) -> None:
        reaches = list(reached)
        self._best = sorted(one.best for one in reaches)
        self._worst = sorted(one.worst for one in reaches)

    def may_reach(self, key: Key, own: Reach) -> int:
        """How many besides the team of `own`, one of the field, may end with as much or more."""
        return len(self._best) - bisect_left(self._best, key) - (own.best >= key)

    def surely_past(self, key: Key) -> int:
        """How many end with more, whatever happens."""
        return len(self._worst) - bisect_right(self._worst, key)

    def best_of_others(self, nth: int, own: Reach) -> Key | None:
        """The nth best that others than the team of `own` can end with, from 1; None without."""
        ahead = len(self._best) - bisect_right(self._best, own.best)
        at = nth if ahead < nth else nth - 1
        return self._best[-1 - at] if at < len(self._best) else None


@dataclass(frozen=True, slots=True)
class Chances:
    """The teams of a stage's table and what each can still end with, by team id.

    `placed` is how many of them have a place now. `all_of_it` are all of them, `homes` those of
    each organisation. Where the best others of
    several tables go on as well, `everybody` is what all their teams can end with, and
    `places_for_all` how many go on of them; None where nothing can be said of that yet.
    """

    stage: Stage
    reached: Mapping[str, Reach]
    placed: int
    event: Event
    everybody: Field | None = None
    places_for_all: int = 0
    all_of_it: Field = field(init=False)
    homes: Mapping[str, Field] = field(init=False)
    most_rounds: int = field(init=False)

    def __post_init__(self) -> None:
        own: dict[str, list[Reach]] = {}
        for team in self.event.teams:
            if team.id in self.reached:
                own.setdefault(team.organisation, []).append(self.reached[team.id])
        rounds = (one.best[0] for one in self.reached.values())
        object.__setattr__(self, "all_of_it", Field(self.reached.values()))
        object.__setattr__(self, "homes", {name: Field(some) for name, some in own.items()})
        object.__setattr__(self, "most_rounds", max(rounds, default=0))

    @property
    def places(self) -> int:
        """To how many decimals totals are official."""
        return self.event.rules.decimals

    @property
    def lower(self) -> bool:
        """Whether the smaller total is first."""
        return self.event.rules.better == "lower"

    def is_through(self, team: Team) -> bool:
        """Whether it goes on whatever it and the others do, ties against it."""
        own = self.reached[team.id]
        return self._surely_passes(own) and all(
            among.may_reach(own.worst, own) < seats for among, seats in self._limits(team)
        )

    def is_out(self, team: Team) -> bool:
        """Whether nothing it can reach goes on, whatever the others do."""
        own = self.reached[team.id]
        if not passes(self.stage, total_of(own.best[1], lower=self.lower), lower=self.lower):
            return True
        quota, seats = self.stage.quota, seats_of(self.stage, len(self.reached))
        if not quota:
            out = seats is not None and self.all_of_it.surely_past(own.best) >= seats
            return out and (not self.stage.advance_best or self._is_no_best_other(own))
        taken = {named: among.surely_past(own.best) for named, among in self.homes.items()}
        if team.organisation and taken[team.organisation] >= quota:
            return True
        limited = (min(n, quota) if named else n for named, n in taken.items())
        # A stage with a quota is not played by groups.
        return seats is not None and sum(limited) >= seats

    def _is_no_best_other(self, own: Reach) -> bool:
        """Whether so many end before it, wherever they play, that none of the others' places is
        left.
        """
        if self.everybody is None or self.stage.best_by == "mean":
            return False
        return self.everybody.surely_past(own.best) >= self.places_for_all

    def target(self, team: Team) -> Fraction | None:
        """The least good official total, greater is better, that goes on whatever the others do.

        Ties count against it. None where no total is enough.
        """
        own = self.reached[team.id]
        needed = [own.worst[1]]
        for among, seats in self._limits(team):
            past = self._past(own, among, seats)
            if past is None:
                return None
            needed.append(past)
        if has_bar(self.stage):
            if self.lower and not self._is_whole(own.best[0]):
                return None
            needed.append(self._passing())
        return max(needed)

    def _limits(self, team: Team) -> list[tuple[Field, int]]:
        """In which fields how many places there are for the team, as far as that limits it."""
        # As few have a place at the end as have one now, so a share gives no fewer places than so.
        seats = seats_of(self.stage, self.placed)
        found = [] if seats is None else [(self.all_of_it, seats)]
        quota = self.stage.quota if team.organisation else 0
        return [*found, (self.homes[team.organisation], quota)] if quota else found

    def _past(self, own: Reach, among: Field, seats: int) -> Fraction | None:
        # Fewer than `seats` others may reach it, so it must pass the best of the one at that place.
        if seats == 0:
            return None
        best = among.best_of_others(seats, own)
        if best is None:
            return own.worst[1]
        rounds, total = best
        if own.best[0] == rounds:
            return total + self._unit
        # With more rounds than that one can have, any total is; with fewer none.
        return -own.total.high if own.best[0] > rounds else None

    def _surely_passes(self, own: Reach) -> bool:
        if has_bar(self.stage) and self.lower and not self._is_whole(own.worst[0]):
            return False
        return passes(self.stage, total_of(own.worst[1], lower=self.lower), lower=self.lower)

    def _is_whole(self, rounds: int) -> bool:
        """Whether nobody can have a score in more rounds: who lacks one passes no threshold."""
        return rounds >= self.most_rounds

    def _passing(self) -> Fraction:
        """The least good official total that passes the threshold, greater is better."""
        sign = -1 if self.lower else 1
        if self.stage.threshold is not None:
            return ceil(sign * Fraction(self.stage.threshold) / self._unit) * self._unit
        exceeded = sign * Fraction(self.stage.above or 0)
        return (floor(exceeded / self._unit) + 1) * self._unit

    @property
    def _unit(self) -> Fraction:
        return Fraction(1, 10**self.places)


def total_of(key: Fraction, *, lower: bool) -> Fraction:
    """The total that ranks so: where the smaller one is first its key is the negative."""
    return -key if lower else key
