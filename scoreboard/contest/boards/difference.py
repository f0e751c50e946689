"""What one entry changed on the board: every row before and after it, and nothing that stayed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict, cast

from scoreboard.contest.acts.preview import stage_about
from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.shapes import Board, Named, Outside, Place, Row, TeamOnBoard
from scoreboard.contest.model import Entry, RoundState, Stage, entrant_of
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book, Mark
from scoreboard.contest.rules.kinds.table import ROUND_KINDS
from scoreboard.contest.rules.ranking import Cut
from scoreboard.contest.words import Say, in_english

_SHOWN = ("rank", "tied", "total", "cut", "outside", "decided_by")


class RowChange(TypedDict):
    """A row before and after, as pairs; `rounds` only those in which its score changed."""

    team: TeamOnBoard
    rank: list[Place | None]
    tied: list[bool | None]
    total: list[str | None]
    cut: list[Cut | None]
    outside: list[Outside | None]
    decided_by: list[str | None]
    rounds: dict[str, list[str | None]]


class RoundChange(TypedDict):
    """A round whose state changed, as a pair."""

    id: str
    name: str
    state: list[RoundState | None]


class PartChange(TypedDict):
    """What a criterion of the mark was given, as a pair."""

    id: str
    name: str
    value: list[str | None]


class Difference(TypedDict):
    """Pairs are [before, after]; a team, round or announcement that was not there is null.

    `rows` are the teams whose row changed, in the order after; `mark` is the one mark the entry
    is about, and `parts` what its criteria were given, where it has any; `rounds` the rounds whose
    state changed; `announced` the names of the teams named.
    """

    version: int
    stage: Named
    rows: list[RowChange]
    rounds: list[RoundChange]
    mark: list[str | None] | None
    announced: list[list[str] | None] | None
    parts: NotRequired[list[PartChange]]


def difference(book: Book, version: int, say: Say = in_english) -> Difference:
    """What entry `version` changed on the desk's board of the stage that it is about."""
    entry = book.entries[version - 1]
    now = book.at(version)
    before = book.at(version - 1) if version > 1 else None
    stage = stage_about(now, entry)
    new = board(now, "desk", stage, say)
    old = _board_of(before, stage, say)
    found: Difference = {
        "version": version,
        "stage": {"id": stage.id, "name": stage.name},
        "rows": _rows(old, new),
        "rounds": _rounds(old, new),
        "mark": _mark(before, now, entry),
        "announced": _announced(old, new, now),
    }
    parts = _parts(before, now, entry)
    if parts:
        found["parts"] = parts
    return found


def _board_of(book: Book | None, stage: Stage, say: Say) -> Board | None:
    then = book.event.stage(stage.id) if book else None
    return board(book, "desk", then, say) if book and then else None


def _rows(old: Board | None, new: Board) -> list[RowChange]:
    if old is None:
        return []
    before: dict[str, Row] = {row["team"]["id"]: row for row in old["rows"]}
    after: dict[str, Row] = {row["team"]["id"]: row for row in new["rows"]}
    points = {r["id"] for r in [*old["rounds"], *new["rounds"]] if ROUND_KINDS[r["form"]].tally}
    changes = [_row(before.get(team), after.get(team), points) for team in {**after, **before}]
    return [change for change in changes if change is not None]


def _row(old: Row | None, new: Row | None, points: set[str]) -> RowChange | None:
    was: Mapping[str, Any] = old or {}
    then: Mapping[str, Any] = new or {}
    pairs = {name: [was.get(name), then.get(name)] for name in _SHOWN}
    scores = {
        round_id: [was.get("rounds", {}).get(round_id), then.get("rounds", {}).get(round_id)]
        for round_id in {**was.get("rounds", {}), **then.get("rounds", {})}
    }
    changed = {
        round_id: pair
        for round_id, pair in scores.items()
        # A points round begins with nothing for everybody, which is no news of anybody.
        if pair[0] != pair[1] and not (round_id in points and set(pair) == {None, "0"})
    }
    if not changed and all(before == after for before, after in pairs.values()):
        return None
    change = {"team": (then or was)["team"], **pairs, "rounds": changed}
    return cast(RowChange, change)


def _rounds(old: Board | None, new: Board) -> list[RoundChange]:
    before = {r["id"]: r for r in old["rounds"]} if old else {}
    after = {r["id"]: r for r in new["rounds"]}
    changes: list[RoundChange] = []
    for round_id, listed in {**before, **after}.items():
        pair = [
            before[round_id]["state"] if round_id in before else None,
            after[round_id]["state"] if round_id in after else None,
        ]
        if old is not None and pair[0] != pair[1]:
            changes.append({"id": round_id, "name": listed["name"], "state": pair})
    return changes


def _mark(before: Book | None, now: Book, entry: Entry) -> list[str | None] | None:
    marks = [_mark_in(before, entry), _mark_in(now, entry)]
    pair = [plain(mark.value) if mark else None for mark in marks]
    return pair if pair[0] != pair[1] else None


def _parts(before: Book | None, now: Book, entry: Entry) -> list[PartChange]:
    """What each criterion was given before and after; nothing where none of it changed."""
    was, then = (
        mark.parts if mark else {} for mark in (_mark_in(before, entry), _mark_in(now, entry))
    )
    a_round = now.round(entry.round) if entry.round else None
    if was == then or a_round is None:
        return []
    return [
        {
            "id": one.id,
            "name": one.name,
            "value": [plain(of[one.id]) if one.id in of else None for of in (was, then)],
        }
        for one in a_round.criteria
    ]


def _mark_in(book: Book | None, entry: Entry) -> Mark | None:
    if book is None or entry.round is None or book.round(entry.round) is None:
        return None
    marked = entrant_of(entry.team or "", book.origin(entry).detail.get("member"))
    marks = book.round_record(entry.round).marks.get(marked, {})
    return marks.get(entry.judge or "")


def _announced(old: Board | None, new: Board, now: Book) -> list[list[str] | None] | None:
    pair = [_named(old, now), _named(new, now)]
    return pair if pair[0] != pair[1] else None


def _named(shown: Board | None, now: Book) -> list[str] | None:
    named = shown["announced"] if shown else None
    if named is None:
        return None
    teams = [now.event.team(team) for team in [*named["winners"], *named["advancing"]]]
    return [team.name for team in teams if team is not None]
