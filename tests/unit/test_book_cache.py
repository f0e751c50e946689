"""The books in memory: they follow the ledger whoever writes, and count everything once."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from scoreboard.boards import Boards
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal, not_now
from scoreboard.storage.book_cache import BookCache, Written
from scoreboard.storage.database import Database
from scoreboard.storage.disk import Disk
from scoreboard.storage.event_rows import NoSuchEvent
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.set_aside import SetAside
from scoreboard.storage.writable import NotWritable
from tests.unit.ledgers import entry, execute, setup, write


@pytest.fixture(params=["a good disk", "a slow disk"], autouse=True)
def disk(request: pytest.FixtureRequest, database: Database) -> Iterator[None]:
    """Both ways of committing."""
    if request.param == "a slow disk":
        slow_down(database)
    yield
    # PostgreSQL's outlives a test.
    database.disk, database.committed = Disk(), []
    database.writable.allow(of="file")


def slow_down(database: Database) -> None:
    """From now on each commit is one that takes its time."""
    database.disk._held_up = math.inf


def in_threads(count: int, work: Any) -> list[BaseException]:
    """Do the work in so many threads at once; what they raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(count)

    def run(number: int) -> None:
        start.wait()
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001  # the test looks at it
            raised.append(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def once(wanted: Entry) -> Callable[[Book], Written]:
    """The entry, unless its id is in the book already."""

    def settle(book: Book) -> Written:
        known = book.by_id.get(wanted.id)
        return Written(known or wanted, new=known is None)

    return settle


def test_writers_at_the_same_time_get_consecutive_versions(ledger: Ledger) -> None:
    write(ledger, setup())
    assert in_threads(6, lambda n: [write(ledger, entry(f"{n}-{i}")) for i in range(5)]) == []
    assert [e.version for e in ledger.since("quiz", 0)] == list(range(1, 32))
    assert ledger.verify("quiz") == 31


def test_two_servers_on_one_database_count_every_award_once(ledger: Ledger) -> None:
    write(ledger, setup(), entry("open", "open", team=None, value=None))
    servers = BookCache(ledger), BookCache(ledger)

    def award(number: int) -> None:
        for i in range(5):
            servers[number % 2].append("quiz", once(entry(f"{number}-{i}")))

    assert in_threads(4, award) == []
    for server in servers:
        board = Boards(server).board("quiz", "public")
        assert (board["version"], board["rows"][0]["total"]) == (22, "200")


def test_one_id_sent_by_many_at_once_is_one_entry(ledger: Ledger) -> None:
    write(ledger, setup(), entry("open", "open", team=None, value=None))
    books, new = BookCache(ledger), []
    raised = in_threads(5, lambda _: new.append(books.append("quiz", once(entry("same"))).new))
    assert raised == []
    assert sorted(new) == [False] * 4 + [True]
    assert ledger.head("quiz") == ("setup", 3)


def test_what_is_refused_is_in_no_book_and_in_no_ledger(ledger: Ledger) -> None:
    write(ledger, setup())
    books = BookCache(ledger)

    def refuse(_book: Book) -> Written:
        raise not_now("No.")

    with pytest.raises(Refusal):
        books.append("quiz", refuse)
    with pytest.raises(Refusal):
        books.append("new", refuse, make=True)
    with pytest.raises(NoSuchEvent):
        books.append("new", once(entry("a")))
    assert books.events() == ["quiz"]
    assert books.read("quiz", lambda book: book.version) == 1
    for unknown in ("new", "made-up"):
        with pytest.raises(NoSuchEvent):
            books.read(unknown, lambda book: book)
        with pytest.raises(NoSuchEvent):
            books.check_exists(unknown)


def test_a_book_follows_what_another_process_wrote(ledger: Ledger) -> None:
    write(ledger, setup(), entry("open", "open", team=None, value=None))
    books = BookCache(ledger)
    before = Boards(books).board("quiz", "public")
    assert Boards(books).board("quiz", "public") is before, "drawn once a version"
    write(ledger, entry("a"), entry("b", team="blue", value=Decimal(20)))
    assert books.heads() == {"quiz": ("setup", 4)}
    board = Boards(books).board("quiz", "public")
    assert board["version"] == 4
    assert [(row["team"]["id"], row["total"]) for row in board["rows"][:2]] == [
        ("blue", "20"), ("red", "10"),
    ]  # fmt: skip


def test_a_book_that_stumbled_over_an_entry_is_read_anew(
    database: Database, ledger: Ledger
) -> None:
    write(ledger, setup(), entry("open", "open", team=None, value=None))
    books = BookCache(ledger)
    assert Boards(books).board("quiz", "public")["version"] == 2
    write(ledger, entry("bad", round="nowhere"))
    with pytest.raises(SetAside, match="entry 3 does not fit what comes before it"):
        Boards(books).board("quiz", "public")
    with pytest.raises(SetAside, match="entry 3 does not fit"):
        books.append("quiz", once(entry("good")))
    second = ledger.since("quiz", 1)[0].hash
    execute(database, "DELETE FROM entries WHERE version = 3")
    execute(database, f"UPDATE events SET head_version = 2, head_hash = '{second}'")
    write(ledger, entry("good"))
    assert Boards(books).board("quiz", "public")["rows"][0]["total"] == "10"


def while_it_is_kept(database: Database, work: Callable[[], None]) -> None:
    """What happens while the disk keeps the next write."""

    def aside(commit: Callable[[], object]) -> object:
        database.disk.aside = None
        work()
        return commit()

    slow_down(database)
    database.disk.aside = aside


def test_while_a_slow_disk_keeps_an_entry_readers_are_given_what_was_before(
    database: Database, ledger: Ledger
) -> None:
    write(ledger, setup(), entry("open", "open", team=None, value=None))
    books, seen = BookCache(ledger), []

    def look() -> None:
        read = in_threads(1, lambda _: seen.append(books.read("quiz", lambda book: book.version)))
        assert read == [], "another thread, which has no part in the writer's lock"
        glanced = books.glance("quiz")
        assert glanced is not None
        seen.extend([glanced.version, books.versions()["quiz"]])
        assert not books.is_behind("quiz", books.heads()["quiz"])

    books.read("quiz", lambda book: book.version)
    while_it_is_kept(database, look)
    assert books.append("quiz", once(entry("a"))).new
    assert seen == [2, 2, 2]
    assert books.read("quiz", lambda book: [one.id for one in book.entries][2:]) == ["a"]


def test_what_a_slow_disk_does_not_keep_is_in_no_book(database: Database, ledger: Ledger) -> None:
    write(ledger, setup(), entry("open", "open", team=None, value=None))
    books = BookCache(ledger)
    before = books.read("quiz", lambda book: book)

    def breaks() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    while_it_is_kept(database, breaks)
    with pytest.raises(OperationalError):
        books.append("quiz", once(entry("a")))
    assert books.read("quiz", lambda book: book) is before
    assert before.version == 2
    assert books.append("quiz", once(entry("a"))).entry.version == 3


def test_what_is_kept_and_may_not_be_told_is_in_the_book(
    database: Database, ledger: Ledger
) -> None:
    """As when the file is gone by then: what is in memory may be all that is left."""
    write(ledger, setup(), entry("open", "open", team=None, value=None))
    books = BookCache(ledger)
    books.read("quiz", lambda book: book.version)
    while_it_is_kept(database, lambda: database.writable.stop("The file is gone.", of="file"))
    with pytest.raises(NotWritable):
        books.append("quiz", once(entry("a")))
    assert books.versions() == {"quiz": 3}


def test_an_entry_that_a_reader_has_brought_meanwhile_counts_once(
    database: Database, ledger: Ledger
) -> None:
    write(ledger, setup(), entry("open", "open", team=None, value=None))
    books = BookCache(ledger)
    books.read("quiz", lambda book: book.version)
    slow_down(database)
    # Between the commit and the moment in which its writer goes on.
    database.committed.append(lambda: in_threads(1, lambda _: books.read("quiz", len_of)))
    books.append("quiz", once(entry("a")))
    books.append("quiz", once(entry("b", team="blue")))
    assert books.read("quiz", lambda book: [one.id for one in book.entries][2:]) == ["a", "b"]
    board = Boards(books).board("quiz", "public")
    assert [row["total"] for row in board["rows"][:2]] == ["10", "10"]


def len_of(book: Book) -> int:
    return len(book.entries)
