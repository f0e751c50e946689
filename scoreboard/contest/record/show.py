"""What the show keeps: the scene on the big screen, its step, the timer, and what is not told yet.

No figure rests on it. What a scene holds back for a while is: a team's score until the last step
of its `marks` scene, and a result that was announced with a scene until that has told it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from scoreboard.contest.model import Entry
from scoreboard.contest.words import N_

# The parts of an announced result, each told by one scene: who goes on, who has won, the prizes.
Part = Literal["going", "winners", "prizes"]
TELLERS: Mapping[Part, str] = {"going": "advance", "winners": "podium", "prizes": "awards"}

# What shows until anything is put, and what a scene is called in the story, by its name.
STANDINGS = "standings"
REVEAL = "reveal"
SENTENCES: Mapping[str, str] = {
    "": N_("The scene on the big screen was changed"),
    "hold": N_("What the big screen shows is held"),
    "on": N_("The big screen goes on"),
    "title": N_("On the big screen: title"),
    "teams": N_("On the big screen: entrance of the teams"),
    "order": N_("On the big screen: order of %(round)s"),
    "opener": N_("On the big screen: opening of %(round)s"),
    "standings": N_("On the big screen: standings"),
    "round": N_("On the big screen: scores of %(round)s"),
    "team": N_("On the big screen: %(team)s"),
    "marks": N_("On the big screen: marks of %(team)s, %(round)s"),
    "timer": N_("On the big screen: timer"),
    "face_off": N_("On the big screen: play-off"),
    "advance": N_("On the big screen: who goes on from %(stage)s"),
    "reveal": N_("On the big screen: reveal"),
    "podium": N_("On the big screen: podium"),
    "awards": N_("On the big screen: prizes"),
    "chart": N_("On the big screen: chart"),
    "message": N_("On the big screen: a message"),
    "sponsors": N_("On the big screen: sponsors"),
    "blank": N_("On the big screen: nothing"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The scene that is put, and the step that is reached in it.

    `put` is the version of the entry that put it, or that brought it the team it follows; 0 before
    anything is put. `last` says that the last step is reached. `follows`: it goes with whoever is
    on stage. `turns_marks`: it turns a team's marks card by card. `holds` are the rounds in which
    the team's score waits for the last step; `tells` the part of the stage's result that it tells,
    as `part_of` calls it. `held` is the version as which screens keep what stood, None where they
    do not.
    """

    scene: str = STANDINGS
    put: int = 0
    at: str = ""
    step: int = 0
    last: bool = False
    round: str | None = None
    stage: str | None = None
    team: str | None = None
    division: str | None = None
    text: str = ""
    second: str = ""
    seconds: int | None = None
    until: str | None = None
    follows: bool = False
    turns_marks: bool = False
    holds: frozenset[str] = frozenset()
    tells: str | None = None
    held: int | None = None


@dataclass(frozen=True, slots=True)
class Timer:
    """The timer: it runs to its `deadline`, or stands with so many seconds `left`; never both.

    `seconds` is what it was set to.
    """

    seconds: Decimal
    left: Decimal | None
    deadline: datetime | None = None

    def left_at(self, now: datetime) -> Decimal:
        """The seconds that are left at a time, to the millisecond; 0 once it is over."""
        if self.deadline is None:
            return self.left or Decimal(0)
        return max(Decimal(0), Decimal((self.deadline - now) // timedelta(milliseconds=1)) / 1000)


@dataclass(frozen=True, slots=True)
class Untold:
    """A result that was announced with a scene: the parts that are not wholly told.

    `steps` are those that are reached in each. The winners of a division are a part of their own,
    see `part_of`.
    """

    parts: frozenset[str]
    steps: Mapping[str, int] = field(default_factory=dict)


def part_of(part: Part, division: str | None) -> str:
    """What a part is called, of a division where it is told of each by itself."""
    return f"{part}:{division}" if division else part


def put(entry: Entry, before: Shown | None, holds: frozenset[str]) -> Shown:
    """The show after an entry that puts a scene, or that holds what stands and lets it go on."""
    said = entry.detail
    held = entry.version if said.get("hold") else None
    if "scene" not in said:
        return replace(before or Shown(), held=held)
    return Shown(
        scene=str(said["scene"]),
        put=entry.version,
        at=entry.at,
        step=int(said.get("step", 0)),
        round=entry.round,
        stage=entry.stage,
        team=entry.team,
        division=said.get("division"),
        text=said.get("text", ""),
        second=said.get("second", ""),
        seconds=said.get("seconds"),
        until=said.get("until"),
        follows=bool(said.get("follows")),
        turns_marks=bool(said.get("holds")),
        holds=holds,
        tells=said.get("tells"),
        held=held,
    )


def after_reveal(show: Shown | None, entry: Entry) -> Shown | None:
    """The show once nothing is frozen any more: a reveal that stands gives way to the standings."""
    if show is None or show.scene != REVEAL:
        return show
    return Shown(put=entry.version, at=entry.at)


def turned(show: Shown, entry: Entry) -> Shown:
    """The show after a step in it; one that was made in another scene changes nothing."""
    if entry.detail["put"] != show.put:
        return show
    return replace(show, step=int(entry.detail["step"]), last=bool(entry.detail["last"]))


def timed(timer: Timer | None, said: Mapping[str, Any], at: str) -> Timer | None:
    """The timer after somebody has set, started, paused, prolonged or ended it.

    To end one that is over takes it off the screens.
    """
    now, seconds = datetime.fromisoformat(at), said.get("seconds")
    given = None if seconds is None else Decimal(str(seconds))
    if said["do"] == "set" or timer is None or (said["do"] == "start" and given is not None):
        started = _started(Timer(given, given), now) if said["do"] == "start" and given else None
        return started or (None if given is None else Timer(given, given))
    left = timer.left_at(now)
    if said["do"] == "start":
        return _started(timer, now)
    if said["do"] == "pause":
        return replace(timer, left=left, deadline=None)
    if said["do"] == "add":
        more = replace(timer, left=max(Decimal(0), left + (given or 0)), deadline=None)
        return _started(more, now) if timer.deadline is not None else more
    return None if left == 0 else replace(timer, left=None, deadline=now)


def _started(timer: Timer, now: datetime) -> Timer:
    left = timer.left_at(now) or timer.seconds
    if timer.deadline is not None and timer.deadline > now:
        return timer
    return replace(timer, left=None, deadline=now + timedelta(milliseconds=int(left * 1000)))
