"""What a contest is made of: frozen values, as the event file and the ledger give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

# As files and the API write it; `Round.form` is the kind in full.
RoundKind = Literal["judged", "points", "count", "list"]
RoundForm = Literal["judged", "criteria", "points", "risk", "playoff", "count", "list"]
RoundState = Literal["pending", "open", "closed"]
# "places": each judge's marks put the teams in places, and those are added (序位法).
Aggregate = Literal["sum", "mean", "median", "places"]
Method = Literal["dense", "competition", "modified", "ordinal", "fractional"]
BreakTies = Literal["all", "first", "cut"]
Publish = Literal["team", "live", "round"]
Release = Literal["complete", "desk"]
Better = Literal["higher", "lower"]
Unscored = Literal["none", "zero"]
Rounding = Literal["up", "down", "half_up"]
# What a wrong answer to a stake costs, and who stakes first.
Loss = Literal["stake", "half", "none"]
PlayOrder = Literal["highest", "lowest", "registration"]
# Whose the points of a round are, and what a team has of its members' points.
GivenTo = Literal["team", "member"]
TeamScore = Literal["sum", "mean", "best"]
# Whom a prize is for: the best teams of the last stage, or the best individuals of the event.
PrizeFor = Literal["team", "member"]
# In which order the teams are on stage: "reverse" is by standing, the last first.
Appearance = Literal["registration", "draw", "standings", "reverse"]
# By what the best others of several groups are compared.
BestBy = Literal["total", "mean"]
# How a team goes on that the standings do not name.
AdmitAs = Literal["wild_card", "reserve", "return"]
# Who gives the points of a points round: the desk alone, or besides it all judges, or these.
ScoredBy = Literal["desk", "judges"] | tuple[str, ...]
Locale = Literal["zh-CN", "en"]
# What the hall's screens look like: each a whole design (static/css/common/themes.css).
Theme = Literal["night", "ink", "vermilion", "daylight", "contrast"]

# More are on no sheet of paper, and find no room on a tablet.
MOST_CRITERIA = 12

METHODS: tuple[Method, ...] = ("dense", "competition", "modified", "ordinal", "fractional")


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a team, shown with it; `id` names one in entries, unique in the event.

    It is empty only in a set-up that is not in force yet and leaves it out.
    """

    name: str
    role: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """A part of the field with places, cut and prizes of its own (组别)."""

    id: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heat: teams that meet in a stage which is played by groups (分组)."""

    id: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """A team; `id` names it in URL, entry and page. A `guest` is out of competition (表演队).

    `name_en` is its name in a second language, `reading` how the presenter says it (hé yī …).

    `colour` is "#rrggbb", a small mark beside the name; "" for none. `division` is the id of its
    division, "" where the event has none; `group` that of its group, "" until it is drawn.
    """

    id: str
    name: str
    region: str = ""
    organisation: str = ""
    members: tuple[Member, ...] = ()
    guest: bool = False
    colour: str = ""
    division: str = ""
    group: str = ""
    name_en: str = ""
    reading: str = ""

    def member(self, member_id: str) -> Member | None:
        """The team's member of that id, or None."""
        return next((one for one in self.members if one.id == member_id), None)


def entrant_of(team_id: str, member_id: str | None = None) -> str:
    """Who is marked: a team by its id, a member of it by "TEAM:MEMBER"; no id has a colon."""
    return f"{team_id}:{member_id}" if member_id else team_id


