"""Copies that a server made of a file it had lost: none may be passed over at the next start."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from scoreboard.contest.record.book import Book
from scoreboard.storage.backup import BackupFailed, as_failure, whole
from scoreboard.storage.chain import CHAINED, row_of
from scoreboard.storage.rehearsal import COPY_PREFIX
from scoreboard.storage.rolling import STAMP

log = logging.getLogger(__name__)

RESCUE = "rescue-"
# Holds the names of those that a restore has dealt with, a line each.
SETTLED = "rescues-settled.txt"
_HEADS = """
    SELECT events.slug, entries.uid, events.head_version FROM events
    LEFT JOIN entries ON entries.event_id = events.id AND entries.version = 1
"""

# Of each event the id of its first entry, and how many entries there are.
Heads = dict[str, tuple[str, int]]


def rescue_ahead(backups: Path, database: Path) -> Path | None:
    """The newest rescue copy, where it holds what the database does not; else None.

    One that a restore has dealt with is passed over, whatever was restored.
    """
    newest = max(backups.glob(f"{RESCUE}*.db"), key=lambda path: path.name, default=None)
    if newest is None or newest.name in _settled(backups):
        return None
    here = _heads(database)
    for slug, (first, version) in _heads(newest).items():
        if slug not in here or (here[slug][0] == first and here[slug][1] < version):
            return newest
    return None


def keep_lost(
    backups: Path, now: Callable[[], datetime], slug: str, book: Book, shared: int
) -> None:
    """Keep a ledger whose newest entries the database has lost, as JSON, and say so in the log.

    `book` is what was known of it, and `shared` the version up to which the database holds it.
    """
    target = backups / f"lost-{slug}-{now():{STAMP}}.json"
    said = f"{slug}: the database has lost what was committed after entry {shared}"
    try:
        with as_failure(), whole(target) as part:
            part.write_text(_as_json(slug, book), encoding="utf-8")
    except BackupFailed as failed:
        log.error("%s, and it could not be kept: %s", said, failed)  # noqa: TRY400  # it is known
    else:
        log.error("%s, up to entry %d; it is kept in %s", said, book.version, target)


def _as_json(slug: str, book: Book) -> str:
    entries = []
    for entry in book.entries:
        row = row_of(entry, 0)
        entries.append({**{name: row[name] for name in CHAINED}, "hash": entry.hash})
    return json.dumps({"event": slug, "entries": entries}, ensure_ascii=False, indent=1) + "\n"


def settle(backups: Path) -> None:
    """A restore was made: none of the rescue copies is waited for any more."""
    settled = {*_settled(backups), *(path.name for path in backups.glob(f"{RESCUE}*.db"))}
    if settled:
        text = "".join(f"{name}\n" for name in sorted(settled))
        (backups / SETTLED).write_text(text, encoding="utf-8")


def _settled(backups: Path) -> list[str]:
    try:
        return (backups / SETTLED).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _heads(path: Path) -> Heads:
    """The heads of a database; none where there is no such file, or nothing can be read in it."""
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as opened:
            # Another file beside what is left of the lost one may look whole at its head.
            if opened.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                return {}
            opened.execute("SELECT version_num FROM alembic_version").fetchone()
            rows = opened.execute(_HEADS).fetchall()
    except sqlite3.DatabaseError:
        return {}
    return {slug: (uid, n) for slug, uid, n in rows if not slug.startswith(COPY_PREFIX)}
