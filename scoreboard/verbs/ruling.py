"""The desk's rulings, each one entry with its reason: on conduct, absence, who goes on, prizes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from scoreboard.contest.acts import advancing, marking, running
from scoreboard.contest.model import AdmitAs, Entry, Member, Stage, Team
from scoreboard.contest.numbers import read_number
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import not_now, refuse, unknown
from scoreboard.verbs.verb import Draft, Verb

LARGEST_PENALTY = Decimal(1000)


@dataclass(frozen=True)
class ExcuseJudge(Verb):
    """The marks of a judge are waited for no longer in a judged round."""

    round: str
    judge: str
    reason: str

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="excuse", round=self.round, judge=self.judge, reason=self.reason)

    def allow(self, book: Book, entry: Entry) -> Entry:
        book.find_round(self.round)
        a_round = marking.panel_round(book, self.round)
        judge = marking.named_judge(book, self.judge)
        marking.check_on_panel(book, a_round, judge)
        if judge.id in book.round_record(a_round.id).excused:
            raise not_now("%(judge)s is already excused.", judge=judge.name)
        return entry


@dataclass(frozen=True)
class Penalise(Verb):
    """Points are deducted for conduct, outside any round, in the current stage.

    Where the smaller total is first they are added.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"stage"})

    team: str
    points: object
    reason: str

    def draft(self, book: Book) -> Draft:
        value = read_number(self.points, "points")
        if book.event.rules.better == "lower":
            if not 0 < value <= LARGEST_PENALTY:
                raise refuse(
                    "Where the smaller total is first a penalty is added, such as 10.",
                    field="points",
                )
        elif not -LARGEST_PENALTY <= value < 0:
            raise refuse("A penalty is a deduction, such as -10.", field="points")
        return Draft(kind="penalty", team=self.team, value=value, reason=self.reason)

    def allow(self, book: Book, entry: Entry) -> Entry:
        return _in_this_stage(book, entry)


@dataclass(frozen=True)
class GiveBonus(Verb):
    """Points are given by ruling (加分), outside any round, in the current stage.

    Where the smaller total is first they are deducted.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"stage"})

    team: str
    points: object
    reason: str

    def draft(self, book: Book) -> Draft:
        value = read_number(self.points, "points")
        if not 0 < value <= LARGEST_PENALTY:
            raise refuse("A bonus is points above 0, such as 10.", field="points")
        gains = -value if book.event.rules.better == "lower" else value
        return Draft(kind="bonus", team=self.team, value=gains, reason=self.reason)

    def allow(self, book: Book, entry: Entry) -> Entry:
        return _in_this_stage(book, entry)


@dataclass(frozen=True)
class WithdrawTeam(Verb):
    """A team leaves the places; its scores stay shown."""

    team: str
    reason: str

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="withdraw", team=self.team, reason=self.reason)

    def allow(self, book: Book, entry: Entry) -> Entry:
        team = book.event.team(self.team)
        if team is None:
            raise refuse("This event has no such team.", field="team")
        if team.id in book.withdrawn:
            raise not_now("%(team)s has already withdrawn.", team=team.name)
        return entry


@dataclass(frozen=True)
class AdmitTeam(Verb):
    """A team goes on by hand: by wild card, as a reserve for one that withdrew, or it returns.

    It returns from a side stage; `stage` is that, or the one that the side stage is of.
    """

    stage: str
    team: str
    way: AdmitAs
    reason: str

    def draft(self, book: Book) -> Draft:
        stage = book.event.stage(self.stage)
        return Draft(
            kind="admit",
            stage=advancing.leaves(book, stage, self.way).id if stage else self.stage,
            team=self.team,
            reason=self.reason,
            detail={"as": self.way},
        )

    def allow(self, book: Book, entry: Entry) -> Entry:
        team = book.event.team(self.team)
        if team is None:
            raise refuse("This event has no such team.", field="team")
        stage = advancing.leaves(book, book.find_stage(self.stage), self.way)
        advancing.check_admits(book, stage, team, self.way)
        return entry


@dataclass(frozen=True)
class ReleaseScore(Verb):
    """A team's score in a judged round becomes public before its panel is complete.

    With it what the team has in the other rounds of the performance.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    round: str
    team: str
    reason: str | None

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="release", round=self.round, team=self.team, reason=self.reason)

    def allow(self, book: Book, entry: Entry) -> Entry:
        book.find_round(self.round)
        a_round = marking.panel_round(book, self.round)
        marking.check_releases(book, a_round, marking.named_team(book, a_round, self.team))
        return running.with_performance(book, a_round, entry)


@dataclass(frozen=True)
class MarkAbsent(Verb):
    """A team did not come to a round: no mark of it is waited for, and it has no score there.

    Nor in the other rounds of the performance. With a `member`, by the id, it is that one of the
    team who did not come to a round that is the members' to be marked in; to that round alone.
    """

    added: ClassVar[frozenset[str]] = frozenset({"with"})

    team: str
    round: str
    reason: str
    member: str | None = None

    def draft(self, _book: Book) -> Draft:
        detail = {"member": self.member} if self.member else {}
        return Draft(
            kind="absent", round=self.round, team=self.team, reason=self.reason, detail=detail
        )

    def allow(self, book: Book, entry: Entry) -> Entry:
        if book.event.team(self.team) is None:
            raise unknown("This event has no such team.")
        a_round = book.round(self.round)
        if a_round is None:
            raise refuse("This event has no such round.", field="round")
        team: Team = marking.named_team(book, a_round, self.team)
        _check_not_announced(book, book.stage_of(a_round))
        who: Team | Member = team
        entrant = team.id
        if self.member:
            a_round = marking.panel_round(book, self.round)
            entrant = marking.named_entrant(a_round, team, self.member)
            who = marking.named_member(team, self.member)
        if not book.round_record(a_round.id).absent.keys().isdisjoint((team.id, entrant)):
            raise not_now(
                "%(team)s is already marked as absent from %(round)s.",
                team=who.name,
                round=a_round.name,
            )
        return entry if self.member else running.with_performance(book, a_round, entry)


@dataclass(frozen=True)
class GiveSpecialPrize(Verb):
    """A team, or one `member` of it, is given a prize by hand, such as for the best appearance."""

    team: str
    prize: str
    reason: str
    member: str | None = None

    def draft(self, _book: Book) -> Draft:
        given = {"prize": self.prize, "member": self.member}
        detail = {key: value for key, value in given.items() if value}
        return Draft(kind="special", team=self.team, reason=self.reason, detail=detail)

    def allow(self, book: Book, entry: Entry) -> Entry:
        team = book.event.team(self.team)
        if team is None:
            raise unknown("This event has no such team.")
        member = marking.named_member(team, self.member) if self.member else None
        asked = (self.prize, team.id, member.id if member else None)
        if any((given.name, given.team, given.member) == asked for given in book.specials):
            whose = member or team
            raise not_now("%(team)s has %(prize)s already.", team=whose.name, prize=self.prize)
        return entry


def _in_this_stage(book: Book, entry: Entry) -> Entry:
    """Points by ruling count in the current stage, while it is not announced."""
    if entry.team not in {team.id for team in book.teams_of(book.stage)}:
        raise refuse("This stage has no such team.", field="team")
    _check_not_announced(book, book.stage)
    return replace(entry, stage=book.stage.id)


def _check_not_announced(book: Book, stage: Stage) -> None:
    if stage.id in book.announced:
        raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
