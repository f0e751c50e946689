"""The baseline: a Socket.IO server that does nothing but send what it was posted to everybody.

It is a program of its own, `python -m bench.bare PORT`, so that eventlet patches before all else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any


def serve(port: int) -> None:
    """Serve until killed: POST anything, and all who are connected are sent it as a `board`."""
    import eventlet  # noqa: PLC0415
    import eventlet.wsgi  # noqa: PLC0415

    eventlet.monkey_patch()
    import socketio  # noqa: PLC0415

    server = socketio.Server(async_mode="eventlet")

    def say(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        if size:
            server.emit("board", json.loads(environ["wsgi.input"].read(size)))
        start_response("204 No Content", [("Content-Length", "0")])
        return []

    app = socketio.WSGIApp(server, say)
    eventlet.wsgi.server(eventlet.listen(("127.0.0.1", port)), app, log_output=False)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
