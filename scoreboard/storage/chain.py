"""The chain: each entry holds the SHA-256 of the one before and of its own canonical form."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from scoreboard.contest.model import Entry
from scoreboard.contest.numbers import plain
from scoreboard.storage.setups import from_document, to_document
from scoreboard.storage.tables import EntryRow


def canonical_json(value: object) -> str:
    """JSON with one spelling: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def row_of(entry: Entry, event_id: int) -> EntryRow:
    """The row that keeps an entry; its hash is not set yet."""
    detail = dict(entry.detail)
    if entry.setup is not None:
        detail["setup"] = to_document(entry.setup)
    return EntryRow(
        event_id=event_id,
        version=entry.version,
        uid=entry.id,
        kind=entry.kind,
        by=entry.by,
        at=entry.at,
        stage=entry.stage,
        round=entry.round,
        team=entry.team,
        judge=entry.judge,
        value=None if entry.value is None else plain(entry.value),
        reason=entry.reason,
        voids=entry.voids,
        detail=canonical_json(detail),
    )


def entry_of(row: EntryRow) -> Entry:
    """The entry a row keeps."""
    detail: dict[str, Any] = json.loads(row.detail)
    setup = detail.pop("setup", None)
    return Entry(
        version=row.version,
        id=row.uid,
        kind=row.kind,  # type: ignore[arg-type]  # only the ledger writes this column
        by=row.by,
        at=row.at,
        stage=row.stage,
        round=row.round,
        team=row.team,
        judge=row.judge,
        value=None if row.value is None else Decimal(row.value),
        reason=row.reason,
        voids=row.voids,
        setup=None if setup is None else from_document(setup),
        detail=detail,
        hash=row.hash,
    )


CHAINED = (
    "version", "uid", "kind", "by", "at", "stage", "round", "team", "judge", "value", "reason",
    "voids", "detail",
)  # fmt: skip


def link(previous: str, row: object) -> str:
    """The row's hash in the chain, from the hash before it and everything the row says."""
    said = canonical_json([previous, *(getattr(row, name) for name in CHAINED)])
    return hashlib.sha256(said.encode()).hexdigest()
