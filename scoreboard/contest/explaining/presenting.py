"""The presenter's sheet: what is next, who is on, and what can be said of each team (主持人串词).

All of it is public: places and totals are those of the hall's board, and what a team still needs
is reckoned from what the hall may see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Literal, TypedDict

from scoreboard.contest.boards.shapes import Board, Named, OnStageOnBoard, Place, Row
from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.appearance import (
    appearance_of,
    can_appear,
    on_stage,
    order_of_appearance,
)
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.words import N_, Listed, Say

# Where a team is in the order of appearance; "away": it does not come.
Turn = Literal["gone", "on", "next", "waiting", "away"]


class MemberToName(TypedDict):
    """A member, and what it does."""

    name: str
    role: str


class TeamToName(TypedDict):
    """A team as the presenter speaks of it, with its place and total as the hall has them.

    `reading` is how its name is said. `behind` is how many points part it from the place ahead,
    None in first place or without a total. `needs` says in words what it still needs; "" where
    nothing is left to be said.
    """

    id: str
    name: str
    name_en: str
    reading: str
    region: str
    organisation: str
    members: list[MemberToName]
    rank: Place | None
    tied: bool
    total: str | None
    behind: str | None
    needs: str


class InOrder(TypedDict):
    """A team's turn in the order of appearance."""

    team: str
    turn: Turn


class Appearing(TypedDict):
    """The order of a round, of appearance or of play; `teams` is empty while it is to be drawn.

    `called` says that teams are called up one by one, and not that all play at once.
    """

    round: Named
    called: bool
    teams: list[InOrder]


class HostSheet(TypedDict):
    """What the presenter reads from.

    `running` are the rounds that are open, `upcoming` is the one to be opened next, in this stage
    or the one after. `facts` are ties and distances in words, the first place first.
    """

    event: str
    ledger: str
    version: int
    stage: Named
    running: list[Named]
    upcoming: Named | None
    on_stage: OnStageOnBoard | None
    appearance: Appearing | None
    facts: list[str]
    teams: list[TeamToName]


def host_sheet(
    book: Book,
    board: Board,
    needs: Mapping[str, str],
    say: Say,
    decided: Mapping[str, str] | None = None,
) -> HostSheet:
    """The sheet for a public `board`; of `book` only names, order and what is open are told.

    `needs` says in words what a team still needs, by its id; who is left out needs nothing.
    `decided` says in the reader's words what parted it from an equal total, where the board, which
    speaks the event's language, says so; left out, in the board's words.
    """
    stage = book.find_stage(board["stage"]["id"])
    behind = _behind(board)
    on = _on_stage(book, stage)
    return {
        "event": board["event"],
        "ledger": board["ledger"],
        "version": board["version"],
        "stage": {"id": stage.id, "name": stage.name},
        "running": [
            _named(r) for r in book.rounds_of(stage) if book.round_record(r.id).state == "open"
        ],
        "upcoming": _upcoming(book, stage),
        "on_stage": on,
        "appearance": _appearing(book, stage, on),
        "facts": _facts(board, say, decided or {}),
        "teams": [
            _to_name(team, row, behind.get(row["team"]["id"]), needs.get(row["team"]["id"], ""))
            for row in _as_shown(board)
            if (team := book.event.team(row["team"]["id"])) is not None
        ],
    }


def _on_stage(book: Book, stage: Stage) -> OnStageOnBoard | None:
    on = on_stage(book, book.rounds_of(stage))
    return {"round": on.round.id, "team": on.team, "next": on.next} if on else None


def _as_shown(board: Board) -> list[Row]:
    """The rows as the hall shows them: without places before anything is scored."""
    if board["places_shown"]:
        return board["rows"]
    return [{**row, "rank": None, "tied": False} for row in board["rows"]]


def _to_name(team: Team, row: Row, behind: str | None, needs: str) -> TeamToName:
    return {
        "id": team.id,
        "name": team.name,
        "name_en": team.name_en,
        "reading": team.reading,
        "region": team.region,
        "organisation": team.organisation,
        "members": [{"name": one.name, "role": one.role} for one in team.members],
        "rank": row["rank"],
        "tied": row["tied"],
        "total": row["total"],
        "behind": behind,
        "needs": needs,
    }


def _upcoming(book: Book, stage: Stage) -> Named | None:
    """The round that is to be opened next: in this stage, else the first of the next one."""
    stages = book.event.stages[book.event.stages.index(stage) :]
    rounds = (r for one in stages for r in one.rounds)
    found = next((r for r in rounds if book.round_record(r.id).state == "pending"), None)
    return _named(found) if found else None


