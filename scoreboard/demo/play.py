"""The shipped competition, played through the same HTTP calls as real tablets."""

from __future__ import annotations

import time
import unicodedata
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scoreboard.demo.script import Award, Mark, RoundScript, Script, StageScript, read_script
from scoreboard.demo.tablet import DemoStopped, Tablet

__all__ = ["DemoStopped", "Script", "play", "read_script"]

# Seconds at speed 1; together the shipped play lasts about two minutes.
BETWEEN_ENTRIES = 0.7
AFTER_OPENING = 1.5
BEFORE_CLOSING = 1.0
AFTER_CLOSING = 2.5


def play(
    base_url: str,
    links: Mapping[str, Any],
    script: Script,
    speed: float,
    say: Callable[[str], None],
) -> None:
    """Play the whole script; `links` is what `scoreboard links --json` gives.

    Says a line of progress per round, and at the end the first stage's table and the winner.

    Raises:
        DemoStopped: the server refuses a call, or does not answer any more.
    """
    _Play(base_url, links, speed, say).run(script)


class _Play:
    def __init__(
        self, base_url: str, links: Mapping[str, Any], speed: float, say: Callable[[str], None]
    ) -> None:
        api = f"{base_url.rstrip('/')}/api/v1/events/{links['event']}"
        self._scorer = Tablet(api, links["scorer"])
        self._judges = {judge["id"]: Tablet(api, judge["url"]) for judge in links["judges"]}
        self._speed = speed
        self._say = say

    def run(self, script: Script) -> None:
        for stage in script.stages:
            for a_round in stage.rounds:
                self._round(stage, a_round)
            self._scorer.post(f"/stages/{stage.id}/advance", {"id": _new_id()})
            self._say(announcement(self._board(stage)))
            self._pause(AFTER_CLOSING)
        first, last = script.stages[0], script.stages[-1]
        for line in ["", *table(self._board(first)), "", announcement(self._board(last))]:
            self._say(line)

    def _round(self, stage: StageScript, a_round: RoundScript) -> None:
        self._change_round_state(a_round, "open")
        self._pause(AFTER_OPENING)
        versions: dict[tuple[str, str], int] = {}
        for entry in a_round.entries:
            if isinstance(entry, Mark):
                self._mark(a_round, entry, versions)
            else:
                self._award(a_round, entry)
            self._pause(BETWEEN_ENTRIES)
        self._pause(BEFORE_CLOSING)
        self._change_round_state(a_round, "close")
        self._say(progress(self._board(stage), a_round))
        self._pause(AFTER_CLOSING)

    def _change_round_state(self, a_round: RoundScript, action: str) -> None:
        self._scorer.post(f"/rounds/{a_round.id}/{action}", {"id": _new_id()})

    def _mark(self, a_round: RoundScript, mark: Mark, versions: dict[tuple[str, str], int]) -> None:
        body: dict[str, Any] = {
            "id": _new_id(),
            "round": a_round.id,
            "team": mark.team,
            "value": mark.value,
        }
        given = (mark.judge, mark.team)
        if mark.again:
            body["replaces"] = versions[given]
        answer = self._judges[mark.judge].post("/scores", body)
        versions[given] = answer["entry"]["version"]

    def _award(self, a_round: RoundScript, award: Award) -> None:
        tablet = self._scorer if award.by == "scorer" else self._judges[award.by]
        body = {
            "id": _new_id(),
            "round": a_round.id,
            "team": award.team,
            "points": award.points,
            **award.answer,
        }
        tablet.post("/awards", body)

    def _board(self, stage: StageScript) -> dict[str, Any]:
        return self._scorer.get(f"/board?stage={stage.id}")

    def _pause(self, seconds: float) -> None:
        time.sleep(seconds / self._speed)


def _new_id() -> str:
    return str(uuid.uuid4())


def progress(board: Mapping[str, Any], a_round: RoundScript) -> str:
    """A round in one line: its stage, its name, how much was entered, and who is ahead."""
    name = next(r["name"] for r in board["rounds"] if r["id"] == a_round.id)
    kind = "marks" if any(isinstance(entry, Mark) for entry in a_round.entries) else "awards"
    # A mark that was changed is still one mark.
    count = sum(1 for entry in a_round.entries if not (isinstance(entry, Mark) and entry.again))
    ahead = [row for row in board["rows"] if row["rank"] == board["rows"][0]["rank"]]
    names = "、".join(row["team"]["name"] for row in ahead)
    head = f"{board['stage']['name']} · {name}"
    return f"{pad(head, 16)}  {count} {kind:6}  {ahead[0]['rank']}. {names} {ahead[0]['total']}"


def announcement(board: Mapping[str, Any]) -> str:
    """Who goes on from a stage, or who has won, in one line."""
    named = board["announced"] or {}
    names = {row["team"]["id"]: row["team"]["name"] for row in board["rows"]}
    stage = board["stage"]["name"]
    if named.get("winners"):
        return f"{stage} · won by {'、'.join(names[team] for team in named['winners'])}"
    going_on = "、".join(names[team] for team in named.get("advancing", []))
    return f"{stage} · going on: {going_on}"


def table(board: Mapping[str, Any]) -> list[str]:
    """A stage's standings as aligned lines, wide characters counted double."""
    rounds = board["rounds"]
    head = ["place", "team", "region", *(r["name"] for r in rounds), "total"]
    rows = [
        [
            _place(row),
            row["team"]["name"],
            row["team"]["region"],
            *(row["rounds"][r["id"]] or "–" for r in rounds),
            row["total"],
        ]
        for row in board["rows"]
    ]
    widths = [max(map(width, column)) for column in zip(head, *rows, strict=True)]
    return [board["stage"]["name"], *(_line(cells, widths) for cells in [head, *rows])]


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['rank']}=" if row["tied"] else str(row["rank"])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    # Place, team and region begin where their heading begins; scores end where it ends.
    texts = list(map(pad, cells[:3], widths))
    scores = [
        " " * (columns - width(cell)) + cell
        for cell, columns in zip(cells[3:], widths[3:], strict=True)
    ]
    return "  ".join([*texts, *scores])


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """The text, filled up with spaces to this many columns."""
    return text + " " * (columns - width(text))
