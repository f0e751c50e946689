"""The rulebook as a filter: a rule problem as JSON in, its answer out (contract, section 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from scoreboard.contest.model import METHODS, Aggregate, Better, Round, Rounding, Stage, TeamScore
from scoreboard.contest.numbers import read_score, round_half_up, show_exact
from scoreboard.contest.rules.gathering import Material, RoundResult, gather
from scoreboard.contest.rules.going_on import edge_of
from scoreboard.contest.rules.members import figures_that_count, joined
from scoreboard.contest.rules.named_breaks import round_tie_break, rounds_named
from scoreboard.contest.rules.placing import places_by_all
from scoreboard.contest.rules.prize_problem import read_prizes
from scoreboard.contest.rules.prizes import award
from scoreboard.contest.rules.ranking import places
from scoreboard.contest.rules.scoring import aggregate_marks, exact_sum
from scoreboard.contest.rules.table_problem import (
    IN_TABLES,
    OF_OTHERS,
    Solved,
    answer_by_tables,
    check_no_others,
    check_prizes,
)
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS, Evidence
from scoreboard.contest.rules.ties import TieBreaking, break_ties
from scoreboard.contest.words import Refusal, refuse

Exact = Fraction | Decimal


_KEYS = {
    "method", "ranking", "scores", "names", "rounds", "marks", "aggregate", "drop_high",
    "drop_low", "decimals", "tie_breaks", "break_ties", "advance", "withdrawn",
    "lower_is_better", "better", "publish", "prizes", "advance_share", "rounding", "threshold",
    "above", "quota", "organisations", "members", "team_score", "best", *IN_TABLES, *OF_OTHERS,
}  # fmt: skip


def answer(problem: object) -> dict[str, Any]:
    """The answer to one problem; `{"error": …}` when it cannot be answered."""
    try:
        if not isinstance(problem, Mapping):
            raise refuse("A problem is a JSON object.")
        return _answer(problem)
    except Refusal as refusal:
        return {"error": f"{refusal.field}: {refusal}" if refusal.field else str(refusal)}


def _answer(problem: Mapping[str, Any]) -> dict[str, Any]:
    for key in problem:
        if key not in _KEYS:
            raise refuse("%(key)s is not known here.", key=key)
    marks = problem.get("marks")
    if isinstance(marks, list) and not any(isinstance(row, list) for row in marks):
        for key in IN_TABLES:
            if problem.get(key) is not None:
                raise refuse("These are the marks of one team: there are no tables.", field=key)
        check_no_others(problem)
        if _by_places(problem):
            raise refuse("Places need the marks of all teams: a row for each.", field="marks")
        score = _aggregate(problem, [m for m in _scores(marks, "marks") if m is not None])
        official = _official(problem, [score])[0]
        return {"score": None if official is None else _shown(problem, official)}
    if any(problem.get(key) is not None for key in IN_TABLES):
        return answer_by_tables(problem, _solved)
    check_no_others(problem)
    solved = _solved(problem, in_table=False)
    check_prizes(problem, ())
    return solved.answer


def _solved(problem: Mapping[str, Any], *, in_table: bool) -> Solved:
    """A problem whose teams are ranked together; `in_table` they are some of several tables."""
    if problem.get("marks") is not None:
        return _ranked(problem, *_from_marks(problem, _rows(problem["marks"], "marks")))
    if problem.get("rounds") is not None:
        rows = _rows(problem["rounds"], "rounds")
        return _ranked(problem, *_from_rounds(problem, rows, in_table=in_table))
    if problem.get("members") is not None:
        teams = _from_members(problem, _rows(problem["members"], "members"))
        return _ranked(problem, teams, [Evidence()] * len(teams))
    scores = _scores(_list(problem, "scores"), "scores")
    return _ranked(problem, scores, [Evidence()] * len(scores), derived=False)


def _ranked(
    problem: Mapping[str, Any],
    exact: Sequence[Exact | None],
    evidence: Sequence[Evidence],
    derived: bool = True,
) -> Solved:
    names = problem.get("names")
    if names is not None and (not isinstance(names, list) or len(names) != len(exact)):
        raise refuse("There must be one name for each score.", field="names")
    totals = _official(problem, exact)
    for i in _positions(problem, len(exact)):
        totals[i] = None
    lower = _is_lower(problem)
    keys = [None if t is None else (-t if lower else t) for t in totals]
    stage = _stage(problem)
    placed = sum(1 for key in keys if key is not None)
    homes = _organisations(problem, len(keys))
    edge = edge_of(stage, placed, totals, homes, lower=lower)
    scope = _choice(problem, "break_ties", "all", ("all", "first", "cut"))
    tie_breaks = _tie_breaks(problem, evidence)
    ranked = break_ties(
        keys, evidence, TieBreaking(tie_breaks, scope, edge if stage.has_cut else None)
    )
    method = _choice(problem, "method", problem.get("ranking", "dense"), METHODS)
    result: dict[str, Any] = {
        "ranks": [
            r if r is None or isinstance(r, int) else float(r) for r in places(ranked.keys, method)
        ]
    }
    if derived:
        result["totals"] = [None if t is None else _shown(problem, t) for t in totals]
    if derived or tie_breaks:
        result["decided_by"] = [None if rank is None else rank.decided_by for rank in ranked.ranks]
    states = edge.states(ranked.keys)
    if stage.has_cut:
        result["cut"] = [one and one.cut for one in states]
    if problem.get("prizes") is not None:
        result |= _awarded(problem, ranked.keys, totals)
    return Solved(result, stage, totals, evidence, states, tie_breaks, lower)


def _stage(problem: Mapping[str, Any]) -> Stage:
    """A stage from which teams go on as the problem says."""
    quota = _whole(problem, "quota", 0) or 0
    stage = Stage(
        "",
        "",
        (),
        advance=_whole(problem, "advance", 1),
        advance_share=_number(problem, "advance_share"),
        rounding=_choice(problem, "rounding", "half_up", get_args(Rounding)),
        threshold=_number(problem, "threshold"),
        above=_number(problem, "above"),
        quota=quota,
    )
    if quota and not stage.has_cut:
        raise refuse("A quota says nothing of how many go on.", field="quota")
    return stage


def _number(problem: Mapping[str, Any], key: str) -> Decimal | None:
    value = problem.get(key)
    return None if value is None else _scores([value], key)[0]


def _organisations(problem: Mapping[str, Any], count: int) -> list[str]:
    """The organisation of each team; "" where it stands for itself."""
    named = problem.get("organisations", [""] * count)
    if (
        not isinstance(named, list)
        or len(named) != count
        or any(not isinstance(one, str) for one in named)
    ):
        raise refuse("There must be one organisation for each team.", field="organisations")
    return named


def _awarded(
    problem: Mapping[str, Any], keys: Sequence[int | None], totals: Sequence[Exact | None]
) -> dict[str, Any]:
    """Who gets which prize, and who is tied across the edge of one."""
    lower = _is_lower(problem)
    awarded = award(keys, totals, read_prizes(problem["prizes"]), lower_is_better=lower)
    return {
        "prizes": awarded.prizes,
        "prize_ties": [
            {"prize": tie.prize, "positions": list(tie.positions), "left": tie.left}
            for tie in awarded.ties
        ],
    }


def _official(problem: Mapping[str, Any], exact: Sequence[Exact | None]) -> list[Exact | None]:
    """Rounded where the problem says to how many decimals; as they stand where it does not."""
    decimals = _whole(problem, "decimals", 0, 4)
    if decimals is None:
        return list(exact)
    return [None if score is None else round_half_up(score, decimals) for score in exact]


def _shown(problem: Mapping[str, Any], total: Exact) -> str:
    return show_exact(Fraction(total), problem.get("decimals") or 0)


def _from_members(
    problem: Mapping[str, Any], rows: list[list[Decimal | None]]
) -> list[Exact | None]:
    """What each team has of its members; None for a team of which nobody has anything."""
    team_score = _choice(problem, "team_score", "sum", get_args(TeamScore))
    best = _whole(problem, "best", 1)
    if (best is None) == (team_score == "best"):
        raise refuse('"best" says how many count where team_score is "best".', field="best")
    better: Better = "lower" if _is_lower(problem) else "higher"
    rule = Round("", "", "points", by="member", team_score=team_score, best=best, better=better)
    there = [[[figure] for figure in row if figure is not None] for row in rows]
    return [joined(rule, figures_that_count(rule, own)) if own else None for own in there]


def _from_marks(
    problem: Mapping[str, Any], rows: list[list[Decimal | None]]
) -> tuple[list[Exact | None], list[Evidence]]:
    totals: list[Exact | None] = (
        _sums_of_places(problem, rows)
        if _by_places(problem)
        else [_aggregate(problem, [m for m in row if m is not None]) for row in rows]
    )
    # Of marks that become places the higher is the better one.
    lower = _is_lower(problem) and not _by_places(problem)
    given = {
        i: {str(n): mark for n, mark in enumerate(row) if mark is not None}
        for i, row in enumerate(rows)
    }
    material = Material(
        competing=_competing(problem, rows),
        marks={"": given},
        marks_better="lower" if lower else "higher",
    )
    return totals, gather(range(len(rows)), material)


def _by_places(problem: Mapping[str, Any]) -> bool:
    return bool(_choice(problem, "aggregate", "mean", get_args(Aggregate)) == "places")


def _sums_of_places(
    problem: Mapping[str, Any], rows: list[list[Decimal | None]]
) -> list[Exact | None]:
    """The mean of each team's places times the number of judges (contract, "Places")."""
    for key in ("drop_high", "drop_low"):
        if _whole(problem, key, 0):
            raise refuse("Where places are added none is left out.", field=key)
    outside, judges = _positions(problem, len(rows)), max(map(len, rows), default=0)
    marks = {
        str(i): {str(n): mark for n, mark in enumerate(row) if mark is not None}
        for i, row in enumerate(rows)
    }
    competing = {str(i) for i in range(len(rows)) if i not in outside}
    placed = places_by_all(marks, competing).values()
    return [exact_sum(list(of.values())) / len(of) * judges if of else None for of in placed]


