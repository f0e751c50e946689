"""Between the rounds the tablet says what is waited for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.desk import Room, quiz, room
from tests.support.host import Host
from tests.support.server import Server


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(quiz("waits")) as running:
        yield running


def test_after_the_last_round_of_a_stage_its_result_is_waited_for(
    browser: Browser, server: Server
) -> None:
    with room(browser, server, "waits") as opened:
        word, after, hint = (
            opened.tablet.locator(part)
            for part in ("#waiting-word", "#waiting-next", ".waiting-hint")
        )
        expect(word).to_have_text("No round is open now.")
        expect(hint).to_be_visible()
        play(opened)
        expect(word).to_have_text("Buzzer is closed.")
        expect(after).to_have_text("Please wait for the result.")
        expect(hint).to_be_hidden()
        opened.tablet.reload()
        expect(word).to_have_text("Please wait for the result.")
        expect(after).to_be_empty()
        expect(hint).to_be_hidden()
        assert opened.scorer.post("stages/s1/advance").status_code == 200
        expect(word).to_have_text("No round is open now.")
        expect(after).to_have_text("Next: Last")
        expect(hint).to_be_visible()


def play(opened: Room) -> None:
    """Seen by the tablet, too: what closes before its eyes it names."""
    opened.scorer.set_round("open", "r1")
    expect(opened.tablet.locator("#round-name")).to_have_text("Round 1 Buzzer")
    for n in range(1, 6):
        assert opened.scorer.award("r1", f"t{n}", 10 * n).status_code == 201
    opened.scorer.set_round("close", "r1")
