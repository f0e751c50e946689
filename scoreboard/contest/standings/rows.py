"""What standings are made of: tables, a row for each team, tie-breaks tried, and ties left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import Division, Group, Prize, Round, Team
from scoreboard.contest.rules.going_on import Counted
from scoreboard.contest.rules.ranking import Cut
from scoreboard.contest.rules.tie_breaks import Value


@dataclass(frozen=True, slots=True)
class Table:
    """One of the tables of a stage; together they hold every team of it, each once.

    `division` is None where the event has none, `group` where the stage is not played by groups
    and for teams that are still to be drawn into one. `teams` are in the order of registration, or
    in that in which they were named.
    """

    division: Division | None
    group: Group | None
    teams: tuple[Team, ...]

    def has_prize(self, prize: Prize) -> bool:
        """Whether a prize is given in this table: it is of its division, or of every one."""
        return not prize.division or (
            self.division is not None and prize.division == self.division.id
        )

    def has_round(self, a_round: Round) -> bool:
        """Whether anybody here plays a round: it is of all groups, or of this one."""
        return not a_round.group or self.group is None or a_round.group == self.group.id


def called(table: Table) -> str:
    """What a table is called; "" where it is the only one."""
    return " · ".join(one.name for one in (table.division, table.group) if one is not None)


@dataclass(frozen=True, slots=True)
class Standing:
    """One team's standing; `rank`, `ahead` and `level` are None for a team that takes no place.

    `total` is None for a team that has none yet: not yet on stage is not zero. `ahead` counts the
    teams that stand before it, `level` those that no tie-break has set apart from it, itself
    included; whatever the ranking method prints, equal teams have the same `ahead`. `tied` says
    whether the printed place is shared. `decided_by` is the tie-break, play-off or lot that broke
    its tie with an equal total, by name. `counted` is where the rule alone puts it, in a last stage
    for the first place; `cut` what was announced, before that the rule. `prize` is the one it
    would have now, by counting.
    Where the smaller total is first, `behind` is in how many fewer rounds the team has a score than
    others have: it comes after those, whatever its total.
    All of this is within its table, the `table`th of the stage; `overall` is the place among the
    teams of all tables, None where there is one table.
    """

    team: Team
    rank: int | Fraction | None
    tied: bool
    total: Decimal | None
    ahead: int | None
    level: int | None
    counted: Counted | None
    cut: Cut | None
    provisional: bool
    decided_by: str | None
    prize: str | None = None
    behind: int = 0
    table: int = 0
    overall: int | Fraction | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """One tie-break tried on tied teams: what each had to show, by team id, best placed first."""

    name: str
    values: Mapping[str, Value]
    decided: bool


@dataclass(frozen=True, slots=True)
class TiedForPrize:
    """Teams with `ahead` before them that are tied for the last `left` of a prize, by its id."""

    prize: str
    teams: tuple[str, ...]
    ahead: int
    left: int


@dataclass(frozen=True, slots=True)
class Standings:
    """A stage's standings, table by table, best first, and every tie-break that was tried.

    Equal teams stand in the order of registration; those without a place come last in their table.
    `prize_ties` are the ties across the edge of a prize, best first in each table, as long as they
    are not settled; `best_ties` those of teams of several groups for the best others, by ids.
    """

    rows: tuple[Standing, ...]
    tried: tuple[Tried, ...]
    prize_ties: tuple[TiedForPrize, ...] = ()
    tables: tuple[Table, ...] = ()
    best_ties: tuple[tuple[str, ...], ...] = ()
    _by_team: Mapping[str, Standing] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_team", {row.team.id: row for row in self.rows})

    def of(self, team_id: str) -> Standing:
        """A team's standing. Raises KeyError when it does not take part in the stage."""
        return self._by_team[team_id]

    def rows_of(self, table: int) -> list[Standing]:
        """The rows of one of the tables, best first."""
        return [row for row in self.rows if row.table == table]

    def placed(self, table: int) -> int:
        """How many teams have a place in one of the tables."""
        return sum(1 for row in self.rows if row.ahead is not None and row.table == table)

    def level_with(self, row: Standing) -> list[Standing]:
        """All that share a team's place by the standings, itself included; [] without a place."""
        level = (row.table, row.ahead)
        if row.ahead is None:
            return []
        return [one for one in self.rows if (one.table, one.ahead) == level]

    def tied_with(self, row: Standing) -> list[str]:
        """All who have to be parted with a team that is tied across an edge, by id."""
        for teams in self.best_ties:
            if row.team.id in teams:
                return list(teams)
        return [one.team.id for one in self.level_with(row)]

    def inside_and_tied(self) -> tuple[set[str], set[str]]:
        """The ids of the teams that go on by the rule, and of those tied for a place among them.

        By the standings alone, whatever was announced; in a last stage for the first place.
        """
        cuts = {row.team.id: row.counted.cut for row in self.rows if row.counted}
        inside = {team for team, cut in cuts.items() if cut == "in"}
        return inside, {team for team, cut in cuts.items() if cut == "tied"}
