"""The result that is open to all who want to recount it: a file, made once a version."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from scoreboard.contest.acts.publishing import is_open
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import N_, unknown
from scoreboard.files.results.as_json import END, ChainedEntry, head_of, lines_of
from scoreboard.files.results.redacted import Redaction
from scoreboard.files.results.sealed import seal_document
from scoreboard.in_thread import InThread
from scoreboard.recount.page import recount_page
from scoreboard.recount.publishing import book_of, published_document, redaction_of
from scoreboard.translation import say_in

if TYPE_CHECKING:
    from scoreboard.services import Services

# It is compressed once and handed out often.
_PACKED = 6
NOT_OPEN = N_("This result is not published for recounting.")


class Of(NamedTuple):
    """Which file: of a ledger at a version."""

    ledger: str
    version: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A published file as bytes, whole and compressed."""

    of: Of
    plain: bytes
    packed: bytes
    language: str = ""

    @property
    def etag(self) -> str:
        """What names this file among all that the event has had."""
        return f"{self.of.ledger}.{self.of.version}{self.language}"

    @classmethod
    def pack(cls, of: Of, plain: bytes, language: str = "") -> Prepared:
        """A file from its bytes."""
        return cls(of, plain, gzip.compress(plain, _PACKED, mtime=0), language)


class PublishedFiles:
    """The files of published events, each kept until its event has a newer version."""

    def __init__(self, services: Services, in_thread: InThread) -> None:
        self._services = services
        self._in_thread = in_thread
        self._kept: dict[str, Prepared] = {}
        # The page by event and language.
        self._pages: dict[tuple[str, str], Prepared] = {}

    def file(self, slug: str) -> Prepared:
        """The file of an event as it stands now.

        Raises Refusal where it is not published, or something of it is hidden just now.
        """
        book = self._own_book(slug)
        if not is_open(book):
            self._kept.pop(slug, None)
            raise unknown(NOT_OPEN)
        of, kept = Of(book.ledger_id, book.version), self._kept.get(slug)
        if kept is None or kept.of != of:
            kept = self._kept[slug] = self._made(slug, book, of)
        return kept

    def page(self, slug: str, language: str) -> Prepared:
        """The page that recounts the file, which is in it. Raises as `file` does."""
        file, kept = self.file(slug), self._pages.get((slug, language))
        if kept is not None and kept.of == file.of:
            return kept

        def written() -> Prepared:
            made = recount_page(json.loads(file.plain), language).encode()
            return Prepared.pack(file.of, made, language)

        page: Prepared = self._in_thread(written)
        self._pages[slug, language] = page
        return page

    def is_open(self, slug: str) -> bool:
        """Whether there is a file just now. Raises NoSuchEvent."""
        return is_open(self._own_book(slug))

    def _own_book(self, slug: str) -> Book:
        """The event's own book, whatever is rehearsed. Raises NoSuchEvent."""
        found = self._services.books.read(slug, lambda book: book)
        if not found.rehearsal:
            return found
        entries = self._services.ledger.since(slug, 0, own=True)
        book: Book = self._in_thread(partial(Book.replay, entries))
        return book

    def _made(self, slug: str, book: Book, of: Of) -> Prepared:
        redaction = redaction_of(book, of.version)
        last, locale = book.entries[of.version - 1], book.event.locale
        entries = list(self._entries(slug, of, redaction))
        seal = seal_document(self._services.seals.of(slug, of.ledger, of.version, last.hash))

        def written() -> Prepared:
            document = published_document(book_of(entries, of.ledger), say_in(locale))
            plain = head_of(document, seal) + lines_of(entries, first=True) + END
            return Prepared.pack(of, plain)

        made: Prepared = self._in_thread(written)
        return made

    def _entries(self, slug: str, of: Of, redaction: Redaction) -> Iterator[ChainedEntry]:
        after = 0
        while after < of.version:
            rows = self._services.ledger.rows(slug, of.ledger, after, of.version)
            if not rows:
                raise unknown(NOT_OPEN)
            yield from self._in_thread(partial(redaction.entries, rows))
            after = rows[-1]["version"]
