"""Where wrong tries of PINs are counted: in this process, or in Redis for all of them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from scoreboard.limits import BUS_HEALTH_SECONDS, BUS_SECONDS, MOST_TRIERS, PIN_FORGET_SECONDS
from scoreboard.web.tries import Count, Scope, Store

log = logging.getLogger(__name__)

PREFIX = "scoreboard:pins:"
# Longer than a PIN is looked up; a process that dies meanwhile holds the others up no longer.
HELD_SECONDS = 5
_Key = tuple[Scope, str]
Result = TypeVar("Result")


class InMemory:
    """Counts of this process alone, by a monotonic clock."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: dict[_Key, tuple[Count, float]] = {}
        self._lock, self._turn = threading.Lock(), threading.Lock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One at a time."""
        with self._turn:
            yield

    def read(self, keys: Mapping[Scope, str]) -> tuple[float, dict[Scope, Count]]:
        """The time now, and the count of each."""
        now = self._clock()
        with self._lock:
            return now, {scope: self._kept((scope, name), now) for scope, name in keys.items()}

    def _kept(self, key: _Key, now: float) -> Count:
        count, written = self._counts.get(key, (Count(), now))
        return count if now - written < PIN_FORGET_SECONDS else Count()

    def write(self, keys: Mapping[Scope, str], counts: Mapping[Scope, Count]) -> None:
        """Keep these counts; where there are too many, those written longest ago go."""
        now = self._clock()
        with self._lock:
            for scope, name in keys.items():
                # At the end of the order, as what was written last.
                self._counts.pop((scope, name), None)
                if counts[scope] != Count():
                    self._counts[scope, name] = (counts[scope], now)
            while len(self._counts) > MOST_TRIERS:
                del self._counts[next(iter(self._counts))]

    def all(self) -> tuple[float, dict[_Key, Count]]:
        """The time now, and every count there is."""
        now = self._clock()
        with self._lock:
            kept = {key: self._kept(key, now) for key in self._counts}
        return now, {key: count for key, count in kept.items() if count != Count()}

    def forget(self, keys: list[_Key]) -> None:
        """Drop these counts."""
        with self._lock:
            for key in keys:
                self._counts.pop(key, None)


class InRedis:
    """Counts of all processes, by Redis's clock. While it is away each counts by itself."""

    def __init__(self, url: str) -> None:
        import redis  # noqa: PLC0415  # an extra

        self._redis: Any = redis.Redis.from_url(
            url, socket_timeout=BUS_SECONDS, socket_connect_timeout=BUS_SECONDS
        )
        self._away: tuple[type[Exception], ...] = (redis.RedisError,)
        self._alone = InMemory()
        self._until = float("-inf")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One at a time, in whichever process; in this one alone while Redis is away."""
        with self._alone.alone():
            held = self._take_turn()
            try:
                yield
            finally:
                if held is not None:
                    # It may have ended by itself, or with Redis.
                    with suppress(*self._away):
                        held.release()

    def _take_turn(self) -> Any:
        if not self._is_there():
            return None
        held = self._redis.lock(
            f"{PREFIX}turn", timeout=HELD_SECONDS, blocking_timeout=HELD_SECONDS
        )
        try:
            return held if held.acquire() else None
        except self._away as error:
            self._gone(error)
            return None

    def read(self, keys: Mapping[Scope, str]) -> tuple[float, dict[Scope, Count]]:
        """The time now, and the count of each."""

        def ask() -> tuple[float, dict[Scope, Count]]:
            found = self._redis.mget([_name(key) for key in keys.items()])
            return self._now(), {s: _read(text) for s, text in zip(keys, found, strict=True)}

        return self._asked(ask, lambda: self._alone.read(keys))

    def write(self, keys: Mapping[Scope, str], counts: Mapping[Scope, Count]) -> None:
        """Keep these counts for an hour."""

        def tell() -> None:
            with self._redis.pipeline() as together:
                for key in keys.items():
                    count = counts[key[0]]
                    told = f"{count.wrong} {count.until!r}"
                    together.set(_name(key), told, ex=PIN_FORGET_SECONDS)
                together.execute()

        self._asked(tell, lambda: self._alone.write(keys, counts))

    def all(self) -> tuple[float, dict[_Key, Count]]:
        """The time now, and every count there is."""

        def ask() -> tuple[float, dict[_Key, Count]]:
            names = list(self._redis.scan_iter(f"{PREFIX}*/*", count=500))[:MOST_TRIERS]
            found = self._redis.mget(names) if names else []
            kept = {_key(name): _read(text) for name, text in zip(names, found, strict=True)}
            return self._now(), {key: count for key, count in kept.items() if count != Count()}

        return self._asked(ask, self._alone.all)

    def forget(self, keys: list[_Key]) -> None:
        """Drop these counts."""
        self._alone.forget(keys)
        if keys:
            self._asked(lambda: self._redis.delete(*map(_name, keys)), lambda: None)

    def _asked(self, there: Callable[[], Result], alone: Callable[[], Result]) -> Result:
        """What Redis says, or this process while it is away."""
        if self._is_there():
            try:
                return there()
            except self._away as error:
                self._gone(error)
        return alone()

    def _now(self) -> float:
        seconds, micros = self._redis.time()
        return float(seconds) + float(micros) / 1e6

    def _is_there(self) -> bool:
        return time.monotonic() >= self._until

    def _gone(self, error: Exception) -> None:
        log.warning("PINs are counted in this process alone while Redis is away: %s", error)
        self._until = time.monotonic() + BUS_HEALTH_SECONDS


def store_of(queue: str | None) -> Store:
    """Where processes that are joined by this queue count together."""
    return InMemory() if queue is None else InRedis(queue)


def _name(key: _Key) -> str:
    return f"{PREFIX}{key[0]}/{key[1]}"


def _key(name: bytes) -> _Key:
    scope, _, rest = name.decode().removeprefix(PREFIX).partition("/")
    return scope, rest  # type: ignore[return-value]  # as `_name` wrote it


def _read(text: bytes | None) -> Count:
    if text is None:
        return Count()
    wrong, until = text.split()
    return Count(int(wrong), float(until))
