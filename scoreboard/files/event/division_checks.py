"""Whether teams and prizes name a division that there is."""

from __future__ import annotations

from scoreboard.contest.model import Event
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
            _check_named(event, team.division, where, known, found)
        elif event.divisions and found.usable(where):
            found.wrong(Fault.NO_DIVISION, where, team=team.name, known=known)
    for number, prize in enumerate(event.prizes):
        if prize.division:
            _check_named(event, prize.division, ("prizes", number, "division"), known, found)


def _check_named(event: Event, named: str, where: Path, known: str, found: Findings) -> None:
    if not event.divisions:
        found.wrong(Fault.NO_DIVISIONS, where)
    elif all(named != one.id for one in event.divisions):
        found.wrong(Fault.NO_SUCH_DIVISION, where, id=named, known=known)
