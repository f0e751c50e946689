"""Teams dealt into groups: by lot, or by seed in a snake (1 2 3 4, 4 3 2 1, …)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import cycle
from typing import Literal

from scoreboard.contest.model import Group, Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import standings_of

# How teams come into their groups.
DrawnBy = Literal["lots", "seeds"]


def groups_for(book: Book, stage: Stage) -> list[Group]:
    """The groups that a stage is played by: those that its rounds name, or all of the event."""
    named = {a_round.group for a_round in stage.rounds if a_round.group}
    return [one for one in book.event.groups if not named or one.id in named]


def dealt(
    book: Book, stage: Stage, by: DrawnBy, shuffle: Callable[[Sequence[str]], list[str]]
) -> dict[str, str]:
    """Each team's group by id. No group of a division has two teams more than another.

    Seeds are the places of the stage before, in the first stage the order of registration. Each
    division is dealt by itself, and begins where the one before it has ended.
    """
    groups = [one.id for one in groups_for(book, stage)]
    seeds = _seeded(book, stage)
    order = {team.id: team.division for team in seeds}
    found: dict[str, str] = {}
    lots = cycle(groups)
    for division in dict.fromkeys(order.values()):
        own = [team for team, of in order.items() if of == division]
        if by == "lots":
            found |= dict(zip(shuffle(own), lots, strict=False))
        else:
            found |= dict(zip(own, cycle([*groups, *reversed(groups)]), strict=False))
    return {team.id: found[team.id] for team in seeds}


def _seeded(book: Book, stage: Stage) -> list[Team]:
    """The teams of a stage, the best of the stage before first."""
    teams, before = book.teams_of(stage), book.event.before(stage)
    if before is None:
        return list(teams)
    rows = {row.team.id: row for row in standings_of(book, before, "desk").rows}

    def seed(team: Team) -> tuple[bool, int, bool, int | Fraction]:
        row = rows.get(team.id)
        ahead, over_all = (row.ahead, row.overall) if row else (None, None)
        return ahead is None, ahead or 0, over_all is None, over_all or 0

    return sorted(teams, key=seed)
