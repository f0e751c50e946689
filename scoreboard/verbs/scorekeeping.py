"""The verbs of the running event: mark, award, open and close, announce."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from scoreboard.contest.acts import advancing, marking, running
from scoreboard.contest.acts.beginning import check_same_ledger
from scoreboard.contest.model import Entry, EntryKind
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.questions import check_question
from scoreboard.contest.words import not_yours, unknown
from scoreboard.storage.access import Grant
from scoreboard.storage.book_cache import Written
from scoreboard.verbs.writing import Writer


class Scorekeeper:
    """What judges and the desk do in the order of things."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def submit(
        self, slug: str, by: Grant, uid: str, round_id: str, team_id: str, value: object,
        replaces: int | None = None, ledger: str | None = None,
    ) -> Written:  # fmt: skip
        """Set a judge's mark. Raises Refusal when it may not stand, or was made in another ledger.

        `ledger` is that of the sheet the judge had before the eyes.
        """

        def check(book: Book) -> Entry:
            check_same_ledger(book, ledger)
            a_round = marking.panel_round(book, round_id)
            team = marking.named_team(book, a_round, team_id)
            judge = marking.named_judge(book, by.subject)
            marking.check_not_recused(judge, team)
            mark = marking.read_mark(a_round, value)
            if uid not in book.by_id:
                running.check_takes(book, a_round)
                marking.check_came(book, a_round, team)
                marking.check_not_public(book, a_round, team, judge)
                marking.check_not_corrected(book, a_round, team, judge, replaces)
            return self._writer.draft(
                "mark", by, book.event, uid=uid, round=a_round.id, team=team.id, judge=judge.id,
                value=mark,
            )  # fmt: skip

        return self._writer.write(slug, uid, check)

    def award(
        self, slug: str, by: Grant, uid: str, round_id: str, team_id: str, points: object,
        detail: dict[str, Any], ledger: str | None = None, reason: str | None = None,
    ) -> Written:  # fmt: skip
        """Add to, or deduct from, a team in a points round. Raises Refusal when it may not be.

        One question more than the team has in the round, or one it has had, needs a `reason`.
        """

        def check(book: Book) -> Entry:
            check_same_ledger(book, ledger)
            a_round = marking.tally_round(book, round_id)
            team = marking.named_team(book, a_round, team_id)
            if by.role == "judge":
                judge = marking.named_judge(book, by.subject)
                marking.check_not_recused(judge, team)
                if uid not in book.by_id:
                    marking.check_scores(book, a_round, judge)
            value = marking.read_points(a_round, points, detail)
            if uid not in book.by_id:
                running.check_takes(book, a_round)
                marking.check_came(book, a_round, team)
                if not reason:
                    check_question(book, a_round, team, detail.get("question"))
            return self._writer.draft(
                "award", by, book.event, uid=uid, round=a_round.id, team=team.id, value=value,
                reason=reason, detail=detail,
            )  # fmt: skip

        return self._writer.write(slug, uid, check)

    def take_back(self, slug: str, by: Grant, award_uid: str) -> Written:
        """Take back one's own award while its round is open; again is harmless."""

        def check(book: Book) -> Entry:
            award = book.by_id.get(award_uid)
            if award is None or award.kind != "award" or award.round is None:
                raise unknown("There is no such award.")
            if award.by != by.name:
                raise not_yours("Only the desk can take back what somebody else awarded.")
            if award.version in book.voided:
                return next(e for e in reversed(book.entries) if e.voids == award.version)
            running.check_takes(book, book.find_round(award.round))
            return self._writer.draft(
                "undo", by, book.event, uid=str(uuid4()), round=award.round, team=award.team,
                voids=award.version,
            )  # fmt: skip

        return self._writer.write(slug, None, check)

    def change_round_state(
        self, slug: str, by: Grant, act: EntryKind, round_id: str, uid: str
    ) -> Written:
        """Open, close or reopen a round. Raises Refusal where the order of things forbids it."""
        may = {
            "open": running.check_open,
            "close": running.check_close,
            "reopen": running.check_reopen,
        }[act]

        def check(book: Book) -> Entry:
            a_round = book.find_round(round_id)
            if uid not in book.by_id:
                may(book, a_round)
            return self._writer.draft(act, by, book.event, uid=uid, round=a_round.id)

        return self._writer.write(slug, uid, check)

    def advance(
        self, slug: str, by: Grant, stage_id: str, uid: str,
        decision: advancing.Decision | None = None, reason: str | None = None,
    ) -> Written:  # fmt: skip
        """Name who goes on from a stage, or the winner of the last. Raises Refusal as it must."""

        def check(book: Book) -> Entry:
            stage = book.find_stage(stage_id)
            known = book.repeat(uid, "advance", stage.id)
            if known is not None:
                return known
            named = advancing.named_teams(book, stage, decision)
            detail = {"teams": named} | ({"decision": decision} if decision else {})
            return self._writer.draft(
                "advance", by, book.event, uid=uid, stage=stage.id, reason=reason, detail=detail
            )

        return self._writer.write(slug, uid, check)
