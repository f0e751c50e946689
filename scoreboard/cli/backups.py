"""`scoreboard backup` and `restore`: a checked copy of everything, and back."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from scoreboard.cli.common import (
    ANSWER_IS_NO,
    counted,
    database_in_reach,
    ending_of,
    fail,
    settings,
)
from scoreboard.cli.setup import data_option

ON_A_SERVER = (
    "a backup is restored into a data folder: take SCOREBOARD_DATABASE_URL out of the environment"
)

# What nobody opens a database as.
OTHER_KINDS = ("csv", "xlsx", "json", "html", "pdf", "toml", "txt", "zip")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def backup(file: Path, data: Path | None) -> None:
    """Copy all events into FILE, also while the server runs, and check the copy."""
    from scoreboard.in_thread import here
    from scoreboard.storage.backup import BackupFailed, check
    from scoreboard.storage.copying import source_of
    from scoreboard.storage.database import make_engine
    from scoreboard.storage.recovery import Recovery

    if ending_of(file) in OTHER_KINDS:
        fail(f"a backup is a database: name it {file.with_suffix('.db')}")
    config, target = settings(data), file.resolve()
    if not target.parent.is_dir():
        # Made here it might lie on this very disk, where a stick of another name was meant.
        fail(f"there is no folder {file.parent}: is its name right, and the stick plugged in?")
    database = config.database_file
    if database is not None and not database.is_file():
        fail(f"there is nothing to copy yet: {database} does not exist")
    if database is not None and target == database.resolve():
        fail(f"{file} is the database itself; name another file")
    try:
        if target.exists():
            # Replace an older backup only: overwriting any other file is likely a mistake.
            check(target)
    except BackupFailed:
        fail(f"{file} exists and is no backup; it is left as it is")
    recovery = Recovery(config.secret_key)
    engine = make_engine(config.database_url)
    try:
        with database_in_reach():
            source = source_of(engine, database, recovery.put_into)
            found = source.copy(target, here)
    except BackupFailed as failed:
        fail(f"no backup was made: {failed}", ANSWER_IS_NO)
    click.echo(f"{file}: {_described(found)}. The copy was checked: every chain holds.")
    if sys.stdout.isatty():
        click.echo(f"Recovery code, which all printed cards open again with: {recovery.code}")
        click.echo("Write it down; keep it apart from the backup.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace the events there are; they are copied first.")
@click.option("--recovery-code", "code", help="As printed with the cards: they then open again.")
@data_option
def restore(file: Path, force: bool, code: str | None, data: Path | None) -> None:
    """Put all events of a backup FILE in place. The server must not be running."""
    from scoreboard.cli.recovering import KEY_FILE, put_key, say_what_opens, unlocked_key
    from scoreboard.config import data_folder
    from scoreboard.storage.backup import BackupFailed, check
    from scoreboard.storage.backup import restore as put_back
    from scoreboard.storage.rescues import settle

    had_key = (data_folder(os.environ, data) / KEY_FILE).exists()
    config, database = settings(data), _database(data)
    if file.resolve() == database.resolve():
        fail(f"{file} is the database itself; name a backup")
    try:
        check(file, damaged=True)
    except BackupFailed as failed:
        fail(f"nothing was restored: {failed}")
    try:
        _check_room(database, force=force)
        key = unlocked_key(file, code)
        kept = _set_aside(database, config.secret_key) if database.is_file() else None
        found = put_back(file.resolve(), database, datetime.now(UTC))
        settle(database.parent / "backups")
        if key is not None:
            put_key(config, key, was_there=had_key)
    except BackupFailed as failed:
        fail(f"nothing was restored: {failed}", ANSWER_IS_NO)
    click.echo(f"{database}: {_described(found)}, from {file}.")
    if kept is not None:
        click.echo(f"What was there before: {kept}")
    say_what_opens(data, key)


def _check_room(database: Path, *, force: bool) -> None:
    """The end where a restore may not replace what is there."""
    from scoreboard.storage.backup import in_use
    from scoreboard.storage.serving_lock import holder

    there = database.is_file()
    if there and not force:
        fail(f"{database} exists; --force replaces it, after a copy of it was made")
    # A server whose file was lost still says so, and must not be taken for gone.
    if holder(database) is not None or (there and in_use(database)):
        fail("a server is using these events; stop it before you restore", ANSWER_IS_NO)


def _set_aside(database: Path, secret_key: str) -> Path:
    """Copy what a restore will replace; where the copy is. Raises BackupFailed."""
    from scoreboard.storage.backup import BackupFailed, back_up, set_aside
    from scoreboard.storage.recovery import Recovery

    kept = database.parent / "backups" / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S}.db"
    try:
        back_up(database, kept, Recovery(secret_key).put_into)
    except BackupFailed as failed:
        # What is damaged is no backup, but must not stand in the way of one: it is kept as it is.
        click.echo(f"{database} does not hold ({failed})", err=True)
        return set_aside(database, kept.with_suffix(".damaged"))
    return kept


def _database(data: Path | None) -> Path:
    database = settings(data).database_file
    if database is None:
        fail(ON_A_SERVER)
    return database


def _described(found: dict[str, int]) -> str:
    damaged = "damaged: it is set aside, and the others are served"
    said = (f"{slug} ({counted(n) if n >= 0 else damaged})" for slug, n in found.items())
    return ", ".join(said) or "no events"
