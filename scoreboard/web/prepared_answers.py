"""The answers that are kept: drawn once a version of an event, for all who ask for the same."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import NamedTuple

from scoreboard.limits import PREPARED_BYTES, PREPARED_SECONDS, RUSH_ASKS
from scoreboard.storage.event_rows import LedgerHead
from scoreboard.web.prepared import Prepared

# What an answer is of: its event, and what was asked for by whom, in which language.
What = tuple[Hashable, ...]
# What a page is named by first, of all that may be kept.
PAGE = "page"
# So many answers are counted by how often they are asked for; an event has a dozen.
MOST_COUNTED = 1_000


@dataclass(slots=True)
class _Asks:
    """How often one answer was asked for lately; whether that is a rush."""

    since: float
    count: int = 0
    is_rush: bool = False


class _Kept(NamedTuple):
    head: LedgerHead
    prepared: Prepared
    drawn: float


class PreparedAnswers:
    """The answers that are kept: of each event those of its newest version, up to so many bytes.

    Of what a whole hall asks for just now the last version is kept until the next is drawn. Times
    are seconds of `clock`, which only ever grows.
    """

    def __init__(
        self, most_bytes: int = PREPARED_BYTES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most_bytes
        self._clock = clock
        # The one that was not asked for the longest comes first.
        self._kept: OrderedDict[tuple[str, What], _Kept] = OrderedDict()
        self._asks: dict[tuple[str, What], _Asks] = {}
        self._bytes = 0
        self._lock = threading.Lock()
        # Held while one is drawn: whoever wants the same waits for it rather than draw it, too.
        self.drawing = threading.RLock()

    def get(self, slug: str, head: LedgerHead, what: What) -> Prepared | None:
        """The answer of this version of an event; None where it is not kept.

        In a rush a page may be of a version before, a second old at most: to draw it anew after
        each mark would hold up the marks, and who comes is told the newest in a moment anyway.
        """
        # Without the lock, which green threads pay for: at worst somebody has just dropped it.
        key = slug, what
        if (asks := self._asks.get(key)) is not None:
            asks.count += 1
        found = self._kept.get(key)
        if found is None or (found.head != head and not self._may_be_old(found, head, key)):
            return None
        try:
            self._kept.move_to_end(key)
        except KeyError:
            return found.prepared
        return found.prepared

    def _may_be_old(self, found: _Kept, head: LedgerHead, key: tuple[str, What]) -> bool:
        (_, what), asks = key, self._asks.get(key)
        # Who asks for a board by HTTP may ask for what was just written.
        if asks is None or what[0] != PAGE or found.head.ledger != head.ledger:
            return False
        now = self._clock()
        counted = now - asks.since
        if counted >= PREPARED_SECONDS:
            asks.is_rush = asks.count >= RUSH_ASKS * counted
            asks.since, asks.count = now, 0
        return asks.is_rush and now - found.drawn < PREPARED_SECONDS

    def put(self, slug: str, head: LedgerHead, what: What, prepared: Prepared) -> None:
        """Keep the answer of the event's newest version; those of other versions go."""
        if prepared.size > self._most:
            return
        with self._lock:
            now = self._clock()
            for key, one in list(self._kept.items()):
                if key[0] == slug and (key[1] == what or self._is_over(key, one, head)):
                    self._drop(key)
            self._kept[slug, what] = _Kept(head, prepared, now)
            self._bytes += prepared.size
            while self._bytes > self._most:
                self._drop(next(iter(self._kept)))
            if len(self._asks) >= MOST_COUNTED:
                # Whoever asks is counted anew; at worst something is drawn once more.
                self._asks.clear()
            self._asks.setdefault((slug, what), _Asks(now))

    def _is_over(self, key: tuple[str, What], one: _Kept, head: LedgerHead) -> bool:
        asks = self._asks.get(key)
        return one.head != head and (asks is None or not asks.is_rush)

    def __len__(self) -> int:
        return len(self._kept)

    def _drop(self, key: tuple[str, What]) -> None:
        self._bytes -= self._kept.pop(key).prepared.size
