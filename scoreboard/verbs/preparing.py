"""Before and after the day: setting up, rehearsing on a copy, beginning anew, archiving."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from scoreboard.contest.acts.beginning import check_begin, check_not_rehearsing, check_rehearsal
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
from scoreboard.contest.words import Refusal, Say, not_now
from scoreboard.storage.access import Access, Grant, Role
from scoreboard.storage.backup import BackupFailed
from scoreboard.storage.book_cache import Written
from scoreboard.storage.ledger import LedgerTransaction, NoSuchEvent
from scoreboard.verbs.writing import Writer

CONSOLE = Grant(event="", role="organiser", subject="console", generation=0)


class Preparation:
    """What the organiser does around the day. `back_up` copies what there is, by the slug."""

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
        return self.change_set_up(event, by, reason=reason).new

    def change_set_up(
        self, event: Event, by: Grant, *, uid: str | None = None, origin: Origin | None = None,
        reason: str | None = None,
    ) -> Written:  # fmt: skip
        """As `set_up`; refused, too, when somebody has changed the set-up since its `origin`."""

        def check(book: Book) -> Entry:
            if not book.version:
                return draft
            known = book.by_id.get(uid or "")
            if known is not None and known.setup == event:
                return known
            if book.event == event:
                # Also where the answer was lost: what one has saved oneself is nobody else's.
                return book.newest_setup
            if origin is not None:
                check_since(book, origin)
            check_change(book, event)
            check_reason(book, event, reason)
            return keeping_public(book, draft)

        draft = self._writer.draft("setup", by, event, uid=uid, setup=event, reason=reason)
        return self._put(event, check)

    def create(self, event: Event, by: Grant, uid: str) -> Written:
        """Make a new event. Raises Refusal when its address is taken; again is harmless."""

        def check(book: Book) -> Entry:
            if not book.version or draft.id == book.entries[0].id:
                return draft
            raise not_now("The address %(slug)s is already taken.", slug=event.slug)

        draft = self._writer.draft("setup", by, event, uid=uid, setup=event)
        return self._put(event, check)

    def preview_set_up(self, event: Event, origin: Origin | None, say: Say) -> SetupPreview:
        """What a set-up would change; nothing is written. Raises as `change_set_up` does."""

        def query(book: Book) -> SetupPreview:
            if origin is not None and book.event != event:
                check_since(book, origin)
            return preview_change(book, event, say)

        seen: SetupPreview = self._writer.query(event.slug, query)
        return seen

    def _put(self, event: Event, check: Callable[[Book], Entry]) -> Written:
        """Write a set-up that the check allows, with the links of all its roles in force."""
        repeated = False
        with suppress(NoSuchEvent):
            # Asked first: what is refused must not change who may come in, nor must an old
            # set-up whose answer was lost once another one is in force.
            repeated = self._writer.query(
                event.slug, lambda book: check(book).id in book.by_id and book.event != event
            )
        if not repeated:
            # The links come first: whoever hears of the event must be able to enter it.
            self.grant_roles(event)
        try:
            return self._writer.write(event.slug, None, check, make=True)
        except Refusal:
            with suppress(NoSuchEvent):
                self.grant_roles(self._writer.query(event.slug, lambda book: book.event))
            raise

    def grant_roles(self, event: Event) -> None:
        """See to it that every role of the event has its link."""
        judges: list[tuple[Role, str]] = [("judge", judge.id) for judge in event.judges]
        self._access.ensure(event.slug, [("organiser", ""), ("scorer", ""), *judges])

    def rehearse(self, slug: str, by: Grant, uid: str) -> None:
        """Play on a copy of the set-up from now on. Raises Refusal when it is not the time."""

        def act(transaction: LedgerTransaction, book: Book) -> None:
            if book.entries[0].id == uid:
                return
            check_rehearsal(book)
            detail = {"rehearsal": True}
            transaction.rehearse(
                self._writer.draft(
                    "setup", by, book.event, uid=uid, setup=book.event, detail=detail
                )
            )

        self._writer.switch_rehearsal(slug, act)

    def end_rehearsal(self, slug: str) -> None:
        """Throw the copy away; the event is as it was. Again is harmless."""

        def act(transaction: LedgerTransaction, book: Book) -> None:
            if book.rehearsal:
                transaction.end_rehearsal()

        self._writer.switch_rehearsal(slug, act)

    def begin(self, slug: str, by: Grant, uid: str, reason: str) -> Written:
        """Set aside all that was played, after a backup whose name the entry's detail holds.

        Raises:
            Refusal: nothing was played, a rehearsal runs, or the backup could not be made.
        """
        backup: list[str] = []

        def check(book: Book) -> Entry:
            known = book.by_id.get(uid)
            if known is not None and known.kind == "begin":
                return known
            check_begin(book)
            detail = {"backup": backup[0]} if backup else {}
            return self._writer.draft(
                "begin", by, book.event, uid=uid, reason=reason, detail=detail
            )

        if self._writer.query(slug, check).version == 0:
            try:
                backup.append(self._back_up(slug))
            except BackupFailed as failed:
                raise not_now(
                    "The backup could not be made, so nothing was cleared: %(why)s", why=str(failed)
                ) from None
        return self._writer.write(slug, uid, check)

    def archive(self, slug: str, by: Grant, uid: str, *, archived: bool) -> Written:
        """Keep an event out of the lists, or show it there again. Raises Refusal."""

        def check(book: Book) -> Entry:
            known = book.by_id.get(uid)
            if known is not None and known.kind == "archive":
                return known
            check_not_rehearsing(book)
            if book.archived and archived:
                raise not_now("The event is already archived.")
            if not book.archived and not archived:
                raise not_now("The event is not archived.")
            detail = {"archived": archived}
            return self._writer.draft("archive", by, book.event, uid=uid, detail=detail)

        return self._writer.write(slug, uid, check)
