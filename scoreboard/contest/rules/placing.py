"""The places that a judge's marks give (序位法; contract, "Places")."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping
from decimal import Decimal


def places_by(marks: Mapping[str, Decimal], competing: Container[str]) -> dict[str, Decimal]:
    """The place of each team by one judge's marks, the highest first.

    Equal marks share the mean of the places they fill: always a whole number or a half. A team
    that does not compete takes nobody's place, and has the one it would have beside the others.
    """
    ranked = sorted(mark for team, mark in marks.items() if team in competing)
    places = {}
    for team, mark in marks.items():
        ahead = len(ranked) - bisect_right(ranked, mark)
        level = len(ranked) - ahead - bisect_left(ranked, mark)
        others = level - 1 if team in competing else level
        places[team] = 1 + ahead + Decimal(others) / 2
    return places


def places_by_all(
    marks: Mapping[str, Mapping[str, Decimal]], competing: Container[str]
) -> dict[str, dict[str, Decimal]]:
    """Each team's places, by the judge who gave them; `marks` are by team, then by judge."""
    by_judge: dict[str, dict[str, Decimal]] = {}
    for team, given in marks.items():
        for judge, mark in given.items():
            by_judge.setdefault(judge, {})[team] = mark
    placed: dict[str, dict[str, Decimal]] = {team: {} for team in marks}
    for judge, given in by_judge.items():
        for team, place in places_by(given, competing).items():
            placed[team][judge] = place
    return placed
