"""A mark by criteria: how its parts are read and checked, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import gcd
from typing import Any

from scoreboard.contest.model import Criterion, Round
from scoreboard.contest.numbers import on_step, plain, read_number
from scoreboard.contest.words import N_, refuse

Parts = Mapping[str, Decimal]
# Of two numbers of 15 digits and 10 places the product has at most 50 digits; of sums a few more.
_DIGITS = 80


def read_parts(raw: Mapping[str, object]) -> dict[str, str]:
    """What each criterion was given, as it is kept: plain decimals by the criterion's id.

    Raises:
        Refusal: one is empty or no number; it names the field, such as "values.content".
    """
    parts = {}
    for criterion, given in raw.items():
        field = f"values.{criterion}"
        if given is None or (isinstance(given, str) and not given.strip()):
            raise refuse("Nothing is given here yet.", field=field)
        parts[criterion] = plain(read_number(given, field))
    return parts


def parts_of(detail: Mapping[str, Any]) -> dict[str, Decimal]:
    """The parts that an entry's detail holds; empty for a mark that was given as one number."""
    return {criterion: Decimal(given) for criterion, given in detail.get("values", {}).items()}


def check_parts(a_round: Round, parts: Parts) -> None:
    """Raises Refusal unless each criterion of the round has a number that it allows."""
    for criterion in a_round.criteria:
        _check(criterion, parts.get(criterion.id))
    known = {criterion.id for criterion in a_round.criteria}
    for other in parts:
        if other not in known:
            text = N_("%(round)s has no such criterion.")
            raise refuse(text, field=f"values.{other}", round=a_round.name)


def _check(criterion: Criterion, given: Decimal | None) -> None:
    field, name, highest = f"values.{criterion.id}", criterion.name, plain(criterion.max)
    if given is None:
        raise refuse("%(criterion)s has not been marked.", field=field, criterion=name)
    if not 0 <= given <= criterion.max:
        text = N_("%(criterion)s goes from 0 to %(max)s.")
        raise refuse(text, field=field, criterion=name, max=highest)
    if not on_step(given, Decimal(0), criterion.step):
        text = N_("%(criterion)s goes in steps of %(step)s.")
        raise refuse(text, field=field, criterion=name, step=plain(criterion.step))


def sum_of(criteria: Sequence[Criterion], parts: Parts) -> Decimal:
    """The mark: what was given, each by its weight, added up; exact."""
    return _decimal(
        sum((Fraction(c.weight) * Fraction(parts[c.id]) for c in criteria), Fraction(0))
    )


def highest_sum(criteria: Sequence[Criterion]) -> Decimal:
    """The highest mark that the criteria allow."""
    return sum_of(criteria, {c.id: c.max for c in criteria})


def step_of_sum(criteria: Sequence[Criterion]) -> Decimal:
    """The largest step on which every sum of the criteria lies."""
    step = Fraction(0)
    for one in criteria:
        other = Fraction(one.step) * Fraction(one.weight)
        shared = step.denominator * other.denominator
        step = Fraction(
            gcd(step.numerator * other.denominator, other.numerator * step.denominator), shared
        )
    return _decimal(step)


def same_measure(old: Sequence[Criterion], new: Sequence[Criterion]) -> bool:
    """Whether marks by the old criteria are marks by the new ones: only names may differ."""
    return _measure(old) == _measure(new)


def _measure(criteria: Sequence[Criterion]) -> dict[str, tuple[Decimal, Decimal, Decimal]]:
    return {one.id: (one.max, one.step, one.weight) for one in criteria}


def _decimal(number: Fraction) -> Decimal:
    """A fraction that was made of decimals, as one in its shortest form."""
    with localcontext(prec=_DIGITS):
        exact = (Decimal(number.numerator) / Decimal(number.denominator)).normalize()
        return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
