"""A judge's sheet: the open round and its teams, with this judge's marks and nobody else's."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoreboard.contest.acts.marking import is_closed, scorers
from scoreboard.contest.boards.shapes import (
    JudgeSheet,
    SheetAward,
    SheetRound,
    SheetTeam,
    criteria_on_board,
)
from scoreboard.contest.model import Judge, Round
from scoreboard.contest.numbers import plain, plain_or_none
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.questions import asked_by_team
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.standings.order import turns
from scoreboard.contest.standings.standings import compute, standings_of
from scoreboard.contest.standings.visibility import seen_rounds

# As many awards as a judge can overlook; the desk has the whole list.
NEWEST_AWARDS = 20


def judge_sheet(book: Book, judge: Judge, totals: Mapping[str, str | None]) -> JudgeSheet:
    """The sheet of one judge at the book's version; `totals` as `running_totals` gives them."""
    a_round, stage = book.open_round, book.stage
    return {
        "event": book.event.slug,
        "ledger": book.ledger_id,
        "rehearsal": book.rehearsal,
        "version": book.version,
        "at": book.at_time,
        "locale": book.event.locale,
        "judge": {"id": judge.id, "name": judge.name},
        "stage": {"id": stage.id, "name": stage.name},
        "round": _round(book, a_round, judge) if a_round else None,
        "teams": _teams(book, a_round, judge, totals) if a_round else [],
        "awards": _awards(book, a_round, judge) if a_round else [],
    }


def _round(book: Book, a_round: Round, judge: Judge) -> SheetRound:
    stage = book.stage_of(a_round)
    rounds = book.rounds_of(stage)
    sheet: SheetRound = {
        "id": a_round.id,
        "name": a_round.name,
        "number": rounds.index(a_round) + 1,
        "of": len(rounds),
        "kind": a_round.kind,
        "form": a_round.form,
        "min": plain(a_round.min),
        "max": plain(a_round.max),
        "step": plain(a_round.step),
        "awards": [plain(points) for points in a_round.awards],
        "stakes": [plain(stake) for stake in a_round.stakes],
        "questions": a_round.questions or 0,
        "scores": kind_of(a_round).is_given_by(a_round, judge.id),
        "scorers": scorers(book, a_round),
        "order": turns(book, a_round),
        "lots": [list(lot) for lot in book.round_record(a_round.id).lots],
        "playoff": kind_of(a_round).settles,
        "decimals": _places(a_round),
    }
    if a_round.criteria:
        sheet["criteria"] = criteria_on_board(a_round.criteria)
    if a_round.stakes:
        sheet["loss"], sheet["declined"] = a_round.loss, plain(a_round.declined)
    if a_round.by_places:
        sheet["aggregate"] = a_round.aggregate
    return sheet


def _places(a_round: Round) -> int:
    """How many decimal places what is typed in this round can have."""
    typed = [one.step for one in a_round.criteria] or [a_round.step, a_round.min]
    exponents = [number.as_tuple().exponent for number in typed]
    return max(0, *(-e for e in exponents if isinstance(e, int)))


def running_totals(book: Book) -> dict[str, str | None]:
    """The totals that stand on every sheet of the open round, by team id; {} where none do.

    While judges mark, only where the event says so, and without the round that they are marking:
    another judge's marks in it are never in them (contract, `judges_see_totals`).
    """
    a_round = book.open_round
    if a_round is None:
        return {}
    stage, marking = book.stage_of(a_round), kind_of(a_round).panel
    if marking and not book.event.rules.judges_see_totals:
        return {}
    if marking:
        others = [r for r in seen_rounds(book, stage, "judge") if r != a_round]
        found = compute(book, stage, others, "judge")
    else:
        found = standings_of(book, stage, "judge")
    return {row.team.id: plain_or_none(row.total) for row in found.rows}


def _teams(
    book: Book, a_round: Round, judge: Judge, totals: Mapping[str, str | None]
) -> list[SheetTeam]:
    kept = book.round_record(a_round.id)
    marks, asked, points = kept.marks, asked_by_team(kept), kept.points_by_team()
    result: list[SheetTeam] = []
    for team in book.teams_in(a_round):
        mark = marks.get(team.id, {}).get(judge.id)
        drawn: SheetTeam = {
            "id": team.id,
            "name": team.name,
            "region": team.region,
            "total": totals.get(team.id),
            "recused": team.id in judge.recused,
            "mark": plain(mark.value) if mark else None,
            "mark_version": mark.version if mark else None,
            "corrected": bool(mark and mark.corrected),
            "asked": asked.get(team.id, 0),
            "closed": mark is not None and is_closed(book, a_round, team.id),
            "absent": team.id in kept.absent,
            "score": plain(sum(points[team.id], Decimal(0))) if team.id in points else None,
        }
        if mark and mark.parts:
            drawn["values"] = {criterion: plain(part) for criterion, part in mark.parts.items()}
        place = book.places(a_round).get(team.id, {}).get(judge.id)
        if place is not None:
            # It rests on this judge's own marks alone.
            drawn["place"] = plain(place)
        result.append(drawn)
    return result


def _awards(book: Book, a_round: Round, judge: Judge) -> list[SheetAward]:
    names = {j.id: j.name for j in book.event.judges}
    newest = list(reversed(book.round_record(a_round.id).awards))[:NEWEST_AWARDS]
    return [
        {
            "id": award.id,
            "version": award.version,
            "team": award.team or "",
            "points": plain(award.value or Decimal(0)),
            "by": names.get(award.by_judge or "", award.by),
            "question": award.detail.get("question"),
            "outcome": award.detail.get("outcome"),
            "mine": award.by_judge == judge.id,
            "at": award.at,
        }
        for award in newest
    ]
