"""The order of play: by score, best or worst first, equals by lot, or as registered (风险题)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict

from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.ranking import groups
from scoreboard.contest.standings.standings import carried_rounds, exact_total, scored_rounds
from scoreboard.contest.standings.visibility import seen_rounds, seen_scores


class Order(TypedDict):
    """Team ids in the order in which they play; `lots` are those of equal teams that were drawn."""

    order: list[str]
    lots: list[list[str]]


def order_of_play(
    book: Book, a_round: Round, shuffle: Callable[[Sequence[str]], list[str]]
) -> Order:
    """The teams in the order in which they play, and which equal ones were drawn by lot.

    It is as the round's `order` says.
    """
    if a_round.order == "registration":
        return {"order": _registered(book, a_round), "lots": []}
    stage = book.stage_of(a_round)
    teams = book.teams_in(a_round)
    order: list[str] = []
    lots: list[list[str]] = []
    levels = [group for _, group in groups([_key(book, stage, team) for team in teams])]
    for group in reversed(levels) if a_round.order == "lowest" else levels:
        level = [teams[i].id for i in group]
        if len(level) > 1:
            level = shuffle(level)
            lots.append(level)
        order += level
    return {"order": order, "lots": lots}


def turns(book: Book, a_round: Round) -> list[str]:
    """The team ids in the order of play; empty while it is still to be drawn.

    Nothing needs to be drawn where the teams play in the order in which they are registered.
    """
    drawn = book.round_record(a_round.id).order
    if drawn or a_round.order != "registration":
        return list(drawn)
    return _registered(book, a_round)


def _registered(book: Book, a_round: Round) -> list[str]:
    playing = {team.id for team in book.teams_in(a_round)}
    return [team.id for team in book.event.teams if team.id in playing]


def _key(book: Book, stage: Stage, team: Team) -> tuple[int, Decimal]:
    """What a team ranks by, without marks that are not public: judges see the order.

    Its official total, greater is better; where the smaller is first, after its number of rounds.
    """
    rounds = seen_rounds(book, stage, "desk")
    judged = [r for r in rounds if kind_of(r).panel]
    at_once = [r for r in rounds if r not in judged]
    exact = exact_total(book, stage, team, judged, "judge")
    exact += sum((seen_scores(book, r, "desk")[team.id].counted for r in at_once), Fraction(0))
    official = round_half_up(exact, book.event.rules.decimals)
    if book.event.rules.better == "higher":
        return 0, official
    scored = scored_rounds(book, team, judged, "judge") + scored_rounds(book, team, at_once, "desk")
    return scored + carried_rounds(book, stage, team, "judge"), -official
