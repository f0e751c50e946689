"""A judged round: each judge marks each team once, and the marks become one score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from scoreboard.contest.model import Aggregate, Entry, Round, RoundForm, RoundState, TeamScore
from scoreboard.contest.numbers import on_step, plain
from scoreboard.contest.rules.exactly import added, equals, exactly, mean_of
from scoreboard.contest.rules.kinds.kind import Entered, Given, Kind, Range, RoundScore
from scoreboard.contest.rules.members import Figure, best_of, joined
from scoreboard.contest.rules.scoring import (
    aggregate_marks,
    check_limits,
    counted,
    exact_sum,
    rounded,
)
from scoreboard.contest.words import N_, Say, refuse

_COUNTS: Mapping[Aggregate, str] = {
    "mean": N_("the mean of the marks counts"),
    "sum": N_("the sum of the marks counts"),
    "median": N_("the middle mark counts"),
}
_RULES: Mapping[Aggregate, str] = {
    "sum": N_("Sum of the marks that count"),
    "mean": N_("Mean of the marks that count"),
    "median": N_("Median of the marks that count"),
    "places": N_("Sum of the places that the judges' marks give"),
}
_MEMBERS: Mapping[TeamScore, str] = {
    "sum": N_("sum of the members' scores"),
    "mean": N_("mean of the members' scores"),
    "best": N_("sum of the best %(n)s members' scores"),
}
_OF_MEMBERS: Mapping[TeamScore, str] = {
    "sum": N_("In %(round)s each member is marked; the team has the sum of the members' scores."),
    "mean": N_("In %(round)s each member is marked; the team has the mean of the members' scores."),
    "best": N_(
        "In %(round)s each member is marked; the team has the sum of the best %(n)s scores."
    ),
}
_BY_PLACES = N_(
    "In %(round)s each judge's marks put the teams in places: the highest mark is first, equal "
    "marks share the mean of their places. A team's places are added, and the smallest sum is "
    "best. Where a judge has none for a team, the mean of the others stands in. The hall sees the "
    "scores when the round is closed."
)


class Judged(Kind):
    """Marks on steps between two limits; of a panel's marks the ends may be left out."""

    form: RoundForm = "judged"
    panel = True
    tally = False
    listed = False
    settles = False
    takes = N_("%(round)s takes marks, not points.")

    def check_limits(self, a_round: Round, value: Decimal) -> None:
        """Raises Refusal for a mark below min, above max or off the step; never clamps it."""
        check_limits(a_round, value, "value")
        if not on_step(value, a_round.min, a_round.step):
            raise refuse(
                "Marks go in steps of %(step)s from %(min)s.",
                field="value",
                step=plain(a_round.step),
                min=plain(a_round.min),
            )

    def check_given(self, a_round: Round, value: Decimal, _detail: Mapping[str, Any]) -> None:
        """A mark may be whatever the limits allow, 0 too."""
        self.check_limits(a_round, value)

    def settle(self, a_round: Round, value: Decimal | None, detail: Mapping[str, Any]) -> Decimal:
        """The value as it is: such a round has no criteria."""
        if "values" in detail or value is None:
            text = N_("%(round)s takes one number for each team, not marks by criteria.")
            raise refuse(text, field="values", round=a_round.name)
        self.check_given(a_round, value, detail)
        return value

    def check_entered(self, a_round: Round, _entered: Entered) -> None:
        """Raises Refusal: the desk enters no scores here."""
        raise refuse(self.takes, field="round", round=a_round.name)

    def can_hold(self, entry: Entry) -> bool:
        """Marks it holds, also corrected ones, and no points."""
        return entry.judge is not None or entry.kind not in ("award", "correction", "scores")

    def is_limited(self, entry: Entry) -> bool:
        """Every mark is, also one that the desk has corrected."""
        return entry.judge is not None

    def usual_limits(self, a_round: Round) -> tuple[Decimal, Decimal]:
        """Those that a round has anyway."""
        return a_round.min, a_round.max

    def is_given_by(self, a_round: Round, judge_id: str) -> bool:
        """Every judge marks, or those of the round's panel."""
        return a_round.panel is None or judge_id in a_round.panel

    def named_judges(self, a_round: Round) -> tuple[str, ...]:
        """Those of its panel, where it has one of its own."""
        return a_round.panel or ()

    def score(self, a_round: Round, given: Given) -> RoundScore:
        """What the team has of its members where these are marked, else its own."""
        if a_round.by == "team":
            return self.own_score(a_round, given)
        own = [self.own_score(a_round, one) for one in given.members]
        score = self._joined(a_round, [one.score for one in own])
        provisional = any(one.provisional for one in own)
        return RoundScore(score, counted(a_round, score), provisional)

    def _joined(self, a_round: Round, scores: Sequence[Fraction | None]) -> Fraction | None:
        """What the members' scores come to for the team; None where none has any."""
        there = [score for score in scores if score is not None]
        figures = best_of(a_round, there)
        return rounded(joined(a_round, figures), a_round.decimals) if figures else None

    def own_score(self, a_round: Round, given: Given) -> RoundScore:
        """The aggregate of what dropping leaves; None with fewer marks than dropping needs."""
        present = _numbers(a_round, given)
        exact = aggregate_marks(
            list(present.values()), a_round.aggregate, a_round.drop_high, a_round.drop_low
        )
        if a_round.by_places and exact is not None:
            exact *= given.panel
        dropped = dropped_judges(a_round, present) if exact is not None else frozenset[str]()
        waiting = len(present) < len(given.waited_for)
        provisional = waiting or (exact is None and bool(given.waited_for))
        score = None if exact is None else rounded(exact, a_round.decimals)
        return RoundScore(score, counted(a_round, score), provisional, dropped)

    def counting(self, a_round: Round, given: Given, scored: RoundScore) -> Sequence[Figure]:
        """The marks or places that count; none where they are too few for a score.

        Where members are marked, the scores of those who count.
        """
        if scored.score is None:
            return []
        if a_round.by == "member":
            own = [self.own_score(a_round, one).score for one in given.members]
            return best_of(a_round, [score for score in own if score is not None])
        numbers = _numbers(a_round, given)
        return [number for judge, number in numbers.items() if judge not in scored.dropped]

    def exact(self, a_round: Round, counting: Sequence[Figure]) -> Fraction:
        """The aggregate of the marks that count; or what members' scores come to."""
        if a_round.by == "member":
            return joined(a_round, counting)
        marks = cast(Sequence[Decimal], counting)
        return aggregate_marks(marks, a_round.aggregate, 0, 0) or Fraction(0)

    def missing(self, given: Given) -> list[str]:
        """Those who are waited for and have not marked."""
        return [judge for judge in given.waited_for if judge not in given.marks]

    def is_open_ended(self, a_round: Round) -> bool:
        """Marks have limits; but of places those of one team rest on the marks of all."""
        return a_round.by_places and a_round.weight != 0

    def why_open(self, _round: Round) -> str:
        """Only of places."""
        return N_("Not to be foreseen: each place depends on the marks of all teams")

    def possible(self, a_round: Round, given: Given, _asked: int) -> Range:
        """Every mark that is given stands, every missing one is the lowest or the highest."""
        low, high = sorted(
            counted(a_round, self._filled(a_round, given, mark))
            for mark in (a_round.min, highest_mark(a_round))
        )
        return Range(low, high)

    def _filled(self, a_round: Round, given: Given, mark: Decimal) -> Fraction | None:
        """What the marks come to if each that is missing is this one."""
        if a_round.by == "member":
            own = [self._own_filled(a_round, one, mark) for one in given.members]
            return self._joined(
                a_round, [one if one is None else rounded(one, a_round.decimals) for one in own]
            )
        return self._own_filled(a_round, given, mark)

    def _own_filled(self, a_round: Round, given: Given, mark: Decimal) -> Fraction | None:
        fixed = [given.marks[judge] for judge in given.waited_for if judge in given.marks]
        marks = [*fixed, *[mark] * len(self.missing(given))]
        return aggregate_marks(marks, a_round.aggregate, a_round.drop_high, a_round.drop_low)

    def bounds(self, a_round: Round, say: Say) -> str:
        """From the lowest to the highest mark that can be given."""
        low, high = Fraction(a_round.min), Fraction(highest_mark(a_round))
        return say(N_("Marks from %(low)s to %(high)s"), low=equals(low), high=equals(high))

    def caution(self, _round: Round, state: RoundState) -> str | None:
        """Of a round that runs, that marks may still change."""
        if state != "open":
            return None
        return N_(
            "Marks that are given are taken as they stand, though a judge may still change "
            "them; every missing mark is taken to come."
        )

    def meaning(self, a_round: Round, say: Say) -> Iterator[str]:
        """Which marks are left out, and what is made of the others."""
        yield _left_out(a_round, say)
        if a_round.by == "member":
            yield say(_OF_MEMBERS[a_round.team_score], round=a_round.name, n=a_round.best)

    def givers(self, a_round: Round, names: Mapping[str, str], say: Say) -> str | None:
        """Nobody gives points; where not all judges mark, who does."""
        if a_round.panel is None:
            return None
        named = say(N_(", ")).join(names.get(one, one) for one in a_round.panel)
        return say(N_("%(round)s is marked by %(judges)s."), round=a_round.name, judges=named)

    def rule(self, a_round: Round, say: Say) -> str:
        """The aggregate, and how many marks are left out of it."""
        rule = say(_RULES[a_round.aggregate])
        high, low = a_round.drop_high, a_round.drop_low
        if high or low:
            text = N_("%(rule)s; left out: highest %(high)s, lowest %(low)s")
            rule = say(text, rule=rule, high=high, low=low)
        if a_round.by == "team":
            return rule
        team = say(_MEMBERS[a_round.team_score], n=a_round.best)
        return say(N_("For each member: %(rule)s. For the team: %(team)s"), rule=rule, team=team)

    def first_step(
        self, a_round: Round, given: Given, counting: Sequence[Figure], say: Say
    ) -> str | None:
        """A sum, a division, or the marks in order; where a place is missing, what stands in."""
        if a_round.by_places and len(counting) < given.panel:
            return _stretched(counting, given.panel)
        if len(counting) < 2:
            return None
        if a_round.by == "member":
            if a_round.team_score == "mean":
                return mean_of(counting)
            return f"{added(counting)} = {equals(exact_sum(counting))}"
        score = self.exact(a_round, counting)
        if a_round.aggregate in ("sum", "places"):
            return f"{added(counting)} = {equals(exact_sum(counting))}"
        if a_round.aggregate == "median":
            ordered = ", ".join(equals(Fraction(mark)) for mark in sorted(counting))
            text = N_("In order: %(marks)s; in the middle: %(value)s")
            return say(text, marks=ordered, value=equals(score))
        return mean_of(counting)


