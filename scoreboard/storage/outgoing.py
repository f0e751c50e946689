"""What a second laptop lacks of this database, and what only this one has: rows as they are."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from scoreboard.limits import FOLLOW_BYTES, FOLLOW_ENTRIES
from scoreboard.storage.chain import CHAINED
from scoreboard.storage.database import Database
from scoreboard.storage.mirrored import (
    ENTRIES,
    EVENTS,
    PICTURES,
    SMALL,
    Batch,
    digest,
    hash_of,
    picture_keys,
    rows_of,
)
from scoreboard.storage.rehearsal import COPY_PREFIX

_HEAD = ("head_version", "head_hash")
_ABOUT = [column.name for column in EVENTS.columns if column.name not in _HEAD]
_COLUMNS = [ENTRIES.c[name] for name in (*CHAINED, "hash")]


class Alone(NamedTuple):
    """What only this laptop has in an event: the entries after a version, as they are kept."""

    event: str
    since: int
    until: int
    entries: list[list[Any]]


def held_here(database: Database) -> Batch:
    """What this laptop has, so that the other can find what both have."""
    with database.reading() as session:
        rows = session.execute(select(EVENTS.c.id, EVENTS.c.slug, EVENTS.c.head_version)).all()
        return {
            "ledgers": [
                {"id": number, "slug": slug, "version": version, "rungs": [
                    [rung, hash_of(session, number, rung)] for rung in _rungs(version)
                ]}
                for number, slug, version in rows
            ],
            "tables": {name: digest(rows_of(session, name)) for name in SMALL},
            "pictures": [list(key) for key in picture_keys(session)],
        }  # fmt: skip


def in_common(database: Database, held: Batch) -> dict[int, int]:
    """The newest version that both have of each ledger, by the number of its row; 0: none."""
    with database.reading() as session:
        own = dict(session.execute(select(EVENTS.c.id, EVENTS.c.slug)).all())
        return {
            said["id"]: next(
                (
                    version
                    for version, hash_ in said["rungs"]
                    if own.get(said["id"]) == said["slug"]
                    and hash_ == hash_of(session, said["id"], version)
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
            select(EVENTS.c.id, EVENTS.c.slug, EVENTS.c.head_version)
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

    def next(self) -> Batch:
        """The next of what it lacks; with `more` where that is not all."""
        batch: Batch = {"ledgers": [], "gone": [], "tables": {}, "pictures": [], "more": False}
        with self._database.reading() as session:
            self._ledgers(session, batch)
            if not batch["more"]:
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
            rows = rows_of(session, name)
            said = digest(rows)
            if said != self._tables.get(name):
                batch["tables"][name] = rows
                self._tables[name] = said

    def _some_pictures(self, session: Session, batch: Batch) -> None:
        there = set(picture_keys(session))
        batch["forget"] = [list(key) for key in sorted(self._pictures - there)]
        self._pictures &= there
        room = FOLLOW_BYTES
        for slug, hash_ in sorted(there - self._pictures):
            if room <= 0:
                batch["more"] = True
                return
            row = session.execute(
                select(PICTURES).where(PICTURES.c.event_slug == slug, PICTURES.c.hash == hash_)
            ).mappings()
            picture = dict(row.one())
            room -= len(picture["data"])
            picture["data"] = base64.b64encode(picture["data"]).decode()
            batch["pictures"].append(picture)
            self._pictures.add((slug, hash_))


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
        .where(ENTRIES.c.event_id == number, ENTRIES.c.version > since)
        .order_by(ENTRIES.c.version)
    )


_FIRST = ENTRIES.alias("first")
_WITH_FIRST = (
    select(EVENTS, _FIRST.c.uid.label("first"))
    .outerjoin(_FIRST, and_(_FIRST.c.event_id == EVENTS.c.id, _FIRST.c.version == 1))
    .order_by(EVENTS.c.id)
)
