"""A screen as the desk is shown it: what it says of itself, and whether it keeps up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from scoreboard.live.screen import Screen, ScreenState
from scoreboard.live.seen import Battery

# How long a screen may take to show a new version before it is called behind.
BEHIND_AFTER_SECONDS = 2.0


class ShownScreen(TypedDict):
    """A screen as the desk is shown it: what it says of itself, and what is known of it.

    `quiet` counts the seconds since it was heard, `behind` the versions that it does not show yet.
    `number` is that of a display, by which it is called until it has a name; 0 for other screens.
    """

    id: str | None
    name: str
    page: str
    version: int | None
    waiting: int | None
    battery: Battery | None
    size: list[int] | None
    hidden: bool
    key: str
    view: str
    number: int
    role: str | None
    subject: str
    state: ScreenState
    quiet: int
    behind: int


class EventScreens(TypedDict):
    """What one process of the server knows of an event's screens."""

    event: str
    process: str
    audience: int
    dismissed: list[str]
    screens: list[ShownScreen]


def due(published: Iterable[tuple[float, int]], now: float) -> int:
    """The newest version that every screen has had time to show, of those published by a time."""
    return max(
        (version for at, version in published if now - at >= BEHIND_AFTER_SECONDS), default=0
    )


def shown(screen: Screen, ledger: str, newest: int, now: float) -> ShownScreen:
    """A screen in the desk's list; `newest` is the version that it has had time to show."""
    said, version = screen.said, screen.said.version
    # Of what is in another ledger it shows nothing.
    of_this = version or 0 if said.ledger in (None, ledger) or not ledger else 0
    state = screen.state(now)
    return {
        "id": said.id,
        "name": said.name,
        "page": said.page,
        "version": version,
        "waiting": said.waiting,
        "battery": said.battery,
        "size": said.size,
        "hidden": said.hidden,
        "key": screen.key,
        "view": screen.view,
        "number": screen.number,
        "role": screen.role,
        "subject": screen.subject,
        "state": state,
        "quiet": 0 if state == "live" else round(now - screen.heard),
        "behind": 0 if version is None else max(0, newest - of_this),
    }
