"""Scenes before anything is scored: the teams come in, the order is turned up, a round begins."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoreboard.contest.model import Round
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.appearance import (
    appearance_of,
    can_appear,
    order_of_appearance,
    recorded_order,
)
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import Shown
from scoreboard.contest.record.state import OrderBy
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.show.kind import Hall, named
from scoreboard.contest.show.shapes import OpenerShows, OrderShows, TeamsShows
from scoreboard.contest.words import N_, Say

_REASONS: Mapping[OrderBy, str] = {
    "draw": N_("Drawn by lot"),
    "standings": N_("By standing, first to last"),
    "reverse": N_("By standing, last to first"),
    "hand": N_("Set by hand"),
    "": N_("As registered"),
}
_LOTS = N_("%(order)s, equal teams by lot")


def how_many_come(book: Book, _show: Shown) -> int:
    """A step for each team."""
    return len(book.event.teams)


def teams(hall: Hall) -> TeamsShows:
    """All teams in the order of registration."""
    return {
        "teams": [
            {"team": hall.team_shown(team.id), "seat": seat}
            for seat, team in enumerate(hall.whole.event.teams, start=1)
        ]
    }


def order(hall: Hall) -> OrderShows | str:
    """The order on stage, or of play; face down before its step."""
    book, a_round = hall.day, hall.day.round(hall.show.round or "")
    if a_round is None:
        return N_("There is no round yet.")
    ids = [t for t in order_of_appearance(book, a_round) if can_appear(book, a_round, t)]
    if not ids:
        return N_("The order is not drawn yet.")
    kept = recorded_order(book, a_round)
    shows: OrderShows = {
        "round": named(a_round),
        "by": kept.order_by,
        "reason": _reason(book, a_round, hall.say),
        "count": len(ids),
        "teams": [hall.team_shown(team) for team in ids] if hall.step else [],
    }
    if a_round.stakes:
        shows["stakes"] = [plain(stake) for stake in a_round.stakes]
    return shows


def _reason(book: Book, a_round: Round, say: Say) -> str:
    kept = recorded_order(book, a_round)
    words = say(_REASONS[kept.order_by])
    if kept.order and not kept.order_by and a_round.stakes:
        words = say(N_("By score"))
    elif not kept.order and appearance_of(book.event, a_round) == "registration":
        words = say(_REASONS[""])
    return say(_LOTS, order=words) if kept.lots else words


def opener(hall: Hall) -> OpenerShows | str:
    """A round's name, which of its stage it is, and its rule."""
    a_round = hall.day.round(hall.show.round or "")
    if a_round is None:
        return N_("There is no round yet.")
    rounds = hall.day.rounds_of(hall.day.stage_of(a_round))
    return {
        "round": named(a_round),
        "number": 1 + rounds.index(a_round),
        "of": len(rounds),
        "name": a_round.name,
        "rule": rule_in_a_line(a_round, hall.say),
    }


def rule_in_a_line(a_round: Round, say: Say) -> str:
    """What a round gives and takes, as it is said in the hall."""
    if a_round.stakes:
        stakes = say(N_(", ")).join(plain(stake) for stake in a_round.stakes)
        return say(_RISK[a_round.loss], stakes=stakes)
    if kind_of(a_round).tally:
        won = [plain(p) for p in a_round.awards if p > 0]
        lost = [plain(-p) for p in a_round.awards if p < 0]
        # One line has room for one of each; other amounts are read out.
        if len(won) == 1 and len(lost) == 1:
            return say(N_("Right +%(won)s · wrong −%(lost)s"), won=won[0], lost=lost[0])
        return say(N_("Right +%(won)s"), won=won[0]) if len(won) == 1 and not lost else ""
    if kind_of(a_round).panel:
        return say(_marks(a_round), min=plain(a_round.min), max=plain(a_round.max))
    return "" if a_round.max <= Decimal(0) else say(N_("At most %(max)s"), max=plain(a_round.max))


_RISK = {
    "stake": N_("Stakes %(stakes)s · right wins it, wrong loses it"),
    "half": N_("Stakes %(stakes)s · right wins it, wrong loses half"),
    "none": N_("Stakes %(stakes)s · right wins it, wrong loses nothing"),
}


def _marks(a_round: Round) -> str:
    if a_round.drop_high == a_round.drop_low == 1:
        return N_("Marks from %(min)s to %(max)s · the highest and the lowest are left out")
    if a_round.drop_high or a_round.drop_low:
        return N_("Marks from %(min)s to %(max)s · some are left out at the edges")
    return N_("Marks from %(min)s to %(max)s")
