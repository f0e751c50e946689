"""Looks after the file of an embedded database while it is served.

Where the file is lost nothing more is acknowledged, and what was is copied out of the open file,
which still holds it. Where the disk takes nothing, it is tried again until it does.
"""

from __future__ import annotations

import errno
import logging
import os
import shlex
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import event as engine_event
from sqlalchemy.exc import SQLAlchemyError

from scoreboard.contest.record.book import Book
from scoreboard.contest.words import N_
from scoreboard.in_thread import InThread, here
from scoreboard.limits import LOOK_THROUGH_SECONDS, RESCUE_AGAIN_SECONDS
from scoreboard.storage.backup import BackupFailed, as_failure, check, whole
from scoreboard.storage.database import Database, in_short
from scoreboard.storage.from_memory import write_books
from scoreboard.storage.looking_through import examine
from scoreboard.storage.open_file import DAMAGED, Lost, OpenFile
from scoreboard.storage.rescues import RESCUE
from scoreboard.storage.rolling import STAMP
from scoreboard.storage.troubles import is_damage, is_of_the_disk, trouble, trouble_after
from scoreboard.storage.writable import NotWritable, Reason

# Under which names it stops what is written.
_FILE, _DISK = "file", "disk"

COPYING = N_("Nothing more is written. A copy of all that was acknowledged is being made.")
COPIED = N_(
    "Nothing more is written. All that was acknowledged is in %(copy)s. Stop the server, run "
    "%(command)s, then start it again."
)
NOT_COPIED = N_(
    "Nothing more is written. A copy of all that was acknowledged could not be made yet: %(why)s "
    "It is tried again: do not stop the server."
)

LOOK_SECONDS = 1

log = logging.getLogger(__name__)


