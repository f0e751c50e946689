"""An answer whose bytes lie ready goes out as they are, head and body in one piece.

What an app gives by the ordinary way is taken apart and put together again for each answer: names
of headers are spelled anew, and head and body are sent one after the other.

It rests on eventlet's list `headers_sent`, which the input of a request knows: where something
stands in it, the head has been sent. Where there is none the ordinary way is taken. Tried with
eventlet 0.41.
"""

from __future__ import annotations

import time
from email.utils import formatdate
from functools import lru_cache
from typing import Any

# The key of a request under which a server offers to send an answer whole (`WritesWhole.write`).
WHOLE = "scoreboard.whole"
INPUT = "eventlet.input"
# Where one of these stands something is to be read, or to be told, beside the answer.
NOT_WHOLE = {"CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_EXPECT"}


class WritesWhole:
    """What a handler of eventlet's kind does differently; stands before it as a base."""

    wfile: Any
    environ: dict[str, Any]
    command: str
    request_version: str
    close_connection: Any

    def get_environ(self) -> dict[str, Any]:
        """The request, which knows how it may be answered."""
        environ: dict[str, Any] = super().get_environ()  # type: ignore[misc]  # the other base's
        # Whatever else may follow an answer (an end, no body, a body to be read first) is the
        # ordinary way's to tell.
        if (
            self.command == "GET"
            and self.request_version == "HTTP/1.1"
            and not self.close_connection
            and not NOT_WHOLE & environ.keys()
        ):
            environ[WHOLE] = self.write_whole
        return environ

    def write_whole(self, head: bytes, body: bytes) -> bool:
        """Send an answer: its status and headers, each line with its end, and its body.

        False, and nothing is sent, where the server does not let it. Raises OSError.
        """
        sent = getattr(self.environ.get(INPUT), "headers_sent", None)
        if sent != [] or self.close_connection:
            return False
        sent.append(1)
        asked = self.environ.get("HTTP_CONNECTION", "").lower()
        stays = b"Connection: keep-alive\r\n" if asked == "keep-alive" else b""
        self.wfile.write(b"".join((head, _date(int(time.time())), stays, b"\r\n", body)))
        self.wfile.flush()
        return True


@lru_cache(maxsize=1)
def _date(second: int) -> bytes:
    return f"Date: {formatdate(second, usegmt=True)}\r\n".encode()
