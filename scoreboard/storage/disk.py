"""Keeping what was written: how long the disk takes for it, and who waits meanwhile."""

from __future__ import annotations

import errno
import logging
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from scoreboard.in_thread import InThread
from scoreboard.limits import (
    COMMIT_ASIDE_SECONDS,
    COMMIT_ON_LOOP_MS,
    SLOW_COMMIT_SECONDS,
    SLOW_TOLD_SECONDS,
)

log = logging.getLogger(__name__)

# What a disk answers that has failed, or is only read since it did.
_FAILED = (errno.EIO, errno.EROFS)


class Disk:
    """Commits, and knows how long the last ones took."""

    def __init__(self) -> None:
        # Does a piece of work in a real thread while others are answered. None: whoever commits
        # waits alone, because it has a thread of its own, or a database server keeps the writes.
        self.aside: InThread | None = None
        # Asked after each commit, where it was made. Raises OSError: the disk may have called kept
        # what it has not.
        self.ask: Callable[[], object] | None = None
        # Why what was committed may not stay, until somebody has tried the disk anew.
        self.failure: OSError | None = None
        self._slow = (0.0, float("-inf"))
        # When a commit last took longer than the loop may be held.
        self._held_up = float("-inf")

    def commit(self, connection: Connection) -> None:
        """Keep what was written on a connection; where the disk is slow others go on meanwhile.

        Where it failed meanwhile, `failure` says so: nobody may be told that it stays.

        Nobody else writes until then (SQLite has one writer), and the writer itself goes on only
        when it is kept. A real thread costs more than a good disk, so it is used for a while after
        a commit that held the loop up.

        Raises:
            sqlalchemy.exc.DBAPIError: it was not kept.
        """
        began = time.monotonic()
        if self.aside is not None and self.is_slow:
            driver: Any = connection.connection.dbapi_connection
            try:
                # The driver alone: in another thread SQLAlchemy would meet locks of the loop's.
                self.aside(lambda: self._kept(driver.commit))
            except sqlite3.Error as error:
                raise DBAPIError.instance("COMMIT", None, error, sqlite3.Error) from error
            # Ends the connection's transaction; what is kept already is not written again.
            connection.commit()
        else:
            self._kept(connection.commit)
        self._took(time.monotonic() - began)

    def _kept(self, commit: Callable[[], object]) -> None:
        commit()
        try:
            if self.ask is not None:
                self.ask()
        except OSError as error:
            if error.errno in _FAILED:
                self.failure = error

    def _took(self, seconds: float) -> None:
        if seconds * 1000 > COMMIT_ON_LOOP_MS:
            self._held_up = time.monotonic()
        if seconds > SLOW_COMMIT_SECONDS:
            self._slow = (seconds, time.monotonic())
            log.warning("it took %.1f s to keep one write: who writes waits for the disk", seconds)

    @property
    def is_slow(self) -> bool:
        """Whether a commit has lately taken longer than anybody but its writer should wait."""
        return time.monotonic() - self._held_up < COMMIT_ASIDE_SECONDS

    @property
    def slow_seconds(self) -> float | None:
        """How long a write has lately taken to be kept, where that was too long."""
        took, at = self._slow
        return took if time.monotonic() - at < SLOW_TOLD_SECONDS else None
