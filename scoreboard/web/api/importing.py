"""Reading a file that the organiser hands over; nothing is written before it is confirmed."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

from flask import request
from flask_babel import gettext

from scoreboard.contest.model import Event
from scoreboard.files.event.document import to_document
from scoreboard.files.sheets.choices import read_choices
from scoreboard.files.sheets.grid import Progress
from scoreboard.files.sheets.reading import Outcome, read_setup_file
from scoreboard.translation import say_in
from scoreboard.web.api.bodies import FileForm
from scoreboard.web.api.describing import describe
from scoreboard.web.api.import_answers import (
    ReadingResult,
    ReadingStep,
    file_read,
    sheet_read,
    step_read,
    table_read,
)
from scoreboard.web.api.spec import api
from scoreboard.web.page import page_language
from scoreboard.web.permissions import allow, allow_server
from scoreboard.web.problems import FieldsWrong
from scoreboard.web.services import services
from scoreboard.web.sizes import made_aside, takes_file

LINES = "application/x-ndjson"
# A proxy that gathers what it sends would hide how far it is.
HEADERS = {"Content-Type": LINES, "X-Accel-Buffering": "no"}
# What the page of a new event has fields for, whether or not the file tells it.
ASKED = ("slug", "title")
Streamed = tuple[Iterator[str], int, dict[str, str]]


@api.post("/import")
@describe("set-up", {200: ReadingStep | ReadingResult}, 413, 422, form=FileForm, media=LINES)
@takes_file
@allow_server
def read_new() -> Streamed:
    """Read an .xlsx, .csv or .toml file, as the part `file` of a form, for a new event.

    Answers lines of JSON: steps while it reads, at last the result (`ReadFile`), whose set-up is
    null where something is wrong.

    The set-up's slug and title are empty where the file has none: the page asks for them.
    Writes nothing.
    """
    return _read(None, ASKED)


@api.post("/events/<slug>/import")
@describe("set-up", {200: ReadingStep | ReadingResult}, 409, 413, 422, form=FileForm, media=LINES)
@takes_file
@allow("set_up")
def read_into(slug: str) -> Streamed:
    """As for a new event; who is named in this event already keeps the id."""
    return _read(services().books.read(slug, lambda book: book.event))


def _read(known: Event | None, asked: Sequence[str] = ()) -> Streamed:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise FieldsWrong([("file", gettext("Choose a file."))])
    locale = page_language()
    with closing(file):
        data = file.read()
    try:
        choices = read_choices(request.form.get("choices", ""))
    except ValueError:
        raise FieldsWrong([("choices", gettext("These choices cannot be read."))]) from None
    lines = _lines(read_setup_file(data, file.filename, locale, known, asked, choices), locale)
    return made_aside(lines), 200, HEADERS


def _lines(reading: Generator[Progress, None, Outcome], locale: str) -> Iterator[str]:
    say = say_in(locale)
    step = Progress("reading", 0, None)
    while True:
        try:
            step = next(reading)
        except StopIteration as end:
            outcome: Outcome = end.value
            break
        yield _line(step_read(step))
    setup = to_document(outcome.event) if outcome.event else None
    yield _line(step_read(step))
    sheets = [sheet_read(sheet) for sheet in outcome.sheets]
    yield _line(step_read(step))
    readings = [table_read(reading, locale, say) for reading in outcome.readings]
    yield _line(file_read(outcome, setup, sheets, readings, say))


def _line(value: ReadingStep | ReadingResult) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
