"""The tables of a stage: teams that are ranked together, with a cut and prizes of their own."""

from __future__ import annotations

from dataclasses import dataclass

from scoreboard.contest.model import Division, Prize, Stage, Team
from scoreboard.contest.record.book import Book


@dataclass(frozen=True, slots=True)
class Table:
    """One of the tables of a stage; together they hold every team of it, each once.

    `division` is None where the event has none. `teams` are in the order of registration, or in
    that in which they were named.
    """

    division: Division | None
    teams: tuple[Team, ...]

    def has_prize(self, prize: Prize) -> bool:
        """Whether a prize is given in this table: it is of its division, or of every one."""
        return not prize.division or (
            self.division is not None and prize.division == self.division.id
        )


def called(table: Table) -> str:
    """What a table is called; "" where it is the only one."""
    return table.division.name if table.division else ""


def tables_of(book: Book, stage: Stage) -> tuple[Table, ...]:
    """The tables of a stage in the order of the file: one of all teams, or one per division.

    A division of which no team is in the stage has no table there.
    """
    divisions, teams = book.event.divisions, book.teams_of(stage)
    if not divisions:
        return (Table(None, teams),)
    found = (Table(one, tuple(t for t in teams if t.division == one.id)) for one in divisions)
    # No set-up leaves a team without a division: this is for those that are still being checked.
    rest = tuple(team for team in teams if all(team.division != one.id for one in divisions))
    return (*(table for table in found if table.teams), *([Table(None, rest)] if rest else ()))
