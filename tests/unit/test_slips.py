"""What was awarded by a slip: whose newest award it is, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from scoreboard.contest.acts.undoing import is_slip
from scoreboard.contest.model import Entry
from tests.unit.contests import Scribe, contest, final, points

EVENT = contest(final(points("buzzer")))
SCORER, MINUTE, SECOND = "scorer", timedelta(minutes=1), timedelta(seconds=1)


def after(award: Entry, age: timedelta) -> datetime:
    return datetime.fromisoformat(award.at) + age


def test_a_slip_is_ones_own_newest_award_for_a_minute() -> None:
    scribe = Scribe(EVENT).open("buzzer")
    first, second = scribe.award("buzzer", "red", 10), scribe.award("buzzer", "blue", 10)
    others = scribe.award("buzzer", "red", 10, by="judge:lin")
    assert is_slip(scribe.book, second, SCORER, after(second, MINUTE))
    assert not is_slip(scribe.book, second, SCORER, after(second, MINUTE + SECOND))
    assert not is_slip(scribe.book, first, SCORER, after(first, SECOND))
    assert not is_slip(scribe.book, others, SCORER, after(others, SECOND))
    assert is_slip(scribe.book, others, "judge:lin", after(others, SECOND))


def test_once_it_is_taken_back_the_award_before_it_is_the_newest() -> None:
    scribe = Scribe(EVENT).open("buzzer")
    first, second = scribe.award("buzzer", "red", 10), scribe.award("buzzer", "blue", 10)
    scribe.undo(second)
    assert is_slip(scribe.book, first, SCORER, after(first, 3 * SECOND))
    assert not is_slip(scribe.book, second, SCORER, after(second, SECOND))


def test_a_clock_that_was_set_back_makes_no_slip() -> None:
    scribe = Scribe(EVENT).open("buzzer")
    award = scribe.award("buzzer", "red", 10)
    assert not is_slip(scribe.book, award, SCORER, after(award, -SECOND))


def test_only_an_award_is_a_slip() -> None:
    scribe = Scribe(EVENT).open("buzzer")
    opened = scribe.book.entries[-1]
    assert not is_slip(scribe.book, opened, SCORER, after(opened, SECOND))
