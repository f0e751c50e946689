"""The list of screens on the wire: what they say comes in, what the desk asks goes out."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any, TypedDict

from flask_socketio import SocketIO, join_room

from scoreboard.crowd import Crowd
from scoreboard.limits import OTHERS_SECONDS
from scoreboard.live.bus import Bus, Others
from scoreboard.live.places import Place, Places
from scoreboard.live.presence import Presence
from scoreboard.live.room_names import desk_room, screen_room, screens_room
from scoreboard.live.shown import EventScreens

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
        self,
        socketio: SocketIO,
        crowd: Crowd,
        bus: Bus,
        clock: Callable[[], float] = time.monotonic,
        places: Places | None = None,
    ) -> None:
        """`places`: one key for all processes of the server; left out, a key of this one."""
        self._socketio = socketio
        self._places = places or Places(secrets.token_hex())
        self._crowd = crowd
        self._clock = clock
        self._bus = bus
        # Several processes send a share each.
        self.presence = Presence(bus.process, clock)
        self._elsewhere = Others(OTHERS_SECONDS, clock)
        self._published: dict[str, tuple[str, float]] = {}
        self._watching = False
        bus.on("screens", self._listed_elsewhere)
        bus.on("command", self._asked_elsewhere)

    def arrived(
        self,
        slug: str,
        sid: str,
        view: str,
        who: tuple[str | None, str],
        place: Place | None = None,
    ) -> bool:
        """A screen has been let in; `who`: role and subject, where somebody signed in.

        Whether it is listed; others are told as onlookers.
        """
        key = self.presence.arrived(slug, sid, view, *who, place or Place())
        if key:
            join_room(screen_room(slug, key))
            if view != "desk":
                join_room(screens_room(slug))
        return bool(key)

    def seen(self, sid: str, said: object) -> None:
        """A screen says what it shows; one that has come back answers to its old key."""
        slug, key = self.presence.seen(sid, said)
        if key:
            join_room(screen_room(slug, key))
            elsewhere = [one for share in self._elsewhere.of(slug) for one in share["screens"]]
            number = self.presence.number(sid, elsewhere)
            if number is not None:
                self._socketio.emit("numbered", {"number": number}, to=sid)
                # At once: another process may be about to give the same one.
                self.publish(slug)
            self._ask_again(sid)
            self._keep_place(slug, sid)

    def _keep_place(self, slug: str, sid: str) -> None:
        """Give a display the token of its place, where it has none yet, or a lesser one."""
        place = self.presence.due(sid)
        if place is not None:
            self._socketio.emit("placed", {"place": self._places.token(slug, place)}, to=sid)

    def _knows(self, slug: str, key: str | None) -> None:
        sid = self.presence.know(slug, key) if key else None
        if sid is not None:
            self._keep_place(slug, sid)

    def left(self, sid: str, reason: object) -> None:
        """A connection has ended."""
        returned = self.presence.left(sid, closed=reason == _GOODBYE)
        if returned is not None:
            slug, key, newer = returned
            self._socketio.server.enter_room(newer, screen_room(slug, key), namespace="/")
            self._ask_again(newer)

    def _ask_again(self, sid: str) -> None:
        """What the desk asked while the screen was between two connections is asked here."""
        for command in self.presence.owing(sid):
            self._socketio.emit("command", command, to=sid)

    def greet(self, slug: str, sid: str) -> None:
        """Give a desk that has just come the list, in the share of each process."""
        for share in (self.share(slug), *self._elsewhere.of(slug)):
            self._socketio.emit("screens", share, to=sid)

    def share(self, slug: str) -> ScreensShare:
        """What this process knows of the event's screens, and of phones that found no room."""
        waiting, room = self._crowd.waiting(), self._crowd.room
        return {
            **self.presence.share(slug),
            "room": {"phones": room.phones, "waiting": waiting},
        }

    def everywhere(self, slug: str) -> ScreensShare:
        """What all processes know, in one share; a screen that has moved is listed once."""
        own = self.share(slug)
        shares = [own, *self._elsewhere.of(slug)]
        screens = [one for share in shares for one in share["screens"]]
        dismissed = {key for share in shares for key in share["dismissed"]}
        live = {(one["id"], one["view"]) for one in screens if one["state"] == "live"}
        room: Room = {
            "phones": sum(share["room"]["phones"] for share in shares),
            "waiting": sum(share["room"]["waiting"] for share in shares),
        }
        return {
            **own,
            "audience": sum(share["audience"] for share in shares),
            "screens": [
                one
                for one in screens
                if one["state"] == "live"
                or not (one["key"] in dismissed or (one["id"], one["view"]) in live)
            ],
            "room": room,
        }

    def command(self, slug: str, key: str | None, command: dict[str, Any]) -> None:
        """Ask one screen, or every display and tablet of the event (`key` None), to do something.

        A key that belongs to no screen reaches nobody; it may be another process's.
        """
        command = self.presence.ask(slug, key, command)
        self._socketio.emit(
            "command", command, to=screen_room(slug, key) if key else screens_room(slug)
        )
        self._bus.tell("command", {"event": slug, "screen": key, "command": command})
        self._knows(slug, key)

    def _asked_elsewhere(self, said: dict[str, Any]) -> None:
        """The desk is connected to another process; the screen may be here."""
        slug, key, command = said["event"], said["screen"], said["command"]
        self.presence.owe(slug, key, command)
        self._knows(slug, key)
        self._socketio.emit(
            "command", command, to=screen_room(slug, key) if key else screens_room(slug)
        )

    def _listed_elsewhere(self, share: dict[str, Any]) -> None:
        """Another process tells what it knows of its screens; the desks here are to know it."""
        self._elsewhere.take(share)
        self._socketio.emit("screens", share, to=desk_room(share["event"]))

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
            self._socketio.emit("screens", share, to=desk_room(slug))
            self._bus.tell("screens", share)
