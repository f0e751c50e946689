"""The live path: rooms, whole boards out, a greeting on connect. It makes no decisions."""

from __future__ import annotations

import logging
import time
from threading import Lock
from typing import Any

from flask import request
from flask_socketio import SocketIO, join_room

from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.boards.sheet import Sheet
from scoreboard.contest.words import Refusal
from scoreboard.crowd import Crowd, Who
from scoreboard.gate import Gate
from scoreboard.identity import Identity, is_judge
from scoreboard.live.late import Late, LateMarks
from scoreboard.live.screens import Screens
from scoreboard.storage.access import WHOLE_SERVER, Grant, Role
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.ledger import LedgerHead, NoSuchEvent

VIEWS = ("audience", "display", "overlay", "judge", "desk")
# Who may look at the desk: those who run it, and those who only watch.
DESK_ROLES: tuple[Role, ...] = ("organiser", "scorer", "viewer")
# The audience's phones are sent no more than this, so that they cannot delay the projector.
AUDIENCE_PAUSE_SECONDS = 0.3
WATCH_SECONDS = 1
# What came too late is sent again this often: a desk may have come to another process.
AGAIN_SECONDS = 5

log = logging.getLogger(__name__)


class Live:
    """Sends every connected screen the newest board of its event."""

    def __init__(
        self, socketio: SocketIO, books: BookCache, identity: Identity, crowd: Crowd
    ) -> None:
        self._socketio = socketio
        self._books = books
        self._identity = identity
        self._gate = Gate(socketio, crowd)
        self.screens = Screens(socketio, crowd)
        self.late = LateMarks()
        self._late_published: dict[str, tuple[dict[str, Any], float]] = {}
        self._grants: dict[str, Grant] = {}
        self._published: dict[str, LedgerHead] = {}
        self._lane = Lock()
        self._waiting: set[str] = set()
        self._lane_runs = False
        socketio.on_event("connect", self._connect)
        socketio.on_event("disconnect", self._disconnect)
        socketio.on_event("seen", self._seen)

    def publish(self, slug: str) -> None:
        """Send everybody the newest version; called after the commit, outside any transaction."""
        try:
            self._broadcast(slug)
        except Exception:  # any failure at all: the writer must not hear of it
            # What is committed stands and is acknowledged; the watch publishes it again.
            self._published.pop(slug, None)
            log.exception("publishing %s to its screens failed", slug)

    def _broadcast(self, slug: str) -> None:
        broadcast = self._books.broadcast(slug)
        if not self._is_news(slug, broadcast.head):
            return
        self._emit("board", broadcast.public, _public_room(slug))
        self._emit("board", broadcast.panel, _panel_room(slug))
        self._emit("board", broadcast.desk, _desk_room(slug))
        for judge_id, judge_sheet in broadcast.sheets.items():
            self._emit("round", judge_sheet, _judge_room(slug, judge_id))
        for stage_id, board in broadcast.stages.items():
            self._emit("board", board, _public_room(slug, stage_id))
        for stage_id, board in broadcast.panel_stages.items():
            self._emit("board", board, _panel_room(slug, stage_id))
        self._publish_to_audience_soon(slug)
        self.publish_late(slug)
        self.screens.presence.published(slug, broadcast.public["version"])

    def note_late(self, slug: str, late: Late) -> None:
        """A judge's mark came too late: the desk is sent it, and nobody else."""
        self.late.add(slug, late)
        self.publish_late(slug)

    def late_marks(self, slug: str) -> dict[str, Any]:
        """What this process knows to have come too late. Raises NoSuchEvent."""
        share = self._books.read(slug, lambda book: self.late.share(slug, book))
        return {"process": self.screens.presence.process, **share}

    def publish_late(self, slug: str) -> None:
        """Send the desks what has come too late, where that has changed or is due again.

        At most once a second: the watch comes again.
        """
        published, at = self._late_published.get(slug, (None, -AGAIN_SECONDS))
        now = time.monotonic()
        if now - at < WATCH_SECONDS or (published is None and slug not in self.late.slugs()):
            return
        share = self.late_marks(slug)
        if share != published or (share["marks"] and now - at >= AGAIN_SECONDS):
            self._late_published[slug] = (share, now)
            self._socketio.emit("refused", share, to=_desk_room(slug))

    def _is_news(self, slug: str, head: LedgerHead) -> bool:
        """Whether this is not published yet: the watch may see an entry before its writer does."""
        with self._lane:
            published = self._published.get(slug)
            if (
                published is not None
                and published.ledger == head.ledger
                and published.version >= head.version
            ):
                return False
            self._published[slug] = head
            return True

    def watch(self) -> None:
        """From now on also publish what another process writes (`scoreboard load`, say)."""
        self._published.update(self._books.heads())
        self._socketio.start_background_task(self._watch)
        self.screens.watch()

    def _watch(self) -> None:
        while True:
            self._socketio.sleep(WATCH_SECONDS)
            try:
                for slug, head in self._books.heads().items():
                    if head != self._published.get(slug):
                        self.publish(slug)
                for slug in {*self.late.slugs(), *self._late_published}:
                    self.publish_late(slug)
                self.drop_revoked()
            except Exception:  # any failure at all: a watch that ends is worse than a late one
                log.exception("what other processes wrote could not be read")

    def drop_revoked(self) -> None:
        """Close the connections whose grant is no longer valid, whoever revoked it."""
        held = list(self._grants.items())
        valid = self._identity.valid(grant for _, grant in held)
        for sid, grant in held:
            if grant not in valid and self._grants.pop(sid, None) is not None:
                # The page says why it stops; a goodbye alone would look like a lost network.
                self._socketio.emit("revoked", {"event": grant.event}, to=sid)
                self.screens.presence.forget(sid)
                self._socketio.server.disconnect(sid)

    def _emit(self, name: str, payload: Board | Sheet, room: str) -> None:
        self._socketio.emit(name, payload, to=room)

    def _publish_to_audience_soon(self, slug: str) -> None:
        with self._lane:
            self._waiting.add(slug)
            if self._lane_runs:
                return
            self._lane_runs = True
        self._socketio.start_background_task(self._publish_to_audience)

    def _publish_to_audience(self) -> None:
        """The audience's lane: the newest board of each waiting event, then a pause."""
        while True:
            with self._lane:
                slugs, self._waiting = self._waiting, set()
                if not slugs:
                    self._lane_runs = False
                    return
            for slug in slugs:
                try:
                    self._emit("board", self._books.board(slug, "public"), _audience_room(slug))
                except Exception:  # any failure at all: the lane must go on for the next change
                    log.exception("publishing %s to its audience failed", slug)
            self._socketio.sleep(AUDIENCE_PAUSE_SECONDS)

    def _connect(self, auth: Any = None) -> None:
        if not isinstance(auth, dict):
            raise ConnectionRefusedError("auth must hold event and view")
        slug, view, stage = auth.get("event"), auth.get("view"), auth.get("stage") or None
        if view not in VIEWS or not isinstance(slug, str):
            raise ConnectionRefusedError("auth must hold event and view")
        token = auth.get("token")
        grant = self._identity.identify(slug, token if isinstance(token, str) else None, DESK_ROLES)
        marks = is_judge(grant, slug)
        try:
            board = self._books.board(slug, "judge" if marks else "public", stage)
        except (NoSuchEvent, Refusal):
            raise ConnectionRefusedError("no such event") from None
        if view in ("judge", "desk"):
            self._greet_known(slug, view, token)
            return
        onlooker: Who = "audience" if view == "audience" else "display"
        self._gate.let_in(_sid(), onlooker if grant is None else "staff")
        self.screens.arrived(slug, _sid(), view, (None, ""))
        if marks:
            # A judge's sign-in is sent nothing of others' marks, whichever page it opens.
            self._greet(board, _panel_room(slug, stage))
        elif view == "audience" and stage is None:
            self._greet(board, _audience_room(slug))
        else:
            self._greet(board, _public_room(slug, stage))

    def _greet_known(self, slug: str, view: str, token: object) -> None:
        roles: tuple[Role, ...] = DESK_ROLES if view == "desk" else ("judge",)
        grant = self._identity.identify(slug, token if isinstance(token, str) else None, roles)
        if grant is None:
            raise ConnectionRefusedError("sign in first")
        if grant.event not in (slug, WHOLE_SERVER):
            raise ConnectionRefusedError("not yours")
        if view == "desk" and grant.role in DESK_ROLES:
            self._hold(slug, view, grant)
            self._greet(self._books.board(slug, "desk"), _desk_room(slug))
            self.screens.greet(slug, _sid())
            self._socketio.emit("refused", self.late_marks(slug), to=_sid())
        elif view == "judge" and grant.role == "judge":
            self._hold(slug, view, grant)
            join_room(_judge_room(slug, grant.subject))
            self._greet(self._books.board(slug, "judge"), _panel_room(slug))
            judge_sheet = self._books.sheet(slug, grant.subject)
            if judge_sheet is not None:
                self._emit("round", judge_sheet, _sid())
        else:
            raise ConnectionRefusedError("not yours")

    def _greet(self, board: Board, room: str) -> None:
        # First the room, then the board: what happens in between is sent again, never missed.
        join_room(room)
        # `to` is the newcomer alone: without it all would be sent a board when somebody joins.
        self._emit("board", board, _sid())

    def _hold(self, slug: str, view: str, grant: Grant) -> None:
        self._gate.let_in(_sid(), "staff")
        self._grants[_sid()] = grant
        self.screens.arrived(slug, _sid(), view, (grant.role, grant.subject))

    def _seen(self, *said: object) -> None:
        self.screens.seen(_sid(), said[0] if said else None)

    def _disconnect(self, reason: object = None) -> None:
        self._grants.pop(_sid(), None)
        self._gate.left(_sid())
        self.screens.left(_sid(), reason)


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO adds it
    return sid


def _public_room(slug: str, stage: str | None = None) -> str:
    return f"public/{slug}/{stage}" if stage else f"public/{slug}"


def _panel_room(slug: str, stage: str | None = None) -> str:
    """The room of judges' sign-ins, on whatever page they look at the board."""
    return f"panel/{slug}/{stage}" if stage else f"panel/{slug}"


def _audience_room(slug: str) -> str:
    return f"audience/{slug}"


def _desk_room(slug: str) -> str:
    return f"desk/{slug}"


def _judge_room(slug: str, judge_id: str) -> str:
    return f"judge/{slug}/{judge_id}"
