"""What has changed since a result was announced: shown as corrected, never slipped in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import Entry, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import Standing, standings
from scoreboard.contest.standings.visibility import Audience, seen_rounds

# A team's place and total, and whether it was named.
AsAnnounced = tuple[int | Fraction | None, Decimal | None, bool]

# What can change a score after its round is closed.
_CHANGING = ("correction", "undo", "penalty", "withdraw", "absent", "setup")
# Undoing these restores the earlier state; it is not a correction.
_TURNING = ("archive", "begin")


def corrected_teams(
    book: Book, stage: Stage, rows: Sequence[Standing], audience: Audience
) -> frozenset[str]:
    """The teams whose place, total or naming is not what was announced at the end of the stage.

    `rows` are the stage's standings as they are now for the audience.
    """
    named = book.announced.get(stage.id)
    if named is None or named.version == book.version:
        return frozenset()
    # What was announced never changes, however the book goes on.
    then = book.once(
        (named.version, audience), lambda: _announced(book.at(named.version), stage.id, audience)
    )
    now = _as_announced(rows, named.teams)
    return frozenset(team for team in now if then.get(team) != now[team])


def newest_correction(book: Book, stage: Stage) -> Entry | None:
    """The newest act since the announcement that can have changed its result, if there is one."""
    since = book.entries[book.announced[stage.id].version :]
    return next((entry for entry in reversed(since) if _touches(book, entry, stage)), None)


def _touches(book: Book, entry: Entry, stage: Stage) -> bool:
    """Whether an entry can have changed what a stage, or one before it, came to.

    What was taken back needs no look: the undo is newer, and speaks of the same.
    """
    if entry.kind not in _CHANGING or book.origin(entry).kind in _TURNING:
        return False
    a_round = book.round(entry.round) if entry.round else None
    where = book.stage_of(a_round).id if a_round else entry.stage
    order = [each.id for each in book.event.stages]
    return where is None or order.index(where) <= order.index(stage.id)


def _announced(book: Book, stage_id: str, audience: Audience) -> dict[str, AsAnnounced]:
    stage = book.find_stage(stage_id)
    rows = standings(book, stage, seen_rounds(book, stage, audience), audience)
    return _as_announced(rows, book.announced[stage_id].teams)


def _as_announced(rows: Sequence[Standing], named: Sequence[str]) -> dict[str, AsAnnounced]:
    return {row.team.id: (row.rank, row.total, row.team.id in named) for row in rows}
