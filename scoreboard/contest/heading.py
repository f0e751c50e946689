"""What an event is called: the contest, large on every page, and its host, small above it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoreboard.contest.model import Event


def contest_of(about: Event | Mapping[str, Any]) -> str:
    """The contest's name, of an event or a board: the subtitle; a title alone is the contest."""
    title, subtitle = _stored(about)
    return subtitle or title


def host_of(about: Event | Mapping[str, Any]) -> str:
    """The host or the occasion; "" where an event has one name only."""
    title, subtitle = _stored(about)
    return title if subtitle else ""


def _stored(about: Event | Mapping[str, Any]) -> tuple[str, str]:
    if isinstance(about, Event):
        return about.title, about.subtitle
    return str(about["title"]), str(about["subtitle"])
