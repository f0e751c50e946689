"""The shapes of what the big screen is told (contract, "Scenes"): the message, and what is in it.

Figures are the board's strings; every list stands in the order in which it is drawn. `Shows` are
by scene, each as its reached step may show it.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from scoreboard.contest.boards.shapes import Named, Place
from scoreboard.contest.model import Theme
from scoreboard.contest.record.state import OrderBy


class Picture(TypedDict):
    """A picture that the organiser has put in, by its address; its size in pixels."""

    url: str
    width: int
    height: int


class Sponsor(TypedDict):
    """A sponsor's mark; `tier` 1 is the largest."""

    name: str
    url: str
    width: int
    height: int
    tier: int


class WifiShown(TypedDict):
    """The hall's network by its name; the password is on cards only."""

    name: str


class Look(TypedDict):
    """How the event looks, and what it is called: the same in every scene.

    `host_en` and `contest_en` are there where the event has names in a second language.
    """

    theme: Theme
    accent: str
    logo: Picture | None
    sponsors: list[Sponsor]
    place: str
    date: str | None
    host: str
    contest: str
    wifi: WifiShown | None
    host_en: NotRequired[str]
    contest_en: NotRequired[str]


class TimerShown(TypedDict):
    """The timer: it runs to its `deadline`, or stands with `left` seconds; `seconds` it was set to.

    One that runs is over when its deadline has passed.
    """

    running: bool
    deadline: str | None
    left: str | None
    seconds: str


class Person(TypedDict):
    """A member of a team, and what it does."""

    id: str
    name: str
    role: str


class TeamShown(TypedDict):
    """A team as scenes show it; `colour`, `name_en` and `reading` only where it has them."""

    id: str
    name: str
    region: str
    members: list[Person]
    colour: NotRequired[str]
    name_en: NotRequired[str]
    reading: NotRequired[str]


class TitleShows(TypedDict):
    """`audience` is the address of the audience's page on this server, a path."""

    date: str | None
    place: str
    audience: str
    wifi: WifiShown | None


class MessageShows(TypedDict):
    """A line, a second line, and until when."""

    text: str
    second: str
    until: str | None


class SponsorsShows(TypedDict):
    """The sponsors, largest first."""

    sponsors: list[Sponsor]


class BlankShows(TypedDict):
    """Nothing."""


class TimerShows(TypedDict):
    """What the timer was set to by the scene."""

    seconds: int | None


class Seated(TypedDict):
    """A team and its number in the order of registration."""

    team: TeamShown
    seat: int


class TeamsShows(TypedDict):
    """All teams; as many of them have come in as the step says."""

    teams: list[Seated]


class OrderShows(TypedDict):
    """The order of a round: face down at step 0, with no `teams`; `count` is how many there are.

    `reason` says in words how it came about. `stakes` are those of a risk round.
    """

    round: Named
    by: OrderBy
    reason: str
    count: int
    teams: list[TeamShown]
    stakes: NotRequired[list[str]]


class OpenerShows(TypedDict):
    """A round, the `number`-th `of` its stage, and its `rule` in one line; "" where it has none."""

    round: Named
    number: int
    of: int
    name: str
    rule: str


class RoundRow(TypedDict):
    """A team with its score in a round, and its total and place by now."""

    team: TeamShown
    score: str | None
    total: str | None
    rank: Place | None


class RoundShows(TypedDict):
    """The scores of a round that are public, best first; who has none comes last."""

    round: Named
    rows: list[RoundRow]


class RoundOfTeam(TypedDict):
    """A team's score in a round, and its place by that score alone."""

    round: Named
    score: str | None
    rank: Place | None


class PathPoint(TypedDict):
    """A team's place in the standings after a round."""

    round: Named
    place: Place | None


class OneTeamShows(TypedDict):
    """One team: its rounds, and its way through the standings."""

    team: TeamShown
    rounds: list[RoundOfTeam]
    total: str | None
    rank: Place | None
    path: list[PathPoint]


class Card(TypedDict):
    """A judge's mark; `value` is None before its step, `dropped` is told with the last one."""

    judge: Named
    value: str | None
    dropped: Literal["high", "low"] | None
    excused: bool


class Position(TypedDict):
    """The `n`-th `of` so many."""

    n: int
    of: int


class CriterionShown(Named):
    """A criterion, and at the last step the mean of what the marks that count have given for it."""

    score: str | None


class MarksShows(TypedDict):
    """A team's marks in a round, card by card; with the last step its score, total and place.

    `open` says that all marks are in, so that the cards can be turned.
    """

    team: TeamShown
    round: Named
    position: Position | None
    cards: list[Card]
    open: bool
    score: str | None
    total: str | None
    rank: Place | None
    movement: Place | None
    next: TeamShown | None
    criteria: NotRequired[list[CriterionShown]]