def team_of(entrant: str) -> str:
    """The id of the team that is marked, or whose member is."""
    return entrant.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge; `recused` holds the ids of the teams this judge must not mark.

    The marks of a `shadow` are kept and never counted, and nobody waits for them. The `head` judge
    has the last word on a tie that nothing else parts; there is one at most.
    """

    id: str
    name: str
    recused: tuple[str, ...] = ()
    shadow: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a judge marks by itself, from 0 to `max`; `weight` is its part in the mark."""

    id: str
    name: str
    max: Decimal
    step: Decimal = Decimal(1)
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class FoulRule:
    """What fouls cost in a round of points (抢答犯规): the first `free` nothing, each later one
    the `penalty`; with the `out`-th a team is out of the round, 0 for never.
    """

    free: int = 0
    penalty: Decimal = Decimal(0)
    out: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """A round: judged (each judge marks each team once), points (awarded and deducted), or
    entered at the desk, one score for each team: a list (笔试), or a count in the hall (举牌).

    Of a count `present` is how many hold a card unless the desk says otherwise, `card` what each
    is worth; without it the share of those present makes the score, from `min` to `max`.

    A points round with `stakes` is a risk round: teams pick a stake and win it, lose it, or
    decline. `questions` is how many a team can be asked, where the event fixes that. `scored_by`
    says who besides the desk gives the points: nobody, all judges, or those of these ids. A wrong
    answer to a stake costs the `loss`, declining one costs `declined`; `order` is who plays first.
    `fouls` is there where fouls are counted; of the `tokens` each team has one of each.

    `decimals` rounds the panel's score before the weight, `weighted_decimals` what comes of it
    after the weight; without either the score goes into the total exactly.

    With `criteria` a judge's mark is the weighted sum of what each was given (评分细则): `min`,
    `max` and `step` are then those of that sum.

    `panel` are the ids of the judges who mark it, None for all. Rounds of the same `performance`
    are about the same appearance of the teams: two panels, or a panel and a count in the hall. They
    open and close together, and what a team has in them becomes public together; `weight` is the
    share of each. Empty where the round stands alone. A round with a `group` is that group's alone.
    `appearance` is the order in which the teams are on stage.

    `by` "member": the points or marks are its members', and the team has their sum, their mean, or
    the sum of the `best` so many of them, as `team_score` says.
    """

    id: str
    name: str
    kind: RoundKind = "judged"
    min: Decimal = Decimal(0)
    max: Decimal = Decimal(100)
    step: Decimal = Decimal(1)
    aggregate: Aggregate = "mean"
    drop_high: int = 0
    drop_low: int = 0
    weight: Decimal = Decimal(1)
    decimals: int | None = None
    weighted_decimals: int | None = None
    better: Better = "higher"
    awards: tuple[Decimal, ...] = ()
    stakes: tuple[Decimal, ...] = ()
    questions: int | None = None
    scored_by: ScoredBy = "desk"
    criteria: tuple[Criterion, ...] = ()
    loss: Loss = "stake"
    declined: Decimal = Decimal(0)
    order: PlayOrder = "highest"
    panel: tuple[str, ...] | None = None
    performance: str = ""
    fouls: FoulRule | None = None
    tokens: tuple[str, ...] = ()
    appearance: Appearance = "registration"
    by: GivenTo = "team"
    team_score: TeamScore = "sum"
    best: int | None = None
    present: int | None = None
    card: Decimal | None = None
    group: str = ""
    name_en: str = ""

    @property
    def least_marks(self) -> int:
        """How many marks it takes before dropping leaves a score."""
        return self.drop_high + self.drop_low + 1

    @property
    def by_places(self) -> bool:
        """Whether each judge's marks become places among the teams (序位法)."""
        return self.aggregate == "places"

    @property
    def marks_better(self) -> Better:
        """Which single marks are better: of places fewer are, of the marks behind them more."""
        return "higher" if self.by_places else self.better

    @property
    def form(self) -> RoundForm:
        """Which kind of round it is in full: the key of the table of kinds (rules/kinds)."""
        if self.kind == "points":
            return "risk" if self.stakes else "points"
        return "criteria" if self.criteria else self.kind


@dataclass(frozen=True, slots=True)
class PlayOffRound(Round):
    """A round that no set-up has: it is held between teams that share a place."""

    @property
    def form(self) -> RoundForm:
        """A kind of its own."""
        return "playoff"


@dataclass(frozen=True, slots=True)
class Stage:
    """Rounds that are reckoned together, and who goes on from them: nobody from the last stage.

    `advance` teams go on, or `advance_share` of the placed ones, `rounding` to a whole number. None
    does whose total is below `threshold`, or not greater than `above`; without a number or share
    all go on who pass. `quota` is how many of one organisation may; 0 for no limit.

    `by_group`: each group is a table of its own, and `advance` is of each; `advance_best` more go
    on, the best of the others across the groups, by their total or by their mean.

    With `side_of`, the id of a stage, it is a side stage (复活赛): those who are out of that stage
    play it, and who is let back from it plays the next main stage with the others.
    """

    id: str
    name: str
    rounds: tuple[Round, ...]
    base: Decimal = Decimal(0)
    carry: Decimal = Decimal(0)
    advance: int | None = None
    advance_share: Decimal | None = None
    rounding: Rounding = "half_up"
    threshold: Decimal | None = None
    above: Decimal | None = None
    quota: int = 0
    side_of: str = ""
    by_group: bool = False
    advance_best: int = 0
    best_by: BestBy = "total"
    name_en: str = ""

    @property
    def has_cut(self) -> bool:
        """Whether a rule says who goes on from it: it is not the last, nor a side stage without."""
        said = (self.advance, self.advance_share, self.threshold, self.above)
        return any(one is not None for one in said)


