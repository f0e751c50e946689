"""The books in memory: they follow the ledger whoever writes, and count everything once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.boards import Boards
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal, not_now
from scoreboard.storage.book_cache import BookCache, Written
from scoreboard.storage.database import Database
from scoreboard.storage.event_rows import NoSuchEvent
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.set_aside import SetAside
from tests.unit.ledgers import entry, execute, setup, write


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
