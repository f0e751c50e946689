"""Whether the tie-breaks of a set-up are such as there are, and name what is there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from scoreboard.contest.model import Event
from scoreboard.contest.rules.named_breaks import SPELLINGS, named_in, rounds_in
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS
from scoreboard.files.event.faults import Fault
from scoreboard.files.event.problems import Findings, Path


def check_tie_breaks(event: Event, found: Findings) -> None:
    """Note every tie-break that is none, names what is not there, or says again what one said."""
    said: set[Hashable] = set()
    for number, tie_break in enumerate(event.rules.tie_breaks):
        where: Path = ("rules", "tie_breaks", number)
        named = named_in(tie_break)
        meaning = named[0].meaning(named[1]) if named else tie_break
        if meaning in said:
            found.wrong(Fault.NAMED_TWICE, where, name=tie_break)
        elif named is not None:
            CHECKS[named[0].prefix](event, named[1], where, found)
        elif tie_break not in TIE_BREAKS:
            _unknown_tie_break(tie_break, where, found)
        said.add(meaning)


def _check_sum(event: Event, named: str, where: Path, found: Findings) -> None:
    if len(rounds_in(named)) == 1:
        found.wrong(Fault.ONE_ROUND, where, name=f"rounds:{named}")
        return
    _check_rounds(event, named, where, found)


def _check_rounds(event: Event, named: str, where: Path, found: Findings) -> None:
    """The rounds of a tie-break: there, each once, and such as can be added to the first."""
    if not found.all_usable("stages", "rounds"):
        return
    round_ids = rounds_in(named)
    places = {r.id: (stage.id, r.better) for stage in event.stages for r in stage.rounds}
    names = {r.id: r.name for stage in event.stages for r in stage.rounds}
    for number, round_id in enumerate(round_ids):
        first, own = places.get(round_ids[0]), places.get(round_id)
        fault = None
        if own is None:
            fault = Fault.NO_SUCH_ROUND
        elif round_id in round_ids[:number]:
            found.wrong(Fault.NAMED_TWICE, where, name=round_id)
        elif first is not None and own[0] != first[0]:
            fault = Fault.ROUND_ELSEWHERE
        elif first is not None and own[1] != first[1]:
            fault = Fault.ROUND_TURNED
        if fault is not None:
            found.wrong(fault, where, id=round_id, name=names.get(round_id))


def _check_criterion(event: Event, named: str, where: Path, found: Findings) -> None:
    rounds = [a_round for stage in event.stages for a_round in stage.rounds]
    known = {one.id for r in rounds for one in r.criteria}
    known |= {f"{r.id}.{one.id}" for r in rounds for one in r.criteria}
    if named not in known and found.all_usable("stages", "rounds", "criteria"):
        found.wrong(Fault.NO_SUCH_CRITERION, where, id=named)
        return
    teams = [r for r in rounds if r.by == "team"]
    if named in known and not any(
        named in (one.id, f"{r.id}.{one.id}") for r in teams for one in r.criteria
    ):
        found.wrong(Fault.CRITERION_OF_MEMBERS, where, id=named)


CHECKS: Mapping[str, Callable[[Event, str, Path, Findings], None]] = {
    "round": _check_rounds,
    "rounds": _check_sum,
    "criterion": _check_criterion,
}


def _unknown_tie_break(tie_break: str, where: Path, found: Findings) -> None:
    meant = found.near(tie_break, list(TIE_BREAKS))
    if meant:
        found.wrong(Fault.NO_TIE_BREAK_BUT, where, name=tie_break, near=meant)
    else:
        found.wrong(
            Fault.NO_TIE_BREAK,
            where,
            name=tie_break,
            known=", ".join(SPELLINGS),
        )
