"""What a second laptop lacks of this database, and what it takes in: rows as they are.

A ledger goes entry by entry, each with its hash, and the chain is computed anew where it arrives.
Small tables go whole where they have changed; pictures by their hash. What belongs to one laptop
alone is in `LOCAL`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Table, and_, delete, func, insert, select, update
from sqlalchemy.orm import Session

from scoreboard.limits import FOLLOW_BYTES, FOLLOW_ENTRIES
from scoreboard.storage.chain import CHAINED, canonical_json, link
from scoreboard.storage.database import Database
from scoreboard.storage.rehearsal import COPY_PREFIX
from scoreboard.storage.tables import Base

_TABLES: Mapping[str, Table] = Base.metadata.tables
_EVENTS, _ENTRIES, _PICTURES = (_TABLES[name] for name in ("events", "entries", "pictures"))
# By row and entry; and what says how the laptop stands to the other.
LOCAL = {"pair"}
PIECEWISE = {"events", "entries", "pictures"}
# Rows are added, and those that are there stay: each laptop has some of its own.
ADDED_TO = {"seal_keys"}
SMALL = [name for name in _TABLES if name not in LOCAL | PIECEWISE]
_HEAD = ("head_version", "head_hash")
_ABOUT = [column.name for column in _EVENTS.columns if column.name not in _HEAD]
_COLUMNS = [_ENTRIES.c[name] for name in (*CHAINED, "hash")]

Batch = dict[str, Any]


class CopyBroken(Exception):
    """An entry that came is not what was written: the chain does not hold."""

    def __init__(self, slug: str, version: int) -> None:
        super().__init__(f"{slug}: entry {version} is not what was written")
        self.slug, self.version = slug, version


class DoesNotFit(Exception):
    """What came does not follow what is here: both begin anew from what each has."""


class Alone(NamedTuple):
    """What only this laptop has in an event: the entries after a version, as they are kept."""

    event: str
    since: int
    until: int
    entries: list[list[Any]]


def held_here(database: Database) -> Batch:
    """What this laptop has, so that the other can find what both have."""
    with database.reading() as session:
        rows = session.execute(select(_EVENTS.c.id, _EVENTS.c.slug, _EVENTS.c.head_version)).all()
        return {
            "ledgers": [
                {"id": number, "slug": slug, "version": version, "rungs": [
                    [rung, _hash(session, number, rung)] for rung in _rungs(version)
                ]}
                for number, slug, version in rows
            ],
            "tables": {name: digest(_rows_of(session, name)) for name in SMALL},
            "pictures": [list(key) for key in _picture_keys(session)],
        }  # fmt: skip


def in_common(database: Database, held: Batch) -> dict[int, int]:
    """The newest version that both have of each ledger, by the number of its row; 0: none."""
    with database.reading() as session:
        own = dict(session.execute(select(_EVENTS.c.id, _EVENTS.c.slug)).all())
        return {
            said["id"]: next(
                (
                    version
                    for version, hash_ in said["rungs"]
                    if own.get(said["id"]) == said["slug"]
                    and hash_ == _hash(session, said["id"], version)
                ),
                0,
            )
            for said in held["ledgers"]
        }


def alone_here(database: Database, common: Mapping[int, int]) -> list[Alone]:
    """What this laptop has beyond what both have; rehearsals are none of it."""
    found = []
    with database.reading() as session:
        for number, slug, version in session.execute(
            select(_EVENTS.c.id, _EVENTS.c.slug, _EVENTS.c.head_version)
        ).all():
            since = common.get(number, 0)
            if version > since and not slug.startswith(COPY_PREFIX):
                rows = session.execute(_entries(number, since)).all()
                found.append(Alone(slug, since, version, [list(row) for row in rows]))
    return found


class Outgoing:
    """What a second laptop still lacks, from what it had when it came."""

    def __init__(self, database: Database, held: Batch, common: Mapping[int, int]) -> None:
        self._database = database
        # By the number of the row: the version that it has, and what it knows about the row.
        self._versions = dict(common)
        self._about: dict[int, dict[str, Any]] = {}
        self._firsts: dict[int, str | None] = {}
        self._gone = {said["id"] for said in held["ledgers"]}
        self._tables: dict[str, str] = dict(held["tables"])
        self._pictures = {tuple(key) for key in held["pictures"]}

    def behind(self, heads: Mapping[int, int]) -> int:
        """How many entries it lacks of ledgers with these newest versions."""
        return sum(max(0, head - self._versions.get(id_, 0)) for id_, head in heads.items())

    def next(self, *, tables: bool) -> Batch:
        """The next of what it lacks; with `more` where that is not all. `tables`: of those, too."""
        batch: Batch = {"ledgers": [], "gone": [], "tables": {}, "pictures": [], "more": False}
        with self._database.reading() as session:
            self._ledgers(session, batch)
            if tables and not batch["more"]:
                self._small_tables(session, batch)
                self._some_pictures(session, batch)
        return batch

    def _ledgers(self, session: Session, batch: Batch) -> None:
        room = FOLLOW_ENTRIES
        rows = session.execute(_WITH_FIRST).mappings().all()
        for row in rows:
            number, head, first = row["id"], row["head_version"], row["first"]
            about = {name: row[name] for name in _ABOUT}
            if self._firsts.get(number, first) != first:
                # A rehearsal after another one, in the same place.
                self._versions[number] = 0
            self._firsts[number] = first
            since = self._versions.get(number, 0)
            if about == self._about.get(number) and since == head:
                continue
            if room <= 0:
                batch["more"] = True
                return
            found = session.execute(_entries(number, since).limit(room)).all()
            batch["ledgers"].append(
                {"about": about, "since": since, "entries": [list(entry) for entry in found]}
            )
            self._versions[number] = found[-1][0] if found else since
            self._about[number] = about
            room -= len(found)
            batch["more"] = batch["more"] or self._versions[number] < head
        there = {row["id"] for row in rows}
        batch["gone"] = sorted((self._gone | self._about.keys()) - there)
        self._gone = set()
        for number in batch["gone"]:
            for known in (self._about, self._versions, self._firsts):
                known.pop(number, None)

    def _small_tables(self, session: Session, batch: Batch) -> None:
        for name in SMALL:
            rows = _rows_of(session, name)
            said = digest(rows)
            if said != self._tables.get(name):
                batch["tables"][name] = rows
                self._tables[name] = said

    def _some_pictures(self, session: Session, batch: Batch) -> None:
        there = set(_picture_keys(session))
        batch["forget"] = [list(key) for key in sorted(self._pictures - there)]
        self._pictures &= there
        room = FOLLOW_BYTES
        for slug, hash_ in sorted(there - self._pictures):
            if room <= 0:
                batch["more"] = True
                return
            row = session.execute(
                select(_PICTURES).where(_PICTURES.c.event_slug == slug, _PICTURES.c.hash == hash_)
            ).mappings()
            picture = dict(row.one())
            room -= len(picture["data"])
            picture["data"] = base64.b64encode(picture["data"]).decode()
            batch["pictures"].append(picture)
            self._pictures.add((slug, hash_))


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
        if name in _TABLES and name in SMALL:
            _take_table(session, name, rows)
    for slug, hash_ in batch.get("forget", ()):
        session.execute(
            delete(_PICTURES).where(_PICTURES.c.event_slug == slug, _PICTURES.c.hash == hash_)
        )
    for picture in batch["pictures"]:
        data = base64.b64decode(picture["data"])
        session.execute(insert(_PICTURES), {**_known(_PICTURES, picture), "data": data})


def go_on_counting(session: Session) -> None:
    """Let new rows be numbered after those that were copied; SQLite does so by itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in (table for table in _TABLES.values() if "id" in table.columns):
        newest = session.scalar(select(func.max(table.c.id)))
        if newest is not None and table.name not in LOCAL:
            session.execute(
                select(func.setval(func.pg_get_serial_sequence(table.name, "id"), newest))
            )


