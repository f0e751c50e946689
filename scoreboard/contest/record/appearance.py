"""Who is on stage, and in which order the teams come (contract, section 5 and "Steps")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.contest.model import Appearance, Event, Round, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import RoundRecord

# What is stepped through: to the next team of the order, or back to the one before.
StepTo = Literal["next", "back"]


def appearance_of(event: Event, a_round: Round) -> Appearance:
    """How the order of a round comes about: what it says, or another round of its performance."""
    said = (r.appearance for r in event.performance_of(a_round))
    return next((one for one in said if one != "registration"), "registration")


def recorded_order(book: Book, a_round: Round) -> RoundRecord:
    """The record that holds the newest order of what is performed in a round, if there is any."""
    return max(_records(book, a_round), key=lambda kept: kept.ordered)


def _records(book: Book, a_round: Round) -> list[RoundRecord]:
    """What has happened in the rounds of a performance, which have one stage and one order."""
    return [book.round_record(one.id) for one in book.event.performance_of(a_round)]


def order_of_appearance(book: Book, a_round: Round) -> tuple[str, ...]:
    """Team ids in the order in which they are on stage, those who have left among them.

    As it was recorded; teams that have come since are last. Else as registered where the round
    says so; empty where it is still to be drawn.
    """
    kept = recorded_order(book, a_round)
    drawn_first = a_round.order if a_round.stakes else appearance_of(book.event, a_round)
    if not kept.order and drawn_first != "registration":
        return ()
    playing = {team.id for team in book.field_of(a_round)}
    registered = [team.id for team in book.event.teams if team.id in playing]
    known = [team for team in kept.order if team in playing]
    return (*known, *(team for team in registered if team not in known))


def as_registered(book: Book, a_round: Round) -> tuple[str, ...]:
    """The ids of the teams that play a round, in the order of registration."""
    playing = {team.id for team in book.teams_in(a_round)}
    return tuple(team.id for team in book.event.teams if team.id in playing)


def in_order(teams: Sequence[Team], order: Sequence[str]) -> list[Team]:
    """The teams in an order of ids; those that it does not name keep their places behind."""
    turns = {team_id: turn for turn, team_id in enumerate(order)}
    return sorted(teams, key=lambda team: turns.get(team.id, len(order)))


def can_appear(book: Book, a_round: Round, team_id: str) -> bool:
    """Whether a team can be on stage in a round: it plays it, has not left and is not absent."""
    return team_id in _there(book, a_round)


def _there(book: Book, a_round: Round) -> set[str]:
    """The ids of the teams that can be on stage in a round."""
    absent = {team for kept in _records(book, a_round) for team in kept.absent}
    return {team.id for team in book.teams_in(a_round)} - absent


def beside(book: Book, a_round: Round, team_id: str | None, to: StepTo) -> str | None:
    """The next team of the order that can be on stage, or the one before; None where it ends.

    With no team the first is next, and nobody was before.
    """
    order = order_of_appearance(book, a_round)
    at = order.index(team_id) if team_id in order else -1
    there = _there(book, a_round)
    coming = reversed(order[: max(at, 0)]) if to == "back" else order[at + 1 :]
    return next((team for team in coming if team in there), None)


@dataclass(frozen=True, slots=True)
class OnStage:
    """The team that is on stage in a round, since which entry, and who is next in the order."""

    version: int
    round: Round
    team: str
    next: str | None


def on_stage_in(book: Book, a_round: Round) -> OnStage | None:
    """Who is on stage in a round, or in one that is performed with it; None where nobody is."""
    newest = max(_records(book, a_round), key=lambda kept: kept.staged)
    if newest.on_stage is None or book.round_record(a_round.id).state == "closed":
        return None
    team = newest.on_stage
    return OnStage(newest.staged, a_round, team, beside(book, a_round, team, "next"))


def on_stage(book: Book, rounds: Sequence[Round]) -> OnStage | None:
    """Who came on stage last in any of these rounds; None where nobody is."""
    found = [on for r in rounds if (on := on_stage_in(book, r))]
    return max(found, key=lambda on: on.version, default=None)
