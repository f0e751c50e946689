"""The reveal of a frozen board: in which order the places are shown, and what is certain by then.

Contract, "Reveal": by final place from the last up, table after table; those who share a place one
after the other. Guests and teams without a place are not revealed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from scoreboard.contest.model import Method, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import Freeze
from scoreboard.contest.rules.going_on import passes, seats_of
from scoreboard.contest.rules.ranking import Cut, place_number
from scoreboard.contest.standings.corrected import alters
from scoreboard.contest.standings.rows import Standing, Standings
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.standings.visibility import Audience


def frozen_stage(book: Book, freeze: Freeze) -> Stage:
    """The stage whose places a freeze keeps."""
    return book.find_stage(freeze.stage)


def order_of_reveal(book: Book, freeze: Freeze) -> list[Standing]:
    """Who is revealed, in order, as it would be from the beginning."""
    standings = standings_of(book, frozen_stage(book, freeze), "desk")
    return [
        row
        for nth in range(len(standings.tables))
        for row in reversed(standings.rows_of(nth))
        if row.rank is not None
    ]


def next_revealed(book: Book, freeze: Freeze) -> Standing | None:
    """Whom the next step reveals: the lowest who is not revealed; None after the last."""
    waiting = (r for r in order_of_reveal(book, freeze) if r.team.id not in freeze.revealed)
    return next(waiting, None)


def newest_place(book: Book, freeze: Freeze) -> int | float | None:
    """The place of whom the reveal has lit last, as it is printed; None before the first."""
    lit = freeze.lit
    standings = standings_of(book, frozen_stage(book, freeze), "desk")
    return place_number(standings.of(lit).rank) if lit is not None else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a reveal has told of one table by now: its rows there, and how many are still hidden."""

    rows: tuple[Standing, ...]
    hidden: int

    def ahead_of(self, row: Standing) -> int:
        """How many teams stand ahead of a revealed one, as far as is told: all that are hidden."""
        return self.hidden + sum(1 for one in self.rows if _ahead(one) < _ahead(row))

    def shares(self, row: Standing) -> bool:
        """Whether another revealed team is told to have the same place."""
        return row.tied and sum(1 for one in self.rows if one.rank == row.rank) > 1

    def has_all_of_total(self, row: Standing) -> bool:
        """Whether it is told that nobody hidden has a team's total, so that one may say what parted
        those who have it: it is below the highest that is revealed.
        """
        return not self.hidden or row.total != self.rows[0].total

    def cut_of(self, row: Standing, book: Book, stage: Stage) -> Cut | None:
        """How a revealed team stands to the cut, once no place that is hidden could change it.

        To be asked while any of the stage is hidden.
        """
        if row.cut is None or stage.advance_best:
            # The best others are found across the groups, and somebody of one is hidden.
            return None
        if not self.hidden:
            return row.cut
        if stage.quota:
            return None
        rules = book.event.rules
        if not passes(stage, row.total, lower=rules.better == "lower"):
            return row.cut
        seats = seats_of(stage, self.hidden + len(self.rows))
        if seats is None:
            return row.cut
        own = sum(1 for one in self.rows if _ahead(one) == _ahead(row))
        above = any(_ahead(one) < _ahead(row) for one in self.rows)
        if above:
            return row.cut
        with_it = _may_share(rules.ranking, row.rank, self.hidden, own)
        cuts = {_cut(self.hidden - more, own + more, seats) for more in with_it}
        return row.cut if len(cuts) == 1 else None


def told(standings: Standings, table: int, revealed: Collection[str]) -> Told:
    """What is told of a table when these teams are revealed."""
    placed = [row for row in standings.rows_of(table) if row.rank is not None]
    shown = tuple(row for row in placed if row.team.id in revealed)
    return Told(shown, len(placed) - len(shown))


def _ahead(row: Standing) -> int:
    return row.ahead if row.ahead is not None else 0


def _may_share(method: Method, rank: int | Fraction | None, hidden: int, own: int) -> Iterable[int]:
    """How many of the hidden teams may share the place of the highest `own` that are revealed.

    The printed place says more or less of that, as the places are numbered.
    """
    if rank is None or method in ("modified", "ordinal"):
        return range(hidden + 1)
    if method == "competition":
        return [hidden + 1 - int(rank)]
    if method == "fractional":
        return [int(2 * (hidden - rank) + own + 1)]
    return range(hidden + 2 - int(rank)) if rank > 1 else [hidden]


def _cut(ahead: int, level: int, seats: int) -> Cut:
    if ahead + level <= seats:
        return "in"
    return "out" if ahead >= seats else "tied"


def corrected_since(book: Book, freeze: Freeze) -> frozenset[str]:
    """The revealed teams whose place or total is no longer what the reveal has told."""
    first = min(freeze.revealed.values(), default=book.version)
    altering = [e.version for e in book.entries[first:] if alters(book, e) == "figures"]
    newest = max(altering, default=0)
    now = standings_of(book, frozen_stage(book, freeze), "desk")
    changed = set()
    for team, version in freeze.revealed.items():
        if version >= newest:
            continue
        then = book.once(("revealed", version), partial(_places_at, book, freeze, version))
        row = now.of(team)
        if then.get(team) != (row.rank, row.total):
            changed.add(team)
    return frozenset(changed)


def _places_at(book: Book, freeze: Freeze, version: int) -> dict[str, tuple[object, object]]:
    return _places(book.at(version), freeze)


def _places(
    then: Book, freeze: Freeze, audience: Audience = "desk"
) -> dict[str, tuple[object, object]]:
    rows = standings_of(then, frozen_stage(then, freeze), audience).rows
    return {row.team.id: (row.rank, row.total) for row in rows}


def moved_revealed(book: Book, then: Book) -> dict[str, int]:
    """The revealed teams whose place or total would be another then, each with its step."""
    freeze = book.freeze
    if freeze is None or not freeze.revealed or then.freeze is None:
        return {}
    steps = {team: step for step, team in enumerate(freeze.revealed, start=1)}
    moved: dict[str, int] = {}
    # Also what is public of it: a round that is open again may hide its scores.
    audiences: tuple[Audience, ...] = ("desk", "public")
    for audience in audiences:
        old, new = _places(book, freeze, audience), _places(then, freeze, audience)
        moved |= {team: at for team, at in steps.items() if old.get(team) != new.get(team)}
    return moved
