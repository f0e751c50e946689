"""A judge's sheet: the open rounds and their teams, with this judge's marks and nobody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scoreboard.contest.acts.marking import is_closed, scorers
from scoreboard.contest.boards.lineage import lineage
from scoreboard.contest.boards.shapes import (
    JudgeSheet,
    Lineage,
    SheetAward,
    SheetPart,
    SheetRound,
    SheetTeam,
    criteria_on_board,
    fouls_on_board,
    members_on_board,
    tokens_on_board,
)
from scoreboard.contest.model import Entry, Judge, Round, Team, entrant_of
from scoreboard.contest.numbers import plain, plain_or_none, show_exact
from scoreboard.contest.record.appearance import (
    in_order,
    on_stage_in,
    order_of_appearance,
    recorded_order,
)
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.questions import asked_by_team
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.order import turns
from scoreboard.contest.standings.standings import compute, standings_of
from scoreboard.contest.standings.visibility import (
    is_seen,
    seen_rounds,
    seen_scores,
)

# As many awards as a judge can overlook; the desk has the whole list.
NEWEST_AWARDS = 20


def judge_sheet(book: Book, judge: Judge, totals: Mapping[str, str | None]) -> JudgeSheet:
    """The sheet of one judge at the book's version; `totals` as `running_totals` gives them."""
    stage, shown = book.stage, _shown(book, judge)
    first = _part(book, shown[0], judge, totals) if shown else None
    sheet: JudgeSheet = {
        "event": book.event.slug,
        "ledger": book.ledger_id,
        "rehearsal": book.rehearsal,
        "version": book.version,
        "at": book.at_time,
        "locale": book.event.locale,
        "judge": {"id": judge.id, "name": judge.name},
        "stage": {"id": stage.id, "name": stage.name},
        "round": first["round"] if first else None,
        "on_stage": first["on_stage"] if first else None,
        "teams": first["teams"] if first else [],
        "awards": first["awards"] if first else [],
    }
    came: Lineage = lineage(book)
    if came:
        sheet["origin"], sheet["histories"] = came["origin"], came["histories"]
        sheet["cleared"] = came["cleared"]
    if judge.shadow:
        sheet["shadow"] = True
    if len(shown) > 1:
        sheet["others"] = [_part(book, r, judge, totals) for r in shown[1:]]
    return sheet


def _shown(book: Book, judge: Judge) -> list[Round]:
    """The open rounds that the judge marks or gives points in; without any the first, to read."""
    own = [r for r in book.open_rounds if kind_of(r).is_given_by(r, judge.id)]
    return own or book.open_rounds[:1]


def _part(book: Book, a_round: Round, judge: Judge, totals: Mapping[str, str | None]) -> SheetPart:
    on = on_stage_in(book, a_round)
    return {
        "round": _round(book, a_round, judge),
        "on_stage": on.team if on else None,
        "teams": _lines(book, a_round, judge, totals),
        "awards": _awards(book, a_round, judge),
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
        "lots": [list(lot) for lot in recorded_order(book, a_round).lots],
        "playoff": kind_of(a_round).settles,
        "decimals": _places(a_round),
    }
    if a_round.by == "member":
        sheet["by"] = "member"
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
    """The totals that stand on every sheet of the open rounds, by team id; {} where none do.

    While judges mark, only where the event says so, and without the rounds that are being marked:
    another judge's marks in them are never in them (contract, `judges_see_totals`). While the
    board is frozen they are those of the freeze.
    """
    if not book.open_rounds:
        return {}
    known, being_marked = known_book(book, "judge"), {r.id for r in book.open_rounds}
    stage = known.event.stage(book.stage_of(book.open_rounds[0]).id)
    marking = any(kind_of(r).panel for r in book.open_rounds)
    if stage is None or (marking and not book.event.rules.judges_see_totals):
        return {}
    if marking:
        others = [r for r in seen_rounds(known, stage, "judge") if r.id not in being_marked]
        found = compute(known, stage, others, "judge")
    else:
        found = standings_of(known, stage, "judge")
    return {row.team.id: plain_or_none(row.total) for row in found.rows}


def _teams(
    book: Book, a_round: Round, judge: Judge, totals: Mapping[str, str | None]
) -> list[SheetTeam]:
    kept = book.round_record(a_round.id)
    marks, asked, points = kept.marks, asked_by_team(kept), _points(book, a_round, judge)
    told = _told(book, a_round, judge)
    listed = _listed_scores(book, a_round)
    result: list[SheetTeam] = []
    in_turn = in_order(book.teams_in(a_round), order_of_appearance(book, a_round))
    for team in in_turn:
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
            "score": listed.get(team.id)
            or (_sum(points[team.id]) if team.id in points and team.id in told else None),
        }
        if mark and mark.parts:
            drawn["values"] = {criterion: plain(part) for criterion, part in mark.parts.items()}
        place = book.places(a_round).get(team.id, {}).get(judge.id)
        if place is not None:
            # It rests on this judge's own marks alone.
            drawn["place"] = plain(place)
        if team.members and kind_of(a_round).tally:
            drawn["members"] = members_on_board([team])[team.id]
        if a_round.tokens:
            drawn["tokens"] = tokens_on_board(kept, a_round, team.id)
        if a_round.fouls and team.id in told:
            drawn["fouls"] = fouls_on_board(kept, a_round, team.id)
        result.append(drawn)
    return result


