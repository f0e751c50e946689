"""The story over HTTP: the board at any version, what an entry changed, and whether all holds."""

from __future__ import annotations

from typing import Any, Literal

from flask import Response, jsonify
from flask_babel import gettext
from pydantic import BaseModel

from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.difference import Difference, difference
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import unknown
from scoreboard.storage.checked import BrokenChain
from scoreboard.web.api.answers import Moment, Verified
from scoreboard.web.api.describing import describe
from scoreboard.web.api.reading import entry_answer
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow
from scoreboard.web.services import in_thread, services


class MomentQuery(BaseModel):
    """Whose board: the desk's, or the hall's as it was at that moment."""

    view: Literal["desk", "public"] = "desk"
    lang: str | None = None


@api.get("/events/<slug>/ledger/<int:version>")
@describe("desk", {200: Moment}, 422)
@allow("see_desk")
def moment(slug: str, version: int, query: MomentQuery) -> Response:
    """An entry, and the whole board as it stood at its version, for the desk or the hall."""

    def read(book: Book) -> Moment:
        _check_version(book, version)
        then = book.at(version)
        shown = board(then, query.view, say=gettext)
        return {"entry": entry_answer(book.entries[version - 1]), "board": shown}

    return _private(services().books.read(slug, read))


@api.get("/events/<slug>/ledger/<int:version>/difference")
@describe("desk", {200: Difference})
@allow("see_desk")
def entry_difference(slug: str, version: int) -> Response:
    """What an entry changed on the board of its stage: places, totals, cut, before and after."""

    def read(book: Book) -> Difference:
        _check_version(book, version)
        return difference(book, version, gettext)

    return _private(services().books.read(slug, read))


@api.get("/events/<slug>/verify")
@describe("desk", {200: Verified})
@allow("see_desk")
def verify(slug: str) -> Response:
    """Recompute the chain of the ledger: does it hold, and if not, which entry is the first bad?"""
    try:
        # Screens go on being served while a long ledger is gone through.
        end = services().ledger.check(slug, in_thread=in_thread)
    except BrokenChain as broken:
        bad = broken.version
        return _private({"entries": bad - 1, "hash": None, "holds": False, "first_bad": bad})
    return _private({"entries": end.entries, "hash": end.hash, "holds": True})


def _check_version(book: Book, version: int) -> None:
    if not 1 <= version <= book.version:
        raise unknown("The ledger has no such entry.")


def _private(answer: Any) -> Response:
    response = jsonify(answer)
    response.headers["Cache-Control"] = "no-store"
    return response
