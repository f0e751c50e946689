"""Tracks connections and, when all are taken, ends the least needed: idle and unknown first."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from urllib.parse import parse_qs
from weakref import WeakSet

from scoreboard.lane import SOCKETS, Lane, asks_as_guest
from scoreboard.limits import (
    BODY_PACE,
    BODY_SECONDS,
    ENDING_SECONDS,
    IDLE_SECONDS,
    MOST_CONNECTIONS,
    MOST_DESCRIPTORS,
    MOST_WAITING,
    OPEN_SCREENS,
    REQUEST_SECONDS,
    STAFF_REQUEST_SECONDS,
    WAITING_SECONDS,
    Room,
    room_in,
)
from scoreboard.rates import Rates

Who = Literal["unknown", "audience", "display", "staff"]
LINE = "scoreboard.line"
HALL = "scoreboard.hall"


class Connection(Protocol):
    """A socket, of whichever server."""

    def fileno(self) -> int: ...
    def shutdown(self, how: int, /) -> None: ...


@dataclass(slots=True, eq=False)
class Line:
    """One connection; `since` is when it entered its present state."""

    socket: Connection
    since: float
    does: Literal["idle", "request", "socket", "ending"] = "idle"
    who: Who = "unknown"
    # Whether the audience uses it: then what it asks for waits its turn.
    guest: bool = False
    # When the body of its request must have come, while it has not.
    body_by: float | None = None
    # The green thread that serves it, where there is one.
    task: Any = None


class Crowd:
    """The connections of this process. Times are seconds of `clock`, which only ever grows."""

    def __init__(
        self, room: Room | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.room = room or room_in(MOST_DESCRIPTORS, MOST_CONNECTIONS)
        self.lane = Lane()
        # What serves just now, where green threads do; and those that serve guests.
        self.task: Callable[[], Any] = lambda: None
        self.guests: WeakSet[Any] = WeakSet()
        self.rates = Rates(clock)
        # What else is looked at again and again (`servers/guard.py`).
        self.also_sweep: list[Callable[[], object]] = []
        self.lane.hall.append(lambda: self._hall > 0)
        # How many requests of the hall are being answered, and when one last began or ended.
        self._hall = 0
        self._hall_at = clock()
        self._clock = clock
        self._lines: dict[tuple[str, str], Line] = {}
        self._sockets: dict[str, Who] = {}
        self._there: Counter[Who] = Counter()
        self._waiting: dict[str, float] = {}
        # Looked up now, not at import: green threads replace it.
        self._lock = threading.Lock()

    def arrived(self, came: Connection, peer: tuple[Any, ...]) -> None:
        """Count an accepted connection; end the least needed one when all are taken."""
        with self._lock:
            self._lines[str(peer[0]), str(peer[1])] = Line(came, self._clock())
            if len(self._lines) > self.room.connections:
                self._prune()
                self._shed(len(self._lines) - self.room.connections - self._ending())

    def becomes(self, peer: tuple[Any, ...], now: Connection) -> None:
        """Note that a connection goes on by another socket: the one that encrypts it."""
        with self._lock:
            line = self._lines.get((str(peer[0]), str(peer[1])))
            if line is not None:
                line.socket = now
                return
        # The first has no number any more while they greet, and was taken for a closed one.
        self.arrived(now, peer)

    def make_room(self, count: int) -> None:
        """End this many of the least needed connections, because the system refuses more."""
        with self._lock:
            self._prune()
            self._shed(count - self._ending())

    def begins(self, environ: dict[str, Any]) -> bool:
        """Note the start of a request; False when its connection was ended meanwhile."""
        key = str(environ.get("REMOTE_ADDR", "")), str(environ.get("REMOTE_PORT", ""))
        with self._lock:
            line = self._lines.get(key)
            if line is None or line.does == "ending":
                return line is None
            environ[LINE] = line
            line.since = self._clock()
            line.does = "socket" if environ.get("HTTP_UPGRADE", "") else "request"
            if "sid=" in (query := environ.get("QUERY_STRING", "")):
                sid = parse_qs(query).get("sid", [""])[0]
                line.who = _higher(line.who, self._sockets.get(sid, "unknown"))
            guest = asks_as_guest(environ)
            line.guest = line.guest if guest is None else guest
            line.task = self.task()
            self._tell_apart(line)
            # Who polls waits here for news, and is not being served.
            polls = str(environ.get("PATH_INFO", "")).startswith(SOCKETS)
            if line.does == "request" and not (line.guest or polls):
                environ[HALL] = True
                self._hall += 1
                self._hall_at = line.since
            return True

    def wait_turn(self, environ: dict[str, Any]) -> None:
        """Let a request of the audience wait until it is its turn; all others come at once."""
        line = environ.get(LINE)
        if isinstance(line, Line) and line.guest and line.does != "ending":
            self.lane.wait()

    def only_waits(self, environ: dict[str, Any]) -> None:
        """Note that a request of the hall has no more to do than wait: no guest does for it."""
        if environ.pop(HALL, False):
            with self._lock:
                self._hall -= 1
                self._hall_at = self._clock()

    def ends(self, environ: dict[str, Any]) -> None:
        """Note the end of a request: its connection is idle again."""
        self.only_waits(environ)
        line = environ.get(LINE)
        if isinstance(line, Line) and line.does != "ending":
            line.does, line.since, line.body_by = "idle", self._clock(), None
            line.task = None

    def quiet(self) -> float:
        """For how many seconds nobody has been served; negative while somebody is."""
        if self.lane.is_busy:
            return -1
        return self._clock() - self._hall_at

    def know(self, environ: dict[str, Any], who: Who, sid: str = "") -> None:
        """Note who uses a connection; `sid` names the socket that they opened."""
        line = environ.get(LINE)
        with self._lock:
            if isinstance(line, Line):
                line.who = _higher(line.who, who)
                self._tell_apart(line)
            if sid:
                self._forget(sid)
                self._sockets[sid] = who
                self._there[who] += 1

    def _tell_apart(self, line: Line) -> None:
        """Note whether the green thread of a connection serves a guest."""
        if line.task is None:
            return
        as_guest = line.guest or (line.does == "socket" and line.who == "audience")
        if as_guest and line.who in ("unknown", "audience"):
            self.guests.add(line.task)
        else:
            self.guests.discard(line.task)

    def helps(self, line: object, task: Any) -> None:
        """Note a green thread that does something for a connection."""
        if isinstance(line, Line) and line.task is not None and line.task in self.guests:
            self.guests.add(task)

    def left(self, sid: str) -> None:
        """Forget a socket that has ended."""
        with self._lock:
            self._forget(sid)

    def _forget(self, sid: str) -> None:
        who = self._sockets.pop(sid, None)
        if who is not None:
            self._there[who] -= 1

    def has_room(self, who: Who, *, before: bool = False) -> bool:
        """Whether one more may stay connected; `before`: a display that had a place already."""
        if who == "staff":
            return True
        # Without the lock, which green threads pay for: each is one number.
        if who == "display":
            return self._there["display"] < OPEN_SCREENS * (1 + before)
        if self._there["audience"] >= self.room.phones:
            return False
        free = self.room.connections - self.room.staff
        # Few of all are few of those who do something, too: a thousand need not be counted.
        if len(self._lines) < free:
            return True
        with self._lock:
            self._prune()
            return sum(line.does in ("request", "socket") for line in self._lines.values()) < free

    def turn_away(self, who: str) -> None:
        """Count a phone, known by its address, that was asked to wait."""
        with self._lock:
            if len(self._waiting) < MOST_WAITING:
                self._waiting[who] = self._clock()

    def came_in(self, who: str) -> None:
        """Count a phone no longer among those that wait."""
        with self._lock:
            self._waiting.pop(who, None)

    def waiting(self) -> int:
        """How many phones have been asked to wait lately, and have not come in since."""
        with self._lock:
            since = self._clock() - WAITING_SECONDS
            self._waiting = {who: at for who, at in self._waiting.items() if at >= since}
            return len(self._waiting)

    def sweep(self) -> None:
        """End what has been idle for long, and requests and bodies that never end."""
        with self._lock:
            self._prune()
            now = self._clock()
            for line in self._lines.values():
                if _is_overdue(line, now):
                    _end(line, now)
        for look in self.also_sweep:
            look()

    def waits_for_body(self, line: Line, length: int) -> None:
        """Note that a request of so many bytes is being read; it may not take for ever."""
        line.body_by = self._clock() + BODY_SECONDS + length / BODY_PACE

    def leaving(self, line: Line) -> None:
        """Note that the socket of a connection has ended: it has a moment to close itself."""
        if line.does == "socket":
            line.does, line.since = "idle", self._clock()

    def count(self) -> int:
        """How many connections there are."""
        with self._lock:
            self._prune()
            return len(self._lines)

    def _prune(self) -> None:
        # Servers close their sockets in ways of their own; a closed one has no number any more.
        gone = [key for key, line in self._lines.items() if line.socket.fileno() < 0]
        for key in gone:
            del self._lines[key]

    def _ending(self) -> int:
        """How many will be closed in a moment; one that stays open makes no room."""
        lately = self._clock() - ENDING_SECONDS
        return sum(line.does == "ending" and line.since >= lately for line in self._lines.values())

    def _shed(self, count: int) -> None:
        if count > 0:
            for line in [line for _, line in zip(range(count), self._least(), strict=False)]:
                _end(line, self._clock())

    def _least(self) -> Iterable[Line]:
        """The connections that may be ended, least needed first; never judges and desk."""
        lines = [line for line in self._lines.values() if line.does != "ending"]
        lines.sort(key=lambda line: line.since)
        now = self._clock()
        yield from (line for line in lines if line.does == "idle" and line.who != "staff")
        # Sockets that never said who they are, and requests that do not come to an end.
        strangers = [line for line in lines if line.does != "idle" and line.who == "unknown"]
        yield from (line for line in strangers if now - line.since > IDLE_SECONDS)
        # Who came first stays.
        for who in ("audience", "display"):
            yield from (line for line in reversed(lines) if line.who == who and line.does != "idle")


def _higher(one: Who, other: Who) -> Who:
    order: tuple[Who, ...] = ("unknown", "audience", "display", "staff")
    return max(one, other, key=order.index)


def _is_overdue(line: Line, now: float) -> bool:
    """Whether nobody waits for a connection any more."""
    old = now - line.since
    if line.does == "idle":
        return old > IDLE_SECONDS
    if line.does != "request":
        return False
    if line.body_by is not None and now > line.body_by:
        return True
    return old > (STAFF_REQUEST_SECONDS if line.who == "staff" else REQUEST_SECONDS)


def _end(line: Line, now: float) -> None:
    """Shut a socket down: its server reads the end and closes it as usual."""
    line.does, line.since = "ending", now
    with suppress(OSError):
        line.socket.shutdown(socket.SHUT_RDWR)