class FileGuard:
    """Looks at the open file before each answer and each second; saves what it holds."""

    def __init__(
        self,
        database: Database,
        file: OpenFile,
        backups: Path,
        now: Callable[[], datetime],
        in_thread: InThread = here,
        books: Callable[[], Mapping[str, Book]] = dict,
        finish: Callable[[Path], object] = lambda _: None,
    ) -> None:
        """`backups` is the data folder's; `in_thread` copies while others are served.

        `books` are those in memory, by their events. `finish` adds to a copy, as to every backup.
        """
        self._database, self._writable = database, database.writable
        self._file = file
        self._backups = backups
        self._now, self._in_thread = now, in_thread
        self._books, self._finish = books, finish
        # What has happened to the file, and to what it holds, which nothing makes good again.
        self._lost: Lost | None = None
        self._damage: Lost | None = None
        self._looked_through = time.monotonic()
        # The events whose entries somebody has changed in the file, as was said once.
        self._changed: set[str] = set()
        # Where the copy is that was made since the file was lost.
        self.copy: Path | None = None
        self._tried = float("-inf")
        self._writable.questions.append(self.look)
        database.disk.ask = file.ask_disk
        database.failed.append(self._failed)
        engine_event.listen(database.engine, "do_connect", self._before_connecting)

    def look(self) -> None:
        """Stop what is written where the file is lost; go on where it is back as it was."""
        lost = self._damage or self._file.lost()
        if lost is None and (failure := self._failure()) is not None:
            self._stop_for_disk(trouble_after(failure, self._file.path), str(failure))
        if lost == self._lost:
            return
        self._lost = lost
        if lost is None:
            self._writable.allow(of=_FILE)
            self.copy = None
            log.warning("%s is back where it was; it is written again", self._file.path)
            return
        self._stop(lost, Reason(COPYING))

    def tend(self) -> None:
        """What is due each second: look, copy what would be lost, try a disk that took nothing."""
        self.look()
        if self._lost is not None and self.copy is None:
            self._rescue(self._lost)
        elif self._lost is None and self._is_suspicious():
            self._look_through()
        elif self._writable.stopped_by(_DISK):
            self._try_disk()

    def run(self, sleep: Callable[[float], object]) -> None:
        """Tend to it as long as the process lives."""
        while True:
            sleep(LOOK_SECONDS)
            try:
                self.tend()
            except Exception:  # any failure at all: a guard that has gone saves nothing
                log.exception("the database's file could not be looked after")

    def _stop(self, lost: Lost, then: Reason) -> None:
        reason = Reason(lost.text, lost.names, then=then)
        self._writable.stop_for(reason, of=_FILE)
        log.error("%s", reason.said())

    def _is_suspicious(self) -> bool:
        """Whether the file is to be looked through: at once where it was cut, else now and then."""
        try:
            if self._file.is_shorter():
                return True
            due = time.monotonic() - self._looked_through > LOOK_THROUGH_SECONDS
            return due and self._file.is_written()
        except OSError:
            # Gone just now: the next look says so.
            return False

    def _look_through(self) -> None:
        self._looked_through = time.monotonic()
        books = {slug: book for slug, book in self._books().items() if slug not in self._changed}
        found = self._in_thread(partial(examine, self._file.path, list(books)))
        if found.damage:
            self._note_damage(found.damage)
        elif found.event:
            self._changed.add(found.event)
            self._keep_changed(found.event, books[found.event], found.why)

    def _keep_changed(self, slug: str, book: Book, why: str) -> None:
        """Somebody has changed an event's entries in the file: keep what is known of them."""
        target = self._backups / f"{RESCUE}{self._now():{STAMP}}.db"
        try:
            write_books({slug: book}, target, self._now())
        except BackupFailed as failed:
            log.error("%s It is known in memory, but cannot be copied: %s", why, failed)  # noqa: TRY400
        else:
            log.error("%s Another program has changed it; what is known is in %s", why, target)

    def _note_damage(self, why: object) -> None:
        self._damage = Lost(DAMAGED, {"file": self._file.path, "why": why})
        self.look()

    def _before_connecting(self, *_: object) -> None:
        """No new connection to another file, or to none: it would be made, with nothing in it."""
        self.look()
        if self._lost is not None:
            raise NotWritable(self._writable.reason or Reason(self._lost.text, self._lost.names))

    def _rescue(self, lost: Lost) -> None:
        if time.monotonic() - self._tried < RESCUE_AGAIN_SECONDS:
            return
        self._tried = time.monotonic()
        why = ""
        for folder in self._folders():
            target = folder / f"{RESCUE}{self._now():{STAMP}}.db"
            try:
                self._save(target)
            except BackupFailed as error:
                why = why or str(error)
            else:
                self.copy = target
                self._stop(lost, Reason(COPIED, {"copy": target, "command": self._command(target)}))
                return
        self._stop(lost, Reason(NOT_COPIED, {"why": why}))

    def _save(self, target: Path) -> None:
        """Copy what the file holds, or what is in memory. Raises BackupFailed, OSError."""
        books = {} if self._damage is None else self._books()
        try:
            held = self._in_thread(partial(_copy, self._file, target, self._finish))
        except BackupFailed:
            if not books:
                raise
        else:
            if all(held.get(slug, 0) >= book.version for slug, book in books.items()):
                return
        write_books(books, target, self._now())

    def _command(self, copy: Path) -> str:
        data = str(self._backups.parent)
        return shlex.join(["scoreboard", "restore", str(copy), "--force", "--data", data])

    def _folders(self) -> Iterator[Path]:
        """Where a copy may be put, best first: the data folder may be gone with its disk."""
        yield self._backups
        with suppress(RuntimeError):
            yield Path.home()
        yield Path(tempfile.gettempdir())

    def _failed(self, error: SQLAlchemyError) -> None:
        """A write has failed: where it was the disk, nobody else need try before it is well."""
        if is_damage(error):
            self._note_damage(in_short(error))
        self.look()
        if self._lost is None and is_of_the_disk(error):
            self._stop_for_disk(trouble(error, self._file.path), in_short(error))

    def _failure(self) -> OSError | None:
        """Why nothing can be kept, where a disk has called the last commit kept and has failed."""
        if self._file.may_only_be_read():
            return OSError(errno.EROFS, os.strerror(errno.EROFS))
        return self._database.disk.failure

    def _stop_for_disk(self, reason: Reason, why: str) -> None:
        if not self._writable.stopped_by(_DISK):
            log.error("the disk does not take what is written: %s", why)
        self._writable.stop_for(reason, of=_DISK)

    def _try_disk(self) -> None:
        self._database.disk.failure = None
        try:
            self._database.try_to_write()
        except SQLAlchemyError as error:
            if is_of_the_disk(error):
                self._writable.stop_for(trouble(error, self._file.path), of=_DISK)
            return
        if self._failure() is None:
            self._writable.allow(of=_DISK)
            log.warning("the disk takes what is written again")


def _copy(file: OpenFile, target: Path, finish: Callable[[Path], object]) -> dict[str, int]:
    """A checked copy of what an open file holds; its events' lengths. Raises BackupFailed."""
    with as_failure(), whole(target) as part:
        file.copy_to(part)
        finish(part)
        return check(part)
