"""The audience's phones: they come in one after the other, and are told after everybody else.

With them are told the displays for which the hall has no place: they show what its screens show.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar

from flask_socketio import SocketIO

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.shapes import OVERALL, Board
from scoreboard.contest.record.kinds import KINDS
from scoreboard.lane import Lane
from scoreboard.limits import PHONES_SHARE
from scoreboard.live.occupied import Rooms
from scoreboard.live.room_names import ONLOOKERS, Onlookers, audience_room, scene_room, walls_room
from scoreboard.live.sending import Message, Payload, Sender, Wanted

if TYPE_CHECKING:
    from scoreboard.live.scenes import Scenes

# They are sent no more than this, so that they cannot delay the projector.
PAUSE_SECONDS = 0.3
# They go on with every entry.
_COUNTS = ("version", "at")

Result = TypeVar("Result")

log = logging.getLogger(__name__)


class Read(Protocol):
    """The answer of `query` to what is shown of an event, as `Boards.read` gives it."""

    def __call__(
        self, slug: str, query: Callable[[Drawn], Result], *, newest: bool = True
    ) -> Result: ...


class Phones:
    """Greets phones in their turn and sends them the newest board, a few times a second."""

    def __init__(
        self, socketio: SocketIO, read: Read, rooms: Rooms, scenes: Scenes, lane: Lane
    ) -> None:
        self._socketio = socketio
        self._read = read
        self._rooms = rooms
        self._scenes = scenes
        self._lane = lane
        self._arriving: set[str] = set()
        self._sent, self._on_walls = LastSent(), LastSent()
        self._sender = Sender(socketio, rooms)
        self._lock = Lock()
        self._waiting: set[str] = set()
        self._runs = False

    def arrived(self, slug: str, sid: str, stage: str | None) -> None:
        """A phone has been let in: it is greeted when it is its turn, and told its place."""
        self._arriving.add(sid)
        self._lane.do(partial(self._greet, slug, sid, stage), partial(self._place, sid))

    def left(self, sid: str) -> None:
        """A phone has gone, perhaps before it was greeted."""
        self._arriving.discard(sid)

    @property
    def waiting(self) -> int:
        """Of how many events something new waits to be sent to phones."""
        return len(self._waiting)

    def publish_soon(self, slug: str) -> None:
        """Have the phones sent what is newest, after the hall."""
        there = [who for who in ONLOOKERS if self._rooms.is_occupied(scene_room(slug, who))]
        for who in set(ONLOOKERS) - set(there):
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
                        self._sender.send(*message)
                except Exception:  # any failure at all: the lane must go on for the next change
                    self._sender.forget(slug)
                    log.exception("publishing %s to its audience failed", slug)
            took = time.monotonic() - began
            self._socketio.sleep(max(PAUSE_SECONDS, took * (100 - PHONES_SHARE) / PHONES_SHARE))

    def _news(self, slug: str, drawn: Drawn) -> list[Message]:
        """What the phones do not have yet: the boards, and what the big screen tells."""
        return self._sender.drawn(self._wanted(slug, drawn))

    def _wanted(self, slug: str, drawn: Drawn) -> Iterator[Wanted]:
        yield from self._boards(slug, drawn, self._sent, audience_room)
        yield "scene", scene_room(slug, "audience"), self._scene(slug, "audience", drawn)
        if self._rooms.is_occupied(scene_room(slug, "walls")):
            yield from self._boards(slug, drawn.held(), self._on_walls, walls_room)
            yield "scene", scene_room(slug, "walls"), self._scene(slug, "walls", drawn)

    @staticmethod
    def _boards(
        slug: str, drawn: Drawn, sent: LastSent, room: Callable[..., str]
    ) -> Iterator[Wanted]:
        board = sent.news(slug, drawn)
        if board is not None:
            yield "board", room(slug), lambda: board
            for stage in stages_shown(drawn):
                yield "board", room(slug, stage), partial(drawn.board, "public", stage)

    def _scene(self, slug: str, who: Onlookers, drawn: Drawn) -> Callable[[], Payload]:
        return partial(self._scenes.news, slug, who, drawn)

    def _place(self, sid: str, before: int) -> None:
        if sid in self._arriving:
            self._socketio.emit("place", {"before": before}, to=sid)

    def _greet(self, slug: str, sid: str, stage: str | None) -> None:
        if sid not in self._arriving:
            return
        self._arriving.discard(sid)
        room, scene = audience_room(slug, stage), scene_room(slug, "audience")
        first = not self._rooms.is_occupied(room)
        first_told = not self._rooms.is_occupied(scene)

        def greeting(drawn: Drawn) -> list[Payload]:
            board = (
                drawn.board("public", stage)
                if stage
                else self._sent.greeting(slug, drawn, first=first)
            )
            return [board, self._scenes.greeting(slug, "audience", drawn, first=first_told)]

        self._sender.greet(
            sid,
            [("board", room), ("scene", scene)],
            partial(self._read, slug, greeting, newest=False),
        )


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


def stages_shown(drawn: Drawn) -> list[str]:
    """The stages of which somebody may look at the board."""
    book = drawn.hall
    shown = [s.id for s in book.event.stages if s.id in book.announced or s is book.stage]
    return [*shown, OVERALL] if book.event.rules.overall else shown
