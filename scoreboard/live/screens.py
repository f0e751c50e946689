"""The list of screens on the wire: what they say comes in, what the desk asks goes out."""

from __future__ import annotations

import json
import logging
import os
import secrets
import time
from collections.abc import Callable
from typing import Any, TypedDict

from flask_socketio import SocketIO, join_room

from scoreboard.crowd import Crowd
from scoreboard.live.presence import EventScreens, Presence

PUBLISH_SECONDS = 1
# Sent again this often even when nothing changes: a process that died stops sending.
AGAIN_SECONDS = 5
# What Socket.IO calls a page that has said that it goes; all else is a line that fell silent.
_GOODBYE = "client disconnect"

log = logging.getLogger(__name__)


class Room(TypedDict):
    """How many phones of the audience fit, and how many have been asked to wait lately."""

    phones: int
    waiting: int


class ScreensShare(EventScreens):
    """What this process of the server knows of an event's screens, and of its own room."""

    room: Room


class Screens:
    """Sends the desks the list of screens, and screens what the desk asks of them."""

    def __init__(
        self, socketio: SocketIO, crowd: Crowd, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._socketio = socketio
        self._crowd = crowd
        self._clock = clock
        # Several processes send a share each; a name of its own also after a fork or restart.
        process = f"{os.getpid():x}{secrets.token_hex(3)}"
        self.presence = Presence(process, clock)
        self._published: dict[str, tuple[str, float]] = {}
        self._watching = False

    def arrived(self, slug: str, sid: str, view: str, who: tuple[str | None, str]) -> None:
        """A screen has been let in; `who`: role and subject, where somebody signed in."""
        key = self.presence.arrived(slug, sid, view, *who)
        if key:
            join_room(_one(slug, key))
            if view != "desk":
                join_room(_all(slug))

    def seen(self, sid: str, said: object) -> None:
        """A screen says what it shows; one that has come back answers to its old key."""
        slug, key = self.presence.seen(sid, said)
        if key:
            join_room(_one(slug, key))
            number = self.presence.number(sid)
            if number is not None:
                self._socketio.emit("numbered", {"number": number}, to=sid)
            self._ask_again(sid)

    def left(self, sid: str, reason: object) -> None:
        """A connection has ended."""
        returned = self.presence.left(sid, closed=reason == _GOODBYE)
        if returned is not None:
            slug, key, newer = returned
            self._socketio.server.enter_room(newer, _one(slug, key), namespace="/")
            self._ask_again(newer)

    def _ask_again(self, sid: str) -> None:
        """What the desk asked while the screen was between two connections is asked here."""
        for command in self.presence.owing(sid):
            self._socketio.emit("command", command, to=sid)

    def greet(self, slug: str, sid: str) -> None:
        """Give a desk that has just come the list as this process knows it."""
        self._socketio.emit("screens", self.share(slug), to=sid)

    def share(self, slug: str) -> ScreensShare:
        """What this process knows of the event's screens, and of phones that found no room."""
        waiting, room = self._crowd.waiting(), self._crowd.room
        return {
            **self.presence.share(slug),
            "room": {"phones": room.phones, "waiting": waiting},
        }

    def command(self, slug: str, key: str | None, command: dict[str, Any]) -> None:
        """Ask one screen, or every display and tablet of the event (`key` None), to do something.

        A key that belongs to no screen reaches nobody; it may be another process's.
        """
        command = self.presence.ask(slug, key, command)
        self._socketio.emit("command", command, to=_one(slug, key) if key else _all(slug))

    def watch(self) -> None:
        """From now on send the desks, at most once a second, what has changed."""
        if not self._watching:
            self._watching = True
            self._socketio.start_background_task(self._watch)

    def _watch(self) -> None:
        while True:
            self._socketio.sleep(PUBLISH_SECONDS)
            for slug in self.presence.slugs():
                try:
                    self.publish(slug)
                except Exception:  # any failure at all: a list that ends is worse than a late one
                    log.exception("publishing the screens of %s to its desk failed", slug)

    def publish(self, slug: str) -> None:
        """Send the event's desks this process's share, if it has changed or is due again."""
        share = self.share(slug)
        # The age of a silence counts by itself on the page, so it is no change.
        marks = [{**screen, "quiet": None} for screen in share["screens"]]
        mark = json.dumps({**share, "screens": marks})
        now = self._clock()
        before, at = self._published.get(slug, ("", 0.0))
        if mark != before or now - at >= AGAIN_SECONDS:
            self._published[slug] = (mark, now)
            self._socketio.emit("screens", share, to=f"desk/{slug}")


def _one(slug: str, key: str) -> str:
    return f"screen/{slug}/{key}"


def _all(slug: str) -> str:
    return f"screens/{slug}"
