"""`scoreboard backup` and `restore`: a checked copy of everything, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from scoreboard.cli.common import ANSWER_IS_NO, fail, settings
from scoreboard.cli.setup import data_option

ON_A_SERVER = (
    "the database is on a PostgreSQL server; copy it with pg_dump and put it back with pg_restore"
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def backup(file: Path, data: Path | None) -> None:
    """Copy all events into FILE, also while the server runs, and check the copy."""
    from scoreboard.storage.backup import BackupFailed, back_up, check

    database = _database(data)
    if not database.is_file():
        fail(f"there is nothing to copy yet: {database} does not exist")
    target = file.resolve()
    if target == database.resolve():
        fail(f"{file} is the database itself; name another file")
    try:
        if target.exists():
            # Replace an older backup only: overwriting any other file is likely a mistake.
            check(target)
    except BackupFailed:
        fail(f"{file} exists and is no backup; it is left as it is")
    try:
        found = back_up(database, target)
    except BackupFailed as failed:
        fail(f"no backup was made: {failed}", ANSWER_IS_NO)
    click.echo(f"{file}: {_described(found)}. The copy was checked: every chain holds.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace the events there are; they are copied first.")
@data_option
def restore(file: Path, force: bool, data: Path | None) -> None:
    """Put all events of a backup FILE in place. The server must not be running."""
    from scoreboard.storage.backup import BackupFailed
    from scoreboard.storage.backup import restore as put_back
    from scoreboard.storage.rescues import settle

    database = _database(data)
    if file.resolve() == database.resolve():
        fail(f"{file} is the database itself; name a backup")
    try:
        kept = _make_room(database, file, force=force) if database.is_file() else None
        found = put_back(file.resolve(), database, datetime.now(UTC))
        settle(database.parent / "backups")
    except BackupFailed as failed:
        fail(f"nothing was restored: {failed}", ANSWER_IS_NO)
    click.echo(f"{database}: {_described(found)}, from {file}.")
    if kept is not None:
        click.echo(f"What was there before: {kept}")
    click.echo("Links and PINs stay the same with the same secret_key; else print them anew.")


def _make_room(database: Path, source: Path, *, force: bool) -> Path:
    """Copy what a restore would replace; where the copy is. The end when it may not be."""
    from scoreboard.storage.backup import BackupFailed, back_up, check, in_use, set_aside

    check(source)
    if not force:
        fail(f"{database} exists; --force replaces it, after a copy of it was made")
    if in_use(database):
        fail("a server is using these events; stop it before you restore", ANSWER_IS_NO)
    kept = database.parent / "backups" / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S}.db"
    try:
        back_up(database, kept)
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
    def counted(entries: int) -> str:
        return "1 entry" if entries == 1 else f"{entries} entries"

    return ", ".join(f"{slug} ({counted(n)})" for slug, n in found.items()) or "no events"
