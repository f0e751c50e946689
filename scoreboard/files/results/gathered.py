"""What an event has come to, gathered once from its book for every kind of result file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.overall import Overall, overall
from scoreboard.contest.boards.shapes import DeskBoard
from scoreboard.contest.model import Entry, EntryKind, Event, Stage
from scoreboard.contest.numbers import show_exact
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import carried
from scoreboard.contest.words import Say

# What can change a result that the hall has heard already.
_CHANGES: tuple[EntryKind, ...] = (
    "correction", "penalty", "withdraw", "excuse", "absent", "undo", "setup",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StageResults:
    """One stage: the desk's board, its penalties, and what each team carried in, by team id.

    `changed` are the entries that touched the result after it was first announced.
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
    `people` holds names by `Grant.name`.
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
        say=say,
    )


def _stage(book: Book, stage: Stage, say: Say) -> StageResults:
    teams = book.teams_of(stage)
    return StageResults(
        stage=stage,
        board=desk_board(book, stage, say),
        penalties=tuple(p for team in teams for p in book.penalties(stage, team.id)),
        carried={
            team.id: _carried(carried(book, stage, team, "desk"), book.event.rules.decimals)
            for team in teams
        },
        changed=tuple(_changed(book, stage)),
    )


def _carried(share: Fraction, decimals: int) -> str:
    return show_exact(share, decimals)


def _changed(book: Book, stage: Stage) -> Iterable[Entry]:
    """What touched a stage's result after it was first announced, whether or not it still counts.

    An announcement that was taken back has been heard all the same.
    """
    announced = [e.version for e in book.entries if e.kind == "advance" and e.stage == stage.id]
    begun = _begun(book)
    heard = min((version for version in announced if version > begun), default=None)
    if heard is None:
        return
    for entry in book.entries[heard:]:
        if entry.kind in _CHANGES and entry.version not in book.voided:
            touched = _about(book, entry)
            # A withdrawal or a set-up is about no stage: it touches them all.
            if touched in (None, stage.id):
                yield entry


def _begun(book: Book) -> int:
    """The version of the newest beginning that stands; what was before it counts no longer."""
    return max(
        (
            entry.version
            for entry in book.entries
            if str(entry.kind) == "begin" and entry.version not in book.voided
        ),
        default=0,
    )


def _about(book: Book, entry: Entry) -> str | None:
    """The id of the stage that an entry is about; an undo is about what it takes back."""
    if entry.voids is not None:
        return _about(book, book.entries[entry.voids - 1])
    if entry.stage is not None:
        return entry.stage
    a_round = book.round(entry.round) if entry.round else None
    return book.stage_of(a_round).id if a_round is not None else None
