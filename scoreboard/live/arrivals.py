"""Who connects: who is let in to what, what each is greeted with, and who has to go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import request
from flask_socketio import ConnectionRefusedError as SaidRefusal
from flask_socketio import SocketIO
from sqlalchemy.exc import SQLAlchemyError

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.crowd import Crowd
from scoreboard.crowd import Who as Asker
from scoreboard.gate import Gate
from scoreboard.identity import Identity, is_judge
from scoreboard.live.places import BEFORE, KNOWN, Place, Places
from scoreboard.live.room_names import (
    desk_room,
    host_room,
    judge_room,
    panel_room,
    public_room,
    scene_room,
    walls_room,
)
from scoreboard.roles import Capability, roles_that_may
from scoreboard.storage.access import WHOLE_SERVER, Grant
from scoreboard.storage.event_rows import NoSuchEvent
from scoreboard.storage.set_aside import SetAside

# By type only: `Live` makes them and hands them on.
if TYPE_CHECKING:
    from scoreboard.boards import Boards
    from scoreboard.live.acknowledged import BehindPages
    from scoreboard.live.late_news import LateNews
    from scoreboard.live.occupied import Rooms
    from scoreboard.live.phones import Phones
    from scoreboard.live.scenes import Scenes, Who
    from scoreboard.live.screens import Screens
    from scoreboard.live.sending import Payload, Sender
    from scoreboard.live.writing import Writing

# The views, and what one must be allowed to do for those that not everybody may open.
VIEWS: Mapping[str, Capability | None] = {
    "audience": None,
    "display": None,
    "overlay": None,
    "judge": "mark",
    "desk": "see_desk",
    "host": "step",
}


@dataclass(frozen=True, slots=True)
class Tellers:
    """What a newcomer is greeted by, and forgotten by when it goes."""

    rooms: Rooms
    scenes: Scenes
    sender: Sender
    phones: Phones
    screens: Screens
    late: LateNews
    writing: Writing
    behind: BehindPages


class Arrivals:
    """Lets in who connects to this process and may; `database_away` is told why nobody can be."""

    def __init__(
        self,
        socketio: SocketIO,
        boards: Boards,
        identity: Identity,
        crowd: Crowd,
        places: Places,
        tellers: Tellers,
        database_away: Callable[[SQLAlchemyError], object],
    ) -> None:
        self._socketio = socketio
        self._boards = boards
        self._identity = identity
        self._gate = Gate(socketio, crowd)
        self._crowd, self._places = crowd, places
        self._tellers = tellers
        self._database_away = database_away
        self._grants: dict[str, Grant] = {}
        socketio.on_event("connect", self._connect)
        socketio.on_event("disconnect", self._disconnect)
        socketio.on_event("seen", self._seen)

    def drop_revoked(self) -> None:
        """Close the connections of this process whose grant is no longer valid."""
        held = list(self._grants.items())
        valid = self._identity.valid(grant for _, grant in held)
        for sid, grant in held:
            if grant not in valid and self._grants.pop(sid, None) is not None:
                # The page says why it stops; a goodbye alone would look like a lost network.
                self._socketio.emit("revoked", {"event": grant.event}, to=sid)
                self._tellers.screens.presence.forget(sid)
                self._socketio.server.disconnect(sid)

    def _connect(self, auth: Any = None) -> None:
        try:
            self._let_in(auth)
        except SetAside as aside:
            raise SaidRefusal(str(aside)) from aside
        except SQLAlchemyError as error:
            self._database_away(error)
            # Pages try again until they are let in.
            raise SaidRefusal("the database does not answer") from error

    def _let_in(self, auth: Any) -> None:
        if not isinstance(auth, dict):
            raise SaidRefusal("auth must hold event and view")
        slug, view, stage = auth.get("event"), auth.get("view"), auth.get("stage") or None
        if not (isinstance(view, str) and isinstance(slug, str)) or view not in VIEWS:
            raise SaidRefusal("auth must hold event and view")
        token = auth.get("token")
        needs = VIEWS[view]
        # No token has other letters; some of them cannot even be written down.
        known = token if isinstance(token, str) and token.isascii() else None
        grant = self._identity.identify(slug, known, roles_that_may(needs or "see_desk"))
        try:
            # Memory answers onlookers: what others have just written is sent within a second.
            known_stage = self._boards.read(
                slug, lambda drawn: stage is None or drawn.has(stage), newest=needs is not None
            )
        except NoSuchEvent:
            known_stage = False
        if not known_stage:
            raise SaidRefusal("no such event")
        if needs is not None:
            self._greet_known(slug, view, grant, needs, auth.get("told"))
            return
        place = Place(KNOWN) if grant else self._places.read(slug, auth.get("place"))
        place = self._tellers.screens.presence.allowed(slug, place)
        who = self._onlooker(view, place)
        self._gate.let_in(_sid(), who)
        listed = self._tellers.screens.arrived(slug, _sid(), view, (None, ""), place)
        if is_judge(grant, slug):
            # A judge's sign-in is sent nothing of others' marks, whichever page it opens.
            self._greet(slug, panel_room(slug, stage), lambda drawn: drawn.board("judge", stage))
            self._tell_scene(slug, "judge")
        elif view == "audience":
            self._tellers.phones.arrived(slug, _sid(), stage)
        else:
            in_hall = listed and who != "audience"
            room = public_room(slug, stage) if in_hall else walls_room(slug, stage)
            self._greet(slug, room, lambda drawn: drawn.held().board("public", stage))
            self._tell_scene(slug, "hall" if in_hall else "walls")

    def _onlooker(self, view: str, place: Place) -> Asker:
        """As whom somebody is counted who looks on: a display that nobody knows may be a phone."""
        if place.rank == KNOWN:
            return "staff"
        is_display = view != "audience"
        if is_display and self._crowd.has_room("display", before=place.rank == BEFORE):
            return "display"
        return "audience"

    def _tell_scene(self, slug: str, who: Who) -> None:
        """Let the newcomer be told of the scene from now on, beginning with what stands."""
        room = scene_room(slug, who)
        first = not self._tellers.rooms.is_occupied(room)
        greeting = partial(self._tellers.scenes.greeting, slug, who, first=first)
        self._greet(slug, room, greeting, "scene")

    def _greet_known(
        self, slug: str, view: str, grant: Grant | None, needs: Capability, told: object
    ) -> None:
        if grant is None:
            raise SaidRefusal("sign in first")
        if grant.event not in (slug, WHOLE_SERVER) or not grant.may(needs):
            raise SaidRefusal("not yours")
        if view in ("judge", "desk"):
            self._tellers.behind.look(slug, grant, told)
        self._gate.let_in(_sid(), "staff")
        self._grants[_sid()] = grant
        self._tellers.screens.arrived(slug, _sid(), view, (grant.role, grant.subject))
        if view == "desk":
            self._greet(slug, desk_room(slug), Drawn.desk)
            self._tell_scene(slug, "crew")
            self._tellers.screens.greet(slug, _sid())
            self._tellers.writing.greet(slug, _sid())
            self._tellers.late.greet(slug, _sid())
        elif view == "host":
            self._greet(slug, host_room(slug), lambda drawn: drawn.board("public"))
            self._tell_scene(slug, "crew")
        else:
            self._greet(slug, panel_room(slug), lambda drawn: drawn.board("judge"))
            self._tell_scene(slug, "judge")
            room = judge_room(slug, grant.subject)
            self._greet(slug, room, lambda drawn: drawn.sheet(grant.subject), "round")

    def _greet(
        self,
        slug: str,
        room: str,
        draw: Callable[[Drawn], Payload],
        name: str = "board",
    ) -> None:
        read = partial(self._boards.read, slug, draw, newest=False)
        self._tellers.sender.greet(_sid(), [(name, room)], lambda: [read()])

    def _seen(self, *said: object) -> None:
        self._tellers.screens.seen(_sid(), said[0] if said else None)

    def _disconnect(self, reason: object = None) -> None:
        self._grants.pop(_sid(), None)
        self._tellers.phones.left(_sid())
        self._tellers.rooms.left(_sid())
        self._gate.left(_sid())
        self._tellers.screens.left(_sid(), reason)


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO adds it
    return sid
