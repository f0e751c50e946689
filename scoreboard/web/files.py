"""Set-ups as files to keep, and samples to fill in."""

from __future__ import annotations

import io

from flask import Blueprint, Response, send_file

from scoreboard.contest.model import Event, Locale
from scoreboard.files.event.to_toml import toml_parts
from scoreboard.files.sheets.sample import sample_csv
from scoreboard.translation import say_in
from scoreboard.web.page import page_language
from scoreboard.web.permissions import allow, allow_all
from scoreboard.web.services import in_thread, services
from scoreboard.web.sizes import made_aside

files = Blueprint("files", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@files.get("/sample.xlsx")
@allow_all
def workbook_sample() -> Response:
    """A small event as a workbook to fill in, in the reader's language."""
    locale = _language()

    def made() -> bytes:
        from scoreboard.files.sheets.sample_book import sample_xlsx  # noqa: PLC0415  # as below

        return sample_xlsx(locale, say_in(locale))

    return _download(in_thread(made), XLSX, "sample.xlsx")


@files.get("/sample.csv")
@allow_all
def csv_sample() -> Response:
    """A few teams as CSV to fill in, in the reader's language."""
    return _download(sample_csv(_language()), "text/csv; charset=utf-8", "sample.csv")


@files.get("/e/<slug>/desk/setup.toml")
@allow("see_desk")
def setup_toml(slug: str) -> Response:
    """The set-up in force as an event file."""
    parts = made_aside(toml_parts(_event(slug)))
    response = Response(parts, mimetype="application/toml")
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}.toml")
    return response


@files.get("/e/<slug>/desk/setup.xlsx")
@allow("see_desk")
def setup_xlsx(slug: str) -> Response:
    """The set-up in force as a workbook, in the reader's language."""
    event, locale = _event(slug), _language()

    def made() -> bytes:
        # Thirty megabytes that a server needs only when somebody asks for a workbook.
        from scoreboard.files.sheets.workbook_out import save, workbook  # noqa: PLC0415

        return save(workbook(event, locale, say_in(locale)))

    return _download(in_thread(made), XLSX, f"{slug}.xlsx")


def _event(slug: str) -> Event:
    return services().books.read(slug, lambda book: book.event)


def _language() -> Locale:
    return "zh-CN" if page_language() == "zh-CN" else "en"


def _download(data: bytes, mimetype: str, name: str) -> Response:
    return send_file(io.BytesIO(data), mimetype, as_attachment=True, download_name=name)
