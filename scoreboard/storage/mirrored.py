"""What of a database two laptops have in common: its tables, and how they are told apart.

A ledger goes entry by entry, each with its hash; small tables go whole where they have changed;
pictures by their hash. What belongs to one laptop alone is in `LOCAL`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from scoreboard.storage.chain import canonical_json
from scoreboard.storage.tables import Base

TABLES: Mapping[str, Table] = Base.metadata.tables
EVENTS, ENTRIES, PICTURES = (TABLES[name] for name in ("events", "entries", "pictures"))
# What says how each laptop stands to the other.
LOCAL = {"pair"}
# These go row by row, and entry by entry.
PIECEWISE = {"events", "entries", "pictures"}
# Rows are added, and those that are there stay: each laptop has some of its own.
ADDED_TO = {"seal_keys"}
# All others go whole, where they have changed.
SMALL = [name for name in TABLES if name not in LOCAL | PIECEWISE]
# What goes over the line at once.
Batch = dict[str, Any]


def digest(rows: list[list[Any]]) -> str:
    """A short name of what rows say."""
    return hashlib.sha256(canonical_json(rows).encode()).hexdigest()


def rows_of(session: Session, name: str) -> list[list[Any]]:
    """All rows of a small table, in the order of its key."""
    table = TABLES[name]
    found = session.execute(select(table).order_by(*table.primary_key)).all()
    rows: list[list[Any]] = json.loads(canonical_json([list(row) for row in found]))
    return rows


def picture_keys(session: Session) -> list[tuple[str, str]]:
    """The event and the hash of each picture."""
    found = session.execute(select(PICTURES.c.event_slug, PICTURES.c.hash)).all()
    return [(slug, hash_) for slug, hash_ in found]


def hash_of(session: Session, number: int, version: int) -> str | None:
    """The hash of an entry; empty before the first, None where there is none."""
    if version == 0:
        return ""
    return session.scalar(
        select(ENTRIES.c.hash).where(ENTRIES.c.event_id == number, ENTRIES.c.version == version)
    )
