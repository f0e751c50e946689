"""Both implementations recount events drawn at random, and must come to the same.

`python -m tests.recounted_events --count 10000` takes some minutes; the tests try a part of them.
A seed gives the same event every time.
"""

from __future__ import annotations

import argparse
import sys
from random import Random

from scoreboard.contest.record.book import Book
from tests.support.recounting import Recount, agrees, decided, exported, recounting
from tests.unit.any_events import random_book
from tests.unit.days import CUP, GROUP_CUP, LIST_CUP, PRIZE_CUP, SIDE_CUP, day, random_day

CUPS = (CUP, PRIZE_CUP, SIDE_CUP, LIST_CUP, GROUP_CUP)


def a_book(seed: int) -> Book:
    """A day of an event drawn at random; every fourth of those that have every kind of act."""
    random = Random(seed)
    return day(random_day(random), CUPS[seed // 4 % 5]) if seed % 4 == 0 else random_book(random)


def what_differs(recount: Recount, book: Book) -> object:
    """What the recount finds otherwise than it was exported; None where there is nothing."""
    answer = recount(exported(book))
    if not agrees(answer):
        return answer["differences"], answer["doubts"], answer["broken"]
    here = decided(book)
    return None if answer["decided"] == here else (answer["decided"], here)


def main() -> int:
    """Recount so many; 1 where one of them came to something else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first event")
    given = parser.parse_args()
    wrong = entries = 0
    with recounting() as recount:
        for seed in range(given.seed, given.seed + given.count):
            book = a_book(seed)
            entries += len(book.entries)
            found = what_differs(recount, book)
            if found is not None:
                wrong += 1
                print(f"seed {seed}: {found}", flush=True)
    print(f"{given.count} events of {entries} entries from seed {given.seed} on: {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
