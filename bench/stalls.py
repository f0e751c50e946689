"""What a judge waits for while something long is done: a backup, an import, an export, a check.

How to read it: the floor is the same judge on the same server while nothing else happens. The
longest stall is that of a question asked a hundred times a second which costs next to nothing: as
long as it waits, nobody is answered. Each work is begun again when it is done.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import httpx

from bench.contests import SLUG, Contest, contest
from bench.figures import Figure, spread
from bench.sizes import Sizes
from bench.wall import PATIENCE, Asker, posted
from scoreboard.contest.words import in_english
from scoreboard.files.sheets.workbook_out import to_xlsx

TEAMS, JUDGES, ENTRIES = 500, 3, 20_000
SECONDS, BETWEEN_MARKS, BETWEEN_QUESTIONS = 8.0, 0.05, 0.01
FLOOR = "the same while nothing else is done"
# It asks the database for one number.
QUESTION = "/healthz"


def measure(sizes: Sizes) -> Iterator[Figure]:
    """The judge's waits, and the longest stall, for each long work."""
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder,
        contest(Path(folder), TEAMS, JUDGES, entries=ENTRIES) as hall,
    ):
        seconds = max(2.0, SECONDS * sizes.share)
        # Another value each time, whatever was measured before.
        numbers = count(1)
        _marked(hall, 1.0, numbers)
        floor, quiet = _marked(hall, seconds, numbers)
        for name, (says, work) in _works(hall).items():
            with _again_and_again(work) as done:
                waits, stall = _marked(hall, seconds, numbers)
            yield Figure(
                f"stalls/{name}", f"a judge's POST during {says}", "ms",
                spread(waits, 1000), spread(floor, 1000), FLOOR, "p99",
                note=f"longest stall {stall * 1000:.0f} ms, {quiet * 1000:.0f} without;"
                f" done {len(done)} times",
            )  # fmt: skip


def _works(hall: Contest) -> dict[str, tuple[str, Callable[[], None]]]:
    root = f"http://{hall.host}/api/v1/events/{SLUG}"
    links = hall.server.links(SLUG)
    organiser = {"Authorization": f"Bearer {links['organiser'].rsplit('/', 1)[1]}"}
    with hall.server.at_home() as services:
        event = services.books.read(SLUG, lambda book: book.event)
    workbook = to_xlsx(event, "en", in_english)

    def get(path: str) -> Callable[[], None]:
        def ask() -> None:
            httpx.get(f"{root}/{path}", headers=organiser, timeout=PATIENCE).raise_for_status()

        return ask

    def read() -> None:
        httpx.post(
            f"{root}/import", headers=organiser, files={"file": ("event.xlsx", workbook)},
            timeout=PATIENCE,
        ).raise_for_status()  # fmt: skip

    def back_up() -> None:
        httpx.post(
            f"{root}/backup", headers=organiser, json={}, timeout=PATIENCE
        ).raise_for_status()

    return {
        "backup": (f"a backup of {ENTRIES:,} entries", back_up),
        "import": (f"an import of {TEAMS} teams", read),
        "export": (f"an export of {ENTRIES:,} entries", get("export.xlsx")),
        "verify": (f"a check of {ENTRIES:,} entries", get("verify")),
    }


@contextmanager
def _again_and_again(work: Callable[[], None]) -> Iterator[list[float]]:
    """The work done over and over until the block ends; when each was done. Raises as it does."""
    done: list[float] = []
    failed: list[Exception] = []
    enough = Flag()

    def run() -> None:
        while not enough.is_set():
            try:
                work()
            except Exception as error:  # noqa: BLE001  # raised below, in the thread that measures
                failed.append(error)
                return
            done.append(time.monotonic())

    thread = Thread(target=run)
    thread.start()
    try:
        yield done
    finally:
        enough.set()
        thread.join()
    if failed:
        raise failed[0]


def _marked(hall: Contest, seconds: float, numbers: Iterator[int]) -> tuple[list[float], float]:
    """How long the judge waited for each answer, and the longest that a question did."""
    judge = Asker(hall.host)
    longest, enough = [0.0], Flag()

    def question() -> None:
        asker = Asker(hall.host)
        while not enough.wait(BETWEEN_QUESTIONS):
            since = time.monotonic()
            asker.get(QUESTION)
            longest[0] = max(longest[0], time.monotonic() - since)
        asker.close()

    asking = Thread(target=question)
    asking.start()
    waits: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        since = time.monotonic()
        posted(judge.ask(hall.mark_bytes(next(numbers))))
        waits.append(time.monotonic() - since)
        time.sleep(BETWEEN_MARKS)
    enough.set()
    asking.join()
    judge.close()
    return waits, longest[0]
