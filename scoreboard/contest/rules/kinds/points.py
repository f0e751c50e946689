"""A points round: points are awarded and deducted one by one, at the desk or by judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, assert_never, get_args

from scoreboard.contest.model import Entry, Loss, Round, RoundForm, RoundState, TeamScore
from scoreboard.contest.numbers import plain, read_number
from scoreboard.contest.rules.exactly import added, equals, mean_of
from scoreboard.contest.rules.fouls import foul_meaning
from scoreboard.contest.rules.kinds.kind import Entered, Given, Kind, Range, RoundScore
from scoreboard.contest.rules.members import Figure, figures_that_count, joined
from scoreboard.contest.rules.scoring import check_limits, counted, exact_sum, rounded
from scoreboard.contest.rules.tokens import doubles, token_meaning
from scoreboard.contest.words import N_, Listed, Say, refuse

# What becomes of a stake.
Outcome = Literal["right", "wrong", "declined"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
# The limits of a points round that names none.
USUAL_POINTS = Decimal(100)


class Points(Kind):
    """The sum of what a team won and lost; a team that was given nothing has 0."""

    form: RoundForm = "points"
    panel = False
    tally = True
    listed = False
    settles = False
    takes = N_("%(round)s takes points, not marks.")

    def check_limits(self, a_round: Round, value: Decimal) -> None:
        """Raises Refusal for points below min or above max."""
        check_limits(a_round, value, "points")

    def check_given(self, a_round: Round, value: Decimal, detail: Mapping[str, Any]) -> None:
        """Raises Refusal for an award of nothing, off the limits, or with a stake not set up."""
        if detail.get("outcome") is not None:
            named_stake(a_round, detail)
        # No time and no fault is the best result where fewer is better, and has to be said.
        if not value and a_round.better == "higher":
            raise refuse("An award of 0 would change nothing.", field="points")
        self.check_limits(a_round, value)

    def settle(self, a_round: Round, _value: Decimal | None, _detail: Mapping[str, Any]) -> Decimal:
        """Raises Refusal: nobody marks."""
        raise refuse(self.takes, field="round", round=a_round.name)

    def check_entered(self, a_round: Round, _entered: Entered) -> None:
        """Raises Refusal: the desk enters no scores here."""
        raise refuse(self.takes, field="round", round=a_round.name)

    def can_hold(self, entry: Entry) -> bool:
        """Whatever is of no judge's mark, and no list of scores."""
        return entry.judge is None and entry.kind != "scores"

    def is_limited(self, entry: Entry) -> bool:
        """What was awarded is; a stake that was won or lost is not, nor what the desk has set."""
        plain_points = not {"outcome", "token"} & entry.detail.keys()
        return entry.kind == "award" and plain_points

    def usual_limits(self, a_round: Round) -> tuple[Decimal, Decimal]:
        """What at least allows the buttons, in both directions."""
        widest = max([USUAL_POINTS, *map(abs, a_round.awards)])
        return -widest, widest

    def is_given_by(self, a_round: Round, judge_id: str) -> bool:
        """All judges give points, those that are named, or none."""
        by = a_round.scored_by
        return judge_id in by if not isinstance(by, str) else by == "judges"

    def named_judges(self, a_round: Round) -> tuple[str, ...]:
        """Those that the round names; nobody where it is the desk, or all."""
        return () if isinstance(a_round.scored_by, str) else a_round.scored_by

    def score(self, a_round: Round, given: Given) -> RoundScore:
        """The sum of what was awarded and deducted, or what comes of the members' sums."""
        score = rounded(self.exact(a_round, _figures(a_round, given)), a_round.decimals)
        return RoundScore(score, counted(a_round, score))

    def own_score(self, a_round: Round, given: Given) -> RoundScore:
        """The team's: nobody else is marked."""
        return self.score(a_round, given)

    def counting(self, a_round: Round, given: Given, _scored: RoundScore) -> list[Decimal]:
        """All points count; where they are the members', the sums of those who count."""
        return _figures(a_round, given)

    def exact(self, a_round: Round, counting: Sequence[Figure]) -> Fraction:
        """Their sum; of members' sums their mean, where the round has that."""
        return joined(a_round, counting) if a_round.by == "member" else exact_sum(counting)

    def missing(self, _given: Given) -> list[str]:
        """Nobody is waited for."""
        return []

    def is_open_ended(self, a_round: Round) -> bool:
        """Unless the event says how many questions a team is asked."""
        unlimited = a_round.questions is None or a_round.by == "member"
        return unlimited and a_round.weight != 0

    def why_open(self, a_round: Round) -> str:
        """Where questions are not counted, or are the members'."""
        if a_round.by == "member":
            return N_("No limit: the points are the members', and count for the team together")
        return N_("No limit: the event does not say how many questions a team is asked")

    def possible(self, a_round: Round, given: Given, asked: int) -> Range:
        """What there is stands; each question that is left is won, lost or worth nothing."""
        # Exactly: the round is rounded once, when all its points are there.
        so_far, each = exact_sum(given.points), question_range(a_round)
        left = questions_left(a_round, asked)
        # A question that is doubled counts as one more of the same.
        left += min(left, given.doubles)
        low, high = sorted(counted(a_round, so_far + left * end) for end in (each.low, each.high))
        return Range(low, high)

    def bounds(self, a_round: Round, say: Say) -> str:
        """How many questions a team is asked, and what each can bring."""
        each = question_range(a_round)
        text = N_("Questions to a team: %(n)s, each from %(low)s to %(high)s")
        if any(map(doubles, a_round.tokens)):
            text = N_(
                "Questions to a team: %(n)s, each from %(low)s to %(high)s, doubled where it has a "
                "token left for that"
            )
        return say(text, n=a_round.questions, low=equals(each.low), high=equals(each.high))

    def caution(self, a_round: Round, _state: RoundState) -> str | None:
        """Where questions are counted, that each team has its own."""
        if self.is_open_ended(a_round):
            return None
        return N_("Each team's questions are its own, whatever the others are asked.")

    def meaning(self, a_round: Round, say: Say) -> Iterator[str]:
        """What fouls cost, which tokens there are, and what the team has of its members."""
        if a_round.by == "member":
            yield _of_members(a_round, say)
        yield from foul_meaning(a_round, say)
        yield from token_meaning(a_round, say)

    def givers(self, a_round: Round, names: Mapping[str, str], say: Say) -> str | None:
        """All judges, or those that are named; None where the desk is alone."""
        if a_round.scored_by == "desk":
            return None
        if isinstance(a_round.scored_by, str):
            return say(N_("All judges and the desk give points in %(round)s."), round=a_round.name)
        named = say(N_(", ")).join(names.get(one, one) for one in a_round.scored_by)
        text = N_("%(judges)s and the desk give points in %(round)s.")
        return say(text, judges=named, round=a_round.name)

    def rule(self, a_round: Round, say: Say) -> str:
        """A sum of what was given; or what the team has of its members."""
        if a_round.by == "member":
            return say(_MEMBERS[a_round.team_score], n=a_round.best)
        return say(N_("Sum of what was awarded and deducted"))

    def first_step(
        self, a_round: Round, _given: Given, counting: Sequence[Figure], _say: Say
    ) -> str | None:
        """A sum of several; of members' sums perhaps a mean."""
        if len(counting) < 2:
            return None
        total = exact_sum(counting)
        if a_round.by == "member" and a_round.team_score == "mean":
            return mean_of(counting)
        return f"{added(counting)} = {equals(total)}"


