"""A long ledger for the measurements, written through the ledger itself, so that its hashes hold.

`python -m bench.bulk FOLDER ENTRIES` makes one in a data folder, for `scoreboard serve` to start
on. What it comes to is the same however long it is: the same marks stand, and only more has
happened on the way there. So what grows with its length alone can be told from what grows with the
contest.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from scoreboard.config import from_environment
from scoreboard.contest.model import Entry, Event, Judge, Round, Stage, Team
from scoreboard.services import Services, open_services

SLUG = "bulk"
AT = "2024-11-30T{:02}:{:02}:{:02}+08:00"
PIECE = 5_000
# Of a hundred entries: marks that the desk corrects, what is taken back, and steps on the stage.
CORRECTED, UNDONE, STEPS = 2, 1, 10
GIVEN, MARKED, OPEN = "quiz", ("talk", "skill"), "last"


def event(teams: int = 60, judges: int = 5, slug: str = SLUG) -> Event:
    """The contest whose ledger it is."""
    marked = [Round(name, name.title(), "judged", max=Decimal(20)) for name in (*MARKED, OPEN)]
    return Event(
        slug,
        "A long contest",
        teams=tuple(Team(f"t{n}", f"Team {n}") for n in range(1, teams + 1)),
        stages=(
            Stage("heat", "Heat", (Round(GIVEN, "Quiz", "points"), *marked), advance=3),
            Stage("final", "Final", ()),
        ),
        judges=tuple(Judge(f"j{n}", f"Judge {n}") for n in range(1, judges + 1)),
    )


def write(
    services: Services,
    entries: int,
    contest: Event | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Event:
    """Set the contest up and write until its ledger has so many entries, or as few as it can have.

    Its last round is open then and nothing is in it. `progress` is told how many there are by now.
    """
    contest = contest or event()
    services.preparing.set_up(contest)
    slug = contest.slug
    version = services.books.read(slug, lambda book: book.version)
    coming = _entries(contest, version, entries - version)
    while piece := list(islice(coming, PIECE)):
        with services.ledger.writing(slug) as ledger:
            version = ledger.append_all(piece)[-1].version
        progress(version)
    return contest


def _entries(contest: Event, version: int, count: int) -> Iterator[Entry]:
    """Points and marks of all, then marks again and again, and the last round is opened."""
    draw = random.Random(2024)
    teams, judges = len(contest.teams), len(contest.judges)
    spare = max(0, count - 2 * len((GIVEN, *MARKED)) - teams - len(MARKED) * teams * judges - 1)
    lengths = {GIVEN: teams}
    for nth, name in enumerate(MARKED):
        lengths[name] = teams * judges + (spare + nth) // len(MARKED)
    at = version
    for name, length in lengths.items():
        yield _entry(draw, at := at + 1, "open", round=name)
        for nth in range(length):
            yield _of_round(contest, name, nth, at := at + 1, draw)
        yield _entry(draw, at := at + 1, "close", round=name)
    yield _entry(draw, at + 1, "open", round=OPEN)


def _of_round(contest: Event, name: str, nth: int, at: int, draw: random.Random) -> Entry:
    """One of a round's entries: first what each team is given, then more of the same."""
    turn, team = divmod(nth, len(contest.teams))
    judge = contest.judges[turn % len(contest.judges)].id
    about: dict[str, Any] = {"round": name, "team": contest.teams[team].id}
    value, again = Decimal(draw.randrange(2, 41)) / 2, turn >= len(contest.judges)
    if name == GIVEN:
        return _entry(draw, at, "award", **about, value=value)
    what = draw.randrange(100) if again else 100
    if what < STEPS:
        return _entry(draw, at, "on_stage", **about)
    about |= {"judge": judge, "value": value}
    if what < STEPS + UNDONE:
        # What the entry before says counts no more; the marks before that stand.
        return _entry(draw, at, "undo", round=name, reason="a slip", voids=at - 1)
    if what < STEPS + UNDONE + CORRECTED:
        return _entry(draw, at, "correction", reason="misread", **about)
    return _entry(draw, at, "mark", f"judge:{judge}", **about)


def _entry(draw: random.Random, at: int, kind: Any, by: str = "scorer", **rest: Any) -> Entry:
    uid = str(UUID(int=draw.getrandbits(128), version=4))
    return Entry(0, uid, kind, by, AT.format(8 + at // 3600 % 12, at // 60 % 60, at % 60), **rest)


def main() -> None:
    """Write a ledger into a data folder."""
    parser = argparse.ArgumentParser(prog="python -m bench.bulk", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("entries", type=int)
    parser.add_argument("--teams", type=int, default=60)
    given = parser.parse_args()
    services = open_services(from_environment({"SCOREBOARD_DATA": str(given.folder)}))
    write(services, given.entries, event(given.teams), lambda n: print(f"{n:,} entries", end="\r"))
    print(f"{given.entries:,} entries of {SLUG} in {given.folder}")


if __name__ == "__main__":
    main()
