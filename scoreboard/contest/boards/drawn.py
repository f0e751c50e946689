"""The boards and sheets of a book at its version, each drawn once for all who ask."""

from __future__ import annotations

from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.judge_sheet import judge_sheet, running_totals
from scoreboard.contest.boards.overall import overall_board
from scoreboard.contest.boards.public_board import hall_board, public_board
from scoreboard.contest.boards.shapes import (
    OVERALL,
    OVERALL_NAME,
    Board,
    DeskBoard,
    JudgeSheet,
)
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import Seer
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.telling import stage_of_hall
from scoreboard.contest.standings.visibility import seen_like
from scoreboard.contest.words import Say


class Drawn:
    """What is shown of a book, in the words of `say`. Stages are named by id, or the current one;
    "*" is all of them ranked together, where the event wants that.

    `hall` is the book as everybody but the desk knows it, without a result that is not told yet.
    Methods that are given a stage raise Refusal when the event has none of that id.
    """

    def __init__(self, book: Book, say: Say) -> None:
        self.book = book
        self.hall = book.as_told()
        self.say = say

    def board(self, audience: Seer, stage_id: str | None = None) -> Board:
        """The board as the public or the judges may see it; one board where both see the same."""
        hall = self.hall
        seen = seen_like(known_book(hall, audience), audience)
        if stage_id == OVERALL and hall.event.rules.overall:
            return hall.cached(("board", seen, OVERALL), lambda: self._overall(audience))
        stage = hall.find_stage(stage_id) if stage_id else stage_of_hall(hall)
        return hall.cached(
            ("board", seen, stage.id), lambda: public_board(hall, seen, stage, self.say)
        )

    def held(self) -> Drawn:
        """What the screens of the hall show: as it stood, while what stands there is held."""
        at = self.book.show.held
        if at is None or at == self.book.version:
            return self
        return Drawn(self.book.once(("held", at), lambda: self.book.at(at)), self.say)

    def after(self, draft: Entry) -> Drawn:
        """What would be shown with one more entry."""
        return Drawn(self.book.after(draft), self.say)

    def has(self, stage_id: str) -> bool:
        """Whether there is such a stage, or an overall ranking by its own id."""
        event = self.book.event
        return (stage_id == OVERALL and event.rules.overall) or event.stage(stage_id) is not None

    def _overall(self, audience: Seer) -> Board:
        """All stages so far ranked together, from the boards that the audience may see.

        A place over all rests on every team's: until all are revealed none of it moves.
        """
        hall, event = self.hall, self.hall.event
        stages = event.stages[: event.stages.index(hall.stage) + 1]
        boards = [hall_board(hall, audience, stage, self.say) for stage in stages]
        return overall_board(boards, event.rules.ranking, self.say(OVERALL_NAME))

    def desk(self, stage_id: str | None = None) -> DeskBoard:
        """The desk's board."""
        stage = self.book.find_stage(stage_id) if stage_id else self.book.stage
        # What the hall sees is of the stage that the hall is at, when nobody asks for another.
        public = self.board("public", stage_id)
        return self.book.cached(
            ("desk", stage_id), lambda: desk_board(self.book, stage, self.say, public)
        )

    def sheet(self, judge_id: str) -> JudgeSheet | None:
        """The sheet of one judge; None where the event has no such judge."""
        judge, hall = self.book.event.judge(judge_id), self.hall
        if judge is None:
            return None
        totals = hall.cached("running totals", lambda: running_totals(hall))
        return hall.cached(("sheet", judge_id), lambda: judge_sheet(hall, judge, totals))
