"""The table of the kinds of round: a row each."""

from __future__ import annotations

from collections.abc import Mapping

from scoreboard.contest.model import Round, RoundForm
from scoreboard.contest.rules.kinds.criteria import ByCriteria
from scoreboard.contest.rules.kinds.judged import Judged
from scoreboard.contest.rules.kinds.kind import Kind
from scoreboard.contest.rules.kinds.listed import HallCount, Listed
from scoreboard.contest.rules.kinds.playoff import PlayOff
from scoreboard.contest.rules.kinds.points import Points
from scoreboard.contest.rules.kinds.risk import Risk

ROUND_KINDS: Mapping[RoundForm, Kind] = {
    kind.form: kind
    for kind in (Judged(), ByCriteria(), Points(), Risk(), PlayOff(), Listed(), HallCount())
}


def kind_of(a_round: Round) -> Kind:
    """The kind that decides for a round."""
    return ROUND_KINDS[a_round.form]
