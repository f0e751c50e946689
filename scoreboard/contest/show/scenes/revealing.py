"""The scene of the reveal: its steps are those of the reveal itself."""

from __future__ import annotations

from scoreboard.contest.boards.shapes import Board, Row
from scoreboard.contest.boards.tables import split
from scoreboard.contest.numbers import plain_or_none
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.frozen import sealed_rounds, when_frozen
from scoreboard.contest.record.show import Shown
from scoreboard.contest.record.state import Freeze, Seer
from scoreboard.contest.show.kind import Hall, Reached, named
from scoreboard.contest.show.shapes import RevealShows, SealedScore
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.words import N_


def reached(book: Book, _show: Shown) -> Reached:
    """How far the reveal has come; before it has begun nothing says how far it goes."""
    freeze = book.freeze
    if freeze is None or freeze.step is None:
        return Reached(0, 0)
    return Reached(freeze.step, freeze.of)


def reveal(hall: Hall) -> RevealShows | str:
    """The row that the light is on, and what the team has scored that was lit last."""
    freeze = hall.whole.freeze
    if freeze is None:
        return N_("The public board is not frozen.")
    board = hall.board(freeze.stage)
    at = board.get("reveal")
    nth = next((n for n, r in enumerate(board["rows"]) if r["team"]["id"] == freeze.lit), None)
    row = board["rows"][nth] if nth is not None else None
    return {
        "place": at["place"] if at else None,
        "spot": _lowest(board) if nth is None else nth + 1,
        "lit": freeze.lit,
        "sealed": _sealed(hall.whole, freeze, row) if row else [],
        "frozen_total": _frozen_total(hall.whole, freeze, hall.seer),
        "total": row["total"] if row else None,
        "bracket": _sharing(board, row) if row else [],
    }


def _lowest(board: Board) -> int:
    """The row that the light waits at first: the last of the first table whose team competes."""
    first = split(board)[0][1]["rows"]
    return max((n for n, row in enumerate(first, start=1) if row["outside"] is None), default=1)


def _sealed(book: Book, freeze: Freeze, row: Row) -> list[SealedScore]:
    """What a revealed team has in each of the rounds that were sealed."""
    ids = sealed_rounds(book, freeze, book.find_stage(freeze.stage))
    rounds = [book.find_round(one) for one in ids]
    return [{"round": named(one), "score": row["rounds"].get(one.id)} for one in rounds]


def _frozen_total(book: Book, freeze: Freeze, seer: Seer) -> str | None:
    """What the team that is lit had when the board was frozen; None where it had nothing."""
    then = when_frozen(book, freeze)
    rows = standings_of(then, then.find_stage(freeze.stage), seer).rows
    found = next((one.total for one in rows if one.team.id == freeze.lit), None)
    return plain_or_none(found)


def _sharing(board: Board, row: Row) -> list[str]:
    """The ids of the revealed teams that share a place with one, itself among them."""
    rows = next(one["rows"] for _, one in split(board) if row in one["rows"])
    if not row["tied"]:
        return []
    return [r["team"]["id"] for r in rows if r.get("revealed") and r["rank"] == row["rank"]]
