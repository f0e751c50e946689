"""A backup that is put back is another history: its ledger has a new id, and its entries stay."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scoreboard.contest.record.book import Book
from scoreboard.contest.record.history import History, Left
from scoreboard.storage.backup import back_up, restore
from scoreboard.storage.book_cache import BookCache, Written
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.event_rows import LedgerHead
from scoreboard.storage.histories import begin_history
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.storage.tables import EventRow
from tests.unit.contests import Scribe, contest
from tests.unit.ledgers import entry, five, setup, write

NOW = datetime(2024, 11, 30, 7, 0, 5, tzinfo=UTC)


class Laptop:
    """A data folder, its ledger, and the books that a server on it keeps."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scoreboard.db"
        folder.mkdir(exist_ok=True)
        self.open()

    def open(self) -> None:
        engine = make_engine(f"sqlite:///{self.file}")
        migrate(engine, None, self.file.parent, NOW)
        self.database = Database(engine)
        self.ledger = Ledger(self.database)
        self.books = BookCache(self.ledger)

    @property
    def head(self) -> LedgerHead:
        """As the database has it; every other way to ask must say the same."""
        head = self.ledger.head("quiz")
        assert head is not None
        assert self.ledger.heads()["quiz"] == head
        with self.ledger.writing("quiz") as page:
            assert page.head == head
        return head

    def book(self) -> Book:
        return self.books.read("quiz", lambda book: book)

    def restore(self, copy: Path, target: Laptop | None = None) -> None:
        at = target or self
        at.database.engine.dispose()
        restore(copy, at.file, NOW)
        at.open()


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    made = Laptop(tmp_path / "first")
    five(made.ledger)
    return made


def test_what_was_put_back_goes_on_under_an_id_of_its_own(laptop: Laptop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(laptop.file, copy)
    before = laptop.head
    assert before == LedgerHead("setup", 5), "a ledger that follows none: as its first entry"
    chain = [one.hash for one in laptop.book().entries]
    write(laptop.ledger, entry("lost"))

    laptop.restore(copy)
    after = laptop.head
    assert after.version == 5
    assert after.ledger not in ("setup", "")
    assert len(after.ledger) == 36
    assert [one.hash for one in laptop.book().entries] == chain, "its entries are what they were"
    [left] = laptop.book().history.left
    assert left == Left("setup", 5, after.ledger, "restore", "2024-11-30T07:00:05+00:00")

    write(laptop.ledger, entry("other"))
    assert laptop.head == LedgerHead(after.ledger, 6)
    assert laptop.ledger.verify("quiz") == 6, "the chain goes on over it"
    assert laptop.book().ledger_id == after.ledger


def test_each_time_it_is_put_back_it_is_another_one(laptop: Laptop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(laptop.file, copy)
    seen = {laptop.head.ledger}
    for _ in range(2):
        laptop.restore(copy)
        seen.add(laptop.head.ledger)
    assert len(seen) == 3

    back_up(laptop.file, copy)
    second = Laptop(tmp_path / "second")
    laptop.restore(copy, second)
    history = second.book().history
    assert [one.ledger for one in history.left] == ["setup", laptop.head.ledger]
    assert [one.next for one in history.left] == [laptop.head.ledger, second.head.ledger]
    assert second.ledger.ledgers("quiz") == [second.head.ledger, laptop.head.ledger, "setup"]


def test_a_rehearsal_that_runs_goes_on_as_another_one_too(laptop: Laptop, tmp_path: Path) -> None:
    with laptop.ledger.writing("quiz") as page:
        page.rehearse(setup("copy"))
    copy = tmp_path / "copy.db"
    back_up(laptop.file, copy)
    laptop.restore(copy)
    rehearsal = laptop.book()
    assert rehearsal.follows == {"copy": 1}, "the event's own is another matter"
    assert laptop.head == LedgerHead(rehearsal.history.ledger, 1)

    with laptop.ledger.writing("quiz") as page:
        page.end_rehearsal()
    laptop.books = BookCache(laptop.ledger)
    own = laptop.book()
    assert own.follows == {"setup": 5}
    assert own.ledger_id != rehearsal.ledger_id

    with laptop.ledger.writing("quiz") as page:
        page.rehearse(setup("again"))
    assert laptop.head == LedgerHead("again", 1), "a new rehearsal follows none"


def test_a_server_that_goes_on_as_another_history_says_so_at_once(laptop: Laptop) -> None:
    before = laptop.book()
    with laptop.database.writing() as session:
        row = session.query(EventRow).filter_by(slug="quiz").one()
        following = begin_history(session, row, "takeover", NOW)
    after = laptop.book()
    assert after is not before
    assert (after.ledger_id, after.version) == (following, 5)

    def next_one(book: Book) -> Written:
        assert book.ledger_id == following
        return Written(entry("e"), new=True)

    laptop.books.append("quiz", next_one)
    assert laptop.head == LedgerHead(following, 6)


def test_the_books_of_other_processes_follow_into_the_new_history(laptop: Laptop) -> None:
    other = BookCache(laptop.ledger)
    other.read("quiz", lambda book: book)
    with laptop.database.writing() as session:
        row = session.query(EventRow).filter_by(slug="quiz").one()
        following = begin_history(session, row, "restore", NOW)
    # One that writes before it has read what is new finds it in its own transaction.
    written = other.append("quiz", lambda _: Written(entry("e"), new=True))
    assert written.entry.version == 6
    assert other.read("quiz", lambda book: book.ledger_id) == following


def test_of_a_begin_and_a_history_the_newer_names_the_ledger() -> None:
    scribe = Scribe(contest()).open("essay")
    begun = scribe.write("begin")
    v = begun.version
    # After the begin the pages knew the ledger by it; before, what was there is set aside.
    for since, named, follows, cleared in (
        (v, "new", {begun.id: v}, ["id-1"]),
        (v - 1, begun.id, {}, ["id-1", "new"]),
    ):
        history = History("new", (Left("id-1", since, "new", "restore", ""),))
        book = Book.replay(scribe.book.entries, history)
        assert book.ledger_id == named
        assert (book.follows, book.cleared) == (follows, cleared)
        assert book.at(book.version).ledger_id == named
        assert book.after(entry("x", "open", round="essay")).ledger_id == named


def test_what_two_histories_share_ends_where_the_first_of_them_was_left() -> None:
    left = (
        Left("a", 9, "b", "restore", ""),
        Left("b", 4, "c", "restore", ""),
        Left("c", 7, "d", "takeover", ""),
    )
    book = Book.replay(Scribe(contest()).open("essay").book.entries, History("d", left))
    assert book.follows == {"a": 4, "b": 4, "c": 7}
    assert list(book.follows) == ["a", "b", "c"], "oldest first"
    assert book.history.since == 7


def test_a_begin_is_of_the_history_it_was_written_in() -> None:
    """Entry 6 stood in the first ledger already where no later copy was older than it."""
    scribe = Scribe(contest())
    while scribe.book.version < 5:
        scribe.open("essay").close("essay") if scribe.book.version < 3 else scribe.reopen("essay")
    begun = scribe.write("begin")
    assert begun.version == 6
    for versions, follows in (
        ((9, 8), {begun.id: 8, "b": 8}),
        ((5, 8), {begun.id: 8}),
        ((9, 5), {}),
    ):
        left = [
            Left(of, v, "", "restore", "") for of, v in zip(("id-1", "b"), versions, strict=True)
        ]
        book = Book.replay(scribe.book.entries, History("c", left))
        assert book.follows == follows
        assert "id-1" in book.cleared