def _lines(
    book: Book, a_round: Round, judge: Judge, totals: Mapping[str, str | None]
) -> list[SheetTeam]:
    """A line for each who is marked, or given points: a team, or a member of one."""
    if a_round.by == "team" or not kind_of(a_round).panel:
        return _teams(book, a_round, judge, totals)
    in_turn = in_order(book.teams_in(a_round), order_of_appearance(book, a_round))
    return [one for team in in_turn for one in _members(book, a_round, judge, team)]


def _members(book: Book, a_round: Round, judge: Judge, team: Team) -> list[SheetTeam]:
    """A line for each member of a team, where these are marked."""
    kept = book.round_record(a_round.id)
    lines: list[SheetTeam] = []
    for member in team.members:
        entrant = entrant_of(team.id, member.id)
        mark = kept.marks.get(entrant, {}).get(judge.id)
        line: SheetTeam = {
            "id": entrant,
            "name": member.name,
            "region": team.name,
            "of": {"id": team.id, "name": team.name},
            "member": member.id,
            "total": None,
            "recused": team.id in judge.recused,
            "mark": plain(mark.value) if mark else None,
            "mark_version": mark.version if mark else None,
            "corrected": bool(mark and mark.corrected),
            "asked": 0,
            "closed": mark is not None and is_closed(book, a_round, team.id),
            "absent": not kept.absent.keys().isdisjoint((team.id, entrant)),
            "score": None,
        }
        if mark and mark.parts:
            line["values"] = {criterion: plain(part) for criterion, part in mark.parts.items()}
        lines.append(line)
    return lines


def _keeps_own(book: Book) -> bool:
    """Whether a judge is told of nothing but what is the judge's own: the board is frozen."""
    return known_book(book, "judge") is not book


def _points(book: Book, a_round: Round, judge: Judge) -> dict[str, list[Decimal]]:
    """What each team has been given in a points round: by all, or by this judge alone."""
    if not _keeps_own(book):
        return book.round_record(a_round.id).points_by_team(a_round)
    points: dict[str, list[Decimal]] = {}
    for one in book.round_record(a_round.id).awards:
        if one.by_judge == judge.id and one.team is not None and one.value is not None:
            points.setdefault(one.team, []).append(one.value)
    return points


def _told(book: Book, a_round: Round, judge: Judge) -> set[str]:
    """The teams whose points the judge may know: where others give them, of a performance only
    those that are public.
    """
    ids = {team.id for team in book.event.teams}
    if _keeps_own(book):
        return ids if kind_of(a_round).is_given_by(a_round, judge.id) else set()
    if not a_round.performance or kind_of(a_round).is_given_by(a_round, judge.id):
        return ids
    return {team for team in ids if is_seen(book, a_round, team, "judge")}


def _listed_scores(book: Book, a_round: Round) -> dict[str, str]:
    """The scores that the desk has entered, by team, as far as judges may see them."""
    known = known_book(book, "judge")
    own = known.round(a_round.id)
    if own is None or not kind_of(a_round).listed:
        return {}
    scores = seen_scores(known, own, "judge")
    places = a_round.decimals if a_round.decimals is not None else book.event.rules.decimals
    return {
        team: show_exact(one.score, places) for team, one in scores.items() if one.score is not None
    }


def _sum(points: Sequence[Decimal]) -> str:
    return plain(sum(points, Decimal(0)))


def _awards(book: Book, a_round: Round, judge: Judge) -> list[SheetAward]:
    told = _told(book, a_round, judge)
    given = [one for one in book.round_record(a_round.id).awards if one.team in told]
    if _keeps_own(book):
        given = [one for one in given if one.by_judge == judge.id]
    return [_award(book, award, judge) for award in given[::-1][:NEWEST_AWARDS]]


def _award(book: Book, award: Entry, judge: Judge) -> SheetAward:
    names = {j.id: j.name for j in book.event.judges}
    drawn: SheetAward = {
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
    named = award.detail.get("member")
    team = book.event.team(award.team or "") if named else None
    member = team.member(named) if team and named else None
    if member is not None:
        drawn["member"] = member.name
    return drawn
