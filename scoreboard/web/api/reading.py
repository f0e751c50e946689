"""What can be read: events, boards, the ledger."""

from __future__ import annotations

from typing import cast

from flask import Response, jsonify, make_response
from flask_babel import gettext
from pydantic import BaseModel, Field

from scoreboard.contest.boards.shapes import Board, DeskBoard
from scoreboard.contest.boards.tables import of_tables
from scoreboard.contest.model import Entry
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import sentence_key
from scoreboard.contest.record.state import Seer
from scoreboard.web.api.answers import LedgerEntries, LedgerEntry, ListedEvent, ListedEvents
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.keeping import BOARD_IS_KEPT, KEPT_NOWHERE, Asked, asked_in, board_named, kept
from scoreboard.web.permissions import allow, allow_all, audience, require
from scoreboard.web.prepared import Prepared, prepare
from scoreboard.web.problems import FieldsWrong
from scoreboard.web.services import services
from scoreboard.web.tables import Chosen, chosen_tables


class BoardQuery(BaseModel):
    """Which board: a stage, one division or group or several, separated by commas, the desk's view,
    and as it stood at a version.
    """

    stage: str | None = None
    division: str | None = None
    group: str | None = None
    view: str | None = None
    at: int | None = Field(default=None, ge=1)
    lang: str | None = None


class LedgerQuery(BaseModel):
    """Entries after a version; `limit` reads a long ledger in parts."""

    since: int = Field(default=0, ge=0)
    limit: int | None = Field(default=None, ge=1)
    lang: str | None = None


@api.get("/events")
@describe("reading", {200: ListedEvents})
@allow_all
def events() -> Response:
    """The events served here, but those that are archived, and those that cannot be read."""
    found = services().books.read_each(event_answer)
    return jsonify({"events": [event for event in found if not event["archived"]]})


@api.get("/events/<slug>/board")
@describe("reading", {200: Board | DeskBoard, 304: None}, 401, 403, 422)
@allow_all
def event_board(slug: str, query: BoardQuery) -> Response:
    """The board: public, or with `view=desk` the desk's, now or as it stood `at` a version."""
    if query.view == "desk":
        return _desk_board(slug, query)
    if query.view is not None or query.at is not None:
        raise FieldsWrong([("view", gettext("Only the desk has another view of the board."))])
    seen_by, asked = audience(slug), asked_in(query.model_dump())
    return kept(slug, board_named(asked, seen_by), lambda: _public_board(slug, seen_by, asked))


def _public_board(slug: str, seen_by: Seer, asked: Asked) -> Prepared:
    chosen = chosen_tables(slug, asked.args)
    shown = of_tables(services().boards.board(slug, seen_by, asked.stage), *chosen.both)
    about = (slug, shown["ledger"], shown["stage"]["id"], str(shown["version"]), *chosen.named)
    apart = () if seen_by == "public" else (seen_by,)
    headers = [
        ("Cache-Control", BOARD_IS_KEPT if seen_by == "public" else KEPT_NOWHERE),
        ("Vary", "Accept-Encoding, Authorization, Cookie"),
    ]
    return prepare(jsonify(shown).data, "application/json", headers, ".".join((*about, *apart)))


def _desk_board(slug: str, query: BoardQuery) -> Response:
    require(slug, "see_desk")

    newest = services().books.read(slug, lambda book: book.version)
    if query.at is not None and query.at > newest:
        raise FieldsWrong([("at", gettext("The ledger has no such version yet."))])
    shown = services().boards.desk(slug, query.stage, query.at)
    chosen = chosen_tables(slug, query.model_dump())
    if chosen != Chosen():
        public = of_tables(shown["public"], *chosen.both)
        shown = {**of_tables(shown, *chosen.both), "public": public}
    response = jsonify(shown)
    response.headers["Cache-Control"] = "no-store"
    return response


@api.get("/events/<slug>/ledger")
@describe("desk", {200: LedgerEntries}, 422)
@allow("see_desk")
def ledger(slug: str, query: LedgerQuery) -> Response:
    """What happened after a version, in order."""
    end = None if query.limit is None else query.since + query.limit
    entries = services().books.read(slug, lambda book: book.entries[query.since : end])
    response = make_response(jsonify({"entries": [entry_answer(entry) for entry in entries]}))
    response.headers["Cache-Control"] = "no-store"
    return response


def event_answer(book: Book) -> ListedEvent:
    """An event as the list of events shows it."""
    event, hall = book.event, book.as_told()
    return {
        "slug": event.slug,
        "title": event.title,
        "subtitle": event.subtitle,
        "date": event.date.isoformat() if event.date else None,
        "locale": event.locale,
        "status": "final" if hall.final else "running",
        "archived": book.archived,
        "rehearsal": book.rehearsal,
    }


def entry_answer(entry: Entry) -> LedgerEntry:
    """An entry as the API gives it; what does not apply is left out."""
    about = {
        "version": entry.version,
        "id": entry.id,
        "kind": entry.kind,
        "says": sentence_key(entry),
        "by": entry.by,
        "at": entry.at,
        "stage": entry.stage,
        "round": entry.round,
        "team": entry.team,
        "judge": entry.judge,
        "value": None if entry.value is None else plain(entry.value),
        "reason": entry.reason,
        "voids": entry.voids,
        "detail": dict(entry.detail) or None,
        "hash": entry.hash,
    }
    return cast(LedgerEntry, {name: said for name, said in about.items() if said is not None})