class Facing(TypedDict):
    """A team in a play-off, with its points there."""

    team: TeamShown
    points: str | None
    total: str | None


class FaceOffShows(TypedDict):
    """The teams that settle a tie; `decided` is the id of the one in front once it is over."""

    stage: Named
    place: Place | None
    teams: list[Facing]
    decided: str | None


class Going(TypedDict):
    """A team that goes on; `way` is how, where it is not by the standings."""

    team: TeamShown
    rank: Place | None
    total: str | None
    way: str | None


class Out(TypedDict):
    """A team that does not go on."""

    team: TeamShown
    rank: Place | None


class AdvanceShows(TypedDict):
    """Who goes on, as far as it is told, lowest first; `out` and `next` stage at the last step."""

    stage: Named
    next: Named | None
    count: int
    going: list[Going]
    out: list[Out]


class OnStep(TypedDict):
    """A team on a step of the podium; its `prize` once that is told."""

    team: TeamShown
    total: str | None
    region: str
    prize: str | None


class PodiumStep(TypedDict):
    """A place of the podium, and who has it."""

    rank: Place
    teams: list[OnStep]


class PodiumShows(TypedDict):
    """The podium as far as it is told, last place first; `columns` are the places there will be."""

    stage: Named
    division: Named | None
    columns: list[Place]
    steps: list[PodiumStep]


class Winner(TypedDict):
    """Who has a prize: a team, or a member of it; `total` is what is read out beside the name."""

    team: TeamShown
    member: Person | None
    total: str | None
    rank: Place | None


class PrizeShown(TypedDict):
    """A prize and who has it; `id` is "" for one that is given by hand."""

    id: str
    name: str
    division: Named | None
    winners: list[Winner]


class AwardsShows(TypedDict):
    """The prizes told so far, the last prize first; `prize` is the one of this step.

    Those of one `division`; None where the event has none.
    """

    division: Named | None
    prizes: list[PrizeShown]
    prize: PrizeShown | None


class SealedScore(TypedDict):
    """What a team has in a round that was sealed; None where it has nothing there."""

    round: Named
    score: str | None


class RevealShows(TypedDict):
    """A step of the reveal; the board says how far it is.

    `lit` is the id of the team that it has shown last, None before the first, `place` its place.
    The light is on the `spot`th row of the board: at first on the lowest, then on the team's. Of
    it are the rounds that were `sealed`, its `frozen_total` and its `total`; `bracket` are the ids
    of the revealed that share its place, itself among them, [] for nobody.
    """

    place: Place | None
    spot: int
    lit: str | None
    sealed: list[SealedScore]
    frozen_total: str | None
    total: str | None
    bracket: list[str]


class Series(TypedDict):
    """A team's totals and places after each round."""

    team: TeamShown
    totals: list[str | None]
    places: list[Place | None]


class ChartShows(TypedDict):
    """Totals or places over the rounds, as far as they are public."""

    of: Literal["totals", "places"]
    rounds: list[Named]
    series: list[Series]


Shows = (
    TitleShows
    | MessageShows
    | SponsorsShows
    | BlankShows
    | TimerShows
    | TeamsShows
    | OrderShows
    | OpenerShows
    | RoundShows
    | OneTeamShows
    | MarksShows
    | FaceOffShows
    | AdvanceShows
    | PodiumShows
    | AwardsShows
    | RevealShows
    | ChartShows
)


class SeenOnStage(TypedDict):
    """Who is on stage in a round before the next one comes; None for nobody."""

    round: str
    team: str | None


class Onward(TypedDict):
    """What comes when the scene is at its end and somebody goes on: a scene, by what it is about.

    With `on_stage` the next team of that round comes on stage first.
    """

    scene: str
    round: str | None
    stage: str | None
    on_stage: SeenOnStage | None


class AboutScene(TypedDict):
    """The scene that is put and its step, the timer, and how the event looks.

    `deadline` is the timer's. `sent` is the server's clock when this was sent.
    """

    event: str
    ledger: str
    version: int
    at: str
    scene: str
    round: str | None
    team: str | None
    stage: str | None
    division: str | None
    text: str
    second: str
    seconds: int | None
    until: str | None
    hold: bool
    put: int
    step: int
    of: int
    timer: TimerShown | None
    deadline: str | None
    look: Look
    sent: NotRequired[str]


class SceneMessage(AboutScene):
    """What the big screen shows: the scene, its step, and what that tells; always whole.

    `put` is the version of the entry that put the scene: another one is another appearance.
    Without anything to show `shows` is None, and `says` says why, in the event's language.
    `onward` is what comes after the last step, as those are told who turn the scene; None where it
    is for the desk to go on, and to everybody else.
    """

    shows: Shows | None
    says: str | None
    onward: Onward | None