def _take_ledger(session: Session, said: Batch) -> None:
    about = _known(_EVENTS, said["about"])
    number, since = about["id"], said["since"]
    there = session.execute(
        select(_EVENTS.c.id, _EVENTS.c.head_version).where(_EVENTS.c.slug == about["slug"])
    ).first()
    if there is not None and there.id != number:
        _forget(session, there.id)
    if session.scalar(select(_EVENTS.c.id).where(_EVENTS.c.id == number)) is None:
        session.execute(insert(_EVENTS), {**about, "head_version": 0, "head_hash": ""})
    before = _hash(session, number, since)
    if before is None:
        raise DoesNotFit
    session.execute(
        delete(_ENTRIES).where(_ENTRIES.c.event_id == number, _ENTRIES.c.version > since)
    )
    version, previous, rows = since, before, []
    for *chained, hash_ in said["entries"]:
        version += 1
        if chained[0] != version or link(previous, chained) != hash_:
            raise CopyBroken(about["slug"], version)
        rows.append({**dict(zip(CHAINED, chained, strict=True)), "event_id": number, "hash": hash_})
        previous = hash_
    if rows:
        session.execute(insert(_ENTRIES), rows)
    session.execute(
        update(_EVENTS)
        .where(_EVENTS.c.id == number)
        .values(**about, head_version=version, head_hash=previous)
    )


