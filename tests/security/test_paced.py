"""Where an address has asked for more than a whole hall does, strangers wait and staff go on."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from scoreboard.app import crowd_of
from scoreboard.limits import ADDRESS_CONNECTS, ADDRESS_REQUESTS
from tests.support.site import Site

HOME = "127.0.0.1"
SOCKET = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture
def used_up(site: Site) -> Site:
    rates = crowd_of(site.app).rates
    clock = rates._clock()
    rates._clock = lambda: clock
    for takes, most in ((rates.asks, ADDRESS_REQUESTS), (rates.comes, ADDRESS_CONNECTS)):
        assert all(takes(HOME) for _ in range(most))
    return site


def waits(answer: TestResponse) -> bool:
    if answer.status_code != 429:
        return False
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Connection"] == "close"
    assert "Too many requests" in answer.text
    return True


def test_strangers_wait_and_the_log_says_it_once(
    used_up: Site, caplog: pytest.LogCaptureFixture
) -> None:
    browser = used_up.app.test_client()
    with caplog.at_level(logging.WARNING):
        assert waits(browser.get("/e/nm2024"))
        assert waits(browser.get("/join"))
        assert waits(browser.get("/healthz"))
        board = browser.get("/api/v1/events/nm2024/board")
        assert waits(board)
        assert board.get_json()["status"] == 429
        assert board.mimetype == "application/problem+json"
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith(f"{HOME} asks for more than a whole hall does")
    assert waits(browser.get(SOCKET))


def test_who_claims_to_be_somebody_waits_too(used_up: Site) -> None:
    browser = used_up.app.test_client()
    assert waits(browser.get("/e/nm2024", headers={"Authorization": "Bearer " + "x" * 32}))
    assert waits(browser.get("/e/nm2024", headers={"Cookie": "scoreboard=made.up.altogether"}))
    assert waits(browser.get("/join/" + "x" * 32))


def test_links_judges_and_desk_go_on(used_up: Site) -> None:
    used_up.scorer.set_round("open", "r1")
    assert used_up.judge("j1").mark("r1", "hyzg", 10).status_code == 201
    assert used_up.scorer.board("?view=desk")["marks"]["r1"]
    browser = used_up.app.test_client()
    link = used_up.links["judges"][0]["url"].removeprefix("http://hall")
    assert browser.get(link).status_code in (302, 303)
    assert browser.get("/e/nm2024/judge").status_code == 200
    assert browser.get("/e/nm2024").status_code == 200, "and whoever has signed in may look on"


def test_nobody_waits_elsewhere(used_up: Site) -> None:
    browser = used_up.app.test_client()
    other = {"REMOTE_ADDR": "192.168.1.20"}
    assert browser.get("/e/nm2024", environ_base=other).status_code == 200


def test_behind_a_proxy_each_address_counts_by_itself_for_sockets_too(tmp_path: Path) -> None:
    site = Site(tmp_path, trusted_proxies=1)
    rates = crowd_of(site.app).rates
    rates._clock = lambda: 0.0
    assert all(rates.comes("10.0.0.7") for _ in range(ADDRESS_CONNECTS))
    browser = site.app.test_client()
    assert waits(browser.get(SOCKET, headers={"X-Forwarded-For": "10.0.0.7"}))
    assert browser.get(SOCKET, headers={"X-Forwarded-For": "10.0.0.8"}).status_code == 200
    forged = {"X-Forwarded-For": "10.0.0.8, 10.0.0.7"}
    assert waits(browser.get(SOCKET, headers=forged)), "what a phone claims counts for nothing"
