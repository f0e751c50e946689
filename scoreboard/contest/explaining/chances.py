"""What a team needs to go on whatever the others do, and when nothing helps it any more.

Everything is on the safe side: of a share, as few teams may have a place at the end as have one
now, or as many as can still come to one; of a quota, the others of the organisation end high.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from scoreboard.contest.explaining.ranges import Reach
from scoreboard.contest.model import Event, Stage, Team
from scoreboard.contest.rules.going_on import has_bar, passes, seats_of


@dataclass(frozen=True, slots=True)
class Chances:
    """The teams of a stage's table and what each can still end with, by team id.

    `placed` is how many of them have a place now.
    """

    stage: Stage
    reached: Mapping[str, Reach]
    placed: int
    event: Event

    @property
    def places(self) -> int:
        """To how many decimals totals are official."""
        return self.event.rules.decimals

    @property
    def lower(self) -> bool:
        """Whether the smaller total is first."""
        return self.event.rules.better == "lower"

    def others(self, team: Team) -> list[Reach]:
        """What the other teams can end with."""
        return [other for team_id, other in self.reached.items() if team_id != team.id]

    def is_through(self, team: Team) -> bool:
        """Whether it goes on whatever it and the others do, ties against it."""
        own = self.reached[team.id]
        return self._surely_passes(own) and all(
            sum(1 for other in others if other.best >= own.worst) < seats
            for others, seats in self._limits(team)
        )

    def is_out(self, team: Team) -> bool:
        """Whether nothing it can reach goes on, whatever the others do."""
        own = self.reached[team.id]
        if not passes(self.stage, total_of(own.best[1], lower=self.lower), lower=self.lower):
            return True
        ahead = [one for one in self.event.teams if self._is_ahead(one, own)]
        taken, quota = Counter(one.organisation for one in ahead), self.stage.quota
        if quota and team.organisation and taken[team.organisation] >= quota:
            return True
        seats = seats_of(self.stage, len(self.reached))
        limited = (min(n, quota) if quota and named else n for named, n in taken.items())
        return seats is not None and sum(limited) >= seats

    def target(self, team: Team) -> Fraction | None:
        """The least good official total, greater is better, that goes on whatever the others do.

        Ties count against it. None where no total is enough.
        """
        own = self.reached[team.id]
        needed = [own.worst[1]]
        for others, seats in self._limits(team):
            past = self._past(own, others, seats)
            if past is None:
                return None
            needed.append(past)
        if has_bar(self.stage):
            if self.lower and not self._is_whole(own.best[0]):
                return None
            needed.append(self._passing())
        return max(needed)

    def _limits(self, team: Team) -> list[tuple[list[Reach], int]]:
        """Among which others how many places there are for the team, as far as that limits it."""
        # As few have a place at the end as have one now, so a share gives no fewer places than so.
        seats = seats_of(self.stage, self.placed)
        same = [
            self.reached[one.id]
            for one in self.event.teams
            if one.organisation == team.organisation and one.id != team.id
            if one.id in self.reached
        ]
        found = [] if seats is None else [(self.others(team), seats)]
        quota = self.stage.quota if team.organisation else 0
        return [*found, (same, quota)] if quota else found

    def _past(self, own: Reach, others: Sequence[Reach], seats: int) -> Fraction | None:
        # Fewer than `seats` others may reach it, so it must pass the best of the one at that place.
        best = sorted((other.best for other in others), reverse=True)
        if seats > len(best):
            return own.worst[1]
        if seats == 0:
            return None
        rounds, total = best[seats - 1]
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
        return all(rounds >= one.best[0] for one in self.reached.values())

    def _is_ahead(self, team: Team, own: Reach) -> bool:
        return team.id in self.reached and self.reached[team.id].worst > own.best

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
