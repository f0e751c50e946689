"""What a large field costs beside a small one: board, push, pages and the import of the teams.

How to read it: each ratio is the large field's time over the small one's, of the same work in the
same run; at most the ratio of their sizes is in proportion. The milliseconds alone are a property
of the machine. A mark is one of the judges' by HTTP, with a display, a desk and the tablets there:
it draws every board anew and sends them.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.marks import AT, ROUNDS, SLUG, App
from scoreboard.app import services_of
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import Entry, Event
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import in_english
from scoreboard.files.sheets.reading import read_at_once
from scoreboard.files.sheets.workbook_out import to_xlsx
from scoreboard.servers.memory import settle

SMALL, LARGE, JUDGES = 60, 600, 5
REPEATS = 7


def run(small: int = SMALL, large: int = LARGE) -> None:
    """Measure both fields and print them side by side with their ratio."""
    # As `serve` does once it has started.
    settle()
    print(f"{large} teams beside {small}, {JUDGES} judges; best ms of the processor's time")
    print(f"{'':36}{small:>10}{large:>10}{'ratio':>10}")
    few, many = _measured(small), _measured(large)
    for name, (took, size) in few.items():
        longer, larger = many[name]
        ratio = longer / took if took else 0
        print(
            f"{name:36}{took * 1000:>10.1f}{longer * 1000:>10.1f}{ratio:>9.1f}×{_kb(size, larger)}"
        )


def _kb(*sizes: int) -> str:
    return f"   {sizes[0] / 1000:,.0f} / {sizes[1] / 1000:,.0f} kB" if all(sizes) else ""


def _measured(teams: int) -> dict[str, tuple[float, int]]:
    """By what was done: how long it took, and how many bytes came of it."""
    with tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder:
        app = App(Path(folder), teams, JUDGES)
        app.connect_everybody()
        book = services_of(app.app).books.read(SLUG, lambda kept: Book.replay(kept.entries))
        found = {
            "a mark, drawn and sent to all": _each(lambda nth: _told(app, nth), app.hear),
            "the hall's board, drawn anew": _each(lambda nth: _drawn(_marked(book, nth), "hall")),
            "the desk's board, drawn anew": _each(lambda nth: _drawn(_marked(book, nth), "desk")),
            "what is still possible": _each(lambda nth: _possible(_marked(book, nth))),
            "the ledger, read from nothing": _each(lambda _: _replayed(book)),
        }
        for name, path in (
            ("the phone's page", ""),
            ("the display's page", "/display"),
            ("the desk's page", "/desk"),
            ("the results' page", "/desk/results"),
            ("the cards' page", "/desk/links"),
            ("the certificates' page", "/desk/results/certificates?for=all"),
        ):
            found[name] = _each(lambda _, path=path: app.page(path))
        # A stage without rounds is played here, and is no set-up.
        stages = (replace(app.event.stages[0], advance=None),)
        workbook = to_xlsx(replace(app.event, stages=stages), "en", in_english)
        found["a workbook of the teams, read"] = _each(lambda _: _imported(workbook, app.event))
        return found


def _each(
    work: Callable[[int], bytes], after: Callable[[], None] = lambda: None
) -> tuple[float, int]:
    took, made = [], b""
    for nth in range(REPEATS):
        since = time.process_time()
        made = work(nth)
        took.append(time.process_time() - since)
        after()
    return min(took), len(made)


def _told(app: App, nth: int) -> bytes:
    app.mark(nth)
    app.tell()
    return b""


def _marked(book: Book, nth: int) -> Book:
    """The book with one more mark, in place."""
    team, judge = book.event.teams[nth % len(book.event.teams)], book.event.judges[0]
    version = book.version + 1
    book.extend(
        Entry(
            version, f"mark-{version}", "mark", f"judge:{judge.id}", AT, round=ROUNDS[-1],
            team=team.id, judge=judge.id, value=book.event.stages[0].rounds[0].max,
        )
    )  # fmt: skip
    return book


def _drawn(book: Book, whose: str) -> bytes:
    """A board as it is sent."""
    drawn = Drawn(book, in_english)
    board = drawn.desk() if whose == "desk" else drawn.board("public")
    return json.dumps(board, ensure_ascii=False, separators=(",", ":")).encode()


def _possible(book: Book) -> bytes:
    return json.dumps(prospects(book, book.stage, in_english)).encode()


def _replayed(book: Book) -> bytes:
    return _drawn(Book.replay(book.entries), "hall")


def _imported(workbook: bytes, event: Event) -> bytes:
    found = read_at_once(workbook, "event.xlsx", "en")
    if found.event is None or len(found.event.teams) != len(event.teams):
        raise RuntimeError(str(found.problems))
    return b""
