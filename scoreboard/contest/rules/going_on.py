"""Who goes on from a stage: by number or share, past a threshold, so many of one organisation.

Rulebook, "Who goes on": teams are counted, never printed places. Contract, section 9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, Literal

from scoreboard.contest.model import AdmitAs, Rounding, Stage
from scoreboard.contest.numbers import plain
from scoreboard.contest.rules.ranking import Cut, groups
from scoreboard.contest.words import N_, Say

# What keeps a team back that is high enough for one of the places.
Bar = Literal["threshold", "quota"]

BAR_WORDS: dict[Bar, str] = {
    "threshold": N_("Below what is needed to go on"),
    "quota": N_("Its organisation has no place left"),
}
ADMITTED_WORDS: dict[AdmitAs, str] = {
    "wild_card": N_("wild card"),
    "reserve": N_("reserve"),
    "return": N_("returned"),
}
_SHARES: dict[Rounding, str] = {
    "up": N_("the first %(share)s per cent, rounded up"),
    "down": N_("the first %(share)s per cent, rounded down"),
    "half_up": N_("the first %(share)s per cent, rounded half up"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A team against the cut; `left` is for how many places those who are tied with it are tied.

    `best`: it is in, or tied, as one of the best others across the groups.
    """

    cut: Cut
    bar: Bar | None = None
    left: int = 0
    best: bool = False


@dataclass(slots=True)
class Seated:
    """Whom the rule has given a place so far: how many, and how many of each organisation."""

    count: int = 0
    of: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Edge:
    """Where those who go on end, in one field of teams; lists are by position.

    `seats` is None where all go on who pass. A team without an organisation stands for itself. Of a
    tie no more get a place than fit; who they are does not matter to those after them.
    """

    seats: int | None
    passing: Sequence[bool]
    organisations: Sequence[str]
    quota: int = 0

    def states(self, keys: Sequence[Any]) -> list[Counted | None]:
        """Each position against the cut; None where the key is None. A greater key is better."""
        result: list[Counted | None] = [None] * len(keys)
        seated = Seated()
        for _, group in groups(keys):
            for i, counted in zip(group, self._level(seated, group), strict=True):
                result[i] = counted
            self._seat(seated, group)
        return result

    def lies_across(self, above: Sequence[int], group: Sequence[int]) -> bool:
        """Whether a place has to be decided among the equal teams of a group."""
        seated = Seated()
        self._seat(seated, above)
        return any(one.cut == "tied" for one in self._level(seated, group))

    def _room(self, seated: Seated, i: int, all_of: int) -> int:
        """How many more of a team's organisation may go on, of `all_of` who would."""
        named = self.organisations[i]
        return max(0, self.quota - seated.of[named]) if self.quota and named else all_of

    def _seat(self, seated: Seated, group: Sequence[int]) -> None:
        for i in group:
            if self.passing[i] and self._room(seated, i, 1):
                seated.count += 1
                seated.of[self.organisations[i]] += 1

    def _level(self, seated: Seated, group: Sequence[int]) -> list[Counted]:
        """Equal teams against the cut, after those who are seated."""
        size = Counter(self.organisations[i] for i in group)
        room = {self.organisations[i]: self._room(seated, i, len(group)) for i in group}
        wanted = sum(min(size[named], room[named]) for named in size)
        free = len(group) if self.seats is None else max(0, self.seats - seated.count)
        over = [named for named in size if 0 < room[named] < size[named]]
        return [self._one(i, room[self.organisations[i]], wanted, free, over, room) for i in group]

    def _one(
        self,
        i: int,
        own: int,
        wanted: int,
        free: int,
        over: Sequence[str],
        room: dict[str, int],
    ) -> Counted:
        if not self.passing[i]:
            return Counted("out", "threshold" if free else None)
        if not free:
            return Counted("out")
        if not own:
            return Counted("out", "quota")
        if wanted > free:
            return Counted("tied", left=free)
        if self.organisations[i] in over:
            return Counted("tied", left=sum(room[named] for named in over))
        return Counted("in")


