"""Many kills of the first laptop and cuts of the line, with four judges writing, as a table.

python -m tests.faults.two_laptops --kills 100 --cuts 100 [--by-hand] [--seed N] [--broken lease]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from pathlib import Path

from scoreboard.config import ASYNC_MODES
from tests.faults.broken_pairs import BREAKS
from tests.support.contests import shipped
from tests.support.laptops import Outcome, TwoLaptops, suffer

HEADS = (
    "fault",
    "tried",
    "acknowledged",
    "lost",
    "doubled",
    "at once",
    "refused",
    "at the desk",
    "median s",
    "longest s",
)


def main() -> int:
    """Try it; 1 where anything was lost, doubled, or acknowledged by both at once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--cuts", type=int, default=10)
    parser.add_argument("--pauses", type=int, default=0)
    parser.add_argument("--by-hand", action="store_true")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--broken", default="", choices=["", *BREAKS], help="on purpose")
    parser.add_argument("--mode", default=ASYNC_MODES[0], choices=ASYNC_MODES)
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    chance = random.Random(given.seed)  # it chooses moments
    faults = ["kill"] * given.kills + ["cut"] * given.cuts + ["pause"] * given.pauses
    chance.shuffle(faults)
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        pair = TwoLaptops(Path(folder), shipped(), given.broken, given.mode)
        try:
            for number, fault in enumerate(faults, start=1):
                outcome = suffer(pair, fault, chance.uniform(0, 1), armed=not given.by_hand)
                outcomes.append(outcome)
                print(
                    number,
                    outcome if not outcome.good else fault,
                    round(outcome.seconds, 2),
                    flush=True,
                )
        finally:
            pair.stop()
            _print_table(outcomes, by_hand=given.by_hand)
    return 0 if all(outcome.good for outcome in outcomes) else 1


def _print_table(outcomes: list[Outcome], *, by_hand: bool) -> None:
    print("|", " | ".join(HEADS), "|")
    print("|", " | ".join("---" for _ in HEADS), "|")
    for fault in sorted({outcome.fault for outcome in outcomes}):
        those = [outcome for outcome in outcomes if outcome.fault == fault]
        seconds = [outcome.seconds for outcome in those]
        row = (
            f"{fault}, {'by hand' if by_hand else 'armed'}",
            len(those),
            sum(outcome.acknowledged for outcome in those),
            sum(len(outcome.lost) for outcome in those),
            sum(len(outcome.doubled) for outcome in those),
            sum(len(outcome.at_once) for outcome in those),
            sum(len(outcome.refused) for outcome in those),
            sum(outcome.waits for outcome in those),
            f"{statistics.median(seconds):.1f}",
            f"{max(seconds):.1f}",
        )
        print("|", " | ".join(map(str, row)), "|")


if __name__ == "__main__":
    sys.exit(main())
