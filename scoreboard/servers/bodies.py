"""The body of a request, for which nobody waits for ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoreboard.crowd import LINE, Crowd, Line


def watch_body(environ: dict[str, Any], crowd: Crowd) -> None:
    """Let the crowd know that a body is on its way, until it is there."""
    line, said = environ.get(LINE), str(environ.get("CONTENT_LENGTH") or "")
    length = int(said) if said.isascii() and said.isdigit() else 0
    endless = "HTTP_TRANSFER_ENCODING" in environ
    if isinstance(line, Line) and (length or endless):
        crowd.waits_for_body(line, length)
        environ["wsgi.input"] = Body(environ["wsgi.input"], line, None if endless else length)


class Body:
    """What a request's body is read from."""

    def __init__(self, source: Any, line: Line, length: int | None) -> None:
        self._source = source
        self._line = line
        self._left = length

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)

    def read(self, *size: int) -> bytes:
        """The next bytes, or all that are left."""
        return self._came(self._source.read(*size), whole=not size or size[0] != 0)

    def readline(self, *size: int) -> bytes:
        """The next line."""
        return self._came(self._source.readline(*size), whole=True)

    def readlines(self, *hint: int) -> list[bytes]:
        """All the lines that are left."""
        lines: list[bytes] = self._source.readlines(*hint)
        self._came(b"".join(lines), whole=True)
        return lines

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line

    def _came(self, data: bytes, *, whole: bool) -> bytes:
        """`whole`: nothing at all would mean that there is no more."""
        if self._left is not None:
            self._left -= len(data)
        if (whole and not data) or (self._left is not None and self._left <= 0):
            self._line.body_by = None
        return data
