"""Guessing PINs: counted before looked up, slower and slower, and nobody else is shut out by it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scoreboard.limits import PIN_EVENT_TRIES, PIN_LONGEST_SECONDS, PIN_TRIES
from scoreboard.web.tries import Asker, TooMany, Tries
from scoreboard.web.trystore import InMemory, InRedis
from tests.support.redis import Redis, redis_running
from tests.support.site import Site
from tests.unit.contests import contest, heat, judged, people

JUDGE_PAGE = "/e/nm2024/judge"
HALL = "203.0.113.7"


class Clock:
    """A clock that stands still until it is put on."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(site: Site) -> Clock:
    clock = Clock()
    site.app.extensions["scoreboard.tries"] = Tries(InMemory(clock))
    return clock


def pin_of(site: Site, judge: str) -> str:
    return next(str(one["pin"]) for one in site.links["judges"] if one["id"] == judge)


def wrong_pin(site: Site) -> str:
    taken = {judge["pin"] for judge in site.links["judges"]}
    return next(pin for pin in ("000000", "000001", "111111", "222222") if pin not in taken)


class Hand:
    """Somebody with a browser at an address, who types PINs into the form."""

    def __init__(self, site: Site, address: str = HALL, page: str = "/join?lang=en") -> None:
        self.client: FlaskClient = site.app.test_client()
        self._from = {"REMOTE_ADDR": address}
        self._page = page
        found = re.search(r'name="csrf_token" value="([^"]+)"', self._get().text)
        assert found is not None
        self._token = found[1]

    def _get(self) -> TestResponse:
        return self.client.get(self._page, environ_overrides=self._from)

    def types(self, pin: str) -> TestResponse:
        data = {"pin": pin, "csrf_token": self._token}
        return self.client.post(self._page, data=data, environ_overrides=self._from)

    def opens(self, link: str) -> TestResponse:
        return self.client.get(link, environ_overrides=self._from)


def statuses(hand: Hand, pin: str, times: int) -> list[int]:
    return [hand.types(pin).status_code for _ in range(times)]


def test_the_sixth_wrong_pin_waits_and_each_wrong_one_makes_the_wait_longer(
    site: Site, clock: Clock
) -> None:
    guesser, wrong = Hand(site), wrong_pin(site)
    assert statuses(guesser, wrong, PIN_TRIES + 1) == [422] * PIN_TRIES + [429]
    waits = []
    for _ in range(11):
        refused = guesser.types(wrong)
        assert refused.status_code == 429
        assert "code opens at any time" in refused.text
        waits.append(int(refused.headers["Retry-After"]))
        clock.now += waits[-1]
        assert guesser.types(wrong).status_code == 422
    assert waits == sorted(waits)
    assert waits[0] <= 3
    assert waits[-1] >= PIN_LONGEST_SECONDS


def test_even_the_right_pin_waits_there_and_a_link_never_does(site: Site, clock: Clock) -> None:
    guesser = Hand(site)
    statuses(guesser, wrong_pin(site), PIN_TRIES)
    assert guesser.types(pin_of(site, "j1")).status_code == 429
    assert guesser.client.get(JUDGE_PAGE).status_code == 401
    link = next(one["url"] for one in site.links["judges"] if one["id"] == "j1")
    assert guesser.types(link).status_code == 302, "pasted into the field"
    assert Hand(site).opens(link.removeprefix("http://hall")).status_code == 302


def test_one_guesser_shuts_nobody_out_of_a_hall_with_one_address(site: Site, clock: Clock) -> None:
    guesser, judge, wrong = Hand(site), Hand(site), wrong_pin(site)
    for _ in range(40):
        guesser.types(wrong)
        clock.now += 3
    # One who keeps on is refused uncounted; the hall's next browser waits ten seconds at most.
    refused = judge.types(pin_of(site, "j1"))
    if refused.status_code == 429:
        assert int(refused.headers["Retry-After"]) <= 11
        clock.now += 10
        refused = judge.types(pin_of(site, "j1"))
    assert refused.status_code == 302
    assert Hand(site, "203.0.113.8").types(pin_of(site, "j2")).status_code == 302


def test_right_pins_are_not_counted(site: Site, clock: Clock) -> None:
    for _ in range(3):
        for judge in site.links["judges"]:
            assert Hand(site).types(judge["pin"]).status_code == 302
    assert statuses(Hand(site), wrong_pin(site), PIN_TRIES + 1) == [422] * PIN_TRIES + [429]


def is_taken(tries: Tries, browser: str, address: str) -> bool:
    """Whether a wrong PIN is looked up."""
    try:
        assert tries.find(Asker(browser, address, "nm2024"), lambda: None) is None
    except TooMany:
        return False
    return True


def test_a_guesser_with_a_new_browser_each_time_gets_one_in_ten_seconds_then_one_in_a_minute() -> (
    None
):
    clock = Clock()
    tries, taken = Tries(InMemory(clock)), [0] * 60
    for minute in range(60):
        for n in range(60):
            taken[minute] += is_taken(tries, f"{minute}.{n}", HALL)
            clock.now += 1
    assert PIN_TRIES < taken[0] <= PIN_TRIES + 7
    assert sum(taken) <= PIN_EVENT_TRIES + 60
    assert set(taken[10:]) <= {0, 1}


