"""What the audience's phones were sent last: a step that changes nothing costs them nothing."""

from __future__ import annotations

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.record.kinds import KINDS

# They go on with every entry.
_COUNTS = ("version", "at")


class LastSent:
    """The last board of each event, until the next one replaces it."""

    def __init__(self) -> None:
        self._boards: dict[str, Board] = {}

    def greeting(self, slug: str, drawn: Drawn, *, first: bool) -> Board:
        """What a phone is told that has come just now, as the `first` of them or after others."""
        board = drawn.board("public")
        if first or slug not in self._boards:
            self._boards[slug] = board
        return board

    def news(self, slug: str, drawn: Drawn) -> Board | None:
        """The public board, which is then taken as sent; None where it says what was sent already
        and all that has happened since only says what is shown.
        """
        board, last = drawn.board("public"), self._boards.get(slug)
        if last is not None and last["ledger"] == board["ledger"] and _same(last, board):
            since = drawn.book.entries[last["version"] : board["version"]]
            if since and all(KINDS[entry.kind].only_shows for entry in since):
                return None
        self._boards[slug] = board
        return board


def _same(last: Board, board: Board) -> bool:
    return {**last, **dict.fromkeys(_COUNTS)} == {**board, **dict.fromkeys(_COUNTS)}
