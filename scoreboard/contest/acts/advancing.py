"""Who goes on: the announcement, the tie that blocks it, and the ways out of that tie."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.contest.acts.running import check_not_frozen, next_action
from scoreboard.contest.model import AdmitAs, Entry, Round, Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import (
    prizes_of,
    prizes_to_be,
    standings_of,
    still_named,
)
from scoreboard.contest.standings.tables import tables_of
from scoreboard.contest.standings.visibility import hidden
from scoreboard.contest.words import Listed, not_now, refuse

Decision = Literal["all", "share"]
# What teams that are tied take together by a decision of their own.
Shared = Literal["prize", "cut", "first"]


@dataclass(frozen=True, slots=True)
class BlockingTie:
    """Teams tied where it matters: for fewer seats in the next stage, or for the first place.

    With `prize`, the id of one, for the last `seats` of that prize.
    """

    teams: tuple[str, ...]
    seats: int
    prize: str | None = None


def check_result(book: Book, stage: Stage) -> None:
    """Raises Refusal while the stage's result cannot be settled or announced."""
    if stage.id in book.announced:
        raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
    if stage is not book.stage:
        raise not_now("First announce who goes on from %(stage)s.", stage=book.stage.name)
    for a_round in book.rounds_of(stage):
        if book.round_record(a_round.id).state != "closed":
            raise not_now("%(round)s has not been closed yet.", round=a_round.name)
    for a_round in stage.rounds:
        check_public(book, a_round)
    check_not_frozen(book)


def check_public(book: Book, a_round: Round) -> None:
    """Raises Refusal while a result would depend on marks that are not public."""
    teams = list(hidden(book, a_round))
    if teams:
        raise not_now(
            "The score of %(teams)s in %(round)s is not public yet. "
            "Release it, or see to it that all its marks are there.",
            teams=names_of(book, teams),
            round=a_round.name,
        )


def blocking_tie(book: Book, stage: Stage) -> BlockingTie | None:
    """The tie that has to be settled before the stage's result is announced, if there is one.

    Of several in the last stage the lowest, so that the first place is decided with the
    announcement; before it the highest.
    """
    standings = standings_of(book, stage, "desk")
    for tied_for in reversed(standings.prize_ties):
        if tied_for.ahead:
            return BlockingTie(tied_for.teams, tied_for.left, tied_for.prize)
    # By the standings' keys, not the printed place: "ordinal" gives equal teams different places.
    counted = [(row, row.counted) for row in standings.rows if row.counted]
    tied = [(row, one.left) for row, one in counted if one.cut == "tied"]
    if not tied:
        return None
    # Where several places are shared across an edge the first is settled first; who are the best
    # others can be said when every group is settled.
    first, left = min(tied, key=lambda pair: pair[0].counted is not None and pair[0].counted.best)
    level = standings.tied_with(first)
    return BlockingTie(tuple(r.team.id for r, _ in tied if r.team.id in level), left)


def decided_apart(book: Book, stage: Stage, tie: BlockingTie) -> bool:
    """Whether a tie that no prize is about is decided by itself, before the announcement.

    So it is where the stage has several tables, and where sharing the first place would tie others
    across the edge of a prize: the prizes after the first keep their number.
    """
    return len(tables_of(book, stage)) > 1 or tie_after(book, stage, tie) is not None


def tie_after(book: Book, stage: Stage, tie: BlockingTie) -> BlockingTie | None:
    """The tie across the edge of a prize that sharing the first place would bring about."""
    if stage.has_cut or tie.prize is not None or not book.event.prizes:
        return None
    shared = {"teams": list(tie.teams)}
    draft = Entry(0, "shared", "together", "", book.at_time, stage=stage.id, detail=shared)
    then = blocking_tie(book.after(draft), stage)
    return then if then is not None and then.prize is not None else None


def _tied_elsewhere(book: Book, stage: Stage, tie: BlockingTie) -> list[str]:
    """The teams that are tied where it matters besides: one decision is for one table."""
    standings = standings_of(book, stage, "desk")
    table = standings.of(tie.teams[0]).table
    _, tied = standings.inside_and_tied()
    elsewhere = [r for r in standings.rows if r.table != table or (r.counted and r.counted.best)]
    return [r.team.id for r in elsewhere if r.team.id in tied and r.team.id not in tie.teams]


def settled_prizes(book: Book) -> Mapping[str, str] | None:
    """The ids of the prizes by team, as announced or as they would be now.

    None while a round is left to play or a tie to settle.
    """
    last = book.event.stages[-1]
    if book.final:
        return prizes_of(book, last, "desk") or {}
    if next_action(book).action != "announce" or blocking_tie(book, last) is not None:
        return None
    return prizes_to_be(book, last, "desk")