_MEMBERS: Mapping[TeamScore, str] = {
    "sum": N_("Sum of what the members have"),
    "mean": N_("Mean of what the members have who were given anything"),
    "best": N_("Sum of the best %(n)s of the members"),
}
_OF_MEMBERS: Mapping[TeamScore, str] = {
    "sum": N_("Points in %(round)s are the members'; the team has their sum."),
    "mean": N_(
        "Points in %(round)s are the members'; the team has the mean of those who were given any."
    ),
    "best": N_("Points in %(round)s are the members'; the team has the sum of the best %(n)s."),
}


def _of_members(a_round: Round, say: Say) -> str:
    return say(_OF_MEMBERS[a_round.team_score], round=a_round.name, n=a_round.best)


def _figures(a_round: Round, given: Given) -> list[Decimal]:
    """What the score is made of: all points, or the sums of the members who count."""
    if a_round.by == "member":
        return figures_that_count(a_round, given.people)
    return list(given.points)


def question_range(a_round: Round) -> Range:
    """What one question can bring: the buttons, else the limits, of the round; or nothing."""
    answers = [worth(a_round, stake, outcome) for stake in a_round.stakes for outcome in OUTCOMES]
    ends = [Decimal(0), *([*a_round.awards, *answers] or (a_round.min, a_round.max))]
    return Range(Fraction(min(ends)), Fraction(max(ends)))


def questions_left(a_round: Round, asked: int) -> int:
    """How many questions a team can still be asked."""
    return max(0, (a_round.questions or 0) - asked)


def worth(a_round: Round, stake: Decimal, outcome: Outcome) -> Decimal:
    """What an answer to a stake brings, as the round has it; half a stake is exact."""
    match outcome:
        case "right":
            return stake
        case "declined":
            return Decimal(0) - a_round.declined
        case "wrong":
            return Decimal(0) - _lost(a_round.loss, stake)
        case _:
            assert_never(outcome)


def _lost(loss: Loss, stake: Decimal) -> Decimal:
    if loss == "none":
        return Decimal(0)
    return stake / 2 if loss == "half" else stake


def named_stake(a_round: Round, detail: Mapping[str, Any]) -> Decimal:
    """The stake of an answer. Raises Refusal where the round has no such stake, or none at all."""
    stake = read_number(detail.get("stake"), "stake")
    if stake not in a_round.stakes:
        raise refuse(
            "The stake must be one of %(stakes)s.",
            field="stake",
            stakes=Listed(plain(stake) for stake in a_round.stakes),
        )
    return stake
