"""A backup of a database server: one file, which any laptop restores without that server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from scoreboard.in_thread import here
from scoreboard.storage.access import Access
from scoreboard.storage.backup import check, restore
from scoreboard.storage.copying import ServerTables, source_of
from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.migrate import migrate
from scoreboard.storage.printed import PrintedCards
from tests.unit.ledgers import entry, five, setup, write

NOW = datetime(2024, 11, 30, 7, 0, 5, tzinfo=UTC)
KEY = "a key that only tests know"


@pytest.fixture
def engine(postgresql: Database, tmp_path: Path) -> Iterator[Engine]:
    """A database of its own, made by the migrations, on the server that all tests share."""
    alone = postgresql.engine.execution_options(isolation_level="AUTOCOMMIT")
    with alone.connect() as connection:
        connection.execute(text("CREATE DATABASE copied"))
    made = make_engine(
        postgresql.engine.url.set(database="copied").render_as_string(hide_password=False)
    )
    migrate(made, None, tmp_path, NOW)
    yield made
    made.dispose()
    with alone.connect() as connection:
        connection.execute(text("DROP DATABASE copied"))


def test_what_postgresql_holds_is_restored_into_a_file(engine: Engine, tmp_path: Path) -> None:
    database = Database(engine)
    written = five(Ledger(database))
    with Ledger(database).writing("quiz") as page:
        page.rehearse(setup("copy"))
    Access(database, KEY).ensure("quiz", [("scorer", ""), ("judge", "lin")])
    PrintedCards(database).remember("quiz", "http://hall/")
    links = Access(database, KEY).links("quiz")
    source = source_of(engine, None)
    assert isinstance(source, ServerTables)
    assert source.size() > 100_000
    copy, target = tmp_path / "copy.db", tmp_path / "new" / "scoreboard.db"
    assert source.copy(copy, here) == {"quiz": 5}
    assert check(copy) == {"quiz": 5}
    write(Ledger(database), entry("later"))
    assert restore(copy, target, NOW) == {"quiz": 5}
    restored = Database(make_engine(f"sqlite:///{target}"))
    assert Ledger(restored).since("quiz", 0, own=True) == written
    assert Ledger(restored).rehearsing("quiz")
    assert Access(restored, KEY).links("quiz") == links
    assert PrintedCards(restored).root("quiz") == "http://hall/"
    restored.engine.dispose()


def test_a_copy_sees_one_moment_and_keeps_no_writer_waiting(engine: Engine, tmp_path: Path) -> None:
    ledger = Ledger(Database(engine))
    five(ledger)
    pieces = []

    def beside(work: object) -> object:
        """Each piece of the work is followed by somebody's entry."""
        pieces.append(write(ledger, entry(f"beside-{len(pieces)}")))
        return work()  # type: ignore[operator]

    source = source_of(engine, None)
    assert source.copy(tmp_path / "copy.db", beside)["quiz"] <= 6
    assert len(pieces) > 4
    assert ledger.verify("quiz") == 5 + len(pieces)
