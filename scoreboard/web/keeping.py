"""Answers out of what is kept as bytes: a view says what is asked for, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from flask import Response, request, session

from scoreboard.contest.record.state import Seer
from scoreboard.delivery import delivery
from scoreboard.storage.cached_book import head_of
from scoreboard.web.page import nonce
from scoreboard.web.prepared import Prepared
from scoreboard.web.prepared_answers import PAGE, What
from scoreboard.web.services import prepared_answers, services

# A browser may keep the phone's page, if it asks each time whether it is still so. One that was
# drawn for somebody who has signed in is kept nowhere.
PAGE_IS_KEPT = "private, no-cache"
BOARD_IS_KEPT = "public, max-age=1"
KEPT_NOWHERE = "no-store"


class Asked(NamedTuple):
    """What the query of a board or of the phone's page asks for; the rest of it says nothing."""

    stage: str | None = None
    division: str | None = None
    group: str | None = None
    lang: str | None = None

    @property
    def args(self) -> dict[str, str]:
        """The query again."""
        return {name: value for name, value in self._asdict().items() if value}


def asked_in(args: Mapping[str, str]) -> Asked:
    """What a query asks for."""
    return Asked(*(args.get(name) or None for name in Asked._fields))


def page_named(seen_by: Seer, locale: str, root: str, asked: Asked, other: str) -> What:
    """The phone's page: all that it depends on beside the event's version.

    `other`: where the second laptop is reached, "" where there is none.
    """
    return PAGE, seen_by, locale, root, asked, delivery().is_built(), other


def board_named(asked: Asked, seen_by: Seer = "public") -> What:
    """The board by HTTP, which speaks the event's language."""
    return "board", seen_by, asked._replace(lang=None)


def kept(slug: str, what: What, draw: Callable[[], Prepared]) -> Response:
    """The answer of the event's newest version, drawn unless it is kept.

    Raises NoSuchEvent, and what `draw` raises.
    """
    answers, books = prepared_answers(), services().books
    head = books.read(slug, head_of)
    found = answers.get(slug, head, what)
    if found is None:
        with answers.drawing:
            found = answers.get(slug, head, what) or draw()
            # Where something was written meanwhile nobody knows of which version it is.
            if books.read(slug, head_of, newest=False) == head:
                answers.put(slug, head, what, found)
    headers = request.headers
    accepts, known = headers.get("Accept-Encoding", ""), headers.get("If-None-Match", "")
    status, said, body = found.answer(accepts, known, nonce())
    answer = Response(body, status, said)
    if session:
        # It may come with a cookie, which no cache on the way may hand to others.
        answer.cache_control.public = False
    return answer
