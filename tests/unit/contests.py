"""Small contests, and a scribe who keeps their ledger: what the tests of the core stand on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.judge_sheet import judge_sheet, running_totals
from scoreboard.contest.boards.shapes import Board, JudgeSheet
from scoreboard.contest.model import Entry, EntryKind, Event, Judge, Round, Rules, Stage, Team
from scoreboard.contest.numbers import plain_or_none
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.standings.visibility import Audience


def decimals(*numbers: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, numbers))


def judged(round_id: str = "essay", **rest: Any) -> Round:
    """A round that judges mark from 0 to 20."""
    return Round(round_id, round_id.title(), "judged", **{"max": Decimal(20), **rest})


def points(round_id: str = "buzzer", **rest: Any) -> Round:
    """A round with 10 to win or lose at a time, given by any judge."""
    return Round(
        round_id, round_id.title(), "points",
        **{"min": Decimal(-100), "awards": decimals("10", "-10"), "scored_by": "judges", **rest},
    )  # fmt: skip


def heat(*rounds: Round, advance: int | None = None, **rest: Any) -> Stage:
    return Stage("heat", "Heat", rounds, advance=advance, **rest)


def final(*rounds: Round, **rest: Any) -> Stage:
    return Stage("final", "Final", rounds, **rest)


def contest(
    *stages: Stage, teams: str = "red blue green", judges: Sequence[Judge] = (), **rules: Any
) -> Event:
    """An event of these stages, its teams registered in the order given; the hall sees all."""
    return Event(
        "quiz", "Spring quiz",
        teams=tuple(Team(name, name.title(), region="east") for name in teams.split()),
        stages=stages or (heat(judged(), points()),),
        judges=tuple(judges) or people("lin wu"),
        rules=Rules(**{"publish": "live", **rules}),
    )  # fmt: skip


def people(names: str) -> tuple[Judge, ...]:
    return tuple(Judge(name, name.title()) for name in names.split())


class Scribe:
    """Writes what happens into a book, entry by entry, as the ledger would hand it on."""

    def __init__(self, event: Event) -> None:
        self.book = Book()
        self.write("setup", setup=event)

    def write(self, kind: EntryKind, **rest: Any) -> Entry:
        version = self.book.version + 1
        entry = Entry(
            version, f"id-{version}", kind, rest.pop("by", "scorer"),
            f"2024-11-30T15:{version // 60 % 60:02}:{version % 60:02}+08:00", **rest,
        )  # fmt: skip
        self.book.extend(entry)
        return entry

    def open(self, round_id: str) -> Scribe:
        self.write("open", round=round_id)
        return self

    def close(self, round_id: str) -> Scribe:
        self.write("close", round=round_id)
        return self

    def reopen(self, round_id: str) -> Scribe:
        self.write("reopen", round=round_id)
        return self

    def mark(self, round_id: str, team: str, judge: str, value: str | int) -> Entry:
        return self.write(
            "mark", by=f"judge:{judge}", round=round_id, team=team, judge=judge,
            value=Decimal(value),
        )  # fmt: skip

    def marks(self, round_id: str, **given: str) -> Scribe:
        """Marks of all judges in the order of the event: red="18 17"; "-" is no mark."""
        for team, values in given.items():
            for judge, value in zip(self.book.event.judges, values.split(), strict=True):
                if value != "-":
                    self.mark(round_id, team, judge.id, value)
        return self

    def award(self, round_id: str, team: str, value: str | int, **rest: Any) -> Entry:
        return self.write("award", round=round_id, team=team, value=Decimal(value), **rest)

    def awards(self, round_id: str, **given: str | int) -> Scribe:
        for team, value in given.items():
            self.award(round_id, team, value)
        return self

    def correct(self, round_id: str, team: str, judge: str, value: str | int) -> Entry:
        return self.write(
            "correction", round=round_id, team=team, judge=judge, value=Decimal(value),
            reason="misread",
        )  # fmt: skip

    def undo(self, entry: Entry) -> Entry:
        return self.write("undo", round=entry.round, voids=entry.version, reason="wrong")

    def advance(self, stage_id: str, *teams: str) -> Entry:
        return self.write("advance", stage=stage_id, detail={"teams": list(teams)})

    def board(self, audience: Any = "public", stage_id: str | None = None) -> Board:
        stage = self.book.event.stage(stage_id) if stage_id else None
        return board(self.book, audience, stage)

    def rows(self, audience: str = "desk") -> list[Standing]:
        stage = self.book.stage
        return list(standings_of(self.book, stage, audience).rows)

    def table(self, audience: str = "desk") -> list[tuple[str, Any, str | None]]:
        """Team, place and total, best first; None without a place, and without a total."""
        rows = self.rows(audience)
        return [(row.team.id, row.rank, plain_or_none(row.total)) for row in rows]

    def sheet(self, judge_id: str) -> JudgeSheet:
        judge = self.book.event.judge(judge_id)
        assert judge is not None, f"the contest has no judge {judge_id}"
        return judge_sheet(self.book, judge, running_totals(self.book))


def picture(book: Book) -> list[Any]:
    """Everything that any screen shows of a book, for telling two books apart."""
    event = book.event
    seers: tuple[Audience, ...] = ("public", "desk", "judge")
    boards = [board(book, who, stage) for stage in event.stages for who in seers]
    sheets = [judge_sheet(book, judge, running_totals(book)) for judge in event.judges]
    opened, announced = list(book.opened), dict(book.announced)
    return [book.version, sorted(book.voided), opened, announced, boards, sheets]
