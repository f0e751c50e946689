"""The live path: what was written goes out to every screen of its event, as whole boards."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock

from flask_socketio import SocketIO
from sqlalchemy.exc import SQLAlchemyError

from scoreboard.boards import Boards
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.crowd import Crowd
from scoreboard.identity import Identity
from scoreboard.live.acknowledged import BehindPages
from scoreboard.live.arrivals import Arrivals, Tellers
from scoreboard.live.bus import Bus
from scoreboard.live.late_news import LateNews
from scoreboard.live.occupied import Rooms
from scoreboard.live.phones import Phones, stages_shown
from scoreboard.live.places import Places
from scoreboard.live.room_names import (
    desk_room,
    host_room,
    judge_room,
    panel_room,
    public_room,
    scene_room,
)
from scoreboard.live.scenes import Scenes, Who
from scoreboard.live.screens import Screens
from scoreboard.live.sending import Message, Sender, Wanted
from scoreboard.live.soon import Soon
from scoreboard.live.writing import Writing
from scoreboard.storage.cached_book import head_of
from scoreboard.storage.database import in_short
from scoreboard.storage.event_rows import LedgerHead
from scoreboard.storage.receipts import Receipts
from scoreboard.storage.set_aside import SetAside

WATCH_SECONDS = 1

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
        receipts: Receipts,
    ) -> None:
        self._socketio = socketio
        self.bus = bus
        self._books, self._boards = boards.books, boards
        self._receipts = receipts
        self._rooms = Rooms(partial(socketio.server.enter_room, namespace="/"))
        self.screens = Screens(socketio, crowd, bus, places=places)
        self.late = LateNews(socketio, boards.books, bus)
        self._published: dict[str, LedgerHead] = {}
        self._publishing = Lock()
        # Threads: a request has one of its own, and its answer has been sent.
        self.start = (
            socketio.start_background_task if socketio.async_mode != "threading" else _at_once
        )
        self._soon = Soon(self._publish_ours, self.start)
        crowd.lane.hall.append(lambda: self._soon.is_busy)
        self._scenes, self._sender = Scenes(), Sender(socketio, self._rooms)
        self._database_away = False
        self._writing = Writing(socketio, boards.books.writable)
        self._phones = Phones(socketio, boards.read, self._rooms, self._scenes, crowd.lane)
        self._arrivals = Arrivals(
            socketio, boards, identity, crowd, places, self._tellers(), self._note_database
        )
        bus.on("changed", lambda said: self._publish(said["event"], newest=True))
        bus.on("revoked", lambda _: self._arrivals.drop_revoked())

    def _tellers(self) -> Tellers:
        return Tellers(
            self._rooms,
            self._scenes,
            self._sender,
            self._phones,
            self.screens,
            self.late,
            self._writing,
            BehindPages(self._books, self._receipts, self.publish),
        )

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
            self._sender.forget(slug)
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
                self._sender.send(name, payload, room)
        self._phones.publish_soon(slug)
        self.late.publish(slug)
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
        return self._sender.drawn(wanted(slug, drawn))

    # After the boards of each: a scene is drawn on them.

    def _for_hall(self, slug: str, drawn: Drawn) -> Iterator[Wanted]:
        if not self._scenes.stays(slug, drawn):
            seen = drawn.held()
            yield "board", public_room(slug), partial(seen.board, "public")
            for stage in stages_shown(seen):
                yield "board", public_room(slug, stage), partial(seen.board, "public", stage)
        yield self._scene_for("hall", slug, drawn)

    def _for_judges(self, slug: str, drawn: Drawn) -> Iterator[Wanted]:
        """The board as judges may see it, and to each the sheet."""
        yield "board", panel_room(slug), partial(drawn.board, "judge")
        for judge in drawn.book.event.judges:
            yield "round", judge_room(slug, judge.id), partial(drawn.sheet, judge.id)
        for stage in stages_shown(drawn):
            yield "board", panel_room(slug, stage), partial(drawn.board, "judge", stage)
        yield self._scene_for("judge", slug, drawn)

    def _for_crew(self, slug: str, drawn: Drawn) -> Iterator[Wanted]:
        """The desk and the presenter."""
        yield "board", host_room(slug), partial(drawn.board, "public")
        yield "board", desk_room(slug), drawn.desk
        yield self._scene_for("crew", slug, drawn)

    def _scene_for(self, who: Who, slug: str, drawn: Drawn) -> Wanted:
        """What the big screen tells; whose room is empty is told when it comes."""
        room = scene_room(slug, who)
        if not self._rooms.is_occupied(room):
            self._scenes.forget(slug, who)
        return "scene", room, partial(self._scenes.news, slug, who, drawn)

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
        with self._publishing:
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
                self.late.look()
                self._arrivals.drop_revoked()
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
        self._arrivals.drop_revoked()


def _at_once(work: Callable[[], None]) -> None:
    work()
