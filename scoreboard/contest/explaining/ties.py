"""Which tie-breaks were tried on a team, what each compared, and which one decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, TypedDict

from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.exactly import exactly
from scoreboard.contest.rules.ties import Step
from scoreboard.contest.standings.deciding import decided
from scoreboard.contest.standings.evidence import newest_first
from scoreboard.contest.standings.standings import REGISTRATION, Standings
from scoreboard.contest.words import N_, Say

Result = Literal["decided", "equal", "silent"]

_RESULTS: dict[Result, str] = {
    "decided": N_("This broke the tie."),
    "equal": N_("Equal here, too."),
    "silent": N_("Not asked: somebody among them has nothing to compare."),
}
_SCOPES = {
    "first": N_("Ties are broken only for the first place."),
    "cut": N_("Ties are broken only where the cut is touched."),
}


class TieBreak(TypedDict):
    """One tie-break tried on teams that were still equal, with the value of each."""

    name: str
    words: str
    result: Result
    result_words: str
    teams: list[dict[str, str | None]]


class Ties(TypedDict):
    """Every tie-break tried on the team, in order; `words` where there is something to say."""

    words: str | None
    tried: list[TieBreak]


@dataclass(frozen=True, slots=True)
class _Table:
    """The standings explained, and what turns their keys back into scores."""

    book: Book
    stage: Stage
    standings: Standings
    rounds: Sequence[Round]
    say: Say


def explain_ties(
    book: Book, stage: Stage, standings: Standings, rounds: Sequence[Round], team: Team, say: Say
) -> Ties:
    """The tie-breaks tried on the team and others with its total."""
    table = _Table(book, stage, standings, rounds, say)
    index = standings.teams.index(team)
    # A play-off between others, or one that is still open, was not tried on this team.
    held = {held.id for held in book.tie_resolutions(stage)}
    tried = [
        _tie_break(table, step)
        for step in standings.ranked.steps
        if index in step.keys and (step.name not in held or set(step.keys.values()) != {None})
    ]
    row = next(row for row in standings.rows if row.team is team)
    if row.decided_by == REGISTRATION:
        level = [i for i, key in enumerate(standings.ranked.keys) if key == _key(table, index)]
        tried.append(_registration(table, level))
    return {"words": _words(table, row.rank is not None, index), "tried": tried}


def _key(table: _Table, index: int) -> int | None:
    return table.standings.ranked.keys[index]


def _words(table: _Table, placed: bool, index: int) -> str | None:
    totals = {row.team.id: row.total for row in table.standings.rows if row.rank is not None}
    own = table.standings.teams[index].id
    if not placed:
        return None
    if list(totals.values()).count(totals[own]) == 1:
        return table.say(N_("No other team has this total, so nothing had to part it."))
    rules = table.book.event.rules
    asked = {s.name for s in table.standings.ranked.steps if index in s.keys}
    if not rules.tie_breaks:
        return table.say(N_("This event has no tie-breaks."))
    if rules.break_ties != "all" and not asked & set(rules.tie_breaks):
        return table.say(_SCOPES[rules.break_ties])
    return None


def _tie_break(table: _Table, step: Step) -> TieBreak:
    result: Result = "decided" if step.decided else "equal"
    if None in step.keys.values():
        result = "silent"
    # As the tie-break has placed them, equals in the order of registration.
    order = sorted(step.keys, key=lambda i: (-(_key(table, i) or 0), i))
    return {
        "name": step.name,
        "words": decided(table.book, step.name, table.say),
        "result": result,
        "result_words": table.say(_RESULTS[result]),
        "teams": [_named(table.standings.teams[i], _shown(table, step, i)) for i in order],
    }


def _registration(table: _Table, level: Sequence[int]) -> TieBreak:
    registered = [team.id for team in table.book.event.teams]
    teams = [table.standings.teams[i] for i in level]
    return {
        "name": REGISTRATION,
        "words": decided(table.book, REGISTRATION, table.say),
        "result": "decided",
        "result_words": table.say(N_("They remain equal; only the numbering parts them.")),
        "teams": [_named(team, str(registered.index(team.id) + 1)) for team in teams],
    }


def _named(team: Team, value: str | None) -> dict[str, str | None]:
    return {"id": team.id, "name": team.name, "value": value}


def _shown(table: _Table, step: Step, index: int) -> str | None:
    """A team's value in a tie-break: the key turned back into the number that people know.

    A round without an entry that was ranked last has no value: "–" in a list, else None.
    """
    name, key, given = step.name, step.keys[index], step.given.get(index)
    if key is None or (name.startswith("round:") and key != given):
        return None
    if isinstance(key, tuple):
        parts, held = _turned_back(table, name, key), _held_back(step, index)
        return ", ".join("–" if n in held else _number(part) for n, part in enumerate(parts))
    if name.startswith("lots"):
        # Lots are kept as 0, -1, -2 …, so that greater is better.
        return str(1 - int(key))
    lower = name.startswith("round:") and _lower(table, name.removeprefix("round:"))
    return _number(-key if lower or name == "fewest_deductions" else key)


def _held_back(step: Step, index: int) -> set[int]:
    """Positions among the newest rounds in which a team without an entry was ranked last."""
    if step.name != "latest_round":
        return set()
    pairs = zip(step.keys[index], step.given[index], strict=False)
    return {n for n, (compared, given) in enumerate(pairs) if compared != given}


def _turned_back(table: _Table, name: str, key: tuple[Any, ...]) -> list[Any]:
    if name == "latest_round":
        newest = newest_first(table.book, table.rounds)
        return [
            -part if _lower(table, round_id) else part
            for round_id, part in zip(newest, key, strict=False)
        ]
    counting = [r for r in table.rounds if r.weight]
    if name == "best_rounds" and counting and all(r.better == "lower" for r in counting):
        return [-part for part in key]
    return list(key)


def _lower(table: _Table, round_id: str) -> bool:
    return any(r.better == "lower" for r in table.rounds if r.id == round_id)


def _number(value: Any) -> str:
    shown = exactly(Fraction(value))
    return shown["exact"]
