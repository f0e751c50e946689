"""Work that is done once for all who ask for it meanwhile, after who asks has been answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock

log = logging.getLogger(__name__)


class Soon:
    """Calls `work` for each event that is named, one after the other, in one run at a time.

    What is named while it waits its turn is done once; what is named while it is being done, once
    more.
    """

    def __init__(self, work: Callable[[str], None], start: Callable[[Callable[[], None]], object]):
        """`start` begins a run, in a green thread of its own or at once."""
        self._work = work
        self._start = start
        self._lock = Lock()
        self._named: dict[str, None] = {}
        self._runs = False

    def __call__(self, slug: str) -> None:
        """See to an event."""
        with self._lock:
            self._named[slug] = None
            if self._runs:
                return
            self._runs = True
        self._start(self._run)

    @property
    def is_busy(self) -> bool:
        """Whether there is anything that is not done."""
        return self._runs

    def _run(self) -> None:
        while (slug := self._next()) is not None:
            try:
                self._work(slug)
            except Exception:  # any failure at all: the run must go on for the others
                log.exception("what follows a change of %s failed", slug)

    def _next(self) -> str | None:
        with self._lock:
            slug = next(iter(self._named), None)
            if slug is None:
                self._runs = False
            else:
                del self._named[slug]
            return slug
