"""A request whose head breaks off is dropped: nobody is there to read what it would be answered."""

from __future__ import annotations

import logging
from typing import Any

from scoreboard.rates import Rates

log = logging.getLogger(__name__)


class Lines:
    """A connection's file that remembers whether the last line read from it was a whole one."""

    def __init__(self, file: Any, first: bytes) -> None:
        self.file = file
        self._last = first

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def readline(self, size: int = -1) -> bytes:
        """The next line, with its end if there is one."""
        self._last = self.file.readline(size)
        return self._last

    @property
    def broken(self) -> bool:
        """Whether the other side, or the server itself, has ended the line before the head did."""
        return not self._last.endswith(b"\n")


def tell_nonsense(rates: Rates, address: str) -> None:
    """Write into the log that somebody sends what is no request; not what, it may hold a key."""
    if rates.is_news(address, "no request"):
        log.warning("%s sends what is no request", address)


class WholeHeads:
    """What a handler of `http.server`'s kind does differently; stands before it as a base."""

    rates: Rates
    client_address: Any
    rfile: Any
    raw_requestline: bytes
    close_connection: bool

    def parse_request(self) -> bool:
        """Whether there is a request to answer."""
        lines = Lines(self.rfile, self.raw_requestline)
        self.rfile = lines
        try:
            whole: bool = super().parse_request()  # type: ignore[misc]  # the other base's
        finally:
            self.rfile = lines.file
        if lines.broken:
            self.close_connection = True
        return whole and not lines.broken

    def log_error(self, *_said: object) -> None:
        """One line, once in a while."""
        tell_nonsense(self.rates, str(self.client_address[0]))

    def log_request(self, *_said: object) -> None:
        """None: requests are logged where they are answered, and without keys."""

    def log_message(self, *_said: object) -> None:
        """None."""
