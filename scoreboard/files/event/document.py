"""A set-up as the JSON document of the API and its forms, and as the event file; both and back."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from scoreboard.contest.model import Event, Judge, Team
from scoreboard.contest.numbers import plain
from scoreboard.files.event.checks import check_event
from scoreboard.files.event.faults import Fault
from scoreboard.files.event.problems import EventFileProblems, Findings, Path, Problem, quote
from scoreboard.files.event.shape import shape
from scoreboard.files.event.to_toml import to_toml
from scoreboard.files.event.toml_file import event_of

__all__ = ["FormFindings", "part_of", "read_document", "to_document", "to_toml"]

_PARTS = ("teams", "judges", "stages", "prizes", "divisions", "groups")


def to_document(event: Event) -> dict[str, Any]:
    """The set-up as JSON values in the event file's shape, every key given.

    Decimals are decimal strings, the date is "2024-11-30" or None, what is unset is None.
    """
    values: dict[str, Any] = _json(asdict(event))
    rules, show = values.pop("rules"), values.pop("show")
    parts = {key: values.pop(key) for key in _PARTS}
    return {"event": values, "rules": rules, "show": show, **parts}


def part_of(part: Team | Judge) -> dict[str, Any]:
    """One team or judge as it stands in the document."""
    values: dict[str, Any] = _json(asdict(part))
    return values


def read_document(document: object) -> Event:
    """The set-up that a document holds. Null, and an empty id, count as left out.

    Raises:
        EventFileProblems: it makes no event; each problem's `where` is a path such as
            "teams.3.name" (counted from 0), its `line` is None.
    """
    if not isinstance(document, Mapping):
        raise EventFileProblems([Problem(None, "", Fault.NO_TABLE, reader="form")])
    found = FormFindings()
    try:
        given = _given(document)
    except RecursionError:
        raise EventFileProblems([Problem(None, "", Fault.NESTED, reader="form")]) from None
    event = event_of(shape(given, found))
    check_event(event, found)
    found.raise_any()
    return event


class FormFindings(Findings):
    """Problems of a document: at dotted paths, in words for a form, not for a file."""

    def __init__(self) -> None:
        super().__init__(_NoLines())

    def wrong(self, fault: Fault, where: Path, **names: object) -> None:
        """Note a problem of the document."""
        self.note(Problem(None, dotted(where), fault, names, reader="form"))


class _NoLines:
    def of(self, where: Path) -> int:  # noqa: ARG002  # a document has no lines
        return 0


def dotted(where: Path) -> str:
    """A path as forms name their fields: teams.3.name."""
    return ".".join(quote(str(part)) for part in where)


def _json(value: Any) -> Any:
    match value:
        case dict():
            # Whose id is still to be made has none.
            return {k: _json(inner) for k, inner in value.items() if (k, inner) != ("id", "")}
        case list() | tuple():
            return [_json(inner) for inner in value]
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
    return value


def _given(document: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of what the document gives, its date as one; the original is left as it is."""
    given: dict[str, Any] = _without_null(deepcopy(dict(document)))
    about = given.get("event")
    if isinstance(about, dict) and isinstance(about.get("date"), str):
        about["date"] = _date(about["date"])
    if isinstance(about, dict) and not about.get("date", True):
        del about["date"]
    return given


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            # A key with half a surrogate pair cannot even be quoted.
            key if key.isascii() else quote(key): _without_null(inner)
            for key, inner in value.items()
            if inner is not None and not (key == "id" and inner == "")
        }
    return [_without_null(inner) for inner in value] if isinstance(value, list) else value


def _date(text: str) -> date | str:
    """The date; text that is none stays as it is, so that the check of its kind names it."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return text
    return day if day.isoformat() == text.strip() else text
