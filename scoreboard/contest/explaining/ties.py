"""Which tie-breaks were tried on a team, what each compared, and which one decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from scoreboard.contest.model import Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.exactly import exactly
from scoreboard.contest.rules.tie_breaks import REGISTRATION, Amount, Value
from scoreboard.contest.standings.deciding import decided
from scoreboard.contest.standings.rows import Standing, Standings, Tried
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


class Compared(TypedDict):
    """A team and its value in a tie-break; None where it has none."""

    id: str
    name: str
    value: str | None


class TieBreak(TypedDict):
    """One tie-break tried on teams that were still equal, with the value of each."""

    name: str
    words: str
    result: Result
    result_words: str
    teams: list[Compared]


class Ties(TypedDict):
    """Every tie-break tried on the team, in order; `words` where there is something to say."""

    words: str | None
    tried: list[TieBreak]


def explain_ties(book: Book, stage: Stage, standings: Standings, row: Standing, say: Say) -> Ties:
    """The tie-breaks tried on a team and others with its total."""
    own = [one for one in standings.tried if row.team.id in one.values]
    # A play-off between others, or one that is still open, was not tried on this team.
    held = {held.id for held in book.tie_resolutions(stage)}
    told = [one for one in own if one.name not in held or any(one.values.values())]
    names = {team.id: team.name for team in book.event.teams}
    tried = [_tie_break(book, one, names, say) for one in told]
    if row.decided_by == REGISTRATION:
        tried.append(_registration(book, standings.level_with(row), say))
    return {"words": _words(book, standings, row, {one.name for one in own}, say), "tried": tried}


def _words(
    book: Book, standings: Standings, row: Standing, asked: set[str], say: Say
) -> str | None:
    if row.rank is None:
        return None
    rows = standings.rows_of(row.table)
    totals = [(one.behind, one.total) for one in rows if one.rank is not None]
    if totals.count((row.behind, row.total)) == 1:
        return say(N_("No other team has this total, so nothing had to part it."))
    rules = book.event.rules
    if not rules.tie_breaks:
        return say(N_("This event has no tie-breaks."))
    if rules.break_ties != "all" and not asked & set(rules.tie_breaks):
        return say(_SCOPES[rules.break_ties])
    return None


def _tie_break(book: Book, tried: Tried, names: Mapping[str, str], say: Say) -> TieBreak:
    result: Result = "decided" if tried.decided else "equal"
    if None in tried.values.values():
        result = "silent"
    return {
        "name": tried.name,
        "words": decided(book, tried.name, say),
        "result": result,
        "result_words": say(_RESULTS[result]),
        "teams": [
            {"id": team, "name": names[team], "value": _shown(value)}
            for team, value in tried.values.items()
        ],
    }


def _registration(book: Book, level: Sequence[Standing], say: Say) -> TieBreak:
    registered = [team.id for team in book.event.teams]
    return {
        "name": REGISTRATION,
        "words": decided(book, REGISTRATION, say),
        "result": "decided",
        "result_words": say(N_("They remain equal; only the numbering parts them.")),
        "teams": [
            {"id": id_, "name": name, "value": str(registered.index(id_) + 1)}
            for id_, name in ((row.team.id, row.team.name) for row in level)
        ],
    }


def _shown(value: Value) -> str | None:
    """A team's value in a tie-break, as people know it.

    A round without an entry that was ranked last has no value: "–" in a list, else None.
    """
    if isinstance(value, tuple):
        return ", ".join("–" if one.held_back else _number(one) for one in value)
    return None if value is None or value.held_back else _number(value)


def _number(amount: Amount) -> str:
    shown = exactly(amount.number)
    return shown["exact"] if shown["about"] is None else f"{shown['exact']} ≈ {shown['about']}"
