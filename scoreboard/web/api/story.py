"""The story over HTTP: the board at any version, what an entry changed, and whether all holds."""

from __future__ import annotations

from typing import Any, Literal

from flask import Response, jsonify
from flask_babel import gettext
from pydantic import BaseModel
from spectree import Response as Answers

from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.difference import Difference, difference
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import unknown
from scoreboard.storage.ledger import BrokenChain
from scoreboard.web.api.bodies import ProblemAnswer
from scoreboard.web.api.reading import entry_answer
from scoreboard.web.api.spec import api, spec
from scoreboard.web.permissions import SEES_DESK, allow
from scoreboard.web.services import services
from scoreboard.web.sizes import yield_to_others


class MomentQuery(BaseModel):
    """Whose board: the desk's, or the hall's as it was at that moment."""

    view: Literal["desk", "public"] = "desk"
    lang: str | None = None


class MomentAnswer(BaseModel):
    """One entry of the ledger, and the board as it stood when it had been written."""

    entry: dict[str, Any]
    board: dict[str, Any]


class DifferenceAnswer(BaseModel):
    """What one entry changed; pairs are [before, after]."""

    version: int
    stage: dict[str, Any]
    rows: list[dict[str, Any]]
    rounds: list[dict[str, Any]]
    mark: list[str | None] | None
    announced: list[list[str] | None] | None


class VerifyAnswer(BaseModel):
    """Whether the chain holds. `entries` are those that do, `hash` the last one's.

    When it does not hold, `first_bad` is the version of the first entry that is not as written.
    """

    entries: int
    hash: str | None
    holds: bool
    first_bad: int | None = None


_PROBLEMS = {f"HTTP_{status}": ProblemAnswer for status in (401, 403, 404)}
_DESK: dict[str, Any] = {"tags": ["desk"], "security": {"link": []}}


@api.get("/events/<slug>/ledger/<int:version>")
@spec.validate(resp=Answers(HTTP_200=MomentAnswer, **_PROBLEMS), **_DESK)
@allow(*SEES_DESK)
def moment(slug: str, version: int, query: MomentQuery) -> Response:
    """An entry, and the whole board as it stood at its version, for the desk or the hall."""

    def read(book: Book) -> dict[str, Any]:
        _check_version(book, version)
        then = book.at(version)
        shown = board(then, query.view, say=gettext)
        return {"entry": entry_answer(book.entries[version - 1]), "board": shown}

    return _private(services().books.read(slug, read))


@api.get("/events/<slug>/ledger/<int:version>/difference")
@spec.validate(resp=Answers(HTTP_200=DifferenceAnswer, **_PROBLEMS), **_DESK)
@allow(*SEES_DESK)
def entry_difference(slug: str, version: int) -> Response:
    """What an entry changed on the board of its stage: places, totals, cut, before and after."""

    def read(book: Book) -> Difference:
        _check_version(book, version)
        return difference(book, version, gettext)

    return _private(services().books.read(slug, read))


@api.get("/events/<slug>/verify")
@spec.validate(resp=Answers(HTTP_200=VerifyAnswer, **_PROBLEMS), **_DESK)
@allow(*SEES_DESK)
def verify(slug: str) -> Response:
    """Recompute the chain of the ledger: does it hold, and if not, which entry is the first bad?"""
    try:
        # Screens go on being served while a long ledger is gone through.
        end = services().ledger.check(slug, yield_hook=yield_to_others)
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
