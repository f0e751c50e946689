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


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    from scoreboard.storage.database import Database, make_engine  # noqa: PLC0415
    from scoreboard.storage.tables import Base  # noqa: PLC0415

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
