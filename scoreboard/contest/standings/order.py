"""Orders that are drawn: of play in a risk round, and of appearance on stage.

By score, best or worst first, equals by lot, or as registered (rulebook, 风险题); on stage as the
round's `appearance` says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NotRequired, TypedDict

from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.record.appearance import appearance_of, as_registered, recorded_order
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import OrderBy
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.ranking import groups
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.standings import (
    carried_rounds,
    exact_total,
    scored_rounds,
    standings_of,
)
from scoreboard.contest.standings.visibility import seen_rounds, seen_scores


class Order(TypedDict):
    """Team ids in the order in which they play; `lots` are those of equal teams that were drawn.

    `by` says how an order of appearance came about; it is left out of an order of play.
    """

    order: list[str]
    lots: list[list[str]]
    by: NotRequired[OrderBy]


Shuffle = Callable[[Sequence[str]], list[str]]
Key = tuple[int, Decimal | int]


def drawn_order(book: Book, a_round: Round, shuffle: Shuffle) -> Order:
    """The order that a round is to have, drawn now as its rule says.

    By lot where `appearance` is "draw"; by standing, equal teams by lot; else an order of play.
    """
    by = appearance_of(book.event, a_round)
    if by == "registration" or a_round.stakes:
        return order_of_play(book, a_round, shuffle)
    if by == "draw":
        teams = [team.id for team in book.teams_in(a_round)]
        return {"order": shuffle(teams), "lots": [], "by": by}
    placed = _placed(book, a_round)
    groups_of = _in_groups(book.teams_in(a_round), placed, shuffle)
    return {**_joined(groups_of[::-1] if by == "reverse" else groups_of), "by": by}


def settles_at_opening(book: Book, a_round: Round) -> bool:
    """Whether the order of a round is settled as it opens: by standing, and not recorded yet."""
    by_standing = (
        appearance_of(book.event, a_round) in ("standings", "reverse") and not a_round.stakes
    )
    return by_standing and not recorded_order(book, a_round).order


def order_of_play(book: Book, a_round: Round, shuffle: Shuffle) -> Order:
    """The teams in the order in which they play, and which equal ones were drawn by lot.

    It is as the round's `order` says.
    """
    if a_round.order == "registration":
        return {"order": list(as_registered(book, a_round)), "lots": []}
    known, stage = _as_told(book, a_round)
    rounds = seen_rounds(known, stage, "desk")
    teams = book.teams_in(a_round)
    levels = _in_groups(teams, lambda team: _key(known, stage, team, rounds), shuffle)
    return _joined(levels[::-1] if a_round.order == "lowest" else levels)


def turns(book: Book, a_round: Round) -> list[str]:
    """The team ids in the order of play; empty while it is still to be drawn.

    Nothing needs to be drawn where the teams play in the order in which they are registered.
    """
    drawn = recorded_order(book, a_round).order
    if drawn or a_round.order != "registration":
        return list(drawn)
    return list(as_registered(book, a_round))


def _in_groups(
    teams: Sequence[Team], key: Callable[[Team], Key], shuffle: Shuffle
) -> list[list[str]]:
    """The ids of the teams, best first, in groups of equal ones; each group is drawn by lot."""
    found = []
    for _, group in groups([key(team) for team in teams]):
        level = [teams[i].id for i in group]
        found.append(shuffle(level) if len(level) > 1 else level)
    return found


def _joined(found: Sequence[list[str]]) -> Order:
    """The groups one after the other."""
    return {
        "order": [team for level in found for team in level],
        "lots": [level for level in found if len(level) > 1],
    }


def _as_told(book: Book, a_round: Round) -> tuple[Book, Stage]:
    """By what an order by standing is drawn: what the hall may know, for it sees the order."""
    known, stage = known_book(book, "judge"), book.stage_of(a_round)
    own = known.event.stage(stage.id)
    return (book, stage) if own is None else (known, own)


def _placed(book: Book, a_round: Round) -> Callable[[Team], Key]:
    """What a team stands by when a round begins: what was scored in its stage before.

    Before anything was, and where nothing is carried in, by its place in the stage before.
    """
    own = {r.id for r in book.event.performance_of(a_round)}
    book, stage = _as_told(book, a_round)
    rounds = [r for r in seen_rounds(book, stage, "desk") if r.id not in own]
    before = book.event.before(stage)
    if rounds or stage.carry or before is None:
        return lambda team: _key(book, stage, team, rounds)
    ranked = standings_of(book, before, "judge").rows
    places = {row.team.id: -row.ahead for row in ranked if row.ahead is not None}
    return lambda team: (1, places[team.id]) if team.id in places else (0, 0)


def _key(book: Book, stage: Stage, team: Team, rounds: Sequence[Round]) -> Key:
    """What a team ranks by, without marks that are not public: judges see the order.

    Its official total in these rounds, greater is better; where the smaller is first, after its
    number of rounds.
    """
    judged = [r for r in rounds if kind_of(r).panel]
    at_once = [r for r in rounds if r not in judged]
    exact = exact_total(book, stage, team, judged, "judge")
    exact += sum((seen_scores(book, r, "desk")[team.id].counted for r in at_once), Fraction(0))
    official = round_half_up(exact, book.event.rules.decimals)
    if book.event.rules.better == "higher":
        return 0, official
    scored = scored_rounds(book, team, judged, "judge") + scored_rounds(book, team, at_once, "desk")
    return scored + carried_rounds(book, stage, team, "judge"), -official
