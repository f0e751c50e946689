"""The results as JSON: the board of the contract, and all from which anybody can recount it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NotRequired, TypedDict

from scoreboard.contest.boards.overall import Overall
from scoreboard.contest.boards.shapes import Board, Place, StageBoard, part_of
from scoreboard.files.event.document import to_document
from scoreboard.files.results.sealed import SealDocument
from scoreboard.files.results.shapes import Results


class OverallPlace(TypedDict):
    """A team's place over all stages; `stage` is the last that it reached."""

    team: str
    rank: Place | None
    tied: bool
    stage: str


class ChainEnd(TypedDict):
    """The newest entry of the ledger."""

    version: int
    hash: str


class ChainedEntry(TypedDict):
    """An entry as the chain was made of it; `detail` is the very text, JSON in itself.

    `hidden`: something of it was left out, so that its hash can be carried on and not checked.
    """

    version: int
    uid: str | None
    kind: str | None
    by: str | None
    at: str | None
    stage: str | None
    round: str | None
    team: str | None
    judge: str | None
    value: str | None
    reason: str | None
    voids: int | None
    detail: str | None
    hash: str
    hidden: NotRequired[bool]


class ResultsDocument(StageBoard):
    """The current stage's board (contract, section 6), and beside it all that belongs to it.

    `boards` are of every stage in the order of the event; `overall` is empty where only one was
    played; `penalties`, `bonuses` and `changed` are versions of the ledger by stage. `setup` is in
    the event file's shape; as the ledger holds it, it stands in the entries of that kind. `seal` is
    null for a rehearsal. `published`: it is the file that is open to all.
    """

    boards: list[StageBoard]
    overall: list[OverallPlace]
    penalties: dict[str, list[int]]
    bonuses: dict[str, list[int]]
    changed: dict[str, list[int]]
    setup: dict[str, Any]
    head: ChainEnd
    published: bool
    seal: SealDocument | None
    entries: list[ChainedEntry]


class PublishedDocument(Board):
    """The result as it is open to all: the public board, and all from which it can be recounted.

    Judges are numbers unless the set-up names them; members and what somebody wrote freely are left
    out, and the entries that are hidden for it say so.
    """

    boards: list[Board]
    overall: list[OverallPlace]
    setup: dict[str, Any]
    head: ChainEnd
    published: bool
    seal: SealDocument
    entries: list[ChainedEntry]


def overall_places(places: Iterable[Overall]) -> list[OverallPlace]:
    """The places over all stages."""
    return [
        {
            "team": one.row["team"]["id"],
            "rank": one.rank,
            "tied": one.tied,
            "stage": one.board["stage"]["id"],
        }
        for one in places
    ]


def results_document(results: Results, *, published: bool = False) -> dict[str, Any]:
    """The results as one document, without what only a running desk asks for: all of
    `ResultsDocument` but `seal` and `entries`.
    """
    return {
        **part_of(results.current, StageBoard),
        "boards": [part_of(stage.board, StageBoard) for stage in results.stages],
        "overall": overall_places(results.overall),
        "penalties": {s.stage.id: [p.version for p in s.penalties] for s in results.stages},
        "bonuses": {s.stage.id: [b.version for b in s.bonuses] for s in results.stages},
        "changed": {s.stage.id: [e.version for e in s.changed] for s in results.stages},
        # Results are handed on: the network of the hall is nobody's business there.
        "setup": to_document(replace(results.event, wifi=None)),
        "head": {"version": results.version, "hash": results.hash},
        "published": published,
    }


# Behind the last entry.
END = b"\n  ]\n}\n"


def head_of(document: Mapping[str, Any], seal: SealDocument | None) -> bytes:
    """The document and its seal up to the list of entries."""
    head = json.dumps({**document, "seal": seal}, ensure_ascii=False, indent=2)
    return _utf8(head.removesuffix("\n}") + ',\n  "entries": [')


def lines_of(entries: Sequence[ChainedEntry], *, first: bool) -> bytes:
    """Entries, a line each, behind the head (`first`) or behind others."""
    between = ",\n    "
    lines = between.join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return _utf8((between[1:] if first else between) + lines)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
