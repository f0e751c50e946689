"""Tie-breaks that name what they compare: "round:ID", "rounds:ID,ID", "criterion:ID". A row each.

To add one: a row here, and one of its faults in a set-up (files/event/tie_break_checks).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from scoreboard.contest.model import Round
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS, Evidence, Value
from scoreboard.contest.words import N_, Say


@dataclass(frozen=True, slots=True)
class NamedTieBreak:
    """A tie-break written "PREFIX:NAMED".

    `spellings` are how people are told to write it. `value` is what a team has to show for what is
    named, `called` how people call that in an event with these rounds, or None where a part of it
    is unknown. `decides` is what decided a place by it, where the bare name would say no reason.
    `sentence` ends "Ties are broken by …". Those with the same `meaning` compare the same.
    """

    prefix: str
    spellings: tuple[str, ...]
    value: Callable[[Evidence, str], Value]
    called: Callable[[str, Sequence[Round]], str | None]
    sentence: Callable[[str, Sequence[Round], Say], str]
    meaning: Callable[[str], Hashable]
    decides: str | None = None


def rounds_in(named: str) -> tuple[str, ...]:
    """The ids in "ID,ID"."""
    return tuple(one.strip() for one in named.split(","))


# By whether several rounds are added up, and whether less is better in them.
_SCORES_IN = {
    (False, False): N_("the score in %(round)s"),
    (False, True): N_("the lower score in %(round)s"),
    (True, False): N_("the sum of the scores in %(round)s"),
    (True, True): N_("the lower sum of the scores in %(round)s"),
}


def _names_of_rounds(named: str, rounds: Sequence[Round]) -> str | None:
    names = {a_round.id: a_round.name for a_round in rounds}
    found = [names.get(round_id) for round_id in rounds_in(named)]
    return None if None in found else " + ".join(filter(None, found))


def _scores_in(named: str, rounds: Sequence[Round], say: Say) -> str:
    own = {r.id: r for r in rounds if r.id in rounds_in(named)}
    called = " + ".join(own[id_].name if id_ in own else id_ for id_ in rounds_in(named))
    lower = any(r.better == "lower" for r in own.values())
    return say(_SCORES_IN[len(rounds_in(named)) > 1, lower], round=called) if own else called


def _rounds_meant(named: str) -> Hashable:
    return frozenset(rounds_in(named))


def _criterion_called(named: str, rounds: Sequence[Round]) -> str | None:
    """A criterion by its name, "Content" or "Talk · Content"; by its id where there is none."""
    for a_round in rounds:
        for one in a_round.criteria:
            if named == one.id:
                return one.name
            if named == f"{a_round.id}.{one.id}":
                return f"{a_round.name} · {one.name}"
    return named


def _given_for(named: str, rounds: Sequence[Round], say: Say) -> str:
    called = _criterion_called(named, rounds)
    return say(N_("what was given for %(criterion)s"), criterion=called)


_ROWS = (
    NamedTieBreak(
        "round",
        ("round:ID",),
        value=lambda team, named: team.in_rounds((named,)),
        called=_names_of_rounds,
        sentence=_scores_in,
        meaning=_rounds_meant,
    ),
    NamedTieBreak(
        "rounds",
        ("rounds:ID,ID",),
        value=lambda team, named: team.in_rounds(rounds_in(named)),
        called=_names_of_rounds,
        sentence=_scores_in,
        meaning=_rounds_meant,
    ),
    NamedTieBreak(
        "criterion",
        ("criterion:ID",),
        value=lambda team, named: team.criteria.get(named),
        called=_criterion_called,
        sentence=_given_for,
        meaning=lambda named: f"criterion:{named}",
        decides=N_("score in “%(criterion)s”"),
    ),
)
NAMED: Mapping[str, NamedTieBreak] = {row.prefix: row for row in _ROWS}
# How every tie-break is written.
SPELLINGS = (*TIE_BREAKS, *(one for row in _ROWS for one in row.spellings))


def named_in(tie_break: str) -> tuple[NamedTieBreak, str] | None:
    """The row of a tie-break that names what it compares, and what it names; None for another."""
    prefix, colon, named = tie_break.partition(":")
    return (NAMED[prefix], named) if colon and prefix in NAMED else None


def called(tie_break: str, rounds: Sequence[Round]) -> str | None:
    """A tie-break by what it names, "Essay + Talk"; None where it names nothing that is known."""
    found = named_in(tie_break)
    return found[0].called(found[1], rounds) if found else None


def decided_by(tie_break: str, rounds: Sequence[Round], say: Say) -> str | None:
    """A tie-break as what decided a place: a criterion's bare name would say no reason."""
    found = named_in(tie_break)
    name = called(tie_break, rounds)
    if found is None or name is None or found[0].decides is None:
        return name
    return say(found[0].decides, criterion=name)


def rounds_named(tie_break: str) -> tuple[str, ...]:
    """The ids of the rounds that "round:ID" or "rounds:ID,ID" compares; none for every other."""
    prefix, _, named = tie_break.partition(":")
    if prefix == "rounds":
        return rounds_in(named)
    return (named,) if prefix == "round" else ()


def round_tie_break(*round_ids: str) -> str:
    """The tie-break that compares the score in a round, or the sum of the scores in several."""
    return f"{'round' if len(round_ids) == 1 else 'rounds'}:{','.join(round_ids)}"


def value_of(tie_break: str, team: Evidence) -> Value:
    """What a team has to show for a tie-break, or for a play-off or lot by its id."""
    found = named_in(tie_break)
    if found is not None:
        return found[0].value(team, found[1])
    if tie_break in team.resolved:
        return team.resolved[tie_break]
    return TIE_BREAKS[tie_break].value(team)
