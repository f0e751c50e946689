"""Entries to write, and a way to tamper with what was written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import text

from scoreboard.contest.model import Entry, EntryKind
from scoreboard.storage.database import Database
from scoreboard.storage.ledger import Ledger
from tests.unit.contests import contest


def entry(uid: str, kind: EntryKind = "award", **rest: Any) -> Entry:
    said: dict[str, Any] = {"round": "buzzer", "team": "red", "value": Decimal(10)} | rest
    return Entry(0, uid, kind, "judge:lin", "2024-11-30T15:00:00+08:00", **said)


def setup(uid: str = "setup") -> Entry:
    return Entry(0, uid, "setup", "organiser", "2024-11-30T14:00:00+08:00", setup=contest())


def write(ledger: Ledger, *entries: Entry, slug: str = "quiz") -> list[Entry]:
    with ledger.writing(slug, make=True) as page:
        return [page.append(one) for one in entries]


def five(ledger: Ledger) -> list[Entry]:
    """Five entries of different kinds that together use every column."""
    return write(
        ledger, setup(), entry("a"),
        entry("b", "correction", judge="wu", reason="misread", stage="heat"),
        entry("c", detail={"question": 7}), entry("d", "undo", value=None, voids=2),
    )  # fmt: skip


def execute(database: Database, statement: str) -> int:
    with database.writing() as session:
        if database.engine.dialect.name == "sqlite":
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
        done: int = session.execute(text(statement)).rowcount  # type: ignore[attr-defined]
        return done
