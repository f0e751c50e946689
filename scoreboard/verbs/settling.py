"""The ways out of a tie, each one entry with its reason: a play-off, lots, a word, sharing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import ClassVar

from scoreboard.contest.acts import advancing
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds import playoff
from scoreboard.contest.words import refuse
from scoreboard.verbs import chance
from scoreboard.verbs.verb import Draft, Verb


@dataclass(frozen=True)
class OpenPlayoff(Verb):
    """A play-off between exactly the teams that share a place; all that are tied if none named."""

    settled: ClassVar[frozenset[str]] = frozenset({"round", "detail"})

    stage: str
    teams: Sequence[str]
    name: str
    reason: str

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="playoff", stage=self.stage, reason=self.reason)

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; it must be of the same teams, and called the same."""
        same = entry.detail.get("name") == self.name and _among(self.teams, entry, "teams")
        return super().is_of(entry, drafted) and same

    def allow(self, book: Book, entry: Entry) -> Entry:
        teams = advancing.check_settles(book, book.find_stage(self.stage), self.teams)
        detail = {"teams": teams, "name": self.name, **playoff.USUAL}
        return replace(entry, round=_free_round_id(book), detail=detail)


@dataclass(frozen=True)
class DrawLots(Verb):
    """Lots are drawn between exactly the teams that share a place; all tied ones if none named."""

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    stage: str
    teams: Sequence[str]
    reason: str

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="lots", stage=self.stage, reason=self.reason)

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; it must be between the same teams."""
        return super().is_of(entry, drafted) and _among(self.teams, entry, "order")

    def allow(self, book: Book, entry: Entry) -> Entry:
        teams = advancing.check_settles(book, book.find_stage(self.stage), self.teams)
        return replace(entry, detail={"order": chance.shuffled(teams)})


@dataclass(frozen=True)
class HeadJudgeDecides(Verb):
    """The head judge puts teams that share a place in front of the others, best first."""

    settled: ClassVar[frozenset[str]] = frozenset({"judge", "detail"})

    stage: str
    teams: Sequence[str]
    reason: str

    def draft(self, _book: Book) -> Draft:
        return Draft(
            kind="word",
            stage=self.stage,
            reason=self.reason,
            detail={"order": list(self.teams), "teams": list(self.teams)},
        )

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; who stays behind has been filled in."""
        same = entry.detail.get("order") == drafted.detail["order"]
        return super().is_of(entry, drafted) and same

    def allow(self, book: Book, entry: Entry) -> Entry:
        if not self.teams:
            raise refuse("Say which team the head judge puts in front.", field="teams")
        rest = advancing.check_word(book, book.find_stage(self.stage), self.teams)
        head = book.event.head_judge
        judge = head.id if head else None
        return replace(entry, judge=judge, detail={**entry.detail, "rest": rest})


@dataclass(frozen=True)
class TakePrizeTogether(Verb):
    """All teams that are tied across the edge of a prize take it, by a decision.

    In a stage with several tables also those tied for a place that goes on, or for the first.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    stage: str
    teams: Sequence[str]
    reason: str

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="together", stage=self.stage, reason=self.reason)

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; the same teams must take it."""
        return super().is_of(entry, drafted) and _among(self.teams, entry, "teams")

    def allow(self, book: Book, entry: Entry) -> Entry:
        stage = book.find_stage(self.stage)
        teams = advancing.check_together(book, stage, self.teams)
        taken = advancing.taken_together(book, stage, teams)
        return replace(entry, detail={"teams": teams} | ({} if taken == "prize" else {"of": taken}))


def _among(asked: Sequence[str], entry: Entry, key: str) -> bool:
    """Whether an entry is about the teams that were named; where none were, about any."""
    return not asked or {*asked} == {*entry.detail.get(key, ())}


def _free_round_id(book: Book) -> str:
    """An id that no round of the event, and no play-off so far, has had."""
    taken = {entry.round for entry in book.entries}
    ids = (f"playoff{number}" for number in count(1))
    return next(i for i in ids if i not in taken and book.event.round(i) is None)
