"""Bad Wi-Fi in real browsers: evenings by a seed, after which what was shown as saved stands once.

More of them by command: python -m tests.faults.evenings --count 100
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.faults.bad_wifi import bad_wifi
from tests.faults.evenings import SLUG, evenings, hall, play
from tests.support.browsers import PROJECTOR, expect_version, visiting
from tests.support.server import Server, serving


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path, hall()) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


# `make test` plays two hundred such evenings with the tablet's outbox alone: test_bad_wifi.py.
@pytest.mark.long
def test_each_mark_that_was_shown_as_saved_stands_once_and_the_last_of_a_team_counts(
    server: Server, browser: Browser
) -> None:
    first, tablets = random.randrange(10**9), 4
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


def test_a_page_is_told_also_where_the_network_swallows_websockets_without_a_word(
    server: Server, browser: Browser
) -> None:
    with (
        bad_wifi(server.port, swallows_sockets=True) as wifi,
        visiting(browser, PROJECTOR) as visitor,
    ):
        page = visitor.open(f"{wifi.hall}/e/{SLUG}/display")
        expect_version(page, server.stranger(SLUG).board()["version"])
        marked = server.judge(SLUG, "j1").mark("r1", "t1", 7)
        expect_version(page, marked.json()["version"])
