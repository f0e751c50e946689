"""Who is called up for which prize: for the desk before the announcement, and to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.contest.acts.advancing import settled_prizes
from scoreboard.contest.model import Member, Prize, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.individuals import individuals_of
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import standings_of


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
    winners = [team for team in _newest_first(book) if team.id in won]
    givings = [
        PrizeGiving(
            prize.name,
            special=False,
            called=tuple(
                Called(team, by_team.get(team.id))
                for team in winners
                if (not division or division.id == team.division) and won[team.id] == prize.id
            ),
            division=division.name if division else "",
        )
        for division in event.divisions or (None,)
        for prize in event.prizes_for("team")
    ]
    givings += [
        PrizeGiving(prize.name, special=False, called=_best(book, prize, by_team))
        for prize in event.prizes_for("member")
    ]
    for name in dict.fromkeys(special.name for special in book.specials):
        given = {(one.team, one.member) for one in book.specials if one.name == name}
        those = tuple(
            Called(team, by_team.get(team.id), member)
            for team in event.teams
            for member in (None, *team.members)
            if (team.id, member.id if member else None) in given
        )
        givings.append(PrizeGiving(name, special=True, called=those))
    return [giving for giving in givings if giving.called]


def _newest_first(book: Book) -> list[Team]:
    """All teams, who reached a later stage first: a prize may go to who was left behind, too."""
    stages = reversed(book.event.stages)
    rows = (row for stage in stages for row in standings_of(book, stage, "desk").rows)
    return list(dict.fromkeys(row.team for row in rows))


def _best(book: Book, prize: Prize, standings: Mapping[str, Standing]) -> tuple[Called, ...]:
    """Who of the best individuals has a prize, best first."""
    return tuple(
        Called(one.team, standings.get(one.team.id), one.member, one.total)
        for one in individuals_of(book, "desk")
        if one.prize is prize
    )
