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
from scoreboard.contest.words import Say, in_english, not_now
from scoreboard.limits import WRITE_SECONDS
from scoreboard.storage.database import DatabaseBusy
from scoreboard.storage.ledger import Head, Ledger, NoSuchEvent, Page
from scoreboard.storage.shelf import Shelf

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Written:
    """An entry in the ledger; `new` is False when the same id had brought it before."""

    entry: Entry
    new: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """The boards and sheets of one version: for the hall, the desk, each judge, each stage.

    `panel` and `panel_stages` are the hall's boards as judges may see them.
    """

    head: Head
    hall: Board
    desk: Board
    sheets: dict[str, Sheet]
    stages: dict[str, Board]
    panel: Board
    panel_stages: dict[str, Board]


class Books:
    """The books of all events, kept by folding each entry once."""

    def __init__(
        self, ledger: Ledger, say_in: Callable[[str], Say] = lambda _locale: in_english
    ) -> None:
        """`say_in` gives the words of a locale; a board speaks its event's language."""
        self._ledger = ledger
        self._say_in = say_in
        self._shelves: dict[str, Shelf] = {}

    def events(self) -> list[str]:
        """The slugs of the events, oldest first."""
        return self._ledger.slugs()

    def heads(self) -> dict[str, Head]:
        """Every event's ledger and its newest version, straight from the database."""
        return self._ledger.heads()

    def read(self, slug: str, look: Callable[[Book], Result]) -> Result:
        """What `look` makes of the event's book at its newest version. Raises NoSuchEvent."""
        shelf = self._shelf(slug)
        with shelf.lock:
            self._catch_up(slug, shelf)
            return look(shelf.book)

    def board(self, slug: str, audience: Audience, stage_id: str | None = None) -> Board:
        """The event's board for an audience, drawn once a version.

        Raises:
            NoSuchEvent: there is none of that slug.
            Refusal: the event has no such stage.
        """
        shelf = self._shelf(slug)
        with shelf.lock:
            self._catch_up(slug, shelf)
            stage = shelf.book.find_stage(stage_id) if stage_id else shelf.book.stage
            return self._drawn(shelf, audience, stage)

    def telling(self, slug: str) -> Telling:
        """What every screen is to be told, all of one version. Raises NoSuchEvent."""
        shelf = self._shelf(slug)
        with shelf.lock:
            self._catch_up(slug, shelf)
            book = shelf.book
            totals = running_totals(book)
            shown = [s for s in book.event.stages if s.id in book.announced or s is book.stage]
            return Telling(
                head=shelf.head,
                hall=self._drawn(shelf, "public", book.stage),
                desk=self._drawn(shelf, "desk", book.stage),
                sheets={judge.id: sheet(book, judge, totals) for judge in book.event.judges},
                stages={s.id: self._drawn(shelf, "public", s) for s in shown},
                panel=self._drawn(shelf, "judge", book.stage),
                panel_stages={s.id: self._drawn(shelf, "judge", s) for s in shown},
            )

    def sheet(self, slug: str, judge_id: str) -> Sheet | None:
        """The sheet of one judge; None where the event has no such judge. Raises NoSuchEvent."""

        def look(book: Book) -> Sheet | None:
            judge = book.event.judge(judge_id)
            return None if judge is None else sheet(book, judge, running_totals(book))

        return self.read(slug, look)

    def append(
        self, slug: str, uid: str | None, check: Callable[[Book], Entry], *, make: bool = False
    ) -> Written:
        """Write the entry that `check` drafts from the newest book, committed on return.

        An id that has its entry already brings that entry back, and writes nothing.

        Raises:
            NoSuchEvent: there is none of that slug, and it is not to be made.
            Refusal: `check` refuses, or the id was used for something else.
        """
        shelf = self._shelf(slug)
        with self._writing(slug, shelf, make=make) as page:
            return self._append(page, shelf, uid, check)

    def turn_rehearsal(self, slug: str, act: Callable[[Page, Book], None]) -> None:
        """Start or end a rehearsal by what `act` does with the page and the newest book.

        Raises as `append` does.
        """
        shelf = self._shelf(slug)
        with self._writing(slug, shelf) as page:
            shelf.follow(page)
            act(page, shelf.book)
        # Another ledger is spoken of now; the next look reads it.
        with shelf.lock:
            shelf.forget()

    @contextmanager
    def _writing(self, slug: str, shelf: Shelf, *, make: bool = False) -> Iterator[Page]:
        """The event's page and its book; who waits for the database keeps no reader waiting."""
        if not shelf.pen.acquire(timeout=WRITE_SECONDS):
            raise DatabaseBusy("others wait to write to this event")
        before = None
        try:
            with self._ledger.writing(slug, make=make) as page:
                # Until after the commit: nobody may see what could still be rolled back.
                shelf.lock.acquire()
                before = shelf.head
                yield page
        except BaseException:
            # A book that took in what was then rolled back must be read anew.
            if before is not None and shelf.head != before:
                shelf.forget()
            raise
        finally:
            if before is not None:
                shelf.lock.release()
            shelf.pen.release()

    @staticmethod
    def _append(
        page: Page, shelf: Shelf, uid: str | None, check: Callable[[Book], Entry]
    ) -> Written:
        shelf.follow(page)
        draft = check(shelf.book)
        known = shelf.book.by_id.get(uid or draft.id)
        if known is not None:
            if not _same(known, draft):
                raise not_now("This id was already used for something else.")
            return Written(known, new=False)
        entry = page.append(draft)
        # Before the commit: an entry that cannot be folded must never stand in the ledger.
        shelf.take_in(shelf.head.ledger or entry.id, [entry])
        return Written(entry, new=True)

    def say(self, slug: str, text: str) -> str:
        """A text in the event's language. Raises NoSuchEvent."""
        return self._say_in(self.read(slug, lambda book: book.event.locale))(text)

    def desk_board_at(self, slug: str, version: int | None, stage_id: str | None) -> Board:
        """The desk's board now, or as it stood at a version. Raises as `board` does."""

        def look(book: Book) -> Board:
            then = book if version is None else book.at(version)
            stage = then.find_stage(stage_id) if stage_id else None
            return desk_board(then, stage, self._say_in(then.event.locale))

        return self.read(slug, look)

    def _drawn(self, shelf: Shelf, audience: Audience, stage: Stage) -> Board:
        """The board at the shelf's version, drawn once for all who ask."""
        if audience == "judge" and shelf.book.event.rules.publish != "live":
            # What the public sees by then is what the judges see.
            audience = "public"
        drawn = shelf.boards.get((audience, stage.id))
        now = (shelf.book.ledger_id, shelf.book.version)
        if drawn is None or (drawn["ledger"], drawn["version"]) != now:
            say = self._say_in(shelf.book.event.locale)
            drawn = (
                desk_board(shelf.book, stage, say)
                if audience == "desk"
                else board(shelf.book, audience, stage, say)
            )
            shelf.boards[audience, stage.id] = drawn
        return drawn

    def _shelf(self, slug: str) -> Shelf:
        # Only events that exist are kept, so that made-up addresses cannot fill the memory.
        if slug in self._shelves:
            return self._shelves[slug]
        shelf = Shelf()
        if self._ledger.head(slug) is not None:
            self._shelves[slug] = shelf
        return shelf

    def _catch_up(self, slug: str, shelf: Shelf) -> None:
        """Take in what another process wrote, or everything at the first look."""
        try:
            head = self._ledger.head(slug)
            if head is not None and head == shelf.head:
                return
            news = self._ledger.news(slug, shelf.head)
        except DatabaseBusy:
            # What is known is shown; the watch brings the rest as soon as it can be read.
            if shelf.book.version:
                return
            raise
        if news is None:
            raise NoSuchEvent(slug)
        shelf.take_in(*news)


def _same(known: Entry, draft: Entry) -> bool:
    """Whether an id came back with the content it had."""
    names = (
        "kind", "by", "stage", "round", "team", "judge", "value", "reason", "voids", "detail",
        "setup",
    )  # fmt: skip
    return all(getattr(known, name) == getattr(draft, name) for name in names)
