"""One stage in full: every mark by judge, every award, penalty and later correction."""

from __future__ import annotations

from collections.abc import Sequence

from scoreboard.contest.boards.shapes import DeskAward, RoundOnBoard, Row
from scoreboard.contest.model import Entry, entrant_of
from scoreboard.contest.numbers import plain
from scoreboard.contest.rules.kinds.table import ROUND_KINDS
from scoreboard.contest.words import N_, Say
from scoreboard.files.results.cells import Cell, Table, number, text
from scoreboard.files.results.round_columns import (
    by_member,
    member_cells,
    member_heads,
    round_cells,
    round_heads,
)
from scoreboard.files.results.shapes import Results, StageResults
from scoreboard.files.results.words import entry_outcome, kind_words, outside_words, team_words

_TEAM, _SMALL, _MARK = 28, 8, 10


def stage_tables(results: Results, stage: StageResults) -> list[Table]:
    """The stage's rounds and marks, and under them what else was given, as far as there is any."""
    below = [
        *_members(results, stage),
        _awards(results, stage),
        _ruled(results, N_("Penalties"), stage.penalties),
        _ruled(results, N_("Bonuses"), stage.bonuses),
        changes(results, stage),
    ]
    return [_marks(results, stage), *[table for table in below if table.rows]]


def _marks(results: Results, stage: StageResults) -> Table:
    say = results.say
    columns = [round_heads(results, stage, r) for r in stage.board["rounds"]]
    sums = _sums(results, stage)
    parts = [say(N_("Division"))] if results.event.divisions else []
    parts += [say(N_("Group"))] if results.event.groups else []
    heads = [*parts, say(N_("Place")), say(N_("Tied")), say(N_("Team")), say(N_("Region"))]
    remarks = [outside_words(row, say) for row in stage.board["rows"]]
    last = [say(N_("Remarks"))] if any(remarks) else []
    return Table(
        title=stage.stage.name,
        group=[
            ("", len(heads)),
            *[(name, len(c)) for name, c in columns],
            ("", len(sums) + len(last)),
        ],
        heads=[*heads, *[head for _, c in columns for head in c], *sums, *last],
        widths=[
            *[14] * len(parts),
            _SMALL,
            _SMALL,
            _TEAM,
            14,
            *[_MARK] * (sum(len(c) for _, c in columns)),
            *[12] * len(sums),
            *[18] * len(last),
        ],
        rows=[
            [*_team_row(results, stage, row, sums), *[text(words) for _ in last]]
            for row, words in zip(stage.board["rows"], remarks, strict=True)
        ],
        notes=[
            say(N_("Struck through: left out of the round's score, as the rules have it.")),
            say(N_("In italics: set by the desk; the cell's note says why.")),
        ],
    )


def _members(results: Results, stage: StageResults) -> list[Table]:
    """The marks of the members, a table for each round in which they are marked."""
    say = results.say
    return [
        Table(
            title=a_round["name"],
            heads=[
                say(N_("Team")),
                say(N_("Member")),
                *member_heads(stage, a_round, say),
                say(N_("Score")),
            ],
            rows=[
                [
                    text(row["team"]["name"]),
                    text(member["name"]),
                    *member_cells(
                        results, stage, a_round, entrant_of(row["team"]["id"], member["id"])
                    ),
                ]
                for row in stage.board["rows"]
                for member in stage.board["members"].get(row["team"]["id"], [])
            ],
        )
        for a_round in stage.board["rounds"]
        if by_member(stage, a_round["id"])
    ]


def _sums(results: Results, stage: StageResults) -> dict[str, dict[str, str | None]]:
    """What goes into the total beside the rounds, where there is any: head to values by team."""
    say, rows = results.say, stage.board["rows"]
    teams = [row["team"]["id"] for row in rows]
    sums: dict[str, dict[str, str | None]] = {}
    if stage.stage.base:
        sums[say(N_("Base"))] = dict.fromkeys(teams, plain(stage.stage.base))
    if stage.stage.carry and stage is not results.stages[0]:
        sums[say(N_("Carried in"))] = dict(stage.carried)
    if any(row["penalty"] for row in rows):
        sums[say(N_("Penalty"))] = {row["team"]["id"]: row["penalty"] for row in rows}
    if any(row.get("bonus") for row in rows):
        sums[say(N_("Bonus"))] = {row["team"]["id"]: row.get("bonus") for row in rows}
    sums[say(N_("Total"))] = {row["team"]["id"]: row["total"] for row in rows}
    return sums


