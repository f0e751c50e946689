"""What fails in a database, in words for whoever stands beside the laptop."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from scoreboard.contest.words import N_
from scoreboard.storage.writable import Reason

FULL = N_(
    "The disk is full: %(free)s left in %(folder)s. Nothing was written. Make room on it: it is "
    "tried again by itself."
)
READ_ONLY = N_(
    "The disk cannot be written: %(file)s may only be read. Nothing was written. Unlock the disk "
    "or the file: it is tried again by itself."
)
DISK_FAILS = N_(
    "The disk fails: %(file)s cannot be read or written (%(why)s). Nothing was written; it is "
    "tried again by itself. Make a backup on another disk."
)
DAMAGED = N_(
    "%(file)s is damaged (%(why)s). Nothing was written. Restore the newest backup, or the copy "
    "of a second laptop."
)
SERVER_FULL = N_("The database server's disk is full. Nothing was written; it is tried again.")
SERVER_READ_ONLY = N_("The database server only answers what is read. Nothing was written.")
AWAY = N_("Nothing was written. The server tries again with the next request.")

_OF_THE_DISK = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: DISK_FAILS,
    sqlite3.SQLITE_CANTOPEN: DISK_FAILS,
    sqlite3.SQLITE_PERM: READ_ONLY,
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# PostgreSQL's words for it.
_ON_A_SERVER = {"53100": SERVER_FULL, "25006": SERVER_READ_ONLY}
# Less than this, and a disk that fails is called full.
_NOTHING_LEFT = 256 * 1024


def trouble(error: SQLAlchemyError, file: Path | None) -> Reason:
    """What has failed; `file` is that of an embedded database, None on a database server."""
    state = getattr(_said_by(error), "sqlstate", None)
    if file is None:
        return Reason(_ON_A_SERVER.get(state or "", AWAY))
    kind = _kind(error)
    if kind in _DAMAGED:
        return Reason(DAMAGED, {"file": file, "why": _said_by(error)})
    text = _OF_THE_DISK.get(kind, AWAY)
    if text == DISK_FAILS and (free := _free(file.parent)) is not None and free < _NOTHING_LEFT:
        text = FULL
    elif text == DISK_FAILS and _may_only_be_read(file.parent):
        text = READ_ONLY
    return Reason(text, _names(text, error, file))


def trouble_after(error: OSError, file: Path) -> Reason:
    """What has failed where the disk failed just after it had called something kept."""
    if error.errno == errno.EROFS:
        return Reason(READ_ONLY, {"file": file})
    return Reason(DISK_FAILS, {"file": file, "why": error.strerror})


def is_of_the_disk(error: SQLAlchemyError) -> bool:
    """Whether it is the disk of an embedded database that fails."""
    return _kind(error) in _OF_THE_DISK


def is_damage(error: SQLAlchemyError) -> bool:
    """Whether an embedded database holds something else than was written."""
    return _kind(error) in _DAMAGED


def _names(text: str, error: SQLAlchemyError, file: Path) -> dict[str, object]:
    if text == FULL:
        free = _free(file.parent)
        left = "?" if free is None else f"{free / 1024**2:.1f} MB"
        return {"free": left, "folder": file.parent}
    if text == READ_ONLY:
        return {"file": file}
    return {"file": file, "why": _said_by(error)} if text == DISK_FAILS else {}


def _said_by(error: SQLAlchemyError) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else None


def _kind(error: SQLAlchemyError) -> int:
    # The lower byte is the kind; above it stands the particular case.
    return (getattr(_said_by(error), "sqlite_errorcode", None) or 0) & 0xFF


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _may_only_be_read(folder: Path) -> bool:
    """Whether the disk takes nothing new any more: systems only read one that has failed.

    SQLite itself cannot tell it from other failures, where its file is open already.
    """
    try:
        with tempfile.TemporaryFile(dir=folder):
            return False
    except OSError as error:
        return error.errno == errno.EROFS