def test_guessers_from_a_hundred_addresses_are_slow_together(site: Site, clock: Clock) -> None:
    tries: Tries = site.app.extensions["scoreboard.tries"]
    taken = [is_taken(tries, f"{n}", f"203.0.113.{n}") for n in range(1, 101) for _ in "12"]
    assert taken.count(True) == PIN_EVENT_TRIES
    assert Hand(site).types(pin_of(site, "j2")).status_code == 429
    # A tablet that has been signed in before waits for nobody but itself.
    tablet = Hand(site)
    tablet.opens(next(one["url"] for one in site.links["judges"]).removeprefix("http://hall"))
    assert tablet.types(pin_of(site, "j2")).status_code == 302


def test_of_sixty_wrong_pins_at_once_five_are_looked_up(site: Site, clock: Clock) -> None:
    asked: list[str] = []
    gate = threading.Barrier(20)
    tries = Tries(InMemory(clock))

    def look_up(pin: str) -> None:
        asked.append(pin)

    def guess(n: int) -> None:
        gate.wait(10)
        for m in range(3):
            try:
                tries.find(Asker(f"{n}.{m}", HALL, "nm2024"), lambda: look_up(f"{n:06}"))
            except TooMany:
                continue

    with ThreadPoolExecutor(20) as at_once:
        list(at_once.map(guess, range(20)))
    assert len(asked) == PIN_TRIES


def test_what_could_not_be_looked_up_is_no_wrong_try(clock: Clock) -> None:
    tries = Tries(InMemory(clock))

    def fails() -> None:
        raise OSError("the database is away")

    for _ in range(3 * PIN_TRIES):
        with pytest.raises(OSError, match="away"):
            tries.find(Asker("a", HALL), fails)
    assert tries.find(Asker("a", HALL), lambda: "found") == "found"


def test_a_guesser_with_all_addresses_of_an_ipv6_network_waits_as_one(clock: Clock) -> None:
    tries = Tries(InMemory(clock))
    taken = [is_taken(tries, f"browser {n}", f"2001:db8:1:2:{n}::1") for n in range(PIN_TRIES + 3)]
    assert taken == [True] * PIN_TRIES + [False] * 3
    assert is_taken(tries, "somebody", "2001:db8:1:3::1"), "another network has its own"


def test_the_desk_sees_who_waits_and_lets_them_try_again(site: Site, clock: Clock) -> None:
    organiser = site.person(site.links["organiser"])
    guesser, wrong = Hand(site), wrong_pin(site)
    statuses(guesser, wrong, PIN_TRIES)
    clock.now += 2
    for _ in range(4):
        guesser.types(wrong)
        clock.now += PIN_LONGEST_SECONDS
    guesser.types(wrong)
    facts = organiser.get("safety").get_json()["pins"]
    assert facts["wrong"] == PIN_TRIES + 5
    (waiting,) = facts["waiting"]
    assert waiting["address"] == HALL
    assert waiting["seconds"] >= 15
    assert HALL in facts["warning"]
    viewer = site.stranger.client.delete("/api/v1/events/nm2024/safety/pins")
    assert viewer.status_code == 401
    path = "/api/v1/events/nm2024/safety/pins"
    lifted = organiser.client.delete(path, headers=organiser.headers).get_json()
    assert (lifted["wrong"], lifted["waiting"], lifted["warning"]) == (0, [], "")
    assert guesser.types(pin_of(site, "j1")).status_code == 302


def test_a_page_that_names_its_event_takes_only_the_pins_of_that_one(
    site: Site, clock: Clock
) -> None:
    other = contest(heat(judged()), judges=people("lin wu"))
    site.services.preparing.set_up(other)
    links = {grant.subject: pin for grant, _, pin in site.services.access.links(other.slug)}
    named = Hand(site, page="/join?event=nm2024&lang=en")
    assert named.types(str(links["lin"])).status_code == 422
    assert named.types(pin_of(site, "j1")).status_code == 302
    plain = Hand(site, "203.0.113.9")
    assert plain.types(str(links["wu"])).headers["Location"] == f"/e/{other.slug}/judge"
    nowhere = Hand(site, "203.0.113.10", page="/join?event=none")
    assert nowhere.types(pin_of(site, "j2")).status_code == 302


def test_whoever_is_asked_to_sign_in_for_an_event_is_led_to_its_own_form(site: Site) -> None:
    page = site.app.test_client().get(f"{JUDGE_PAGE}?lang=en")
    assert page.status_code == 401
    assert 'href="/join?event=nm2024"' in page.text


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with redis_running(tmp_path_factory.mktemp("redis")) as running:
        yield running


def test_processes_that_share_redis_count_together(redis: Redis) -> None:
    asked: list[int] = []
    # Two processes are two stores: they share nothing but Redis.
    processes = [Tries(InRedis(redis.url)) for _ in "12"]

    def guess(n: int) -> None:
        with suppress(TooMany):
            processes[n % 2].find(Asker(f"b{n}", HALL, "nm2024"), lambda: asked.append(n))

    with ThreadPoolExecutor(12) as at_once:
        list(at_once.map(guess, range(60)))
    assert len(asked) == PIN_TRIES
    assert [one.address for one in processes[1].waiting()] == [HALL]
    processes[0].lift("nm2024")
    assert processes[1].waiting() == []
    assert processes[1].find(Asker("b0", HALL, "nm2024"), lambda: "found") == "found"


def test_while_redis_is_away_each_process_counts_by_itself(redis: Redis) -> None:
    tries = Tries(InRedis(redis.url))
    redis.stop()
    try:
        found: list[Any] = []
        for n in range(PIN_TRIES + 1):
            try:
                found.append(tries.find(Asker(f"b{n}", HALL), lambda: None))
            except TooMany:
                found.append("waits")
        assert found == [None] * PIN_TRIES + ["waits"]
    finally:
        redis.start()
