"""The results as files: for a spreadsheet, and for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TypeVar
from urllib.parse import quote

from flask import Response, make_response
from pydantic import BaseModel, Field

from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.files.results.as_json import ResultsDocument, results_document
from scoreboard.files.results.file_names import file_name
from scoreboard.files.results.formats import FORMATS, JSON_TYPE
from scoreboard.files.results.gathered import gather
from scoreboard.files.results.shapes import Results
from scoreboard.recount.exporting import with_ledger
from scoreboard.recount.page import MIMETYPE, recount_page
from scoreboard.translation import say_in
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.page import page_language
from scoreboard.web.permissions import allow
from scoreboard.web.services import aside, in_thread, services

Result = TypeVar("Result")


class WholeQuery(BaseModel):
    """Whether the file is to hold everything."""

    whole: bool = Field(
        default=False,
        description="1 leaves in the hall's Wi-Fi, so that the set-up's own hash can be checked.",
    )


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
def export_json(slug: str, query: WholeQuery) -> Response:
    """The desk's boards of every stage, with the set-up, the ledger and its seal."""
    entries, document, title = _gathered(slug, results_document, "json")
    # Its parts are made while they are sent, when there is no request any more.
    parts = with_ledger(services(), slug, document, entries, whole=query.whole, in_thread=aside())
    return _download(parts, slug, "json", JSON_TYPE, title)


@api.get("/events/<slug>/export.html")
@describe("results", {200: None}, media="text/html")
@allow("see_desk")
def export_html(slug: str, query: WholeQuery) -> Response:
    """The same as one page that opens without a server and recounts it."""
    entries, document, title = _gathered(slug, results_document, "html")
    parts = with_ledger(services(), slug, document, entries, whole=query.whole, in_thread=in_thread)
    data, language = b"".join(parts), page_language()
    page = in_thread(lambda: recount_page(json.loads(data), language).encode())
    return _download(page, slug, "html", MIMETYPE, title)


def _file(slug: str, kind: str) -> Response:
    _, data, title = _gathered(slug, FORMATS[kind].write, kind)
    return _download(data, slug, kind, FORMATS[kind].mimetype, title)


def _gathered(
    slug: str, write: Callable[[Results], Result], kind: str
) -> tuple[tuple[Entry, ...], Result, str]:
    """The entries, what is written of their results, and the file's name."""
    people = services().access.people(slug)
    entries, history, locale = services().books.read(
        slug, lambda book: (tuple(book.entries), book.history, book.event.locale)
    )

    def made() -> tuple[Result, str]:
        # From a book of its own: the one in memory goes on growing.
        results = gather(Book.replay(entries, history), say_in(locale), people)
        return write(results), file_name(results, kind)

    return entries, *in_thread(made)


def _download(
    data: bytes | Iterator[bytes], slug: str, kind: str, mimetype: str, title: str
) -> Response:
    response = make_response(data)
    response.headers["Content-Type"] = mimetype
    # The plain name for what is too old to read the other (RFC 5987).
    name = quote(title, safe="")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{slug}.{kind}\"; filename*=UTF-8''{name}"
    )
    # The file in a browser's memory would be yesterday's.
    response.headers["Cache-Control"] = "no-store"
    return response
