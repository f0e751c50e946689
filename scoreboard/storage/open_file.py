"""The file of an embedded database as this process opened it: is it still the one of that name?

An open file that is deleted takes commits for ever, and nobody finds them again: only the identity
of what stands under the name tells (device and inode). The same goes for the two files beside it:
what was committed last stands in the WAL alone.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scoreboard.contest.words import N_

# What may be gone because the name is: anything else is a disk that does not answer.
_NO_SUCH = (errno.ENOENT, errno.ENOTDIR)
BESIDE = ("", "-wal", "-shm")

REMOVED = N_("%(file)s was removed or moved while the server was running.")
REPLACED = N_("Another file was put in the place of %(file)s while the server was running.")
OUT_OF_REACH = N_("%(file)s cannot be reached any more: %(why)s.")
DAMAGED = N_("%(file)s was changed by another program, and does not hold any more: %(why)s.")


@dataclass(frozen=True, slots=True)
class Lost:
    """What happened to a file that was open: a message id with its names."""

    text: str
    names: dict[str, object]


class OpenFile:
    """Holds the database's files open by a connection of its own, which reads what they hold."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.Error where the file cannot be opened; it is never made."""
        self.path = path
        self._paths = [path.with_name(f"{path.name}{ending}") for ending in BESIDE]
        uri = f"{path.resolve().as_uri()}?mode=rw"
        # Copied in a thread of its own, while nobody else uses it.
        self._held = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        # Opens the two files beside it, which stay while a connection does.
        self._held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self._known = [_identity(one) for one in self._paths]
        self._sizes = self._sizes_now()
        self._written = self._written_now()
        # Without a name and without content: it is only there to be made longer.
        self._trial: IO[bytes] | None = None
        with suppress(OSError):
            self._trial = tempfile.TemporaryFile(dir=path.parent, buffering=0)  # noqa: SIM115
        self._asked = 0

    def lost(self) -> Lost | None:
        """What happened to the files, if anything did; three questions to the system."""
        for path, known in zip(self._paths, self._known, strict=True):
            try:
                found = os.stat(path)  # noqa: PTH116  # asked before every answer to a mark
            except OSError as error:
                if error.errno in _NO_SUCH:
                    return Lost(REMOVED, {"file": path})
                return Lost(OUT_OF_REACH, {"file": path, "why": error.strerror})
            if (found.st_dev, found.st_ino) != known:
                return Lost(REPLACED, {"file": path})
        return None

    def may_only_be_read(self) -> bool:
        """Whether its disk is only read: as systems do with one that has failed, at any moment."""
        try:
            if self._trial is not None:
                # Linux since 6.12 does not say so of an ext4 that has failed; it refuses even this.
                os.pwrite(self._trial.fileno(), b"", 0)
            return bool(os.statvfs(self.path).f_flag & os.ST_RDONLY)
        except AttributeError:
            # Windows has no such question.
            return False
        except OSError as error:
            # A file that is gone is said to be.
            return error.errno == errno.EROFS

    def ask_disk(self) -> None:
        """Ask after a commit whether its disk was well until now. Raises OSError where it was not.

        While an ext4 fails, for milliseconds between the end of its journal and the moment from
        which it is only read, Linux calls kept (fsync: 0) what is gone after the repair. Whatever
        needs the journal itself fails from the first of them on: a file that is made longer does.
        """
        if self._trial is not None:
            self._asked += 1
            os.ftruncate(self._trial.fileno(), self._asked)

    def is_shorter(self) -> bool:
        """Whether it, or what waits beside it, has been cut since this was asked last.

        Neither ever is while the file is served.
        """
        before, self._sizes = self._sizes, self._sizes_now()
        return any(now < then for now, then in zip(self._sizes, before, strict=True))

    def is_written(self) -> bool:
        """Whether it has been written to since this was asked last, by whomever."""
        before, self._written = self._written, self._written_now()
        return before != self._written

    def _sizes_now(self) -> list[int]:
        # Of the database and of the WAL; what stands beside them for memory's sake does not count.
        return [os.stat(path).st_size for path in self._paths[:2]]  # noqa: PTH116

    def _written_now(self) -> int:
        return os.stat(self.path).st_mtime_ns  # noqa: PTH116

    def copy_to(self, target: Path) -> None:
        """All that was committed here, whatever stands under the name now. Raises sqlite3.Error."""
        with closing(sqlite3.connect(target)) as copy:
            self._held.backup(copy)
            # One file, without a journal beside it that could be left behind.
            copy.execute("PRAGMA journal_mode=DELETE")

    def close(self) -> None:
        """Let the files go."""
        self._held.close()
        if self._trial is not None:
            self._trial.close()


def _identity(path: Path) -> tuple[int, int]:
    found = os.stat(path)  # noqa: PTH116  # as above
    return found.st_dev, found.st_ino
