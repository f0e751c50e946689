"""Everybody who writes into one event, without a server: what the tests of the verbs stand on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scoreboard.contest.model import Entry, Event
from scoreboard.storage.access import Access, Grant
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.database import Database
from scoreboard.storage.ledger import Ledger
from scoreboard.verbs.preparing import Begin, ChangeSetup, CreateEvent, Preparation, Rehearse
from scoreboard.verbs.scorekeeping import ChangeRoundState, GiveAward
from scoreboard.verbs.verb import Verb, new_id
from scoreboard.verbs.writing import Writer

# Without a link that could be taken back, as at the console.
ORGANISER = Grant("quiz", "organiser", "", 0)
SCORER = Grant("quiz", "scorer", "", 0)
LIN, WU = Grant("quiz", "judge", "lin", 0), Grant("quiz", "judge", "wu", 0)


class Desk:
    """Everybody who writes into one event, on a ledger of its own."""

    def __init__(self, ledger: Ledger, database: Database) -> None:
        self.published: list[str] = []
        self.books = BookCache(ledger)
        self.writer = Writer(self.books, lambda: datetime.now(UTC), self.published.append)
        self.access = Access(database, "a key")
        self.preparing = Preparation(self.writer, self.access, lambda _slug: "copy.db")

    def do(self, verb: Verb) -> Entry:
        """Let the verb be done as the API does it; the entry that its id brought."""
        match verb:
            case ChangeSetup() | CreateEvent():
                self.preparing.put(verb)
            case Begin():
                self.preparing.begin("quiz", verb)
            case Rehearse():
                self.writer.rehearse("quiz", verb)
            case _:
                return self.writer.write("quiz", verb).entry
        return self.books.read("quiz", lambda book: book.by_id[verb.uid])

    @property
    def state(self) -> Any:
        """All that a repeat must leave alone."""
        return self.books.read("quiz", lambda book: list(book.entries)), self.access.links("quiz")

    def rounds(self, *acts: str) -> None:
        """Rounds opened and closed: "open essay"."""
        for act, round_id in (said.split() for said in acts):
            self.do(ChangeRoundState(SCORER, new_id(), act, round_id))  # type: ignore[arg-type]

    def award(self, **given: int) -> None:
        for team, value in given.items():
            self.do(GiveAward(SCORER, new_id(), "buzzer", team, value))

    def event(self) -> Event:
        return self.books.read("quiz", lambda book: book.event)
