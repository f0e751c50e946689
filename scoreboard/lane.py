"""The guests' lane: what phones ask for is done piece by piece, and between two the hall is served.

Under green threads every request that has come is worked on in the same round of the loop: where
five hundred phones load the page, a judge's mark would wait for all of them. Here they stand in one
line, and each round of the loop takes as many as a turn has time for, or none while somebody of the
hall is served.
"""

from __future__ import annotations

import logging
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import urlsplit

from scoreboard.limits import HALL_MS, PLACE_FROM, PLACE_SECONDS, TURN_MS

Soon = Callable[[Callable[[], None]], object]

# The pages of the audience, by their paths; all other pages are the hall's.
_GUESTS = re.compile(r"/(?:e/[^/]+(?:/(?:teams/[^/]+|audience\.svg))?)?/?")
_PAGES = re.compile(r"/(?:e/.*)?")
# Where sockets are opened, and what a phone's page says there.
SOCKETS, SAYS_SO = "/socket.io/", "view=audience"
_TURN = TURN_MS / 1000
# A loop that is only asked whether the hall is served would do nothing else.
_BREATH = 0.001
# So many who wait are woken in one round; those for whom the turn has no time wait for the next.
_AT_ONCE = 8

log = logging.getLogger(__name__)


class Tasks(Protocol):
    """The green threads of whichever library serves."""

    def start_background_task(self, target: Callable[[], None], /) -> object: ...
    def sleep(self, seconds: float, /) -> object: ...
    def create_event(self) -> Any: ...


@dataclass(slots=True, eq=False)
class _Piece:
    work: Callable[[], object]
    # What tells whoever waits how many are before them; None where nobody is told.
    tell: Callable[[int], object] | None = None
    # How many of those who are told had come before.
    number: int = 0


