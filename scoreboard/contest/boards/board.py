"""The board: one whole, plain value for every screen (contract, section 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from scoreboard.contest.boards.cut_line import cell_of, cut_line, medal, note_of, places_shown
from scoreboard.contest.boards.figures import shown_figure
from scoreboard.contest.boards.individuals import individual_rows
from scoreboard.contest.boards.marked import just_marked
from scoreboard.contest.boards.shapes import (
    OVERALL,
    OVERALL_NAME,
    Announced,
    BegunStage,
    Board,
    LeftBehind,
    OnStageOnBoard,
    Outside,
    RoundOnBoard,
    Row,
    TableOnBoard,
    fouls_on_board,
    stage_on_board,
    team_on_board,
    tokens_on_board,
)
from scoreboard.contest.boards.tables import named as named_part
from scoreboard.contest.model import AdmitAs, Entry, Member, Round, RoundState, Stage, Team
from scoreboard.contest.numbers import plain, plain_or_none
from scoreboard.contest.record.appearance import OnStage, on_stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.ranking import place_number
from scoreboard.contest.standings.corrected import newest_correction
from scoreboard.contest.standings.deciding import decided
from scoreboard.contest.standings.giving import givings, told_of
from scoreboard.contest.standings.individuals import Individual, best_with_prizes
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import (
    ahead_before,
    corrected_teams,
    newest_first,
    prizes_of,
    standings_of,
)
from scoreboard.contest.standings.telling import is_being_told, told_to_go_on, told_to_have_won
from scoreboard.contest.standings.visibility import (
    Audience,
    is_seen,
    marks_given,
    seen_rounds,
    seen_scores,
    sees,
)
from scoreboard.contest.words import N_, Say, in_english


def board(
    book: Book, audience: Audience, stage: Stage | None = None, say: Say = in_english
) -> Board:
    """The board of a stage (the current one when left out) for an audience.

    `say` puts what decided a place into the words of the event's language.
    """
    stage = stage or book.stage
    event = book.event
    corrected = corrected_teams(book, stage, audience)
    rounds = [round_on_board(book, r) for r in book.rounds_of(stage)]
    rows = _rows(book, stage, audience, corrected, say)
    announced = _announced(book, stage, corrected)
    tables = _tables(book, stage, audience, rows, rounds)
    result: Board = {
        "event": event.slug,
        "ledger": book.ledger_id,
        "rehearsal": book.rehearsal,
        "version": book.version,
        "at": book.at_time,
        "title": event.title,
        "subtitle": event.subtitle,
        "locale": event.locale,
        "stage": stage_on_board(stage, say),
        "rounds": rounds,
        "ranking": event.rules.ranking,
        "frozen": False,
        "status": "final" if book.final else "running",
        "announced": announced,
        "on_stage": staged(on_stage(book, book.rounds_of(stage))),
        "rows": rows,
        "winners": announced["winners"] if announced else [],
        "places_shown": any(table["places_shown"] for table in tables),
        "cut_line": tables[0]["cut_line"] if len(tables) == 1 else None,
    }
    if event.divisions or stage.by_group:
        result["tables"] = tables
    _turn_round(book, stage, audience, result)
    _add_of_all_stages(book, audience, result, say)
    _add_conduct(book, stage, audience, rows)
    return result


def _add_of_all_stages(book: Book, audience: Audience, result: Board, say: Say) -> None:
    """Put in what is of no single stage, where there is any: stages so far, best individuals,
    and names in a second language.
    """
    if names := book.event.names_en:
        result["names_en"] = names
    if book.stage is not book.event.stages[0]:
        result["begun"] = _begun(book, audience, say)
    if people := individual_rows(book, audience):
        result["individuals"] = people


def _rows(
    book: Book, stage: Stage, audience: Audience, corrected: frozenset[str], say: Say
) -> list[Row]:
    """The stage's teams, best first, with the scores and prizes that the audience may know."""
    before = {} if book.final else ahead_before(book, stage, audience)
    held = [r for r in book.playoffs(stage) if sees(book, r, audience)]
    seen = [*seen_rounds(book, stage, audience), *held]
    scores = {
        r.id: book.cached(
            ("figures", audience), partial(_round_scores, book, r, audience), stage, rounds=(r,)
        )
        for r in seen
    }
    shown = {r.id: scores.get(r.id, {}) for r in book.rounds_of(stage)}
    ranked = standings_of(book, stage, audience).rows
    rows = [_row(book, stage, row, shown, before, say) for row in ranked]
    marked = {} if audience == "desk" else just_marked(book, stage, audience)
    for row in rows:
        if row["provisional"]:
            _add_awaited(book, seen, audience, row)
        if row["team"]["id"] in marked:
            row["marked"] = marked[row["team"]["id"]]
        row["corrected"] = row["team"]["id"] in corrected
        if (bonus := _sum_of(book.bonuses(stage, row["team"]["id"]))) is not None:
            row["bonus"] = bonus
    _add_prizes(book, stage, audience, rows, say)
    if book.event.divisions or book.event.groups:
        _say_where(book, stage, audience, rows)
    return rows


