"""The laptop's clock is put right during an event: nobody is forgotten, nobody locked out."""

from __future__ import annotations

import re
import time
import uuid
from http.cookies import SimpleCookie

import pytest
from flask.testing import FlaskClient

from scoreboard.limits import PIN_FIRST_SECONDS, PIN_TRIES
from scoreboard.web.tries import Asker, TooMany, Tries
from scoreboard.web.trystore import InMemory
from tests.support.site import Site

HOUR = 3600
TEN_YEARS = 10 * 365 * 24 * HOUR


class Clock:
    """The time of day as this process reads it, moved as somebody would move it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = 0
        real = time.time
        monkeypatch.setattr(time, "time", lambda: real() + self.ahead)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def opened(site: Site, url: str) -> FlaskClient:
    browser = site.app.test_client()
    assert browser.get(url.removeprefix("http://hall")).status_code == 302
    return browser


def judge_link(site: Site, judge: str) -> str:
    return next(str(j["url"]) for j in site.links["judges"] if j["id"] == judge)


def token_of(browser: FlaskClient, page: str) -> str:
    found = re.search(r'"csrf": ?"([^"]+)"', browser.get(page).text)
    assert found
    return found.group(1)


def mark(browser: FlaskClient, token: str, team: str) -> int:
    body = {"id": str(uuid.uuid4()), "round": "r1", "team": team, "value": 10}
    path = "/api/v1/events/nm2024/scores"
    return browser.post(path, json=body, headers={"X-CSRFToken": token}).status_code


@pytest.mark.parametrize("moved", [-HOUR, -TEN_YEARS, TEN_YEARS], ids=["hour back", "back", "on"])
def test_a_judge_and_a_desk_go_on_when_the_clock_is_moved(
    site: Site, clock: Clock, moved: int
) -> None:
    tablet, desk = opened(site, judge_link(site, "j1")), opened(site, site.links["scorer"])
    judge_token, desk_token = token_of(tablet, "/e/nm2024/judge"), token_of(desk, "/e/nm2024/desk")
    clock.ahead = moved
    turn = "/api/v1/events/nm2024/rounds/r1/open"
    assert desk.post(turn, json={}, headers={"X-CSRFToken": desk_token}).status_code == 200
    assert mark(tablet, judge_token, "hyzg") == 201
    # Their pages open again, and what these give them is good for the next write.
    assert mark(tablet, token_of(tablet, "/e/nm2024/judge"), "yzwd") == 201
    clock.ahead = 0
    assert mark(tablet, judge_token, "yhcj") == 201, "nor when it is moved again"


def test_a_public_page_takes_no_judges_cookie_away(site: Site, clock: Clock) -> None:
    tablet = opened(site, judge_link(site, "j1"))
    clock.ahead = -HOUR
    for page in ("/", "/join", "/e/nm2024", "/e/nm2024/display"):
        assert tablet.get(page).status_code == 200
    assert tablet.get("/e/nm2024/judge").status_code == 200


def test_who_was_revoked_is_not_let_in_by_any_clock(site: Site, clock: Clock) -> None:
    tablet = opened(site, judge_link(site, "j1"))
    token = token_of(tablet, "/e/nm2024/judge")
    site.services.access.revoke("nm2024", "judge", "j1")
    for clock.ahead in (-HOUR, 0, TEN_YEARS):
        assert tablet.get("/e/nm2024/judge").status_code == 401
        assert mark(tablet, token, "hyzg") == 401


def test_the_browser_is_told_how_long_to_keep_the_cookie_not_only_until_when(site: Site) -> None:
    answer = site.app.test_client().get(judge_link(site, "j1").removeprefix("http://hall"))
    cookie = SimpleCookie(answer.headers["Set-Cookie"])["scoreboard"]
    # A laptop that thinks it is 2020 names a time that is over for every tablet; this goes first.
    assert int(cookie["max-age"]) == 30 * 24 * HOUR


def test_a_wait_after_wrong_pins_is_as_long_whatever_the_clock_says(clock: Clock) -> None:
    passed = [0.0]
    tries = Tries(InMemory(lambda: passed[0]))
    asker = Asker("browser", "192.168.1.20", "nm2024")
    for _ in range(PIN_TRIES):
        assert tries.find(asker, lambda: None) is None
    for clock.ahead in (TEN_YEARS, -HOUR):
        with pytest.raises(TooMany):
            tries.find(asker, lambda: "found")
    passed[0] += PIN_FIRST_SECONDS
    assert tries.find(asker, lambda: "found") == "found"
