"""What a judge's POST costs: to its answer, and of the server's processor with all that follows it.

How to read it: each is a mark over a bare route of the same framework and server that commits one
row, in turn, in the same run. The answer alone would not do: what is done after it is only put off,
so the processor's time (`/proc`, all threads and children) stands beside it, and POST to the wall.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.contests import Contest, contest
from bench.figures import Figure, single, spread
from bench.floor import Bare, bare
from bench.hall import Phones, phones
from bench.processes import apart, processor_of
from bench.progress import say
from bench.sizes import Sizes
from bench.wall import Asker, Wall, posted

MARKS = 60
PAUSE = 0.03
SIZES = ((7, 5), (60, 10))
ENTRIES = (1_000, 10_000)
ENTRIES_LONG = (*ENTRIES, 100_000)
TEAMS = (7, 60, 600)
FLOOR = "a bare route of the same framework that commits one row"


@dataclass(frozen=True, slots=True)
class Price:
    """Seconds of each mark: to its answer, to the wall; and the processor's for one."""

    answered: list[float]
    seen: list[float]
    processor: float
    bare: list[float]
    bare_processor: float


def measure(sizes: Sizes) -> Iterator[Figure]:
    """A mark in fields of two sizes, with nobody and with everybody connected."""
    for teams, judges in SIZES:
        for watched in (True, False):
            price = price_of(sizes, teams, judges, watched=watched)
            who = "display, desk, judges there" if watched else "nobody there"
            key = f"prices/{teams}x{judges}/{'watched' if watched else 'alone'}"
            says = f"{teams} × {judges}, {who}"
            yield from _figures(key, says, price)


def growth(sizes: Sizes) -> Iterator[Figure]:
    """A mark in a short ledger and in long ones, and in a small field and in large ones."""
    first: Price | None = None
    for entries in ENTRIES_LONG if sizes.long else ENTRIES:
        price = price_of(sizes, 7, 5, entries=entries, watched=True)
        first = first or price
        says = f"{entries:,} entries"
        yield from _beside(f"growth/entries-{entries}", says, price, first, "at 1,000 entries")
    first = None
    for teams in TEAMS:
        price = price_of(sizes, teams, 5, watched=True)
        first = first or price
        says = f"{teams} teams × 5 judges"
        yield from _beside(f"growth/teams-{teams}", says, price, first, "with 7 teams")


def price_of(sizes: Sizes, teams: int, judges: int, *, watched: bool, entries: int = 0) -> Price:
    """Marks and bare rows in turn, and what both servers' processors had in all."""
    say(f"   {teams} teams, {judges} judges, {entries or 'few'} entries")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scoreboard-bench-")))
        hall = stack.enter_context(contest(folder, teams, judges, entries=entries))
        plain = stack.enter_context(bare("route", folder))
        # Else whoever is woken by an answer waits on the server's processor until all is drawn.
        stack.enter_context(apart(hall.server.pid, plain.pid))
        if not watched:
            return _price(hall, plain, sizes.repeats(MARKS), None)
        _fill(stack.enter_context(phones(hall.server.port)), hall)
        wall = Wall(hall.host, hall.auth("display"))
        return _price(hall, plain, sizes.repeats(MARKS), wall)


def _fill(there: Phones, hall: Contest) -> None:
    auths = [hall.auth("desk"), *(hall.auth("judge", nth) for nth in range(hall.judges))]
    there.join("staff", auths)
    there.wait("staff", len(auths))


def _price(hall: Contest, plain: Bare, count: int, wall: Wall | None) -> Price:
    judge, row = Asker(hall.host), Asker(plain.host)
    answered, seen, rows = [], [], []
    # The first ones read the book and fill the caches of statements.
    warm = min(5, count)
    ours = theirs = 0.0
    for nth in range(warm + count):
        if nth == warm:
            ours, theirs = processor_of(hall.server.pid), processor_of(plain.pid)
        request = hall.mark_bytes(nth)
        if wall is not None:
            told = wall.mark(request)
            answered.append(told.answered)
            seen.append(told.seen)
            wall.idle(PAUSE)
        else:
            answered.append(_wait(judge, request))
            time.sleep(PAUSE)
        rows.append(_wait(row, plain.row_bytes()))
        time.sleep(PAUSE)
    ours, theirs = processor_of(hall.server.pid) - ours, processor_of(plain.pid) - theirs
    return Price(answered[warm:], seen[warm:], ours / count, rows[warm:], theirs / count)


def _wait(asker: Asker, request: bytes) -> float:
    since = time.monotonic()
    posted(asker.ask(request))
    return time.monotonic() - since


def _figures(key: str, says: str, price: Price) -> Iterator[Figure]:
    floor = spread(price.bare, 1000)
    yield Figure(f"{key}/answer", f"POST {says}", "ms", spread(price.answered, 1000), floor, FLOOR)
    if price.seen:
        says_wall = f"POST to the wall {says}"
        yield Figure(f"{key}/wall", says_wall, "ms", spread(price.seen, 1000), floor, FLOOR)
    yield Figure(
        f"{key}/processor", f"processor for a mark {says}", "ms", single(price.processor * 1000),
        single(price.bare_processor * 1000), FLOOR,
    )  # fmt: skip


def _beside(key: str, says: str, price: Price, first: Price, where: str) -> Iterator[Figure]:
    floor = f"the same {where}"
    yield Figure(
        f"{key}/wall", f"POST to the wall, {says}", "ms", spread(price.seen, 1000),
        spread(first.seen, 1000), floor,
    )  # fmt: skip
    yield Figure(
        f"{key}/processor", f"processor for a mark, {says}", "ms",
        single(price.processor * 1000), single(first.processor * 1000), floor,
    )  # fmt: skip
