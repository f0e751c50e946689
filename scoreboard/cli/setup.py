"""`scoreboard load`, `links` and `verify`: an event before and after the day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from scoreboard.cli.common import ANSWER_IS_NO, events_of, fail, lan_address, wide

data_option = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder."
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@data_option
def load(file: Path, data: Path | None) -> None:
    """Make or update an event from a .toml FILE."""
    from scoreboard.app import services_of
    from scoreboard.contest.words import Refusal
    from scoreboard.files.event_file import EventFileProblems, read_event_file

    if file.suffix.lower() != ".toml":
        fail("an event is loaded from a .toml file")
    try:
        event = read_event_file(file.read_bytes())
    except EventFileProblems as found:
        for problem in found.problems:
            where = f"{file}:{problem.line}" if problem.line else str(file)
            click.echo(f"{where}: {problem}", err=True)
        raise SystemExit(2) from None
    with events_of(data) as app:
        try:
            changed = services_of(app).keeper.set_up(event)
        except Refusal as refusal:
            fail(f"{file}: {refusal}")
    teams = f"{len(event.teams)} teams, {len(event.judges)} judges, {len(event.stages)} stages"
    click.echo(f"{event.slug}: {event.title} ({teams})")
    if not changed:
        click.echo("Nothing has changed.")


@click.command()
@click.argument("event", required=False)
@click.option("--base-url", help="The address that the links begin with.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@data_option
def links(event: str | None, base_url: str | None, as_json: bool, data: Path | None) -> None:
    """Print every role's link and PIN."""
    from scoreboard.app import services_of
    from scoreboard.links import role_links
    from scoreboard.storage.ledger import NoSuchEvent

    with events_of(data) as app:
        services = services_of(app)
        slugs = services.books.events()
        if event is None and len(slugs) != 1:
            fail(f"name an event: {', '.join(slugs)}" if slugs else "no event is loaded yet")
        base = (base_url or f"http://{lan_address()}:8000").rstrip("/")
        try:
            found = role_links(services.books, services.access, event or slugs[0], base)
        except NoSuchEvent:
            fail(f"there is no event {event}; there is: {', '.join(slugs) or 'none'}")
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else link_lines(found))


def link_lines(found: dict[str, Any]) -> str:
    """The links as lines for a terminal."""
    rows = [(role, found[role], "") for role in ("organiser", "scorer", "display", "audience")]
    rows += [(j["name"], j["url"], f"PIN {j['pin']}") for j in found["judges"]]
    return "\n".join(f"  {wide(name, 12)} {url}  {pin}".rstrip() for name, url, pin in rows)


@click.command()
@click.argument("event")
@data_option
def verify(event: str, data: Path | None) -> None:
    """Recompute the hash chain and every board of an event."""
    from scoreboard.app import services_of
    from scoreboard.contest.board import board
    from scoreboard.contest.book import Book
    from scoreboard.storage.ledger import BrokenChain, NoSuchEvent

    with events_of(data) as app:
        ledger = services_of(app).ledger
        try:
            count = ledger.verify(event)
        except NoSuchEvent:
            fail(f"there is no event {event}")
        except BrokenChain as broken:
            fail(str(broken), ANSWER_IS_NO)
        book = Book()
        for entry in ledger.since(event, 0):
            try:
                book.extend(entry)
                board(book, "desk")
            except (KeyError, ValueError) as error:
                fail(f"entry {entry.version} cannot be reckoned: {error}", ANSWER_IS_NO)
    click.echo(f"{event}: {count} entries, the chain holds, every board can be drawn.")
