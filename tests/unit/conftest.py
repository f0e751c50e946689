"""The database that some of the unit tests write to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from scoreboard.storage.database import Database
    from scoreboard.storage.ledger import Ledger
    from tests.unit.desks import Desk

# The fixtures import what they need: most tests of the core ask for no database.
# What stores is tried on both databases; what rests on it, on the embedded one.
ON_BOTH = ("test_ledger", "test_book_cache", "test_access", "test_behind")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    of_one = metafunc.definition.get_closest_marker("embedded") is not None
    if "database" in metafunc.fixturenames and metafunc.module.__name__.endswith(ON_BOTH):
        kinds = ["sqlite"] if of_one else ["sqlite", "postgresql"]
        metafunc.parametrize("database", kinds, indirect=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Database]:
    """A database on a server that all tests of this process share, with its tables made."""
    from scoreboard.storage.database import Database, make_engine  # noqa: PLC0415
    from scoreboard.storage.tables import Base  # noqa: PLC0415
    from tests.support.postgresql import postgresql_running  # noqa: PLC0415

    with postgresql_running() as url:
        engine = make_engine(url)
        Base.metadata.create_all(engine)
        yield Database(engine)
        engine.dispose()


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    from scoreboard.storage.database import Database, make_engine  # noqa: PLC0415
    from scoreboard.storage.tables import Base  # noqa: PLC0415

    if getattr(request, "param", "sqlite") == "postgresql":
        shared: Database = request.getfixturevalue("postgresql")
        with shared.engine.begin() as connection:
            names = ", ".join(Base.metadata.tables)
            connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        yield shared
        return
    engine = make_engine(f"sqlite:///{tmp_path / 'ledger.db'}")
    Base.metadata.create_all(engine)
    yield Database(engine)
    engine.dispose()


@pytest.fixture
def ledger(database: Database) -> Ledger:
    from scoreboard.storage.ledger import Ledger  # noqa: PLC0415

    return Ledger(database)


@pytest.fixture
def desk(ledger: Ledger, database: Database) -> Desk:
    from tests.unit.desks import Desk  # noqa: PLC0415

    return Desk(ledger, database)
