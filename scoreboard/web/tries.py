"""Tries of PINs: counted before they are looked up, and the more are wrong the longer the wait.

Four things have a count of wrong tries, each with a scale of waits: the browser, its address, the
event, and the whole server. Somebody unknown may try where the event and the server allow it, and
either the address does, or, beside an address that waits (a whole hall may have one), this browser:
such tries are few for each address. So one guesser shuts nobody else out of a hall, and all
guessers together are slow (docs/security.md has the arithmetic). A browser that holds a link of
this server already waits for nobody but itself.

Times are those of a monotonic clock: setting the time of day back must not lock judges out.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Literal, Protocol, TypeVar

from scoreboard.limits import (
    PIN_ASIDE_SECONDS,
    PIN_EVENT_SECONDS,
    PIN_EVENT_TRIES,
    PIN_FIRST_SECONDS,
    PIN_LONGEST_SECONDS,
    PIN_SERVER_TRIES,
    PIN_TRIES,
)
from scoreboard.network import network_of

log = logging.getLogger(__name__)

Found = TypeVar("Found")
Scope = Literal["browser", "address", "aside", "event", "server"]


@dataclass(frozen=True, slots=True)
class Count:
    """So many wrong tries, and until when the next one waits, by the store's clock."""

    wrong: int = 0
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """How long the next try waits after so many wrong ones: from `free` on, doubling."""

    free: int
    first: float
    longest: float

    def after(self, wrong: int) -> float:
        """Seconds to wait after the `wrong`th wrong try."""
        if wrong < self.free:
            return 0.0
        return min(self.longest, self.first * 2.0 ** min(wrong - self.free, 30))


SCALES: Mapping[Scope, Scale] = {
    "browser": Scale(PIN_TRIES, PIN_FIRST_SECONDS, PIN_LONGEST_SECONDS),
    "address": Scale(PIN_TRIES, PIN_FIRST_SECONDS, PIN_LONGEST_SECONDS),
    # Beside an address that waits: counted with it, so that at once there is none.
    "aside": Scale(PIN_TRIES, PIN_ASIDE_SECONDS, PIN_ASIDE_SECONDS),
    "event": Scale(PIN_EVENT_TRIES, PIN_EVENT_SECONDS, PIN_EVENT_SECONDS),
    "server": Scale(PIN_SERVER_TRIES, PIN_EVENT_SECONDS, PIN_EVENT_SECONDS),
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who tries: the browser by its id, its address, and the event of the page ("" is unknown).

    `holds` is a link of this server that the browser holds, "" where it holds none.
    """

    browser: str
    address: str
    event: str = ""
    holds: str = ""

    @property
    def keys(self) -> dict[Scope, str]:
        """What counts of this one, by its scope."""
        if self.holds:
            return {"browser": f"holds/{hashlib.sha256(self.holds.encode()).hexdigest()[:16]}"}
        network = network_of(self.address)
        return {
            "browser": self.browser,
            "address": network,
            "aside": network,
            "event": self.event,
            "server": "",
        }


class Store(Protocol):
    """Where the counts are. `alone` lets one at a time in, of all processes that share it."""

    def alone(self) -> AbstractContextManager[None]:
        """Within it nobody else reads or writes counts."""
        ...

    def read(self, keys: Mapping[Scope, str]) -> tuple[float, dict[Scope, Count]]:
        """The time now, and the count of each."""
        ...

    def write(self, keys: Mapping[Scope, str], counts: Mapping[Scope, Count]) -> None:
        """Keep these counts; each is forgotten after an hour in which it was not written."""
        ...

    def all(self) -> tuple[float, dict[tuple[Scope, str], Count]]:
        """The time now, and every count there is."""
        ...

    def forget(self, keys: list[tuple[Scope, str]]) -> None:
        """Drop these counts."""
        ...


class TooMany(Exception):
    """The asker waits before the next try is looked up."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = max(1, round(seconds + 0.5))


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that waits: its wrong tries within the hour, and for how many seconds."""

    address: str
    wrong: int
    seconds: int


class Tries:
    """Looks PINs up for who may try."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, asker: Asker, look_up: Callable[[], Found | None]) -> Found | None:
        """What `look_up` finds; None is a wrong try, which stays counted. Raises TooMany."""
        keys = asker.keys
        # Most of a flood is turned away without holding anybody up.
        _check(*self._store.read(keys))
        with self._store.alone():
            now, before = self._store.read(keys)
            _check(now, before)
            counted = {scope: _one_more(scope, now, before[scope]) for scope in keys}
            self._store.write(keys, counted)
            found: Found | None = None
            wrong = False
            try:
                found = look_up()
                wrong = found is None
            finally:
                if not wrong:
                    self._store.write(keys, before)
        if wrong and counted.get("address", Count()).wrong == PIN_TRIES:
            log.warning("%s wrong PINs came from %s: the next ones wait", PIN_TRIES, asker.address)
        return found

    def waiting(self) -> list[Waiting]:
        """The addresses that wait, those that wait longest first."""
        now, counts = self._store.all()
        found = [
            Waiting(name, count.wrong, round(count.until - now + 0.5))
            for (scope, name), count in counts.items()
            if scope == "address" and count.until > now
        ]
        return sorted(found, key=lambda one: -one.seconds)

    def wrong(self, event: str) -> tuple[int, int]:
        """Wrong tries for an event within the hour, of unknown browsers; and seconds it waits."""
        now, counts = self._store.all()
        named = [counts.get(("event", name), Count()) for name in {event, ""}]
        server = counts.get(("server", ""), Count())
        until = max(server.until, *(one.until for one in named))
        return sum(one.wrong for one in named), max(0, round(until - now + 0.5))

    def lift(self, event: str) -> None:
        """Let everybody try again for this event; what other events counted stays."""
        _, counts = self._store.all()
        self._store.forget([key for key in counts if key[0] != "event" or key[1] in (event, "")])


def _check(now: float, counts: Mapping[Scope, Count]) -> None:
    """Raises TooMany where this one waits."""
    # Where the store's clock was put back nobody waits until it is as late again.
    left = {s: min(count.until - now, SCALES[s].longest) for s, count in counts.items()}
    if "address" not in left:
        wait = left["browser"]
    else:
        way = min(left["address"], max(left["browser"], left["aside"]))
        wait = max(way, left["event"], left["server"])
    if wait > 0:
        raise TooMany(wait)


def _one_more(scope: Scope, now: float, count: Count) -> Count:
    wrong = count.wrong + 1
    return replace(count, wrong=wrong, until=now + SCALES[scope].after(wrong))
