"""Counts what a request costs: SQL statements, boards drawn, standings computed, sheets built."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

from sqlalchemy import Engine, event

from scoreboard.contest.boards import board, judge_sheet
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings import standings
from scoreboard.storage.compiled import at_driver

# A desk's board is a board with more around it, and counts once.
COUNTED: dict[CodeType, str] = {
    board.board.__code__: "boards",
    standings.of_table.__code__: "standings",
    judge_sheet.judge_sheet.__code__: "sheets",
    Book.replay.__func__.__code__: "replays",  # type: ignore[attr-defined]
    # These are told to no engine.
    at_driver.__code__: "sql",
}


@contextmanager
def counting(engine: Engine) -> Iterator[Counter[str]]:
    """Counts until the block ends, in this thread and in those that are started meanwhile.

    Statements are named by their first word, and "sql" is all of them.
    """
    counted: Counter[str] = Counter()

    def profile(frame: FrameType, what: str, _: Any) -> None:
        if what == "call" and frame.f_code in COUNTED:
            counted[COUNTED[frame.f_code]] += 1

    def execute(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        counted["sql"] += 1

    event.listen(engine, "before_cursor_execute", execute)
    before: Callable[..., Any] | None = sys.getprofile()
    sys.setprofile(profile)
    threading.setprofile(profile)
    try:
        yield counted
    finally:
        sys.setprofile(before)
        threading.setprofile(None)  # type: ignore[arg-type]
        event.remove(engine, "before_cursor_execute", execute)