def named_teams(book: Book, stage: Stage, decision: Decision | None) -> list[str]:
    """Who is named at the end of a stage: those who go on, best first, or the last one's winners.

    `decision` "all" takes every team tied across the cut, "share" lets teams share the first
    place. Raises Refusal while a tie is undecided, and when there is nothing to decide.
    """
    check_result(book, stage)
    rows = standings_of(book, stage, "desk").rows
    if all(row.total is None for row in rows):
        raise not_now("No team has a score in %(stage)s yet.", stage=stage.name)
    _check_decided(book, stage, decision)
    if stage.side_of and not stage.has_cut:
        return []
    going = [row.team.id for row in rows if row.counted and row.counted.cut in ("in", "tied")]
    if not going and stage.has_cut:
        raise not_now(
            "By its rule no team goes on from %(stage)s. Change in the set-up who goes on.",
            stage=stage.name,
        )
    return going


def _check_decided(book: Book, stage: Stage, decision: Decision | None) -> None:
    """Raises Refusal while a tie is undecided, and when a decision decides none or too much."""
    tie = blocking_tie(book, stage)
    wanted: Decision = "all" if stage.has_cut else "share"
    if tie is not None and tie.prize is not None:
        raise _undecided(book, stage, tie)
    if decision is not None and (tie is None or decision != wanted):
        raise refuse("There is no tie that this would decide.", field="decision")
    if tie is None:
        return
    if decision is None:
        raise _undecided(book, stage, tie)
    if then := tie_after(book, stage, tie):
        raise not_now(
            "If %(teams)s share the first place, %(others)s are tied for the last of %(prize)s. "
            "Let them share it by a decision of its own, then settle that tie.",
            teams=names_of(book, tie.teams),
            others=names_of(book, then.teams),
            prize=next(p.name for p in book.event.prizes if p.id == then.prize),
        )
    if stage.advance_best and not standings_of(book, stage, "desk").best_ties:
        raise not_now(
            "%(teams)s are tied in their group, and who are the best others hangs on that. "
            "Settle it first: by a play-off, by lots, or all together.",
            teams=names_of(book, tie.teams),
        )
    if others := _tied_elsewhere(book, stage, tie):
        raise not_now(
            "%(teams)s are tied as well, in another table. Settle one tie after the other.",
            teams=names_of(book, others),
        )


def _undecided(book: Book, stage: Stage, tie: BlockingTie) -> Exception:
    names = names_of(book, tie.teams)
    prize = next((p.name for p in book.event.prizes if p.id == tie.prize), None)
    if prize is not None:
        return not_now(
            "%(teams)s are tied for the last of %(prize)s (places left: %(seats)s). "
            "Hold a play-off, draw lots, or let all of them take it.",
            teams=names,
            prize=prize,
            seats=tie.seats,
        )
    if not stage.has_cut:
        return not_now(
            "%(teams)s share the first place. Hold a play-off, draw lots, or let them share it.",
            teams=names,
        )
    return not_now(
        "%(teams)s are tied for %(seats)s of the places that go on. "
        "Hold a play-off, draw lots, or take them all.",
        teams=names,
        seats=tie.seats,
    )


def check_settles(book: Book, stage: Stage, teams: Sequence[str]) -> list[str]:
    """The teams of a play-off or lots, in order of registration: those named, or those who must.

    Raises Refusal when they are not exactly teams that share a place.
    """
    check_result(book, stage)
    tie = blocking_tie(book, stage)
    standings = standings_of(book, stage, "desk")
    named = set(teams or (tie.teams if tie else ()))
    one = next((row for row in standings.rows if row.team.id in named), None)
    sharing = {row.team.id for row in standings.level_with(one)} if one else set()
    across = set(standings.tied_with(one)) if one else set()
    # A quota may tie only some of those who share the place: they are parted together.
    wanted = named if teams else across
    if len(wanted) < 2 or wanted not in (sharing, across):
        raise refuse("These are not exactly the teams that share a place.", field="teams")
    return in_order(book, wanted)


def check_word(book: Book, stage: Stage, teams: Sequence[str]) -> list[str]:
    """The teams that stay behind those whom the head judge puts in front, in order of registration.

    Raises Refusal where nobody is head judge, and when not all of `teams` share one place.
    """
    check_result(book, stage)
    if book.event.head_judge is None:
        raise not_now("No judge is named as head judge in the set-up.")
    standings = standings_of(book, stage, "desk")
    one = next((row for row in standings.rows if row.team.id in teams), None)
    # Across groups too, where these teams are tied for a place among the best others.
    sharing = set(standings.tied_with(one)) if one else set()
    if len(sharing) < 2 or not set(teams) <= sharing or len(set(teams)) < len(teams):
        raise refuse("These teams do not share a place.", field="teams")
    return [team.id for team in book.event.teams if team.id in sharing - set(teams)]


def check_together(book: Book, stage: Stage, teams: Sequence[str]) -> list[str]:
    """The teams that take a prize together: those named, or those of the tie that blocks.

    Where that is decided before the announcement, also those tied for a place that goes on, or for
    the first. Raises Refusal when they are not exactly the teams of such a tie.
    """
    check_result(book, stage)
    tie = blocking_tie(book, stage)
    apart = tie is not None and decided_apart(book, stage, tie)
    wanted = set(teams or (tie.teams if tie and (tie.prize or apart) else ()))
    ties = standings_of(book, stage, "desk").prize_ties
    # With the first place goes more than a prize.
    if any(set(one.teams) == wanted and one.ahead for one in ties):
        return in_order(book, wanted)
    if not apart:
        raise refuse("These are not exactly the teams that are tied for a prize.", field="teams")
    if tie is None or tie.prize is not None or set(tie.teams) != wanted:
        raise refuse("These are not exactly the teams that are tied.", field="teams")
    return in_order(book, wanted)


