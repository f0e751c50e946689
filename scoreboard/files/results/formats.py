"""The formats of result files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scoreboard.files.results.as_csv import results_csv
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
}
# The one that also has the ledger: `scoreboard.recount.exporting` makes it.
JSON_TYPE = "application/json"
