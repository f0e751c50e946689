"""The one way into the ledger: what a verb asks for becomes an entry, once, and is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from scoreboard.contest.acts.preview import Preview, check_revealed_stays, preview
from scoreboard.contest.model import Entry, Event
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import not_now
from scoreboard.storage.access import Grant
from scoreboard.storage.book_cache import BookCache, Written
from scoreboard.storage.ledger_transaction import LedgerTransaction
from scoreboard.verbs.verb import Verb

Result = TypeVar("Result")


class Writer:
    """Writes and previews verbs. `publish` is called with the event's slug after each commit."""

    def __init__(
        self, books: BookCache, now: Callable[[], datetime], publish: Callable[[str], None]
    ) -> None:
        self._books = books
        self._now = now
        self._publish = publish

    def write(self, slug: str, verb: Verb, *, make: bool = False) -> Written:
        """Write what the verb asks for, and publish it; a repeat brings the entry it brought.

        Whoever it is by is looked up in the same transaction: a link may be taken back while it
        waits to write.

        Raises:
            NoSuchEvent: there is none of that slug, and it is not to be made.
            GrantEnded: the link of who writes has been taken back.
            Refusal: the verb may not be now, or its id was used for something else.
        """
        by = _link(verb.by)
        written = self._books.append(slug, lambda book: self._settle(book, verb), make=make, by=by)
        if written.new:
            self._publish(slug)
        return written

    def check(self, slug: str, verb: Verb) -> Written:
        """What `write` would bring, but written nowhere. Raises as `write` does."""
        return self._books.read(slug, lambda book: self._settle(book, verb))

    def preview(self, slug: str, verb: Verb) -> Preview:
        """What the verb would change if it were new. Raises as `write` does, but for decisions."""

        def query(book: Book) -> Preview:
            return preview(book, verb.allow(book, self._drafted(book, verb)))

        return self._books.read(slug, query)

    def query(self, slug: str, query: Callable[[Book], Result]) -> Result:
        """The answer of `query` to the event's newest book. Raises NoSuchEvent."""
        return self._books.read(slug, query)

    def time_in(self, event: Event, exact_to: str = "seconds") -> str:
        """The time of this moment in the event's time zone, ISO 8601 with offset."""
        return self._now().astimezone(ZoneInfo(event.timezone)).isoformat(timespec=exact_to)

    def rehearse(self, slug: str, verb: Verb) -> None:
        """Make a ledger that begins with the verb's entry the active one. Raises as `write`."""

        def act(transaction: LedgerTransaction, book: Book) -> None:
            start = self._settle(book, verb)
            if start.new:
                transaction.rehearse(start.entry)

        self._switch_rehearsal(slug, act, verb.by)

    def end_rehearsal(self, slug: str, by: Grant | None = None) -> None:
        """Throw the rehearsal away; the event is as it was. Again is harmless.

        Raises GrantEnded.
        """

        def act(transaction: LedgerTransaction, book: Book) -> None:
            if book.rehearsal:
                transaction.end_rehearsal()

        self._switch_rehearsal(slug, act, by)

    def _switch_rehearsal(
        self, slug: str, act: Callable[[LedgerTransaction, Book], None], by: Grant | None
    ) -> None:
        self._books.switch_rehearsal(slug, act, by=by and _link(by))
        self._publish(slug)

    def _settle(self, book: Book, verb: Verb) -> Written:
        """The entry that the verb has brought already, or the new one that it may bring now."""
        drafted = self._drafted(book, verb)
        known = book.by_id.get(verb.uid)
        if known is not None:
            if not verb.is_of(known, drafted):
                raise not_now("This id was already used for something else.")
            return Written(known, new=False)
        done = verb.done(book)
        if done is not None:
            return Written(done, new=False)
        entry = verb.confirm(book, verb.allow(book, drafted))
        check_revealed_stays(book, entry)
        if not verb.is_of(entry, drafted):
            raise ValueError(f"{type(verb).__name__} settles a field that it does not name")
        return Written(entry, new=True)

    def _drafted(self, book: Book, verb: Verb) -> Entry:
        """The entry that is asked for, made now in the event's time zone."""
        draft = verb.draft(book)
        at = self.time_in(draft.setup or book.event, verb.exact_to)
        return draft.entry(verb.uid, verb.by, at)


def _link(by: Grant) -> Grant | None:
    """Whose link is to be looked up; nobody's where somebody at the server's console writes."""
    return by if by.is_link else None
