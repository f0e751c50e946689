"""Corrections, and taking back: what changes a figure that stands, seen before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from scoreboard.contest.acts import advancing, marking, running, undoing
from scoreboard.contest.acts.afterwards import resting_on_public
from scoreboard.contest.acts.preview import Preview, after, preview, touched
from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.numbers import plain, read_number
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.words import Listed, not_now, not_yours, refuse
from scoreboard.storage.access import Grant
from scoreboard.storage.book_cache import Written
from scoreboard.verbs.writing import Writer

Standing = Literal["keep", "change"]


class Corrections:
    """What the desk changes afterwards. An announcement it touches is kept or changed knowingly."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def correct(
        self, slug: str, by: Grant, uid: str, round_id: str, team_id: str, judge_id: str | None,
        value: object, reason: str, decision: Standing | None = None, replaces: int | None = None,
    ) -> Written:  # fmt: skip
        """Set a judge's mark, or a team's score in a points round, from the desk.

        `replaces` is the version of the mark that the desk saw, 0 for none. Raises Refusal when it
        may not stand, when another mark stands by now, and when it would change who was announced
        unless `decision` says to "keep" the announcement or to "change" it.
        """

        def check(book: Book) -> Entry:
            draft = self._correction(book, by, uid, round_id, team_id, judge_id, value, reason)
            known = book.by_id.get(uid)
            if known is not None:
                # A repeat of a decided correction is the same correction.
                return replace(draft, detail=known.detail)
            _check_came(book, draft)
            _check_seen(book, draft, replaces)
            return _decided(book, resting_on_public(book, draft), decision)

        return self._writer.write(slug, uid, check)

    def preview_correction(
        self, slug: str, by: Grant, round_id: str, team_id: str, judge_id: str | None,
        value: object, reason: str,
    ) -> Preview:  # fmt: skip
        """What a correction would change; nothing is written. Raises as `correct` does."""

        def draft(book: Book) -> Entry:
            made = self._correction(book, by, None, round_id, team_id, judge_id, value, reason)
            _check_came(book, made)
            return resting_on_public(book, made)

        return self._seen(slug, draft)

    def undo(
        self, slug: str, by: Grant, uid: str, version: int, reason: str | None,
        decision: Standing | None = None, *, slip: str,
    ) -> Written:  # fmt: skip
        """Void one entry; it stays readable. Raises Refusal when it cannot be taken back.

        Without a `reason`, which only one's own newest award may be for a minute, the ledger keeps
        the words of `slip`. `decision` is asked for as by `correct`.
        """

        def check(book: Book) -> Entry:
            known = book.by_id.get(uid)
            if known is not None:
                again = self._undo(book, by, uid, version, reason or slip)
                return replace(again, detail=known.detail)
            draft = self._checked_undo(book, by, uid, version, reason, slip)
            undoing.check_sound(book, after(book, draft), decided=True)
            return _decided(book, resting_on_public(book, draft), decision)

        return self._writer.write(slug, uid, check)

    def preview_undo(self, slug: str, by: Grant, version: int, reason: str | None) -> Preview:
        """What taking an entry back would change; nothing is written. Raises as `undo` does."""

        def draft(book: Book) -> Entry:
            made = self._checked_undo(book, by, None, version, reason, "")
            undoing.check_sound(book, after(book, made), decided=True)
            return resting_on_public(book, made)

        return self._seen(slug, draft)

    def _seen(self, slug: str, draft: Callable[[Book], Entry]) -> Preview:
        seen: Preview = self._writer.query(slug, lambda book: preview(book, draft(book)))
        return seen

    def _correction(
        self, book: Book, by: Grant, uid: str | None, round_id: str, team_id: str,
        judge_id: str | None, value: object, reason: str,
    ) -> Entry:  # fmt: skip
        named_round = marking.tally_round if judge_id is None else marking.panel_round
        a_round = named_round(book, round_id)
        team = marking.named_team(book, a_round, team_id)
        running.check_corrects(book, a_round)
        detail = {}
        if judge_id is not None:
            judge = marking.named_judge(book, judge_id)
            marking.check_not_recused(judge, team)
            score = marking.read_mark(a_round, value)
            if judge.id not in book.round_record(a_round.id).marks.get(team.id, {}):
                detail = {"entered": True}
        else:
            score = read_number(value, "value")
        return self._writer.draft(
            "correction", by, book.event, uid=uid, round=a_round.id, team=team.id, judge=judge_id,
            value=score, reason=reason, detail=detail,
        )  # fmt: skip

    def _checked_undo(
        self, book: Book, by: Grant, uid: str | None, version: int, reason: str | None, slip: str
    ) -> Entry:
        draft = self._undo(book, by, uid, version, reason or slip)
        entry = book.entries[version - 1]
        undone_by = KINDS[book.origin(entry).kind].undone_by
        if undone_by == "organiser" and by.role != "organiser":
            raise not_yours("Only the organiser can take this back.")
        undoing.check_undo(book, entry)
        now = datetime.fromisoformat(draft.at)
        if reason is None and not undoing.is_slip(book, entry, by.name, now):
            raise refuse("Say why it is taken back.", field="reason")
        return draft

    def _undo(self, book: Book, by: Grant, uid: str | None, version: int, reason: str) -> Entry:
        if not 1 <= version <= book.version:
            raise refuse("The ledger has no such entry.", field="entry")
        entry = book.entries[version - 1]
        return self._writer.draft(
            "undo", by, book.event, uid=uid, stage=entry.stage, round=entry.round,
            team=entry.team, judge=entry.judge, voids=entry.version, reason=reason,
        )  # fmt: skip


def _check_came(book: Book, draft: Entry) -> None:
    a_round, team = book.find_round(draft.round or ""), book.event.team(draft.team or "")
    if team is not None:
        marking.check_corrects_who_came(book, a_round, team)


def _check_seen(book: Book, draft: Entry, replaces: int | None) -> None:
    """Raises Refusal when another mark stands than the desk saw when it was written."""
    marks = book.round_record(draft.round or "").marks.get(draft.team or "", {})
    mark = marks.get(draft.judge or "")
    if replaces is not None and replaces != (mark.version if mark else 0):
        raise not_now(
            "Another mark has come in meanwhile: %(value)s. Look at it first.",
            value=plain(mark.value) if mark else "–",
        )


def _decided(book: Book, draft: Entry, decision: Standing | None) -> Entry:
    """The draft with the decision it needs where it touches an announcement."""
    then = after(book, draft)
    stages = touched(book, then)
    if not stages:
        return draft
    if decision is None:
        raise _touches(book, draft, stages[0])
    if decision == "keep":
        return replace(draft, detail={**draft.detail, "decision": decision})
    for stage in stages:
        if advancing.next_stage_begun(book, stage):
            raise not_now(
                "The stage after %(stage)s has begun, so its teams stand.", stage=stage.name
            )
    named = {stage.id: advancing.named_anew(then, stage) for stage in stages}
    return replace(draft, detail={**draft.detail, "decision": decision, "announced": named})


def _touches(book: Book, draft: Entry, stage: Stage) -> Exception:
    seen = preview(book, draft)["announced"]
    return not_now(
        "%(stage)s is announced, and this would change it: %(leaves)s would leave, "
        "%(enters)s would enter. Decide whether the announcement stands.",
        stage=stage.name,
        leaves=Listed(seen["leaves"] if seen else []),
        enters=Listed(seen["enters"] if seen else []),
    )
