"""Counts wrong PINs by a monotonic clock: setting the time back must not lock judges out."""

from __future__ import annotations

import time
from threading import Lock

from limits.storage import Storage


class Tries(Storage):
    """Flask-Limiter's counters in memory; `STEADY` is their address. Fixed windows only."""

    STORAGE_SCHEME = ["steady"]  # noqa: RUF012  # as the base class has it

    def __init__(self, uri: str | None = None, **options: bool) -> None:
        super().__init__(uri, **options)
        self._counted: dict[str, tuple[int, float]] = {}
        self._lock = Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a failing store raises; this one cannot fail."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count, in a window that begins with its first."""
        now = time.monotonic()
        with self._lock:
            if len(self._counted) > 1000:
                self._counted = {k: kept for k, kept in self._counted.items() if kept[1] > now}
            count, ends = self._counted.get(key, (0, 0.0))
            count, ends = (count, ends) if ends > now else (0, now + expiry)
            self._counted[key] = (count + amount, ends)
            return count + amount

    def get(self, key: str) -> int:
        """How many there are in the window that runs."""
        count, ends = self._counted.get(key, (0, 0.0))
        return count if ends > time.monotonic() else 0

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds of the time of day, as headers want it."""
        _, ends = self._counted.get(key, (0, 0.0))
        return time.time() + max(0.0, ends - time.monotonic())

    def check(self) -> bool:
        """Whether the store can be used."""
        return True

    def reset(self) -> int | None:
        """Forget everything."""
        with self._lock:
            count = len(self._counted)
            self._counted = {}
            return count

    def clear(self, key: str) -> None:
        """Forget one window."""
        with self._lock:
            self._counted.pop(key, None)


STEADY = "steady://"
