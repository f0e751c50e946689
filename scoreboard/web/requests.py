"""Every request has an id, which its answer's header, its line in the log and its errors name."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from flask import Flask, Request, Response, g, request
from werkzeug.exceptions import HTTPException

from scoreboard.logs import REQUESTS

HEADER = "X-Request-ID"
NUMBER_BYTES = 8
_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
# An address that is none: whatever was typed, it may have been a link that is a key.
NOWHERE = "-"

# What is told of each request: its route, method and status, and how many seconds it took.
Observe = Callable[[str, str, int, float], None]
# What a line of the log says of a request and its answer.
LogFields = dict[str, Any]


class Asked(Request):
    """A request that does not hold itself.

    What an address without a view raises is kept for later, and with it all that stood on the
    stack, this request too: only the collector would free it. To Flask each message of a screen is
    such a request.
    """

    _no_view: HTTPException | None = None

    @property
    def routing_exception(self) -> HTTPException | None:
        """What the address has raised; it is raised again where a view would be called."""
        return self._no_view

    @routing_exception.setter
    def routing_exception(self, raised: HTTPException | None) -> None:
        if raised is not None:
            raised.__traceback__ = raised.__context__ = None
        self._no_view = raised


class Requests:
    """Numbers requests and tells of each how it was answered.

    `proxied`: the id is the one of the proxy that is trusted, where it gave one.
    """

    def __init__(self, *, proxied: bool, observe: Observe | None) -> None:
        self._proxied, self._observe = proxied, observe

    def number(self, given: str, fresh: bytes = b"") -> str:
        """The id of a request whose header says this; `fresh` are random bytes of its own."""
        if self._proxied and _ID.fullmatch(given):
            return given
        return fresh.hex() if fresh else secrets.token_hex(NUMBER_BYTES)

    @property
    def are_told(self) -> bool:
        """Whether anybody counts answers or writes them down."""
        return self._observe is not None or REQUESTS.isEnabledFor(logging.INFO)

    def answered(self, fields: LogFields, seconds: float) -> None:
        """Count an answer, and write its line."""
        if self._observe is not None:
            self._observe(fields["route"], fields["method"], fields["status"], seconds)
        if REQUESTS.isEnabledFor(logging.INFO):
            line = {**fields, "ms": round(seconds * 1000, 1)}
            REQUESTS.info("answered", extra={"request": line})

    def number_those_of(self, app: Flask) -> None:
        """Number the requests that reach the app itself."""

        def begin() -> None:
            g.request_id = self.number(request.headers.get(HEADER, ""))
            g.request_began = time.perf_counter()

        def end(response: Response) -> Response:
            response.headers[HEADER] = request_id()
            seconds = time.perf_counter() - g.get("request_began", time.perf_counter())
            self.answered(_fields(response), seconds)
            return response

        app.before_request(begin)
        app.after_request(end)


def request_id() -> str:
    """The id of the current request."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(NUMBER_BYTES)
    found: str = g.request_id
    return found


def route() -> str:
    """The route of the current request, such as `/e/<slug>`: there are only so many."""
    return str(request.url_rule) if request.url_rule is not None else NOWHERE


def _fields(response: Response) -> LogFields:
    grant = g.get("grant")
    return {
        "request": request_id(),
        "method": request.method,
        "route": route(),
        "event": (request.view_args or {}).get("slug"),
        "by": None if grant is None else grant.name,
        "from": request.remote_addr,
        "status": response.status_code,
        "bytes": response.content_length,
    }
