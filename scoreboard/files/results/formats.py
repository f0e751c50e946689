"""The formats of result files, and what a file of results is called."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from scoreboard.contest.heading import contest_of
from scoreboard.contest.words import N_
from scoreboard.files.results.as_csv import results_csv
from scoreboard.files.results.as_json import results_json
from scoreboard.files.results.shapes import Results


@dataclass(frozen=True, slots=True)
class Format:
    """How results are written, and the media type of its answer."""

    write: Callable[[Results], bytes]
    mimetype: str


def _results_xlsx(results: Results) -> bytes:
    # Thirty megabytes that a server needs only when somebody asks for a workbook.
    from scoreboard.files.results.workbook import results_xlsx  # noqa: PLC0415

    return results_xlsx(results)


FORMATS = {
    "csv": Format(results_csv, "text/csv; charset=utf-8"),
    "xlsx": Format(
        _results_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    "json": Format(results_json, "application/json"),
}

# What no file system takes in a name, or what would hide the ending.
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
# Chinese takes three bytes a character, and a name must stay below 255 of them.
_LONGEST = 60


def file_name(results: Results, ending: str) -> str:
    """A name for the file: the event, what it is, whether only rehearsed."""
    say, event = results.say, results.event
    title = _NOT_IN_A_NAME.sub(" ", contest_of(event))
    title = " ".join(title.split())[:_LONGEST].strip(" .") or event.slug
    words = say(N_("Rehearsal")) if results.rehearsal else say(N_("Results"))
    return f"{title} {words}.{ending}"
