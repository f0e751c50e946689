"""Every event's book in memory: read at its newest version, and extended as the ledger grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock
from typing import TypeVar

from scoreboard.contest import running
from scoreboard.contest.board import Board, board
from scoreboard.contest.book import Book
from scoreboard.contest.desk_board import desk_board
from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.sheet import Sheet, sheet
from scoreboard.contest.standings import Audience
from scoreboard.contest.words import Say, in_english, not_now
from scoreboard.storage.ledger import Ledger, NoSuchEvent, Page

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Written:
    """An entry in the ledger; `new` is False when the same id had brought it before."""

    entry: Entry
    new: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """The boards and sheets of one version: for the hall, the desk, each judge, each stage."""

    hall: Board
    desk: Board
    sheets: dict[str, Sheet]
    stages: dict[str, Board]


@dataclass(slots=True)
class _Shelf:
    """One event's book, its lock, and the boards already drawn from it."""

    # Re-entrant: what looks at a book may ask for it again, for the event's language say.
    lock: RLock = field(default_factory=RLock)
    book: Book = field(default_factory=Book)
    boards: dict[tuple[Audience, str], Board] = field(default_factory=dict)


class Books:
    """The books of all events, kept by folding each entry once."""

    def __init__(
        self, ledger: Ledger, say_in: Callable[[str], Say] = lambda _locale: in_english
    ) -> None:
        """`say_in` gives the words of a locale; a board speaks its event's language."""
        self._ledger = ledger
        self._say_in = say_in
        self._shelves: dict[str, _Shelf] = {}

    def events(self) -> list[str]:
        """The slugs of the events, oldest first."""
        return self._ledger.slugs()

    def heads(self) -> dict[str, int]:
        """The newest version of every event, straight from the database."""
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
            stage = running.find_stage(shelf.book, stage_id) if stage_id else shelf.book.stage
            return self._drawn(shelf, audience, stage)

    def telling(self, slug: str) -> Telling:
        """What every screen is to be told, all of one version. Raises NoSuchEvent."""
        shelf = self._shelf(slug)
        with shelf.lock:
            self._catch_up(slug, shelf)
            book = shelf.book
            hall = self._drawn(shelf, "public", book.stage)
            return Telling(
                hall=hall,
                desk=self._drawn(shelf, "desk", book.stage),
                sheets={judge.id: sheet(book, judge, hall) for judge in book.event.judges},
                stages={
                    stage.id: self._drawn(shelf, "public", stage)
                    for stage in book.event.stages
                    if stage.id in book.announced or stage is book.stage
                },
            )

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
        with shelf.lock:
            before = shelf.book.version
            try:
                with self._ledger.writing(slug, make=make) as page:
                    return self._append(page, shelf, uid, check)
            except BaseException:
                # A book that took in what was then rolled back must be read anew.
                if shelf.book.version != before:
                    shelf.book = Book()
                raise

    @staticmethod
    def _append(
        page: Page, shelf: _Shelf, uid: str | None, check: Callable[[Book], Entry]
    ) -> Written:
        if page.head != shelf.book.version:
            _take_in(shelf, page.since(shelf.book.version))
        draft = check(shelf.book)
        known = shelf.book.by_id.get(uid or draft.id)
        if known is not None:
            if not _same(known, draft):
                raise not_now("This id was already used for something else.")
            return Written(known, new=False)
        entry = page.append(draft)
        # Before the commit: an entry that cannot be folded must never stand in the ledger.
        _take_in(shelf, [entry])
        return Written(entry, new=True)

    def say(self, slug: str, text: str) -> str:
        """A text in the event's language. Raises NoSuchEvent."""
        return self._say_in(self.read(slug, lambda book: book.event.locale))(text)

    def desk_board_at(self, slug: str, version: int | None, stage_id: str | None) -> Board:
        """The desk's board now, or as it stood at a version. Raises as `board` does."""

        def look(book: Book) -> Board:
            then = book if version is None else book.at(version)
            stage = running.find_stage(then, stage_id) if stage_id else None
            return desk_board(then, stage, self._say_in(then.event.locale))

        return self.read(slug, look)

    def _drawn(self, shelf: _Shelf, audience: Audience, stage: Stage) -> Board:
        """The board at the shelf's version, drawn once for all who ask."""
        drawn = shelf.boards.get((audience, stage.id))
        if drawn is None or drawn["version"] != shelf.book.version:
            say = self._say_in(shelf.book.event.locale)
            drawn = (
                board(shelf.book, "public", stage, say)
                if audience == "public"
                else desk_board(shelf.book, stage, say)
            )
            shelf.boards[audience, stage.id] = drawn
        return drawn

    def _shelf(self, slug: str) -> _Shelf:
        # Only events that exist are kept, so that made-up addresses cannot fill the memory.
        if slug in self._shelves:
            return self._shelves[slug]
        shelf = _Shelf()
        if self._ledger.head(slug) is not None:
            self._shelves[slug] = shelf
        return shelf

    def _catch_up(self, slug: str, shelf: _Shelf) -> None:
        """Take in what another process wrote, or everything at the first look."""
        head = self._ledger.head(slug)
        if not head:
            raise NoSuchEvent(slug)
        if head != shelf.book.version:
            _take_in(shelf, self._ledger.since(slug, shelf.book.version))


def _take_in(shelf: _Shelf, entries: list[Entry]) -> None:
    try:
        if len(entries) == 1 and shelf.book.version:
            shelf.book.extend(entries[0])
        else:
            shelf.book = Book.replay([*shelf.book.entries, *entries])
    except BaseException:
        # What is committed stands; a book that missed an entry must be read anew.
        shelf.book = Book()
        raise


def _same(known: Entry, draft: Entry) -> bool:
    """Whether an id came back with the content it had."""
    names = ("kind", "by", "stage", "round", "team", "judge", "value", "reason", "voids", "detail")
    return all(getattr(known, name) == getattr(draft, name) for name in names)
