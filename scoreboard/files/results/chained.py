"""The ledger's entries as a result file holds them: as the chain was made, but for a password."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from scoreboard.files.results.as_json import ChainedEntry


def desk_entry(row: Mapping[str, Any], *, whole: bool) -> ChainedEntry:
    """An entry for those at the desk, from its row.

    A set-up with the network of the hall is left without it, and `hidden`, unless the file is to be
    `whole`: results are handed on.
    """
    entry = cast(ChainedEntry, dict(row))
    if whole or row["kind"] != "setup":
        return entry
    detail = json.loads(row["detail"])
    if detail.get("setup", {}).get("wifi") is None:
        return entry
    detail["setup"]["wifi"] = None
    entry["detail"], entry["hidden"] = canonical(detail), True
    return entry


def canonical(detail: Any) -> str:
    """A detail in the one spelling that the chain knows."""
    return json.dumps(detail, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