@dataclass(frozen=True, slots=True)
class Rules:
    """How totals become places, and what is shown when, for the whole event.

    `publish`: a team's score in a judged round is public once its panel is complete or the desk
    releases it ("team"), with every mark ("live"), or when the round closes ("round"). `release`
    "desk" waits for the desk also where the panel is complete. `unscored` is the total of a team
    that has no score yet: none, and no place; or, as it was at first, a zero that shares a place.
    `better` "lower": the smaller total is first, and every round that counts is "lower" too.
    `overall`: all stages are ranked together too, who reached a later one first, and a last prize
    without a number goes to all the others.
    """

    ranking: Method = "dense"
    decimals: int = 0
    tie_breaks: tuple[str, ...] = ()
    publish: Publish = "team"
    break_ties: BreakTies = "all"
    release: Release = "complete"
    judges_see_totals: bool = False
    unscored: Unscored = "none"
    better: Better = "higher"
    overall: bool = False


@dataclass(frozen=True, slots=True)
class Prize:
    """A prize of the last stage, for the next best teams after those of the prizes before it.

    For so many teams (`count`), for a `share` of the placed teams, or for all with a total of
    `at_least` so much; with none of the three for all who are left. It is for the division of that
    id; where `division` is "", each division has it. With `who` "member" it is for the best
    individuals instead, in the same way.
    """

    id: str
    name: str
    count: int | None = None
    share: Decimal | None = None
    rounding: Rounding = "half_up"
    at_least: Decimal | None = None
    division: str = ""
    who: PrizeFor = "team"
    name_en: str = ""

    @property
    def is_rest(self) -> bool:
        """Whether it is for all who are left."""
        return self.count is None and self.share is None and self.at_least is None


