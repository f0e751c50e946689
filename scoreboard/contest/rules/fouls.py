"""Fouls in a round of points (抢答犯规): what each costs a team, and when the team is out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.contest.model import Entry, FoulRule, Round
from scoreboard.contest.numbers import plain
from scoreboard.contest.words import N_, Say


@dataclass(frozen=True, slots=True)
class Foul:
    """A foul with its `number` among those of the team that stand, and what follows from that."""

    entry: Entry
    number: int
    points: Decimal
    out: bool


def numbered(a_round: Round, entries: Iterable[Entry]) -> list[Foul]:
    """The fouls that stand in a round, in order; none count where the round has no rule for them.

    What one costs follows from its number alone: one taken back makes later ones cheaper.
    """
    rule = a_round.fouls
    if rule is None:
        return []
    counted: Counter[str] = Counter()
    found = []
    for entry in entries:
        counted[entry.team or ""] += 1
        number = counted[entry.team or ""]
        out = is_out(a_round, number)
        points = costing(a_round, rule) if number > rule.free else Decimal(0)
        found.append(Foul(entry, number, points, out))
    return found


def is_out(a_round: Round, fouls: int) -> bool:
    """Whether a team with so many fouls is out of the round."""
    return a_round.fouls is not None and 0 < a_round.fouls.out <= fouls


def costing(a_round: Round, rule: FoulRule) -> Decimal:
    """What a foul brings that costs: it makes the score worse, whichever way that is."""
    return rule.penalty if a_round.better == "lower" else Decimal(0) - rule.penalty


def foul_meaning(a_round: Round, say: Say) -> Iterator[str]:
    """What the rule for fouls means on the day, where there is one."""
    rule, name = a_round.fouls, a_round.name
    if rule is None:
        return
    if not rule.penalty:
        yield say(N_("In %(round)s fouls are counted; they cost no points."), round=name)
    elif rule.free:
        text = N_(
            "In %(round)s the first fouls cost nothing (%(free)s), each later one %(points)s."
        )
        yield say(text, round=name, free=rule.free, points=plain(rule.penalty))
    else:
        text = N_("In %(round)s each foul costs %(points)s.")
        yield say(text, round=name, points=plain(rule.penalty))
    if rule.out:
        text = N_("With foul %(n)s a team is out of %(round)s; points for it then need a reason.")
        yield say(text, round=name, n=rule.out)


def foul_rule_words(rule: FoulRule, say: Say) -> str:
    """The rule in a few words, for a list of changes."""
    out = say(N_("out at %(n)s"), n=rule.out) if rule.out else say(N_("never out"))
    text = N_("free %(free)s, then %(points)s each, %(out)s")
    return say(text, free=rule.free, points=plain(rule.penalty), out=out)


def foul_words(foul: Foul, say: Say) -> str:
    """What a foul has brought, in words."""
    cost = say(N_("at a cost")) if foul.points else say(N_("free"))
    return say(N_("%(cost)s, out of this round"), cost=cost) if foul.out else cost
