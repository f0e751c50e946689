"""A rule problem whose teams are in groups or divisions: each table is a problem of its own."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol, get_args

from scoreboard.contest.model import BestBy, Stage
from scoreboard.contest.rules.going_on import Counted, passes
from scoreboard.contest.rules.others import compare, key_of
from scoreboard.contest.rules.tie_breaks import Evidence
from scoreboard.contest.words import refuse

# The keys that say which tables there are, and what is said of the best others across them.
IN_TABLES = ("groups", "divisions")
OF_OTHERS = ("advance_best", "best_by")
_PER_TEAM = ("scores", "names", "rounds", "marks", "members", "organisations")


@dataclass(frozen=True, slots=True)
class Solved:
    """A problem reckoned: its `answer`, and by position what the answer was found with."""

    answer: dict[str, Any]
    stage: Stage
    totals: Sequence[Fraction | Decimal | None]
    evidence: Sequence[Evidence]
    states: Sequence[Counted | None]
    tie_breaks: Sequence[str]
    lower: bool


class Solve(Protocol):
    """Solves a problem; it is told whether the teams are those of one of several tables."""

    def __call__(self, problem: Mapping[str, Any], *, in_table: bool) -> Solved:
        """The problem reckoned. Raises Refusal where it cannot be answered."""
        ...


# The division and the group, "" where there are none.
Table = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Others:
    """How many best others go on, 0 for none, and by what they are compared."""

    seats: int
    best_by: BestBy


def answer_by_tables(problem: Mapping[str, Any], solve: Solve) -> dict[str, Any]:
    """The answer to a problem in tables, in the order of the input.

    Raises Refusal where a table cannot be told, and for what no table has.
    """
    plain = {key: given for key, given in problem.items() if key not in (*IN_TABLES, *OF_OTHERS)}
    # What is wrong with the figures themselves is told at their own positions.
    whole = solve(plain, in_table=False)
    count = len(whole.totals)
    tables = tables_of(problem, count)
    others = _others(problem, whole.stage)
    check_prizes(problem, {division for division, _ in tables})
    result: dict[str, Any] = {key: [None] * count for key in whole.answer}
    if "prize_ties" in result:
        result["prize_ties"] = []
    states: list[Counted | None] = [None] * count
    for (division, _), positions in tables.items():
        solved = solve(_part(plain, positions, division), in_table=True)
        _merge(result, solved.answer, positions)
        for i, state in zip(positions, solved.states, strict=True):
            states[i] = state
    if others.seats:
        result["best"] = [False] * count
        for division in dict.fromkeys(division for division, _ in tables):
            own = [there for (named, _), there in tables.items() if named == division]
            field = _compared(whole, states, own)
            _with_others(result, plain, solve, others, field)
    return result


def tables_of(problem: Mapping[str, Any], count: int) -> dict[Table, list[int]]:
    """The positions of the teams of each table, by division and group, as they first come."""
    named = {key: _named(problem, key, count) for key in IN_TABLES}
    found: dict[Table, list[int]] = {}
    for i in range(count):
        found.setdefault((named["divisions"][i], named["groups"][i]), []).append(i)
    return found


def _named(problem: Mapping[str, Any], key: str, count: int) -> list[str]:
    """The group or division of each team; "" for all where there are none."""
    named = problem.get(key)
    if named is None:
        return [""] * count
    if not isinstance(named, list) or len(named) != count:
        raise refuse("There must be one name for each team.", field=key)
    for i, name in enumerate(named):
        if not isinstance(name, str) or not name:
            raise refuse("There must be a name here.", field=f"{key}[{i}]")
    return named


def _others(problem: Mapping[str, Any], stage: Stage) -> _Others:
    """What is said of the best others. Raises Refusal for what does not go with groups."""
    seats, by = problem.get("advance_best"), problem.get("best_by", "total")
    if problem.get("groups") is None:
        check_no_others(problem)
        return _Others(0, "total")
    if problem.get("quota"):
        raise refuse("A quota cannot be kept in each group by itself.", field="quota")
    if problem.get("prizes") is not None:
        raise refuse("Prizes are of a last stage, which is not played by groups.", field="prizes")
    if by not in get_args(BestBy):
        choices = ", ".join(get_args(BestBy))
        raise refuse("This must be one of %(choices)s.", field="best_by", choices=choices)
    if seats is None:
        if "best_by" in problem:
            raise refuse("This needs advance_best.", field="best_by")
        return _Others(0, by)
    if isinstance(seats, bool) or not isinstance(seats, int) or not 0 <= seats <= 10**6:
        raise refuse(
            "This must be a whole number from %(low)s to %(high)s.",
            field="advance_best",
            low=0,
            high=10**6,
        )
    if seats and stage.advance is None and stage.advance_share is None:
        raise refuse("Say too how many of each group go on.", field="advance_best")
    if by == "mean" and problem.get("rounds") is None:
        raise refuse("A mean over the rounds needs rounds.", field="best_by")
    return _Others(seats, by)


def check_no_others(problem: Mapping[str, Any]) -> None:
    """Raises Refusal where best others are asked for though there are no groups."""
    for key in OF_OTHERS:
        if problem.get(key):
            raise refuse("This needs groups.", field=key)


def check_prizes(problem: Mapping[str, Any], divisions: Container[str]) -> None:
    """Raises Refusal at a prize of a division that no team is in."""
    for n, prize in enumerate(problem.get("prizes") or ()):
        named = prize.get("division")
        if named and named not in divisions:
            raise refuse("No team is in the division %(name)s.", field=f"prizes[{n}]", name=named)


def _part(problem: Mapping[str, Any], positions: Sequence[int], division: str) -> dict[str, Any]:
    """The problem of some of the teams alone."""
    part = dict(problem)
    for key in _PER_TEAM:
        if isinstance(problem.get(key), list):
            part[key] = [problem[key][i] for i in positions]
    if isinstance(problem.get("rounds"), list):
        # A round keeps its name also where these teams have nothing from it or those after it.
        width = max(map(len, problem["rounds"]), default=0)
        part["rounds"] = [[*row, *[None] * (width - len(row))] for row in part["rounds"]]
    if isinstance(problem.get("marks"), list):
        part["marks"] = _of_their_judges(part["marks"])
    gone = problem.get("withdrawn", [])
    part["withdrawn"] = [n for n, i in enumerate(positions) if i in gone]
    if problem.get("prizes") is not None:
        part["prizes"] = [
            {**prize, "id": prize.get("id") or prize.get("name") or str(n)}
            for n, prize in enumerate(problem["prizes"], start=1)
            if prize.get("division") in (None, "", division)
        ]
    return part


def _of_their_judges(rows: Sequence[list[Any]]) -> list[list[Any]]:
    """The marks of those judges who marked one of these teams."""
    width = max(map(len, rows), default=0)
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    there = [n for n in range(width) if any(row[n] is not None for row in filled)]
    return [[row[n] for n in there] for row in filled]


def _merge(result: dict[str, Any], own: Mapping[str, Any], positions: Sequence[int]) -> None:
    """Put the answer of one table into that of all."""
    for key, listed in own.items():
        if key == "prize_ties":
            result[key] += [
                tie | {"positions": [positions[n] for n in tie["positions"]]} for tie in listed
            ]
            continue
        for i, value in zip(positions, listed, strict=True):
            result[key][i] = value


@dataclass(frozen=True, slots=True)
class _Field:
    """Who is compared across the groups; those `open_` are still tied in their own group."""

    positions: list[int]
    open_: set[int]


def _compared(
    whole: Solved, states: Sequence[Counted | None], tables: Sequence[Sequence[int]]
) -> _Field:
    """Who is out in its group and good enough, and as many of the tied as will have no place."""
    found: list[int] = []
    open_: set[int] = set()
    for positions in tables:
        tied = []
        for i in positions:
            state, total = states[i], whole.totals[i]
            if state is None or total is None:
                continue
            if state.cut == "tied":
                tied.append(i)
            elif state.cut == "out" and passes(whole.stage, total, lower=whole.lower):
                found.append(i)
        left = next((state.left for i in tied if (state := states[i])), 0)
        found += tied[left:]
        open_ |= set(tied)
    return _Field(sorted(found), open_)


def _with_others(
    result: dict[str, Any],
    problem: Mapping[str, Any],
    solve: Solve,
    others: _Others,
    field: _Field,
) -> None:
    """Say in the answer which of the others go on, or are tied for that."""
    own = solve(_part(problem, field.positions, ""), in_table=True)
    keys = [
        None if total is None else key_of(total, evidence.scored, others.best_by, lower=own.lower)
        for total, evidence in zip(own.totals, own.evidence, strict=True)
    ]
    scope = problem.get("break_ties", "all")
    compared = compare(keys, own.evidence, others.seats, own.tie_breaks, scope)
    for i, state, by in zip(field.positions, compared.states, compared.decided_by, strict=True):
        if i in field.open_ or state is None or state.cut == "out":
            continue
        result["best"][i], result["cut"][i] = True, state.cut
        if "decided_by" in result:
            result["decided_by"][i] = result["decided_by"][i] or by
