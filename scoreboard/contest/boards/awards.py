"""Who is called up for which prize: for the desk before the announcement, and to print."""

from __future__ import annotations

from dataclasses import dataclass

from scoreboard.contest.acts.advancing import settled_prizes
from scoreboard.contest.model import Member, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import Standing, standings_of


@dataclass(frozen=True, slots=True)
class Called:
    """A team that is called up, and its standing in the last stage, None where it was not in it.

    Where a `member` is named only that one is called up.
    """

    team: Team
    standing: Standing | None
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class PrizeGiving:
    """A prize and the teams called up for it, best first; `special` where it is given by hand."""

    name: str
    special: bool
    called: tuple[Called, ...]


def prize_givings(book: Book) -> list[PrizeGiving] | None:
    """The prizes with their teams, the best prize first, those given by hand last.

    A prize that nobody has is left out. None while a round is left to play or a tie to settle.
    """
    won, event = settled_prizes(book), book.event
    if won is None:
        return None
    rows = standings_of(book, event.stages[-1], "desk").rows
    standings = {row.team.id: row for row in rows}
    givings = [
        PrizeGiving(
            prize.name,
            special=False,
            called=tuple(Called(r.team, r) for r in rows if won.get(r.team.id) == prize.id),
        )
        for prize in event.prizes
    ]
    for name in dict.fromkeys(special.name for special in book.specials):
        given = {(one.team, one.member) for one in book.specials if one.name == name}
        called = tuple(
            Called(team, standings.get(team.id), member)
            for team in event.teams
            for member in (None, *team.members)
            if (team.id, member.id if member else None) in given
        )
        givings.append(PrizeGiving(name, special=True, called=called))
    return [giving for giving in givings if giving.called]
