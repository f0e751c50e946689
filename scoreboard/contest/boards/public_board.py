"""The board for everybody but the desk: under a freeze as it stood, and as a reveal has told it.

Contract, "Freeze" and "Reveal". Unrevealed rows keep their frozen figures and stand above, in the
frozen order; revealed ones have their final figures and stand below, in the final order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoreboard.contest.boards.board import board, staged
from scoreboard.contest.boards.cut_line import medal
from scoreboard.contest.boards.shapes import Board, RevealOnBoard, Row
from scoreboard.contest.model import Stage
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.appearance import on_stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.frozen import sealed_rounds, when_frozen
from scoreboard.contest.record.state import Freeze
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.leading import score_to_lead
from scoreboard.contest.standings.revealing import (
    Told,
    corrected_since,
    frozen_stage,
    newest_place,
    told,
)
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.standings.visibility import Audience
from scoreboard.contest.words import Say, in_english


def public_board(book: Book, audience: Audience, stage: Stage, say: Say = in_english) -> Board:
    """The board of a stage as the public or the judges may see it, with what is revealed by now."""
    freeze = book.freeze
    result = hall_board(book, audience, stage, say)
    if freeze is None or freeze.step is None or stage.id != freeze.stage:
        return result
    result = {**result, "rows": [row.copy() for row in result["rows"]]}
    result["reveal"] = _reveal(book, freeze)
    if freeze.hides:
        _Mixing(book, freeze, audience, say).mix(result)
    else:
        _tell_all(book, freeze, audience, result)
    return result


def hall_board(book: Book, audience: Audience, stage: Stage, say: Say = in_english) -> Board:
    """The board of a stage from what the audience knows, before anything of it is revealed."""
    known = known_book(book, audience)
    own = known.event.stage(stage.id)
    if known is book or own is None:
        # A stage that is new since the freeze holds nothing to hide.
        result = board(book, audience, stage, say)
        _add_needs(book, stage, audience, result)
        return result
    result, freeze = board(known, audience, own, say), book.freeze
    result["frozen"] = True
    result["on_stage"] = staged(on_stage(book, book.rounds_of(stage)))
    if freeze is not None:
        sealed = sealed_rounds(book, freeze, stage)
        result["freeze"] = {"at": freeze.at, "rounds": sealed}
        for row in result["rows"]:
            row["sealed"], row["revealed"] = len(sealed), False
    return result


def _add_needs(book: Book, stage: Stage, audience: Audience, result: Board) -> None:
    """Say what the team on stage needs to be first, once the show is in force."""
    on = on_stage(book, book.rounds_of(stage)) if book.show.put else None
    team = book.event.team(on.team) if on else None
    if on is None or team is None or result["on_stage"] is None:
        return
    needs = score_to_lead(book, stage, on.round, team, audience)
    if needs is not None:
        result["on_stage"]["needs"] = plain(needs.normalize())


def _reveal(book: Book, freeze: Freeze) -> RevealOnBoard:
    return {"step": freeze.step or 0, "of": freeze.of, "place": newest_place(book, freeze)}


def _tell_all(book: Book, freeze: Freeze, audience: Audience, result: Board) -> None:
    """The last place is told: the board is the board again, and says that it was revealed."""
    stage = frozen_stage(book, freeze)
    before = _places_before(book, freeze, audience)
    corrected = corrected_since(book, freeze)
    sealed = len(sealed_rounds(book, freeze, stage))
    now = standings_of(book, stage, audience)
    for row in result["rows"]:
        team = row["team"]["id"]
        row["sealed"], row["revealed"] = sealed, team in freeze.revealed
        row["corrected"] = team in corrected
        old, ahead = before.get(team), now.of(team).ahead
        row["movement"] = old - ahead if old is not None and ahead is not None else None


def _places_before(book: Book, freeze: Freeze, audience: Audience) -> Mapping[str, int | None]:
    """How many teams were ahead of each when the board was frozen."""
    then = when_frozen(book, freeze)
    rows = standings_of(then, frozen_stage(then, freeze), audience).rows
    return {row.team.id: row.ahead for row in rows}


@dataclass(frozen=True, slots=True)
class _Mixing:
    """Puts what is revealed among what is still frozen."""

    book: Book
    freeze: Freeze
    audience: Audience
    say: Say

    def mix(self, result: Board) -> None:
        """Tell of those who are revealed, in a frozen board that is the caller's own."""
        stage = frozen_stage(self.book, self.freeze)
        final = board(self.book, self.audience, stage, self.say)
        now = standings_of(self.book, stage, self.audience)
        tables = len(now.tables)
        parts = [told(now, nth, self.freeze.revealed) for nth in range(tables)]
        corrected = corrected_since(self.book, self.freeze)
        sealed = len(sealed_rounds(self.book, self.freeze, stage))
        shown = {
            one.team.id: self._told_row(final_row, one, parts[one.table], stage)
            for final_row, one in zip(final["rows"], now.rows, strict=True)
            if one.team.id in self.freeze.revealed
        }
        for team, row in shown.items():
            row["corrected"], row["sealed"] = team in corrected, sealed
        rows = [row for row in result["rows"] if row["team"]["id"] not in shown]
        of = {one.team.id: one.table for one in now.rows}
        result["rows"] = []
        for nth in range(tables):
            own = [row for row in rows if of.get(row["team"]["id"], 0) == nth]
            below = [shown[one.team.id] for one in parts[nth].rows]
            inside = _in_waiting([row for row in own if row["outside"] is None])
            outside = [row for row in own if row["outside"] is not None]
            result["rows"] += [*inside, *below, *outside]
        for nth, table in enumerate(result.get("tables", ())):
            table["teams"] = sum(of.get(r["team"]["id"], 0) == nth for r in result["rows"])
            table["cut_line"], table["places_shown"] = None, True
        result["rounds"], result["cut_line"], result["places_shown"] = final["rounds"], None, True

    def _told_row(self, row: Row, one: Standing, part: Told, stage: Stage) -> Row:
        """The final row of a team, without what could tell of those who are still hidden."""
        old = _places_before(self.book, self.freeze, self.audience).get(one.team.id)
        cut = part.cut_of(one, self.book, stage)
        row["tied"] = part.shares(one)
        # Who is out below the threshold is out by place alone where enough others pass it.
        row["cut"], row["barred"] = cut, row["barred"] if cut and not part.hidden else None
        row["medal"] = medal(row["rank"])
        row["movement"] = None if old is None else old - part.ahead_of(one)
        if not part.has_all_of_total(one):
            row["decided_by"] = None
        row["revealed"] = True
        if "overall" in row:
            row["overall"] = None
        if "best" in row:
            row["best"] = False
        return row


def _in_waiting(rows: Sequence[Row]) -> list[Row]:
    """Rows that are still to be revealed: nothing about them is decided.

    They keep their frozen places, and share one as long as somebody who shares it waits with them.
    """
    ranks = Counter(row["rank"] for row in rows)
    for row in rows:
        row["cut"] = row["barred"] = row["medal"] = row["movement"] = None
        row["tied"] = row["tied"] and ranks[row["rank"]] > 1
        if "best" in row:
            row["best"] = False
    return list(rows)
