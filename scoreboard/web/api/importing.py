"""Reading a file that the organiser hands over; nothing is written before it is confirmed."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

from flask import request
from flask_babel import gettext
from spectree import Response as Answers

from scoreboard.contest.model import Event
from scoreboard.contest.words import Say
from scoreboard.files.event.document import part_of, to_document
from scoreboard.files.sheets.choices import read_choices
from scoreboard.files.sheets.grid import CellProblem, Progress, Worksheet, address
from scoreboard.files.sheets.headings import TABLES
from scoreboard.files.sheets.layout import Layout, OddRow, Reading
from scoreboard.files.sheets.reading import Outcome, read_setup_file
from scoreboard.files.sheets.titles import contest_named
from scoreboard.translation import say_in
from scoreboard.web.api.bodies import ProblemAnswer
from scoreboard.web.api.spec import api, spec
from scoreboard.web.api.writing import SECURITY
from scoreboard.web.page import page_language
from scoreboard.web.permissions import ORGANISER, allow, allow_server
from scoreboard.web.problems import FieldsWrong
from scoreboard.web.services import services
from scoreboard.web.sizes import takes_file, yielding_to_others

ANSWERS = Answers(
    HTTP_200=None, HTTP_401=ProblemAnswer, HTTP_403=ProblemAnswer, HTTP_404=ProblemAnswer,
    HTTP_413=ProblemAnswer, HTTP_422=ProblemAnswer,
)  # fmt: skip
# A proxy that gathers what it sends would hide how far it is.
HEADERS = {"Content-Type": "application/x-ndjson", "X-Accel-Buffering": "no"}
# What the page of a new event has fields for, whether or not the file tells it.
ASKED = ("slug", "title")
# So many cells show what a column holds.
_EXAMPLES = 3
Streamed = tuple[Iterator[str], int, dict[str, str]]


@api.post("/import")
@spec.validate(resp=ANSWERS, tags=["set-up"], security=SECURITY, skip_validation=True)
@takes_file
@allow_server
def read_new() -> Streamed:
    """Read an .xlsx, .csv or .toml file, as the part `file` of a form, for a new event.

    Answers lines of JSON: `{"step", "rows", "of"}` while it reads, at last `{"result": …}` with
    `teams`, `judges`, `setup` (the whole set-up, or null), `problems` (each `sheet`, `cell`,
    `message`), `ignored` (what was not read, likewise), `table` (the file as it was read) and
    `readings`: for each table of people its `sheet`, `table`, `turned`, `contest` (the contest's
    name in the title above the table), `head` (the rows of the headings), `asks` (nobody knows
    which column is the name), `columns` (`at`, `heading`, `key`, `left`: why it is not read,
    `examples`), `keys` (what a column can hold), `rows` that stand out (`row`, `label`, `text`,
    `why`, `out`, `fixed`), `can_join`, `joined` (`name`, `rows`) and `filled` (merged cells filled
    downwards).
    The set-up's slug and title are empty where the file has none: the page asks for them.
    The part `choices`, JSON by the sheet's name, says how it is to be read instead: `table`,
    `turned`, `head`, `columns` (a key by the column, "" to leave it), `out` and `take` (rows),
    `joined`. Writes nothing.
    """
    return _read(None, ASKED)


@api.post("/events/<slug>/import")
@spec.validate(resp=ANSWERS, tags=["set-up"], security=SECURITY, skip_validation=True)
@takes_file
@allow(*ORGANISER)
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
    # No Response: the description's decorator would read it to its end before it is sent.
    return yielding_to_others(lines), 200, HEADERS


def _lines(reading: Generator[Progress, None, Outcome], locale: str) -> Iterator[str]:
    say = say_in(locale)
    step = Progress("reading", 0, None)
    while True:
        try:
            step = next(reading)
        except StopIteration as end:
            outcome: Outcome = end.value
            break
        yield _line(_progress_values(step))
    setup = to_document(outcome.event) if outcome.event else None
    yield _line(_progress_values(step))
    table = [_table(sheet) for sheet in outcome.sheets]
    yield _line(_progress_values(step))
    readings = [_reading(reading, locale, say) for reading in outcome.readings]
    read = {"table": {"sheets": table}, "readings": readings}
    yield _line({"result": _result(outcome, setup, say) | read})


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _progress_values(step: Progress) -> dict[str, Any]:
    return {"step": step.step, "rows": step.rows, "of": step.of}


def _result(outcome: Outcome, setup: dict[str, Any] | None, say: Say) -> dict[str, Any]:
    whole = setup or {}
    return {
        "teams": whole.get("teams") or [part_of(team) for team in outcome.teams],
        "judges": whole.get("judges") or [part_of(judge) for judge in outcome.judges],
        "setup": setup,
        "problems": [_problem(problem, say) for problem in outcome.problems],
        "ignored": [_problem(problem, say) for problem in outcome.ignored],
    }


def _problem(problem: CellProblem, say: Say) -> dict[str, str]:
    message = say(problem.text, **problem.names)
    return {"sheet": problem.sheet, "cell": problem.cell, "message": message}


def _table(sheet: Worksheet) -> dict[str, Any]:
    """A sheet as it was read: its columns by their letters, and every row from the first."""
    columns = [address(0, column)[:-1] for column in range(sheet.width)]
    rows = [
        [sheet.cell(row, at).text for at in range(sheet.width)] for row in range(len(sheet.rows))
    ]
    return {"name": sheet.name, "columns": columns, "rows": rows}


def _reading(reading: Reading, locale: str, say: Say) -> dict[str, Any]:
    layout = reading.layout
    sheet = layout.sheet
    return {
        "sheet": sheet.name,
        "table": layout.table,
        "turned": sheet.turned,
        "contest": contest_named(layout),
        "head": [row + 1 for row in layout.rows],
        "asks": layout.name_column is None,
        "columns": [_column(layout, column) for column in range(sheet.width)],
        "keys": [{"key": h.key, "words": h.written(locale)} for h in TABLES[layout.table]],
        "rows": [_odd_row(layout, odd, say) for odd in reading.odd],
        "can_join": reading.can_join,
        "joined": [
            {"name": _name(layout, first), "rows": [sheet.row_label(row) for row in rows]}
            for first, rows in reading.joined.items()
        ],
        "filled": reading.filled,
    }


def _column(layout: Layout, column: int) -> dict[str, Any]:
    sheet = layout.sheet
    heading = layout.by_column.get(column)
    texts = (sheet.cell(row, column).text for row in range(layout.first, len(sheet.rows)))
    return {
        "at": sheet.column_label(column),
        "heading": layout.texts.get(column, ""),
        "key": heading.key if heading else "",
        "left": layout.left.get(column, ""),
        "examples": list(islice(filter(None, map(str.strip, texts)), _EXAMPLES)),
    }


def _odd_row(layout: Layout, odd: OddRow, say: Say) -> dict[str, Any]:
    texts = (cell.text.strip() for cell in layout.sheet.rows[odd.row])
    return {
        "row": odd.row + 1,
        "label": layout.sheet.row_label(odd.row),
        "text": " · ".join(filter(None, texts)),
        "why": say(odd.text, **odd.names),
        "out": odd.out,
        "fixed": odd.fixed,
    }


def _name(layout: Layout, row: int) -> str:
    column = layout.name_column
    return "" if column is None else layout.sheet.cell(row, column).text.strip()
