"""A risk round (风险题): a team picks a stake and wins it, loses it, or declines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoreboard.contest.model import Entry, Loss, PlayOrder, Round, RoundForm
from scoreboard.contest.numbers import plain
from scoreboard.contest.rules.fouls import foul_meaning
from scoreboard.contest.rules.kinds.points import Outcome, Points, named_stake, worth
from scoreboard.contest.rules.tokens import token_meaning
from scoreboard.contest.words import N_, Say, refuse

_OUTCOMES: dict[Outcome, str] = {
    "right": N_("answered right"),
    "wrong": N_("answered wrong"),
    "declined": N_("declined to answer"),
}
_STAKES: dict[Loss, str] = {
    "stake": N_("In %(round)s a team stakes %(stakes)s, and wins or loses it, or declines."),
    "half": N_(
        "In %(round)s a team stakes %(stakes)s, and wins it or loses half of it (%(halves)s), or "
        "declines."
    ),
    "none": N_(
        "In %(round)s a team stakes %(stakes)s, and wins it or declines; a wrong answer costs "
        "nothing."
    ),
}
# That the highest plays first is usual.
_ORDERS: dict[PlayOrder, str] = {
    "lowest": N_("In %(round)s the team with the lowest score plays first; equals draw lots."),
    "registration": N_("In %(round)s the teams play in the order of the list."),
}


class Risk(Points):
    """Points by stakes; plain points can be given beside them (contract, section 4)."""

    form: RoundForm = "risk"

    def check_given(self, a_round: Round, value: Decimal, detail: Mapping[str, Any]) -> None:
        """Raises Refusal where the points of an answer are not those of its stake.

        A team may decline before any stake was named.
        The stake bounds it: a lost one may go below the round's usual limits.
        """
        outcome = detail.get("outcome")
        if outcome is None:
            super().check_given(a_round, value, detail)
            return
        declined = outcome == "declined" and detail.get("stake") is None
        stake = Decimal(0) if declined else named_stake(a_round, detail)
        if value != worth(a_round, stake, outcome):
            raise refuse(
                "These points do not follow from the stake and the answer.", field="points"
            )

    def meaning(self, a_round: Round, say: Say) -> Iterator[str]:
        """What a team can stake and lose, what declining costs, and who plays first."""
        name, comma = a_round.name, say(N_(", "))
        stakes = comma.join(map(plain, a_round.stakes))
        halves = comma.join(plain(-worth(a_round, one, "wrong")) for one in a_round.stakes)
        yield say(_STAKES[a_round.loss], round=name, stakes=stakes, halves=halves)
        if a_round.declined:
            text = N_("In %(round)s declining costs %(points)s.")
            yield say(text, round=name, points=plain(a_round.declined))
        if a_round.order in _ORDERS:
            yield say(_ORDERS[a_round.order], round=name)
        yield from foul_meaning(a_round, say)
        yield from token_meaning(a_round, say)


def outcome_words(entry: Entry, say: Say) -> str:
    """How a risk question ended; what the answer cost is said where that is unusual.

    It goes by what was booked, for the round's rule may have changed since. Empty for plain points.
    """
    outcome = entry.detail.get("outcome")
    if outcome not in _OUTCOMES:
        return ""
    words, lost = say(_OUTCOMES[outcome]), -(entry.value or Decimal(0))
    lost /= 2 if "token" in entry.detail else 1
    if outcome == "wrong" and not lost:
        return say(N_("%(words)s, at no cost"), words=words)
    if outcome == "wrong" and lost * 2 == Decimal(str(entry.detail["stake"])):
        return say(N_("%(words)s, half of the stake"), words=words)
    if outcome == "declined" and lost:
        return say(N_("%(words)s, at a cost"), words=words)
    return words