def _add_awaited(book: Book, seen: Sequence[Round], audience: Audience, row: Row) -> None:
    """Put into a provisional row how many marks its scores are made of, of how many."""
    team = book.event.team(row["team"]["id"])
    for a_round in seen if team else ():
        score = seen_scores(book, a_round, audience)[row["team"]["id"]]
        if team and score.provisional and score.score is not None and kind_of(a_round).panel:
            given, of = marks_given(book, a_round, team)
            row["awaited"] = {**row.get("awaited", {}), a_round.id: {"given": given, "of": of}}


def _add_prizes(book: Book, stage: Stage, audience: Audience, rows: list[Row], say: Say) -> None:
    """Put into the rows what was announced of prizes, where there is any."""
    if is_being_told(book, book.event.stages[-1]):
        _add_told_prizes(book, stage, rows, say)
        return
    won = prizes_of(book, stage, audience)
    given = book.specials if book.final else ()
    best = best_with_prizes(book, audience) if book.final else ()
    for row in rows if won is not None or given or best else ():
        team = row["team"]["id"]
        row["prize"] = won.get(team) if won else None
        row["prizes"] = prize_names(book, team, row["prize"], best, say)


def _add_told_prizes(book: Book, stage: Stage, rows: list[Row], say: Say) -> None:
    """Put into the rows those of the prizes that are told by now, where there are any."""
    whole, last = book.whole, book.event.stages[-1]
    won = prizes_of(whole, last, "desk") or {}
    told = told_of(book, givings(whole, won, newest_first(whole)))
    there = {team.id for team in whole.teams_of(last)} if stage is not last else set()
    for row in rows if told else ():
        team = row["team"]["id"]
        own = [
            (giving, one.member)
            for giving in (told if team not in there else ())
            for one in giving.winners
            if one.team.id == team
        ]
        ids = [giving.prize.id for giving, member in own if giving.prize and member is None]
        row["prize"] = next(iter(ids), None)
        row["prizes"] = [_whose(giving.name, member, say) for giving, member in own]


def prize_names(
    book: Book, team_id: str, prize_id: str | None, best: Sequence[Individual], say: Say
) -> list[str]:
    """The names of a team's prizes: by its place, of its `best` members, then those given by hand.

    What a member has says whose it is.
    """
    own = [prize.name for prize in book.event.prizes if prize.id == prize_id]
    people = [(one.prize.name, one.member) for one in best if one.prize and one.team.id == team_id]
    team = book.event.team(team_id)
    given = [
        (special.name, team.member(special.member or "") if team else None)
        for special in book.specials
        if special.team == team_id
    ]
    return [*own, *(_whose(name, member, say) for name, member in (*people, *given))]


def _whose(prize: str, member: Member | None, say: Say) -> str:
    # In a published ledger nobody has a name.
    if member is None or not member.name:
        return prize
    return say(N_("%(prize)s (%(member)s)"), prize=prize, member=member.name)


def _turn_round(book: Book, stage: Stage, audience: Audience, result: Board) -> None:
    """Say where the smaller total is first, and who stands after all others for want of a round."""
    if book.event.rules.better == "higher":
        return
    result["better"] = "lower"
    standings = standings_of(book, stage, audience).rows
    for row, standing in zip(result["rows"], standings, strict=True):
        row["incomplete"] = standing.behind > 0 and standing.rank is not None


