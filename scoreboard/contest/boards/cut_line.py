"""What a board draws of its rows: whether places are shown yet, and where the cut runs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoreboard.contest.boards.shapes import CutLine, RoundOnBoard, Row


def places_shown(rows: Sequence[Row], rounds: Sequence[RoundOnBoard]) -> bool:
    """Whether there is anything to rank: a closed round, a score, or totals that differ.

    Before the first score every team stands on the same place, which says nothing.
    """
    if any(r["state"] == "closed" for r in rounds) or len({row["total"] for row in rows}) > 1:
        return True
    scores = (score for row in rows for score in row["rounds"].values())
    return any(score is not None and Decimal(score) for score in scores)


def cut_line(rows: Sequence[Row], advance: int | None) -> CutLine | None:
    """Where the advancing group ends; None in a last stage, and while a line would say nothing."""
    if not advance:
        return None
    cuts = [row["cut"] for row in rows]
    inside, tied = cuts.count("in"), cuts.count("tied")
    if tied:
        first = cuts.index("tied")
        return {"after": first + tied, "tied": tied, "left": advance - inside}
    # Nobody is out while teams without a place may still come to one.
    if "out" not in cuts and any(_may_be_placed(row) for row in rows):
        return None
    return {"after": inside, "tied": 0, "left": 0} if 0 < inside < len(rows) else None


def _may_be_placed(row: Row) -> bool:
    return row["rank"] is None and not row["outside"] and not row["absent"]
