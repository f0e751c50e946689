"""The standings of every stage as one table, which can be filtered by its first column."""

from __future__ import annotations

from collections.abc import Sequence

from scoreboard.contest.boards.overall import Overall
from scoreboard.contest.boards.shapes import IndividualRow, Row
from scoreboard.contest.words import N_, Say
from scoreboard.files.results.cells import Cell, Table, number, text
from scoreboard.files.results.individuals import (
    TITLE,
    individuals_in,
    place_cells,
    prize_words,
    remarks,
)
from scoreboard.files.results.shapes import Results, StageResults
from scoreboard.files.results.words import fate_words, missed_words, outside_words

_BEFORE = (
    (N_("Stage"), 14),
    (N_("Place"), 8),
    (N_("Tied"), 8),
    (N_("Team"), 28),
    (N_("Region"), 14),
    (N_("Organisation"), 24),
)
_DIVISION = (N_("Division"), 14)
_GROUP = (N_("Group"), 14)
_AFTER = (
    (N_("Tie decided by"), 18),
    (N_("Result of the stage"), 18),
    (N_("Provisional"), 12),
    (N_("Remarks"), 18),
    (N_("Corrected after the announcement"), 20),
)


_PRIZE = (N_("Prize"), 18)


def short_standings(results: Results) -> Table:
    """Places and totals of every stage, the current one first; the rounds stand elsewhere."""
    say = results.say
    heads = [
        *_before(results),
        (N_("Total"), 12),
        *_AFTER,
        *([_PRIZE] if _have_prizes(results) else []),
    ]
    return Table(
        title=say(N_("Standings")),
        heads=[say(head) for head, _ in heads],
        widths=[width for _, width in heads],
        rows=[
            [
                *_who(results, stage, row),
                _total(row),
                *_remarks(results, stage, row),
                *_prize_cells(results, row),
            ]
            for stage in results.newest_first
            for row in stage.board["rows"]
        ],
    )


def overall_standings(results: Results) -> Table:
    """Everybody once, finalists first; each place and total beside it is of the stage reached."""
    say = results.say
    heads = [
        *_before(results, over_all=True)[1:],
        (N_("Stage reached"), 14),
        (N_("Place there"), 10),
        (N_("Total there"), 12),
        (N_("Remarks"), 24),
    ]
    return Table(
        title=say(N_("Overall ranking")),
        heads=[say(head) for head, _ in heads],
        widths=[width for _, width in heads],
        rows=[_overall_row(results, one) for one in results.overall],
    )


def _overall_row(results: Results, one: Overall) -> list[Cell]:
    say, row = results.say, one.row
    return [
        *_division(results, row.get("division", "")),
        number(one.rank, look="strong"),
        text(say(N_("tied")) if one.tied else ""),
        *_team(results, row),
        text(one.board["stage"]["name"]),
        number(row["rank"]),
        _total(row),
        text(overall_remarks(one, say)),
    ]


def overall_remarks(one: Overall, say: Say) -> str:
    """What is to be said of a team in the overall ranking: that it won, left, or is provisional."""
    row = one.row
    remarks = (
        fate_words(one.board, row, say) if one.board["announced"] else "",
        *row.get("prizes", ()),
        outside_words(row, say),
        missed_words(one.board, row, say),
        say(N_("provisional")) if row["provisional"] else "",
    )
    return " · ".join(filter(None, remarks))


def full_standings(results: Results) -> Table:
    """The same with every round's score, penalties and the teams' ids, in one row each."""
    say, stages, people = results.say, results.newest_first, individuals_in(results)
    rounds = [(stage, r["id"], r["name"]) for stage in stages for r in stage.board["rounds"]]
    several = len(stages) > 1
    bonus = _have_bonus(results)
    rows = []
    for stage in stages:
        for row in stage.board["rows"]:
            scores = [_score(row, r) if s is stage else Cell() for s, r, _ in rounds]
            ruled, team = [number(row["penalty"])], text(row["team"]["id"])
            ruled += [number(row.get("bonus"))] if bonus else []
            said = _remarks(results, stage, row)
            before = _who(results, stage, row)
            prize = _prize_cells(results, row)
            nobody = [Cell()] if people else []
            rows.append([*before, *scores, *ruled, _total(row), *said, team, *prize, *nobody])
    rows += [_person(results, one, [r for _, r, _ in rounds]) for one in people]
    overall = results.event.rules.overall
    if overall:
        ids = [row["team"]["id"] for stage in stages for row in stage.board["rows"]]
        rows = _with_overall(results, rows, ids)
    return Table(
        title=say(N_("Standings")),
        heads=[
            *[say(head) for head, _ in _before(results)],
            *[f"{s.stage.name} · {name}" if several else name for s, _, name in rounds],
            say(N_("Penalty")),
            *([say(N_("Bonus"))] if bonus else []),
            say(N_("Total")),
            *[say(head) for head, _ in _AFTER],
            say(N_("Team id")),
            *([say(_PRIZE[0])] if _have_prizes(results) else []),
            *([say(N_("Member"))] if people else []),
            *([say(N_("Overall place"))] if overall else []),
        ],
        rows=rows,
    )


