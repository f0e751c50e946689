"""Looking through a database that is served: was it changed by anybody but its own processes?

A file can be overwritten or cut short where it stands, under its own name and identity: a backup
that is copied over it by hand, a file that a sick disk has torn. SQLite notices late, if ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from scoreboard.contest.record.book import Book
from scoreboard.storage.backup import (
    BackupFailed,
    as_failure,
    check,
    check_chain,
    file_address,
    whole,
)
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.storage.tables import EventRow, HistoryRow


class Found(NamedTuple):
    """What is wrong with a database on the disk: as a whole, and with the first event at fault."""

    damage: str = ""
    event: str = ""
    why: str = ""


def examine(path: Path, events: Collection[str]) -> Found:
    """Look through a database as it stands on the disk, and through the chains of these events."""
    slug = ""
    try:
        with closing(sqlite3.connect(file_address(path), uri=True)) as opened:
            opened.row_factory = sqlite3.Row
            # All of it as it is at one moment: others go on writing.
            opened.execute("BEGIN")
            (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                return Found(str(found).splitlines()[0])
            for event in opened.execute("SELECT * FROM events").fetchall():
                slug = event["slug"]
                if slug in events:
                    check_chain(opened, event)
    except sqlite3.DatabaseError as error:
        return Found(str(error))
    except BackupFailed as failed:
        return Found(event=slug, why=str(failed))
    return Found()


def write_books(books: Mapping[str, Book], target: Path, now: datetime) -> None:
    """A checked database of what is in memory alone: the ledgers, and no links.

    For where the files hold nothing any more. What rehearses is left out. Raises BackupFailed.
    """
    with as_failure(), whole(target) as part:
        engine = make_engine(f"sqlite:///{part}")
        try:
            migrate(engine, None, part.parent, now)
            for slug, book in books.items():
                if not book.rehearsal:
                    _write(Database(engine), slug, book)
        finally:
            engine.dispose()
        with closing(sqlite3.connect(part)) as made:
            made.execute("PRAGMA journal_mode=DELETE")
        check(part)


def _write(database: Database, slug: str, book: Book) -> None:
    with Ledger(database).writing(slug, make=True) as transaction:
        written = transaction.append_all(book.entries)
    if written[-1].hash != book.entries[-1].hash:
        raise BackupFailed(f"{slug} cannot be written as it was.")
    with database.writing() as session:
        row = session.query(EventRow).filter_by(slug=slug).one()
        row.ledger = book.history.ledger
        for left in book.history.left:
            session.add(
                HistoryRow(
                    event_slug=slug,
                    ledger=left.ledger,
                    version=left.version,
                    next=left.next,
                    how=left.how,
                    at=left.at,
                )
            )