def _add_conduct(book: Book, stage: Stage, audience: Audience, rows: list[Row]) -> None:
    """Put into the rows the fouls and tokens of open rounds that the audience sees."""
    for a_round in seen_rounds(book, stage, audience):
        kept = book.round_record(a_round.id)
        if kept.state != "open":
            continue
        for row in rows:
            team = row["team"]["id"]
            if a_round.tokens:
                tokens = tokens_on_board(kept, a_round, team)
                row["tokens"] = {**row.get("tokens", {}), a_round.id: tokens}
            if a_round.fouls is None:
                continue
            fouls = fouls_on_board(kept, a_round, team)
            if fouls["count"] and is_seen(book, a_round, team, audience):
                row["fouls"] = {**row.get("fouls", {}), a_round.id: fouls}


def staged(on: OnStage | None) -> OnStageOnBoard | None:
    """Who is on stage, as the boards say it."""
    return {"round": on.round.id, "team": on.team, "next": on.next} if on else None


def round_on_board(book: Book, a_round: Round) -> RoundOnBoard:
    """A round as every board lists it."""
    listed: RoundOnBoard = {
        "id": a_round.id,
        "name": a_round.name,
        "kind": a_round.kind,
        "form": a_round.form,
        "state": book.round_record(a_round.id).state,
        "playoff": kind_of(a_round).settles,
    }
    if a_round.group:
        listed["group"] = a_round.group
    if a_round.better != book.event.rules.better and not kind_of(a_round).settles:
        listed["better"] = a_round.better
    return listed


def _announced(book: Book, stage: Stage, corrected: frozenset[str]) -> Announced | None:
    named = book.announced.get(stage.id)
    if named is None:
        return _told(book, stage)
    last = stage is book.event.stages[-1]
    teams = list(named.teams)
    announced: Announced = {
        "stage": stage.id,
        "winners": teams if last else [],
        "advancing": [] if last else list(named.going_on),
    }
    if corrected and (since := newest_correction(book, stage)):
        announced["corrected"] = {"version": since.version, "at": since.at}
    return announced


def _told(book: Book, stage: Stage) -> Announced | None:
    """What of a result is told that is not wholly told yet, if anything is."""
    going, winners = told_to_go_on(book, stage), told_to_have_won(book, stage)
    if not going and not winners:
        return None
    return {"stage": stage.id, "winners": list(winners), "advancing": list(going)}


def _row(
    book: Book,
    stage: Stage,
    row: Standing,
    scores: Mapping[str, Mapping[str, str]],
    before: Mapping[str, int | None],
    say: Say,
) -> Row:
    old = before.get(row.team.id)
    moved = old - row.ahead if old is not None and row.ahead is not None else None
    total, outside = plain_or_none(row.total), _outside(book, row.team)
    rounds = {round_id: of.get(row.team.id) for round_id, of in scores.items()}
    records = {round_id: book.round_record(round_id) for round_id in scores}
    # A round of another group is nothing to it, whatever its state.
    states = {r: _state_for(book, row.team, r) for r in scores}
    absent = [r for r, record in records.items() if row.team.id in record.absent]
    return {
        "team": team_on_board(row.team),
        "rank": place_number(row.rank),
        "tied": row.tied,
        "total": total,
        "rounds": rounds,
        "penalty": _sum_of(book.penalties(stage, row.team.id)),
        "movement": moved,
        "cut": row.cut,
        "barred": row.counted.bar if row.counted and row.cut == "out" else None,
        "admitted": _admitted(book, stage, row.team),
        "provisional": row.provisional,
        "decided_by": None if row.decided_by is None else decided(book, row.decided_by, say),
        "corrected": False,
        "outside": outside,
        "absent": absent,
        "note": note_of(outside, absent, total),
        "cells": {r: cell_of(rounds[r], r in absent, states[r]) for r in scores},
        "medal": None,
    }


def _state_for(book: Book, team: Team, round_id: str) -> RoundState:
    if not book.plays(book.find_round(round_id), team):
        return "pending"
    return book.round_record(round_id).state


def _admitted(book: Book, stage: Stage, team: Team) -> AdmitAs | None:
    """How a team goes on from the stage by hand, or else came into it."""
    event = book.event
    before = event.before(stage)
    into = (before, *event.sides(before)) if before and not stage.side_of else ()
    for one in (stage, *into):
        named = book.announced.get(one.id)
        admission = named.admission(team.id) if named else None
        if admission is not None:
            return admission.way
    return None


