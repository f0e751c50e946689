"""How every verb writes: it drafts an entry from the newest book, commits it, then publishes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from scoreboard.contest.model import Entry, EntryKind, Event
from scoreboard.contest.record.book import Book
from scoreboard.storage.access import Grant
from scoreboard.storage.book_cache import BookCache, Written
from scoreboard.storage.ledger import LedgerTransaction


class Writer:
    """The one way into the ledger. `publish` is called with the event's slug after each commit."""

    def __init__(
        self, books: BookCache, now: Callable[[], datetime], publish: Callable[[str], None]
    ) -> None:
        self._books = books
        self._now = now
        self._publish = publish

    def write(
        self, slug: str, uid: str | None, check: Callable[[Book], Entry], *, make: bool = False
    ) -> Written:
        """Append what `check` drafts, and publish. Raises as `BookCache.append` does."""
        written = self._books.append(slug, uid, check, make=make)
        if written.new:
            self._publish(slug)
        return written

    def switch_rehearsal(self, slug: str, act: Callable[[LedgerTransaction, Book], None]) -> None:
        """Start or end a rehearsal, and publish. Raises as `BookCache.switch_rehearsal` does."""
        self._books.switch_rehearsal(slug, act)
        self._publish(slug)

    def query(self, slug: str, query: Callable[[Book], Any]) -> Any:
        """The answer of `query` to the event's newest book; nothing is written."""
        return self._books.read(slug, query)

    def draft(
        self, kind: EntryKind, by: Grant, event: Event, *, uid: str | None = None, **rest: Any
    ) -> Entry:
        """An entry of now, in the event's time zone, not yet in the ledger."""
        at = self._now().astimezone(ZoneInfo(event.timezone)).isoformat(timespec="seconds")
        return Entry(version=0, id=uid or str(uuid4()), kind=kind, by=by.name, at=at, **rest)
