"""Which tables a stage has: by divisions, by groups, or one of all teams."""

from __future__ import annotations

from scoreboard.contest.model import Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.rows import Table


def tables_of(book: Book, stage: Stage) -> tuple[Table, ...]:
    """The tables of a stage in the order of the file: one of all teams, or one per division.

    Where the stage is played by groups each division has one per group. One that has no team in the
    stage has no table there.
    """
    event, teams = book.event, book.teams_of(stage)
    if not (event.divisions or stage.by_group):
        return (Table(None, None, teams),)
    found: dict[tuple[str, str], list[Team]] = {}
    for team in teams:
        found.setdefault(book.table_of(stage, team), []).append(team)
    # What no set-up has any more, or has not yet, comes last.
    divisions = {one.id: one for one in event.divisions}
    groups = {one.id: one for one in event.groups}
    listed = [(d, g) for d in [*divisions, ""] for g in [*groups, ""]]
    in_order = {key: n for n, key in enumerate(listed)}
    keys = sorted(found, key=lambda key: in_order.get(key, len(in_order)))
    return tuple(Table(divisions.get(d), groups.get(g), tuple(found[d, g])) for d, g in keys)
