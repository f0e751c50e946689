"""Tells the desks what came too late, as each process of the server knows of it."""

from __future__ import annotations

import time
from typing import Any

from flask_socketio import SocketIO

from scoreboard.limits import OTHERS_SECONDS
from scoreboard.live.bus import Bus, Others
from scoreboard.live.late import Late, LateMarks
from scoreboard.live.room_names import desk_room
from scoreboard.storage.book_cache import BookCache

# So often at most the desks are sent it, and so often again: one may have come to another process.
PAUSE_SECONDS = 1
AGAIN_SECONDS = 5


class LateNews:
    """The late marks that this process knows of, and what the others have told it of theirs."""

    def __init__(self, socketio: SocketIO, books: BookCache, bus: Bus) -> None:
        self._socketio, self._books, self._bus = socketio, books, bus
        self._marks = LateMarks()
        self._elsewhere = Others(OTHERS_SECONDS)
        self._published: dict[str, tuple[dict[str, Any], float]] = {}
        bus.on("refused", self._heard)

    def note(self, slug: str, late: Late) -> None:
        """A judge's mark came too late: the desk is sent it, and nobody else."""
        self._marks.add(slug, late)
        self.publish(slug)

    def dismiss(self, slug: str, late_id: str) -> None:
        """The desk knows of it: it is listed no longer."""
        self._marks.dismiss(slug, late_id)
        self.publish(slug)

    def share(self, slug: str, *, newest: bool = True) -> dict[str, Any]:
        """What this process knows to have come too late. Raises NoSuchEvent."""
        share = self._books.read(slug, lambda book: self._marks.share(slug, book), newest=newest)
        return {"process": self._bus.process, **share}

    def publish(self, slug: str) -> None:
        """Send the desks what has come too late, where that has changed or is due again.

        At most once a second: whoever watches comes again.
        """
        published, at = self._published.get(slug, (None, -AGAIN_SECONDS))
        now = time.monotonic()
        if now - at < PAUSE_SECONDS or (published is None and slug not in self._marks.slugs()):
            return
        share = self.share(slug)
        if share != published or (share["marks"] and now - at >= AGAIN_SECONDS):
            self._published[slug] = (share, now)
            self._socketio.emit("refused", share, to=desk_room(slug))
            self._bus.tell("refused", share)

    def look(self) -> None:
        """Publish what is due of every event."""
        for slug in {*self._marks.slugs(), *self._published}:
            self.publish(slug)

    def greet(self, slug: str, sid: str) -> None:
        """Send a desk that has just come what every process knows."""
        for share in [self.share(slug, newest=False), *self._elsewhere.of(slug)]:
            self._socketio.emit("refused", share, to=sid)

    def _heard(self, share: dict[str, Any]) -> None:
        """Another process tells what it knows to have come too late."""
        self._elsewhere.take(share)
        self._socketio.emit("refused", share, to=desk_room(share["event"]))
