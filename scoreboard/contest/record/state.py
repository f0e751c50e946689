"""What a contest has come to: the state that the ledger's entries are folded into."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from scoreboard.contest.model import (
    AdmitAs,
    Entry,
    Event,
    Judge,
    Round,
    RoundState,
    Rules,
    team_of,
)
from scoreboard.contest.record.look import Look
from scoreboard.contest.record.show import Shown, Timer, Untold
from scoreboard.contest.rules.fouls import Foul, is_out, numbered
from scoreboard.contest.rules.kinds.kind import Entered, Given, RoundScore
from scoreboard.contest.rules.outliers import Outlier
from scoreboard.contest.rules.tokens import doubles

# The audiences that see less than the desk.
Seer = Literal["public", "judge"]
# How an order came about: by hand, by the round's `appearance`, or as a risk round's is drawn ("").
OrderBy = Literal["", "draw", "standings", "reverse", "hand"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A judge's mark as it stands; `corrected` when the desk set it, `entered` where none stood.

    `parts` are what each criterion was given, by its id; empty for a mark that is one number.
    """

    value: Decimal
    version: int
    corrected: bool = False
    entered: bool = False
    parts: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OnList:
    """What the desk has entered for a team, in which entry; `again` where it stood otherwise."""

    entered: Entered
    version: int
    again: bool = False


