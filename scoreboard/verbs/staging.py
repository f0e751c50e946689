"""Who is drawn into which group, the order of appearance, and who is on stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from scoreboard.contest.acts import running, staging
from scoreboard.contest.model import Entry
from scoreboard.contest.record.appearance import StepTo, on_stage_in
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.dealing import DrawnBy, dealt
from scoreboard.contest.standings.order import drawn_order
from scoreboard.verbs import chance
from scoreboard.verbs.verb import Draft, Verb, saw


@dataclass(frozen=True)
class DrawOrder(Verb):
    """The order of a round is drawn: by lot, by standing or by score, as the round has it."""

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    round: str
    reason: str | None = None

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="order", round=self.round, reason=self.reason)

    def allow(self, book: Book, entry: Entry) -> Entry:
        a_round = book.find_round(self.round)
        staging.check_draws(book, a_round, self.reason)
        return replace(entry, detail=drawn_order(book, a_round, chance.shuffled))


@dataclass(frozen=True)
class SetOrder(Verb):
    """The order of a round is set by hand."""

    round: str
    order: Sequence[str]
    reason: str | None

    def draft(self, _book: Book) -> Draft:
        detail = {"order": list(self.order), "lots": [], "by": "hand"}
        return Draft(kind="order", round=self.round, reason=self.reason, detail=detail)

    def allow(self, book: Book, entry: Entry) -> Entry:
        staging.check_order(book, book.find_round(self.round), self.order, self.reason)
        return entry


@dataclass(frozen=True)
class PutOnStage(Verb):
    """A team is on stage in a round, or nobody is."""

    round: str
    team: str | None

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="on_stage", round=self.round, team=self.team)

    def allow(self, book: Book, entry: Entry) -> Entry:
        staging.check_put(book, book.find_round(self.round), self.team)
        return entry


@dataclass(frozen=True)
class StepOnStage(Verb):
    """The next team of the order comes on stage, or the one before comes back.

    `seen` is the team that was on stage as the sender saw it, None for nobody.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"team"})
    added: ClassVar[frozenset[str]] = frozenset({"from"})

    round: str
    to: StepTo
    seen: str | None = staging.UNSAID

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; a step from another team is another one."""
        same_team = self.seen == staging.UNSAID or saw(entry, "from", self.seen)
        return same_team and super().is_of(entry, drafted)

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="on_stage", round=self.round, detail={"step": self.to})

    def allow(self, book: Book, entry: Entry) -> Entry:
        a_round = book.find_round(self.round)
        there = on_stage_in(book, a_round)
        made = {**entry.detail, "from": there.team if there else None}
        team = staging.step_to(book, a_round, self.to, self.seen)
        return replace(entry, team=team, detail=made)


@dataclass(frozen=True)
class DrawGroups(Verb):
    """The teams of a stage are put into its groups: by lot, or by seed in a snake."""

    added: ClassVar[frozenset[str]] = frozenset({"groups"})

    stage: str
    how: DrawnBy
    reason: str | None

    def draft(self, _book: Book) -> Draft:
        detail = {"by": self.how}
        return Draft(kind="groups", stage=self.stage, reason=self.reason, detail=detail)

    def allow(self, book: Book, entry: Entry) -> Entry:
        stage = book.find_stage(self.stage)
        running.check_draws(book, stage)
        groups = dealt(book, stage, self.how, chance.shuffled)
        return replace(entry, detail={**entry.detail, "groups": groups})
