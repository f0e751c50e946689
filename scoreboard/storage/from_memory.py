"""A database written anew from the books in memory, where the files hold nothing any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from scoreboard.contest.record.book import Book
from scoreboard.storage.backup import BackupFailed, as_failure, check, whole
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.storage.tables import EventRow, HistoryRow


def write_books(books: Mapping[str, Book], target: Path, now: datetime) -> None:
    """A checked database of what is in memory alone: the ledgers, and no links.

    What rehearses is left out. Raises BackupFailed.
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
