"""The verbs of the day: each one opens the book, checks, appends, commits, and tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from scoreboard.contest import marking, running
from scoreboard.contest.book import Book
from scoreboard.contest.model import Entry, EntryKind, Event
from scoreboard.contest.setting_up import check_change
from scoreboard.contest.words import not_yours, refuse, unknown
from scoreboard.storage.access import Access, Grant, Role
from scoreboard.storage.books import Books, Written

CONSOLE = Grant(event="", role="organiser", subject="console", generation=0)


class Scorekeeper:
    """Everything that can be done to an event. `publish` is told its slug after each commit."""

    def __init__(
        self,
        books: Books,
        access: Access,
        now: Callable[[], datetime],
        publish: Callable[[str], None],
    ) -> None:
        self._books = books
        self._access = access
        self._now = now
        self._publish = publish

    def set_up(self, event: Event, by: Grant = CONSOLE) -> bool:
        """Put a set-up in force, new or changed; False when it is the one in force already.

        Raises:
            Refusal: the ledger speaks of a team, judge or round that the set-up has not.
        """
        draft = self._entry("setup", by, event, setup=event)

        def check(book: Book) -> Entry:
            if book.version and book.event == event:
                return book.newest_setup
            if book.version:
                check_change(book, event)
            return draft

        written = self._books.append(event.slug, None, check, make=True)
        self.grant_roles(event)
        if written.new:
            self._publish(event.slug)
        return written.new

    def grant_roles(self, event: Event) -> None:
        """See to it that every role of the event has its link."""
        judges: list[tuple[Role, str]] = [("judge", judge.id) for judge in event.judges]
        self._access.ensure(event.slug, [("organiser", ""), ("scorer", ""), *judges])

    def submit(
        self, slug: str, by: Grant, uid: str, round_id: str, team_id: str, value: object,
        replaces: int | None = None,
    ) -> Written:  # fmt: skip
        """Set a judge's mark. Raises Refusal when it may not stand."""

        def check(book: Book) -> Entry:
            a_round = marking.named_round(book, round_id, "judged")
            team = marking.named_team(book, a_round, team_id)
            judge = marking.named_judge(book, by.subject)
            marking.check_not_recused(judge, team)
            mark = marking.read_mark(a_round, value)
            draft = self._entry(
                "mark", by, book.event, uid=uid, round=a_round.id, team=team.id, judge=judge.id,
                value=mark,
            )  # fmt: skip
            if uid not in book.by_id:
                running.check_takes(book, a_round)
                marking.check_not_corrected(book, a_round, team, judge, replaces)
            return draft

        return self._write(slug, uid, check)

    def award(
        self, slug: str, by: Grant, uid: str, round_id: str, team_id: str, points: object,
        detail: dict[str, Any],
    ) -> Written:  # fmt: skip
        """Add to, or deduct from, a team in a points round. Raises Refusal when it may not be."""

        def check(book: Book) -> Entry:
            a_round = marking.named_round(book, round_id, "points")
            team = marking.named_team(book, a_round, team_id)
            if by.role == "judge":
                marking.check_not_recused(marking.named_judge(book, by.subject), team)
            draft = self._entry(
                "award", by, book.event, uid=uid, round=a_round.id, team=team.id,
                value=marking.read_points(a_round, points), detail=detail,
            )  # fmt: skip
            if uid not in book.by_id:
                running.check_takes(book, a_round)
            return draft

        return self._write(slug, uid, check)

    def take_back(self, slug: str, by: Grant, award_uid: str) -> Written:
        """Take back one's own award while its round is open; again is harmless."""

        def check(book: Book) -> Entry:
            award = book.by_id.get(award_uid)
            if award is None or award.kind != "award" or award.round is None:
                raise unknown("There is no such award.")
            if award.by != by.name:
                raise not_yours("Only the desk can take back what somebody else awarded.")
            undo = next((e for e in book.entries if e.voids == award.version), None)
            if undo is not None and award.version in book.voided:
                return undo
            running.check_takes(book, running.find_round(book, award.round))
            return self._undo_of(book, by, award, str(uuid4()), "")

        return self._write(slug, None, check)

    def turn(self, slug: str, by: Grant, act: EntryKind, round_id: str, uid: str) -> Written:
        """Open, close or reopen a round. Raises Refusal where the order of things forbids it."""
        may = {
            "open": running.check_open,
            "close": running.check_close,
            "reopen": running.check_reopen,
        }[act]

        def check(book: Book) -> Entry:
            a_round = running.find_round(book, round_id)
            if uid not in book.by_id:
                may(book, a_round)
            return self._entry(act, by, book.event, uid=uid, round=a_round.id)

        return self._write(slug, uid, check)

    def correct(
        self, slug: str, by: Grant, uid: str, round_id: str, team_id: str, judge_id: str | None,
        value: object, reason: str,
    ) -> Written:  # fmt: skip
        """Set a judge's mark from the desk, with a reason. Raises Refusal when it may not stand."""

        def check(book: Book) -> Entry:
            a_round = marking.named_round(book, round_id, "judged")
            team = marking.named_team(book, a_round, team_id)
            judge = marking.named_judge(book, judge_id)
            marking.check_not_recused(judge, team)
            draft = self._entry(
                "correction", by, book.event, uid=uid, round=a_round.id, team=team.id,
                judge=judge.id, value=marking.read_mark(a_round, value), reason=reason,
            )  # fmt: skip
            if uid not in book.by_id:
                running.check_corrects(book, a_round)
            return draft

        return self._write(slug, uid, check)

    def undo(self, slug: str, by: Grant, uid: str, version: int, reason: str) -> Written:
        """Void one entry; it stays readable. Raises Refusal when it cannot be taken back."""

        def check(book: Book) -> Entry:
            if not 1 <= version <= book.version:
                raise refuse("The ledger has no such entry.", field="entry")
            entry = book.entries[version - 1]
            if uid not in book.by_id:
                running.check_undo(book, entry)
            return self._undo_of(book, by, entry, uid, reason)

        return self._write(slug, uid, check)

    def advance(self, slug: str, by: Grant, stage_id: str, share: bool, uid: str) -> Written:
        """Name who goes on from a stage, or the winner of the last. Raises Refusal as it must."""

        def check(book: Book) -> Entry:
            stage = running.find_stage(book, stage_id)
            known = book.by_id.get(uid)
            if known is not None and (known.kind, known.stage) == ("advance", stage.id):
                return known
            rows = running.check_advance(book, stage)
            named = running.named_teams(stage, rows, share)
            return self._entry(
                "advance", by, book.event, uid=uid, stage=stage.id, detail={"teams": named}
            )

        return self._write(slug, uid, check)

    def _write(self, slug: str, uid: str | None, check: Callable[[Book], Entry]) -> Written:
        written = self._books.append(slug, uid, check)
        if written.new:
            self._publish(slug)
        return written

    def _undo_of(self, book: Book, by: Grant, entry: Entry, uid: str, reason: str) -> Entry:
        return self._entry(
            "undo", by, book.event, uid=uid, stage=entry.stage, round=entry.round,
            team=entry.team, judge=entry.judge, voids=entry.version, reason=reason or None,
        )  # fmt: skip

    def _entry(
        self, kind: EntryKind, by: Grant, event: Event, *, uid: str | None = None, **rest: Any
    ) -> Entry:
        at = self._now().astimezone(ZoneInfo(event.timezone)).isoformat(timespec="seconds")
        return Entry(version=0, id=uid or str(uuid4()), kind=kind, by=by.name, at=at, **rest)