@dataclass(slots=True)
class RoundRecord:
    """What has happened in one round: marks by who is marked and judge, awards in order of entry.

    Who is marked is a team, or in a round that is its members' each of them ("TEAM:MEMBER").

    `listed` is what the desk has entered for each team, in a round that takes that.

    `people` are the points that were given under a member's name, by team and member.

    `excused` holds the judges who are no longer waited for, each with the reason; `order` is the
    order of play as it was recorded, `ordered` in which entry (0 before there is one), `order_by`
    how it came about, and `lots` the runs of equal teams in it that were ordered by lot. `absent`
    holds the teams, and the members who are marked, that did not come, each with the reason.

    `completed` are the teams whose panel has been complete, `released` those whose score the desk
    has made public before; `waived` are excuses that stood for a time, judges by the entry's
    version: what they made public stays so when they are taken back. `on_stage` is the team that is
    on stage, put there in the entry `staged`; None before any is, and once the round is closed.
    `told` are the teams whose marks a scene has told to its last step. `shown` are those whose
    score was seen when the set-up came to say otherwise; it stays seen.
    """

    state: RoundState = "pending"
    people: dict[str, dict[str, list[Decimal]]] = field(default_factory=dict)
    marks: dict[str, dict[str, Mark]] = field(default_factory=dict)
    awards: list[Entry] = field(default_factory=list)
    fouls: list[Entry] = field(default_factory=list)
    listed: dict[str, OnList] = field(default_factory=dict)
    tokens: list[Entry] = field(default_factory=list)
    excused: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    lots: tuple[tuple[str, ...], ...] = ()
    order_by: OrderBy = ""
    ordered: int = 0
    on_stage: str | None = None
    staged: int = 0
    absent: dict[str, str] = field(default_factory=dict)
    completed: set[str] = field(default_factory=set)
    released: set[str] = field(default_factory=set)
    waived: dict[int, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    shown: dict[Seer, set[str]] = field(default_factory=lambda: {"public": set(), "judge": set()})
    scores: dict[str, RoundScore] | None = None
    own: dict[str, RoundScore] = field(default_factory=dict)
    places: dict[str, dict[str, Decimal]] | None = None
    seen: dict[str, Mapping[str, RoundScore]] = field(default_factory=dict)
    outliers: dict[str, dict[str, Outlier]] | None = None

    def copy(self) -> RoundRecord:
        """A copy; what happens to it later leaves this record as it is."""
        return replace(
            self,
            people={
                team: {member: list(points) for member, points in people.items()}
                for team, people in self.people.items()
            },
            marks={team: dict(marks) for team, marks in self.marks.items()},
            awards=list(self.awards),
            fouls=list(self.fouls),
            listed=dict(self.listed),
            tokens=list(self.tokens),
            excused=dict(self.excused),
            absent=dict(self.absent),
            completed=set(self.completed),
            released=set(self.released),
            waived=dict(self.waived),
            told=set(self.told),
            shown={seer: set(teams) for seer, teams in self.shown.items()},
            seen=dict(self.seen),
            own=dict(self.own),
        )

    def forget(self) -> None:
        """Drop the cached scores and outliers; they are computed again when asked for."""
        self.scores = self.places = self.outliers = None
        self.seen, self.own = {}, {}

    def waited_for(self, judges: Iterable[Judge], entrant: str) -> list[str]:
        """The judges whose mark counts or is still to come: neither recused nor excused.

        The mark that an excused judge has given counts.
        """
        marks, team_id = self.marks.get(entrant, {}), team_of(entrant)
        return [
            judge.id
            for judge in judges
            if team_id not in judge.recused and (judge.id not in self.excused or judge.id in marks)
        ]

    def given(
        self,
        judges: Sequence[Judge],
        entrant: str,
        points: Sequence[Decimal],
        places: Mapping[str, Decimal],
    ) -> Given:
        """What one has been given: `points`, and of the marks, or `places`, those waited for."""
        marks = {judge: mark.value for judge, mark in self.marks.get(entrant, {}).items()}
        on_list = self.listed.get(entrant)
        entered = on_list.entered if on_list else None
        waited_for = self.waited_for(judges, entrant)
        return Given(marks, waited_for, points, places, len(judges), entered=entered)

    def note_complete(
        self, a_round: Round, judges: Sequence[Judge], team_id: str, entrants: Sequence[str]
    ) -> None:
        """Remember the team's panel as complete if it is, and has come to a score.

        Where its members are marked, each of them who is not absent has all marks.
        """
        if team_id in self.absent:
            return
        left = {*self.excused, *self.waived.values()}
        panel = [judge.id for judge in judges if team_id not in judge.recused]
        came = [one for one in entrants if one not in self.absent]
        if came and all(self._is_full(a_round, panel, left, one) for one in came):
            self.completed.add(team_id)

    def _is_full(
        self, a_round: Round, panel: Sequence[str], left: Collection[str], entrant: str
    ) -> bool:
        marks = self.marks.get(entrant, {})
        given = sum(1 for judge in panel if judge in marks)
        waiting = any(judge not in marks and judge not in left for judge in panel)
        return not waiting and given >= a_round.least_marks

    def is_public(
        self, rules: Rules, a_round: Round, team_id: str, seer: Seer, *, panel: bool, listed: bool
    ) -> bool:
        """Whether a team's marks or points may be seen; `panel` in a round that judges mark.

        In one whose scores are `listed` there has to be one, for which the rest of the performance
        waits.

        Contract, "Complete". A place would tell of the marks of other teams: places are public
        when the round is closed, whatever else is.
        """
        if self.state == "pending" or a_round.by_places:
            return self.state == "closed"
        if team_id in self.released or team_id in self.shown[seer]:
            return True
        if rules.publish == "round":
            return self.state == "closed"
        if rules.publish == "live" and seer == "public":
            return True
        if not panel:
            return not listed or team_id in self.listed
        completed = team_id in self.completed
        return completed and (rules.publish == "live" or rules.release == "complete")

    def numbered_fouls(self, a_round: Round) -> list[Foul]:
        """The fouls that stand in the round, in the order of entry, with what each costs."""
        return numbered(a_round, self.fouls)

    def is_out(self, a_round: Round, team_id: str) -> bool:
        """Whether its fouls have put a team out of the round."""
        return is_out(a_round, sum(1 for foul in self.fouls if foul.team == team_id))

    def used_tokens(self, team_id: str) -> list[str]:
        """The tokens that a team has used up in the round, in order."""
        return [str(one.detail["token"]) for one in self.tokens if one.team == team_id]

    def doubling(self, team_id: str) -> list[str]:
        """The doubling tokens that a team has used, and that no award to it has taken yet."""
        taken = [one.detail.get("token") for one in self.awards if one.team == team_id]
        return [one for one in self.used_tokens(team_id) if doubles(one) and one not in taken]

    def doubles_left(self, a_round: Round, team_id: str) -> int:
        """How many questions of a team can still be doubled in the round."""
        used, waiting = self.used_tokens(team_id), self.doubling(team_id)
        return sum(1 for t in a_round.tokens if doubles(t) and (t not in used or t in waiting))

    def points_by_team(self, a_round: Round) -> dict[str, list[Decimal]]:
        """What each team was awarded and deducted, in the order of entry; what fouls cost, too."""
        given = [(one.version, one.team, one.value) for one in self.awards]
        costing = [foul for foul in self.numbered_fouls(a_round) if foul.points]
        if costing:
            given += [(one.entry.version, one.entry.team, one.points) for one in costing]
            given.sort(key=lambda one: one[0])
        points: dict[str, list[Decimal]] = {}
        for _, team, value in given:
            if team is not None and value is not None:
                points.setdefault(team, []).append(value)
        return points


@dataclass(frozen=True, slots=True)
class Admission:
    """A team that goes on by hand, as what, and in which entry."""

    team: str
    way: AdmitAs
    version: int


@dataclass(frozen=True, slots=True)
class Announcement:
    """Who was named at the end of a stage, in which entry, and how a tie was decided if one was.

    `admitted` go on besides those named; they were admitted to this announcement, and without it
    they are not.
    """

    teams: tuple[str, ...]
    version: int
    decision: str | None = None
    admitted: tuple[Admission, ...] = ()
    named: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "named", frozenset(self.teams))

    @property
    def going_on(self) -> tuple[str, ...]:
        """All that go on: those named, then those admitted."""
        added = (one.team for one in self.admitted if one.team not in self.named)
        return (*self.teams, *added)

    def admission(self, team_id: str) -> Admission | None:
        """How a team was admitted; None for every other.

        Who was named needs it only to return from a side stage.
        """
        named = team_id in self.named
        return next(
            (o for o in self.admitted if o.team == team_id and (o.way == "return" or not named)),
            None,
        )


