"""What the processes of one server tell one another, over Redis. Only this file speaks to it.

Boards do not travel: each process draws them for its own screens, so every change is published once
to each. What is told here is small, and nothing rests on it alone: what is lost while Redis is away
is found in the database by the watch, or is told again within seconds.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import closing
from threading import Event
from typing import Any, Literal

from scoreboard.limits import (
    BUS_HEALTH_SECONDS,
    BUS_KEEPS_SECONDS,
    BUS_SECONDS,
    MOST_ON_THE_BUS,
)

# What has been written or revoked, what a process knows of its screens and of late marks, and what
# the desk asks of a screen.
Kind = Literal["changed", "revoked", "screens", "refused", "command"]
Act = Callable[[dict[str, Any]], object]
PAUSE_SECONDS = 1

log = logging.getLogger(__name__)


class Bus:
    """Tells the other processes of the server; alone it tells nobody.

    `process` names this one: nobody hears what they said themselves.
    """

    def __init__(self, address: str | None, secret_key: str, process: str) -> None:
        self._address = address
        self.process = process
        # Two servers may share one Redis.
        name = hmac.new(secret_key.encode(), b"bus", hashlib.sha256).hexdigest()[:16]
        self._channel = f"scoreboard:{name}"
        self._acts: dict[str, Act] = {}
        self._outgoing: deque[tuple[float, str]] = deque(maxlen=MOST_ON_THE_BUS)
        # Looked up now, not at import: green threads replace it.
        self._news = Event()
        self._open = self._away = False

    @property
    def alone(self) -> bool:
        """Whether there are no other processes."""
        return self._address is None

    @property
    def away(self) -> bool:
        """Whether Redis did not answer lately."""
        return self._away

    @property
    def waiting(self) -> int:
        """How many messages have not gone out yet."""
        return len(self._outgoing)

    def on(self, kind: Kind, act: Act) -> None:
        """Let what another process tells of this kind do something."""
        self._acts[kind] = act

    def tell(self, kind: Kind, said: Mapping[str, Any]) -> None:
        """Tell the others soon; never waits, and never fails whoever tells."""
        if self._open:
            line = json.dumps({"from": self.process, "kind": kind, "said": said})
            self._outgoing.append((time.monotonic(), line))
            self._news.set()

    def open(self, start: Callable[..., object], sleep: Callable[[float], object]) -> None:
        """From now on tell and listen, in two tasks of their own."""
        if self._address is not None and not self._open:
            self._open = True
            start(self._keep, self._send, sleep)
            start(self._keep, self._listen, sleep)

    def _keep(self, work: Callable[[], None], sleep: Callable[[float], object]) -> None:
        """Do it for ever; whenever Redis goes away, say it once and try again."""
        import redis  # noqa: PLC0415  # only where several processes serve

        while True:
            try:
                if self._away:
                    with closing(self._connection()) as asked:
                        asked.ping()
                    self._away = False
                    log.warning("Redis answers again")
                work()
            except (redis.RedisError, OSError) as error:
                if not self._away:
                    self._away = True
                    log.warning("Redis does not answer: %s", error)
                sleep(PAUSE_SECONDS)

    def _connection(self) -> Any:
        import redis  # noqa: PLC0415

        return redis.Redis.from_url(
            str(self._address),
            socket_timeout=BUS_SECONDS,
            socket_connect_timeout=BUS_SECONDS,
            health_check_interval=BUS_HEALTH_SECONDS,
        )

    def _send(self) -> None:
        with closing(self._connection()) as redis:
            while True:
                self._news.wait()
                self._news.clear()
                while self._outgoing:
                    at, line = self._outgoing[0]
                    # Nobody waits for a command of a minute ago, and boards come by the database.
                    if time.monotonic() - at < BUS_KEEPS_SECONDS:
                        try:
                            redis.publish(self._channel, line)
                        except BaseException:
                            self._news.set()
                            raise
                    self._outgoing.popleft()

    def _listen(self) -> None:
        with closing(self._connection()) as redis, closing(redis.pubsub()) as ears:
            ears.subscribe(self._channel)
            while True:
                # Not for ever: a line that broke without a word is noticed by the health check.
                message = ears.get_message(
                    ignore_subscribe_messages=True, timeout=BUS_HEALTH_SECONDS
                )
                if message is not None:
                    self._hear(message["data"])

    def _hear(self, line: bytes) -> None:
        try:
            told = json.loads(line)
            act = self._acts.get(told["kind"])
            if act is not None and told["from"] != self.process:
                act(told["said"])
        except Exception:  # any failure at all: the next message must be heard
            log.exception("what another process told could not be used")


class Others:
    """The shares that other processes told, by event, as long as these go on telling."""

    def __init__(self, keep_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._keep_seconds = keep_seconds
        self._clock = clock
        self._known: dict[str, dict[str, tuple[float, dict[str, Any]]]] = {}

    def take(self, share: dict[str, Any]) -> None:
        """Remember a share, which names its event and process, in place of its older one."""
        of_event = self._known.setdefault(share["event"], {})
        of_event[share["process"]] = (self._clock(), share)

    def of(self, slug: str) -> list[dict[str, Any]]:
        """What the others know of an event now; nothing of those that have fallen silent."""
        since = self._clock() - self._keep_seconds
        kept = {name: one for name, one in self._known.get(slug, {}).items() if one[0] >= since}
        if slug in self._known:
            self._known[slug] = kept
        return [share for _, share in kept.values()]
