"""The results as files: for a spreadsheet, and for other programs."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, make_response

from scoreboard.contest.record.book import Book
from scoreboard.files.results.as_json import ResultsDocument
from scoreboard.files.results.formats import FORMATS, file_name
from scoreboard.files.results.gathered import gather
from scoreboard.translation import say_in
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow
from scoreboard.web.services import in_thread, services


@api.get("/events/<slug>/export.csv")
@describe("results", {200: None}, media="text/csv")
@allow("see_desk")
def export_csv(slug: str) -> Response:
    """The standings of every stage, one row per team: UTF-8 with BOM."""
    return _file(slug, "csv")


@api.get("/events/<slug>/export.xlsx")
@describe("results", {200: None}, media=FORMATS["xlsx"].mimetype)
@allow("see_desk")
def export_xlsx(slug: str) -> Response:
    """A workbook: standings, each stage with rounds and marks by judge, the ledger."""
    return _file(slug, "xlsx")


@api.get("/events/<slug>/export.json")
@describe("results", {200: ResultsDocument})
@allow("see_desk")
def export_json(slug: str) -> Response:
    """The desk's boards of every stage, with the set-up and the end of the chain."""
    return _file(slug, "json")


def _file(slug: str, kind: str) -> Response:
    people = services().access.people(slug)
    entries, history, locale = services().books.read(
        slug, lambda book: (tuple(book.entries), book.history, book.event.locale)
    )

    def made() -> tuple[bytes, str]:
        # From a book of its own: the one in memory goes on growing.
        results = gather(Book.replay(entries, history), say_in(locale), people)
        return FORMATS[kind].write(results), file_name(results, kind)

    data, title = in_thread(made)
    response = make_response(data)
    response.headers["Content-Type"] = FORMATS[kind].mimetype
    # The plain name for what is too old to read the other (RFC 5987).
    name = quote(title, safe="")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{slug}.{kind}\"; filename*=UTF-8''{name}"
    )
    # The file in a browser's memory would be yesterday's.
    response.headers["Cache-Control"] = "no-store"
    return response
