"""The desk's rulings, each one entry with its reason: excuses, penalties, ways out of a tie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import count

from scoreboard.contest.acts import advancing, marking
from scoreboard.contest.acts.preview import Preview, preview
from scoreboard.contest.model import Entry
from scoreboard.contest.numbers import read_number
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds import playoff
from scoreboard.contest.standings.order import order_of_play
from scoreboard.contest.words import not_now, refuse, unknown
from scoreboard.storage.access import Grant
from scoreboard.storage.book_cache import Written
from scoreboard.verbs.writing import Writer

Shuffle = Callable[[Sequence[str]], list[str]]
LARGEST_PENALTY = Decimal(1000)


class Rulings:
    """What the desk decides. `shuffle` is the only chance there is; what it drew is recorded."""

    def __init__(self, writer: Writer, shuffle: Shuffle) -> None:
        self._writer = writer
        self._shuffle = shuffle

    def excuse(
        self, slug: str, by: Grant, uid: str, round_id: str, judge_id: str, reason: str
    ) -> Written:
        """Wait no longer for a judge in a round. Raises Refusal when the round is not judged."""
        return self._writer.write(slug, uid, self._excuse(by, uid, round_id, judge_id, reason))

    def preview_excuse(
        self, slug: str, by: Grant, round_id: str, judge_id: str, reason: str
    ) -> Preview:
        """What an excuse would change; nothing is written. Raises as `excuse` does."""
        return self._seen(slug, self._excuse(by, None, round_id, judge_id, reason))

    def _excuse(
        self, by: Grant, uid: str | None, round_id: str, judge_id: str, reason: str
    ) -> Callable[[Book], Entry]:
        def check(book: Book) -> Entry:
            book.find_round(round_id)
            a_round = marking.panel_round(book, round_id)
            judge = marking.named_judge(book, judge_id)
            if uid not in book.by_id and judge.id in book.round_record(a_round.id).excused:
                raise not_now("%(judge)s is already excused.", judge=judge.name)
            return self._writer.draft(
                "excuse", by, book.event, uid=uid, round=a_round.id, judge=judge.id, reason=reason
            )

        return check

    def penalise(
        self, slug: str, by: Grant, uid: str, team_id: str, points: object, reason: str
    ) -> Written:
        """Deduct for conduct, outside any round, in the current stage. Raises Refusal."""
        draft = self._penalty(by, uid, team_id, points, reason)
        return self._writer.write(slug, uid, draft)

    def preview_penalty(
        self, slug: str, by: Grant, team_id: str, points: object, reason: str
    ) -> Preview:
        """What a penalty would change; nothing is written. Raises as `penalise` does."""
        return self._seen(slug, self._penalty(by, None, team_id, points, reason))

    def withdraw(self, slug: str, by: Grant, uid: str, team_id: str, reason: str) -> Written:
        """Take a team out of the places; its scores stay shown. Raises Refusal."""
        return self._writer.write(slug, uid, self._withdrawal(by, uid, team_id, reason))

    def preview_withdrawal(self, slug: str, by: Grant, team_id: str, reason: str) -> Preview:
        """What a withdrawal would change; nothing is written. Raises as `withdraw` does."""
        return self._seen(slug, self._withdrawal(by, None, team_id, reason))

    def release(
        self, slug: str, by: Grant, uid: str, round_id: str, team_id: str, reason: str | None
    ) -> Written:
        """Make a team's score public before its panel is complete. Raises Refusal."""
        return self._writer.write(slug, uid, self._release(by, uid, round_id, team_id, reason))

    def preview_release(
        self, slug: str, by: Grant, round_id: str, team_id: str, reason: str | None
    ) -> Preview:
        """What a release would change; nothing is written. Raises as `release` does."""
        return self._seen(slug, self._release(by, None, round_id, team_id, reason))

    def _release(
        self, by: Grant, uid: str | None, round_id: str, team_id: str, reason: str | None
    ) -> Callable[[Book], Entry]:
        def check(book: Book) -> Entry:
            book.find_round(round_id)
            a_round = marking.panel_round(book, round_id)
            team = marking.named_team(book, a_round, team_id)
            if uid not in book.by_id:
                marking.check_releases(book, a_round, team)
            return self._writer.draft(
                "release", by, book.event, uid=uid, round=a_round.id, team=team.id, reason=reason
            )

        return check

    def mark_absent(
        self, slug: str, by: Grant, uid: str, team_id: str, round_id: str, reason: str
    ) -> Written:
        """Wait for no mark of a team in a round that it did not come to. Raises Refusal."""
        return self._writer.write(slug, uid, self._absence(by, uid, team_id, round_id, reason))

    def preview_absence(
        self, slug: str, by: Grant, team_id: str, round_id: str, reason: str
    ) -> Preview:
        """What an absence would change; nothing is written. Raises as `mark_absent` does."""
        return self._seen(slug, self._absence(by, None, team_id, round_id, reason))

    def _absence(
        self, by: Grant, uid: str | None, team_id: str, round_id: str, reason: str
    ) -> Callable[[Book], Entry]:
        def check(book: Book) -> Entry:
            if book.event.team(team_id) is None:
                raise unknown("This event has no such team.")
            a_round = book.round(round_id)
            if a_round is None:
                raise refuse("This event has no such round.", field="round")
            team = marking.named_team(book, a_round, team_id)
            stage = book.stage_of(a_round)
            if uid not in book.by_id and stage.id in book.announced:
                raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
            if uid not in book.by_id and team.id in book.round_record(a_round.id).absent:
                raise not_now(
                    "%(team)s is already marked as absent from %(round)s.",
                    team=team.name, round=a_round.name,
                )  # fmt: skip
            return self._writer.draft(
                "absent", by, book.event, uid=uid, round=a_round.id, team=team.id, reason=reason
            )

        return check

    def _penalty(
        self, by: Grant, uid: str | None, team_id: str, points: object, reason: str
    ) -> Callable[[Book], Entry]:
        def check(book: Book) -> Entry:
            stage = book.stage
            team = next((t for t in book.teams_of(stage) if t.id == team_id), None)
            if team is None:
                raise refuse("This stage has no such team.", field="team")
            value = read_number(points, "points")
            if not -LARGEST_PENALTY <= value < 0:
                raise refuse("A penalty is a deduction, such as -10.", field="points")
            if uid not in book.by_id and stage.id in book.announced:
                raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
            return self._writer.draft(
                "penalty", by, book.event, uid=uid, stage=stage.id, team=team.id, value=value,
                reason=reason,
            )  # fmt: skip

        return check

    def _withdrawal(
        self, by: Grant, uid: str | None, team_id: str, reason: str
    ) -> Callable[[Book], Entry]:
        def check(book: Book) -> Entry:
            team = book.event.team(team_id)
            if team is None:
                raise refuse("This event has no such team.", field="team")
            if uid not in book.by_id and team.id in book.withdrawn:
                raise not_now("%(team)s has already withdrawn.", team=team.name)
            return self._writer.draft(
                "withdraw", by, book.event, uid=uid, team=team.id, reason=reason
            )

        return check

    def _seen(self, slug: str, draft: Callable[[Book], Entry]) -> Preview:
        seen: Preview = self._writer.query(slug, lambda book: preview(book, draft(book)))
        return seen

    def draw_order(self, slug: str, by: Grant, uid: str, round_id: str) -> Written:
        """Propose the order of play by score, highest first, equals by lot, drawn once."""

        def check(book: Book) -> Entry:
            a_round = book.find_round(round_id)
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
            stage = book.find_stage(stage_id)
            known = book.repeat(uid, "playoff", stage.id)
            if known is not None:
                return known
            playing = advancing.check_settles(book, stage, teams)
            detail = {"teams": playing, "name": name, **playoff.USUAL}
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
            stage = book.find_stage(stage_id)
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