def _team_row(
    results: Results, stage: StageResults, row: Row, sums: dict[str, dict[str, str | None]]
) -> list[Cell]:
    say, team = results.say, row["team"]
    cells = [
        *[text(name) for name in results.divisions(row.get("division", ""))],
        *[text(name) for name in results.groups(row.get("group", ""))],
        number(row["rank"]),
        text(say(N_("tied")) if row["tied"] else ""),
        text(team["name"]),
        text(team["region"]),
    ]
    for a_round in stage.board["rounds"]:
        cells += round_cells(results, stage, a_round, row)
    cells += [number(values.get(team["id"])) for values in list(sums.values())[:-1]]
    return [*cells, number(row["total"], look="strong")]


def _awards(results: Results, stage: StageResults) -> Table:
    say = results.say
    rounds = [r for r in stage.board["rounds"] if ROUND_KINDS[r["form"]].tally]
    return Table(
        title=say(N_("Awards and deductions")),
        heads=_heads(
            say,
            N_("Entry"),
            N_("Points given"),
            N_("Team"),
            N_("In round"),
            N_("Question"),
            N_("By"),
            N_("Time"),
            N_("Remarks"),
        ),
        rows=[
            _award(results, a_round, award)
            for a_round in rounds
            for award in reversed(stage.board["awards"][a_round["id"]])
        ],
    )


def _award(results: Results, a_round: RoundOnBoard, award: DeskAward) -> list[Cell]:
    say = results.say
    entry = results.entries[award["version"] - 1]
    corrected = entry.kind == "correction"
    fate = (
        kind_words(entry, say)
        if corrected
        else entry_outcome(entry, results.names["criteria"], say)
    )
    question = award["question"]
    return [
        number(award["version"]),
        number(
            award["points"], corrected=corrected, note=(entry.reason or "") if corrected else ""
        ),
        text(team_words(results, entry)),
        text(a_round["name"]),
        text(None if question is None else str(question)),
        *_by_and_time(results, entry),
        text(" · ".join(filter(None, (fate, award["note"], entry.reason)))),
    ]


def _ruled(results: Results, title: str, entries: Sequence[Entry]) -> Table:
    """Points that were given or taken by ruling, under a message id as their title."""
    say = results.say
    return Table(
        title=say(title),
        heads=_heads(
            say, N_("Entry"), N_("Points given"), N_("Team"), N_("By"), N_("Time"), N_("Reason")
        ),
        rows=[
            [
                number(p.version),
                _value(p),
                text(results.name("teams", p.team)),
                *_by_and_time(results, p),
                text(p.reason),
            ]
            for p in entries
        ],
    )


def changes(results: Results, stage: StageResults) -> Table:
    """What altered the stage's result after it was announced."""
    say = results.say
    return Table(
        title=say(N_("Changed after the announcement")),
        heads=_heads(
            say,
            N_("Entry"),
            N_("Value"),
            N_("Team"),
            N_("What"),
            N_("In round"),
            N_("Judge"),
            N_("By"),
            N_("Time"),
            N_("Reason"),
        ),
        rows=[
            [
                number(entry.version),
                _value(entry),
                text(results.name("teams", entry.team)),
                text(kind_words(entry, say)),
                text(results.name("rounds", entry.round)),
                text(results.name("judges", entry.judge)),
                *_by_and_time(results, entry),
                text(entry.reason),
            ]
            for entry in stage.changed
        ],
    )


def _by_and_time(results: Results, entry: Entry) -> list[Cell]:
    """Who wrote an entry, and the time of day by the event's own clock."""
    return [
        text(results.author(entry)),
        text(entry.at[11:19]),
    ]


def _heads(say: Say, *heads: str) -> Sequence[str]:
    return [say(head) for head in heads]


def _value(entry: Entry) -> Cell:
    return number(None if entry.value is None else plain(entry.value))