def _with_overall(
    results: Results, rows: Sequence[list[Cell]], teams: Sequence[str]
) -> list[list[Cell]]:
    """The rows with the overall place of their teams, which are those of the first rows."""
    places = {one.row["team"]["id"]: one.rank for one in results.overall}
    return [
        [*row, number(places.get(teams[n])) if n < len(teams) else Cell()]
        for n, row in enumerate(rows)
    ]


def _have_bonus(results: Results) -> bool:
    return any(row.get("bonus") for stage in results.stages for row in stage.board["rows"])


def _person(results: Results, one: IndividualRow, rounds: Sequence[str]) -> list[Cell]:
    """A member's row among the rows of teams: its own figures beside its team's name."""
    team = results.event.team(one["team"]["id"])
    return [
        text(results.say(TITLE)),
        *_division(results, team.division if team else ""),
        *_group(results, ""),
        *place_cells(results, one),
        text(one["team"]["name"]),
        text(team.region if team else ""),
        text(team.organisation if team else ""),
        *[number(one["rounds"].get(round_id)) for round_id in rounds],
        # Penalties, and a bonus, are the team's.
        *[Cell()] * (2 if _have_bonus(results) else 1),
        number(one["total"], look="strong"),
        *[Cell()] * (len(_AFTER) - 2),
        text(remarks(results, one)),
        Cell(),
        text(one["team"]["id"]),
        *([text(prize_words(results, one))] if _have_prizes(results) else []),
        text(one["member"]["name"]),
    ]


def _before(results: Results, *, over_all: bool = False) -> list[tuple[str, int]]:
    """The columns up to the scores; one of division and group each where the event has them.

    Over all stages a team is of no group.
    """
    stage, *rest = _BEFORE
    group = [_GROUP] if results.event.groups and not over_all else []
    return [stage, *([_DIVISION] if results.event.divisions else []), *group, *rest]


def _division(results: Results, division: str) -> list[Cell]:
    """The cell of a division, where there is a column for it."""
    return [text(name) for name in results.divisions(division)]


def _group(results: Results, group: str) -> list[Cell]:
    return [text(name) for name in results.groups(group)]


def _have_prizes(results: Results) -> bool:
    """Whether any prize is announced: before, and where there are none, no column speaks of it."""
    return any(row.get("prizes") for stage in results.stages for row in stage.board["rows"])


def _prize_cells(results: Results, row: Row) -> list[Cell]:
    """The cell of a row's prizes, where there is a column for it."""
    names = results.say(N_(", ")).join(row.get("prizes", ()))
    return [text(names)] if _have_prizes(results) else []


def _who(results: Results, stage: StageResults, row: Row) -> list[Cell]:
    say = results.say
    return [
        text(stage.stage.name),
        *_division(results, row.get("division", "")),
        *_group(results, row.get("group", "")),
        number(row["rank"]),
        text(say(N_("tied")) if row["tied"] else ""),
        *_team(results, row),
    ]


def _team(results: Results, row: Row) -> list[Cell]:
    team = results.event.team(row["team"]["id"])
    return [
        text(row["team"]["name"]),
        text(row["team"]["region"]),
        text(team.organisation if team else ""),
    ]


def _total(row: Row) -> Cell:
    return number(row["total"], look="strong")


def _score(row: Row, round_id: str) -> Cell:
    return number(row["rounds"].get(round_id))


def _remarks(results: Results, stage: StageResults, row: Row) -> list[Cell]:
    say, board = results.say, stage.board
    said = (outside_words(row, say), missed_words(board, row, say))
    return [
        text(row["decided_by"]),
        text(fate_words(board, row, say)),
        text(say(N_("provisional")) if row["provisional"] else ""),
        text(" · ".join(filter(None, said))),
        text(say(N_("corrected")) if row["corrected"] else ""),
    ]
