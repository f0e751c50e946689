"""The list of events, and whether the server is well."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, url_for

from scoreboard.contest.book import Book
from scoreboard.web.api.reading import event_answer
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow_all
from scoreboard.web.services import services

home = Blueprint("home", __name__)


@home.get("/")
@allow_all
def events() -> str:
    """The events served here."""
    books = services().books

    def look(book: Book) -> dict[str, object]:
        slug = book.event.slug
        return {
            **event_answer(book),
            "href": url_for("audience.page", slug=slug),
            "display_href": url_for("display.page", slug=slug),
            "desk_href": url_for("desk.page", slug=slug),
        }

    found = [books.read(slug, look) for slug in books.events()]
    return render_template("home.html", events=found, page=page_of("home", None))


@home.get("/healthz")
@allow_all
def healthz() -> Response:
    """200 when the database answers; the error handler says 503 when it does not."""
    services().database.ping()
    return jsonify({"status": "ok"})