def _numbers(a_round: Round, given: Given) -> dict[str, Decimal]:
    """What each judge who is waited for has given the team: a mark, or by it a place."""
    numbers = given.places if a_round.by_places else given.marks
    return {judge: numbers[judge] for judge in given.waited_for if judge in numbers}


def _stretched(places: Sequence[Figure], panel: int) -> str:
    """The mean of the places there are, as many times as the panel has judges."""
    score = exact_sum(places) / len(places) * panel
    shown = exactly(score)["about"]
    result = f"= {equals(score)}" if shown is None else f"≈ {shown}".replace("-", "−")
    return f"({added(places)}) ÷ {len(places)} × {panel} {result}"


def highest_mark(a_round: Round) -> Decimal:
    """The highest mark on the round's steps; `max` itself may lie between two of them."""
    steps = Fraction(a_round.max - a_round.min) // Fraction(a_round.step)
    return a_round.min + steps * a_round.step


def dropped_judges(a_round: Round, marks: Mapping[str, Decimal]) -> frozenset[str]:
    """Whose marks dropping leaves out; of equal marks the first in the order of judges."""
    order = sorted(marks, key=lambda judge: marks[judge])
    high = sorted(marks, key=lambda judge: -marks[judge])[: a_round.drop_high]
    low = [judge for judge in order if judge not in high][: a_round.drop_low]
    return frozenset(high + low)


def _left_out(a_round: Round, say: Say) -> str:
    high, low, name = a_round.drop_high, a_round.drop_low, a_round.name
    if a_round.by_places:
        return say(_BY_PLACES, round=name)
    what = say(_COUNTS[a_round.aggregate])
    if not high and not low:
        return say(N_("In %(round)s %(what)s."), round=name, what=what)
    if high == low == 1:
        text = N_(
            "In %(round)s the highest and the lowest mark are left out, then %(what)s. "
            "It takes at least 3 marks."
        )
        return say(text, round=name, what=what)
    counts = [(high, N_("the highest %(count)s")), (low, N_("the lowest %(count)s"))]
    left = say(N_(", ")).join(say(text, count=count) for count, text in counts if count)
    text = N_(
        "In %(round)s some marks are left out: %(left)s. Then %(what)s. "
        "It takes at least %(least)s marks."
    )
    return say(text, round=name, left=left, what=what, least=a_round.least_marks)
