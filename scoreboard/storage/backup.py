"""Backups: a consistent copy of the database file, checked before it takes its name."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from scoreboard.contest.words import Say, in_english
from scoreboard.lasting import sync_folder
from scoreboard.storage.chain import link, said_by
from scoreboard.storage.database import Database, in_short, make_engine
from scoreboard.storage.disk_words import disk_words
from scoreboard.storage.histories import begin_histories
from scoreboard.storage.migrate import copy_database, known_revisions, migrate
from scoreboard.storage.pairing import change_in, state_in
from scoreboard.storage.recovery import take_out
from scoreboard.storage.rehearsal import COPY_PREFIX

# What SQLite keeps beside a database.
_BESIDE = ("-journal", "-wal", "-shm")
# How many entries an event holds of which one is not what was written.
DAMAGED = -1


class BackupFailed(Exception):
    """A backup that could not be made, or a file that is none; the sentence says why.

    `text` is a message id, its names in `names`, where the desk may be told it.
    """

    def __init__(self, text: str, **names: object) -> None:
        super().__init__(in_english(text, **names))
        self.text, self.names = text, names

    def said(self, say: Say) -> str:
        """The sentence, as `say` has it."""
        return say(self.text, **self.names)


def back_up(
    source: Path,
    target: Path,
    finish: Callable[[Path], object] = lambda _: None,
    *,
    checked: bool = True,
) -> dict[str, int]:
    """A checked copy of a SQLite file, also while others write to it; its events' lengths.

    `finish` adds to the copy before it is checked. Where that is not asked for, no lengths are
    known.

    Raises:
        BackupFailed: it cannot be made, or what was copied does not hold.
    """
    with as_failure(), whole(target) as part:
        copy_database(source, part)
        with closing(sqlite3.connect(part)) as copy:
            copy.execute("PRAGMA synchronous=OFF")
            # One file, without a journal beside it that could be left behind.
            copy.execute("PRAGMA journal_mode=DELETE")
        finish(part)
        return check(part, damaged=True) if checked else {}


def restore(source: Path, target: Path, at: datetime) -> dict[str, int]:
    """Put a checked copy of a backup in place of the database; its events' lengths.

    Each ledger goes on under a new id: what is written from `at` on is another history than what
    was written after the backup was made, though the versions are the same.

    Raises:
        BackupFailed: the file is no backup, or does not hold; then nothing has changed.
    """
    found = check(source, damaged=True)
    with as_failure(), whole(target) as part:
        copy_database(source, part)
        take_out(part)
        _begin_histories(part, at)
        with closing(sqlite3.connect(part)) as copy:
            # One file, without a journal beside it that could be left behind.
            copy.execute("PRAGMA journal_mode=DELETE")
    for beside in _BESIDE:
        # They belong to what was there before, and would be read into what is there now.
        target.with_name(f"{target.name}{beside}").unlink(missing_ok=True)
    return found


def set_aside(database: Path, target: Path) -> Path:
    """Copy a damaged database and what stands beside it, byte by byte. Raises BackupFailed."""
    with as_failure():
        target.parent.mkdir(parents=True, exist_ok=True)
        for ending in ("", *_BESIDE):
            file = database.with_name(f"{database.name}{ending}")
            if file.exists():
                shutil.copy2(file, target.with_name(f"{target.name}{ending}"))
    return target


def _begin_histories(database: Path, at: datetime) -> None:
    """Let every ledger of a database that nobody else has open go on under a new id."""
    engine = make_engine(f"sqlite:///{database}")
    try:
        migrate(engine, None, database.parent, at)
        with Database(engine).writing() as session:
            begin_histories(session, "restore", at)
            # The copy of a laptop that follows: what is put back writes, and follows nobody.
            if state_in(session).part == "second":
                change_in(session, part="alone", other="", armed=False)
    except SQLAlchemyError as error:
        raise BackupFailed(f"{in_short(error)}.") from None
    finally:
        engine.dispose()


def check(path: Path, *, damaged: bool = False) -> dict[str, int]:
    """How many entries each event of a database file holds.

    With `damaged` an event with an entry that is not what was written counts as `DAMAGED`, as long
    as another one holds: where the file is served it is set aside, and the others go on.

    Raises:
        BackupFailed: it is no database of ours, is damaged, of a newer version, or an entry is
            not what was written.
    """
    try:
        with closing(sqlite3.connect(file_address(path), uri=True)) as copy:
            copy.row_factory = sqlite3.Row
            if [row[0] for row in copy.execute("PRAGMA integrity_check")] != ["ok"]:
                raise BackupFailed(f"{path.name} is damaged.")
            _check_version(copy, path)
            events = copy.execute("SELECT * FROM events ORDER BY id").fetchall()
            lengths = _lengths(copy, events, damaged=damaged)
    except sqlite3.DatabaseError as error:
        raise BackupFailed(f"{path.name} is no backup of Scoreboard: {error}.") from None
    return {slug: length for slug, length in lengths.items() if not slug.startswith(COPY_PREFIX)}


def _lengths(
    copy: sqlite3.Connection, events: list[sqlite3.Row], *, damaged: bool
) -> dict[str, int]:
    lengths: dict[str, int] = {}
    failures: list[BackupFailed] = []
    for event in events:
        try:
            lengths[event["slug"]] = check_chain(copy, event)
        except BackupFailed as failed:
            lengths[event["slug"]] = DAMAGED
            failures.append(failed)
    if failures and not (damaged and len(failures) < len(events)):
        raise failures[0]
    return lengths


def file_address(path: Path) -> str:
    """The address by which SQLite opens a file that is only read, and never made."""
    return f"file:{_quoted(path)}?mode=ro"


def in_use(database: Path) -> bool:
    """Whether a process has the database open, a server for instance."""
    with closing(sqlite3.connect(database, timeout=0)) as probe:
        try:
            # Leaving the journal's mode needs the file for oneself alone.
            return bool(probe.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete")
        except sqlite3.OperationalError:
            return True
        except sqlite3.DatabaseError:
            # Damaged: whoever has it open can do nothing with it either.
            return False


def _check_version(copy: sqlite3.Connection, path: Path) -> None:
    (revision,) = copy.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    if revision not in known_revisions():
        raise BackupFailed(f"{path.name} was made by another version of Scoreboard.")


def check_chain(copy: sqlite3.Connection, event: sqlite3.Row) -> int:
    """How many entries an event of an opened file holds. Raises BackupFailed."""
    rows = copy.execute("SELECT * FROM entries WHERE event_id = ? ORDER BY version", (event["id"],))
    previous, version = "", 0
    for row in rows:
        version += 1
        if row["version"] != version or row["hash"] != link(previous, said_by(row)):
            raise BackupFailed(f"{event['slug']}: entry {version} is not what was written.")
        previous = row["hash"]
    if (event["head_version"], event["head_hash"]) != (version, previous):
        raise BackupFailed(f"{event['slug']}: entry {version + 1} is missing.")
    return version


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A file to write beside the target, which takes its name only when all went well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.parent)
    finally:
        for left in (part, *(part.with_name(f"{part.name}{of}") for of in _BESIDE)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


@contextmanager
def as_failure() -> Iterator[None]:
    """What a disk or a database refuses is a backup that failed. Raises BackupFailed."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        known = disk_words(error)
        raise (BackupFailed(known) if known else BackupFailed("%(why)s.", why=error)) from None


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
