"""What the demo plays, as read from a play file: rounds with their marks and awards, in order."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoreboard.contest.numbers import plain, read_score

# How many others mark before a judge changes a mark.
SECOND_THOUGHT = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A judge marks a team; `again` when it replaces the mark this judge gave before."""

    judge: str
    team: str
    value: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Award:
    """A judge's id or "scorer" awards points to a team; with a `stake`, it won or lost that."""

    by: str
    team: str
    points: str
    stake: str | None = None

    @property
    def answer(self) -> dict[str, str]:
        """What the answer to a risk question says besides its points."""
        if self.stake is None:
            return {}
        outcome = {"-": "wrong", "0": "declined"}.get(self.points[0], "right")
        return {"stake": self.stake, "outcome": outcome}


@dataclass(frozen=True, slots=True)
class RoundScript:
    """One round and what is entered in it, in order."""

    id: str
    entries: tuple[Mark | Award, ...]


@dataclass(frozen=True, slots=True)
class StageScript:
    """One stage's rounds, in order."""

    id: str
    rounds: tuple[RoundScript, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A whole competition."""

    stages: tuple[StageScript, ...]


def read_script(data: bytes) -> Script:
    """The script in a play file, which is shipped with the program and checked by its tests."""
    document = tomllib.loads(data.decode("utf-8"), parse_float=Decimal)
    return Script(
        tuple(
            StageScript(stage["id"], tuple(_round(a_round) for a_round in stage["rounds"]))
            for stage in document["stages"]
        )
    )


def _round(table: dict[str, Any]) -> RoundScript:
    awards = [_award(award) for award in table.get("awards", [])]
    return RoundScript(table["id"], (*_marks(table), *awards))


def _award(award: dict[str, Any]) -> Award:
    stake = _text(award["stake"]) if "stake" in award else None
    return Award(award["by"], award["team"], _text(award["points"]), stake)


def _marks(table: dict[str, Any]) -> list[Mark]:
    """Every judge goes from team to team, each in an own pace: some are one team behind."""
    judges = table.get("judges", [])
    timed = [
        (team * 10 + (judge * 7 + team * 3) % 5 * 3, Mark(judge_id, team_id, _text(values[judge])))
        for team, (team_id, values) in enumerate(table.get("marks", {}).items())
        for judge, judge_id in enumerate(judges)
    ]
    marks = [mark for _, mark in sorted(timed, key=lambda pair: pair[0])]
    for change in table.get("changes", []):
        _change(marks, change)
    return marks


def _change(marks: list[Mark], change: dict[str, Any]) -> None:
    place = next(
        n for n, m in enumerate(marks) if (m.judge, m.team) == (change["judge"], change["team"])
    )
    meant = marks[place]
    marks[place] = Mark(meant.judge, meant.team, _text(change["first"]))
    later = min(place + 1 + SECOND_THOUGHT, _last_of_others(marks, meant))
    marks.insert(later, Mark(meant.judge, meant.team, meant.value, again=True))


def _last_of_others(marks: list[Mark], mark: Mark) -> int:
    """Where the last other judge marks the team: then its score is public and the mark closed."""
    others = (n for n, m in enumerate(marks) if m.team == mark.team and m.judge != mark.judge)
    return max(others)


def _text(number: object) -> str:
    return plain(read_score(number))
