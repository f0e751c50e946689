"""A set-up as plain JSON and back, without loss: how the ledger keeps it."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from scoreboard.contest.model import Event

_EVENT = TypeAdapter(Event)


def to_document(event: Event) -> dict[str, Any]:
    """The set-up as JSON values; decimals as strings."""
    document: dict[str, Any] = _EVENT.dump_python(event, mode="json")
    return document


def from_document(document: dict[str, Any]) -> Event:
    """The set-up a document holds. Raises pydantic.ValidationError when it holds none."""
    return _EVENT.validate_python(document)
