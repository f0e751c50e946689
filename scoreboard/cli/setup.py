"""`scoreboard load`, `links` and `verify`: an event before and after the day."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from scoreboard.cli.common import (
    ANSWER_IS_NO,
    BAD_INPUT,
    address_in_links,
    answer,
    as_json_text,
    base_url_option,
    counted,
    events_of,
    fail,
    settings,
    wide,
)

if TYPE_CHECKING:
    from scoreboard.contest.model import Event
    from scoreboard.roles import Role
    from scoreboard.services import Services
    from scoreboard.storage.access import Access

data_option = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder."
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--reason", help="Why, where results that are there would change.")
@data_option
def load(file: Path, reason: str | None, data: Path | None) -> None:
    """Make or update an event from a .toml or .xlsx FILE."""
    # Read before the database is opened: a mistake is told at once.
    event = _event_in(file)
    from scoreboard.contest.heading import contest_of
    from scoreboard.contest.words import Refusal
    from scoreboard.storage.event_rows import NoSuchEvent

    with events_of(data) as services:
        with suppress(NoSuchEvent):
            known = services.books.read(event.slug, lambda book: book.event)
            event = _event_in(file, known)
            _say_defaults(known, event)
        try:
            changed = services.preparing.set_up(event, reason=reason)
        except Refusal as refusal:
            fail(f"{file}: {refusal}")
    teams = f"{len(event.teams)} teams, {len(event.judges)} judges, {len(event.stages)} stages"
    click.echo(f"{event.slug}: {contest_of(event)} ({teams})")
    if not changed:
        click.echo("Nothing has changed.")


def _say_defaults(known: Event, event: Event) -> None:
    """Say which rules of an event that is there change because the file leaves them out."""
    from scoreboard.contest.acts.setup_differences import changes_by_default
    from scoreboard.contest.words import in_english

    changes = changes_by_default(known, event, in_english)
    if changes:
        click.echo("Not said in the file, and the usual is now another than in this event:")
        for sentence in changes:
            click.echo(f"  {sentence}")


def _event_in(file: Path, known: Event | None = None) -> Event:
    """The event in a file, or the end with every problem.

    In a workbook, who is named in the `known` event keeps the id.
    """
    kind = file.suffix.lower()
    if kind not in (".toml", ".xlsx"):
        _check_other(file)
        fail("an event is loaded from a .toml or .xlsx file")
    return _event_in_toml(file) if kind == ".toml" else _event_in_workbook(file, known)


def _check_other(file: Path) -> None:
    """The end, where a file is of a kind that can be named."""
    from scoreboard.files.sheets.grid import Unreadable
    from scoreboard.files.sheets.kinds import check_kind

    try:
        check_kind(file.read_bytes(), file.name)
    except Unreadable as unreadable:
        fail(f"{file}: {unreadable}")


def _event_in_toml(file: Path) -> Event:
    from scoreboard.files.event.toml_file import EventFileProblems, read_event_file

    try:
        return read_event_file(file.read_bytes())
    except EventFileProblems as found:
        for problem in found.problems:
            where = f"{file}:{problem.line}" if problem.line else str(file)
            click.echo(f"{where}: {problem}", err=True)
        raise SystemExit(BAD_INPUT) from None


def _event_in_workbook(file: Path, known: Event | None) -> Event:
    from scoreboard.files.sheets.oddities import odd_lines
    from scoreboard.files.sheets.reading import read_at_once

    found = read_at_once(file.read_bytes(), file.name, "en", known)
    # What was left aside is told once, though the workbook may be read again for a known event.
    for problem in [*found.problems, *(found.ignored if known is None else ())]:
        where = f"{file}: {problem.where}" if problem.where else str(file)
        click.echo(f"{where}: {problem}", err=True)
    if found.problems:
        raise SystemExit(BAD_INPUT)
    for line in odd_lines(found.readings) if known is None else ():
        click.echo(f"{file}: {line}", err=True)
    if found.event is None:
        fail(f"{file}: this workbook holds teams or judges, but no event with stages and rounds")
    return found.event


@click.command()
@click.argument("event", required=False)
@base_url_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.option(
    "--renew",
    metavar="ROLE[:ID]",
    help="First end a link at once and make a new one: judge:j1, scorer:s1, organiser, server; "
    "or the key of the second laptop: follow.",
)
@click.option("--server", is_flag=True, help="Print the link of the whole server's organiser.")
@data_option
def links(
    event: str | None,
    base_url: str,
    as_json: bool,
    renew: str | None,
    server: bool,
    data: Path | None,
) -> None:
    """Print every role's link and PIN."""
    from scoreboard.links import role_links
    from scoreboard.storage.event_rows import NoSuchEvent
    from scoreboard.storage.pairing import Pairing

    with events_of(data) as services:
        slugs, aside = services.books.events(), services.books.aside()
        base = base_url or address_in_links(settings(data))
        if server or renew == "server":
            link = _server_link(services.access, base, renew=renew == "server")
            answer(as_json_text({"organiser": link}) if as_json else link)
            return
        if event is None and len(slugs) != 1:
            for one in aside.values():
                click.echo(f"scoreboard: {one}", err=True)
            fail(f"name an event: {', '.join(slugs)}" if slugs else "no event is loaded yet")
        if renew == "follow":
            pairing = Pairing(services.database)
            pairing.change(generation=pairing.read().generation + 1)
        elif renew:
            _renew(services.access, event or slugs[0], renew)
        try:
            found = role_links(services.books, services.access, event or slugs[0], base)
        except NoSuchEvent:
            fail(f"there is no event {event}; there is: {', '.join(slugs) or 'none'}")
        found["follow_key"] = _follow_key(services, data)
    answer(as_json_text(found, indent=2) if as_json else link_lines(found))