def _appearing(book: Book, stage: Stage, on: OnStageOnBoard | None) -> Appearing | None:
    """The order of the round that is open, or is to be opened next, where it has one at all."""
    a_round = _staged(book, stage, on)
    if a_round is None:
        return None
    order = order_of_appearance(book, a_round)
    return {
        "round": _named(a_round),
        "called": on is not None or _is_called(book, a_round),
        "teams": _turns(book, a_round, order, on),
    }


def _is_called(book: Book, a_round: Round) -> bool:
    """Whether teams come up one by one: buzzers are pressed by all at once."""
    by_rule = bool(a_round.stakes) or appearance_of(book.event, a_round) != "registration"
    return by_rule or kind_of(a_round).panel


def _staged(book: Book, stage: Stage, on: OnStageOnBoard | None) -> Round | None:
    if on is not None:
        return book.round(on["round"])
    unclosed = [r for r in stage.rounds if book.round_record(r.id).state != "closed"]
    return min(unclosed, key=lambda r: book.round_record(r.id).state != "open", default=None)


def _turns(
    book: Book, a_round: Round, order: Sequence[str], on: OnStageOnBoard | None
) -> list[InOrder]:
    now = order.index(on["team"]) if on and on["team"] in order else -1
    after = on["next"] if on else next((t for t in order if can_appear(book, a_round, t)), None)
    found: list[InOrder] = []
    for at, team in enumerate(order):
        turn: Turn = "gone" if at < now else "waiting"
        if at == now:
            turn = "on"
        elif team == after:
            turn = "next"
        elif not can_appear(book, a_round, team):
            turn = "away"
        found.append({"team": team, "turn": turn})
    return found


def _named(a_round: Round) -> Named:
    return {"id": a_round.id, "name": a_round.name}


def _tables(board: Board) -> list[list[Row]]:
    """The rows with a place, table by table."""
    placed = [row for row in board["rows"] if row["rank"] is not None and row["total"] is not None]
    return [
        list(rows)
        for _, rows in groupby(placed, key=lambda row: (row.get("division"), row.get("group")))
    ]


def _behind(board: Board) -> dict[str, str]:
    """How many points part each team from the place ahead of it."""
    found: dict[str, str] = {}
    compared = board["places_shown"] and "reveal" not in board
    for rows in _tables(board) if compared else ():
        ahead: Row | None = None
        for above, row in pairwise(rows):
            ahead = above if above["rank"] != row["rank"] else ahead
            if ahead is not None:
                found[row["team"]["id"]] = _apart(ahead, row)
    return found


def _apart(one: Row, other: Row) -> str:
    return _short(abs(Decimal(one["total"] or 0) - Decimal(other["total"] or 0)))


def _short(number: Decimal) -> str:
    """A number as it is read out: without noughts at its end."""
    return plain(number.normalize())


def _facts(board: Board, say: Say, decided: Mapping[str, str]) -> list[str]:
    # Between two steps of a reveal the board holds totals of two times: nothing is to be compared.
    if not board["places_shown"] or "reveal" in board:
        return []
    return [fact for rows in _tables(board) for fact in _facts_of(rows, say, decided)]


def _facts_of(rows: Sequence[Row], say: Say, decided: Mapping[str, str]) -> list[str]:
    """Ties, what parted equal totals, and the distances at the top and at the cut."""
    found: list[str] = []
    first = [row for row in rows if row["rank"] == rows[0]["rank"]]
    ahead = _apart(rows[0], rows[1]) if len(first) == 1 and len(rows) > 1 else "0"
    # Whoever is ahead of an equal total leads by nothing: what parted them is said below.
    if ahead != "0":
        words = N_("%(team)s leads by %(points)s.")
        found.append(say(words, team=rows[0]["team"]["name"], points=ahead))
    for rank, sharing in groupby(rows, key=lambda row: row["rank"]):
        tied = list(sharing)
        if len(tied) > 1 and rank is not None:
            names = Listed(row["team"]["name"] for row in tied)
            words = N_("Place %(place)s is shared at %(points)s: %(teams)s.")
            points = _short(Decimal(tied[0]["total"] or 0))
            found.append(say(words, place=rank, points=points, teams=names))
    found += [
        say(
            N_("%(team)s: %(why)s"),
            team=row["team"]["name"],
            why=decided.get(row["team"]["id"], why),
        )
        for row in rows
        if (why := row["decided_by"])
    ]
    return found + _cut_facts(rows, say)


def _cut_facts(rows: Sequence[Row], say: Say) -> list[str]:
    inside, outside = ([r for r in rows if r["cut"] == cut] for cut in ("in", "out"))
    if not inside or not outside:
        return []
    last, first = inside[-1], outside[0]
    words = N_("%(team)s is the last to go on as it stands, %(points)s ahead of %(other)s.")
    names = {"team": last["team"]["name"], "other": first["team"]["name"]}
    return [say(words, points=_apart(last, first), **names)]
