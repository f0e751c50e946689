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
from scoreboard.storage.books import Books
from scoreboard.storage.ledger import Head, NoSuchEvent

VIEWS = ("audience", "display", "overlay", "judge", "desk")
# Who may look at the desk: those who run it, and those who only watch.
DESK_ROLES: tuple[Role, ...] = ("organiser", "scorer", "viewer")
# The audience's phones are told at most this often, so that they cannot delay the projector.
AUDIENCE_PAUSE_SECONDS = 0.3
WATCH_SECONDS = 1
# What came too late is told again this often: a desk may have come to another process.
AGAIN_SECONDS = 5

log = logging.getLogger(__name__)


class Live:
    """Tells every connected screen the newest board of its event."""

    def __init__(self, socketio: SocketIO, books: Books, identity: Identity, crowd: Crowd) -> None:
        self._socketio = socketio
        self._books = books
        self._identity = identity
        self._gate = Gate(socketio, crowd)
        self.screens = Screens(socketio, crowd)
        self.late = LateMarks()
        self._late_told: dict[str, tuple[dict[str, Any], float]] = {}
        self._grants: dict[str, Grant] = {}
        self._told: dict[str, Head] = {}
        self._lane = Lock()
        self._waiting: set[str] = set()
        self._telling = False
        socketio.on_event("connect", self._connect)
        socketio.on_event("disconnect", self._disconnect)
        socketio.on_event("seen", self._seen)

    def publish(self, slug: str) -> None:
        """Tell everybody; called after the commit and outside any transaction."""
        try:
            self._tell(slug)
        except Exception:  # any failure at all: the writer must not hear of it
            # What is committed stands and is acknowledged; the watch tells it again.
            self._told.pop(slug, None)
            log.exception("the screens of %s could not be told", slug)

    def _tell(self, slug: str) -> None:
        telling = self._books.telling(slug)
        if not self._is_news(slug, telling.head):
            return
        self._emit("board", telling.hall, _hall(slug))
        self._emit("board", telling.panel, _panel(slug))
        self._emit("board", telling.desk, _desk(slug))
        for judge_id, page in telling.sheets.items():
            self._emit("round", page, _judge(slug, judge_id))
        for stage_id, board in telling.stages.items():
            self._emit("board", board, _hall(slug, stage_id))
        for stage_id, board in telling.panel_stages.items():
            self._emit("board", board, _panel(slug, stage_id))
        self._tell_audience_soon(slug)
        self.tell_late(slug)
        self.screens.presence.told(slug, telling.hall["version"])

    def note_late(self, slug: str, late: Late) -> None:
        """A judge's mark came too late: the desk is told, and nobody else."""
        self.late.add(slug, late)
        self.tell_late(slug)

    def late_marks(self, slug: str) -> dict[str, Any]:
        """What this process knows to have come too late. Raises NoSuchEvent."""
        share = self._books.read(slug, lambda book: self.late.share(slug, book))
        return {"process": self.screens.presence.process, **share}

    def tell_late(self, slug: str) -> None:
        """Tell the desks what has come too late, where that has changed or is due again.

        At most once a second: the watch comes again.
        """
        told, at = self._late_told.get(slug, (None, -AGAIN_SECONDS))
        now = time.monotonic()
        if now - at < WATCH_SECONDS or (told is None and slug not in self.late.slugs()):
            return
        share = self.late_marks(slug)
        if share != told or (share["marks"] and now - at >= AGAIN_SECONDS):
            self._late_told[slug] = (share, now)
            self._socketio.emit("refused", share, to=_desk(slug))

    def _is_news(self, slug: str, head: Head) -> bool:
        """Whether nobody has told this yet: the watch may see an entry before its writer tells."""
        with self._lane:
            told = self._told.get(slug)
            if told is not None and told.ledger == head.ledger and told.version >= head.version:
                return False
            self._told[slug] = head
            return True

    def watch(self) -> None:
        """From now on also tell what another process writes (`scoreboard load`, say)."""
        self._told.update(self._books.heads())
        self._socketio.start_background_task(self._watch)
        self.screens.watch()

    def _watch(self) -> None:
        while True:
            self._socketio.sleep(WATCH_SECONDS)
            try:
                for slug, head in self._books.heads().items():
                    if head != self._told.get(slug):
                        self.publish(slug)
                for slug in {*self.late.slugs(), *self._late_told}:
                    self.tell_late(slug)
                self.drop_revoked()
            except Exception:  # any failure at all: a watch that ends is worse than a late one
                log.exception("what other processes wrote could not be read")

    def drop_revoked(self) -> None:
        """Close the connections that rest on a grant which no longer stands, whoever revoked it."""
        held = list(self._grants.items())
        standing = self._identity.standing(grant for _, grant in held)
        for sid, grant in held:
            if grant not in standing and self._grants.pop(sid, None) is not None:
                # The page says why it stops; a goodbye alone would look like a lost network.
                self._socketio.emit("revoked", {"event": grant.event}, to=sid)
                self.screens.presence.forget(sid)
                self._socketio.server.disconnect(sid)

    def _emit(self, name: str, payload: Board | Sheet, room: str) -> None:
        self._socketio.emit(name, payload, to=room)

    def _tell_audience_soon(self, slug: str) -> None:
        with self._lane:
            self._waiting.add(slug)
            if self._telling:
                return
            self._telling = True
        self._socketio.start_background_task(self._tell_audience)

    def _tell_audience(self) -> None:
        """The audience's lane: the newest board of each waiting event, then a pause."""
        while True:
            with self._lane:
                slugs, self._waiting = self._waiting, set()
                if not slugs:
                    self._telling = False
                    return
            for slug in slugs:
                try:
                    self._emit("board", self._books.board(slug, "public"), _audience(slug))
                except Exception:  # any failure at all: the lane must go on for the next change
                    log.exception("the audience of %s could not be told", slug)
            self._socketio.sleep(AUDIENCE_PAUSE_SECONDS)

    def _connect(self, auth: Any = None) -> None:
        if not isinstance(auth, dict):
            raise ConnectionRefusedError("auth must hold event and view")
        slug, view, stage = auth.get("event"), auth.get("view"), auth.get("stage") or None
        if view not in VIEWS or not isinstance(slug, str):
            raise ConnectionRefusedError("auth must hold event and view")
        token = auth.get("token")
        grant = self._identity.who(slug, token if isinstance(token, str) else None, DESK_ROLES)
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
            # A judge's sign-in is told nothing of others' marks, whichever page it opens.
            self._greet(board, _panel(slug, stage))
        elif view == "audience" and stage is None:
            self._greet(board, _audience(slug))
        else:
            self._greet(board, _hall(slug, stage))

    def _greet_known(self, slug: str, view: str, token: object) -> None:
        roles: tuple[Role, ...] = DESK_ROLES if view == "desk" else ("judge",)
        grant = self._identity.who(slug, token if isinstance(token, str) else None, roles)
        if grant is None:
            raise ConnectionRefusedError("sign in first")
        if grant.event not in (slug, WHOLE_SERVER):
            raise ConnectionRefusedError("not yours")
        if view == "desk" and grant.role in DESK_ROLES:
            self._hold(slug, view, grant)
            self._greet(self._books.board(slug, "desk"), _desk(slug))
            self.screens.greet(slug, _sid())
            self._socketio.emit("refused", self.late_marks(slug), to=_sid())
        elif view == "judge" and grant.role == "judge":
            self._hold(slug, view, grant)
            join_room(_judge(slug, grant.subject))
            self._greet(self._books.board(slug, "judge"), _panel(slug))
            page = self._books.sheet(slug, grant.subject)
            if page is not None:
                self._emit("round", page, _sid())
        else:
            raise ConnectionRefusedError("not yours")

    def _greet(self, board: Board, room: str) -> None:
        # First the room, then the board: what happens in between is sent again, never missed.
        join_room(room)
        # `to` is the newcomer alone: without it everybody would be told of everyone who joins.
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


def _hall(slug: str, stage: str | None = None) -> str:
    return f"hall/{slug}/{stage}" if stage else f"hall/{slug}"


def _panel(slug: str, stage: str | None = None) -> str:
    """The room of judges' sign-ins, on whatever page they look at the board."""
    return f"panel/{slug}/{stage}" if stage else f"panel/{slug}"


def _audience(slug: str) -> str:
    return f"audience/{slug}"


def _desk(slug: str) -> str:
    return f"desk/{slug}"


def _judge(slug: str, judge_id: str) -> str:
    return f"judge/{slug}/{judge_id}"
