"""The live path: rooms, whole boards out, a greeting on connect. It makes no decisions."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from threading import Lock
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError as SaidRefusal
from flask_socketio import SocketIO
from sqlalchemy.exc import SQLAlchemyError

from scoreboard.boards import Boards
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.shapes import Board
from scoreboard.crowd import Crowd
from scoreboard.crowd import Who as Asker
from scoreboard.gate import Gate
from scoreboard.identity import Identity, is_judge
from scoreboard.limits import OTHERS_SECONDS
from scoreboard.live.bus import Bus, Others
from scoreboard.live.late import Late, LateMarks
from scoreboard.live.occupied import Rooms
from scoreboard.live.phones import Phones, scene_room, stages_shown, walls_room
from scoreboard.live.places import BEFORE, KNOWN, Place, Places
from scoreboard.live.scenes import Scenes, Who
from scoreboard.live.screens import Screens
from scoreboard.live.soon import Soon
from scoreboard.live.told import Told
from scoreboard.live.writing import Writing
from scoreboard.roles import Capability, roles_that_may
from scoreboard.storage.access import WHOLE_SERVER, Grant
from scoreboard.storage.aside import SetAside
from scoreboard.storage.cached_book import head_of
from scoreboard.storage.database import in_short
from scoreboard.storage.event_rows import LedgerHead, NoSuchEvent

# The views, and what one must be allowed to do for those that not everybody may open.
VIEWS: Mapping[str, Capability | None] = {
    "audience": None,
    "display": None,
    "overlay": None,
    "judge": "mark",
    "desk": "see_desk",
    "host": "step",
}
WATCH_SECONDS = 1
# What came too late is sent again this often: a desk may have come to another process.
AGAIN_SECONDS = 5

# The name of a message, what it says, and to which room.
Message = tuple[str, Mapping[str, Any], str]
# The name of a message, the room, and what draws it: None where there is nothing to send.
Wanted = tuple[str, str, Callable[[], Mapping[str, Any] | None]]

log = logging.getLogger(__name__)


class Live:
    """Sends every connected screen the newest board of its event."""

    def __init__(
        self,
        socketio: SocketIO,
        boards: Boards,
        identity: Identity,
        crowd: Crowd,
        bus: Bus,
        places: Places,
    ) -> None:
        self._socketio = socketio
        self.bus = bus
        self._books, self._boards = boards.books, boards
        self._identity = identity
        self._rooms = Rooms(partial(socketio.server.enter_room, namespace="/"))
        self._gate = Gate(socketio, crowd)
        self._crowd, self._places = crowd, places
        self.screens = Screens(socketio, crowd, bus, places=places)
        self.late = LateMarks()
        self._late_elsewhere = Others(OTHERS_SECONDS)
        self._late_published: dict[str, tuple[dict[str, Any], float]] = {}
        self._grants: dict[str, Grant] = {}
        self._published: dict[str, LedgerHead] = {}
        self._lane = Lock()
        # Threads: a request has one of its own, and its answer has been sent.
        self.start = (
            socketio.start_background_task if socketio.async_mode != "threading" else _at_once
        )
        self._soon = Soon(self._publish_ours, self.start)
        crowd.lane.hall.append(lambda: self._soon.is_busy)
        self._scenes, self._told = Scenes(), Told()
        self._database_away = False
        self._writing = Writing(socketio, boards.books.writable, _desk_room)
        self._phones = Phones(socketio, boards.read, self._rooms, self._scenes, crowd.lane)
        socketio.on_event("connect", self._connect)
        socketio.on_event("disconnect", self._disconnect)
        socketio.on_event("seen", self._seen)
        bus.on("changed", lambda said: self._publish(said["event"], newest=True))
        bus.on("revoked", lambda _: self._drop_revoked())
        bus.on("refused", self._refused_elsewhere)

    def publish(self, slug: str) -> None:
        """Send everybody the newest version, once for all that was written until it is sent.

        Called after the commit, outside any transaction: what this process has just written is in
        its memory, and the ledger is not read again. The other processes send it to their screens
        themselves.
        """
        self._soon(slug)

    def _publish_ours(self, slug: str) -> None:
        self.bus.tell("changed", {"event": slug})
        self._publish(slug, newest=False)

    def _publish(self, slug: str, *, newest: bool) -> None:
        try:
            self._broadcast(slug, newest=newest)
        except Exception as error:  # any failure at all: the writer must not hear of it
            # What is committed stands and is acknowledged; the watch publishes it again.
            self._published.pop(slug, None)
            self._scenes.forget(slug)
            self._told.forget(slug)
            if isinstance(error, SQLAlchemyError):
                self._note_database(error)
            else:
                log.exception("publishing %s to its screens failed", slug)

    def _broadcast(self, slug: str, *, newest: bool) -> None:
        due = self._boards.read(slug, partial(self._due, slug), newest=newest)
        if due is None:
            return
        # What the hall sees is out before the desk's board is drawn, which takes as long again.
        for wanted in (self._for_hall, self._for_judges, self._for_crew):
            messages = self._boards.read(slug, partial(self._drawn, slug, wanted), newest=False)
            for name, payload, room in messages:
                self._tell(name, payload, room)
        self._phones.publish_soon(slug)
        self.publish_late(slug)
        self.screens.presence.published(slug, *due)

    def _due(self, slug: str, drawn: Drawn) -> tuple[int, str] | None:
        """The version that every screen is to show, and its ledger; None where it is no news."""
        book = drawn.book
        if not self._is_news(slug, head_of(book)):
            return None
        # A screen that is held is not behind: it shows what it is to show.
        return book.version if book.show.held is None else book.show.held, book.ledger_id

    def _drawn(
        self, slug: str, wanted: Callable[[str, Drawn], Iterator[Wanted]], drawn: Drawn
    ) -> list[Message]:
        """What each of these rooms is sent that has somebody in it."""
        return [
            (name, payload, room)
            for name, room, draw in wanted(slug, drawn)
            if self._rooms.is_occupied(room) and (payload := draw()) is not None
        ]

    # After the boards of each: a scene is drawn on them.

    def _for_hall(self, slug: str, drawn: Drawn) -> Iterator[Wanted]:
        if not self._scenes.stays(slug, drawn):
            seen = drawn.held()
            yield "board", _public_room(slug), partial(seen.board, "public")
            for stage in stages_shown(seen):
                yield "board", _public_room(slug, stage), partial(seen.board, "public", stage)
        yield self._scene_for("hall", slug, drawn)

    def _for_judges(self, slug: str, drawn: Drawn) -> Iterator[Wanted]:
        """The board as judges may see it, and to each the sheet."""
        yield "board", _panel_room(slug), partial(drawn.board, "judge")
        for judge in drawn.book.event.judges:
            yield "round", _judge_room(slug, judge.id), partial(drawn.sheet, judge.id)
        for stage in stages_shown(drawn):
            yield "board", _panel_room(slug, stage), partial(drawn.board, "judge", stage)
        yield self._scene_for("judge", slug, drawn)

    def _for_crew(self, slug: str, drawn: Drawn) -> Iterator[Wanted]:
        """The desk and the presenter."""
        yield "board", _host_room(slug), partial(drawn.board, "public")
        yield "board", _desk_room(slug), drawn.desk
        yield self._scene_for("crew", slug, drawn)

    def _scene_for(self, who: Who, slug: str, drawn: Drawn) -> Wanted:
        """What the big screen tells; whose room is empty is told when it comes."""
        room = scene_room(slug, who)
        if not self._rooms.is_occupied(room):
            self._scenes.forget(slug, who)
        return "scene", room, partial(self._scene_news, slug, who, drawn)

    def _scene_news(self, slug: str, who: Who, drawn: Drawn) -> Mapping[str, Any] | None:
        """What the big screen tells, where it is news."""
        try:
            return self._scenes.news(slug, who, drawn)
        except Exception:  # any failure at all: the boards must go out whatever a scene does
            log.exception("the scene of %s could not be drawn", slug)
            return None

    def note_late(self, slug: str, late: Late) -> None:
        """A judge's mark came too late: the desk is sent it, and nobody else."""
        self.late.add(slug, late)
        self.publish_late(slug)

    def late_marks(self, slug: str, *, newest: bool = True) -> dict[str, Any]:
        """What this process knows to have come too late. Raises NoSuchEvent."""
        share = self._books.read(slug, lambda book: self.late.share(slug, book), newest=newest)
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
            self.bus.tell("refused", share)

    def _refused_elsewhere(self, share: dict[str, Any]) -> None:
        """Another process tells what it knows to have come too late."""
        self._late_elsewhere.take(share)
        self._socketio.emit("refused", share, to=_desk_room(share["event"]))

    def waiting(self) -> dict[str, int]:
        """How much waits to go out: messages on their way to screens, events whose phones are told
        next, and what the other processes are to be told.
        """
        lines = list(getattr(self._socketio.server.eio, "sockets", {}).values())
        return {
            "screens": sum(line.queue.qsize() for line in lines),
            "phones": self._phones.waiting,
            "bus": self.bus.waiting,
        }

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
        self.bus.open(self._socketio.start_background_task, self._socketio.sleep)
        self._socketio.start_background_task(self._watch)
        self.screens.watch()

    def _watch(self) -> None:
        while True:
            self._socketio.sleep(WATCH_SECONDS)
            try:
                self._writing.look(self._books.versions())
                for slug, head in self._books.heads().items():
                    if self._books.is_behind(slug, head):
                        self._recover(slug)
                    if head != self._published.get(slug):
                        self._publish(slug, newest=True)
                for slug in {*self.late.slugs(), *self._late_published}:
                    self.publish_late(slug)
                self._drop_revoked()
                self._note_database(None)
            except SQLAlchemyError as error:
                self._note_database(error)
            except Exception:  # any failure at all: a watch that ends is worse than a late one
                log.exception("what other processes wrote could not be read")

    def _recover(self, slug: str) -> None:
        """Go on from what the database holds, where it has lost what was committed."""
        try:
            self._books.recover(slug)
        except SQLAlchemyError as error:
            log.warning("%s: the database is behind what was committed: %s", slug, in_short(error))

    def _note_database(self, error: SQLAlchemyError | None) -> None:
        """Say once that the database has gone, and once that it is back."""
        if isinstance(error, SetAside):
            # It was said when it was found.
            return
        if error is not None and not self._database_away:
            log.warning("the database does not answer: %s", in_short(error))
        if error is None and self._database_away:
            log.warning("the database answers again")
        self._database_away = error is not None

    def drop_revoked(self) -> None:
        """Close every process's connections whose grant is no longer valid, whoever revoked it."""
        self.bus.tell("revoked", {})
        self._drop_revoked()

    def _drop_revoked(self) -> None:
        held = list(self._grants.items())
        valid = self._identity.valid(grant for _, grant in held)
        for sid, grant in held:
            if grant not in valid and self._grants.pop(sid, None) is not None:
                # The page says why it stops; a goodbye alone would look like a lost network.
                self._socketio.emit("revoked", {"event": grant.event}, to=sid)
                self.screens.presence.forget(sid)
                self._socketio.server.disconnect(sid)

    def _tell(self, name: str, payload: Mapping[str, Any], room: str) -> None:
        """Send a room what it does not have; a scene is compared by what it says (`scenes.py`)."""
        had = [] if name == "scene" else self._told.news(name, room, payload)
        if had is not None:
            self._socketio.emit(name, payload, to=room, skip_sid=had)

    def _connect(self, auth: Any = None) -> None:
        try:
            self._let_in(auth)
        except SetAside as aside:
            raise SaidRefusal(str(aside)) from aside
        except SQLAlchemyError as error:
            self._note_database(error)
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
            self._greet_known(slug, view, grant, needs)
            return
        place = Place(KNOWN) if grant else self._places.read(slug, auth.get("place"))
        place = self.screens.presence.allowed(slug, place)
        who = self._onlooker(view, place)
        self._gate.let_in(_sid(), who)
        listed = self.screens.arrived(slug, _sid(), view, (None, ""), place)
        if is_judge(grant, slug):
            # A judge's sign-in is sent nothing of others' marks, whichever page it opens.
            self._greet(slug, _panel_room(slug, stage), lambda drawn: drawn.board("judge", stage))
            self._tell_scene(slug, "judge")
        elif view == "audience":
            self._phones.arrived(slug, _sid(), stage)
        else:
            in_hall = listed and who != "audience"
            room = _public_room(slug, stage) if in_hall else walls_room(slug, stage)
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
        first = not self._rooms.is_occupied(room)
        greeting = partial(self._scenes.greeting, slug, who, first=first)
        self._greet(slug, room, greeting, "scene")

    def _greet_known(self, slug: str, view: str, grant: Grant | None, needs: Capability) -> None:
        if grant is None:
            raise SaidRefusal("sign in first")
        if grant.event not in (slug, WHOLE_SERVER) or not grant.may(needs):
            raise SaidRefusal("not yours")
        self._gate.let_in(_sid(), "staff")
        self._grants[_sid()] = grant
        self.screens.arrived(slug, _sid(), view, (grant.role, grant.subject))
        if view == "desk":
            self._greet(slug, _desk_room(slug), Drawn.desk)
            self._tell_scene(slug, "crew")
            self.screens.greet(slug, _sid())
            self._writing.greet(slug, _sid())
            late = [self.late_marks(slug, newest=False), *self._late_elsewhere.of(slug)]
            for share in late:
                self._socketio.emit("refused", share, to=_sid())
        elif view == "host":
            self._greet(slug, _host_room(slug), _public_board)
            self._tell_scene(slug, "crew")
        else:
            self._greet(slug, _panel_room(slug), lambda drawn: drawn.board("judge"))
            self._tell_scene(slug, "judge")
            room = _judge_room(slug, grant.subject)
            self._greet(slug, room, lambda drawn: drawn.sheet(grant.subject), "round")

    def _greet(
        self,
        slug: str,
        room: str,
        draw: Callable[[Drawn], Mapping[str, Any] | None],
        name: str = "board",
    ) -> None:
        sid = _sid()
        self._told.comes(name, room, sid)
        try:
            # First the room, then the board: what happens in between is drawn again, never missed.
            self._rooms.join(sid, room)
            payload = self._boards.read(slug, draw, newest=False)
            while not self._told.greeted(name, room, sid, payload):
                payload = self._boards.read(slug, draw, newest=False)
        finally:
            self._told.went(name, room, sid)
        if payload is not None:
            # `to` is the newcomer alone: without it all would be sent a board when somebody joins.
            self._socketio.emit(name, payload, to=sid)

    def _seen(self, *said: object) -> None:
        self.screens.seen(_sid(), said[0] if said else None)

    def _disconnect(self, reason: object = None) -> None:
        self._grants.pop(_sid(), None)
        self._phones.left(_sid())
        self._rooms.left(_sid())
        self._gate.left(_sid())
        self.screens.left(_sid(), reason)


def _at_once(work: Callable[[], None]) -> None:
    work()


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO adds it
    return sid


def _public_board(drawn: Drawn) -> Board:
    return drawn.board("public")


def _public_room(slug: str, stage: str | None = None) -> str:
    return f"public/{slug}/{stage}" if stage else f"public/{slug}"


def _panel_room(slug: str, stage: str | None = None) -> str:
    """The room of judges' sign-ins, on whatever page they look at the board."""
    return f"panel/{slug}/{stage}" if stage else f"panel/{slug}"


def _host_room(slug: str) -> str:
    return f"host/{slug}"


def _desk_room(slug: str) -> str:
    return f"desk/{slug}"


def _judge_room(slug: str, judge_id: str) -> str:
    return f"judge/{slug}/{judge_id}"
