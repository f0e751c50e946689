"""The secret key of a backup: unlocked by its recovery code, and put back with the events."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoreboard.cli.common import fail, settings

if TYPE_CHECKING:
    from scoreboard.config import Config
    from scoreboard.storage.recovery import Locked

KEY_FILE = "secret_key"


def unlocked_key(backup: Path, code: str | None) -> str | None:
    """The secret key in a backup, by the code that is given or asked for on a terminal.

    None where nobody has a code. The end where a given one does not fit.
    """
    from scoreboard.storage.recovery import WrongCode, locked_in

    locked = locked_in(backup)
    if locked is None:
        if code is not None:
            fail(f"{backup} holds no key that a recovery code would unlock")
        return None
    if code is None:
        return _asked_for(locked) if sys.stdin.isatty() else None
    try:
        return locked.unlock(code)
    except WrongCode as wrong:
        fail(f"nothing was restored: {wrong}")


def _asked_for(locked: Locked) -> str | None:
    from scoreboard.storage.recovery import WrongCode

    while True:
        asked = "Recovery code, as printed with the cards (Enter: without it)"
        code = click.prompt(asked, default="", show_default=False)
        if not code.strip():
            return None
        try:
            return locked.unlock(code)
        except WrongCode as wrong:
            click.echo(f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.")


def put_key(config: Config, key: str, *, was_there: bool) -> None:
    """Make a backup's key the one of the data folder; another one that was there is kept aside.

    `was_there`: the folder had one before this command began.
    """
    from scoreboard.config import write_key

    path = config.data / KEY_FILE
    if path.exists() and path.read_text(encoding="ascii", errors="replace").strip() == key:
        return
    if not key.isascii():
        # Nobody makes such a key but by the environment, and no file is read with one.
        click.echo("The key of this backup was set as SCOREBOARD_SECRET_KEY: set it as it was.")
        return
    if path.exists() and was_there:
        aside = path.with_name(f"{KEY_FILE}.before-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        path.replace(aside)
        click.echo(f"The key that was there before: {aside}")
    write_key(path, key)


def say_what_opens(data: Path | None, key: str | None) -> None:
    """Whether the printed cards still open what was restored."""
    from scoreboard.storage.access import Access
    from scoreboard.storage.database import Database, make_engine

    config = settings(data)
    if key is not None and config.secret_key != key:
        click.echo(
            "SCOREBOARD_SECRET_KEY is another key: take it out of the environment, and all "
            "printed cards open again."
        )
        return
    engine = make_engine(config.database_url)
    opens = Access(Database(engine), config.secret_key).opens()
    engine.dispose()
    if opens:
        click.echo("All printed cards and PINs still open.")
    else:
        click.echo(
            "The printed cards and PINs open nothing here: print them anew. With the recovery code "
            "of the backup they would open again: --recovery-code CODE."
        )
