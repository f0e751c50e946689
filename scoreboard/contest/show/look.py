"""How an event looks and what it is called, as every scene is told."""

from __future__ import annotations

from dataclasses import replace

from scoreboard.contest.heading import contest_of, host_of
from scoreboard.contest.model import Event
from scoreboard.contest.show.shapes import Look


def look_of(event: Event) -> Look:
    """The look that the set-up in force says."""
    look: Look = {
        "theme": event.show.theme,
        "accent": event.show.accent,
        "logo": None,
        "sponsors": [],
        "place": event.show.place,
        "date": event.date.isoformat() if event.date else None,
        "host": host_of(event),
        "contest": contest_of(event),
        "wifi": {"name": event.wifi.name} if event.wifi else None,
    }
    if event.title_en or event.subtitle_en:
        in_english = replace(event, title=event.title_en, subtitle=event.subtitle_en)
        look["host_en"], look["contest_en"] = host_of(in_english), contest_of(in_english)
    return look
