"""The lease with clocks that drift and sleep, and a line that loses, delays and repeats.

The first may acknowledge and the second may write: never both at one moment, whatever happens.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.pair import lease as leases
from scoreboard.pair.lease import LEASE, MARGIN, FirstLease, SecondLease, awake_clock
from tests.support.examples import examples

# How much faster or slower a clock may go than time does: both by this are still within the margin.
DRIFT = 0.05
STEP = 0.05


@dataclass
class Machine:
    """A laptop: its clock's rate and offset, and the time until which it stands still."""

    rate: float
    offset: float
    stands_until: float = -inf

    def clock(self, time: float) -> float:
        return self.offset + self.rate * time

    def runs(self, time: float) -> bool:
        return time >= self.stands_until


@dataclass
class Hall:
    """Both laptops, the messages under way, and what was seen."""

    first: Machine
    second: Machine
    time: float = 0.0
    under_way: list[tuple[float, int, str, int]] = field(default_factory=list)
    sent: int = 0
    both: list[float] = field(default_factory=list)
    took_over: float | None = None
    acknowledged: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.of_first = FirstLease()
        self.of_second = SecondLease(self.second.clock(0))

    def send(self, to: str, number: int, delay: float) -> None:
        self.sent += 1
        heapq.heappush(self.under_way, (self.time + delay, self.sent, to, number))

    def arrives(self, delays: list[float]) -> None:
        """What is due comes to who runs; an answer goes out at once."""
        waits = []
        while self.under_way and self.under_way[0][0] <= self.time:
            due, order, to, number = heapq.heappop(self.under_way)
            machine = self.first if to == "first" else self.second
            if not machine.runs(self.time):
                waits.append((due, order, to, number))
            elif to == "first":
                self.of_first.answered(number)
            elif self.took_over is None:
                self.of_second.give(self.second.clock(self.time))
                for delay in delays:
                    self.send("first", number, delay)
        for message in waits:
            heapq.heappush(self.under_way, message)

    def pass_time(self) -> None:
        """A short while, in which each looks at its clock, if it runs."""
        self.time += STEP
        if self.second.runs(self.time) and self.took_over is None:
            now = self.second.clock(self.time)
            self.of_second.look(now)
            if self.of_second.may_take_over(now):
                self.took_over = self.time
        if self.first.runs(self.time) and self.may_acknowledge():
            self.acknowledged.append(self.time)

    def may_acknowledge(self) -> bool:
        return self.of_first.left(self.first.clock(self.time)) > 0

    def ask(self, delay: float) -> None:
        if self.first.runs(self.time):
            self.send("second", self.of_first.ask(self.first.clock(self.time)), delay)


DELAYS = st.one_of(st.floats(0, 0.3), st.floats(0, 20), st.just(inf))
ACTS = st.one_of(
    st.tuples(st.just("ask"), DELAYS, st.lists(DELAYS, max_size=3)),
    st.tuples(st.just("pass"), st.floats(0, 8), st.just([])),
    st.tuples(st.sampled_from(["first sleeps", "second sleeps"]), st.floats(0, 30), st.just([])),
)


def play(hall: Hall, acts: list[tuple[str, float, list[float]]]) -> None:
    for act, amount, delays in acts:
        if act == "ask":
            hall.ask(amount)
        elif act.endswith("sleeps"):
            machine = hall.first if act.startswith("first") else hall.second
            machine.stands_until = hall.time + amount
        for _ in range(max(1, round(amount / STEP)) if act == "pass" else 1):
            hall.arrives(delays or [0.01])
            hall.pass_time()


@given(
    st.floats(1 - DRIFT, 1 + DRIFT),
    st.floats(1 - DRIFT, 1 + DRIFT),
    st.floats(-1e6, 1e6),
    st.lists(ACTS, min_size=3, max_size=60),
)
@examples(300)
def test_never_may_the_first_acknowledge_when_the_second_has_taken_over(
    rate: float, other_rate: float, offset: float, acts: list[tuple[str, float, list[float]]]
) -> None:
    hall = Hall(Machine(rate, offset), Machine(other_rate, 0))
    play(hall, [*acts, ("pass", 8.0, [])])
    if hall.took_over is not None:
        assert [at for at in hall.acknowledged if at >= hall.took_over] == []


def test_a_lease_that_lives_for_ever_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schedule that shows it: one renewal, and then the line is cut."""
    monkeypatch.setattr(leases, "LEASE", inf)
    hall = Hall(Machine(1, 0), Machine(1, 0))
    hall.ask(0.01)
    hall.arrives([0.01])
    for _ in range(10):
        hall.arrives([0.01])
        hall.pass_time()
    monkeypatch.setattr(leases, "LEASE", LEASE)
    play(hall, [("pass", 8.0, [])])
    assert hall.took_over is not None
    assert [at for at in hall.acknowledged if at >= hall.took_over] != []


def test_an_answer_that_took_long_gives_no_more_than_what_is_left() -> None:
    first = FirstLease()
    asked = first.ask(100.0)
    first.answered(asked)
    assert first.left(100.0) == LEASE
    late = first.ask(101.0)
    assert first.left(101.0 + LEASE) < 0, "asking alone gives nothing"
    first.answered(late)
    assert first.left(101.0 + LEASE + 0.01) < 0, "however late the answer came"


def test_an_answer_to_an_older_question_counts_no_more() -> None:
    first = FirstLease()
    old = first.ask(10.0)
    first.ask(11.0)
    first.answered(old)
    assert first.left(11.0) < 0
    first.drop()
    first.answered(old + 1)
    assert first.left(11.0) < 0, "dropped, whatever was still under way"


def test_a_second_that_has_just_started_does_nothing_by_itself() -> None:
    second = SecondLease(0.0)
    for tenth in range(100):
        second.look(tenth / 10)
    assert not second.may_take_over(10.0)
    assert second.ran_out(LEASE + MARGIN + 0.1), "a person may, when any lease has run out"
    assert not second.ran_out(LEASE + MARGIN - 0.1)


def test_the_clock_goes_on() -> None:
    before = awake_clock()
    assert awake_clock() >= before
