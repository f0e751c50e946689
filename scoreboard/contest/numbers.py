"""Exact numbers: how a score is read, rounded and shown. No float is ever made here."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoreboard.contest.words import N_, Refusal, refuse

# ASCII digits only: Decimal() would also take "٣", "1_0", "Infinity" and "NaN".
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?\Z")
# As keyboards write them: full-width digits, points and signs, and the minus of typesetting.
_KEYS = str.maketrans("０１２３４５６７８９．。｡－−﹣，", "0123456789...---,")
# A whole or decimal number of any length: one that is too long is told so.
_LONG = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?\Z")
# As programs write what is too long for them.
_EXPONENT = re.compile(r"-?([0-9]+)(?:\.([0-9]*))?[eE]([+-]?[0-9]+)\Z")
_ENDLESS = re.compile(r"[+-]?(?:inf|infinity|∞)\Z", re.IGNORECASE)
# Longer exponents are not reckoned with.
_EXPONENT_FIGURES = 6
_WITH_COMMAS = re.compile(r"[+-]?[0-9]+(?:[,.][0-9]+)*,[0-9]+(?:[,.][0-9]+)*\Z")
MAX_DIGITS = 15
MAX_PLACES = 10

NumberFault = Literal["none", "comma", "large", "places"]
_BOUNDS: dict[NumberFault, int] = {"large": MAX_DIGITS, "places": MAX_PLACES}
NUMBER_WORDS: dict[NumberFault, str] = {
    "none": N_("A score must be a number, such as 9.5."),
    "comma": N_(
        "%(number)s holds a comma, which can mean a decimal point or thousands. "
        "Write it with a point, such as 8.5."
    ),
    "large": N_("That number is too large: at most %(limit)s digits before the point are read."),
    "places": N_("That number has too many decimal places: at most %(limit)s are read."),
}


class BadNumber(Refusal):
    """A refusal of what is no score; `fault` says why."""

    def __init__(self, fault: NumberFault, **names: object) -> None:
        if fault in _BOUNDS:
            names["limit"] = _BOUNDS[fault]
        super().__init__("wrong", NUMBER_WORDS[fault], None, names)
        self.fault: NumberFault = fault


def as_typed(text: str) -> str:
    """A number as keyboards write it, in its plain form: ８。５ and +8.5 are 8.5.

    What is no number comes back as it is.
    """
    written = text.strip().replace("＋", "+").removeprefix("+").translate(_KEYS)
    return written if _PLAIN.match(written) else text


def read_score(raw: object) -> Decimal:
    """A score as it crossed the border (a decimal string, int or Decimal), read exactly.

    A string is read as it is typed: full-width digits, 。 and ． for the point. A comma is not:
    it may mean the point, or thousands.

    Raises:
        BadNumber: it is no plain decimal number of at most 15 digits and 10 decimal places.
    """
    # bool is an int in Python, but `true` is not a score.
    if isinstance(raw, bool) or not isinstance(raw, (str, int, Decimal)):
        raise BadNumber("none")
    if isinstance(raw, str):
        return _read(raw if raw.isascii() else raw.translate(_KEYS))
    if isinstance(raw, int):
        # Compared as an int: a Decimal of ten thousand digits would cost time before it is refused.
        if abs(raw) >= 10**MAX_DIGITS:
            raise BadNumber("large")
        return Decimal(raw)
    return _bounded(raw)


def read_number(raw: object, field: str) -> Decimal:
    """A score that a field holds. Raises Refusal naming the field when it holds none."""
    try:
        return read_score(raw)
    except Refusal as refusal:
        raise refuse(refusal.text, field=field, **refusal.names) from None


def _read(text: str) -> Decimal:
    if not _PLAIN.match(text):
        if _WITH_COMMAS.match(text.strip()):
            raise BadNumber("comma", number=text.strip()[:40])
        if long := _LONG.match(text):
            raise BadNumber("large" if len(long[1]) > MAX_DIGITS else "places")
        raise BadNumber(_beyond(text))
    # Only a zero at the end can make it other than its shortest form.
    return _normal(Decimal(text)) if text[-1] == "0" else Decimal(text)


def _beyond(text: str) -> NumberFault:
    """What is wrong with a text that is no plain number: it may be one beyond all bounds."""
    if _ENDLESS.match(text):
        return "large"
    parts = _EXPONENT.match(text)
    if parts is None or not (figures := (parts[1] + (parts[2] or "")).lstrip("0")):
        return "none"
    places = len(parts[2] or "") - int(parts[3][: _EXPONENT_FIGURES + 1])
    if len(figures) - places > MAX_DIGITS:
        return "large"
    return "places" if places > MAX_PLACES else "none"


def _bounded(number: Decimal) -> Decimal:
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise BadNumber("large" if number.is_infinite() else "none")
    if number and number.adjusted() >= MAX_DIGITS:
        raise BadNumber("large")
    # Zeros at the end are counted only where there may be too many places without them.
    if number and -exponent > MAX_PLACES and -exponent > MAX_PLACES + _trailing_zeros(digits):
        raise BadNumber("places")
    return _normal(number)


def _trailing_zeros(digits: tuple[int, ...]) -> int:
    return len(digits) - len("".join(map(str, digits)).rstrip("0"))


def _normal(number: Decimal) -> Decimal:
    """The same number in its shortest plain form: 9.50 and 9.5 are one mark, -0 is 0."""
    if not number:
        return Decimal(0)
    short = number.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short


def on_step(value: Decimal, lowest: Decimal, step: Decimal) -> bool:
    """Whether `value` lies on the steps counted from `lowest`; exact, so 0.3 is on 0.1."""
    return Fraction(value - lowest) % Fraction(step) == 0


def round_half_up(number: Fraction | Decimal | int, decimals: int) -> Decimal:
    """The official rounding, half away from zero (四舍五入): 0.125 -> 0.13, -0.125 -> -0.13."""
    numerator, denominator = number.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 10**decimals, denominator)
    if 2 * rest >= denominator:
        whole += 1
    sign = "-" if numerator < 0 and whole else ""
    # Built from its digits: scaleb() would round to the context's 28 significant digits.
    return Decimal(f"{sign}{whole}E-{decimals}")


def plain(number: Decimal) -> str:
    """A decimal as people write it, never with an exponent."""
    return f"{number:f}"


def plain_or_none(number: Decimal | None) -> str | None:
    """A decimal as people write it; None for what is not there."""
    return None if number is None else plain(number)


def show_exact(number: Fraction, decimals: int) -> str:
    """A number with `decimals` places; with up to four where fewer would hide part of it."""
    for places in range(decimals, max(decimals, 4) + 1):
        if (number * 10**places).denominator == 1:
            return plain(round_half_up(number, places))
    return plain(round_half_up(number, max(decimals, 2)))


__all__ = [
    "NUMBER_WORDS",
    "BadNumber",
    "NumberFault",
    "Refusal",
    "as_typed",
    "on_step",
    "plain",
    "plain_or_none",
    "read_number",
    "read_score",
    "round_half_up",
    "show_exact",
]
