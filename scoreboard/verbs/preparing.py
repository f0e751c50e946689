"""Before and after the day: rehearsing on a copy, clearing all and beginning, archiving."""

from __future__ import annotations

from collections.abc import Callable

from scoreboard.contest.acts.beginning import check_begin, check_not_rehearsing, check_rehearsal
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import not_now
from scoreboard.storage.access import Grant
from scoreboard.storage.backup import BackupFailed
from scoreboard.storage.books import Written
from scoreboard.storage.ledger import Page
from scoreboard.verbs.writing import Writer


class Preparation:
    """What the organiser does around the day. `back_up` copies what there is, by the slug."""

    def __init__(self, writer: Writer, back_up: Callable[[str], str]) -> None:
        self._writer = writer
        self._back_up = back_up

    def rehearse(self, slug: str, by: Grant, uid: str) -> None:
        """Play on a copy of the set-up from now on. Raises Refusal when it is not the time."""

        def act(page: Page, book: Book) -> None:
            if book.entries[0].id == uid:
                return
            check_rehearsal(book)
            detail = {"rehearsal": True}
            page.rehearse(
                self._writer.draft(
                    "setup", by, book.event, uid=uid, setup=book.event, detail=detail
                )
            )

        self._writer.turn_rehearsal(slug, act)

    def end_rehearsal(self, slug: str) -> None:
        """Throw the copy away; the event is as it was. Again is harmless."""

        def act(page: Page, book: Book) -> None:
            if book.rehearsal:
                page.end_rehearsal()

        self._writer.turn_rehearsal(slug, act)

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

        if self._writer.look(slug, check).version == 0:
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