def taken_together(book: Book, stage: Stage, teams: Sequence[str]) -> Shared:
    """What teams that `check_together` lets through take together."""
    ties = standings_of(book, stage, "desk").prize_ties
    if any(set(one.teams) == set(teams) and one.ahead for one in ties):
        return "prize"
    return "cut" if stage.has_cut else "first"


def in_order(book: Book, named: Collection[str]) -> list[str]:
    """These teams in the order of registration."""
    return [team.id for team in book.event.teams if team.id in named]


def renamed(book: Book, then: Book) -> list[Stage]:
    """The stages that are announced, now and then, but then with other teams.

    So it is where an act takes back, or brings back, a change of the announcement.
    """
    return [
        stage
        for stage in book.event.stages
        if stage.id in book.announced
        and stage.id in then.announced
        and book.announced[stage.id].named != then.announced[stage.id].named
    ]


def affected(book: Book, then: Book) -> list[Stage]:
    """The stages whose announcement is what their standings say now, and would not be any more.

    Skips announcements that the desk has already chosen to keep against the standings.
    """
    return [
        stage
        for stage in book.event.stages
        if stage.id in book.announced
        and stage.id in then.announced
        and still_named(book, stage)
        and not still_named(then, stage)
    ]


def named_anew(book: Book, stage: Stage) -> list[str]:
    """Who would be named if the stage were announced now. Raises Refusal while that is a tie."""
    standings = standings_of(book, stage, "desk")
    now_in, now_tied = standings.inside_and_tied()
    if now_tied and not now_tied <= set(book.announced[stage.id].going_on):
        raise not_now(
            "%(teams)s would be tied across the cut. Take the announcement back first.",
            teams=names_of(book, [team.id for team in book.event.teams if team.id in now_tied]),
        )
    for tie in standings.prize_ties:
        raise not_now(
            "%(teams)s would be tied for a prize. Take the announcement back first.",
            teams=names_of(book, tie.teams),
        )
    return [row.team.id for row in standings.rows if row.team.id in now_in | now_tied]


def check_admits(book: Book, stage: Stage, team: Team, way: AdmitAs) -> None:
    """Raises Refusal when a team cannot be admitted now to those who go on from a stage."""
    after = book.event.after(stage)
    if after is None:
        raise not_now("Nobody goes on from %(stage)s.", stage=stage.name)
    if way == "return" and not stage.side_of:
        raise refuse("%(stage)s is no side stage.", field="as", stage=stage.name)
    if stage.id not in book.announced:
        raise not_now("First announce who goes on from %(stage)s.", stage=stage.name)
    if next_stage_begun(book, stage):
        raise not_now("The stage after %(stage)s has begun.", stage=stage.name)
    if team in book.teams_of(after):
        raise not_now("%(team)s goes on already.", team=team.name)
    if team not in book.teams_of(stage):
        raise refuse("This stage has no such team.", field="team")
    if not book.competes(team):
        raise not_now("%(team)s takes no place, so it cannot go on.", team=team.name)
    if way == "reserve" and not vacancies(book, stage):
        raise not_now(
            "Nobody who goes on from %(stage)s has withdrawn, so there is no place for a reserve.",
            stage=stage.name,
        )


def vacancies(book: Book, stage: Stage) -> int:
    """How many of those who play the next main stage have withdrawn, with no reserve for them yet.

    They and their reserves may have come from the stage or from its side stages.
    """
    event = book.event
    after, main = event.after(stage), event.before(stage) if stage.side_of else stage
    if after is None or main is None:
        return 0
    gone = sum(1 for team in book.teams_of(after) if team.id in book.withdrawn)
    named = [book.announced[s.id] for s in (main, *event.sides(main)) if s.id in book.announced]
    return gone - sum(1 for one in named for a in one.admitted if a.way == "reserve")


def leaves(book: Book, stage: Stage, way: AdmitAs) -> Stage:
    """The stage from which a team is admitted: who returns to those of a stage, from its side."""
    sides = book.event.sides(stage)
    return sides[-1] if way == "return" and sides else stage


def next_stage_begun(book: Book, stage: Stage) -> bool:
    """Whether a round or a play-off after this stage has been opened."""
    index = book.event.stages.index(stage)
    later = {r.id for s in book.event.stages[index + 1 :] for r in book.rounds_of(s)}
    return any(opened in later for opened in book.opened)


def names_of(book: Book, team_ids: Sequence[str]) -> Listed:
    """The names of these teams, in the order of registration, for a sentence."""
    named = frozenset(team_ids)
    return Listed(team.name for team in book.event.teams if team.id in named)
