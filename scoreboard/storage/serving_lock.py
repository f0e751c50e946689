"""One server at a time on an embedded database: a lock file beside it says which.

The system lets the lock go when the process ends, however it ends; what is left is a file without
a meaning. Commands (`load`, `backup`, `verify`) work beside a server and take no lock.
"""

from __future__ import annotations

import errno
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

# Where the lock is taken on Windows: behind all that is written, which others may then read.
_FAR = 1 << 20
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that serves a database, since when, and at which address: http://0.0.0.0:8000.

    0 and "" where it does not say.
    """

    process: int = 0
    since: str = ""
    at: str = ""

    def __str__(self) -> str:
        if not self.process:
            return "another process"
        return f"process {self.process}, since {self.since}"


class Served(Exception):
    """Another process serves this database."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(str(holder))
        self.holder = holder


def lock_file(database: Path) -> Path:
    """The lock file of a database."""
    return database.with_name(f"{database.name}.lock")


def take(database: Path, now: datetime) -> IO[str] | None:
    """Keep other servers off as long as what is returned is open; None where nothing can be locked.

    Raises Served.
    """
    path = lock_file(database)
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8")
    except OSError:
        # What cannot be written cannot be served either, and says so itself.
        return None
    try:
        _lock(file)
    except OSError as error:
        with file:
            if error.errno in _HELD:
                raise Served(_read(file)) from None
        return None
    _write(file, Holder(os.getpid(), now.isoformat(timespec="seconds")))
    return file


def say_where(file: IO[str], address: str) -> None:
    """Let other commands know at which address the holder of a lock is reached."""
    with suppress(OSError):
        _write(file, replace(_read(file), at=address))


def holder(database: Path) -> Holder | None:
    """Who serves a database now; None where nobody does."""
    path = lock_file(database)
    with suppress(OSError), path.open("r+", encoding="utf-8") as file:
        try:
            _lock(file)
        except OSError as error:
            return _read(file) if error.errno in _HELD else None
    return None


def _lock(file: IO[str]) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    file.seek(_FAR)  # type: ignore[unreachable]  # Windows
    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    file.seek(0)


def _write(file: IO[str], holder: Holder) -> None:
    file.seek(0)
    file.truncate()
    json.dump(asdict(holder), file)
    file.flush()


def _read(file: IO[str]) -> Holder:
    try:
        file.seek(0)
        said = json.load(file)
        return Holder(int(said["process"]), str(said["since"]), str(said.get("at", "")))
    except (OSError, ValueError, TypeError, KeyError):
        # Just taken, and not written yet.
        return Holder()
