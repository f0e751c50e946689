"""`scoreboard export`: the results of an event as a file."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from scoreboard.cli.common import answer, events_of, fail
from scoreboard.cli.setup import data_option

FORMATS = ("csv", "xlsx", "json")


@click.command()
@click.argument("event")
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    help="What kind of file; by the ending of -o when left out, else csv.",
)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to; standard output when left out.",
)
@data_option
def export(event: str, kind: str | None, file: Path | None, data: Path | None) -> None:
    """Write the results of EVENT as a file."""
    kind = kind or _by_ending(file)
    if kind == "xlsx" and file is None and sys.stdout.isatty():
        fail("a workbook is nothing to read here: name a file with -o")
    written = _written(event, kind, data)
    if file is None:
        answer(written)
        return
    try:
        _put(file, written)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")
    click.echo(f"{event}: {file} ({len(written)} bytes)", err=True)


def _by_ending(file: Path | None) -> str:
    ending = file.suffix.lower().removeprefix(".") if file else ""
    return ending if ending in FORMATS else "csv"


def _written(event: str, kind: str, data: Path | None) -> bytes:
    from scoreboard.files.results import formats
    from scoreboard.files.results.gathered import gather
    from scoreboard.storage.ledger import NoSuchEvent
    from scoreboard.translation import say_in

    with events_of(data) as services:
        books, people = services.books, services.access.people(event)
        try:
            results = books.read(
                event, lambda book: gather(book, say_in(book.event.locale), people)
            )
        except NoSuchEvent:
            fail(f"there is no event {event}; there is: {', '.join(books.events()) or 'none'}")
        if results.rehearsal:
            click.echo(f"{event} is in rehearsal: these are the results of the rehearsal", err=True)
        return formats.FORMATS[kind].write(results)


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
