"""Whether stages agree with each other, with the teams and with the judges."""

from __future__ import annotations

from scoreboard.contest.model import Event, Stage
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.files.event.faults import Fault
from scoreboard.files.event.problems import Findings, Path
from scoreboard.files.event.round_checks import check_decimals, check_round


def check_stages(event: Event, found: Findings) -> None:
    """Note everything that is wrong with the rules, the stages and their rounds."""
    check_decimals(event.rules.decimals, ("rules", "decimals"), found)
    if not event.stages and found.usable(("stages",)):
        found.wrong(Fault.NO_STAGES, ("stages",))
    entering: int | None = len(event.teams) if event.teams else None
    for number, stage in enumerate(event.stages):
        where: Path = ("stages", number)
        _check_stage(stage, where, found)
        last = stage is event.stages[-1]
        if found.usable(where, "advance"):
            _check_advance(stage, where, entering, found, last=last)
        entering = stage.advance
        for place, a_round in enumerate(stage.rounds):
            check_round(a_round, event, (*where, "rounds", place), found)
    _check_judges_there(event, found)


def _check_stage(stage: Stage, where: Path, found: Findings) -> None:
    if not stage.rounds and found.usable(where, "rounds"):
        found.wrong(Fault.NO_ROUNDS, where)
    if not 0 <= stage.carry <= 1:
        found.wrong(Fault.BAD_CARRY, (*where, "carry"))


def _check_advance(
    stage: Stage, where: Path, entering: int | None, found: Findings, *, last: bool
) -> None:
    key = (*where, "advance")
    if last and stage.advance is not None:
        found.wrong(Fault.LAST_ADVANCES, key)
    elif last:
        return
    elif stage.advance is None:
        found.wrong(Fault.NO_ADVANCE, key)
    elif stage.advance < 1:
        found.wrong(Fault.NOBODY_ADVANCES, key)
    elif entering is not None and stage.advance >= entering:
        found.wrong(Fault.ALL_ADVANCE, key, teams=entering)


def _check_judges_there(event: Event, found: Findings) -> None:
    if event.judges or not found.all_usable("judges"):
        return
    for s, stage in enumerate(event.stages):
        for r, a_round in enumerate(stage.rounds):
            where: Path = ("stages", s, "rounds", r)
            if kind_of(a_round).panel and found.usable(where, "kind"):
                found.wrong(Fault.NO_JUDGES, where)
                # One sentence is enough for one cause.
                return
