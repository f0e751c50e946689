"""`scoreboard export`: the results of an event as a file."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoreboard.cli.common import answer, ending_of, events_of, fail
from scoreboard.cli.setup import data_option

if TYPE_CHECKING:
    from scoreboard.files.results.shapes import Results
    from scoreboard.services import Services

FORMATS = ("csv", "xlsx", "json", "html")


@click.command()
@click.argument("event")
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    help="What kind of file; by the ending of -o when left out; without -o csv.",
)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to; standard output when left out.",
)
@click.option(
    "--whole",
    is_flag=True,
    help="With json and html: leave in the hall's Wi-Fi, so that each entry's hash can be checked.",
)
@data_option
def export(event: str, kind: str | None, file: Path | None, whole: bool, data: Path | None) -> None:
    """Write the results of EVENT as a file."""
    kind = _kind_of(file, kind)
    if kind == "xlsx" and file is None and sys.stdout.isatty():
        fail("a workbook is nothing to read here: name a file with -o")
    written = _written(event, kind, data, whole=whole)
    if file is None:
        answer(written)
        return
    try:
        _put(file, written)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")
    click.echo(f"{event}: {file} ({len(written)} bytes)", err=True)


def _kind_of(file: Path | None, asked: str | None) -> str:
    """The format that is asked for, else that of the file's ending; the end where neither says."""
    if file is None:
        return asked or "csv"
    ending = ending_of(file)
    if ending in FORMATS and asked not in (None, ending):
        fail(f"{file} would hold {asked}: name it .{asked}, or leave out --format")
    if asked is None and ending not in FORMATS:
        fail(f"results end in .{', .'.join(FORMATS)}: name {file} so, or say --format")
    return asked or ending


def _written(event: str, kind: str, data: Path | None, *, whole: bool) -> bytes:
    from scoreboard.storage.event_rows import NoSuchEvent

    with events_of(data) as services:
        try:
            make = {"json": _as_json, "html": _as_page}.get(kind, _as_table)
            written, rehearsal = make(services, event, kind, whole=whole)
        except NoSuchEvent:
            events = ", ".join(services.books.events()) or "none"
            fail(f"there is no event {event}; there is: {events}")
        if rehearsal:
            click.echo(f"{event} is in rehearsal: these are the results of the rehearsal", err=True)
        return written


def _as_json(services: Services, event: str, _kind: str, *, whole: bool) -> tuple[bytes, bool]:
    from scoreboard.files.results.as_json import results_document
    from scoreboard.recount.exporting import with_ledger

    results = _results(services, event)
    document = results_document(results)
    parts = with_ledger(services, event, document, results.entries, whole=whole)
    return b"".join(parts), results.rehearsal


def _as_page(services: Services, event: str, kind: str, *, whole: bool) -> tuple[bytes, bool]:
    from scoreboard.recount.page import recount_page

    written, rehearsal = _as_json(services, event, kind, whole=whole)
    document = json.loads(written)
    return recount_page(document, document["locale"]).encode(), rehearsal


def _as_table(services: Services, event: str, kind: str, *, whole: bool) -> tuple[bytes, bool]:
    from scoreboard.files.results.formats import FORMATS

    if whole:
        fail("--whole is for json and html: a table holds no Wi-Fi")
    results = _results(services, event)
    return FORMATS[kind].write(results), results.rehearsal


def _results(services: Services, event: str) -> Results:
    from scoreboard.files.results.gathered import gather
    from scoreboard.translation import say_in

    people = services.access.people(event)
    return services.books.read(event, lambda book: gather(book, say_in(book.event.locale), people))


def _put(file: Path, written: bytes) -> None:
    """Write the file whole or not at all: an older one stays until the new one is there."""
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=file.suffix, delete=False) as scratch:
        made = Path(scratch.name)
        scratch.write(written)
    try:
        made.chmod(0o644)
        made.replace(file)
    except OSError:
        made.unlink(missing_ok=True)
        raise
