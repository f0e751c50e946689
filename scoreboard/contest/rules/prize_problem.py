"""The prizes of a rule problem, as plain JSON has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoreboard.contest.model import Prize
from scoreboard.contest.numbers import read_score
from scoreboard.contest.words import Refusal, refuse

_KEYS = {"id", "name", "count", "share", "rounding", "at_least", "division"}
_WAYS = ("count", "share", "at_least")


def read_prizes(given: object) -> list[Prize]:
    """The prizes of a problem, best first. Raises Refusal at the prize that cannot be read."""
    if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
        raise refuse("This must be a list of prizes.", field="prizes")
    return [
        _prize(one, number, last=_is_last(one, given[number:]))
        for number, one in enumerate(given, start=1)
    ]


def _is_last(one: Mapping[str, Any], after: Sequence[Mapping[str, Any]]) -> bool:
    """Whether no prize comes after it that any of its divisions has."""
    division = one.get("division")
    named = [later.get("division") for later in after]
    return not named or (bool(division) and all(other and other != division for other in named))


def _prize(given: Mapping[str, Any], number: int, *, last: bool) -> Prize:
    field = f"prizes[{number - 1}]"
    for key in given:
        if key not in _KEYS:
            raise refuse("%(key)s is not known here.", field=field, key=key)
    said = [key for key in _WAYS if given.get(key) is not None]
    if len(said) > 1 or (not said and not last):
        raise refuse(
            "A prize has one of count, share and at_least; only the last may have none.",
            field=field,
        )
    count = given.get("count")
    if count is not None and (isinstance(count, bool) or not isinstance(count, int) or count < 1):
        raise refuse("A prize is for 1 team or more.", field=field)
    share = _score(given, "share", field)
    if share is not None and not 0 < share <= 1:
        raise refuse("A share is above 0 and at most 1.", field=field)
    rounding = given.get("rounding", "half_up")
    if rounding not in ("up", "down", "half_up"):
        raise refuse("This must be one of %(choices)s.", field=field, choices="up, down, half_up")
    name = str(given.get("id") or given.get("name") or number)
    at_least = _score(given, "at_least", field)
    division = given.get("division") or ""
    if not isinstance(division, str):
        raise refuse("There must be a name here.", field=field)
    return Prize(name, name, count, share, rounding, at_least, division)


def _score(given: Mapping[str, Any], key: str, field: str) -> Decimal | None:
    try:
        return None if given.get(key) is None else read_score(given[key])
    except Refusal as refusal:
        raise refuse(refusal.text, field=field, **refusal.names) from None
