"""A risk round (风险题): a team picks a stake and wins it, loses it, or declines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoreboard.contest.model import Round, RoundForm
from scoreboard.contest.numbers import plain
from scoreboard.contest.rules.kinds.points import Points, named_stake
from scoreboard.contest.words import N_, Say, refuse

_SIGNS = {"right": 1, "wrong": -1, "declined": 0}
OUTCOME_WORDS = {
    "right": N_("answered right"),
    "wrong": N_("answered wrong"),
    "declined": N_("declined to answer"),
}


class Risk(Points):
    """Points by stakes; plain points can be given beside them (contract, section 4)."""

    form: RoundForm = "risk"

    def check_given(self, a_round: Round, value: Decimal, detail: Mapping[str, Any]) -> None:
        """Raises Refusal where the points of an answer are not those of its stake.

        Right wins the stake, wrong loses it, declined leaves it, or comes before any was named.
        The stake bounds it: a lost one may go below the round's usual limits.
        """
        outcome = detail.get("outcome")
        if outcome is None:
            super().check_given(a_round, value, detail)
            return
        declined = outcome == "declined" and detail.get("stake") is None
        stake = Decimal(0) if declined else named_stake(a_round, detail)
        if value != _SIGNS[outcome] * stake:
            raise refuse(
                "These points do not follow from the stake and the answer.", field="points"
            )

    def meaning(self, a_round: Round, say: Say) -> Iterator[str]:
        """What a team can stake."""
        stakes = say(N_(", ")).join(map(plain, a_round.stakes))
        text = N_("In %(round)s a team stakes %(stakes)s, and wins or loses it, or declines.")
        yield say(text, round=a_round.name, stakes=stakes)
