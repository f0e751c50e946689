"""Before and after the day: setting up, rehearsing on a copy, beginning anew, archiving."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from scoreboard.contest.acts.beginning import check_begin, check_not_rehearsing, check_rehearsal
from scoreboard.contest.acts.publishing import check_publish
from scoreboard.contest.acts.setup_change import (
    Origin,
    SetupPreview,
    check_change,
    check_reason,
    check_since,
    keeping_public,
    preview_change,
)
from scoreboard.contest.model import Entry, Event
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.look import Look, look_detail
from scoreboard.contest.rules.people import with_member_ids
from scoreboard.contest.words import Refusal, Say, not_now
from scoreboard.roles import Role
from scoreboard.storage.access import Access, Grant
from scoreboard.storage.backup import BackupFailed
from scoreboard.storage.book_cache import Written
from scoreboard.storage.event_rows import NoSuchEvent
from scoreboard.verbs.verb import Draft, Verb, new_id

# By type only: pages import the verbs, and only `Preparation`, which is handed it, works with it.
if TYPE_CHECKING:
    from scoreboard.verbs.writing import Writer

CONSOLE = Grant(event="", role="organiser", subject="console", generation=0)


@dataclass(frozen=True)
class ChangeSetup(Verb):
    """A set-up is put in force, the first one or another.

    With an `origin` it is refused when somebody has changed the set-up since. A `reason` is asked
    for where results would change. Members without an id are those of their name.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    event: Event
    origin: Origin | None = None
    reason: str | None = None

    def draft(self, book: Book) -> Draft:
        return Draft(kind="setup", setup=self._meant(book), reason=self.reason)

    def _meant(self, book: Book) -> Event:
        return with_member_ids(self.event, book.event if book.version else None)

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        # Who had no id was given one by the set-up that was in force when it was written.
        return super().is_of(
            entry, replace(drafted, setup=with_member_ids(self.event, entry.setup))
        )

    def done(self, book: Book) -> Entry | None:
        # Also where the answer was lost: what one has saved oneself is nobody else's.
        return book.newest_setup if book.version and book.event == self._meant(book) else None

    def allow(self, book: Book, entry: Entry) -> Entry:
        if not book.version:
            return entry
        if self.origin is not None:
            check_since(book, self.origin)
        event = self._meant(book)
        check_change(book, event)
        check_reason(book, event, self.reason)
        return keeping_public(book, entry)


@dataclass(frozen=True)
class CreateEvent(Verb):
    """A new event is made, at an address that is free."""

    event: Event

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="setup", setup=with_member_ids(self.event))

    def allow(self, book: Book, entry: Entry) -> Entry:
        if book.version:
            raise not_now("The address %(slug)s is already taken.", slug=self.event.slug)
        return entry


@dataclass(frozen=True)
class Rehearse(Verb):
    """The event is played on a copy of the set-up from now on."""

    settled: ClassVar[frozenset[str]] = frozenset({"setup", "detail"})

    def draft(self, book: Book) -> Draft:
        look = {} if book.look == Look() else {"look": look_detail(book.look)}
        return Draft(kind="setup", setup=book.event, detail={"rehearsal": True, **look})

    def allow(self, book: Book, entry: Entry) -> Entry:
        check_rehearsal(book)
        return entry


@dataclass(frozen=True)
class Begin(Verb):
    """All that was played is set aside, after a backup of that name."""

    settled: ClassVar[frozenset[str]] = frozenset({"detail"})

    reason: str
    backup: str | None = None

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="begin", reason=self.reason)

    def allow(self, book: Book, entry: Entry) -> Entry:
        check_begin(book)
        return replace(entry, detail={"backup": self.backup} if self.backup else {})


