"""A set of combinations, as small as can be found, in which every pair of values meets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product


def all_pairs(values: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Combinations of one value each: every two values of different lists are in one together.

    Each next one is that with the most pairs that have not met yet, the first of equals.
    """
    every = list(product(*values))
    unmet = {pair for one in every for pair in _pairs(one)}
    chosen = []
    while unmet:
        best = max(every, key=lambda one: len(unmet & _pairs(one)))
        chosen.append(best)
        unmet -= _pairs(best)
    return chosen


def _pairs(one: Sequence[str]) -> set[tuple[tuple[int, str], tuple[int, str]]]:
    return set(combinations(enumerate(one), 2))
