"""What every scene is: what it is about, how many steps it has, and what a step shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from scoreboard.contest.boards.shapes import Board, Named, Row
from scoreboard.contest.model import Division, Member, Round, Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import Part, Shown
from scoreboard.contest.record.state import Seer
from scoreboard.contest.show.following import after_any
from scoreboard.contest.show.shapes import Onward, Person, Shows, TeamShown
from scoreboard.contest.words import Say

# What a scene can be about; keys of its body that a scene does not use are ignored.
Key = Literal["round", "stage", "team", "division", "text", "second", "seconds", "until"]


class About(NamedTuple):
    """What a scene is about, by ids."""

    round: str | None = None
    stage: str | None = None
    team: str | None = None


class Reached(NamedTuple):
    """How far a scene is: the step, and of how many after step 0."""

    step: int
    of: int


@dataclass(frozen=True, slots=True)
class Hall:
    """What a scene is drawn from: the book, the scene that is put and its step, and for whom.

    `book` is as the hall knows it: as it stood while the board is frozen, and without results that
    are not told yet; `whole` has them. `day` is the running of the day, which no freeze hides: who
    is on stage, in which order, the timer.
    `board` gives the board of a stage as this audience sees it.
    """

    book: Book
    whole: Book
    day: Book
    show: Shown
    step: int
    of: int
    seer: Seer
    board: Callable[[str | None], Board]
    say: Say

    @property
    def round(self) -> Round | None:
        """The round that the scene is about."""
        return self.book.round(self.show.round) if self.show.round else None

    @property
    def stage(self) -> Stage | None:
        """The stage that the scene is about."""
        return self.book.event.stage(self.show.stage) if self.show.stage else None

    @property
    def team(self) -> Team | None:
        """The team that the scene is about."""
        return self.book.event.team(self.show.team) if self.show.team else None

    def team_shown(self, team_id: str) -> TeamShown:
        """A team of the event as scenes show it."""
        # A frozen board may name a team that has left the set-up since.
        team = self.whole.event.team(team_id) or self.book.event.team(team_id)
        if team is None:
            raise KeyError(team_id)
        return team_shown(team)

    def rows(self, board: Board) -> list[Row]:
        """The rows of a board, of the scene's division alone where it has one."""
        division = self.show.division
        return [row for row in board["rows"] if not division or row.get("division") == division]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneKind:
    """One scene. `label` names it on keys and thumbnails, `uses` are the keys it takes.

    `of` is how many steps there are after step 0. `shows` is what the hall's step shows, or why
    there is nothing, as a message id. `about` settles what it is about where that is left out.
    `at` is how far it is, where its steps are not those of the screen but of the contest itself: a
    reveal's (`reveals`).
    `tells` is the part of a stage's result that it tells, `by_division` that it shows one division
    at a time, `holds` that it keeps a score back,
    `follows` that without a team it goes with who is on stage. `check` raises Refusal where a step
    further cannot be told yet. `after` is what comes when it is at its end.
    """

    label: str
    uses: frozenset[Key] = frozenset()
    of: Callable[[Book, Shown], int] = lambda _book, _show: 0
    shows: Callable[[Hall], Shows | str | None]
    about: Callable[[Book, Mapping[str, Any]], About] = lambda _book, asked: About(
        asked.get("round"), asked.get("stage"), asked.get("team")
    )
    check: Callable[[Book, Shown], None] = lambda _book, _show: None
    after: Callable[[Book, Shown], Onward | None] = after_any
    tells: Part | None = None
    by_division: bool = False
    holds: bool = False
    follows: bool = False
    at: Callable[[Book, Shown], Reached] | None = None
    reveals: bool = False


def person(member: Member) -> Person:
    """A member as scenes show it."""
    return {"id": member.id, "name": member.name, "role": member.role}


def team_shown(team: Team) -> TeamShown:
    """A team as scenes show it, with its members."""
    shown: TeamShown = {
        "id": team.id,
        "name": team.name,
        "region": team.region,
        "members": [person(one) for one in team.members],
    }
    if team.colour:
        shown["colour"] = team.colour
    if team.name_en:
        shown["name_en"] = team.name_en
    if team.reading:
        shown["reading"] = team.reading
    return shown


def named(one: Round | Stage | Division) -> Named:
    """A round, a stage or a division by id and name."""
    return {"id": one.id, "name": one.name}
