"""Who is called up for which prize, in the order of the event: the best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.contest.model import Division, Member, Prize, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import Untold, part_of
from scoreboard.contest.standings.individuals import individuals_of


@dataclass(frozen=True, slots=True)
class Winner:
    """A team that has a prize, or one `member` of it, with the `own` total that has brought it."""

    team: Team
    member: Member | None = None
    own: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Giving:
    """A prize and who has it, best first; `prize` is None where it is given by hand.

    `division` is the one whose prize it is, None where the event has none.
    """

    name: str
    prize: Prize | None
    winners: tuple[Winner, ...]
    division: Division | None = None


def givings(book: Book, won: Mapping[str, str], order: Sequence[Team]) -> list[Giving]:
    """The prizes of the teams, division by division, then those of members, and those by hand.

    `won` are the ids of the prizes by team, `order` the teams, best first. A prize that nobody has
    is left out.
    """
    event = book.event
    found = [
        Giving(prize.name, prize, _of_teams(prize, division, won, order), division)
        for division in event.divisions or (None,)
        for prize in event.prizes_for("team")
    ]
    found += [Giving(p.name, p, _of_members(book, p)) for p in event.prizes_for("member")]
    found += [
        Giving(name, None, _by_hand(book, name))
        for name in dict.fromkeys(special.name for special in book.specials)
    ]
    return [giving for giving in found if giving.winners]


def _of_teams(
    prize: Prize, division: Division | None, won: Mapping[str, str], order: Sequence[Team]
) -> tuple[Winner, ...]:
    return tuple(
        Winner(team)
        for team in order
        if (not division or division.id == team.division) and won.get(team.id) == prize.id
    )


def _of_members(book: Book, prize: Prize) -> tuple[Winner, ...]:
    """Who of the best individuals has a prize, best first."""
    return tuple(
        Winner(one.team, one.member, one.total)
        for one in individuals_of(book, "desk")
        if one.prize is prize
    )


def _by_hand(book: Book, name: str) -> tuple[Winner, ...]:
    given = {(one.team, one.member) for one in book.specials if one.name == name}
    return tuple(
        Winner(team, member)
        for team in book.event.teams
        for member in (None, *team.members)
        if (team.id, member.id if member else None) in given
    )


def in_turn(given: Sequence[Giving]) -> list[Giving]:
    """The prizes in the order in which they are told: those by hand first, the best last."""
    return list(reversed(given))


def of_division(book: Book, given: Sequence[Giving], division: Division | None) -> Sequence[Giving]:
    """Those of the prizes that are told with a division; all of them without one.

    What is no division's, as prizes of members and those given by hand, is told with the first.
    """
    if division is None:
        return given
    first = division is book.event.divisions[0]
    return [one for one in given if (first if one.division is None else one.division is division)]


def told_of(book: Book, given: Sequence[Giving]) -> list[Giving]:
    """Those of the prizes that are told by now of a result that is not wholly told, best first."""
    last = book.event.stages[-1]
    untold = book.whole.untold.get(last.id)
    if untold is None:
        return []
    told: list[Giving] = []
    for division in told_by(book, untold):
        part, own = (
            part_of("prizes", division.id if division else None),
            of_division(book, given, division),
        )
        steps = untold.steps.get(part, 0) if part in untold.parts else len(own)
        # A prize that came by hand only after the announcement waits for the winners.
        winners = part_of("winners", division.id if division else None)
        if part not in untold.parts and part not in untold.steps and winners in untold.parts:
            steps = 0
        told += in_turn(own)[:steps]
    return [one for one in given if one in told]


def told_by(book: Book, untold: Untold) -> Sequence[Division | None]:
    """The divisions whose prizes are told each by itself; (None,) where they are told as one."""
    return (None,) if "prizes" in untold.parts else book.event.divisions or (None,)
