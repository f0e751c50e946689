"""The audience's phones: they come in one after the other, and are told after everybody else.

With them are told the displays for which the hall has no place: they show what its screens show.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from threading import Lock
from typing import Any, Literal, Protocol, TypeVar

from flask_socketio import SocketIO

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.shapes import OVERALL, Board
from scoreboard.contest.record.kinds import KINDS
from scoreboard.lane import Lane
from scoreboard.limits import PHONES_SHARE
from scoreboard.live.occupied import Rooms
from scoreboard.live.told import Told

# They are sent no more than this, so that they cannot delay the projector.
PAUSE_SECONDS = 0.3
# They go on with every entry.
_COUNTS = ("version", "at")
# The name of a message, what it says, and to which room.
Message = tuple[str, Mapping[str, Any], str]

Onlookers = Literal["audience", "walls"]
_ONLOOKERS: tuple[Onlookers, ...] = ("audience", "walls")

Result = TypeVar("Result")

log = logging.getLogger(__name__)


class Read(Protocol):
    """The answer of `query` to what is shown of an event, as `Boards.read` gives it."""

    def __call__(
        self, slug: str, query: Callable[[Drawn], Result], *, newest: bool = True
    ) -> Result: ...


class Scenes(Protocol):
    """What was last told of each event's scene, as `live.scenes.Scenes` keeps it."""

    def greeting(
        self, slug: str, who: Onlookers, drawn: Drawn, *, first: bool
    ) -> Mapping[str, Any]: ...
    def news(self, slug: str, who: Onlookers, drawn: Drawn) -> Mapping[str, Any] | None: ...
    def forget(self, slug: str, *who: Onlookers) -> None: ...


class Phones:
    """Greets phones in their turn and sends them the newest board, a few times a second."""

    def __init__(
        self, socketio: SocketIO, read: Read, rooms: Rooms, scenes: Scenes, lane: Lane
    ) -> None:
        self._socketio = socketio
        self._read = read
        self._rooms = rooms
        self._scenes = scenes
        self._arrivals = lane
        self._arriving: set[str] = set()
        self._sent, self._on_walls, self._told = LastSent(), LastSent(), Told()
        self._lock = Lock()
        self._waiting: set[str] = set()
        self._runs = False

    def arrived(self, slug: str, sid: str, stage: str | None) -> None:
        """A phone has been let in: it is greeted when it is its turn, and told its place."""
        self._arriving.add(sid)
        self._arrivals.do(partial(self._greet, slug, sid, stage), partial(self._place, sid))

    def left(self, sid: str) -> None:
        """A phone has gone, perhaps before it was greeted."""
        self._arriving.discard(sid)

    @property
    def waiting(self) -> int:
        """Of how many events something new waits to be sent to phones."""
        return len(self._waiting)

    def publish_soon(self, slug: str) -> None:
        """Have the phones sent what is newest, after the hall."""
        there = [who for who in _ONLOOKERS if self._rooms.is_occupied(scene_room(slug, who))]
        for who in set(_ONLOOKERS) - set(there):
            self._scenes.forget(slug, who)
        if not there:
            return
        with self._lock:
            self._waiting.add(slug)
            if self._runs:
                return
            self._runs = True
        self._socketio.start_background_task(self._publish)

    def _publish(self) -> None:
        """The newest board of each waiting event, then a pause."""
        while True:
            with self._lock:
                slugs, self._waiting = self._waiting, set()
                if not slugs:
                    self._runs = False
                    return
            began = time.monotonic()
            for slug in slugs:
                try:
                    news = partial(self._news, slug)
                    for message in self._read(slug, news, newest=False):
                        self._tell(*message)
                except Exception:  # any failure at all: the lane must go on for the next change
                    self._told.forget(slug)
                    log.exception("publishing %s to its audience failed", slug)
            took = time.monotonic() - began
            self._socketio.sleep(max(PAUSE_SECONDS, took * (100 - PHONES_SHARE) / PHONES_SHARE))

    def _news(self, slug: str, drawn: Drawn) -> list[Message]:
        """What the phones do not have yet: the boards, and what the big screen tells."""
        return [
            (name, news, room)
            for name, room, draw in self._wanted(slug, drawn)
            if self._rooms.is_occupied(room) and (news := draw()) is not None
        ]

    def _wanted(
        self, slug: str, drawn: Drawn
    ) -> Iterator[tuple[str, str, Callable[[], Mapping[str, Any] | None]]]:
        board = self._sent.news(slug, drawn)
        if board is not None:
            yield "board", audience_room(slug), lambda: board
            for stage in stages_shown(drawn):
                yield "board", stage_room(slug, stage), partial(drawn.board, "public", stage)
        yield "scene", scene_room(slug, "audience"), partial(self._scene, slug, "audience", drawn)
        if self._rooms.is_occupied(scene_room(slug, "walls")):
            yield from self._for_walls(slug, drawn, drawn.held())

    def _for_walls(
        self, slug: str, drawn: Drawn, seen: Drawn
    ) -> Iterator[tuple[str, str, Callable[[], Mapping[str, Any] | None]]]:
        board = self._on_walls.news(slug, seen)
        if board is not None:
            yield "board", walls_room(slug), lambda: board
            for stage in stages_shown(seen):
                yield "board", walls_room(slug, stage), partial(seen.board, "public", stage)
        yield "scene", scene_room(slug, "walls"), partial(self._scene, slug, "walls", drawn)

    def _scene(self, slug: str, who: Onlookers, drawn: Drawn) -> Mapping[str, Any] | None:
        """What the big screen tells, where it is news."""
        try:
            return self._scenes.news(slug, who, drawn)
        except Exception:  # any failure at all: the boards must go out whatever a scene does
            log.exception("the scene of %s could not be drawn", slug)
            return None

    def _place(self, sid: str, before: int) -> None:
        if sid in self._arriving:
            self._emit("place", {"before": before}, sid)

    def _greet(self, slug: str, sid: str, stage: str | None) -> None:
        if sid not in self._arriving:
            return
        self._arriving.discard(sid)
        room = stage_room(slug, stage) if stage else audience_room(slug)
        scene = scene_room(slug, "audience")
        first = not self._rooms.is_occupied(room)
        first_told = not self._rooms.is_occupied(scene)
        self._told.comes("board", room, sid)
        # First the rooms, then the board: what happens in between is drawn again, never missed.
        self._rooms.join(sid, room)
        self._rooms.join(sid, scene)

        def greeting(drawn: Drawn) -> list[Message]:
            board = (
                drawn.board("public", stage)
                if stage
                else self._sent.greeting(slug, drawn, first=first)
            )
            told = self._scenes.greeting(slug, "audience", drawn, first=first_told)
            return [("board", board, sid), ("scene", told, sid)]

        try:
            board, told = self._read(slug, greeting, newest=False)
            while not self._told.greeted("board", room, sid, board[1]):
                board, told = self._read(slug, greeting, newest=False)
        finally:
            self._told.went("board", room, sid)
        for message in (board, told):
            self._emit(*message)

    def _tell(self, name: str, payload: Mapping[str, Any], room: str) -> None:
        """Send a room what it does not have; a scene is compared by what it says (`scenes.py`)."""
        had = [] if name == "scene" else self._told.news(name, room, payload)
        if had is not None:
            self._socketio.emit(name, payload, to=room, skip_sid=had)

    def _emit(self, name: str, payload: Mapping[str, Any], to: str) -> None:
        self._socketio.emit(name, payload, to=to)


