"""Every event's book in memory: read at its newest version, and extended as the ledger grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock
from typing import TypeVar

from scoreboard.contest import running
from scoreboard.contest.board import Audience, Board, board
from scoreboard.contest.book import Book
from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.sheet import Sheet, sheet
from scoreboard.contest.words import not_now
from scoreboard.storage.ledger import Ledger, NoSuchEvent

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

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
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
            return _drawn(shelf, audience, stage)

    def telling(self, slug: str) -> Telling:
        """What every screen is to be told, all of one version. Raises NoSuchEvent."""
        shelf = self._shelf(slug)
        with shelf.lock:
            self._catch_up(slug, shelf)
            book = shelf.book
            hall = _drawn(shelf, "public", book.stage)
            return Telling(
                hall=hall,
                desk=_drawn(shelf, "desk", book.stage),
                sheets={judge.id: sheet(book, judge, hall) for judge in book.event.judges},
                stages={
                    stage.id: _drawn(shelf, "public", stage)
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
            with self._ledger.writing(slug, make=make) as page:
                if page.head != shelf.book.version:
                    _take_in(shelf, page.since(shelf.book.version))
                draft = check(shelf.book)
                known = shelf.book.by_id.get(uid or draft.id)
                if known is not None:
                    if not _same(known, draft):
                        raise not_now("This id was already used for something else.")
                    return Written(known, new=False)
                entry = page.append(draft)
            _take_in(shelf, [entry])
            return Written(entry, new=True)

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


def _drawn(shelf: _Shelf, audience: Audience, stage: Stage) -> Board:
    """The board at the shelf's version, drawn once for all who ask."""
    drawn = shelf.boards.get((audience, stage.id))
    if drawn is None or drawn["version"] != shelf.book.version:
        drawn = shelf.boards[audience, stage.id] = board(shelf.book, audience, stage)
    return drawn


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
