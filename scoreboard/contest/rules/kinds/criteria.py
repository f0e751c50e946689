"""A judged round by criteria (评分细则): a judge marks each, and their weighted sum is the mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoreboard.contest.model import Criterion, Round, RoundForm
from scoreboard.contest.numbers import plain
from scoreboard.contest.rules.criteria import check_parts, highest_sum, parts_of, sum_of
from scoreboard.contest.rules.kinds.judged import Judged
from scoreboard.contest.words import N_, Say, refuse


class ByCriteria(Judged):
    """Marks that are sums; dropping and all that follows is on the judges' sums, never on parts."""

    form: RoundForm = "criteria"

    def settle(self, a_round: Round, value: Decimal | None, detail: Mapping[str, Any]) -> Decimal:
        """The weighted sum of the parts. Raises Refusal for a part that may not be."""
        if value is not None and "values" not in detail:
            text = N_("%(round)s is marked by criteria: give each of them its mark.")
            raise refuse(text, field="values", round=a_round.name)
        parts = parts_of(detail)
        check_parts(a_round, parts)
        return sum_of(a_round.criteria, parts)

    def usual_limits(self, a_round: Round) -> tuple[Decimal, Decimal]:
        """From nothing to the full sum."""
        return Decimal(0), highest_sum(a_round.criteria)

    def meaning(self, a_round: Round, say: Say) -> Iterator[str]:
        """What the mark is made of, and what is made of the marks."""
        named = say(N_(", ")).join(criterion_words(one, say) for one in a_round.criteria)
        text = N_(
            "In %(round)s a judge's mark is the sum of %(criteria)s: at most %(max)s. "
            "All of them are sent as one mark."
        )
        yield say(text, round=a_round.name, criteria=named, max=plain(a_round.max))
        yield from super().meaning(a_round, say)

    def rule(self, a_round: Round, say: Say) -> str:
        """The criteria, then what is made of the sums."""
        named = " + ".join(criterion_words(one, say) for one in a_round.criteria)
        text = N_("Each mark is %(criteria)s. %(rule)s")
        return say(text, criteria=named, rule=super().rule(a_round, say))


def criterion_words(criterion: Criterion, say: Say) -> str:
    """A criterion with its highest, and its weight where it has one."""
    names = {"name": criterion.name, "max": plain(criterion.max)}
    if criterion.weight == 1:
        return say(N_("%(name)s (%(max)s)"), **names)
    return say(N_("%(name)s (%(max)s, × %(weight)s)"), weight=plain(criterion.weight), **names)
