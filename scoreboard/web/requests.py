"""Every request has an id, which its answer's header, its line in the log and its errors name."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable

from flask import Flask, Response, g, request

from scoreboard.logs import REQUESTS

HEADER = "X-Request-ID"
_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
# An address that is none: whatever was typed, it may have been a link that is a key.
NOWHERE = "-"

# What is told of each request: its route, method and status, and how many seconds it took.
Observe = Callable[[str, str, int, float], None]


def number_requests(app: Flask, *, proxied: bool, observe: Observe | None) -> None:
    """Give each request of the app an id: the one of the proxy, where one is trusted."""

    def begin() -> None:
        given = request.headers.get(HEADER, "") if proxied else ""
        g.request_id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        g.request_began = time.perf_counter()

    def end(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        seconds = time.perf_counter() - g.get("request_began", time.perf_counter())
        if observe is not None:
            observe(route(), request.method, response.status_code, seconds)
        if REQUESTS.isEnabledFor(logging.INFO):
            _log(response, seconds)
        return response

    app.before_request(begin)
    app.after_request(end)


def request_id() -> str:
    """The id of the current request."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(8)
    found: str = g.request_id
    return found


def route() -> str:
    """The route of the current request, such as `/e/<slug>`: there are only so many."""
    return str(request.url_rule) if request.url_rule is not None else NOWHERE


def _log(response: Response, seconds: float) -> None:
    grant = g.get("grant")
    fields = {
        "request": request_id(),
        "method": request.method,
        "route": route(),
        "event": (request.view_args or {}).get("slug"),
        "by": None if grant is None else grant.name,
        "from": request.remote_addr,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": response.content_length,
    }
    REQUESTS.info("answered", extra={"request": fields})
