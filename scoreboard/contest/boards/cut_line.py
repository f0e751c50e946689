"""What a board draws of its rows: places and medals, the cut, notes, the cells of the rounds."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
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


# Of a row: how many teams are ahead of it, and for how many places it is tied.
Level = tuple[int | None, int]


def cut_line(
    rows: Sequence[Row], levels: Sequence[Level], by_hand: Container[str] = ()
) -> CutLine | None:
    """Where the advancing group ends; None in a last stage, and while a line would say nothing.

    `levels` are those of the rows, `by_hand` the teams that were admitted. It runs below the last
    team that goes on by the rule, or is tied for that: a quota leaves gaps above it, and who is
    admitted moves no line.
    """
    reach = [
        n
        for n, row in enumerate(rows)
        if row["cut"] in ("in", "tied") and row["team"]["id"] not in by_hand
    ]
    if not reach:
        return None
    last, after = reach[-1], reach[-1] + 1
    if rows[last]["cut"] == "tied":
        ahead, left = levels[last]
        first = next(n for n in reach if levels[n][0] == ahead)
        line: CutLine = {"after": after, "tied": after - first, "left": left}
        if rows[last].get("best"):
            line["best"] = True
        return line
    # Nobody is out while teams without a place may still come to one.
    if all(row["cut"] != "out" for row in rows) and any(_may_be_placed(row) for row in rows):
        return None
    return {"after": after, "tied": 0, "left": 0} if after < len(rows) else None


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
