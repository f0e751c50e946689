"""All views of the API: each of these modules adds its own to the blueprint `api`."""

from __future__ import annotations

from scoreboard.web.api import (
    entering,
    explaining,
    exporting,
    following,
    freezing,
    importing,
    late,
    look,
    offers,
    presenting,
    previewing,
    publishing,
    reading,
    ruling,
    safety,
    screens,
    sealing,
    second,
    setting_up,
    showing,
    staging,
    story,
    writing,
)
from scoreboard.web.api.spec import api

__all__ = ["MODULES", "api"]

MODULES = (
    entering,
    explaining,
    following,
    exporting,
    freezing,
    importing,
    late,
    look,
    offers,
    presenting,
    previewing,
    publishing,
    reading,
    ruling,
    safety,
    screens,
    sealing,
    second,
    setting_up,
    showing,
    staging,
    story,
    writing,
)
