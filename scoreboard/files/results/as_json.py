"""The results as JSON: the board of the contract, with every stage's board and the set-up."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from scoreboard.contest.boards.shapes import DeskBoard
from scoreboard.files.event.document import to_document
from scoreboard.files.results.gathered import Results

# What only a running desk asks for, and the hall's board, which says nothing new.
_OF_THE_MOMENT = ("public", "next", "tie", "missing", "outliers", "latest", "hidden")


def results_document(results: Results) -> dict[str, Any]:
    """The current stage's board (contract, section 6), and beside it all that belongs to it.

    `boards` holds every stage's board in the order of the event, with marks and awards;
    `overall` ranks everybody over all stages, and is empty where only one was played;
    `penalties` and `changed` are the ledger's versions by stage id; `head` is the chain's end.
    """
    return {
        **_lasting(results.current),
        "boards": [_lasting(stage.board) for stage in results.stages],
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
        "changed": {s.stage.id: [e.version for e in s.changed] for s in results.stages},
        # Results are handed on: the network of the hall is nobody's business there.
        "setup": to_document(replace(results.event, wifi=None)),
        "head": {"version": results.version, "hash": results.hash},
    }


def results_json(results: Results) -> bytes:
    """The results as one JSON object, UTF-8, scores as decimal strings."""
    written = json.dumps(results_document(results), ensure_ascii=False, indent=2)
    return (written + "\n").encode("utf-8", "replace")


def _lasting(board: DeskBoard) -> dict[str, Any]:
    return {name: value for name, value in board.items() if name not in _OF_THE_MOMENT}