def edge_of(
    stage: Stage,
    placed: int,
    totals: Sequence[Fraction | Decimal | None],
    organisations: Sequence[str],
    *,
    lower: bool = False,
) -> Edge:
    """The edge of a stage in a field in which so many are placed.

    `totals` are those held against the threshold: None for a team that can pass none. In a last
    stage it is the edge of the first place.
    """
    passing = [passes(stage, total, lower=lower) for total in totals]
    return Edge(seats_of(stage, placed), passing, organisations, stage.quota)


def seats_of(stage: Stage, placed: int) -> int | None:
    """How many of the `placed` teams go on at most; None where all do who pass the threshold."""
    if stage.advance is not None:
        return stage.advance
    if stage.advance_share is not None:
        return share_of(stage.advance_share, placed, stage.rounding)
    if stage.has_cut:
        return None
    # From a side stage without a rule the desk alone lets teams back.
    return 0 if stage.side_of else 1


def entering(stages: Sequence[Stage], teams: int, groups: int = 1) -> list[int]:
    """How many teams enter each stage, at most, as far as a set-up can say it.

    With divisions `teams` are those of one. `groups` is how many the event has.
    """
    found, going, out = [], teams, 0
    for stage in stages:
        found.append(out if stage.side_of else going)
        if stage.by_group:
            seats = seats_of(stage, going // max(1, groups))
            all_of = None if seats is None else seats * max(1, groups) + stage.advance_best
            out = going if all_of is None else max(0, going - all_of)
            going = going if all_of is None else min(all_of, going)
        elif stage.side_of:
            seats = seats_of(stage, out)
            back = out if seats is None else min(seats, out)
            going, out = going + back, out - back
        elif stage.has_cut:
            seats = seats_of(stage, going)
            # Where only a threshold says it, all may go on, and all may be out.
            out = going if seats is None else max(0, going - seats)
            going = going if seats is None else min(seats, going)
    return found


def share_of(share: Decimal, teams: int, rounding: Rounding) -> int:
    """A share of so many teams, as a whole number."""
    exact = Fraction(share) * teams
    if rounding == "half_up":
        return floor(exact + Fraction(1, 2))
    return ceil(exact) if rounding == "up" else floor(exact)


def passes(stage: Stage, total: Fraction | Decimal | None, *, lower: bool = False) -> bool:
    """Whether an official total is good enough to go on at all; without one where none is asked."""
    if not has_bar(stage) or total is None:
        return not has_bar(stage)
    sign = -1 if lower else 1
    reached = sign * Fraction(total)
    if stage.threshold is not None and reached < sign * Fraction(stage.threshold):
        return False
    return stage.above is None or reached > sign * Fraction(stage.above)


def has_bar(stage: Stage) -> bool:
    """Whether a team needs a total of some size to go on."""
    return stage.threshold is not None or stage.above is not None


def who_goes_on(stage: Stage, say: Say) -> str | None:
    """The stage's rule in a few words; None in a last stage."""
    if not stage.has_cut:
        return None
    parts = []
    if stage.advance is not None:
        parts.append(say(N_("the first %(n)s"), n=stage.advance))
    elif stage.advance_share is not None:
        parts.append(say(_SHARES[stage.rounding], share=per_cent(stage.advance_share)))
    if stage.threshold is not None:
        parts.append(say(N_("all with %(points)s or more"), points=plain(stage.threshold)))
    if stage.above is not None:
        parts.append(say(N_("all above %(points)s"), points=plain(stage.above)))
    if len(parts) > 1:
        parts = [say(N_("%(some)s of %(all)s"), some=parts[0], all=parts[1])]
    return say(N_(", ")).join([*_of_each(stage, parts, say), *_besides(stage, say)])


def _of_each(stage: Stage, parts: list[str], say: Say) -> list[str]:
    """What is said of who goes on, where it is counted in each group."""
    if not stage.by_group:
        return parts
    return [say(N_("of each group %(who)s"), who=say(N_(", ")).join(parts))]


def _besides(stage: Stage, say: Say) -> Iterator[str]:
    if stage.advance_best:
        text = N_("the best %(n)s others by total")
        if stage.best_by == "mean":
            text = N_("the best %(n)s others by the mean of their rounds")
        yield say(text, n=stage.advance_best)
    if stage.quota:
        yield say(N_("at most %(n)s of one organisation"), n=stage.quota)


def per_cent(share: Decimal) -> str:
    """A share as people say it, without the sign: 0.3 is 30."""
    return plain((share * 100).normalize())