@dataclass(frozen=True, slots=True)
class Wifi:
    """The network of the hall, as cards and posters name it; without a password it is open."""

    name: str
    password: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """What the hall's screens look like, and the place that they name.

    `accent` is "#rrggbb", the colour of the host in place of the theme's gold; "" for the gold.
    """

    theme: Theme = "night"
    accent: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """The set-up of one event: everything known before the first mark."""

    slug: str
    title: str
    teams: tuple[Team, ...]
    stages: tuple[Stage, ...]
    judges: tuple[Judge, ...] = ()
    subtitle: str = ""
    date: dt.date | None = None
    locale: Locale = "zh-CN"
    timezone: str = "Asia/Shanghai"
    rules: Rules = field(default_factory=Rules)
    wifi: Wifi | None = None
    prizes: tuple[Prize, ...] = ()
    divisions: tuple[Division, ...] = ()
    groups: tuple[Group, ...] = ()
    show: Show = field(default_factory=Show)
    title_en: str = ""
    subtitle_en: str = ""
    # Whether the recount file that is open to all names the judges; there they are numbers else.
    publish_judges: bool = False

    @property
    def names_en(self) -> dict[str, str]:
        """What has a name in a second language: that name by the first one."""
        rounds = (a_round for stage in self.stages for a_round in stage.rounds)
        parts: list[Team | Stage | Round | Prize | Division | Group]
        parts = [*self.divisions, *self.groups, *self.prizes, *self.teams, *self.stages, *rounds]
        found = {one.name: one.name_en for one in parts if one.name_en}
        titles = {self.title: self.title_en, self.subtitle: self.subtitle_en}
        return found | {name: other for name, other in titles.items() if name and other}

    def team(self, team_id: str) -> Team | None:
        """The team of that id, or None."""
        return next((team for team in self.teams if team.id == team_id), None)

    def judge(self, judge_id: str) -> Judge | None:
        """The judge of that id, or None."""
        return next((judge for judge in self.judges if judge.id == judge_id), None)

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of that id, or None."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def before(self, stage: Stage) -> Stage | None:
        """The stage that decides who plays this one, and whose total may be carried in.

        Of a side stage the one it is of, of every other the main stage before; None for the first.
        """
        if stage.side_of:
            return self.stage(stage.side_of)
        earlier = self.stages[: self.stages.index(stage)]
        return next((one for one in reversed(earlier) if not one.side_of), None)

    def after(self, stage: Stage) -> Stage | None:
        """The main stage after a stage, which those who go on or return from it play; or None."""
        later = self.stages[self.stages.index(stage) + 1 :]
        return next((one for one in later if not one.side_of), None)

    def sides(self, stage: Stage) -> tuple[Stage, ...]:
        """The side stages of a stage, in their order."""
        return tuple(one for one in self.stages if one.side_of == stage.id)

    def round(self, round_id: str) -> Round | None:
        """The round of that id in any stage, or None."""
        return next((r for stage in self.stages for r in stage.rounds if r.id == round_id), None)

    @property
    def head_judge(self) -> Judge | None:
        """The judge who has the last word on ties, if one is named."""
        return next((judge for judge in self.judges if judge.head), None)

    def markers_of(self, a_round: Round) -> tuple[Judge, ...]:
        """The judges who mark a round, in the order of the event; shadows too."""
        if a_round.panel is None:
            return self.judges
        return tuple(judge for judge in self.judges if judge.id in a_round.panel)

    def prizes_for(self, who: PrizeFor) -> tuple[Prize, ...]:
        """The prizes of the teams, or those of the members, best first."""
        return tuple(prize for prize in self.prizes if prize.who == who)

    def panel_of(self, a_round: Round) -> tuple[Judge, ...]:
        """The judges whose marks count in a round, in the order of the event."""
        return tuple(judge for judge in self.markers_of(a_round) if not judge.shadow)

    def entrants_of(self, a_round: Round, team_id: str) -> tuple[str, ...]:
        """Who of a team is marked in a judged round: itself, or each of its members."""
        if a_round.by == "team":
            return (team_id,)
        team = self.team(team_id)
        return tuple(entrant_of(team_id, one.id) for one in (team.members if team else ()))

    def performance_of(self, a_round: Round) -> tuple[Round, ...]:
        """The rounds of the same performance, itself included; alone where it names none."""
        if not a_round.performance:
            return (a_round,)
        rounds = (r for stage in self.stages for r in stage.rounds)
        return tuple(r for r in rounds if r.performance == a_round.performance)

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds of every stage, in order."""
        return tuple(a_round for stage in self.stages for a_round in stage.rounds)

    def stage_of(self, round_id: str) -> Stage:
        """The stage a round belongs to.

        Raises:
            KeyError: no stage has that round.
        """
        for stage in self.stages:
            if any(r.id == round_id for r in stage.rounds):
                return stage
        raise KeyError(round_id)


# What the running order asks for next.
Action = Literal["draw", "open", "close", "reveal", "advance", "announce", "admit", "done"]
EntryKind = Literal[
    "setup",
    "mark",
    "award",
    "open",
    "close",
    "reopen",
    "correction",
    "undo",
    "advance",
    "excuse",
    "penalty",
    "withdraw",
    "order",
    "playoff",
    "lots",
    "begin",
    "archive",
    "publication",
    "release",
    "absent",
    "together",
    "special",
    "admit",
    "foul",
    "on_stage",
    "bonus",
    "scores",
    "word",
    "groups",
    "token",
    "scene",
    "turn",
    "timer",
    "freeze",
    "unfreeze",
    "reveal",
    "look",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `value` is a mark or points; `detail` what only some kinds carry.

    `at` is ISO 8601 with offset, `by` a role with its subject ("judge:j1", "scorer"),
    `voids` the version of the entry that an undo takes back, `setup` what a set-up puts in force.
    """

    version: int
    id: str
    kind: EntryKind
    by: str
    at: str
    stage: str | None = None
    round: str | None = None
    team: str | None = None
    judge: str | None = None
    value: Decimal | None = None
    reason: str | None = None
    voids: int | None = None
    setup: Event | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    hash: str = ""

    @property
    def by_judge(self) -> str | None:
        """The id of the judge who wrote it; None when somebody else did."""
        role, _, subject = self.by.partition(":")
        return subject if role == "judge" else None

    @property
    def rounds(self) -> tuple[str, ...]:
        """The ids of the rounds it is about: its own, and those of the same performance with it."""
        return () if self.round is None else (self.round, *self.detail.get("with", ()))
