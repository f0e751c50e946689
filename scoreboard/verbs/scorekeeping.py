"""The verbs of the running event: set up, mark, award, open and close, announce."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from scoreboard.contest.acts import advancing, marking, running
from scoreboard.contest.acts.beginning import check_same_play
from scoreboard.contest.acts.setup_change import (
    Origin,
    SetupPreview,
    check_change,
    check_reason,
    check_since,
    preview_change,
)
from scoreboard.contest.model import Entry, EntryKind, Event
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.questions import check_question
from scoreboard.contest.words import Refusal, Say, not_now, not_yours, unknown
from scoreboard.storage.access import Access, Grant, Role
from scoreboard.storage.books import Written
from scoreboard.storage.ledger import NoSuchEvent
from scoreboard.verbs.writing import Writer

CONSOLE = Grant(event="", role="organiser", subject="console", generation=0)


class Scorekeeper:
    """What judges and the desk do in the order of things."""

    def __init__(self, writer: Writer, access: Access) -> None:
        self._writer = writer
        self._access = access

    def set_up(self, event: Event, by: Grant = CONSOLE, *, reason: str | None = None) -> bool:
        """Put a set-up in force, new or changed; False when it is the one in force already.

        Raises:
            Refusal: what the ledger speaks of would vanish, an announced result would no longer
                stand, or results would change and no `reason` is given.
        """
        return self.change_set_up(event, by, reason=reason).new

    def change_set_up(
        self, event: Event, by: Grant, *, uid: str | None = None, origin: Origin | None = None,
        reason: str | None = None,
    ) -> Written:  # fmt: skip
        """As `set_up`; refused, too, when somebody has changed the set-up since its `origin`."""

        def check(book: Book) -> Entry:
            if not book.version:
                return draft
            known = book.by_id.get(uid or "")
            if known is not None and known.setup == event:
                return known
            if book.event == event:
                # Also where the answer was lost: what one has saved oneself is nobody else's.
                return book.newest_setup
            if origin is not None:
                check_since(book, origin)
            check_change(book, event)
            check_reason(book, event, reason)
            return draft

        draft = self._writer.draft("setup", by, event, uid=uid, setup=event, reason=reason)
        return self._put(event, check)

    def create(self, event: Event, by: Grant, uid: str) -> Written:
        """Make a new event. Raises Refusal when its address is taken; again is harmless."""

        def check(book: Book) -> Entry:
            if not book.version or draft.id == book.entries[0].id:
                return draft
            raise not_now("The address %(slug)s is already taken.", slug=event.slug)

        draft = self._writer.draft("setup", by, event, uid=uid, setup=event)
        return self._put(event, check)

    def preview_set_up(self, event: Event, origin: Origin | None, say: Say) -> SetupPreview:
        """What a set-up would change; nothing is written. Raises as `change_set_up` does."""

        def look(book: Book) -> SetupPreview:
            if origin is not None and book.event != event:
                check_since(book, origin)
            return preview_change(book, event, say)

        seen: SetupPreview = self._writer.look(event.slug, look)
        return seen

    def _put(self, event: Event, check: Callable[[Book], Entry]) -> Written:
        """Write a set-up that the check allows, with the links of all its roles in force."""
        repeated = False
        with suppress(NoSuchEvent):
            # Looked at first: what is refused must not change who may come in, nor must an old
            # set-up whose answer was lost once another one is in force.
            repeated = self._writer.look(
                event.slug, lambda book: check(book).id in book.by_id and book.event != event
            )
        if not repeated:
            # The links come first: whoever is told of the event must be able to enter it.
            self.grant_roles(event)
        try:
            return self._writer.write(event.slug, None, check, make=True)
        except Refusal:
            with suppress(NoSuchEvent):
                self.grant_roles(self._writer.look(event.slug, lambda book: book.event))
            raise

    def grant_roles(self, event: Event) -> None:
        """See to it that every role of the event has its link."""
        judges: list[tuple[Role, str]] = [("judge", judge.id) for judge in event.judges]
        self._access.ensure(event.slug, [("organiser", ""), ("scorer", ""), *judges])

    def submit(
        self, slug: str, by: Grant, uid: str, round_id: str, team_id: str, value: object,
        replaces: int | None = None, ledger: str | None = None,
    ) -> Written:  # fmt: skip
        """Set a judge's mark. Raises Refusal when it may not stand, or was made in another play.

        `ledger` is that of the sheet the judge had before the eyes.
        """

        def check(book: Book) -> Entry:
            check_same_play(book, ledger)
            a_round = marking.named_round(book, round_id, "judged")
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
            check_same_play(book, ledger)
            a_round = marking.named_round(book, round_id, "points")
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

    def turn(self, slug: str, by: Grant, act: EntryKind, round_id: str, uid: str) -> Written:
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
