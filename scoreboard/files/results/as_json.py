"""The results as JSON: the board of the contract, with every stage's board and the set-up."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, TypedDict

from scoreboard.contest.boards.shapes import Place, StageBoard, part_of
from scoreboard.files.event.document import to_document
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


class ResultsDocument(StageBoard):
    """The current stage's board (contract, section 6), and beside it all that belongs to it.

    `boards` are of every stage in the order of the event; `overall` is empty where only one was
    played; `penalties`, `bonuses` and `changed` are versions of the ledger by stage.
    """

    boards: list[StageBoard]
    overall: list[OverallPlace]
    penalties: dict[str, list[int]]
    bonuses: dict[str, list[int]]
    changed: dict[str, list[int]]
    setup: dict[str, Any]
    head: ChainEnd


def results_document(results: Results) -> ResultsDocument:
    """The results as one document, without what only a running desk asks for."""
    return {
        **part_of(results.current, StageBoard),
        "boards": [part_of(stage.board, StageBoard) for stage in results.stages],
        "overall": [
            {
                "team": one.row["team"]["id"],
                "rank": one.rank,
                "tied": one.tied,
                "stage": one.board["stage"]["id"],
            }
            for one in results.overall
        ],
        "penalties": {s.stage.id: [p.version for p in s.penalties] for s in results.stages},
        "bonuses": {s.stage.id: [b.version for b in s.bonuses] for s in results.stages},
        "changed": {s.stage.id: [e.version for e in s.changed] for s in results.stages},
        # Results are handed on: the network of the hall is nobody's business there.
        "setup": to_document(replace(results.event, wifi=None)),
        "head": {"version": results.version, "hash": results.hash},
    }


def results_json(results: Results) -> bytes:
    """The results as one JSON object, UTF-8, scores as decimal strings."""
    written = json.dumps(results_document(results), ensure_ascii=False, indent=2)
    return (written + "\n").encode("utf-8", "replace")
