"""What disks do and refuse, in words."""

from __future__ import annotations

import errno
import sqlite3

from scoreboard.contest.words import N_

_FULL = N_("The disk is full.")
_ONLY_READ = N_("The disk can only be read.")
_NOT_ALLOWED = N_("The folder may not be written to.")
_GONE = N_("The disk is not there, or does not answer.")
_NO_FILE = N_("The file is not there, or cannot be opened.")
_NO_FOLDER = N_("There is no such folder.")

_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _ONLY_READ,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EIO: _GONE,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.ENOTCONN: _GONE,
    errno.ESTALE: _GONE,
    errno.ETIMEDOUT: _GONE,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
}
_SQLITE_WORDS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _ONLY_READ,
    sqlite3.SQLITE_IOERR: _GONE,
    sqlite3.SQLITE_PERM: _NOT_ALLOWED,
    sqlite3.SQLITE_CANTOPEN: _NO_FILE,
}


def disk_words(error: OSError | sqlite3.Error) -> str | None:
    """What a disk refused, as a message id; None where it is nothing of the kind."""
    if isinstance(error, OSError):
        return _WORDS.get(error.errno or 0)
    # The lower byte is the kind; above it stands the particular case.
    return _SQLITE_WORDS.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)


def disk_words_of(number: int) -> str | None:
    """The same of an error's number."""
    return _WORDS.get(number)