def _take_table(session: Session, name: str, rows: list[list[Any]]) -> None:
    table = _TABLES[name]
    names = [column.name for column in table.columns]
    keys = [names.index(column.name) for column in table.primary_key]
    if name in ADDED_TO:
        there = {tuple(row[key] for key in keys) for row in _rows_of(session, name)}
        rows = [row for row in rows if tuple(row[key] for key in keys) not in there]
    else:
        session.execute(delete(table))
    if rows:
        session.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def _known(table: Table, said: Mapping[str, Any]) -> dict[str, Any]:
    """Of what came the columns that there are here."""
    return {column.name: said[column.name] for column in table.columns if column.name in said}


def _forget(session: Session, number: int) -> None:
    session.execute(delete(_ENTRIES).where(_ENTRIES.c.event_id == number))
    session.execute(delete(_EVENTS).where(_EVENTS.c.id == number))


def digest(rows: list[list[Any]]) -> str:
    """A short name of what rows say."""
    return hashlib.sha256(canonical_json(rows).encode()).hexdigest()


def _rows_of(session: Session, name: str) -> list[list[Any]]:
    table = _TABLES[name]
    found = session.execute(select(table).order_by(*table.primary_key)).all()
    rows: list[list[Any]] = json.loads(canonical_json([list(row) for row in found]))
    return rows


def _picture_keys(session: Session) -> list[tuple[str, str]]:
    found = session.execute(select(_PICTURES.c.event_slug, _PICTURES.c.hash)).all()
    return [(slug, hash_) for slug, hash_ in found]


def _hash(session: Session, number: int, version: int) -> str | None:
    """The hash of an entry; empty before the first, None where there is none."""
    if version == 0:
        return ""
    return session.scalar(
        select(_ENTRIES.c.hash).where(_ENTRIES.c.event_id == number, _ENTRIES.c.version == version)
    )


def _rungs(version: int) -> Iterator[int]:
    """Versions from the newest down, with growing steps, and 0 at the end."""
    step = 1
    while version > 0:
        yield version
        version -= step
        step *= 2
    yield 0


def _entries(number: int, since: int) -> Any:
    return (
        select(*_COLUMNS)
        .where(_ENTRIES.c.event_id == number, _ENTRIES.c.version > since)
        .order_by(_ENTRIES.c.version)
    )


_FIRST = _ENTRIES.alias("first")
_WITH_FIRST = (
    select(_EVENTS, _FIRST.c.uid.label("first"))
    .outerjoin(_FIRST, and_(_FIRST.c.event_id == _EVENTS.c.id, _FIRST.c.version == 1))
    .order_by(_EVENTS.c.id)
)
