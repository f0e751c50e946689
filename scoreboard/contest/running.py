"""The order of things: what may happen now, what is missing, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from scoreboard.contest.book import Book, Mark
from scoreboard.contest.model import Entry, Judge, Round, Stage
from scoreboard.contest.standings import Standing, seen_rounds, standings
from scoreboard.contest.words import not_now, unknown

Action = Literal["open", "close", "advance", "announce", "done"]


@dataclass(frozen=True, slots=True)
class Next:
    """The one next action of the running order, and the round or stage it is about."""

    action: Action
    round: str | None = None
    stage: str | None = None


def find_round(book: Book, round_id: str) -> Round:
    """The round of that id. Raises Refusal "unknown" when the event has none."""
    a_round = book.event.round(round_id)
    if a_round is None:
        raise unknown("This event has no such round.")
    return a_round


def find_stage(book: Book, stage_id: str) -> Stage:
    """The stage of that id. Raises Refusal "unknown" when the event has none."""
    stage = book.event.stage(stage_id)
    if stage is None:
        raise unknown("This event has no such stage.")
    return stage


def check_open(book: Book, a_round: Round) -> None:
    """Raises Refusal when the round cannot be opened now."""
    state = book.round_book(a_round.id).state
    if state == "open":
        raise not_now("%(round)s is already open.", round=a_round.name)
    if state == "closed":
        raise not_now("%(round)s is closed. Reopen it instead.", round=a_round.name)
    _check_turn(book, a_round)


def check_reopen(book: Book, a_round: Round) -> None:
    """Raises Refusal when the round cannot be reopened now."""
    state = book.round_book(a_round.id).state
    if state == "open":
        raise not_now("%(round)s is already open.", round=a_round.name)
    if state == "pending":
        raise not_now("%(round)s has not been opened yet.", round=a_round.name)
    _check_turn(book, a_round)


def check_close(book: Book, a_round: Round) -> None:
    """Raises Refusal when the round is not open."""
    state = book.round_book(a_round.id).state
    if state == "closed":
        raise not_now("%(round)s is already closed.", round=a_round.name)
    if state == "pending":
        raise not_now("%(round)s has not been opened yet.", round=a_round.name)


def check_takes(book: Book, a_round: Round) -> None:
    """Raises Refusal when the round takes no marks or awards now."""
    state = book.round_book(a_round.id).state
    if state == "closed":
        raise not_now("%(round)s is closed.", round=a_round.name)
    if state == "pending":
        raise not_now("%(round)s has not been opened yet.", round=a_round.name)


def _check_turn(book: Book, a_round: Round) -> None:
    stage = book.event.stage_of(a_round.id)
    if stage.id in book.announced:
        raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
    if stage is not book.stage:
        raise not_now(
            "First announce who goes on from %(stage)s.",
            stage=book.stage.name,
        )
    other = book.open_round
    if other is not None:
        raise not_now("%(round)s is still open. Close it first.", round=other.name)


def check_advance(book: Book, stage: Stage) -> list[Standing]:
    """The standings an announcement rests on. Raises Refusal when it cannot be made now."""
    if stage.id in book.announced:
        raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
    if stage is not book.stage:
        raise not_now("First announce who goes on from %(stage)s.", stage=book.stage.name)
    for a_round in stage.rounds:
        if book.round_book(a_round.id).state != "closed":
            raise not_now("%(round)s has not been closed yet.", round=a_round.name)
    return standings(book, stage, seen_rounds(book, stage, "desk"), "desk")


def named_teams(stage: Stage, rows: list[Standing], share: bool) -> list[str]:
    """Who is named at the end of a stage: those who advance, or in the last one the winners.

    Raises Refusal while a tie straddles the cut, or the first place unless it is to be `share`d.
    """
    if stage.advance is None:
        winners = [row for row in rows if row.rank == rows[0].rank]
        if len(winners) > 1 and not share:
            raise not_now(
                "%(teams)s share the first place. Announce them as joint winners, or part them.",
                teams="、".join(row.team.name for row in winners),
            )
        return [row.team.id for row in winners]
    tied = [row for row in rows if row.cut == "tied"]
    if tied:
        ahead = sum(1 for row in rows if row.cut == "in")
        raise not_now(
            "%(teams)s are tied for %(seats)s places in the next stage. Part them first.",
            teams="、".join(row.team.name for row in tied),
            seats=stage.advance - ahead,
        )
    return [row.team.id for row in rows if row.cut == "in"]


def missing(book: Book, a_round: Round) -> dict[str, list[str]]:
    """Which teams each judge has still to mark, by judge id; judges who are done are left out."""
    if a_round.kind != "judged":
        return {}
    teams = book.teams_of(book.event.stage_of(a_round.id))
    marks = book.round_book(a_round.id).marks
    left = {
        judge.id: [t.id for t in teams if _waits(judge, t.id, marks.get(t.id, {}))]
        for judge in book.event.judges
    }
    return {judge: team_ids for judge, team_ids in left.items() if team_ids}


def _waits(judge: Judge, team_id: str, marks: Mapping[str, Mark]) -> bool:
    return team_id not in judge.recused and judge.id not in marks


def next_action(book: Book) -> Next:
    """The one next action: close what is open, else open the next round, else announce."""
    stage = book.stage
    if book.final:
        return Next("done", stage=stage.id)
    if book.open_round is not None:
        return Next("close", book.open_round.id, stage.id)
    for a_round in stage.rounds:
        if book.round_book(a_round.id).state == "pending":
            return Next("open", a_round.id, stage.id)
    return Next("announce" if stage.advance is None else "advance", stage=stage.id)


def check_undo(book: Book, entry: Entry) -> None:
    """Raises Refusal when an entry cannot be taken back."""
    if entry.version in book.voided:
        raise not_now("This has already been taken back.")
    if entry.kind not in ("mark", "award", "correction", "undo"):
        raise not_now("Only marks, awards, corrections and undos can be taken back.")
    stage = book.event.stage_of(entry.round) if entry.round else None
    if stage is not None and stage.id in book.announced:
        raise not_now("The result of %(stage)s is already announced.", stage=stage.name)


def check_corrects(book: Book, a_round: Round) -> None:
    """Raises Refusal when the desk cannot correct a mark of this round now."""
    if book.round_book(a_round.id).state == "pending":
        raise not_now("%(round)s has not been opened yet.", round=a_round.name)
    stage = book.event.stage_of(a_round.id)
    if stage.id in book.announced:
        raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
