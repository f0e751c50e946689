"""Rounds of which the desk enters one score for each team: a list, or a count in the hall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoreboard.contest.model import Entry, Round, RoundForm, RoundState
from scoreboard.contest.numbers import on_step, plain
from scoreboard.contest.rules.exactly import equals
from scoreboard.contest.rules.kinds.kind import Entered, Given, Kind, Range, RoundScore
from scoreboard.contest.rules.members import Figure
from scoreboard.contest.rules.scoring import check_limits, counted, exact_sum, rounded
from scoreboard.contest.words import N_, Say, refuse


class Listed(Kind):
    """A score for each team, as a paper test has it; it comes from a sheet, or is typed."""

    form: RoundForm = "list"
    panel = False
    tally = False
    listed = True
    settles = False
    takes = N_("%(round)s takes one score for each team, which the desk enters.")

    def check_limits(self, a_round: Round, value: Decimal) -> None:
        """Raises Refusal for a score below min, above max or off the step."""
        check_limits(a_round, value, "value")
        if not on_step(value, a_round.min, a_round.step):
            step, low = plain(a_round.step), plain(a_round.min)
            text = N_("Scores go in steps of %(step)s from %(min)s.")
            raise refuse(text, field="value", step=step, min=low)

    def check_given(self, a_round: Round, _value: Decimal, _detail: Mapping[str, Any]) -> None:
        """Raises Refusal: nobody marks, and no points are awarded."""
        raise refuse(self.takes, field="round", round=a_round.name)

    def settle(self, a_round: Round, _value: Decimal | None, _detail: Mapping[str, Any]) -> Decimal:
        """Raises Refusal: nobody marks."""
        raise refuse(self.takes, field="round", round=a_round.name)

    def check_entered(self, a_round: Round, entered: Entered) -> None:
        """Raises Refusal for what cannot be entered here."""
        if entered.value is None:
            raise refuse(N_("Give the score of the team."), field="value")
        self.check_limits(a_round, entered.value)

    def exactly_entered(self, _round: Round, entered: Entered) -> Fraction:
        """The score that what was entered comes to, before any rounding."""
        return Fraction(entered.value or 0)

    def can_hold(self, entry: Entry) -> bool:
        """Whatever is no mark and no award."""
        return entry.judge is None and entry.kind not in ("award", "correction", "mark")

    def is_limited(self, _entry: Entry) -> bool:
        """No entry names one value: they are held by `check_entered`."""
        return False

    def usual_limits(self, a_round: Round) -> tuple[Decimal, Decimal]:
        """Those that a round has anyway."""
        return a_round.min, a_round.max

    def is_given_by(self, _round: Round, _judge_id: str) -> bool:
        """No judge gives anything."""
        return False

    def named_judges(self, _round: Round) -> tuple[str, ...]:
        """Nobody."""
        return ()

    def score(self, a_round: Round, given: Given) -> RoundScore:
        """What was entered, in the round's scale; None before that."""
        if given.entered is None:
            return RoundScore(None, Fraction(0), provisional=True)
        score = rounded(self.exactly_entered(a_round, given.entered), a_round.decimals)
        return RoundScore(score, counted(a_round, score))

    def own_score(self, a_round: Round, given: Given) -> RoundScore:
        """The team's: nobody else is marked."""
        return self.score(a_round, given)

    def counting(self, _round: Round, _given: Given, _scored: RoundScore) -> list[Decimal]:
        """No marks."""
        return []

    def exact(self, _round: Round, counting: Sequence[Figure]) -> Fraction:
        """The sum of nothing."""
        return exact_sum(counting)

    def missing(self, _given: Given) -> list[str]:
        """No judge is waited for."""
        return []

    def is_open_ended(self, _round: Round) -> bool:
        """Scores have limits."""
        return False

    def why_open(self, _round: Round) -> str:
        """Never."""
        return ""

    def possible(self, a_round: Round, given: Given, _asked: int) -> Range:
        """What was entered stands; a missing score is the lowest or the highest."""
        if given.entered is not None:
            fixed = self.score(a_round, given).counted
            return Range(fixed, fixed)
        ends = (rounded(Fraction(end), a_round.decimals) for end in (a_round.min, a_round.max))
        low, high = sorted(counted(a_round, end) for end in ends)
        return Range(low, high)

    def bounds(self, a_round: Round, say: Say) -> str:
        """From the lowest to the highest score."""
        low, high = Fraction(a_round.min), Fraction(a_round.max)
        return say(N_("Scores from %(low)s to %(high)s"), low=equals(low), high=equals(high))

    def caution(self, _round: Round, _state: RoundState) -> str | None:
        """Nothing is taken for granted."""
        return None

    def meaning(self, a_round: Round, say: Say) -> Iterator[str]:
        """Who enters the scores."""
        text = N_(
            "In %(round)s the desk enters one score for each team, from a sheet or by hand: "
            "%(low)s to %(high)s."
        )
        yield say(text, round=a_round.name, low=plain(a_round.min), high=plain(a_round.max))

    def givers(self, _round: Round, _names: Mapping[str, str], _say: Say) -> str | None:
        """Nobody but the desk."""
        return None

    def rule(self, _round: Round, say: Say) -> str:
        """The same in every such round."""
        return say(N_("Entered at the desk"))

    def first_step(
        self, _round: Round, _given: Given, _counting: Sequence[Figure], _say: Say
    ) -> str | None:
        """The score stands as it was entered."""
        return None


