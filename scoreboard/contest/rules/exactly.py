"""Exact numbers written so that a pocket calculator can follow them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict

from scoreboard.contest.numbers import plain, round_half_up

# As many places as a pocket calculator shows of a third.
ABOUT_PLACES = 6


class Exact(TypedDict):
    """A number in full: a decimal where it ends, else "26.5 ÷ 3" and what that is about."""

    exact: str
    about: str | None


def exactly(number: Fraction | Decimal | int) -> Exact:
    """The number with nothing lost."""
    exact = Fraction(number)
    repeating = _repeating_part(exact.denominator)
    if repeating == 1:
        return {"exact": _ending(exact), "about": None}
    return {
        "exact": f"{_ending(exact * repeating)} ÷ {repeating}",
        "about": plain(round_half_up(exact, ABOUT_PLACES)),
    }


def added(numbers: Sequence[Fraction | Decimal]) -> str:
    """A sum as it is typed: 10 − 5 + 2."""
    text = ""
    for number in numbers:
        shown = signless(number)
        minus = number < 0
        if text:
            text += f" − {shown}" if minus else f" + {shown}"
        else:
            text = f"−{shown}" if minus else shown
    return text


def mean_of(numbers: Sequence[Fraction | Decimal]) -> str:
    """Their mean as it is typed, with its result: (10 + 5) ÷ 2 = 15 ÷ 2 = 7.5."""
    total, count = sum((Fraction(one) for one in numbers), Fraction(0)), len(numbers)
    mean = total / count
    about = exactly(mean)["about"]
    shown = f"= {equals(mean)}" if about is None else f"≈ {about}".replace("-", "−")
    return f"({added(numbers)}) ÷ {count} = {equals(total)} ÷ {count} {shown}"


def signless(number: Fraction | Decimal) -> str:
    """The number without its sign, in brackets where it is a division."""
    shown = exactly(abs(Fraction(number)))
    return shown["exact"] if shown["about"] is None else f"({shown['exact']})"


def equals(number: Fraction) -> str:
    """The number after an equals sign, with what it is about where it does not end."""
    shown = exactly(number)
    text = shown["exact"] if shown["about"] is None else f"{shown['exact']} ≈ {shown['about']}"
    return text.replace("-", "−")


def _repeating_part(denominator: int) -> int:
    """What is left of a denominator without its twos and fives; 1 where the decimal ends."""
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator


def _ending(number: Fraction) -> str:
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    return plain(round_half_up(number, places))
