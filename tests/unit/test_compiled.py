"""Statements that are compiled once, and given to SQLite's driver as they are."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import bindparam, event, insert, select
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from scoreboard.storage.compiled import Compiled, at_driver
from scoreboard.storage.database import Database
from scoreboard.storage.tables import EventRow

_EVENTS = EventRow.metadata.tables["events"]
_NEW = Compiled(
    insert(_EVENTS).values(
        slug=bindparam("slug"), head_version=0, head_hash="", rehearsing=False, printed="",
        ledger="",
    )
)  # fmt: skip
_NAMED = Compiled(
    select(_EVENTS.c.id, _EVENTS.c.slug)
    .where(_EVENTS.c.slug == bindparam("slug"), ~_EVENTS.c.slug.startswith("~"))
    .with_for_update()
)


def test_it_is_run_for_each_of_its_values_and_compiled_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as connection:
        _NEW.run(connection, {"slug": "quiz"}, {"slug": "final"}, {"slug": "~1"})
        assert _NAMED.first(connection, {"slug": "final"}) == (2, "final")
    monkeypatch.setattr(type(_NAMED._statement), "compile", None)
    with database.transaction() as connection:
        assert _NAMED.first(connection, {"slug": "nobody"}) is None
        assert _NAMED.first(connection, {"slug": "~1"}) is None, "what stands in it counts"


def test_what_the_driver_refuses_is_said_as_by_the_engine(database: Database) -> None:
    with database.transaction() as connection:
        _NEW.run(connection, {"slug": "quiz"})
    heard: list[StatementError] = []
    database.failed.append(heard.append)  # type: ignore[arg-type]
    with (
        pytest.raises(IntegrityError, match="UNIQUE") as refused,
        database.transaction() as connection,
    ):
        _NEW.run(connection, {"slug": "final"}, {"slug": "quiz"})
    assert isinstance(refused.value.orig, sqlite3.IntegrityError)
    assert heard == [refused.value]
    assert "quiz" not in str(refused.value), "a log must not hold what was asked for"
    with database.transaction() as connection:
        assert _NAMED.first(connection, {"slug": "final"}) is None, "it was rolled back"
        with pytest.raises(OperationalError, match="no such table"):
            at_driver(connection, "SELECT 1 FROM nowhere")


def test_sqlite_is_asked_past_the_engine_and_postgresql_by_its_own_text(
    database: Database,
) -> None:
    seen: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: seen.append(said[2]))
    with database.transaction() as connection:
        _NEW.run(connection, {"slug": "quiz"})
        _NAMED.first(connection, {"slug": "quiz"})
    assert seen == []
    there = _NAMED._text(psycopg.dialect())
    assert "FOR UPDATE" in there.text
    assert "%(slug)s" in there.text
    assert there.given({"slug": "quiz"}) == {"slug": "quiz", "slug_1": "~"}
