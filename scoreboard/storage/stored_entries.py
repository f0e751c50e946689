"""A ledger's entries as the database keeps them: read in pieces, each held against the chain.

A ledger is named here by the number of its row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from scoreboard.contest.model import Entry
from scoreboard.in_thread import InThread
from scoreboard.storage.chain import CHAINED
from scoreboard.storage.checked import MISSING, BrokenChain, ChainEnd, linked, read_entries
from scoreboard.storage.tables import EntryRow

# So many rows are read at once, and so many where others are served meanwhile.
PIECE, CHECKED_AT_ONCE = 5_000, 500
# Does long work while others are served.


class Behind(Exception):
    """The database lacks entries that are known to be committed, or holds others in their place."""


def entries_since(
    session: Session,
    event_id: int,
    known: ChainEnd,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Entry]:
    """The entries after a known end, in order. Raises BrokenChain.

    `progress` is told now and then how many have been read.
    """
    after = {"event": event_id, "after": known.entries}
    in_pieces = {"yield_per": PIECE}
    entries: list[Entry] = []
    # Closed also where a row breaks the chain.
    with session.connection().execute(_AFTER, after, execution_options=in_pieces) as rows:
        for piece in rows.partitions():
            entries += read_entries(piece, known)
            known = ChainEnd(entries[-1].version, entries[-1].hash)
            progress(len(entries))
    return entries


def news_since(session: Session, event_id: int, known: ChainEnd, head: ChainEnd) -> list[Entry]:
    """The entries after a known end of a ledger that ends at `head` now.

    Raises BrokenChain; Behind where the known end is none of this ledger.
    """
    if head.entries < known.entries or (head.entries == known.entries and head != known):
        raise Behind
    try:
        entries = entries_since(session, event_id, known)
    except BrokenChain as broken:
        if known.entries and hash_at(session, event_id, known.entries) != known.hash:
            raise Behind from broken
        raise
    if known.entries + len(entries) < head.entries:
        raise BrokenChain(known.entries + len(entries) + 1, MISSING)
    return entries


def rows_between(
    session: Session, event_id: int | None, after: int, upto: int
) -> list[dict[str, Any]]:
    """The rows of entries as the chain was made of them, with their hash: a few hundred at most."""
    found = session.connection().execute(
        _AFTER.where(_ENTRIES.c.version <= upto).limit(CHECKED_AT_ONCE),
        {"event": event_id, "after": after},
    )
    return [dict(row) for row in found.mappings()]


def end_after(session: Session, event_id: int, end: ChainEnd, in_thread: InThread) -> ChainEnd:
    """Recompute the chain from an end that was reached before. Raises BrokenChain."""
    after = {"event": event_id, "after": end.entries}
    in_pieces = {"yield_per": CHECKED_AT_ONCE}
    # Closed also where a row breaks the chain: PostgreSQL keeps the rest of them until then.
    with session.connection().execute(_AFTER, after, execution_options=in_pieces) as rows:
        for piece in rows.partitions():
            end = in_thread(partial(_linked, [tuple(row) for row in piece], end))
    return end


def end_of(entries: Sequence[Entry]) -> ChainEnd:
    """Where the chain of these entries ends, all those of a ledger."""
    return ChainEnd(len(entries), entries[-1].hash if entries else "")


def hash_at(session: Session, event_id: int, version: int) -> str:
    """The hash of an entry; "" where it is not there."""
    found = session.get(EntryRow, (event_id, version))
    return found.hash if found else ""


def _linked(rows: Sequence[tuple[Any, ...]], end: ChainEnd) -> ChainEnd:
    """The end of the chain behind these rows, which follow another. Raises BrokenChain."""
    for row in rows:
        end = linked(row, end)
    return end


# Of the table, not of the mapped class, which would cost as much again. The columns of an entry's
# chain, then its hash.
_ENTRIES = EntryRow.metadata.tables["entries"]
_AFTER = (
    select(*(_ENTRIES.c[name] for name in CHAINED), _ENTRIES.c.hash)
    .where(_ENTRIES.c.event_id == bindparam("event"), _ENTRIES.c.version > bindparam("after"))
    .order_by(_ENTRIES.c.version)
)
