"""Gathers the results of an event from its book, once for every kind of result file."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.overall import overall
from scoreboard.contest.model import Stage
from scoreboard.contest.numbers import show_exact
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.naming import names_in
from scoreboard.contest.standings.corrected import changed_since
from scoreboard.contest.standings.standings import carried
from scoreboard.contest.words import Say
from scoreboard.files.results.shapes import Results, StageResults


def gather(book: Book, say: Say, people: Mapping[str, str] | None = None) -> Results:
    """Everything that the result files show, at the book's version.

    `people` are the names of those who wrote under a role, such as "scorer:s1".
    """
    event = book.event
    last = event.stages.index(book.stage)
    stages = tuple(_stage(book, stage, say) for stage in event.stages[: last + 1])
    return Results(
        event=event,
        version=book.version,
        at=book.at_time,
        stages=stages,
        current=stages[-1].board,
        overall=tuple(overall([stage.board for stage in stages], event.rules.ranking)),
        entries=tuple(book.entries),
        voided=book.voided,
        people=people or {},
        names=names_in(book),
        say=say,
    )


def _stage(book: Book, stage: Stage, say: Say) -> StageResults:
    teams, rules = book.teams_of(stage), book.event.rules
    return StageResults(
        stage=stage,
        board=desk_board(book, stage, say),
        penalties=tuple(p for team in teams for p in book.penalties(stage, team.id)),
        bonuses=tuple(b for team in teams for b in book.bonuses(stage, team.id)),
        carried={
            team.id: show_exact(brought.points if brought else Fraction(0), rules.decimals)
            for team in teams
            for brought in [carried(book, stage, team, "desk")]
        },
        changed=tuple(changed_since(book, stage)),
    )