class HallCount(Listed):
    """A count in the hall (大众评审举牌): how many hold up a card, of how many present."""

    form: RoundForm = "count"
    takes = N_("%(round)s takes a count of raised cards for each team, which the desk enters.")

    def check_limits(self, a_round: Round, value: Decimal) -> None:
        """Raises Refusal for a score below min or above max; a count is on no steps."""
        check_limits(a_round, value, "raised")

    def check_entered(self, a_round: Round, entered: Entered) -> None:
        """Raises Refusal for a count that cannot be: more cards than people, or above max."""
        raised, present = entered.raised, entered.present
        if raised is None or raised < 0:
            raise refuse(N_("Say how many cards were raised: a whole number."), field="raised")
        if present is None or present < 1:
            raise refuse(N_("Say how many were present, at least 1."), field="present")
        if raised > present:
            text = N_("%(raised)s cards are more than the %(present)s people present.")
            raise refuse(text, field="raised", raised=raised, present=present)
        if self.exactly_entered(a_round, entered) > a_round.max:
            text = N_("%(raised)s cards come to more than %(max)s, the highest of the round.")
            raise refuse(text, field="raised", raised=raised, max=plain(a_round.max))

    def exactly_entered(self, a_round: Round, entered: Entered) -> Fraction:
        """So much for each card, or the share of those present on the way from min to max."""
        raised, present = entered.raised or 0, entered.present or 1
        if a_round.card is not None:
            return Fraction(a_round.min) + raised * Fraction(a_round.card)
        return Fraction(a_round.min) + Fraction(a_round.max - a_round.min) * raised / present

    def usual_limits(self, a_round: Round) -> tuple[Decimal, Decimal]:
        """Up to what all cards together are worth, where each is worth something."""
        if a_round.card is not None and a_round.present:
            return a_round.min, a_round.min + a_round.card * a_round.present
        return a_round.min, a_round.max

    def meaning(self, a_round: Round, say: Say) -> Iterator[str]:
        """What a card is worth."""
        names = {"round": a_round.name, "low": plain(a_round.min), "high": plain(a_round.max)}
        if a_round.card is not None:
            text = N_(
                "In %(round)s the desk enters how many raise a card for a team; each is worth "
                "%(card)s, up to %(high)s."
            )
            yield say(text, card=plain(a_round.card), **names)
        else:
            text = N_(
                "In %(round)s the desk enters how many raise a card for a team, of how many "
                "present: nobody gives %(low)s, all give %(high)s."
            )
            yield say(text, **names)
        if a_round.present:
            text = N_("In %(round)s %(n)s people hold a card, unless the desk says otherwise.")
            yield say(text, round=a_round.name, n=a_round.present)

    def rule(self, a_round: Round, say: Say) -> str:
        """What a card is worth, in a few words."""
        if a_round.card is not None:
            return say(N_("Raised cards, each worth %(card)s"), card=plain(a_round.card))
        return say(N_("Share of those present who raised a card"))

    def first_step(
        self, a_round: Round, given: Given, _counting: Sequence[Figure], say: Say
    ) -> str | None:
        """From the cards to the score."""
        entered = given.entered
        if entered is None or entered.raised is None:
            return None
        score = equals(self.exactly_entered(a_round, entered))
        start = f"{plain(a_round.min)} + " if a_round.min else ""
        if a_round.card is not None:
            worth = f"{start}{entered.raised} × {plain(a_round.card)} = {score}"
        else:
            span = plain(a_round.max - a_round.min)
            worth = f"{start}{entered.raised} ÷ {entered.present} × {span} = {score}"
        return say(N_("Cards raised: %(sum)s"), sum=worth)
