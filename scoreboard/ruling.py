"""The desk's rulings, each one entry with its reason: corrections, undo, the ways out of a tie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Literal

from scoreboard.contest import advancing, marking, running, undoing
from scoreboard.contest.book import Book
from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.order import order_of_play
from scoreboard.contest.preview import Preview, after, preview, touched
from scoreboard.contest.words import not_now, refuse
from scoreboard.storage.access import Grant
from scoreboard.storage.books import Written
from scoreboard.writing import Writer

Standing = Literal["keep", "change"]
Shuffle = Callable[[Sequence[str]], list[str]]
PLAYOFF_AWARDS = ("1", "-1")
LARGEST_PENALTY = Decimal(1000)


class Rulings:
    """What the desk decides. `shuffle` is the only chance there is; what it drew is recorded."""

    def __init__(self, writer: Writer, shuffle: Shuffle) -> None:
        self._writer = writer
        self._shuffle = shuffle

    def correct(
        self, slug: str, by: Grant, uid: str, round_id: str, team_id: str, judge_id: str | None,
        value: object, reason: str, decision: Standing | None = None,
    ) -> Written:  # fmt: skip
        """Set a judge's mark, or a team's score in a points round, from the desk.

        Raises Refusal when it may not stand, and when it would change who was announced unless
        `decision` says to "keep" the announcement or to "change" it.
        """

        def check(book: Book) -> Entry:
            draft = self._correction(book, by, uid, round_id, team_id, judge_id, value, reason)
            known = book.by_id.get(uid)
            if known is not None:
                # A repeat of a decided correction is the same correction.
                return replace(draft, detail=known.detail)
            return self._decided(book, draft, decision)

        return self._writer.write(slug, uid, check)

    def preview_correction(
        self, slug: str, by: Grant, round_id: str, team_id: str, judge_id: str | None,
        value: object, reason: str,
    ) -> Preview:  # fmt: skip
        """What a correction would change; nothing is written. Raises as `correct` does."""

        def look(book: Book) -> Preview:
            draft = self._correction(book, by, None, round_id, team_id, judge_id, value, reason)
            a_round = running.find_round(book, round_id)
            return preview(book, draft, book.stage_of(a_round))

        seen: Preview = self._writer.look(slug, look)
        return seen

    def _correction(
        self, book: Book, by: Grant, uid: str | None, round_id: str, team_id: str,
        judge_id: str | None, value: object, reason: str,
    ) -> Entry:  # fmt: skip
        kind = "judged" if judge_id is not None else "points"
        a_round = marking.named_round(book, round_id, kind)
        team = marking.named_team(book, a_round, team_id)
        running.check_corrects(book, a_round)
        if judge_id is not None:
            judge = marking.named_judge(book, judge_id)
            marking.check_not_recused(judge, team)
            score = marking.read_mark(a_round, value)
        else:
            score = marking.read_number(value, "value")
        return self._writer.draft(
            "correction", by, book.event, uid=uid, round=a_round.id, team=team.id, judge=judge_id,
            value=score, reason=reason,
        )  # fmt: skip

    def _decided(self, book: Book, draft: Entry, decision: Standing | None) -> Entry:
        """The correction with the decision it needs where it touches an announcement."""
        then = after(book, draft)
        stages = touched(book, then)
        if not stages:
            return draft
        if decision is None:
            raise self._touches(book, draft, stages[0])
        if decision == "keep":
            return replace(draft, detail={"decision": decision})
        for stage in stages:
            if advancing.next_stage_begun(book, stage):
                raise not_now(
                    "The stage after %(stage)s has begun, so its teams stand.", stage=stage.name
                )
        named = {stage.id: advancing.named_anew(then, stage) for stage in stages}
        return replace(draft, detail={"decision": decision, "announced": named})

    def _touches(self, book: Book, draft: Entry, stage: Stage) -> Exception:
        seen = preview(book, draft, stage)["announced"] or {}
        return not_now(
            "%(stage)s is announced, and this would change it: %(leaves)s would leave, "
            "%(enters)s would enter. Decide whether the announcement stands.",
            stage=stage.name,
            leaves="、".join(seen["leaves"]) or "–",
            enters="、".join(seen["enters"]) or "–",
        )

    def undo(self, slug: str, by: Grant, uid: str, version: int, reason: str) -> Written:
        """Void one entry; it stays readable. Raises Refusal when it cannot be taken back."""

        def check(book: Book) -> Entry:
            if not 1 <= version <= book.version:
                raise refuse("The ledger has no such entry.", field="entry")
            entry = book.entries[version - 1]
            draft = self._writer.draft(
                "undo", by, book.event, uid=uid, stage=entry.stage, round=entry.round,
                team=entry.team, judge=entry.judge, voids=entry.version, reason=reason,
            )  # fmt: skip
            if uid not in book.by_id:
                undoing.check_undo(book, entry)
                undoing.check_sound(book, after(book, draft))
            return draft

        return self._writer.write(slug, uid, check)

    def excuse(
        self, slug: str, by: Grant, uid: str, round_id: str, judge_id: str, reason: str
    ) -> Written:
        """Wait no longer for a judge in a round. Raises Refusal when the round is not judged."""

        def check(book: Book) -> Entry:
            running.find_round(book, round_id)
            a_round = marking.named_round(book, round_id, "judged")
            judge = marking.named_judge(book, judge_id)
            if uid not in book.by_id and judge.id in book.round_book(a_round.id).excused:
                raise not_now("%(judge)s is already excused.", judge=judge.name)
            return self._writer.draft(
                "excuse", by, book.event, uid=uid, round=a_round.id, judge=judge.id, reason=reason
            )

        return self._writer.write(slug, uid, check)

    def penalise(
        self, slug: str, by: Grant, uid: str, team_id: str, points: object, reason: str
    ) -> Written:
        """Deduct for conduct, outside any round, in the current stage. Raises Refusal."""

        def check(book: Book) -> Entry:
            stage = book.stage
            team = next((t for t in book.teams_of(stage) if t.id == team_id), None)
            if team is None:
                raise refuse("This stage has no such team.", field="team")
            value = marking.read_number(points, "points")
            if not -LARGEST_PENALTY <= value < 0:
                raise refuse("A penalty is a deduction, such as -10.", field="points")
            if uid not in book.by_id and stage.id in book.announced:
                raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
            return self._writer.draft(
                "penalty", by, book.event, uid=uid, stage=stage.id, team=team.id, value=value,
                reason=reason,
            )  # fmt: skip

        return self._writer.write(slug, uid, check)

    def withdraw(self, slug: str, by: Grant, uid: str, team_id: str, reason: str) -> Written:
        """Take a team out of the places; its scores stay shown. Raises Refusal."""

        def check(book: Book) -> Entry:
            team = book.event.team(team_id)
            if team is None:
                raise refuse("This event has no such team.", field="team")
            if uid not in book.by_id and team.id in book.withdrawn:
                raise not_now("%(team)s has already withdrawn.", team=team.name)
            return self._writer.draft(
                "withdraw", by, book.event, uid=uid, team=team.id, reason=reason
            )

        return self._writer.write(slug, uid, check)

    def draw_order(self, slug: str, by: Grant, uid: str, round_id: str) -> Written:
        """Propose the order of play by score, highest first, equals by lot, drawn once."""

        def check(book: Book) -> Entry:
            a_round = running.find_round(book, round_id)
            known = book.repeat(uid, "order", a_round.id)
            if known is not None:
                return known
            detail = order_of_play(book, a_round, self._shuffle)
            return self._writer.draft(
                "order", by, book.event, uid=uid, round=a_round.id, detail=detail
            )

        return self._writer.write(slug, uid, check)

    def play_off(
        self, slug: str, by: Grant, uid: str, stage_id: str, teams: Sequence[str], name: str,
        reason: str,
    ) -> Written:  # fmt: skip
        """Open a play-off between exactly the teams that share a place. Raises Refusal."""

        def check(book: Book) -> Entry:
            stage = running.find_stage(book, stage_id)
            known = book.repeat(uid, "playoff", stage.id)
            if known is not None:
                return known
            playing = advancing.check_settles(book, stage, teams)
            detail = {
                "teams": playing, "name": name, "min": "-1000", "max": "1000",
                "awards": list(PLAYOFF_AWARDS),
            }  # fmt: skip
            return self._writer.draft(
                "playoff", by, book.event, uid=uid, stage=stage.id, round=_free_round_id(book),
                reason=reason, detail=detail,
            )  # fmt: skip

        return self._writer.write(slug, uid, check)

    def draw_lots(
        self, slug: str, by: Grant, uid: str, stage_id: str, teams: Sequence[str], reason: str
    ) -> Written:
        """Draw lots between exactly the teams that share a place. Raises Refusal."""

        def check(book: Book) -> Entry:
            stage = running.find_stage(book, stage_id)
            known = book.repeat(uid, "lots", stage.id)
            if known is not None:
                return known
            drawn = self._shuffle(advancing.check_settles(book, stage, teams))
            return self._writer.draft(
                "lots", by, book.event, uid=uid, stage=stage.id, reason=reason,
                detail={"order": drawn},
            )  # fmt: skip

        return self._writer.write(slug, uid, check)


def _free_round_id(book: Book) -> str:
    """An id that no round of the event, and no play-off so far, has had."""
    taken = {entry.round for entry in book.entries}
    ids = (f"playoff{number}" for number in count(1))
    return next(i for i in ids if i not in taken and book.event.round(i) is None)
