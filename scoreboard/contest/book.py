"""The book: a contest folded from its ledger, extended entry by entry, equal to a full replay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoreboard.contest.model import Entry, Event, Round, RoundState, Stage, Team
from scoreboard.contest.scoring import RoundScore, judged_score, points_score


@dataclass(frozen=True, slots=True)
class Mark:
    """A judge's mark as it stands; `corrected` when the desk set it."""

    value: Decimal
    version: int
    corrected: bool = False


@dataclass(slots=True)
class RoundBook:
    """What has happened in one round: marks by team and judge, awards in order of entry."""

    state: RoundState = "pending"
    marks: dict[str, dict[str, Mark]] = field(default_factory=dict)
    awards: list[Entry] = field(default_factory=list)
    scores: dict[str, RoundScore] | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """Who was named at the end of a stage, and in which entry."""

    teams: tuple[str, ...]
    version: int


class Book:
    """One event's contest at one version. Build it with `replay`, extend it with `extend`."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.by_id: dict[str, Entry] = {}
        self.voided: frozenset[int] = frozenset()
        self._reset()

    def _reset(self) -> None:
        self._event: Event | None = None
        self.rounds: dict[str, RoundBook] = {}
        self.opened: list[str] = []
        self.announced: dict[str, Announcement] = {}

    @classmethod
    def replay(cls, entries: Iterable[Entry]) -> Book:
        """The book after these entries, from nothing."""
        book = cls()
        for entry in entries:
            book._keep(entry)
        book._fold()
        return book

    def at(self, version: int) -> Book:
        """The book as it stood at a version."""
        return Book.replay(self.entries[:version])

    def extend(self, entry: Entry) -> None:
        """Take in the next entry; costs the same however long the ledger is, but for an undo."""
        if entry.version != self.version + 1:
            raise ValueError(f"entry {entry.version} does not follow version {self.version}")
        self._keep(entry)
        if entry.kind == "undo":
            self._fold()
        else:
            self._apply(entry)

    @property
    def version(self) -> int:
        """The number of the newest entry; 0 before the first."""
        return len(self.entries)

    @property
    def at_time(self) -> str:
        """When the newest entry was made: ISO 8601 with offset."""
        return self.entries[-1].at

    @property
    def event(self) -> Event:
        """The set-up that is in force."""
        if self._event is None:
            raise ValueError("the ledger does not begin with a set-up")
        return self._event

    @property
    def newest_setup(self) -> Entry:
        """The entry whose set-up is in force."""
        return next(entry for entry in reversed(self.entries) if entry.kind == "setup")

    @property
    def open_round(self) -> Round | None:
        """The round that is open now, or None; there is never more than one."""
        for round_id, kept in self.rounds.items():
            if kept.state == "open":
                return self.event.round(round_id)
        return None

    @property
    def stage(self) -> Stage:
        """The current stage: the first whose result is not announced, or the last."""
        for stage in self.event.stages:
            if stage.id not in self.announced:
                return stage
        return self.event.stages[-1]

    @property
    def final(self) -> bool:
        """Whether the last stage's result is announced."""
        return self.event.stages[-1].id in self.announced

    def round_book(self, round_id: str) -> RoundBook:
        """What has happened in a round of the set-up."""
        return self.rounds[round_id]

    def teams_of(self, stage: Stage) -> tuple[Team, ...]:
        """The teams of a stage, in the order of registration: all, or those who advanced."""
        index = self.event.stages.index(stage)
        if index == 0:
            return self.event.teams
        before = self.announced.get(self.event.stages[index - 1].id)
        named = before.teams if before else ()
        return tuple(team for team in self.event.teams if team.id in named)

    def scores(self, a_round: Round) -> Mapping[str, RoundScore]:
        """The round's score of every team that takes part in its stage, by team id."""
        kept = self.rounds[a_round.id]
        if kept.scores is None:
            teams = self.teams_of(self.event.stage_of(a_round.id))
            kept.scores = {team.id: self._score(a_round, kept, team.id) for team in teams}
        return kept.scores

    def _score(self, a_round: Round, kept: RoundBook, team_id: str) -> RoundScore:
        if a_round.kind == "points":
            return points_score(
                a_round, [a.value for a in kept.awards if a.team == team_id and a.value is not None]
            )
        marks = {judge: mark.value for judge, mark in kept.marks.get(team_id, {}).items()}
        return judged_score(a_round, marks, self.event.judges, team_id)

    def _keep(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.by_id[entry.id] = entry

    def _fold(self) -> None:
        self.voided = _voided(self.entries)
        self._reset()
        for entry in self.entries:
            if entry.version not in self.voided:
                self._apply(entry)

    def _apply(self, entry: Entry) -> None:
        match entry.kind:
            case "setup":
                self._set_up(entry)
            case "open" | "close" | "reopen":
                self._turn(entry)
            case "mark" | "correction":
                self._mark(entry)
            case "award":
                self._round_of(entry).awards.append(entry)
            case "advance":
                self._announce(entry)
            case "undo":
                pass

    def _set_up(self, entry: Entry) -> None:
        self._event = entry.setup
        for stage in self.event.stages:
            for a_round in stage.rounds:
                self.rounds.setdefault(a_round.id, RoundBook()).scores = None

    def _turn(self, entry: Entry) -> None:
        kept = self._round_of(entry)
        kept.state = "closed" if entry.kind == "close" else "open"
        if entry.kind == "open" and entry.round:
            self.opened.append(entry.round)

    def _mark(self, entry: Entry) -> None:
        marks = self._round_of(entry).marks.setdefault(entry.team or "", {})
        judge = entry.judge or ""
        if entry.value is None:
            marks.pop(judge, None)
        else:
            marks[judge] = Mark(entry.value, entry.version, entry.kind == "correction")

    def _announce(self, entry: Entry) -> None:
        if entry.stage is None:
            raise ValueError(f"entry {entry.version} announces no stage")
        self.announced[entry.stage] = Announcement(tuple(entry.detail["teams"]), entry.version)
        for kept in self.rounds.values():
            kept.scores = None

    def _round_of(self, entry: Entry) -> RoundBook:
        kept = self.rounds[entry.round or ""]
        kept.scores = None
        return kept


def _voided(entries: Iterable[Entry]) -> frozenset[int]:
    """Versions that are taken back; an undo that is itself undone voids nothing."""
    undone: set[int] = set()
    for entry in sorted(entries, key=lambda entry: -entry.version):
        if entry.kind == "undo" and entry.version not in undone and entry.voids is not None:
            undone.add(entry.voids)
    return frozenset(undone)
