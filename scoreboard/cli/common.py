"""What the commands share: one clear line on errors, and the events they work on."""

from __future__ import annotations

import json
import logging
import re
import shlex
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from scoreboard.network import lan_address
from scoreboard.output import can_print, lost

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.exc import SQLAlchemyError

    from scoreboard.config import Config
    from scoreboard.services import Services

# It takes a part of a second to read; below this nobody is told how far that is.
LONG_LEDGER = 20_000
ADDRESS = re.compile(r"https?://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?(/[A-Za-z0-9_./-]*)?")
# Where is served unless another port or address is named.
PORT = 8000
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104  # tablets must reach it
BAD_INPUT = 2
ANSWER_IS_NO = 1


def counted(entries: int) -> str:
    """How many entries, in words: "1 entry", "131 entries"."""
    return "1 entry" if entries == 1 else f"{entries} entries"


def fail(message: str, code: int = BAD_INPUT) -> NoReturn:
    """Say what is wrong in one line on stderr and end."""
    click.echo(f"scoreboard: {message}", err=True)
    raise SystemExit(code)


def answer(said: str | bytes) -> None:
    """Print what the command was called for, or end with one line on why it did not arrive."""
    click.echo(said, nl=isinstance(said, str))
    if (error := lost()) is not None:
        fail(f"the answer could not be written: {error.strerror}", ANSWER_IS_NO)


def ending_of(file: Path) -> str:
    """What kind of file a name promises: "pdf" of results.PDF, "" of a name without an ending."""
    return file.suffix.lower().removeprefix(".")


def as_json_text(found: Any, indent: int | None = None) -> str:
    """JSON that the console can print; what it lacks is escaped, never replaced."""
    text = json.dumps(found, ensure_ascii=False, indent=indent)
    return text if can_print(text) else json.dumps(found, indent=indent)


def settings(data: Path | None) -> Config:
    """The settings, or the end with the accepted values."""
    from scoreboard.config import BadSetting, from_environment

    try:
        return from_environment(data=data)
    except BadSetting as error:
        fail(str(error))


def serving_application(config: Config) -> Flask:
    """The app with all that its pages need, or the end with one line on what is missing."""
    from scoreboard.app import create_app
    from scoreboard.assets import ensure_vendor
    from scoreboard.vendor import VendorError

    try:
        ensure_vendor()
    except VendorError as error:
        fail(str(error), ANSWER_IS_NO)
    lock = alone(config)
    _pass_over_no_rescue(config)
    with database_in_reach():
        app = create_app(config, reading=_say_reading)
    # Held as long as the app is.
    app.extensions["scoreboard.lock"] = lock
    return app


def alone(config: Config) -> IO[str] | None:
    """What keeps other servers off the database; the end with one line where one is there."""
    from scoreboard.storage.serving_lock import Served, take

    if config.database_file is None:
        return None
    try:
        return take(config.database_file, datetime.now().astimezone())
    except Served as served:
        fail(
            f"another scoreboard serves {config.data} already ({served.holder}). Stop it first, or "
            "serve another folder with --data.",
            ANSWER_IS_NO,
        )


def _pass_over_no_rescue(config: Config) -> None:
    """The end with one line where a copy holds marks that the database lost."""
    from scoreboard.storage.rescues import rescue_ahead

    if (database := config.database_file) is None:
        return
    backups = config.data / "backups"
    if (copy := rescue_ahead(backups, database)) is not None:
        command = shlex.join(
            ["scoreboard", "restore", str(copy), "--force", "--data", str(config.data)]
        )
        fail(
            f"{copy} holds what was rescued when {database} was lost, and the database lacks it. "
            f"Run: {command} – or move that copy elsewhere to go on without it.",
            ANSWER_IS_NO,
        )


