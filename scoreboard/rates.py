"""How much may come from one line and from one address; beyond it the line is closed.

A hall may have a single address, that of its router: what an address may send is a hall's worth,
and where that is used up only those lines of it are closed that say more than any page does. A
network of IPv6 counts as one address (`network_of`).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from scoreboard.limits import (
    ADDRESS_CONNECTS,
    ADDRESS_CONNECTS_A_SECOND,
    ADDRESS_MESSAGES,
    ADDRESS_MESSAGES_A_SECOND,
    ADDRESS_REQUESTS,
    ADDRESS_REQUESTS_A_SECOND,
    LINE_MESSAGES,
    LINE_MESSAGES_A_SECOND,
    MOST_ADDRESSES,
    SAID_SECONDS,
)
from scoreboard.network import network_of

# A message counts once, and once more for each kilobyte that it has.
COST_BYTES = 1_024


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in one moment, and so many more in each second."""

    at_once: int
    a_second: float


LINE = Rate(LINE_MESSAGES, LINE_MESSAGES_A_SECOND)
# What an ordinary page says: its signs of life, and now and then something more.
PAGE = Rate(20, 1)
ADDRESS = Rate(ADDRESS_MESSAGES, ADDRESS_MESSAGES_A_SECOND)
ADDRESS_ASKS = Rate(ADDRESS_REQUESTS, ADDRESS_REQUESTS_A_SECOND)
ADDRESS_COMES = Rate(ADDRESS_CONNECTS, ADDRESS_CONNECTS_A_SECOND)


class Bucket:
    """What may still be taken at a rate; it fills again with time."""

    __slots__ = ("_at", "_left")

    def __init__(self, rate: Rate, now: float) -> None:
        self._left: float = rate.at_once
        self._at = now

    def take(self, rate: Rate, now: float, cost: float = 1) -> bool:
        """Take so much; False, and nothing is taken, where there is less."""
        self._left = min(rate.at_once, self._left + (now - self._at) * rate.a_second)
        self._at = now
        if self._left < cost:
            return False
        self._left -= cost
        return True


class _Address:
    """What comes from one address."""

    __slots__ = ("asks", "comes", "says")

    def __init__(self, now: float) -> None:
        self.says = Bucket(ADDRESS, now)
        self.asks = Bucket(ADDRESS_ASKS, now)
        self.comes = Bucket(ADDRESS_COMES, now)


class Rates:
    """Counts what comes, by address. Times are seconds of `clock`, which only ever grows."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        # By their networks.
        self._addresses: OrderedDict[str, _Address] = OrderedDict()
        self._said: OrderedDict[Hashable, float] = OrderedDict()
        # Looked up now, not at import: green threads replace it.
        self._lock = threading.Lock()

    def line(self, address: str) -> Talk:
        """What a socket of this address may say from now on."""
        return Talk(self, network_of(address), self._clock)

    def asks(self, address: str) -> bool:
        """Whether one more request of somebody unknown may come from an address."""
        now = self._clock()
        return self._of(network_of(address), now).asks.take(ADDRESS_ASKS, now)

    def comes(self, address: str) -> bool:
        """Whether one more socket of somebody unknown may be opened from an address."""
        now = self._clock()
        return self._of(network_of(address), now).comes.take(ADDRESS_COMES, now)

    def says(self, network: str, now: float) -> bool:
        """Whether one more message may come from a network."""
        return self._of(network, now).says.take(ADDRESS, now)

    def is_news(self, address: str, *about: Hashable) -> bool:
        """Whether this of an address has not been logged lately: who repeats it fills no disk."""
        now = self._clock()
        what = network_of(address), *about
        with self._lock:
            at = self._said.get(what)
            if at is not None and now - at < SAID_SECONDS:
                return False
            self._said[what] = now
            self._said.move_to_end(what)
            if len(self._said) > MOST_ADDRESSES:
                self._said.popitem(last=False)
        return True

    def _of(self, network: str, now: float) -> _Address:
        # Without the lock, which green threads pay for: at worst somebody has just dropped it.
        known = self._addresses.get(network)
        if known is not None:
            try:
                self._addresses.move_to_end(network)
            except KeyError:
                pass
            else:
                return known
        with self._lock:
            known = self._addresses.get(network)
            if known is None:
                known = self._addresses[network] = _Address(now)
                if len(self._addresses) > MOST_ADDRESSES:
                    self._addresses.popitem(last=False)
            else:
                self._addresses.move_to_end(network)
            return known


class Talk:
    """What one socket may say."""

    __slots__ = ("_calm", "_clock", "_network", "_own", "_rates", "is_eager")

    def __init__(self, rates: Rates, network: str, clock: Callable[[], float]) -> None:
        self._rates = rates
        self._network = network
        self._clock = clock
        now = clock()
        self._own, self._calm = Bucket(LINE, now), Bucket(PAGE, now)
        # Whether it says more than a page does, and so waits for everybody else.
        self.is_eager = False

    def hears(self, size: int = 0, *, times: int = 1, known: bool = False) -> bool:
        """Whether what came may be taken: a message of so many bytes, or `times` as costly.

        `known`: somebody signed in says it; then the address counts for nothing.
        """
        now = self._clock()
        self.is_eager = not self._calm.take(PAGE, now)
        if not self._own.take(LINE, now, times + size // COST_BYTES):
            return False
        return self._rates.says(self._network, now) or known or not self.is_eager