class LastSent:
    """The last board of each event, until the next one replaces it."""

    def __init__(self) -> None:
        self._boards: dict[str, Board] = {}

    def greeting(self, slug: str, drawn: Drawn, *, first: bool) -> Board:
        """What a phone is told that has come just now, as the `first` of them or after others."""
        board = drawn.board("public")
        if first or slug not in self._boards:
            self._boards[slug] = board
        return board

    def news(self, slug: str, drawn: Drawn) -> Board | None:
        """The public board, which is then taken as sent; None where it says what was sent already
        and all that has happened since only says what is shown.
        """
        board, last = drawn.board("public"), self._boards.get(slug)
        if last is not None and last["ledger"] == board["ledger"] and _same(last, board):
            since = drawn.book.entries[last["version"] : board["version"]]
            if since and all(KINDS[entry.kind].only_shows for entry in since):
                return None
        self._boards[slug] = board
        return board


def _same(last: Board, board: Board) -> bool:
    return {**last, **dict.fromkeys(_COUNTS)} == {**board, **dict.fromkeys(_COUNTS)}


def is_for_phones(room: str) -> bool:
    """Whether a room's messages are onlookers': phones come after the hall."""
    kind, _, rest = room.partition("/")
    who = rest.rpartition("/")[2]
    return kind in ("audience", "stage", "walls") or (kind == "scene" and who in _ONLOOKERS)


def audience_room(slug: str) -> str:
    """The room of the phones that look at the stage that is played."""
    return f"audience/{slug}"


def stage_room(slug: str, stage: str | None) -> str:
    """The room of the phones that look at one stage."""
    return f"stage/{slug}/{stage}"


def walls_room(slug: str, stage: str | None = None) -> str:
    """The room of the displays for which the hall has no place."""
    return f"walls/{slug}/{stage}" if stage else f"walls/{slug}"


def scene_room(slug: str, who: str) -> str:
    """The room of those who are told what the big screen tells, and see it alike."""
    return f"scene/{slug}/{who}"


def stages_shown(drawn: Drawn) -> list[str]:
    """The stages of which somebody may look at the board."""
    book = drawn.hall
    shown = [s.id for s in book.event.stages if s.id in book.announced or s is book.stage]
    return [*shown, OVERALL] if book.event.rules.overall else shown
