"""The verbs of the running event: mark, award, open and close, announce."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from scoreboard.contest.acts import advancing, marking, running
from scoreboard.contest.acts.beginning import check_same_play
from scoreboard.contest.acts.telling import with_scene
from scoreboard.contest.model import Entry
from scoreboard.contest.numbers import read_number
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.questions import check_question
from scoreboard.contest.standings.order import drawn_order, settles_at_opening
from scoreboard.contest.words import not_yours, unknown
from scoreboard.verbs import chance
from scoreboard.verbs.marks import SetsMark
from scoreboard.verbs.verb import Draft, Verb

RoundAct = Literal["open", "close", "reopen"]
_MAY = {"open": running.check_open, "close": running.check_close, "reopen": running.check_reopen}


@dataclass(frozen=True)
class SubmitMark(SetsMark):
    """A judge marks a team, by one `value` or by `values`, one for each criterion.

    `member` is the id of who of it is marked, in a round that is its members'.
    `ledger` and `replaces` are those of the sheet that the judge saw:
    its ledger, and the version of the mark that is changed, 0 for none. `offered`: another history
    has acknowledged it, or it has waited there.
    """

    round: str
    team: str
    value: object
    replaces: int | None = None
    ledger: str | None = None
    values: Mapping[str, object] | None = None
    member: str | None = None
    offered: bool = False

    def draft(self, book: Book) -> Draft:
        check_same_play(book, self.ledger, offered=self.offered)
        value, detail = marking.read_given(self.value, self.values)
        if self.member:
            detail["member"] = self.member
        return Draft(
            kind="mark",
            round=self.round,
            team=self.team,
            judge=self.by.subject,
            value=value,
            detail=detail,
        )

    def allow(self, book: Book, entry: Entry) -> Entry:
        a_round = marking.panel_round(book, self.round)
        team = marking.named_team(book, a_round, self.team)
        judge = marking.named_judge(book, self.by.subject)
        marking.check_on_panel(book, a_round, judge)
        marking.check_not_recused(judge, team)
        entrant = marking.named_entrant(a_round, team, self.member)
        value = marking.read_mark(a_round, self.value, self.values)
        running.check_takes(book, a_round)
        marking.check_came(book, a_round, team)
        marking.check_member_came(book, a_round, team, entrant)
        marking.check_not_public(book, a_round, team, judge, entrant)
        marking.check_in_force(book, a_round, team, judge, self._seen(book), entrant)
        return replace(entry, value=value)

    def _seen(self, book: Book) -> int | None:
        """The version of the mark that the judge saw, as this ledger counts.

        What was seen in a ledger that this one goes on from says something only as far as the two
        are the same: beyond that no mark was seen that stands here.
        """
        shared = book.follows.get(self.ledger or "")
        if shared is None:
            return self.replaces
        return self.replaces if self.replaces and self.replaces <= shared else 0


@dataclass(frozen=True)
class GiveAward(Verb):
    """Points are added to a team in a points round, or deducted.

    With a `stake` and an `outcome` they answer a risk question. One question more than the team
    has in the round, or one it has had, needs a `reason`, and so does all for a team that is out.
    `member` is the id of who in the team has earned them, where that is said. `ledger` is that of
    the board that was seen.
    """

    round: str
    team: str
    points: object
    question: str | int | None = None
    note: str | None = None
    stake: object = None
    outcome: str | None = None
    reason: str | None = None
    ledger: str | None = None
    member: str | None = None
    token: str | None = None
    offered: bool = False

    def draft(self, book: Book) -> Draft:
        check_same_play(book, self.ledger, offered=self.offered)
        value = read_number(self.points, "points")
        return Draft(
            kind="award",
            round=self.round,
            team=self.team,
            value=value,
            reason=self.reason,
            detail=self._detail(),
        )

    def _detail(self) -> dict[str, Any]:
        stake = None if self.stake is None else str(self.stake)
        said = {
            "question": self.question,
            "note": self.note,
            "stake": stake,
            "outcome": self.outcome,
            "token": self.token,
            "member": self.member,
        }
        return {name: value for name, value in said.items() if value not in (None, "")}

    def allow(self, book: Book, entry: Entry) -> Entry:
        a_round = marking.tally_round(book, self.round)
        team = marking.named_team(book, a_round, self.team)
        if self.by.on_panel:
            judge = marking.named_judge(book, self.by.subject)
            marking.check_not_recused(judge, team)
            marking.check_scores(book, a_round, judge)
        marking.check_member(a_round, team, self.member)
        marking.read_points(a_round, self.points, entry.detail)
        running.check_takes(book, a_round)
        marking.check_came(book, a_round, team)
        if self.token:
            marking.check_doubles(book, a_round, team, self.token)
        if not self.reason:
            marking.check_not_out(book, a_round, team)
            check_question(book, a_round, team, entry.detail.get("question"))
        return entry


@dataclass(frozen=True)
class CountFoul(Verb):
    """A foul of a team in a points round; what it costs follows from how many stand before it."""

    round: str
    team: str
    note: str | None = None

    def draft(self, _book: Book) -> Draft:
        detail = {"note": self.note} if self.note else {}
        return Draft(kind="foul", round=self.round, team=self.team, detail=detail)

    def allow(self, book: Book, entry: Entry) -> Entry:
        a_round = marking.tally_round(book, self.round)
        team = marking.named_team(book, a_round, self.team)
        running.check_takes(book, a_round)
        marking.check_came(book, a_round, team)
        marking.check_counts_fouls(book, a_round, team)
        return entry


@dataclass(frozen=True)
class UseToken(Verb):
    """A team uses up one of its tokens in a points round."""

    round: str
    team: str
    token: str

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="token", round=self.round, team=self.team, detail={"token": self.token})

    def allow(self, book: Book, entry: Entry) -> Entry:
        a_round = marking.tally_round(book, self.round)
        team = marking.named_team(book, a_round, self.team)
        running.check_takes(book, a_round)
        marking.check_came(book, a_round, team)
        marking.check_uses(book, a_round, team, self.token)
        return entry


@dataclass(frozen=True)
class TakeBackAward(Verb):
    """Somebody takes back an own award while its round is open; again is harmless."""

    award: str

    def draft(self, book: Book) -> Draft:
        award = book.by_id.get(self.award)
        if award is None or award.kind != "award":
            raise unknown("There is no such award.")
        if award.by != self.by.name:
            raise not_yours("Only the desk can take back what somebody else awarded.")
        return Draft(kind="undo", round=award.round, team=award.team, voids=award.version)

    def done(self, book: Book) -> Entry | None:
        award = book.by_id[self.award]
        if award.version not in book.voided:
            return None
        return next(entry for entry in reversed(book.entries) if entry.voids == award.version)

    def allow(self, book: Book, entry: Entry) -> Entry:
        running.check_takes(book, book.find_round(entry.round or ""))
        return entry


@dataclass(frozen=True)
class ChangeRoundState(Verb):
    """A round is opened, closed or reopened, with all of its performance.

    An order of appearance that goes by standing is settled as its round opens, unless it stands.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    act: RoundAct
    round: str

    def draft(self, _book: Book) -> Draft:
        return Draft(kind=self.act, round=self.round)

    def allow(self, book: Book, entry: Entry) -> Entry:
        a_round = book.find_round(self.round)
        _MAY[self.act](book, a_round)
        if self.act == "open" and settles_at_opening(book, a_round):
            entry = replace(entry, detail=drawn_order(book, a_round, chance.shuffled))
        return running.with_performance(book, a_round, entry)


@dataclass(frozen=True)
class AnnounceResult(Verb):
    """Who goes on from a stage is named, or the winner of the last one.

    `decision` says how a tie is decided that would forbid it. With a `scene` it is only begun: the
    scene comes on the big screen, and tells the hall step by step.
    """

    added: ClassVar[frozenset[str]] = frozenset({"teams", "told"})

    stage: str
    decision: advancing.Decision | None = None
    reason: str | None = None
    scene: bool = False

    def draft(self, _book: Book) -> Draft:
        detail = {"decision": self.decision} if self.decision else {}
        return Draft(kind="advance", stage=self.stage, reason=self.reason, detail=detail)

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; what was told at once was not begun with a scene, and otherwise."""
        same_way = ("told" in entry.detail) == self.scene
        return same_way and super().is_of(entry, drafted)

    def allow(self, book: Book, entry: Entry) -> Entry:
        stage = book.find_stage(self.stage)
        teams = advancing.named_teams(book, stage, self.decision)
        told = {"told": with_scene(book, stage)} if self.scene else {}
        return replace(entry, detail={"teams": teams, **entry.detail, **told})
