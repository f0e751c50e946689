"""What a page's scripts are told of the scenes: they keep no list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from flask_babel import gettext

from scoreboard.contest.show.table import SCENES

# The scenes of an ordinary day, first in the desk's strip: the key of each after S, or its own.
KEYS: Mapping[str, str] = {
    "title": "1",
    "teams": "2",
    "opener": "3",
    "standings": "4",
    "marks": "5",
    "timer": "6",
    "advance": "7",
    "podium": "8",
    "message": "9",
    "blank": "B",
}


class SceneOnPage(TypedDict):
    """A scene for who reads the page: its name in the page's language, and what it can be about.

    `key` is the desk's key for it, "" where it has none.
    """

    name: str
    label: str
    uses: list[str]
    key: str


def scenes_on_page() -> list[SceneOnPage]:
    """Every scene: those with a key first and in their order, then the others as in the table."""
    return [
        {
            "name": name,
            "label": gettext(SCENES[name].label),
            "uses": sorted(SCENES[name].uses),
            "key": KEYS.get(name, ""),
        }
        for name in {**KEYS, **SCENES}
    ]
