"""What a second laptop takes in of the first one's database: rows as they are (`mirrored.py`).

The chain of each ledger is computed anew before any of its entries is kept.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from scoreboard.storage.chain import CHAINED, link
from scoreboard.storage.mirrored import (
    ADDED_TO,
    ENTRIES,
    EVENTS,
    LOCAL,
    PICTURES,
    SMALL,
    TABLES,
    Batch,
    hash_of,
    rows_of,
)


class CopyBroken(Exception):
    """An entry that came is not what was written: the chain does not hold."""

    def __init__(self, slug: str, version: int) -> None:
        super().__init__(f"{slug}: entry {version} is not what was written")
        self.slug, self.version = slug, version


class DoesNotFit(Exception):
    """What came does not follow what is here: both begin anew from what each has."""


def take_in(session: Session, batch: Batch) -> None:
    """Take in a batch, in the transaction of the session.

    Raises:
        CopyBroken: an entry is not what was written.
        DoesNotFit: it does not follow what is here.
    """
    for number in batch["gone"]:
        _forget(session, number)
    for ledger in batch["ledgers"]:
        _take_ledger(session, ledger)
    for name, rows in batch["tables"].items():
        if name in TABLES and name in SMALL:
            _take_table(session, name, rows)
    for slug, hash_ in batch.get("forget", ()):
        session.execute(
            delete(PICTURES).where(PICTURES.c.event_slug == slug, PICTURES.c.hash == hash_)
        )
    for picture in batch["pictures"]:
        data = base64.b64decode(picture["data"])
        session.execute(insert(PICTURES), {**_known(PICTURES, picture), "data": data})


def go_on_counting(session: Session) -> None:
    """Let new rows be numbered after those that were copied; SQLite does so by itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in (table for table in TABLES.values() if "id" in table.columns):
        newest = session.scalar(select(func.max(table.c.id)))
        if newest is not None and table.name not in LOCAL:
            session.execute(
                select(func.setval(func.pg_get_serial_sequence(table.name, "id"), newest))
            )


def _take_ledger(session: Session, said: Batch) -> None:
    about = _known(EVENTS, said["about"])
    number, since = about["id"], said["since"]
    there = session.execute(
        select(EVENTS.c.id, EVENTS.c.head_version).where(EVENTS.c.slug == about["slug"])
    ).first()
    if there is not None and there.id != number:
        _forget(session, there.id)
    if session.scalar(select(EVENTS.c.id).where(EVENTS.c.id == number)) is None:
        session.execute(insert(EVENTS), {**about, "head_version": 0, "head_hash": ""})
    before = hash_of(session, number, since)
    if before is None:
        raise DoesNotFit
    session.execute(delete(ENTRIES).where(ENTRIES.c.event_id == number, ENTRIES.c.version > since))
    version, previous, rows = since, before, []
    for *chained, hash_ in said["entries"]:
        version += 1
        if chained[0] != version or link(previous, chained) != hash_:
            raise CopyBroken(about["slug"], version)
        rows.append({**dict(zip(CHAINED, chained, strict=True)), "event_id": number, "hash": hash_})
        previous = hash_
    if rows:
        session.execute(insert(ENTRIES), rows)
    session.execute(
        update(EVENTS)
        .where(EVENTS.c.id == number)
        .values(**about, head_version=version, head_hash=previous)
    )


def _take_table(session: Session, name: str, rows: list[list[Any]]) -> None:
    table = TABLES[name]
    names = [column.name for column in table.columns]
    keys = [names.index(column.name) for column in table.primary_key]
    if name in ADDED_TO:
        there = {tuple(row[key] for key in keys) for row in rows_of(session, name)}
        rows = [row for row in rows if tuple(row[key] for key in keys) not in there]
    else:
        session.execute(delete(table))
    if rows:
        session.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def _known(table: Table, said: Mapping[str, Any]) -> dict[str, Any]:
    """Of what came the columns that there are here."""
    return {column.name: said[column.name] for column in table.columns if column.name in said}


def _forget(session: Session, number: int) -> None:
    session.execute(delete(ENTRIES).where(ENTRIES.c.event_id == number))
    session.execute(delete(EVENTS).where(EVENTS.c.id == number))
