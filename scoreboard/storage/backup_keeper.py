"""Backups that are made by themselves: when one is due, and whether the last one succeeded."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Lock

from sqlalchemy.exc import SQLAlchemyError

from scoreboard.contest.record.kinds import KINDS
from scoreboard.limits import BACKUP_AGAIN_SECONDS, BACKUP_PAUSE_SECONDS, BACKUP_SECONDS
from scoreboard.storage.backup import BackupFailed
from scoreboard.storage.backup_set import Backups
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.cached_book import head_of
from scoreboard.storage.database import in_short
from scoreboard.storage.event_rows import LedgerHead
from scoreboard.storage.rolling import Kept
from scoreboard.storage.set_aside import SetAside

_LOOK_SECONDS = 1

log = logging.getLogger(__name__)


class BackupKeeper:
    """Makes a backup when a round is closed or a stage announced, and of all else in time.

    It is told of each write, after its answer, and makes the copies in a task of its own: nobody
    who writes waits for one, and one that fails stops nobody.
    """

    def __init__(
        self, backups: Backups, books: BookCache, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.backups = backups
        self._books = books
        self._clock = clock
        # The newest entry of each event that was looked at.
        self._seen: dict[str, LedgerHead] = {}
        # Events with something that is in no backup, and since when: the oldest first.
        self._unkept: dict[str, float] = {}
        self._due: str | None = None
        self._made: float | None = None
        self._newest = ""
        self._one_at_a_time = Lock()
        self._failed: float | None = None
        # Why the last attempt failed; None where it did not.
        self.trouble: BackupFailed | None = None

    def begin(self) -> None:
        """Begin with what is there: what was written since the newest backup is in none.

        Raises OSError.
        """
        newest = max((one.at for one in self.backups.kept()), default=None)
        for slug in self._books.events():
            book = self._books.glance(slug)
            if book is None or not book.entries:
                continue
            self._seen[slug] = head_of(book)
            if newest is None or datetime.fromisoformat(book.entries[-1].at) > newest:
                self._unkept[slug] = self._clock()

    def written(self, slug: str) -> None:
        """Something was written in an event: is a backup due?"""
        book = self._books.glance(slug)
        if book is None or (head := head_of(book)) == (seen := self._seen.get(slug)):
            return
        self._seen[slug] = head
        self._unkept.setdefault(slug, self._clock())
        known = seen.version if seen is not None and seen.ledger == head.ledger else 0
        if any(KINDS[entry.kind].completes for entry in book.entries[known:]):
            self._due = slug

    def newest(self) -> str:
        """The name of the backup that was made last; "" before the first."""
        return self._newest

    @property
    def waiting_seconds(self) -> float:
        """For how long something has been written that is in no backup; 0 where all is in one."""
        oldest = min(self._unkept.values(), default=None)
        return 0 if oldest is None else self._clock() - oldest

    @property
    def is_late(self) -> bool:
        """Whether somebody must be told: it failed, or what was written waits for far too long."""
        return self.trouble is not None or self.waiting_seconds > 2 * BACKUP_SECONDS

    def watch(self, sleep: Callable[[float], object]) -> None:
        """Make what is due until the process ends; `sleep` lets everybody else be served."""
        try:
            self.begin()
        except OSError as error:
            log.warning("the folder of backups cannot be read: %s", error.strerror)
        while True:
            sleep(_LOOK_SECONDS)
            self.look()

    def look(self) -> Kept | None:
        """Make a backup if one is due; what was made."""
        slug = self._slug_due()
        return self.make(slug) if slug is not None else None

    def now(self, slug: str) -> Kept:
        """A backup that holds all that is written: a new one, or the newest where it does.

        Raises BackupFailed.
        """
        for known in self._books.events():
            # What another process has written is in no backup of this one either.
            with suppress(SetAside):
                self._books.read(known, lambda _: None)
            self.written(known)
        newest = next(iter(self.backups.kept()), None) if not self._unkept else None
        made = newest if newest is not None and newest.name == self._newest else self.make(slug)
        # A round that is closed a moment later has its own all the same.
        self._made = None
        if made is None:
            raise self.trouble or BackupFailed("nothing was made")
        return made

    def make(self, slug: str) -> Kept | None:
        """Make a backup now; None where it fails, which is logged once and told at the desk."""
        with self._one_at_a_time:
            return self._make(slug)

    def _make(self, slug: str) -> Kept | None:
        # What is written from here on may not be in it.
        due, self._due = self._due, None
        unkept, self._unkept = self._unkept, {}
        try:
            made = self.backups.make(slug)
        except BackupFailed as failed:
            self._note(failed)
        except SQLAlchemyError as error:
            self._note(BackupFailed("%(why)s.", why=in_short(error)))
        except Exception as error:  # any failure at all: the desk must hear of it
            log.exception("a backup could not be made")
            self._note(BackupFailed("%(why)s.", why=error))
        else:
            if self.trouble is not None:
                log.warning("backups are made again: %s", made.name)
            self.trouble, self._failed, self._made = None, None, self._clock()
            self._newest = made.name
            return made
        self._due = self._due or due
        self._unkept = {**self._unkept, **unkept}
        return None

    def _note(self, failed: BackupFailed) -> None:
        """Say that no backup was made: to the log once, to the desk until one is."""
        if self.trouble is None or str(failed) != str(self.trouble):
            log.warning("no backup was made: %s", failed)
        self.trouble, self._failed = failed, self._clock()

    def _slug_due(self) -> str | None:
        now = self._clock()
        if self._failed is not None and now - self._failed < BACKUP_AGAIN_SECONDS:
            return None
        if self._made is not None and now - self._made < BACKUP_PAUSE_SECONDS:
            return None
        if self._due is not None:
            return self._due
        late = self.waiting_seconds >= BACKUP_SECONDS or (self._failed and self._unkept)
        return min(self._unkept, key=lambda slug: self._unkept[slug]) if late else None