@dataclass(frozen=True)
class SetLook(Verb):
    """The hall's screens show this logo and these sponsors from now on."""

    look: Look

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="look", detail=look_detail(self.look))

    def allow(self, book: Book, entry: Entry) -> Entry:
        check_not_rehearsing(book)
        return entry

    def done(self, book: Book) -> Entry | None:
        looks = (entry for entry in reversed(book.entries) if entry.kind == "look")
        return next(looks, None) if book.look == self.look else None


@dataclass(frozen=True)
class Archive(Verb):
    """An event is kept out of the lists, or shown there again."""

    archived: bool

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="archive", detail={"archived": self.archived})

    def allow(self, book: Book, entry: Entry) -> Entry:
        check_not_rehearsing(book)
        if book.archived and self.archived:
            raise not_now("The event is already archived.")
        if not book.archived and not self.archived:
            raise not_now("The event is not archived.")
        return entry


@dataclass(frozen=True)
class Publish(Verb):
    """The result is opened to all who want to recount it, or closed again."""

    published: bool

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="publication", detail={"published": self.published})

    def allow(self, book: Book, entry: Entry) -> Entry:
        check_not_rehearsing(book)
        check_publish(book, published=self.published)
        return entry


class Preparation:
    """The verbs that do more than write: they give links, or make a backup.

    `back_up` copies what there is, by the slug, and returns the copy's name.
    """

    def __init__(self, writer: Writer, access: Access, back_up: Callable[[str], str]) -> None:
        self._writer = writer
        self._access = access
        self._back_up = back_up

    def set_up(self, event: Event, by: Grant = CONSOLE, *, reason: str | None = None) -> bool:
        """Put a set-up in force, new or changed; False when it is the one in force already.

        Raises:
            Refusal: what recorded entries name would vanish, an announced result would no longer
                stand, or results would change and no `reason` is given.
        """
        return self.put(ChangeSetup(by, new_id(), event, reason=reason)).new

    def put(self, verb: ChangeSetup | CreateEvent) -> Written:
        """Write a set-up, with the links of all its roles in force. Raises Refusal."""
        event, repeated = verb.event, False
        with suppress(NoSuchEvent):
            # Asked first: what is refused must not change who may come in, nor must an old
            # set-up whose answer was lost once another one is in force.
            known = not self._writer.check(event.slug, verb).new
            now = self._in_force(event.slug)
            repeated = known and now != with_member_ids(event, now)
        if not repeated:
            # The links come first: whoever hears of the event must be able to enter it.
            self.grant_roles(event)
        try:
            return self._writer.write(event.slug, verb, make=True)
        except Refusal:
            with suppress(NoSuchEvent):
                self.grant_roles(self._in_force(event.slug))
            raise

    def preview_set_up(self, event: Event, origin: Origin | None, say: Say) -> SetupPreview:
        """What a set-up would change; nothing is written. Raises as `put` does."""

        def query(book: Book) -> SetupPreview:
            meant = with_member_ids(event, book.event)
            if origin is not None and book.event != meant:
                check_since(book, origin)
            return preview_change(book, meant, say)

        return self._writer.query(event.slug, query)

    def grant_roles(self, event: Event) -> None:
        """See to it that every role of the event has its link."""
        judges: list[tuple[Role, str]] = [("judge", judge.id) for judge in event.judges]
        self._access.ensure(
            event.slug, [("organiser", ""), ("scorer", ""), ("presenter", ""), *judges]
        )

    def begin(self, slug: str, verb: Begin) -> Written:
        """Set aside all that was played, after a backup whose name the entry's detail holds.

        Raises:
            Refusal: nothing was played, a rehearsal runs, or the backup could not be made.
        """
        if self._writer.check(slug, verb).new:
            try:
                verb = replace(verb, backup=self._back_up(slug))
            except BackupFailed as failed:
                raise not_now(
                    "The backup could not be made, so nothing was cleared: %(why)s", why=str(failed)
                ) from None
        return self._writer.write(slug, verb)

    def _in_force(self, slug: str) -> Event:
        return self._writer.query(slug, lambda book: book.event)
