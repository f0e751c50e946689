"""What a page was told is saved, as it says when it connects: a ledger that lacks it has lost it.

A server that starts on less than it had acknowledged (a disk that was repaired, one that calls kept
what it has not, an older file put back by hand) cannot tell by itself: only who was told can.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal
from scoreboard.limits import ACKNOWLEDGED_TOLD
from scoreboard.storage.access import Grant
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.database import in_short
from scoreboard.storage.receipts import Receipts

log = logging.getLogger(__name__)

_ID = re.compile(r"[0-9A-Za-z-]{1,40}")


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The newest entries that a ledger acknowledged to a page: each one's version by its id."""

    ledger: str
    versions: Mapping[str, int]

    def lacking(self, book: Book) -> int | None:
        """The first version that a book of that ledger lacks; None of another one, and of none."""
        if book.ledger_id != self.ledger:
            return None
        versions = [at for uid, at in self.versions.items() if uid not in book.by_id]
        return min(versions, default=None)


def read_acknowledged(said: object, receipts: Receipts) -> Acknowledged | None:
    """What a page says; None where it says nothing that can be read, or holds no receipt of."""
    if not isinstance(said, dict) or not isinstance(said.get("entries"), list):
        return None
    ledger = said.get("ledger")
    if not (isinstance(ledger, str) and _ID.fullmatch(ledger)):
        return None
    versions = {}
    for entry in said["entries"][:ACKNOWLEDGED_TOLD]:
        match entry:
            case [str() as uid, int() as version, str() as receipt] if _ID.fullmatch(uid):
                if 0 < version < 10**9 and receipts.holds(uid, version, receipt):
                    versions[uid] = version
    return Acknowledged(ledger, versions) if versions else None


class BehindPages:
    """Lets a ledger that lacks what a page was told go on as another history."""

    def __init__(
        self, books: BookCache, receipts: Receipts, publish: Callable[[str], object]
    ) -> None:
        self._books, self._receipts, self._publish = books, receipts, publish
        # Once in a process's life for each event: what is lost while it lives it knows itself.
        self._done: set[str] = set()

    def look(self, slug: str, who: Grant, said: object) -> None:
        """Hold what a page says against the event's ledger."""
        told = read_acknowledged(said, self._receipts)
        if told is None or slug in self._done or self._books.read(slug, told.lacking) is None:
            return
        try:
            begun = self._books.go_on_without(slug, told.lacking)
        except (SQLAlchemyError, Refusal) as error:
            # A copy that only follows lacks what it will still be told; else it is said again.
            why = in_short(error) if isinstance(error, SQLAlchemyError) else str(error)
            log.warning("%s: %s was told of an entry that is not here: %s", slug, who.name, why)
            return
        if begun:
            self._done.add(slug)
            log.error(
                "%s: the database has lost what %s was told is saved; tablets offer it again",
                slug,
                who.name,
            )
            self._publish(slug)
