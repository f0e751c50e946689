"""A set-up as plain JSON and back, without loss: how the ledger keeps it.

What is stored is never written anew: its hash stands in the chain. So every format that was ever
stored has its reader here for good, which gives the set-up the meaning that it had when written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from pydantic import TypeAdapter

from scoreboard.contest.model import Event

# Stands in every stored set-up but those of the first format.
FORMAT = 3

_EVENT = TypeAdapter(Event)


class UnreadableSetup(ValueError):
    """A stored set-up that this program cannot take without loss."""


def to_document(event: Event) -> dict[str, Any]:
    """The set-up as JSON values, with the number of their format; decimals as strings."""
    document: dict[str, Any] = _EVENT.dump_python(event, mode="json")
    return document | {"format": FORMAT}


def from_document(document: Mapping[str, Any]) -> Event:
    """The set-up a document holds, in the meaning of the format it was stored in.

    Raises:
        UnreadableSetup: its format or one of its keys is not known; nothing is dropped.
        pydantic.ValidationError: it holds no set-up.
    """
    number = document.get("format", 1)
    if number not in _READERS:
        raise UnreadableSetup(
            f"this set-up was stored in format {number}, by a newer version of this program"
        )
    values = _READERS[number]({key: of for key, of in document.items() if key != "format"})
    event = _EVENT.validate_python(values)
    for unknown in _left_out(values, _EVENT.dump_python(event)):
        raise UnreadableSetup(f"this set-up has a key that is not known here: {unknown}")
    return event


def _first(values: dict[str, Any]) -> dict[str, Any]:
    """Before there was a number: a round was rounded after its weight, all judges gave points,
    the hall and the tablets saw every mark at once unless the set-up said otherwise, and a team
    without a score stood at zero.
    """
    rules = {"publish": "live", "judges_see_totals": True, "unscored": "zero"} | values.get(
        "rules", {}
    )
    stages = [
        stage | {"rounds": [_first_round(a_round) for a_round in stage.get("rounds", ())]}
        for stage in values.get("stages", ())
    ]
    return values | {"rules": rules, "stages": stages}


def _second(values: dict[str, Any]) -> dict[str, Any]:
    """Before a member had an id: each has the one of its place among all members."""
    number = count(1)
    teams = [
        team | {"members": [{"id": f"m{next(number)}"} | one for one in team.get("members", ())]}
        for team in values.get("teams", ())
    ]
    return values | {"teams": teams}


def _first_round(a_round: dict[str, Any]) -> dict[str, Any]:
    meant = dict(a_round)
    if "weighted_decimals" not in meant:
        meant |= {"decimals": None, "weighted_decimals": meant.get("decimals")}
    return {"scored_by": "judges"} | meant


_READERS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: lambda values: _second(_first(values)),
    2: _second,
    FORMAT: lambda values: values,
}


def _left_out(given: Any, taken: Any, path: str = "") -> list[str]:
    """The keys of what was given that are not in what was taken, by their path."""
    if isinstance(given, Mapping) and isinstance(taken, Mapping):
        found = [f"{path}{key}" for key in given if key not in taken]
        for key in given.keys() & taken.keys():
            found += _left_out(given[key], taken[key], f"{path}{key}.")
        return found
    if isinstance(given, list) and isinstance(taken, (list, tuple)):
        pairs = enumerate(zip(given, taken, strict=True))
        return [key for n, (one, kept) in pairs for key in _left_out(one, kept, f"{path}{n}.")]
    return []
