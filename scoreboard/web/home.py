"""The list of events, and whether the server is well."""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.exc import SQLAlchemyError

from scoreboard.contest.acts.beginning import was_played
from scoreboard.contest.record.book import Book
from scoreboard.storage.access import WHOLE_SERVER
from scoreboard.storage.database import in_short
from scoreboard.web.api.reading import event_answer
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow_all
from scoreboard.web.services import identity, live, services

home = Blueprint("home", __name__)
log = logging.getLogger(__name__)


@home.get("/")
@allow_all
def events() -> str:
    """The events served here; the whole server's organiser may also make, copy and archive them."""
    organiser = _organises()
    books = services().books
    # Newest first: whoever sets up looks for the last one made.
    found = books.read_each(_listed)[::-1]
    return render_template(
        "home.html",
        organiser=organiser,
        events=[event for event in found if not event["archived"]],
        archived=[event for event in found if event["archived"]] if organiser else [],
        aside=[(slug, one.reason.said(gettext)) for slug, one in books.aside().items()],
        new_href=url_for("setup.new", lang=request.args.get("lang")),
        page=page_of("home", None, writes=organiser),
    )


@home.get("/healthz")
@allow_all
def healthz() -> tuple[Response, int]:
    """200 when the database answers and may be written, else 503 and what fails, in words.

    A process that serves without writing on purpose is well, and says so. Without
    Redis it is well: screens are then told of other processes' changes a second later.
    """
    said = {"status": "ok", "database": "answers", "queue": "none is set", "writing": "goes on"}
    if not live().bus.alone:
        said["queue"] = "does not answer" if live().bus.away else "answers"
    database = services().database
    reason = database.writable.reason
    if reason is not None:
        said["writing"] = reason.in_short()
        if not reason.planned:
            said["status"] = "failing"
    try:
        database.ping()
    except SQLAlchemyError as error:
        log.warning("the database failed: %s", in_short(error))
        said |= {"status": "failing", "database": "does not answer"}
    return jsonify(said), 200 if said["status"] == "ok" else 503


def _organises() -> bool:
    grant = identity().identify(WHOLE_SERVER)
    return grant is not None and grant.event == WHOLE_SERVER and grant.may("set_up")


def _listed(book: Book) -> dict[str, Any]:
    slug, lang = book.event.slug, request.args.get("lang")
    state = "final" if book.as_told().final else "running" if was_played(book) else "ready"
    return {
        **event_answer(book),
        "state": "rehearsal" if book.rehearsal else state,
        "archived": book.archived,
        "teams": len(book.event.teams),
        "href": url_for("audience.page", slug=slug),
        "display_href": url_for("display.page", slug=slug),
        "desk_href": url_for("desk.page", slug=slug, lang=lang),
        "setup_href": url_for("setup.page", slug=slug, lang=lang),
        "copy_href": url_for("setup.new", copy=slug, lang=lang),
    }
