"""The baseline of `bench pages`: the scoreboard's own server, with one answer that lies ready.

It is a program of its own, `python -m bench.bare_page PORT ANSWER`, so that green threads come
before all else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scoreboard.crowd import Crowd
from scoreboard.servers import server_of


def serve(port: int, answer: Path) -> None:
    """Answer whatever is asked until killed: ANSWER.json has status and headers, .body the rest."""
    server = server_of("eventlet")
    server.make_green()
    status, pairs = json.loads(answer.with_suffix(".json").read_text())
    headers = [(name, value) for name, value in pairs]
    body = answer.with_suffix(".body").read_bytes()

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        del environ
        start_response(status, headers)
        return [body]

    server.serve(app, "127.0.0.1", port, Crowd())


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