def _say_reading(slug: str, read: int, of: int) -> None:
    """Say how far a long ledger is read: on a screen in one line, elsewhere now and then."""
    if of < LONG_LEDGER:
        return
    line, on_screen = f"Reading {slug}: {read:,} of {of:,} entries", sys.stdout.isatty()
    if on_screen:
        click.echo(f"\r{line}", nl=read >= of)
    elif read >= of or read % LONG_LEDGER == 0:
        click.echo(line)


@contextmanager
def events_of(data: Path | None) -> Iterator[Services]:
    """The events of a data folder, without the app that serves them."""
    with database_in_reach():
        from scoreboard.services import open_services

        with _of_others_nothing():
            services = open_services(settings(data))
        try:
            yield services
        finally:
            services.database.engine.dispose()


@contextmanager
def _of_others_nothing() -> Iterator[None]:
    """A command speaks of the event it was asked for, not of others that are set aside."""
    log = logging.getLogger("scoreboard.storage.book_cache")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


@contextmanager
def database_in_reach() -> Iterator[None]:
    """End with one line when the database is out of reach; the exit code is not that of a "no"."""
    from sqlalchemy.exc import SQLAlchemyError

    from scoreboard.config import BadSetting
    from scoreboard.storage.backup import BackupFailed
    from scoreboard.storage.checked import BrokenChain
    from scoreboard.storage.migrate import OtherVersion
    from scoreboard.storage.set_aside import SetAside

    try:
        yield
    except BadSetting as error:
        fail(str(error))
    except BackupFailed as failed:
        fail(f"this version changes the database, and no backup could be made before: {failed}")
    except SetAside as aside:
        fail(str(aside), ANSWER_IS_NO)
    except BrokenChain as broken:
        fail(f"the ledger does not hold: {broken}", ANSWER_IS_NO)
    except SQLAlchemyError as error:
        fail(f"the database cannot be used: {_why(error)}")
    except OtherVersion as error:
        fail(f"the database was made by another version: {error}")


def _why(error: SQLAlchemyError) -> str:
    """What is wrong with the database, in words where the disk is."""
    import sqlite3

    from scoreboard.storage.disk_words import disk_words

    said, own = str(error).splitlines()[0], getattr(error, "orig", None)
    words = disk_words(own) if isinstance(own, sqlite3.Error) else None
    return f"{words} {said}" if words else said


def _read_address(_context: click.Context, _option: click.Parameter, given: str) -> str:
    if given and not ADDRESS.fullmatch(given.rstrip("/")):
        raise click.BadParameter(f"{given} is no address such as http://scores.local:8000")
    return given.rstrip("/")


# What links begin with, where that is not the server's own address.
base_url_option = click.option(
    "--base-url", default="", callback=_read_address, help="The address that the links begin with."
)
# How others reach this laptop, where that is not its own address.
address_option = click.option(
    "--address",
    default="",
    metavar="URL",
    callback=_read_address,
    help="What cards, links and the other laptop call this one: http://scores.local:8000",
)


def address_in_links(config: Config) -> str:
    """What links begin with: what the running server says of itself, else what the settings say."""
    from scoreboard.storage.serving_lock import holder

    served = holder(config.database_file) if config.database_file else None
    if served is not None and served.at:
        return served.at.replace(f"//{EVERY_ADDRESS}:", f"//{own_address()}:")
    if not config.hosts:
        return f"http://{own_address()}:{PORT}"
    # As the server itself names them: behind a proxy nobody sees its port.
    port = "" if config.trusted_proxies or ":" in config.hosts[0] else f":{PORT}"
    return f"http://{config.hosts[0]}{port}"


def own_address() -> str:
    """The machine's address in the local network; in no network that of the machine to itself."""
    return lan_address() or "127.0.0.1"


def wide(text: str, columns: int) -> str:
    """The text padded to so many terminal columns; Chinese characters take two."""
    return text + " " * max(0, columns - width(text))


def width(text: str) -> int:
    """How many terminal columns a text takes."""
    if text.isascii():
        return len(text)
    kinds = list(map(unicodedata.east_asian_width, text))
    return len(text) + kinds.count("W") + kinds.count("F")
