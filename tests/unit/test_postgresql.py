"""What is PostgreSQL's alone: no wait without an end, and turns where no row can be locked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from scoreboard.limits import (
    IDLE_TRANSACTION_SECONDS,
    POSTGRESQL_CONNECTIONS,
    POSTGRESQL_SECONDS,
    STATEMENT_SECONDS,
    WRITE_SECONDS,
)
from scoreboard.storage.access import Access, Grant, GrantEnded
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.database import Database, DatabaseBusy, make_engine
from scoreboard.storage.ledger import Ledger
from tests.support.waiting import until
from tests.unit.ledgers import entry, setup, write


def test_no_wait_for_postgresql_is_without_an_end(postgresql: Database) -> None:
    ends = {
        "lock_timeout": WRITE_SECONDS,
        "statement_timeout": STATEMENT_SECONDS,
        "idle_in_transaction_session_timeout": IDLE_TRANSACTION_SECONDS,
    }
    with postgresql.engine.connect() as connection:
        for name, seconds in ends.items():
            assert connection.scalar(text(f"SHOW {name}")) == f"{seconds}s"
        driver = connection.connection.dbapi_connection
        assert driver is not None
        said = driver.info.get_parameters()
    assert said["connect_timeout"] == str(POSTGRESQL_SECONDS)
    assert said["tcp_user_timeout"] == str(POSTGRESQL_SECONDS * 1000)
    assert postgresql.engine.pool.size() == POSTGRESQL_CONNECTIONS  # type: ignore[attr-defined]


def test_who_waits_too_long_for_an_event_is_told_so_and_writes_nothing(
    postgresql: Database,
) -> None:
    slug = "waited-for"
    write(Ledger(postgresql), setup(), slug=slug)
    url = postgresql.engine.url
    hasty = make_url(url).update_query_dict({"options": "-c lock_timeout=50ms"})
    engine = make_engine(hasty.render_as_string(hide_password=False))
    other = Ledger(Database(engine))
    with Ledger(postgresql).writing(slug) as held:
        with pytest.raises(DatabaseBusy):
            write(other, entry("a"), slug=slug)
        held.append(entry("b"))
    assert [one.version for one in write(other, entry("a"), slug=slug)] == [3]
    engine.dispose()


def test_who_stands_still_in_a_write_keeps_no_reader_and_loses_the_event_to_who_waits(
    postgresql: Database,
) -> None:
    slug = "stands-still"
    write(Ledger(postgresql), setup(), slug=slug)
    url = make_url(postgresql.engine.url)
    # As the limits are, but a tenth as long.
    hasty = url.update_query_dict(
        {"options": "-c lock_timeout=300ms -c idle_in_transaction_session_timeout=500ms"}
    )
    paused = make_engine(hasty.render_as_string(hide_password=False))
    books = BookCache(Ledger(postgresql))

    def stand_still() -> None:
        with Ledger(Database(paused)).writing(slug) as held:
            held.append(entry("never"))
            assert books.read(slug, lambda book: book.version) == 1, "who reads waits for nobody"
            # Longer than it may: the server ends the transaction, and gives the row to the next.
            assert [one.version for one in write(Ledger(postgresql), entry("a"), slug=slug)] == [2]
            held.append(entry("too late"))

    with pytest.raises(DBAPIError):
        stand_still()
    assert [one.id for one in Ledger(postgresql).since(slug, 0)] == ["setup", "a"]
    paused.dispose()


def test_people_who_are_added_at_once_get_numbers_and_links_of_their_own(
    postgresql: Database,
) -> None:
    access = Access(postgresql, "a key that only tests know")
    with ThreadPoolExecutor(6) as organisers:
        added = list(
            organisers.map(
                lambda n: access.add_person("together", "scorer", f"Person {n}"), range(6)
            )
        )
    assert sorted(one.subject for one in added) == [f"s{n}" for n in range(1, 7)]
    assert len({token for _, token, _ in access.links("together")}) == 6


def test_who_loses_a_link_while_waiting_for_the_event_writes_nothing(postgresql: Database) -> None:
    slug = "taken-back"
    ledger, access = Ledger(postgresql), Access(postgresql, "a key that only tests know")
    write(ledger, setup(), slug=slug)
    lin = access.add_person(slug, "scorer", "Lin")

    def waits() -> bool:
        with postgresql.engine.connect() as connection:
            asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            return bool(connection.scalar(text(asked)))

    def writes(by: Grant) -> None:
        with ledger.writing(slug, by=by) as transaction:
            transaction.append(entry("a"))

    with ThreadPoolExecutor(1) as others:
        with ledger.writing(slug) as held:
            late = others.submit(writes, lin)
            until(waits, "she waits for the event")
            access.revoke(slug, lin.role, lin.subject)
            held.append(entry("b"))
        with pytest.raises(GrantEnded):
            late.result()
    assert [one.version for one in write(ledger, entry("c"), slug=slug)] == [3]
