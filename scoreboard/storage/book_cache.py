"""Every event's book in memory: read at its newest version, and extended as the ledger grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.boards.sheet import Sheet, running_totals, sheet
from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.visibility import Audience
from scoreboard.contest.words import Say, in_english
from scoreboard.limits import WRITE_SECONDS
from scoreboard.storage.cached_book import CachedBook
from scoreboard.storage.database import DatabaseBusy
from scoreboard.storage.ledger import Ledger, LedgerHead, LedgerTransaction, NoSuchEvent

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that was written; `new` is False when it was in the ledger already."""

    entry: Entry
    new: bool


@dataclass(frozen=True, slots=True)
class Broadcast:
    """The boards and judges' sheets of one version, for everybody who is connected.

    `public` is the board of the stage that runs and `stages` those of every stage that is shown;
    `panel` and `panel_stages` are the same as judges may see them.
    """

    head: LedgerHead
    public: Board
    desk: Board
    sheets: dict[str, Sheet]
    stages: dict[str, Board]
    panel: Board
    panel_stages: dict[str, Board]


class BookCache:
    """The books of all events, kept by folding each entry once."""

    def __init__(
        self, ledger: Ledger, say_in: Callable[[str], Say] = lambda _locale: in_english
    ) -> None:
        """`say_in` gives the words of a locale; a board speaks its event's language."""
        self._ledger = ledger
        self._say_in = say_in
        self._cached: dict[str, CachedBook] = {}

    def events(self) -> list[str]:
        """The slugs of the events, oldest first."""
        return self._ledger.slugs()

    def heads(self) -> dict[str, LedgerHead]:
        """Every event's ledger and its newest version, straight from the database."""
        return self._ledger.heads()

    def read(self, slug: str, query: Callable[[Book], Result]) -> Result:
        """The answer of `query` to the event's book at its newest version. Raises NoSuchEvent."""
        cached = self._cached_book(slug)
        with cached.lock:
            self._catch_up(slug, cached)
            return query(cached.book)

    def board(self, slug: str, audience: Audience, stage_id: str | None = None) -> Board:
        """The event's board for an audience, drawn once a version.

        Raises:
            NoSuchEvent: there is none of that slug.
            Refusal: the event has no such stage.
        """
        cached = self._cached_book(slug)
        with cached.lock:
            self._catch_up(slug, cached)
            stage = cached.book.find_stage(stage_id) if stage_id else cached.book.stage
            return self._drawn(cached, audience, stage)

    def broadcast(self, slug: str) -> Broadcast:
        """What every screen is sent, all of one version. Raises NoSuchEvent."""
        cached = self._cached_book(slug)
        with cached.lock:
            self._catch_up(slug, cached)
            book = cached.book
            totals = running_totals(book)
            shown = [s for s in book.event.stages if s.id in book.announced or s is book.stage]
            return Broadcast(
                head=cached.head,
                public=self._drawn(cached, "public", book.stage),
                desk=self._drawn(cached, "desk", book.stage),
                sheets={judge.id: sheet(book, judge, totals) for judge in book.event.judges},
                stages={s.id: self._drawn(cached, "public", s) for s in shown},
                panel=self._drawn(cached, "judge", book.stage),
                panel_stages={s.id: self._drawn(cached, "judge", s) for s in shown},
            )

    def sheet(self, slug: str, judge_id: str) -> Sheet | None:
        """The sheet of one judge; None where the event has no such judge. Raises NoSuchEvent."""

        def query(book: Book) -> Sheet | None:
            judge = book.event.judge(judge_id)
            return None if judge is None else sheet(book, judge, running_totals(book))

        return self.read(slug, query)

    def append(
        self, slug: str, settle: Callable[[Book], Written], *, make: bool = False
    ) -> Written:
        """Write the new entry that `settle` finds for the newest book, committed on return.

        Nothing is written where it finds one that is in the ledger already.

        Raises:
            NoSuchEvent: there is none of that slug, and it is not to be made.
            Refusal: `settle` refuses.
        """
        cached = self._cached_book(slug)
        with self._writing(slug, cached, make=make) as transaction:
            return self._append(transaction, cached, settle)

    def switch_rehearsal(self, slug: str, act: Callable[[LedgerTransaction, Book], None]) -> None:
        """Start or end a rehearsal by what `act` does with the transaction and the newest book.

        Raises as `append` does.
        """
        cached = self._cached_book(slug)
        with self._writing(slug, cached) as transaction:
            cached.follow(transaction)
            act(transaction, cached.book)
        # The slug now points to another ledger; drop the cache.
        with cached.lock:
            cached.forget()

    @contextmanager
    def _writing(
        self, slug: str, cached: CachedBook, *, make: bool = False
    ) -> Iterator[LedgerTransaction]:
        """A transaction on the event's ledger; waiting for the database keeps no reader waiting."""
        if not cached.pen.acquire(timeout=WRITE_SECONDS):
            raise DatabaseBusy("others wait to write to this event")
        before = None
        try:
            with self._ledger.writing(slug, make=make) as transaction:
                # Until after the commit: nobody may see what could still be rolled back.
                cached.lock.acquire()
                before = cached.head
                yield transaction
        except BaseException:
            # A book that took in what was then rolled back must be read anew.
            if before is not None and cached.head != before:
                cached.forget()
            raise
        finally:
            if before is not None:
                cached.lock.release()
            cached.pen.release()

    @staticmethod
    def _append(
        transaction: LedgerTransaction, cached: CachedBook, settle: Callable[[Book], Written]
    ) -> Written:
        cached.follow(transaction)
        settled = settle(cached.book)
        if not settled.new:
            return settled
        entry = transaction.append(settled.entry)
        # Before the commit: an entry that cannot be folded must never stand in the ledger.
        cached.take_in(cached.head.ledger or entry.id, [entry])
        return Written(entry, new=True)

    def say(self, slug: str, text: str) -> str:
        """A text in the event's language. Raises NoSuchEvent."""
        return self._say_in(self.read(slug, lambda book: book.event.locale))(text)

    def desk_board_at(self, slug: str, version: int | None, stage_id: str | None) -> Board:
        """The desk's board now, or as it stood at a version. Raises as `board` does."""

        def query(book: Book) -> Board:
            then = book if version is None else book.at(version)
            stage = then.find_stage(stage_id) if stage_id else None
            return desk_board(then, stage, self._say_in(then.event.locale))

        return self.read(slug, query)

    def _drawn(self, cached: CachedBook, audience: Audience, stage: Stage) -> Board:
        """The board at the cached book's version, drawn once for all who ask."""
        if audience == "judge" and cached.book.event.rules.publish != "live":
            # What the public sees by then is what the judges see.
            audience = "public"
        drawn = cached.boards.get((audience, stage.id))
        now = (cached.book.ledger_id, cached.book.version)
        if drawn is None or (drawn["ledger"], drawn["version"]) != now:
            say = self._say_in(cached.book.event.locale)
            drawn = (
                desk_board(cached.book, stage, say)
                if audience == "desk"
                else board(cached.book, audience, stage, say)
            )
            cached.boards[audience, stage.id] = drawn
        return drawn

    def _cached_book(self, slug: str) -> CachedBook:
        # Only events that exist are kept, so that made-up addresses cannot fill the memory.
        if slug in self._cached:
            return self._cached[slug]
        cached = CachedBook()
        if self._ledger.head(slug) is not None:
            self._cached[slug] = cached
        return cached

    def _catch_up(self, slug: str, cached: CachedBook) -> None:
        """Take in what another process wrote, or everything at the first query."""
        try:
            head = self._ledger.head(slug)
            if head is not None and head == cached.head:
                return
            news = self._ledger.news(slug, cached.head)
        except DatabaseBusy:
            # What is known is shown; the watch brings the rest as soon as it can be read.
            if cached.book.version:
                return
            raise
        if news is None:
            raise NoSuchEvent(slug)
        cached.take_in(*news)