def _tables(
    book: Book,
    stage: Stage,
    audience: Audience,
    rows: Sequence[Row],
    rounds: Sequence[RoundOnBoard],
) -> list[TableOnBoard]:
    """The tables of the stage, each with its line; the rows are given their medals."""
    named = book.announced.get(stage.id)
    by_hand = {*named.going_on} - {*named.teams} if named else ()
    standings = standings_of(book, stage, audience)
    found: list[TableOnBoard] = []
    for nth, table in enumerate(standings.tables):
        ranked = standings.rows_of(nth)
        own = [row for row, one in zip(rows, standings.rows, strict=True) if one.table == nth]
        placed = places_shown(own, rounds)
        for row in own if placed else ():
            row["medal"] = medal(row["rank"])
        levels = [(row.ahead, row.counted.left if row.counted else 0) for row in ranked]
        found.append(
            {
                "division": named_part(table.division),
                "group": named_part(table.group),
                "rounds": [r.id for r in book.rounds_of(stage) if table.has_round(r)],
                "teams": len(own),
                "places_shown": placed,
                "cut_line": cut_line(own, levels, by_hand) if placed else None,
            }
        )
    return found


def _say_where(book: Book, stage: Stage, audience: Audience, rows: Sequence[Row]) -> None:
    """Put into the rows in which division and group each team is, and its place over all."""
    standings = standings_of(book, stage, audience)
    for row, standing in zip(rows, standings.rows, strict=True):
        if book.event.divisions:
            row["division"] = standing.team.division
        if book.event.groups:
            row["group"] = book.group_of(stage, standing.team)
        if stage.advance_best:
            row["best"] = standing.counted is not None and standing.counted.best
        # In a stage with one table that is its place.
        over_all = standing.overall if len(standings.tables) > 1 else standing.rank
        row["overall"] = place_number(over_all)


def _outside(book: Book, team: Team) -> Outside | None:
    """Why a team takes no place; None when it takes one."""
    if team.id in book.withdrawn:
        return "withdrawn"
    return "guest" if team.guest else None


def _round_scores(book: Book, a_round: Round, audience: Audience) -> dict[str, str]:
    """What the teams have from a round, as it is shown, by team id; who has nothing is left out."""
    scores = seen_scores(book, a_round, audience)
    playing = [(team.id, scores[team.id]) for team in book.teams_in(a_round)]
    return {
        team: shown_figure(book, a_round, score)
        for team, score in playing
        if score.score is not None
    }


def shown_score(book: Book, a_round: Round, team_id: str) -> str:
    """A team's score in a round as the desk is shown it."""
    return shown_figure(book, a_round, book.scores(a_round)[team_id])


def _sum_of(entries: Sequence[Entry]) -> str | None:
    points = [one.value for one in entries if one.value is not None]
    return plain(sum(points, Decimal(0))) if points else None


def _begun(book: Book, audience: Audience, say: Say) -> list[BegunStage]:
    """The stages up to the current one, in order, as an audience may see them; at the end all."""
    event = book.event
    now = event.stages.index(book.stage)
    begun = [_begun_stage(book, stage, audience) for stage in event.stages[:now]]
    begun.append({"id": book.stage.id, "name": book.stage.name, "out": []})
    if event.rules.overall and book.final:
        begun.append({"id": OVERALL, "name": say(OVERALL_NAME), "out": []})
    return begun


def _begun_stage(book: Book, stage: Stage, audience: Audience) -> BegunStage:
    """A stage that is over, with who was left behind in it, and who goes on past a side stage."""
    after = book.event.after(stage)
    going = {team.id for team in book.teams_of(after)} if after else set()
    out: list[LeftBehind] = []
    on: list[LeftBehind] = []
    for row in standings_of(book, stage, audience).rows:
        rank = place_number(row.rank)
        named: LeftBehind = {"id": row.team.id, "name": row.team.name, "rank": rank}
        (on if row.team.id in going else out).append(named)
    begun: BegunStage = {"id": stage.id, "name": stage.name, "out": out}
    if book.stage.side_of == stage.id:
        begun["on"] = on
    return begun
