"""What a board draws of its rows: places and medals, the cut, notes, the cells of the rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scoreboard.contest.boards.shapes import Cell, CutLine, Note, Outside, Place, RoundOnBoard, Row
from scoreboard.contest.model import RoundState
from scoreboard.contest.words import N_

# The words of a row's note; "absent" is also that of a cell.
NOTE_WORDS: Mapping[Note, str] = {
    "guest": N_("guest"),
    "withdrawn": N_("withdrawn"),
    "absent": N_("absent"),
}
_LAST_MEDAL = 3


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


def medal(rank: Place | None) -> int | None:
    """The medal of a place: 1 to 3, that of the better place where one is shared between two."""
    return None if rank is None or int(rank) > _LAST_MEDAL else int(rank)


def note_of(outside: Outside | None, absent: Sequence[str], total: str | None) -> Note | None:
    """What is said of a team; who missed one round and has a total is called absent there alone."""
    return outside or ("absent" if absent and total is None else None)


def cell_of(score: str | None, absent: bool, state: RoundState) -> Cell:
    """What stands for a team under a round: before the round nothing, without a score a dash."""
    if absent:
        return "absent"
    if score is not None:
        return "score"
    return "ahead" if state == "pending" else "none"


def _may_be_placed(row: Row) -> bool:
    return row["rank"] is None and not row["outside"] and not row["absent"]
