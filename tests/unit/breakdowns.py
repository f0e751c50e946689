"""The breakdown as the tests ask for it, and its numbers as people read them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoreboard.contest.explaining.breakdown import Breakdown, breakdown
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe, contest, heat, points


def why(scribe: Scribe, team: str, audience: Any = "desk", stage: str | None = None) -> Breakdown:
    book = scribe.book
    shown = book.event.stage(stage) if stage else book.stage
    assert shown is not None
    return breakdown(book, shown, team, audience, in_english)


def fraction(exact: Any) -> Fraction:
    """The number that a person reads: "26.5 ÷ 3" is typed as it stands."""
    number, _, divisor = exact["exact"].partition(" ÷ ")
    return Fraction(number) / Fraction(divisor or 1)


def tied(*rounds: Any, **rules: Any) -> Scribe:
    """Red and blue equal at 20, green behind; red has 12 + 8, blue 8 + 12."""
    event = contest(heat(*(rounds or (points("one"), points("two"))), advance=1), **rules)
    scribe = Scribe(event).open("one").awards("one", red=12, blue=8, green=1).close("one")
    return scribe.open("two").awards("two", red=8, blue=12, green=1).close("two")
