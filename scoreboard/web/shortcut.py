"""The short way: what is kept as bytes goes out before the framework wakes up.

It answers what a phone of the public asks for, and only where nothing has to be decided: nobody
signs in, the bytes of the newest version are there, and the hall has room. Everything else takes
the ordinary way, which also keeps what is missing here (`keeping.py`). Both give the same answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import inf
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.sansio.http import parse_cookie

from scoreboard.contest.record.book import Book
from scoreboard.crowd import Crowd
from scoreboard.limits import PREPARED_SECONDS
from scoreboard.servers.slim import called_plainly
from scoreboard.servers.whole import WHOLE
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.cached_book import head_of
from scoreboard.storage.database import DatabaseBusy
from scoreboard.storage.event_rows import NoSuchEvent
from scoreboard.web.cut_bodies import NONCE_BYTES, Fresh, nonce_of
from scoreboard.web.headers import ALONE
from scoreboard.web.keeping import Asked, asked_in, board_named, page_named
from scoreboard.web.other import other_of
from scoreboard.web.page import LANGUAGE_COOKIE, chosen_language
from scoreboard.web.prepared import Headers, Prepared, Variant
from scoreboard.web.prepared_answers import PreparedAnswers, What
from scoreboard.web.requests import HEADER, NUMBER_BYTES, LogFields, Requests

Wsgi = Callable[..., Iterable[bytes]]
PAGE, BOARD = ("/e/", ""), ("/api/v1/events/", "/board")
# No other address is looked at any further.
SHORT = (PAGE[0], BOARD[0])
# Whoever sends a body with it may be refused for that.
_NO_BODY = ("", "0")
_CHOSEN = f"{LANGUAGE_COOKIE}="
PAGE_ROUTE, BOARD_ROUTE = "/e/<slug>", "/api/v1/events/<slug>/board"


class Shortcut:
    """A WSGI application before the app's own. `clock` gives seconds, and only ever grows."""

    def __init__(self, app: Flask, clock: Callable[[], float] = time.monotonic) -> None:
        self._app: Wsgi = called_plainly(app.wsgi_app)
        # What it works with is joined to the app later.
        self._parts = app.extensions
        self._session = f"{app.config['SESSION_COOKIE_NAME']}="
        self._clock = clock
        self._fresh = Fresh(NONCE_BYTES + NUMBER_BYTES)
        # When the database was last asked whether another process has written to an event.
        self._asked: dict[str, float] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Answer what is there, or leave it to the app."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith(SHORT):
            return self._app(environ, start_response)
        began = time.perf_counter()
        found = _read_address(path, environ.get("QUERY_STRING", ""))
        kept = None if found is None else self._kept(environ, *found)
        if found is None or kept is None:
            return self._app(environ, start_response)
        get = environ.get
        given = kept.chosen(get("HTTP_ACCEPT_ENCODING", ""), get("HTTP_IF_NONE_MATCH", ""))
        # For the nonce and the request's id.
        fresh = self._fresh.take()
        requests: Requests = self._parts["scoreboard.requests"]
        number = requests.number(get("HTTP_X_REQUEST_ID", ""), fresh[:NUMBER_BYTES])
        nonce = nonce_of(fresh[NUMBER_BYTES:])
        body = given.body.filled(nonce)
        if requests.are_told:
            fields = _fields(environ, number, *found, given.status, len(body))
            requests.answered(fields, time.perf_counter() - began)
        more = [(HEADER, number), *([ALONE] if get("wsgi.url_scheme") == "https" else ())]
        send_whole = get(WHOLE)
        if send_whole is not None and send_whole(_head(given, nonce, more), body):
            return []
        start_response(given.status, [*kept.said(given, nonce), *more])
        return [body]

    def _kept(self, environ: dict[str, Any], slug: str, what: Asked | What) -> Prepared | None:
        """The answer that is kept, where nothing has to be decided."""
        cookies = environ.get("HTTP_COOKIE", "")
        if (
            environ["REQUEST_METHOD"] != "GET"
            or environ.get("CONTENT_LENGTH", "") not in _NO_BODY
            or "HTTP_TRANSFER_ENCODING" in environ
            or "HTTP_AUTHORIZATION" in environ
            or self._session in cookies
        ):
            return None
        book = self._newest(slug)
        if book is None:
            return None
        if isinstance(what, Asked):
            crowd: Crowd = self._parts["scoreboard.crowd"]
            if not crowd.has_room("audience"):
                return None
            chosen = parse_cookie(cookies).get(LANGUAGE_COOKIE) if _CHOSEN in cookies else None
            language = chosen_language(what.lang, chosen) or book.event.locale
            other = other_of(self._parts)
            what = page_named("public", language, environ.get("SCRIPT_NAME", ""), what, other)
        answers: PreparedAnswers = self._parts["scoreboard.prepared"]
        return answers.get(slug, head_of(book), what)

    def _newest(self, slug: str) -> Book | None:
        """The book of an event that somebody has asked for before, as far as it is known here."""
        books: BookCache = self._parts["scoreboard"].books
        book = books.glance(slug)
        now = self._clock()
        if book is None or now - self._asked.get(slug, -inf) < PREPARED_SECONDS:
            return book
        try:
            # What another process has written is taken in.
            books.read(slug, head_of)
        except (NoSuchEvent, DatabaseBusy, SQLAlchemyError):
            # It is the ordinary way that says what is wrong.
            return None
        self._asked[slug] = now
        return books.glance(slug)


def _head(given: Variant, nonce: str, more: Headers) -> bytes:
    """Status and headers as they are sent, each line with its end."""
    lines = "".join([f"{name}: {value}\r\n" for name, value in more])
    return given.head.filled(nonce) + lines.encode("latin-1")


def _fields(
    environ: dict[str, Any], number: str, slug: str, what: Asked | What, status: str, size: int
) -> LogFields:
    return {
        "request": number,
        "method": "GET",
        "route": PAGE_ROUTE if isinstance(what, Asked) else BOARD_ROUTE,
        "event": slug,
        "by": None,
        "from": environ.get("REMOTE_ADDR"),
        "status": int(status[:3]),
        "bytes": size,
    }


@lru_cache(maxsize=512)
def _read_address(path: str, query: str) -> tuple[str, Asked | What] | None:
    """The event of an address and what it asks for: of a page, or the name of a board.

    None for any other address, and for a query that is the ordinary way's to read.
    """
    args = parse_qsl(query, keep_blank_values=True)
    asked = dict(args)
    if len(asked) < len(args):
        return None
    for before, behind in (PAGE, BOARD):
        slug = path.removeprefix(before).removesuffix(behind)
        if slug and "/" not in slug and path == f"{before}{slug}{behind}":
            if before == PAGE[0]:
                return slug, asked_in(asked)
            return None if {"view", "at"} & asked.keys() else (slug, board_named(asked_in(asked)))
    return None
