"""The ledger: one sequence without gaps, ids taken once, chained, and whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from scoreboard.contest.model import Entry
from scoreboard.contest.words import Refusal, not_now
from scoreboard.storage.checked import BrokenChain
from scoreboard.storage.database import Database
from scoreboard.storage.event_rows import NoSuchEvent
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.tables import EntryRow
from tests.unit.ledgers import entry, execute, five, setup, write

COLUMNS = [column.name for column in EntryRow.__table__.columns]
# What each column is changed into; text where nothing is said here.
OTHER = {"event_id": 2, "version": 99, "voids": 1, "value": "'1'", "detail": "'[1]'"}


def test_versions_run_from_one_without_gaps_for_each_event(ledger: Ledger) -> None:
    assert [e.version for e in five(ledger)] == [1, 2, 3, 4, 5]
    assert [e.version for e in write(ledger, setup(), slug="other")] == [1]
    assert [e.version for e in write(ledger, entry("e"))] == [6]
    assert ledger.slugs() == ["quiz", "other"]
    assert (ledger.head("quiz"), ledger.head("none")) == (("setup", 6), None)
    assert {s: h.version for s, h in ledger.heads().items()} == {"quiz": 6, "other": 1}


def test_what_was_written_is_read_back_whole_and_in_order(ledger: Ledger) -> None:
    written = five(ledger)
    assert ledger.since("quiz", 0) == written
    assert ledger.since("quiz", 3) == written[3:]
    assert ledger.since("quiz", 5) == []
    assert ledger.since("none", 0) == []


def test_an_id_is_taken_once_in_an_event_and_free_in_another(ledger: Ledger) -> None:
    write(ledger, setup(), entry("a"))
    with pytest.raises(IntegrityError):
        write(ledger, entry("a"))
    assert ledger.head("quiz") == ("setup", 2)
    write(ledger, setup(), entry("a"), slug="other")
    assert ledger.verify("quiz") == ledger.verify("other") == 2


def test_nobody_writes_into_an_event_that_does_not_exist(ledger: Ledger) -> None:
    with pytest.raises(NoSuchEvent), ledger.writing("quiz"):
        pytest.fail("there is no page to write on")
    with pytest.raises(NoSuchEvent):
        ledger.verify("quiz")
    assert ledger.slugs() == []


def test_when_anything_is_raised_nothing_is_written(ledger: Ledger) -> None:
    def write_and_fail(*entries: Entry) -> None:
        with ledger.writing("quiz", make=True) as page:
            for one in entries:
                page.append(one)
            raise not_now("No.")

    with pytest.raises(Refusal):
        write_and_fail(setup())
    assert ledger.slugs() == []
    five(ledger)
    with pytest.raises(Refusal):
        write_and_fail(entry("e"), entry("f"))
    assert ledger.head("quiz") == ("setup", ledger.verify("quiz")) == ("setup", 5)


def test_each_hash_holds_the_one_before(ledger: Ledger) -> None:
    hashes = [e.hash for e in five(ledger)]
    assert len(set(hashes)) == 5
    assert all(len(one) == 64 for one in hashes)
    same = write(ledger, setup(), slug="other")[0]
    assert same.hash == hashes[0], "the first link depends on nothing but the entry"
    again = write(ledger, replace(entry("c"), detail={"question": 7}), slug="other")[0]
    assert again.hash != hashes[3], "the same entry after another one has another hash"


def test_an_unbroken_chain_is_confirmed_with_its_length(ledger: Ledger) -> None:
    five(ledger)
    assert ledger.verify("quiz") == 5


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("version", [1, 3, 5])
def test_whatever_is_changed_in_an_entry_it_is_named(
    database: Database, ledger: Ledger, column: str, version: int
) -> None:
    five(ledger)
    write(ledger, slug="other")
    other = OTHER.get(column, "'other'")
    where = f"event_id = 1 AND version = {version}"
    assert execute(database, f'UPDATE entries SET "{column}" = {other} WHERE {where}') == 1
    with pytest.raises(BrokenChain) as broken:
        ledger.verify("quiz")
    assert broken.value.version == version
    assert f"entry {version} " in str(broken.value)


@pytest.mark.parametrize(
    ("change", "version"),
    [
        ("UPDATE entries SET value = '10.0' WHERE version = 2", 2),
        ("UPDATE entries SET value = '' WHERE version = 5", 5),
        ("UPDATE entries SET reason = '' WHERE version = 4", 4),
        ("UPDATE entries SET team = judge, judge = team WHERE version = 3", 3),
        ("DELETE FROM entries WHERE version = 1", 1),
        ("DELETE FROM entries WHERE version = 3", 3),
        ("DELETE FROM entries WHERE version = 5", 5),
        ("DELETE FROM entries WHERE version > 2", 3),
        ("DELETE FROM entries", 1),
        ("UPDATE events SET head_hash = ''", 6),
        ("UPDATE events SET head_version = 4", 6),
        ("UPDATE events SET head_version = 6", 6),
        ("UPDATE entries SET version = 9 WHERE version = 5", 5),
    ],
)
def test_a_subtle_change_or_a_missing_entry_is_noticed_where_it_is(
    database: Database, ledger: Ledger, change: str, version: int
) -> None:
    five(ledger)
    assert execute(database, change) >= 1
    with pytest.raises(BrokenChain) as broken:
        ledger.verify("quiz")
    assert broken.value.version == version


def test_two_entries_that_changed_places_are_noticed(database: Database, ledger: Ledger) -> None:
    five(ledger)
    for change in ("99 WHERE version = 2", "2 WHERE version = 3", "3 WHERE version = 99"):
        execute(database, f"UPDATE entries SET version = {change}")
    with pytest.raises(BrokenChain) as broken:
        ledger.verify("quiz")
    assert broken.value.version == 2


def test_a_change_in_one_event_does_not_accuse_another(database: Database, ledger: Ledger) -> None:
    five(ledger)
    write(ledger, setup(), entry("a"), slug="other")
    execute(database, "UPDATE entries SET value = '99' WHERE event_id = 1 AND version = 2")
    assert ledger.verify("other") == 2


@pytest.mark.embedded
def test_the_pages_of_the_file_survive_a_crash(database: Database) -> None:
    with database.reading() as session:
        asked = {name: session.scalar(text(f"PRAGMA {name}")) for name in (
            "journal_mode", "synchronous", "foreign_keys", "busy_timeout")}  # fmt: skip
    assert asked["journal_mode"] == "wal"
    assert asked["synchronous"] == 2, "FULL: committed means on the disk"
    assert asked["foreign_keys"] == 1
    assert 0 < asked["busy_timeout"] <= 200, "a wait in the driver is a wait of everybody"
    database.ping()


def test_what_is_only_read_is_never_written(database: Database, ledger: Ledger) -> None:
    five(ledger)
    with database.reading() as session:
        session.execute(text("DELETE FROM entries"))
    assert ledger.verify("quiz") == 5
