"""What a contest has come to: the state that the ledger's entries are folded into."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.model import Entry, Event, Round, RoundState
from scoreboard.contest.outliers import Outlier
from scoreboard.contest.scoring import RoundScore


@dataclass(frozen=True, slots=True)
class Mark:
    """A judge's mark as it stands; `corrected` when the desk set it, `entered` where none stood."""

    value: Decimal
    version: int
    corrected: bool = False
    entered: bool = False


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
    outliers: dict[str, dict[str, Outlier]] | None = None

    def forget(self) -> None:
        """Let what was reckoned of the round be reckoned anew."""
        self.scores = self.outliers = None

    def points_by_team(self) -> dict[str, list[Decimal]]:
        """What each team was awarded and deducted, in the order of entry."""
        points: dict[str, list[Decimal]] = {}
        for award in self.awards:
            if award.team is not None and award.value is not None:
                points.setdefault(award.team, []).append(award.value)
        return points


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
    begun: Entry | None = None
    archived: bool = False

    def forget_scores(self) -> None:
        """Let every round's scores be reckoned anew."""
        for kept in self.rounds.values():
            kept.forget()

    def clear(self, begun: Entry) -> None:
        """Set all that was played aside, and count from this entry on; the set-up stays."""
        stages = self.event.stages if self.event else ()
        self.rounds = {r.id: RoundBook() for stage in stages for r in stage.rounds}
        self.opened, self.settlements, self.penalties = [], [], []
        self.announced, self.withdrawn = {}, {}
        self.begun = begun
