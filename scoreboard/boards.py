"""The boards and sheets of every event: drawn from the books in memory, in the event's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.shapes import Board, DeskBoard
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import Seer
from scoreboard.contest.words import Say, in_english
from scoreboard.storage.book_cache import BookCache

Result = TypeVar("Result")


class Boards:
    """What the screens of every event show. Each method raises NoSuchEvent."""

    def __init__(
        self, books: BookCache, say_in: Callable[[str], Say] = lambda _locale: in_english
    ) -> None:
        """`say_in` gives the words of a locale; a board speaks its event's language."""
        self.books = books
        self._say_in = say_in

    def read(self, slug: str, query: Callable[[Drawn], Result], *, newest: bool = True) -> Result:
        """The answer of `query` to what is shown of one version; `newest` as `BookCache.read`."""
        return self.books.read(slug, lambda book: query(self._drawn(book)), newest=newest)

    def board(self, slug: str, audience: Seer, stage_id: str | None = None) -> Board:
        """The board of a stage, or of the current one. Raises Refusal where there is no such."""
        return self.read(slug, lambda drawn: drawn.board(audience, stage_id))

    def desk(self, slug: str, stage_id: str | None = None, version: int | None = None) -> DeskBoard:
        """The desk's board now, or as it stood at a version. Raises as `board` does."""

        def query(book: Book) -> DeskBoard:
            return self._drawn(book if version is None else book.at(version)).desk(stage_id)

        return self.books.read(slug, query)

    def say(self, slug: str, text: str) -> str:
        """A text in the event's language."""
        locale = self.books.read(slug, lambda book: book.event.locale, newest=False)
        return self._say_in(locale)(text)

    def _drawn(self, book: Book) -> Drawn:
        return Drawn(book, self._say_in(book.event.locale))
