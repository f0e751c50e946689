"""The names of everything in a ledger, also of what has left the set-up since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypedDict

from scoreboard.contest.model import Judge, Member, Round, Stage, Team
from scoreboard.contest.record.book import Book

Named = Literal["teams", "judges", "rounds", "stages", "members", "criteria"]


class Names(TypedDict):
    """Names by id; what is in the set-up now comes first, in its order.

    Criteria are named by "ROUND.ID": another round may have one of the same id.
    """

    teams: dict[str, str]
    judges: dict[str, str]
    rounds: dict[str, str]
    stages: dict[str, str]
    members: dict[str, str]
    criteria: dict[str, str]


def names_in(book: Book) -> Names:
    """The names of all that the ledger has known: teams, members, judges, rounds, criteria."""
    setups = [entry.setup for entry in reversed(book.entries) if entry.setup is not None]
    names: Names = {
        "teams": {}, "judges": {}, "rounds": {}, "stages": {}, "members": {}, "criteria": {},
    }  # fmt: skip
    for event in setups:
        _add(names["teams"], event.teams)
        _add(names["members"], (member for team in event.teams for member in team.members))
        _add(names["judges"], event.judges)
        _add(names["stages"], event.stages)
        rounds = [a_round for stage in event.stages for a_round in stage.rounds]
        _add(names["rounds"], rounds)
        for a_round in rounds:
            for one in a_round.criteria:
                names["criteria"].setdefault(f"{a_round.id}.{one.id}", one.name)
    for entry in book.entries:
        if entry.kind == "playoff" and entry.round is not None:
            names["rounds"].setdefault(entry.round, entry.detail["name"])
    return names


def _add(names: dict[str, str], things: Iterable[Team | Member | Judge | Round | Stage]) -> None:
    for thing in things:
        names.setdefault(thing.id, thing.name)
