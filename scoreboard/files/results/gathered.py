"""What an event has come to, gathered once from its book for every kind of result file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.overall import Overall, overall
from scoreboard.contest.boards.shapes import DeskBoard
from scoreboard.contest.model import Entry, Event, Stage
from scoreboard.contest.numbers import show_exact
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.naming import Named, Names, names_in
from scoreboard.contest.standings.corrected import changed_since
from scoreboard.contest.standings.standings import carried
from scoreboard.contest.words import Say


@dataclass(frozen=True, slots=True)
class StageResults:
    """One stage: the desk's board, its penalties, and what each team carried in, by team id.

    `changed` are the entries that altered the result after it was first announced.
    """

    stage: Stage
    board: DeskBoard
    penalties: tuple[Entry, ...]
    carried: dict[str, str]
    changed: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The results of an event at one version, in plain values; `say` has its language.

    `stages` holds those that are played or running, in the order of the event; `current` is the
    board that the hall looks at; `overall` ranks everybody over all stages, and is empty where
    only one was played. `entries` is the whole ledger, `voided` what is taken back in it;
    `people` holds names by `Grant.name`, `names` those of all that the ledger has ever known.
    """

    event: Event
    version: int
    at: str
    stages: tuple[StageResults, ...]
    current: DeskBoard
    overall: tuple[Overall, ...]
    entries: tuple[Entry, ...]
    voided: frozenset[int]
    people: Mapping[str, str]
    names: Names
    say: Say

    @property
    def hash(self) -> str:
        """The newest hash of the ledger's chain."""
        return self.entries[-1].hash

    @property
    def count(self) -> int:
        """How many entries the ledger holds."""
        return len(self.entries)

    @property
    def rehearsal(self) -> bool:
        """Whether all this was only rehearsed."""
        return self.current["rehearsal"]

    def name(self, what: Named, known_by: str | None) -> str:
        """The name of something by its id, also where it has left the set-up; empty for None."""
        return self.names[what].get(known_by, known_by) if known_by is not None else ""

    @property
    def newest_first(self) -> tuple[StageResults, ...]:
        """The stages with the current one first, as a reader of results wants them."""
        return tuple(reversed(self.stages))


def gather(book: Book, say: Say, people: Mapping[str, str] | None = None) -> Results:
    """Everything that the result files tell, at the book's version.

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
        carried={
            team.id: show_exact(brought.points if brought else Fraction(0), rules.decimals)
            for team in teams
            for brought in [carried(book, stage, team, "desk")]
        },
        changed=tuple(changed_since(book, stage)),
    )