def _from_rounds(
    problem: Mapping[str, Any], rows: list[list[Decimal | None]], *, in_table: bool
) -> tuple[list[Exact | None], list[Evidence]]:
    exact = [{n: Fraction(s) for n, s in enumerate(row, 1) if s is not None} for row in rows]
    width = max(map(len, rows), default=0)
    better: Better = "lower" if _is_lower(problem) else "higher"
    results = []
    for n in range(1, width + 1):
        column = {i: row[n] for i, row in enumerate(exact) if n in row}
        results.append(RoundResult(f"r{n}", column, column, column.keys(), better))
    lost = {
        i: -sum((s for s in row.values() if s < 0), Fraction(0))
        for i, row in enumerate(exact)
        if row
    }
    material = Material(
        competing=_competing(problem, rows),
        rounds=results,
        # A round in which no team of a table has anything is one of the other tables.
        newest_first=tuple(one.id for one in reversed(results) if one.entered or not in_table),
        deducted=lost,
    )
    totals: list[Exact | None] = [sum(row.values(), Fraction(0)) if row else None for row in exact]
    return totals, gather(range(len(rows)), material)


def _competing(problem: Mapping[str, Any], rows: Sequence[object]) -> set[int]:
    """The positions of the teams that take a place."""
    return {*range(len(rows))} - {*_positions(problem, len(rows))}


