"""What a page's scripts are told of the scenes: they keep no list of them."""

from __future__ import annotations

from typing import TypedDict

from flask_babel import gettext

from scoreboard.contest.show.table import SCENES


class SceneOnPage(TypedDict):
    """A scene for who reads the page: its name in the page's language, and what it can be about."""

    name: str
    label: str
    uses: list[str]


def scenes_on_page() -> list[SceneOnPage]:
    """Every scene, in the order of the table."""
    return [
        {"name": name, "label": gettext(kind.label), "uses": sorted(kind.uses)}
        for name, kind in SCENES.items()
    ]
