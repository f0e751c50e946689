"""A whole hall behind one address is never too much; one line that floods always is."""

from __future__ import annotations

import itertools
import random

from scoreboard.limits import (
    ADDRESS_CONNECTS,
    ADDRESS_MESSAGES,
    ADDRESS_REQUESTS,
    LINE_MESSAGES,
    LINE_MESSAGES_A_SECOND,
    MOST_ADDRESSES,
    PING_SECONDS,
    RETRY_SECONDS,
    SAID_SECONDS,
)
from scoreboard.rates import Rates, Talk

ROUTER, PHONES = "192.168.1.1", 2_500


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_hall_of_phones_behind_one_address_is_never_too_much() -> None:
    clock, draw = Clock(), random.Random(13)
    rates = Rates(clock)
    lines: list[Talk] = []
    for phone in range(PHONES):
        # All in half a minute: a page with its files, and the socket.
        clock.now = phone / PHONES * 30
        assert all(rates.asks(ROUTER) for _ in range(24))
        assert rates.comes(ROUTER)
        lines.append(rates.line(ROUTER))
        assert lines[-1].hears(100)
        assert lines[-1].hears(100, times=10)
    for _ in range(12):
        # Each answers its ping, and one in ten has lost its line and comes again.
        clock.now += PING_SECONDS
        assert all(line.hears(1) for line in lines)
        for n in draw.sample(range(PHONES), PHONES // 10):
            assert rates.comes(ROUTER)
            lines[n] = rates.line(ROUTER)
            assert lines[n].hears(100, times=10)
    # The server was away: all come back at once, and again.
    for _ in range(3):
        clock.now += 2
        assert all(rates.comes(ROUTER) for _ in range(PHONES))


def test_phones_that_wait_for_room_may_wait_for_hours() -> None:
    clock = Clock()
    rates = Rates(clock)
    for _ in range(400):
        clock.now += RETRY_SECONDS
        assert all(rates.asks(ROUTER) and rates.comes(ROUTER) for _ in range(PHONES))


def test_a_display_that_answers_every_change_is_not_too_much_and_a_loop_is() -> None:
    clock = Clock()
    rates = Rates(clock)
    display = rates.line(ROUTER)
    for _ in range(2_000):
        clock.now += 1 / 20
        assert display.hears(600)
    loop, taken = rates.line(ROUTER), 0
    while loop.hears(30):
        taken += 1
        clock.now += 1 / 1_000
    assert LINE_MESSAGES <= taken < LINE_MESSAGES + 0.1 * LINE_MESSAGES_A_SECOND * 3
    assert loop.is_eager
    clock.now += 1
    assert loop.hears(30), "after a pause a line may say something again"


def test_what_is_large_counts_for_more() -> None:
    small, large = (Rates(Clock()).line(ROUTER) for _ in range(2))
    counted = [sum(1 for _ in range(1_000) if line.hears(n)) for line, n in
               ((small, 10), (large, 9 * 1_024))]  # fmt: skip
    assert counted == [LINE_MESSAGES, LINE_MESSAGES // 10]


def test_beyond_a_halls_worth_only_those_lines_end_that_say_more_than_a_page() -> None:
    clock = Clock()
    rates = Rates(clock)
    phones, staff = [rates.line(ROUTER) for _ in range(50)], rates.line(ROUTER)
    for _ in range(ADDRESS_MESSAGES // 100 + 1):
        flood = rates.line(ROUTER)
        assert all(flood.hears() for _ in range(90)) or rates.says(ROUTER, 0) is False
    while rates.says(ROUTER, clock.now):
        pass
    flood = rates.line(ROUTER)
    taken = [flood.hears() for _ in range(40)]
    assert taken == [True] * 20 + [False] * 20
    assert all(phone.hears(1) for phone in phones)
    assert all(staff.hears(known=True) for _ in range(100))
    assert all(rates.line("192.168.1.2").hears() for _ in range(100)), "nor anybody elsewhere"


def test_strangers_of_an_address_wait_beyond_a_halls_worth_of_requests() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert sum(rates.asks(ROUTER) for _ in range(ADDRESS_REQUESTS + 50)) == ADDRESS_REQUESTS
    assert sum(rates.comes(ROUTER) for _ in range(ADDRESS_CONNECTS + 50)) == ADDRESS_CONNECTS
    assert rates.asks("192.168.1.2")
    clock.now += 1
    assert rates.asks(ROUTER)
    assert rates.comes(ROUTER)


def test_addresses_without_end_fill_no_memory() -> None:
    rates = Rates(Clock())
    for number in range(MOST_ADDRESSES + 500):
        rates.asks(f"10.0.{number >> 8}.{number & 255}")
        rates.is_news(str(number))
    assert len(rates._addresses) == len(rates._said) == MOST_ADDRESSES


def test_the_log_says_it_once_in_a_while() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert [rates.is_news(ROUTER, "floods") for _ in range(3)] == [True, False, False]
    assert rates.is_news("192.168.1.2", "floods")
    clock.now += SAID_SECONDS
    assert rates.is_news(ROUTER, "floods")


def test_who_takes_another_address_of_their_network_each_time_has_one_allowance() -> None:
    rates = Rates(Clock())
    own = itertools.cycle([f"2001:db8:1:2:{n:x}::1" for n in range(1_000)])
    assert all(rates.asks(next(own)) for _ in range(ADDRESS_REQUESTS))
    assert not rates.asks(next(own))
    assert rates.asks("2001:db8:1:3::1"), "another network has its own"
    assert all(rates.comes(next(own)) for _ in range(ADDRESS_CONNECTS))
    assert not rates.comes(next(own))
    lines = [rates.line(next(own)) for _ in range(ADDRESS_MESSAGES // LINE_MESSAGES + 1)]
    assert not all(line.hears() for line in lines for _ in range(LINE_MESSAGES))
    assert rates.is_news(next(own), "floods")
    assert not rates.is_news(next(own), "floods")


def test_ipv4_written_as_ipv6_is_the_same_address() -> None:
    rates = Rates(Clock())
    assert all(rates.comes("192.0.2.1") for _ in range(ADDRESS_CONNECTS))
    assert not rates.comes("::ffff:192.0.2.1")
