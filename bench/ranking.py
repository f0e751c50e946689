"""What it costs to place many teams.

How to read it: the ratio is the price of places, ties and the cut over Python's own sorted() on
the same exact decimals in the same run; the milliseconds alone are a property of the machine.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from decimal import Decimal

from scoreboard.contest.rules.going_on import Edge
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.rules.ranking import places

REPEATS = 5


def run(teams: int) -> None:
    """Rank random scores with many ties, each way a few times, and print the best of each."""
    draw = random.Random(2024)
    texts = [str(Decimal(draw.randrange(teams)) / 10) for _ in range(teams)]
    scores = [Decimal(text) for text in texts]
    problem = {"method": "competition", "scores": texts, "advance": max(1, teams // 10)}
    cut = Edge(max(1, teams // 10), [True] * teams, [str(number) for number in range(teams)])
    base = _best(lambda: sorted(scores, reverse=True))
    print(f"Placing {teams:,} scores, best of {REPEATS}, CPU in ms")
    for name, work in (
        ("sorted()", lambda: sorted(scores, reverse=True)),
        ("places", lambda: places(scores, "competition")),
        ("places and cut", lambda: (places(scores, "competition"), cut.states(scores))),
        ("a whole rule problem", lambda: answer(problem)),
    ):
        took = _best(work)
        print(f"{name:24}{took * 1000:>10.0f}{took / base:>9.1f}×")


def _best(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(REPEATS):
        since = time.process_time()
        work()
        best = min(best, time.process_time() - since)
    return best