class Lane:
    """One line of guests. Until it is opened nobody waits: threads are shared out by the system.

    `hall` is asked whether anybody of the hall is being served just now.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self.hall: list[Callable[[], bool]] = []
        self._tasks: Tasks | None = None
        self._soon: Soon = lambda call: call()
        self._line: deque[_Piece] = deque()
        self._untold: deque[_Piece] = deque()
        self._runs = False
        self._came = self._served = 0
        # When a guest was last served, the turn began that is under way, and places were told.
        self._last = self._turn = self._told = float("-inf")
        # Whether the loop is still in the round in which it began.
        self._open = False
        # Whether the next who wakes begins a turn, and how many came too late for the last one.
        self._begins, self._late = False, 0

    def open(self, tasks: Tasks, soon: Soon | None = None) -> None:
        """From now on guests wait their turn.

        `soon` calls something in the next round of the loop, for less than a green thread costs.
        """
        self._tasks = tasks
        self._soon = soon or tasks.start_background_task

    @property
    def is_busy(self) -> bool:
        """Whether guests wait, or the hall is being served."""
        # Asked for each request, where making a generator would cost more than all else.
        for busy in self.hall:
            if busy():
                return True
        return bool(self._line)

    def hall_is_busy(self) -> bool:
        """Whether anybody of the hall is being served."""
        return any(busy() for busy in self.hall)

    @property
    def waiting(self) -> int:
        """How many pieces wait for their turn."""
        return len(self._line)

    def wait(self) -> None:
        """Come back when it is this green thread's turn."""
        if self._tasks is None or self._has_time():
            return
        at = None
        while True:
            woken = self._tasks.create_event()
            self._join(_Piece(woken.set), self._tasks, at)
            woken.wait()
            now = self._clock()
            if self._begins or now - self._turn < _TURN:
                break
            # Those before took the whole turn: the next one begins here.
            at, self._late = self._late, self._late + 1
        if self._begins:
            self._begin(now)

    def do(self, work: Callable[[], object], tell: Callable[[int], object]) -> None:
        """Do a guest's work: at once where nobody waits, else in its turn.

        `tell` is told now and then how many guests are before this one, where there are many.
        """
        if self._tasks is None or self._is_free():
            work()
            return
        piece = _Piece(work, tell, self._came)
        self._came += 1
        self._join(piece, self._tasks)
        self._tell(piece)

    def _is_free(self) -> bool:
        now = self._clock()
        if now - self._last < _TURN or self.is_busy:
            return False
        self._last = now
        self._begin(now)
        return True

    def _has_time(self) -> bool:
        """Whether a guest may go on at once: in the turn of this round of the loop."""
        if self.is_busy:
            return False
        now = self._clock()
        if not self._open:
            self._begin(now)
        elif now - self._turn >= _TURN:
            return False
        self._last = now
        return True

    def _begin(self, now: float) -> None:
        """A turn begins; the loop closes it when it comes round."""
        self._begins, self._turn, self._open = False, now, True
        self._soon(self._close)

    def _close(self) -> None:
        self._open = False

    def _join(self, piece: _Piece, tasks: Tasks, at: int | None = None) -> None:
        self._line.insert(len(self._line) if at is None else at, piece)
        if not self._runs:
            self._runs = True
            tasks.start_background_task(self._serve)

    def _serve(self) -> None:
        """One turn in each round of the loop, while there is work."""
        while self._line:
            self.breathe()
            self._last = self._clock()
            self._late = 0
            if self._line[0].tell is None:
                self._wake()
            else:
                self._served += 1
                self._do(self._line.popleft().work)
            self._tell_places()
        self._runs = False

    def _wake(self) -> None:
        """Let the next who only wait go on; the clock says how many of them the turn is for."""
        self._begins = True
        for _ in range(_AT_ONCE):
            if not self._line or self._line[0].tell is not None:
                break
            self._do(self._line.popleft().work)

    def breathe(self) -> None:
        """Let everybody else go on, and the hall first; between two turns of guests."""
        if self._tasks is None:
            return
        until = self._clock() + HALL_MS / 1000
        self._tasks.sleep(0)
        # Not for ever: somebody of the hall may be slow to take what was asked for.
        while self.hall_is_busy() and self._clock() < until:
            self._tasks.sleep(_BREATH)

    def _tell_places(self) -> None:
        """Tell some of those who wait their place; all of them once in a while."""
        now = self._clock()
        if now - self._told >= PLACE_SECONDS:
            self._told = now
            self._untold = deque(piece for piece in self._line if piece.tell is not None)
        while self._untold and self._clock() - now < _TURN:
            self._tell(self._untold.popleft())

    def _tell(self, piece: _Piece) -> None:
        place, tell = piece.number - self._served, piece.tell
        if tell is not None and place >= PLACE_FROM:
            self._do(lambda: tell(place))

    @staticmethod
    def _do(work: Callable[[], object]) -> None:
        try:
            work()
        except Exception:  # any failure at all: whoever comes next must not wait for ever
            log.exception("a guest could not be served")


def asks_as_guest(environ: dict[str, Any]) -> bool | None:
    """Whether a request is the audience's, by its page or by the page that it is for.

    None where neither says it: then whoever has used the connection before still does.
    """
    if environ.get("REQUEST_METHOD") != "GET" or environ.get("HTTP_AUTHORIZATION"):
        return False
    path = str(environ.get("PATH_INFO", ""))
    if path.startswith(SOCKETS) and SAYS_SO in str(environ.get("QUERY_STRING", "")).split("&"):
        return True
    found = _is_guests(path)
    if found is None and (referer := environ.get("HTTP_REFERER")):
        path = urlsplit(referer).path
        return _is_guests(path) if path else None
    return found


@lru_cache(maxsize=512)
def _is_guests(path: str) -> bool | None:
    """Whether a page is the audience's; None for what is no page."""
    return bool(_GUESTS.fullmatch(path)) if _PAGES.fullmatch(path) else None