@dataclass(frozen=True, slots=True)
class TieResolution:
    """A play-off (with its round) or lots (with the drawn order) between exactly these teams.

    It orders them and changes no total (rulebook, "Who goes on"). By the head judge's word the
    `rest` of those who were tied stand behind these, equal among themselves.
    """

    id: str
    stage: str
    teams: tuple[str, ...]
    round: Round | None = None
    rest: tuple[str, ...] = ()

    def lot(self, team_id: str) -> int | None:
        """The team's number in the order that was drawn or said, from 1; None without a part."""
        if team_id in self.rest:
            return len(self.teams) + 1
        return self.teams.index(team_id) + 1 if team_id in self.teams else None


@dataclass(frozen=True, slots=True)
class SpecialPrize:
    """A prize that is given by hand and follows from no figure, in which entry.

    It is the `member`'s of the team where one is named.
    """

    version: int
    name: str
    team: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Freeze:
    """The public board stopped at a version, at a time, in a stage (contract, "Freeze").

    `step` is None until its reveal has begun, then how many teams are revealed, of how many;
    `revealed` are their ids in that order, each with the entry that revealed it.
    """

    version: int
    at: str
    stage: str
    step: int | None = None
    of: int = 0
    revealed: Mapping[str, int] = field(default_factory=dict)

    @property
    def lit(self) -> str | None:
        """The team that was revealed last; None before any is."""
        return list(self.revealed)[-1] if self.revealed else None

    @property
    def hides(self) -> bool:
        """Whether anything is still hidden: no longer, once every place is revealed."""
        return self.step is None or self.step < self.of


@dataclass(slots=True)
class State:
    """Everything that the entries so far have brought about.

    `show` is the scene on the big screen, None before any is put; `untold` are the results that are
    announced and not wholly told yet, by stage.
    `together` are the teams that take a prize together by a decision, each with their stage;
    `groups` are the groups into which teams were drawn, by stage and team.
    """

    event: Event | None = None
    rounds: dict[str, RoundRecord] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    announced: dict[str, Announcement] = field(default_factory=dict)
    tie_resolutions: list[TieResolution] = field(default_factory=list)
    penalties: dict[tuple[str | None, str | None], list[Entry]] = field(default_factory=dict)
    withdrawn: dict[str, str] = field(default_factory=dict)
    together: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    specials: list[SpecialPrize] = field(default_factory=list)
    groups: dict[str, Mapping[str, str]] = field(default_factory=dict)
    begun: Entry | None = None
    archived: bool = False
    published: bool = False
    show: Shown | None = None
    timer: Timer | None = None
    untold: dict[str, Untold] = field(default_factory=dict)
    freeze: Freeze | None = None
    look: Look = field(default_factory=Look)

    def copy(self) -> State:
        """A copy; what happens to it later leaves this state as it is."""
        return replace(
            self,
            rounds={round_id: record.copy() for round_id, record in self.rounds.items()},
            opened=list(self.opened),
            announced=dict(self.announced),
            tie_resolutions=list(self.tie_resolutions),
            penalties={about: list(entries) for about, entries in self.penalties.items()},
            withdrawn=dict(self.withdrawn),
            together=list(self.together),
            specials=list(self.specials),
            groups=dict(self.groups),
            untold=dict(self.untold),
        )

    def is_held(self, round_id: str, team_id: str) -> bool:
        """Whether a score waits for the last step of the scene that shows it."""
        show = self.show
        return show is not None and show.team == team_id and round_id in show.holds

    @property
    def hides(self) -> object:
        """What the show keeps from the hall for now: boards of figures change with it alone."""
        held = (self.show.team, self.show.holds) if self.show and self.show.holds else None
        return held, dict(self.untold)

    def forget_scores(self) -> None:
        """Drop the cached scores of every round."""
        for kept in self.rounds.values():
            kept.forget()

    def clear(self, begun: Entry) -> None:
        """Set all that was played aside, and count from this entry on; the set-up stays."""
        stages = self.event.stages if self.event else ()
        self.rounds = {r.id: RoundRecord() for stage in stages for r in stage.rounds}
        self.opened, self.tie_resolutions, self.penalties = [], [], {}
        self.announced, self.withdrawn = {}, {}
        self.together, self.specials, self.groups = [], [], {}
        self.show, self.timer, self.untold = None, None, {}
        self.begun, self.freeze, self.published = begun, None, False