def _aggregate(problem: Mapping[str, Any], marks: list[Decimal]) -> Fraction | None:
    how = _choice(problem, "aggregate", "mean", get_args(Aggregate))
    high = _whole(problem, "drop_high", 0) or 0
    low = _whole(problem, "drop_low", 0) or 0
    return aggregate_marks(marks, how, high, low)


def _scores(raws: list[Any], field: str) -> list[Decimal | None]:
    read: list[Decimal | None] = []
    for n, raw in enumerate(raws):
        try:
            read.append(None if raw is None else read_score(raw))
        except Refusal as refusal:
            raise refuse(refusal.text, field=f"{field}[{n}]", **refusal.names) from None
    return read


def _list(problem: Mapping[str, Any], key: str) -> list[Any]:
    value = problem.get(key)
    if not isinstance(value, list):
        raise refuse("A problem needs scores, rounds or marks, as a list.")
    return value


def _rows(value: object, field: str) -> list[list[Decimal | None]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise refuse("There must be one row for each team.", field=field)
    return [_scores(row, f"{field}[{i}]") for i, row in enumerate(value)]


def _positions(problem: Mapping[str, Any], count: int) -> list[int]:
    withdrawn = problem.get("withdrawn", [])
    valid = isinstance(withdrawn, list) and all(
        isinstance(i, int) and not isinstance(i, bool) and 0 <= i < count for i in withdrawn
    )
    if not valid:
        raise refuse("These must be positions in the list, from 0.", field="withdrawn")
    return list(withdrawn)


def _tie_breaks(problem: Mapping[str, Any], evidence: Sequence[Evidence]) -> list[str]:
    wanted = problem.get("tie_breaks", [])
    rounds = {r.id for team in evidence for r in team.rounds}
    if not isinstance(wanted, list):
        raise refuse("This must be a list.", field="tie_breaks")
    for tie_break in wanted:
        if not isinstance(tie_break, str) or not _is_known(tie_break, rounds):
            raise refuse("%(name)s is not a tie-break.", field="tie_breaks", name=tie_break)
    return wanted


def _is_known(tie_break: str, rounds: set[str]) -> bool:
    ids = rounds_named(tie_break)
    if len(ids) < 2:
        return tie_break in {*TIE_BREAKS, *map(round_tie_break, rounds)}
    return rounds.issuperset(ids) and len(set(ids)) == len(ids)


def _is_lower(problem: Mapping[str, Any]) -> bool:
    """Whether the smaller total is first, by the flag or by the key of [rules]; they must agree."""
    flag = _flag(problem, "lower_is_better")
    if _by_places(problem) and "marks" in problem:
        if problem.get("better", "lower") != "lower" or problem.get("lower_is_better") is False:
            raise refuse("Places are added, and the smallest sum is best.", field="aggregate")
        return True
    if "better" not in problem:
        return flag
    lower = bool(_choice(problem, "better", None, ("higher", "lower")) == "lower")
    if "lower_is_better" in problem and flag != lower:
        raise refuse("This and lower_is_better contradict each other.", field="better")
    return lower


def _flag(problem: Mapping[str, Any], key: str) -> bool:
    value = problem.get(key, False)
    if not isinstance(value, bool):
        raise refuse("This must be true or false.", field=key)
    return value


def _whole(problem: Mapping[str, Any], key: str, low: int, high: int = 10**6) -> int | None:
    value = problem.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise refuse(
            "This must be a whole number from %(low)s to %(high)s.", field=key, low=low, high=high
        )
    return value


def _choice(problem: Mapping[str, Any], key: str, default: Any, choices: Sequence[str]) -> Any:
    value = problem.get(key, default)
    if value not in choices:
        raise refuse("This must be one of %(choices)s.", field=key, choices=", ".join(choices))
    return value
