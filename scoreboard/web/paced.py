"""What one address may ask for: a hall's worth, beyond which strangers wait and staff go on."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from scoreboard.crowd import LINE, Crowd, Line
from scoreboard.identity import Identity, bearer_token
from scoreboard.servers.slim import called_plainly

Wsgi = Callable[..., Iterable[bytes]]
SOCKETS, LINKS, API = "/socket.io/", "/join/", "/api/"
# Both languages: which one somebody reads is not asked of a flood.
SAID = (
    "Too many requests from this address. Please try again in a moment. "
    "这个地址的请求太多，请稍后再试。"
)
AGAIN_SECONDS = 5

log = logging.getLogger(__name__)


class Paced:
    """A WSGI application before the app's own, behind what says whose address it is."""

    def __init__(self, app: Flask) -> None:
        self._app: Wsgi = called_plainly(app.wsgi_app)
        self._flask = app
        self._session = f"{app.config['SESSION_COOKIE_NAME']}="

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Let a request pass, or ask a stranger to wait."""
        crowd: Crowd = self._flask.extensions["scoreboard.crowd"]
        address = str(environ.get("REMOTE_ADDR", ""))
        path = str(environ.get("PATH_INFO", ""))
        opens = path.startswith(SOCKETS) and "sid=" not in environ.get("QUERY_STRING", "")
        takes = crowd.rates.comes if opens else crowd.rates.asks
        if takes(address) or self._is_known(environ, path):
            return self._app(environ, start_response)
        if crowd.rates.is_news(address, path.startswith(SOCKETS)):
            log.warning("%s asks for more than a whole hall does: strangers there wait", address)
        body, kind = SAID.encode(), "text/plain; charset=utf-8"
        if path.startswith(API):
            problem = {"title": "Too Many Requests", "status": 429, "detail": SAID}
            body, kind = json.dumps(problem).encode(), "application/problem+json"
        start_response(
            "429 Too Many Requests",
            [
                ("Content-Type", kind),
                ("Content-Length", str(len(body))),
                ("Retry-After", str(AGAIN_SECONDS)),
                ("Connection", "close"),
            ],
        )
        return [body]

    def _is_known(self, environ: dict[str, Any], path: str) -> bool:
        """Whether somebody who has a valid link asks, or opens it."""
        line = environ.get(LINE)
        if isinstance(line, Line) and line.who == "staff":
            return True
        link = path.removeprefix(LINKS) if path.startswith(LINKS) else None
        signed = self._session in environ.get("HTTP_COOKIE", "")
        if not (link or signed or "HTTP_AUTHORIZATION" in environ):
            return False
        identity: Identity = self._flask.extensions["scoreboard.identity"]
        with self._flask.request_context(environ):
            token = link or bearer_token()
            found = identity.identify("", token) if token else identity.anybody()
        return found is not None
