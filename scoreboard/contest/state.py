"""What a contest has come to: the state that the ledger's entries are folded into."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import Entry, Event, Round, RoundState
from scoreboard.contest.scoring import RoundScore


@dataclass(frozen=True, slots=True)
class Mark:
    """A judge's mark as it stands; `corrected` when the desk set it."""

    value: Decimal
    version: int
    corrected: bool = False


@dataclass(slots=True)
class RoundBook:
    """What has happened in one round: marks by team and judge, awards in order of entry.

    `excused` holds the judges who are no longer waited for, each with the reason; `order` is the
    order of play, `lots` the runs of equal teams in it that were parted by lot.
    """

    state: RoundState = "pending"
    marks: dict[str, dict[str, Mark]] = field(default_factory=dict)
    awards: list[Entry] = field(default_factory=list)
    excused: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    lots: tuple[tuple[str, ...], ...] = ()
    scores: dict[str, RoundScore] | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """Who was named at the end of a stage, in which entry, and how a tie was decided if one was."""

    teams: tuple[str, ...]
    version: int
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """A play-off (with its round) or lots (with the drawn order) between exactly these teams.

    It orders them and changes no total (rulebook, "Who goes on").
    """

    id: str
    stage: str
    teams: tuple[str, ...]
    round: Round | None = None

    def lot(self, team_id: str) -> Fraction | None:
        """The team's place in the drawn order, turned so that greater is better."""
        return Fraction(-self.teams.index(team_id)) if team_id in self.teams else None


@dataclass(slots=True)
class State:
    """Everything that the entries so far have brought about."""

    event: Event | None = None
    rounds: dict[str, RoundBook] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    announced: dict[str, Announcement] = field(default_factory=dict)
    settlements: list[Settlement] = field(default_factory=list)
    penalties: list[Entry] = field(default_factory=list)
    withdrawn: dict[str, str] = field(default_factory=dict)

    def forget_scores(self) -> None:
        """Let every round's scores be reckoned anew."""
        for kept in self.rounds.values():
            kept.scores = None
