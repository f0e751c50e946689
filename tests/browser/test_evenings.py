"""Evenings of bad Wi-Fi on real tablets, by a seed: what a judge saw as saved stands once.

More of them by command: python -m tests.faults.evenings --count 100
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.faults.evenings import SLUG, evenings, hall, play
from tests.support.server import Server, serving
from tests.support.sweeps import later


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path, hall()) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


@pytest.mark.parametrize("tablets", [2, later(4)])
def test_each_mark_that_was_shown_as_saved_stands_once_and_the_last_of_a_team_counts(
    server: Server, browser: Browser, tablets: int
) -> None:
    first = 7 if tablets == 2 else random.randrange(10**9)
    print(f"evenings from seed {first}")
    # One more tablet's page is broken on purpose: whoever finds nothing there looks at nothing.
    *whole, broken = play(
        browser, server, evenings(first, tablets + 1), [*[""] * tablets, "new-id"]
    )
    for outcome in whole:
        assert outcome.is_clean, outcome
        assert outcome.entered == 14
        assert outcome.saved >= 5, "the judge has seen marks as saved"
    assert not broken.is_clean, broken
