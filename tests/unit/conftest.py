"""How the unit tests search, and the database that some of them write to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from scoreboard.storage.database import Database, make_engine
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.tables import Base

# Enough examples to find mistakes, few enough to run on a laptop.
settings.register_profile("unit", max_examples=100, deadline=None, print_blob=True)
settings.load_profile("unit")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    engine = make_engine(f"sqlite:///{tmp_path / 'ledger.db'}")
    Base.metadata.create_all(engine)
    yield Database(engine)
    engine.dispose()


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database)
