"""Totals to places, by the five methods of the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, Literal, assert_never

from scoreboard.contest.model import Method
from scoreboard.contest.words import N_

Cut = Literal["in", "out", "tied"]

METHOD_WORDS: dict[Method, str] = {
    "dense": N_("Equal totals share a place; no place is skipped"),
    "competition": N_("Equal totals share a place; the places they fill are skipped"),
    "modified": N_("Equal totals share the last of the places they fill"),
    "ordinal": N_("Equal totals are numbered in the order of registration"),
    "fractional": N_("Equal totals share the mean of the places they fill"),
}
CUT_WORDS: dict[Cut, str] = {
    "in": N_("Inside the cut"),
    "out": N_("Outside the cut"),
    "tied": N_("Tied across the cut"),
}


def groups(keys: Sequence[Any]) -> Iterator[tuple[int, list[int]]]:
    """Positions grouped by equal key, best first: (how many are ahead, positions in input order).

    A greater key is better; a key of None takes no place and is in no group.
    """
    present = [i for i, key in enumerate(keys) if key is not None]
    # Sorting is stable, and reverse keeps it so: equals stay in the order of registration.
    present.sort(key=keys.__getitem__, reverse=True)
    ahead = 0
    for _, run in groupby(present, key=keys.__getitem__):
        group = list(run)
        yield ahead, group
        ahead += len(group)


def places(keys: Sequence[Any], method: Method) -> list[int | Fraction | None]:
    """Places in the order of the input; None where the key is None.

    Rulebook, "From totals to places": 42 34 27 26 26 24 21 gives dense 1 2 3 4 4 5 6,
    competition 1 2 3 4 4 6 7, modified 1 2 3 5 5 6 7, ordinal 1 to 7, fractional 4.5 for both.
    """
    result: list[int | Fraction | None] = [None] * len(keys)
    for number, (ahead, group) in enumerate(groups(keys), start=1):
        for nth, i in enumerate(group, start=1):
            result[i] = _place(method, number, ahead, len(group), nth)
    return result


def _place(method: Method, number: int, ahead: int, size: int, nth: int) -> int | Fraction:
    match method:
        case "dense":
            return number
        case "competition":
            return ahead + 1
        case "modified":
            return ahead + size
        case "ordinal":
            return ahead + nth
        case "fractional":
            twice = 2 * ahead + size + 1
            return Fraction(twice, 2) if twice % 2 else twice // 2
        case _:
            assert_never(method)


def place_number(place: int | Fraction | None) -> int | float | None:
    """A place, or a difference of places, as JSON has it; None for a team without one."""
    # A place is never a score: 4.5 is exact in binary, and JSON has no halves of its own.
    if place is None or place == int(place):
        return None if place is None else int(place)
    return float(place)
