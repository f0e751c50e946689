"""Whether divisions and groups agree with the teams, the stages and the prizes that name them."""

from __future__ import annotations

from scoreboard.contest.model import Event, Stage
from scoreboard.files.event.faults import Fault
from scoreboard.files.event.problems import Findings, Path


def check_divisions(event: Event, found: Findings) -> None:
    """Note every team that has no division though there are some, and every unknown name."""
    if not found.all_usable("divisions"):
        return
    known = ", ".join(one.id for one in event.divisions)
    for number, team in enumerate(event.teams):
        where: Path = ("teams", number, "division")
        if team.division:
            _check_division(event, team.division, where, known, found)
        elif event.divisions and found.usable(where):
            found.wrong(Fault.NO_DIVISION, where, team=team.name, known=known)
    for number, prize in enumerate(event.prizes):
        if prize.division:
            where = ("prizes", number, "division")
            _check_division(event, prize.division, where, known, found)


def _check_division(event: Event, named: str, where: Path, known: str, found: Findings) -> None:
    if not event.divisions:
        found.wrong(Fault.NO_DIVISIONS, where)
    elif all(named != one.id for one in event.divisions):
        found.wrong(Fault.NO_SUCH_DIVISION, where, id=named, known=known)


def check_groups(event: Event, found: Findings) -> None:
    """Note every unknown group, and stages that cannot be played by groups as they say."""
    if not found.all_usable("groups"):
        return
    for number, team in enumerate(event.teams):
        if team.group:
            _check_group(event, team.group, ("teams", number, "group"), found)
    for s, stage in enumerate(event.stages):
        _check_stage(event, stage, ("stages", s), found)
        for r, a_round in enumerate(stage.rounds):
            if a_round.group:
                _check_group(event, a_round.group, ("stages", s, "rounds", r, "group"), found)


def _check_group(event: Event, named: str, where: Path, found: Findings) -> None:
    if not event.groups:
        found.wrong(Fault.NO_GROUPS, where)
    elif all(named != one.id for one in event.groups):
        known = ", ".join(one.id for one in event.groups)
        found.wrong(Fault.NO_SUCH_GROUP, where, id=named, known=known)


def _check_stage(event: Event, stage: Stage, where: Path, found: Findings) -> None:
    if stage.by_group and not event.groups:
        found.wrong(Fault.NO_GROUPS, (*where, "by_group"))
    elif stage.by_group and stage is event.stages[-1]:
        found.wrong(Fault.LAST_BY_GROUP, (*where, "by_group"))
    elif stage.by_group and stage.quota:
        found.wrong(Fault.QUOTA_BY_GROUP, (*where, "quota"))
    if stage.advance_best < 0:
        found.wrong(Fault.BAD_BEST, (*where, "advance_best"))
    elif stage.advance_best and not stage.by_group:
        found.wrong(Fault.BEST_OF_ONE, (*where, "advance_best"))
    elif stage.advance_best and stage.advance is None and stage.advance_share is None:
        found.wrong(Fault.BEST_WITHOUT_NUMBER, (*where, "advance_best"))
