"""Orders and who is on stage: what may be drawn, set by hand and stepped through now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from scoreboard.contest.model import Round
from scoreboard.contest.record.appearance import (
    OnStage,
    StepTo,
    appearance_of,
    beside,
    can_appear,
    on_stage_in,
    order_of_appearance,
    recorded_order,
)
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import N_, Refusal, not_now, refuse

# A team that is on stage as its sender saw it; None for nobody, and `UNSAID` where it is not said.
UNSAID = ""
_ENDS: Mapping[StepTo, str] = {
    "next": N_("Nobody comes after this in %(round)s."),
    "back": N_("Nobody is on stage in %(round)s."),
}


def check_draws(book: Book, a_round: Round, reason: str | None) -> None:
    """Raises Refusal when the order of a round is not drawn now, or drawn again without a reason.

    An order of play goes by score, and may be drawn anew as the scores change.
    """
    _check_not_announced(book, a_round)
    by_rule = appearance_of(book.event, a_round) != "registration" and not a_round.stakes
    if by_rule and recorded_order(book, a_round).order and reason is None:
        raise refuse("The order stands already. Say why it is drawn again.", field="reason")


def check_order(book: Book, a_round: Round, order: Sequence[str], reason: str | None) -> None:
    """Raises Refusal unless an order names every team of the round, each once, and says why."""
    _check_not_announced(book, a_round)
    if Counter(order) != Counter(team.id for team in book.teams_in(a_round)):
        raise refuse("Name every team of the round, each once.", field="order")
    if reason is None:
        raise refuse("Say why the order is changed.", field="reason")


def check_put(book: Book, a_round: Round, team_id: str | None) -> None:
    """Raises Refusal when the team cannot be on stage in a round now; nobody always can."""
    _check_not_over(book, a_round)
    if team_id is None:
        return
    team = next((team for team in book.teams_in(a_round) if team.id == team_id), None)
    if team is None:
        raise refuse("This round has no such team.", field="team")
    if not can_appear(book, a_round, team_id):
        raise not_now(
            "%(team)s is marked as absent from %(round)s.", team=team.name, round=a_round.name
        )


def step_to(book: Book, a_round: Round, to: StepTo, seen: str | None) -> str | None:
    """Who is on stage after a step; None for nobody, which is before the first.

    Raises Refusal when the round is over, has no order yet or no team there, or when another team
    is on stage than the sender saw.
    """
    _check_not_over(book, a_round)
    there = on_stage_in(book, a_round)
    now = there.team if there else None
    if seen not in (UNSAID, now):
        raise _moved_on(book, there)
    if not order_of_appearance(book, a_round):
        raise not_now("The order of %(round)s is not drawn yet. Draw it first.", round=a_round.name)
    found = beside(book, a_round, now, to)
    if found is None and (to == "next" or now is None):
        raise not_now(_ENDS[to], round=a_round.name)
    return found


def _moved_on(book: Book, there: OnStage | None) -> Refusal:
    """The refusal of a step that was made from somewhere else, with what is so now."""
    team = book.event.team(there.team) if there else None
    if there is None or team is None:
        refusal = not_now("By now nobody is on stage. Look again, then step.")
    else:
        refusal = not_now("By now %(team)s is on stage. Look again, then step.", team=team.name)
    state = {"round": there.round.id, "team": there.team, "next": there.next} if there else None
    refusal.present = {"on_stage": state}
    return refusal


def _check_not_over(book: Book, a_round: Round) -> None:
    if book.round_record(a_round.id).state == "closed":
        raise not_now("%(round)s is closed.", round=a_round.name)
    stage = book.stage_of(a_round)
    if stage is not book.stage:
        raise not_now("First announce who goes on from %(stage)s.", stage=book.stage.name)


def _check_not_announced(book: Book, a_round: Round) -> None:
    stage = book.stage_of(a_round)
    if stage.id in book.announced:
        raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
