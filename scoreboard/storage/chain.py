"""The chain: each entry holds the SHA-256 of the one before and of its own canonical form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import Any

from scoreboard.contest.model import Entry
from scoreboard.contest.numbers import plain
from scoreboard.storage.setups import from_document, to_document

NO_DETAIL = "{}"
# The detail of all entries that have none; a detail is never changed in place.
_NOTHING: dict[str, Any] = {}
# Of a judge's few dozen marks each is one number in memory.
_number = lru_cache(maxsize=4096)(Decimal)


def canonical_json(value: object) -> str:
    """JSON with one spelling: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def row_of(entry: Entry, event_id: int) -> dict[str, Any]:
    """The columns that keep an entry; its hash is not among them yet."""
    detail = dict(entry.detail)
    if entry.setup is not None:
        detail["setup"] = to_document(entry.setup)
    return {
        "event_id": event_id,
        "version": entry.version,
        "uid": entry.id,
        "kind": entry.kind,
        "by": entry.by,
        "at": entry.at,
        "stage": entry.stage,
        "round": entry.round,
        "team": entry.team,
        "judge": entry.judge,
        "value": None if entry.value is None else plain(entry.value),
        "reason": entry.reason,
        "voids": entry.voids,
        "detail": canonical_json(detail) if detail else NO_DETAIL,
    }


def entry_of(row: Sequence[Any]) -> Entry:
    """The entry of a row: the columns in the order of `CHAINED`, then the hash.

    What many entries have in common is kept in memory once.
    """
    (
        version, uid, kind, by, at, stage, round_id, team, judge, value, reason, voids, kept, hash_,
    ) = row  # fmt: skip
    detail: dict[str, Any] = _NOTHING if kept == NO_DETAIL else json.loads(kept)
    setup = detail.pop("setup", None) if detail else None
    return Entry(
        version=version,
        id=uid,
        kind=intern(kind),  # type: ignore[arg-type]  # only the ledger writes this column
        by=intern(by),
        at=at,
        stage=stage and intern(stage),
        round=round_id and intern(round_id),
        team=team and intern(team),
        judge=judge and intern(judge),
        value=None if value is None else _number(value),
        reason=reason,
        voids=voids,
        setup=None if setup is None else from_document(setup),
        detail=detail,
        hash=hash_,
    )


CHAINED = (
    "version", "uid", "kind", "by", "at", "stage", "round", "team", "judge", "value", "reason",
    "voids", "detail",
)  # fmt: skip


def link(previous: str, said: Iterable[Any]) -> str:
    """The hash of an entry in the chain, from the one before and its columns as `CHAINED`."""
    return hashlib.sha256(canonical_json([previous, *said]).encode()).hexdigest()


def said_by(row: Mapping[str, Any]) -> list[Any]:
    """The columns of a row that its hash is made of."""
    return [row[name] for name in CHAINED]
