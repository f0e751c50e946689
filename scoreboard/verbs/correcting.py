"""Corrections, and taking back: each changes what is recorded, and can be previewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from scoreboard.contest.acts import marking, running, undoing
from scoreboard.contest.acts.afterwards import resting_on_public
from scoreboard.contest.acts.preview import Decision, decided
from scoreboard.contest.model import Entry, entrant_of
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.words import N_, not_now, not_yours, refuse
from scoreboard.verbs.marks import SetsMark
from scoreboard.verbs.verb import Draft, Verb


@dataclass(frozen=True)
class Correct(SetsMark):
    """The desk sets a judge's mark, by `value` or for each criterion by `values`; or without
    a `judge` a team's score in a points round.

    `member` is the id of whose mark it is, in a round that is the members'.
    `replaces` is the version of the mark that the desk saw, 0 for none. Where it would change who
    was announced, `decision` says whether to "keep" or to "change" the announcement.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    round: str
    team: str
    judge: str | None
    value: object
    reason: str
    decision: Decision | None = None
    replaces: int | None = None
    values: Mapping[str, object] | None = None
    member: str | None = None

    def draft(self, _book: Book) -> Draft:
        value, detail = marking.read_given(self.value, self.values)
        if self.member:
            detail["member"] = self.member
        return Draft(
            kind="correction",
            round=self.round,
            team=self.team,
            judge=self.judge,
            value=value,
            reason=self.reason,
            detail=detail,
        )

    def allow(self, book: Book, entry: Entry) -> Entry:
        named_round = marking.tally_round if self.judge is None else marking.panel_round
        a_round = named_round(book, self.round)
        team = marking.named_team(book, a_round, self.team)
        running.check_corrects(book, a_round)
        if self.judge is not None:
            judge = marking.named_judge(book, self.judge)
            marking.check_on_panel(book, a_round, judge)
            marking.check_not_recused(judge, team)
            entrant = marking.named_entrant(a_round, team, self.member)
            value = marking.read_mark(a_round, self.value, self.values)
            entry = replace(entry, value=value)
            if judge.id not in book.round_record(a_round.id).marks.get(entrant, {}):
                entry = replace(entry, detail={**entry.detail, "entered": True})
            marking.check_member_came(book, a_round, team, entrant)
        else:
            marking.check_corrects_a_team(a_round)
            if self.member:
                text = N_("%(round)s has no marks of members.")
                raise refuse(text, field="member", round=a_round.name)
        if self.judge is None and self.values is not None:
            raise refuse(kind_of(a_round).takes, field="values", round=a_round.name)
        marking.check_corrects_who_came(book, a_round, team)
        return resting_on_public(book, entry)

    def confirm(self, book: Book, entry: Entry) -> Entry:
        _check_seen(book, entry, self.replaces)
        return decided(book, entry, self.decision)


@dataclass(frozen=True)
class TakeBack(Verb):
    """One entry is voided; it stays readable.

    Only one's own newest award may go without a `reason`, for a minute; the ledger then keeps the
    words of `slip`. `decision` is as in a correction.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    version: int
    reason: str | None
    slip: str
    decision: Decision | None = None

    def draft(self, book: Book) -> Draft:
        entry = self._entry(book)
        return Draft(
            kind="undo",
            stage=entry.stage,
            round=entry.round,
            team=entry.team,
            judge=entry.judge,
            voids=entry.version,
            reason=self.reason or self.slip,
        )

    def allow(self, book: Book, entry: Entry) -> Entry:
        taken_back = self._entry(book)
        undone_by = KINDS[book.origin(taken_back).kind].undone_by
        if undone_by == "organiser" and not self.by.may("set_up"):
            raise not_yours("Only the organiser can take this back.")
        undoing.check_undo(book, taken_back)
        now = datetime.fromisoformat(entry.at)
        if self.reason is None and not undoing.is_slip(book, taken_back, self.by.name, now):
            raise refuse("Say why it is taken back.", field="reason")
        undoing.check_sound(book, book.after(entry), decided=True)
        return resting_on_public(book, entry)

    def confirm(self, book: Book, entry: Entry) -> Entry:
        return decided(book, entry, self.decision)

    def _entry(self, book: Book) -> Entry:
        if not 1 <= self.version <= book.version:
            raise refuse("The ledger has no such entry.", field="entry")
        return book.entries[self.version - 1]


def _check_seen(book: Book, entry: Entry, replaces: int | None) -> None:
    """Raises Refusal when the mark is another by now than the one that the desk saw."""
    entrant = entrant_of(entry.team or "", entry.detail.get("member"))
    marks = book.round_record(entry.round or "").marks.get(entrant, {})
    mark = marks.get(entry.judge or "")
    if replaces is not None and replaces != (mark.version if mark else 0):
        raise not_now(
            "Another mark has come in meanwhile: %(value)s. Look at it first.",
            value=plain(mark.value) if mark else "–",
        )