def _follow_key(services: Services, data: Path | None) -> str:
    from scoreboard.pair.key import pair_key, written
    from scoreboard.storage.pairing import Pairing

    generation = Pairing(services.database).read().generation
    return written(pair_key(settings(data).secret_key, generation))


def _renew(access: Access, slug: str, named: str) -> None:
    role, _, subject = named.partition(":")
    try:
        access.revoke(slug, cast("Role", role), subject)
    except KeyError:
        fail(f"{slug} has no link for {named}")


def _server_link(access: Access, base: str, *, renew: bool) -> str:
    from scoreboard.storage.access import WHOLE_SERVER

    if renew:
        access.revoke(WHOLE_SERVER, "organiser", "")
    _, token, _ = access.links(WHOLE_SERVER)[0]
    return f"{base}/join/{token}"


def link_lines(found: dict[str, Any]) -> str:
    """The links as lines for a terminal."""
    rows = [(role, found[role], "") for role in ("organiser", "scorer", "display", "audience")]
    rows.append(("presenter", found["presenter"], f"PIN {found['presenter_pin']}"))
    rows += [(j["name"], j["url"], f"PIN {j['pin']}") for j in found["judges"]]
    rows += [(person["name"], person["url"], "") for person in found.get("people", [])]
    if "follow_key" in found:
        rows.append(("second", f"key for `scoreboard follow`: {found['follow_key']}", ""))
    return "\n".join(f"  {wide(name, 12)} {url}  {pin}".rstrip() for name, url, pin in rows)


@click.command()
@click.argument("event")
@click.option(
    "--seal",
    metavar="TEXT",
    help="Also hold the ledger against a seal that was kept elsewhere, say on a printed sheet.",
)
@data_option
def verify(event: str, seal: str | None, data: Path | None) -> None:
    """Recompute the hash chain and every board of an event."""
    from scoreboard.cli.looking import check_backups, check_file
    from scoreboard.cli.sealing import check_links, check_seal, read_seal
    from scoreboard.contest.boards.board import board
    from scoreboard.contest.record.book import Book
    from scoreboard.storage.checked import BrokenChain
    from scoreboard.storage.event_rows import NoSuchEvent

    given = None if seal is None else read_seal(seal)
    with events_of(data) as services:
        ledger = services.ledger
        try:
            count = ledger.verify(event, own=True)
        except NoSuchEvent:
            fail(f"there is no event {event}")
        except BrokenChain as broken:
            fail(f"{event}: {broken}", ANSWER_IS_NO)
        check_file(services.database)
        check_backups(services, event)
        book = Book()
        for entry in ledger.since(event, 0, own=True):
            try:
                book.extend(entry)
                board(book, "desk")
            except (KeyError, ValueError) as error:
                fail(f"entry {entry.version} cannot be computed: {error}", ANSWER_IS_NO)
        held = "" if given is None else check_seal(services, event, given)
        check_links(services, event)
    click.echo(f"{event}: {counted(count)}, the chain holds, every board can be drawn.")
    if held:
        click.echo(held)
