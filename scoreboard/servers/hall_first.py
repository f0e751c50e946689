"""The order in which green threads go on: those of the hall first, guests in turns.

A hub lets everybody go on for whom something has come, in no order: a judge's mark that comes while
thirty phones ask for the page waits for all of them, and once more before the wall is told. Here
each round of the loop begins with those who are no guests. While nobody of the hall is being served
guests go on as far as their turn has time, at least one of them; all others in a later round, in
the order in which they came.

It rests on what follows, which `serve_hall_first` looks at before anything is replaced; where the
library has changed, a line in the log says so and nobody is preferred. Tried with eventlet 0.41:

- each round of `BaseHub.run` calls `fire_timers(now)`, and then `wait(seconds)`, which asks
  `do_poll(seconds)` for pairs of a file's number and what has come;
- `timers` is a heap of (when, timer); a timer that was cancelled is `called`, and one less stands
  in `timers_canceled` once it is taken from the heap; `tpl` is what it calls, with its arguments;
- `listeners[READ]` and `[WRITE]` say by file who waits for it: in `greenlet` the green thread, and
  `cb(file)` lets it go on. Who has been told, and waits no more, is taken out.
"""

from __future__ import annotations

import heapq
import logging
import select
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from scoreboard.limits import HALL_MS, TURN_MS
from scoreboard.servers.libraries import lacking

BREATH_SECONDS = 0.001
NEEDED = (
    *("timers", "timers_canceled", "fire_timers", "listeners", "do_poll", "wait", "READ", "WRITE"),
    *("READ_MASK", "WRITE_MASK", "EXC_MASK", "SYSTEM_EXCEPTIONS", "remove_descriptor"),
    *("squelch_exception", "squelch_timer_exception"),
)
# Whether a green thread is a guest's.
IsGuest = Callable[[Any], bool]

log = logging.getLogger(__name__)


def serve_hall_first(hub: Any, is_guest: IsGuest, is_busy: Callable[[], bool]) -> bool:
    """Serve in this order from now on; False where that cannot be.

    `is_busy` says whether anybody of the hall is being served just now.
    """
    lacks = lacking((hub, NEEDED))
    if lacks:
        log.warning("guests are served as they come: the hub has no %s", ", ".join(lacks))
        return False
    order = HallFirst(hub, is_guest, is_busy)
    hub.fire_timers, hub.wait = order.fire_timers, order.wait
    return True


class HallFirst:
    """Takes the place of a hub's `fire_timers` and `wait`."""

    def __init__(
        self,
        hub: Any,
        is_guest: IsGuest,
        is_busy: Callable[[], bool],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._hub = hub
        self._wait_for_timers = hub.wait
        self._is_guest = is_guest
        self._is_busy = is_busy
        self._clock = clock
        # When the guests' turn of this round is over; since when they wait for the hall.
        self._ends = 0.0
        self._busy_since: float | None = None
        # Guests for whom the last turn had no time: whom a timer lets go on, and for whom something
        # has come, with the file.
        self._timers: deque[Any] = deque()
        self._ready: dict[Any, int] = {}

    def fire_timers(self, when: float) -> None:
        """Let those go on whose time has come."""
        hub = self._hub
        # Looked up each time: where many were cancelled it is another list.
        while hub.timers and hub.timers[0][0] <= when:
            _, timer = heapq.heappop(hub.timers)
            if not timer.called and self._wakes_guest(timer):
                self._timers.append(timer)
            else:
                self._fire(timer)
        self._ends = self._clock() + TURN_MS / 1000
        if self._timers and self._is_their_turn():
            self._fire(self._timers.popleft())
            while self._timers and self._clock() < self._ends:
                self._fire(self._timers.popleft())

    def _is_their_turn(self) -> bool:
        """Whether guests may go on: not for ever do they wait for one request of the hall."""
        if not self._is_busy():
            self._busy_since = None
            return True
        now = self._clock()
        if self._busy_since is None:
            self._busy_since = now
        return now - self._busy_since >= HALL_MS / 1000

    def _fire(self, timer: Any) -> None:
        hub = self._hub
        try:
            if timer.called:
                hub.timers_canceled -= 1
            else:
                timer()
        except hub.SYSTEM_EXCEPTIONS:
            raise
        except BaseException as error:  # noqa: BLE001  # as the library does it, whatever it is
            hub.squelch_timer_exception(timer, (type(error), error, error.__traceback__))

    def _wakes_guest(self, timer: Any) -> bool:
        return self._is_guest(getattr(timer.tpl[0], "__self__", None))

    def wait(self, seconds: float | None = None) -> None:
        """Wait until something comes, and let those go on for whom it has."""
        hub = self._hub
        readers, writers = hub.listeners[hub.READ], hub.listeners[hub.WRITE]
        if self._timers or self._ready:
            # A loop that only asks whether the hall is served would do nothing else.
            seconds = 0 if self._busy_since is None else min(seconds or 0, BREATH_SECONDS)
        if not readers and not writers:
            self._wait_for_timers(seconds)
            return
        try:
            came = hub.do_poll(seconds)
        except InterruptedError:
            return
        # All are known before the first goes on: it may end what another waits for.
        hall: dict[Any, int] = {}
        for file, what in came:
            if what & select.POLLNVAL:
                hub.remove_descriptor(file)
                continue
            reads, writes = hub.READ_MASK | hub.EXC_MASK, hub.WRITE_MASK | hub.EXC_MASK
            for listeners, mask in ((readers, reads), (writers, writes)):
                listener = listeners.get(file) if what & mask else None
                # Of a guest that waits it is said again in each round.
                if listener is not None and listener not in self._ready:
                    (self._ready if self._is_guest(listener.greenlet) else hall)[listener] = file
        for listener, file in hall.items():
            self._go_on(listener, file)
        self._serve_guests(readers, writers)

    def _serve_guests(self, readers: dict[int, Any], writers: dict[int, Any]) -> None:
        if not self._ready or not self._is_their_turn():
            return
        begins = True
        while self._ready and (begins or self._clock() < self._ends):
            listener = next(iter(self._ready))
            file = self._ready.pop(listener)
            # It may have been told something else since: that its time is over, say.
            if listener in (readers.get(file), writers.get(file)):
                self._go_on(listener, file)
                begins = False

    def _go_on(self, listener: Any, file: int) -> None:
        hub = self._hub
        try:
            listener.cb(file)
        except hub.SYSTEM_EXCEPTIONS:
            raise
        except BaseException as error:  # noqa: BLE001  # as the library does it, whatever it is
            hub.squelch_exception(file, (type(error), error, error.__traceback__))
