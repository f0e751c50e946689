"""Who is called up for which prize: for the desk before the announcement, and to print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoreboard.contest.acts.advancing import settled_prizes
from scoreboard.contest.model import Member, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.giving import givings
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import newest_first, standings_of


@dataclass(frozen=True, slots=True)
class Called:
    """A team that is called up, and its standing in the last stage, None where it was not in it.

    Where a `member` is named only that one is called up, with the `own` total where it has brought
    the prize.
    """

    team: Team
    standing: Standing | None
    member: Member | None = None
    own: Decimal | None = None

    @property
    def total(self) -> Decimal | None:
        """What is read out beside the name: the total that has brought the prize, if one has."""
        if self.member is not None:
            return self.own
        return self.standing.total if self.standing else None


@dataclass(frozen=True, slots=True)
class PrizeGiving:
    """A prize and the teams called up for it, best first; `special` where it is given by hand.

    `division` is the name of the division whose prize it is, "" where the event has none.
    """

    name: str
    special: bool
    called: tuple[Called, ...]
    division: str = ""


def prize_givings(book: Book) -> list[PrizeGiving] | None:
    """The prizes with their teams, division by division, the best first; then those of members, and
    those given by hand.

    A prize that nobody has is left out. None while a round is left to play or a tie to settle.
    """
    won, event = settled_prizes(book), book.event
    if won is None:
        return None
    by_team = {row.team.id: row for row in standings_of(book, event.stages[-1], "desk").rows}
    return [
        PrizeGiving(
            giving.name,
            special=giving.prize is None,
            called=tuple(
                Called(one.team, by_team.get(one.team.id), one.member, one.own)
                for one in giving.winners
            ),
            division=giving.division.name if giving.division else "",
        )
        for giving in givings(book, won, newest_first(book))
    ]
