"""Printing that never raises: no console, closed pipe or full disk ends the program."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import unicodedata
from typing import Any, Final

# Characters that a console may lack, and their replacements.
LIKE: Final = {
    "•": "·", "‧": "·", "・": "·", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'",
    "’": "'", "…": "...", "×": "x", "≥": ">=", "≤": "<=", "\u2009": " ", "\u00a0": " ", "·": ".",
}  # fmt: skip
_PLAIN = "scoreboard.plain"


def steady_output() -> None:
    """Make printing safe from now on: wrong code page, closed pipe and full disk raise nothing."""
    codecs.register_error(_PLAIN, _plainly)
    # Where a stream was closed, the next file opened would take its number, and what is printed.
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name in ("stdout", "stderr"):
        given = getattr(sys, name)
        if given is None:
            setattr(sys, name, io.TextIOWrapper(io.BufferedWriter(_Steady(_Closed())), "utf-8"))
        elif isinstance(given, io.TextIOWrapper):
            setattr(sys, name, _steady(given))


def lost() -> OSError | None:
    """Why something printed on standard output did not arrive; a reader who left is no loss."""
    sys.stdout.flush()
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return raw.lost if isinstance(raw, _Steady) else None


def can_print(text: str) -> bool:
    """Whether standard output has all these signs."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True


class _Steady(io.RawIOBase):
    """Writes on, and drops what cannot be written."""

    def __init__(self, given: Any) -> None:
        super().__init__()
        self._given = given
        self.lost: OSError | None = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return int(self._given.fileno())

    def isatty(self) -> bool:
        return bool(self._given.isatty())

    def write(self, data: Any, /) -> int:
        size = len(data)
        try:
            # None: a pipe that nobody empties and that must not be waited for.
            written = self._given.write(data)
        except OSError as error:
            if error.errno != errno.EPIPE:
                self.lost = error
            return size
        return size if written is None else int(written)


class _Closed(io.RawIOBase):
    """Replaces an output that the program was started without."""

    def writable(self) -> bool:
        return True

    def write(self, _data: Any, /) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _steady(given: io.TextIOWrapper) -> io.TextIOWrapper:
    given.flush()
    raw = getattr(given.buffer, "raw", given.buffer)
    return io.TextIOWrapper(
        io.BufferedWriter(_Steady(raw)),
        encoding=given.encoding,
        errors=_PLAIN,
        line_buffering=given.line_buffering,
        write_through=given.write_through,
    )


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """The replacement for characters that the console lacks: a similar one, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_like(sign, error.encoding) for sign in wrong), error.end


def _like(sign: str, encoding: str) -> str:
    bare = unicodedata.normalize("NFKD", sign)
    for other in (LIKE.get(sign, sign), bare, bare[0], LIKE.get(LIKE.get(sign, ""), "")):
        try:
            if other and other.encode(encoding):
                return other
        except UnicodeEncodeError:
            continue
    return "?"
