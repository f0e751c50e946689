"""The shapes of the boards, as JSON (contract, section 6): public board, desk's, judge's sheet.

Scores are decimal strings, exact; a place may be 4.5; times are ISO 8601 with offset. Dictionaries
are keyed by ids: of a round, within it of a team, within that of a judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NotRequired, TypedDict, TypeVar, cast, get_type_hints

from scoreboard.contest.model import (
    Action,
    AdmitAs,
    Aggregate,
    Appearance,
    Better,
    Criterion,
    EntryKind,
    Locale,
    Loss,
    Method,
    PlayOrder,
    Publish,
    Round,
    RoundForm,
    RoundKind,
    RoundState,
    Stage,
    Team,
)
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.state import RoundRecord
from scoreboard.contest.rules.going_on import Bar, who_goes_on
from scoreboard.contest.rules.kinds.points import Outcome
from scoreboard.contest.rules.outliers import Why
from scoreboard.contest.rules.ranking import Cut
from scoreboard.contest.words import N_, Say

Place = int | float
Outside = Literal["guest", "withdrawn"]
# What is said of a team instead of a place or a total.
Note = Literal["guest", "withdrawn", "absent"]
# What stands for a team under a round: its score, that it did not come, a dash, or nothing yet.
Cell = Literal["score", "absent", "none", "ahead"]
StageState = Literal["waiting", "current", "done"]


class Named(TypedDict):
    """Somebody or something by id and name."""

    id: str
    name: str


class TeamOnBoard(TypedDict):
    """A team as every board shows it; `colour` ("#rrggbb") and `name_en` only where it has them."""

    id: str
    name: str
    region: str
    colour: NotRequired[str]
    name_en: NotRequired[str]


class StageOnBoard(TypedDict):
    """A stage; `goes_on` says in words who goes on, None in the last one.

    `advance` is how many where that is a number, None too where it is a share or a threshold.
    `side_of` is there in a side stage alone: the id of the stage it is of.
    """

    id: str
    name: str
    advance: int | None
    goes_on: str | None
    side_of: NotRequired[str]


class RoundOnBoard(TypedDict):
    """A round as every board lists it; `form` is its kind in full, a `playoff` is in no total.

    `group` is there where it is one group's alone, `better` where it is not as the rules say.
    """

    id: str
    name: str
    kind: RoundKind
    form: RoundForm
    state: RoundState
    playoff: bool
    group: NotRequired[str]
    better: NotRequired[Better]


class MarksAwaited(TypedDict):
    """How many marks a public score is made of so far, and how many it will be."""

    given: int
    of: int


class MarkShown(TypedDict):
    """One of the marks that a score is made of: the judge's name, and whether it is left out."""

    judge: str
    value: str
    dropped: bool


class Marked(TypedDict):
    """The marks that a team's score in a round is made of, in the order of the judges."""

    round: str
    marks: list[MarkShown]
    score: str


class FoulsOnBoard(TypedDict):
    """How many fouls of a team stand in a round, and whether they have put it out of that."""

    count: int
    out: bool


class TokenOnBoard(TypedDict):
    """One of a team's tokens in a round, and whether it is used up."""

    name: str
    used: bool


class Row(TypedDict):
    """One team's row.

    `total` is None as long as the team has none; `absent` are the rounds it did not come to,
    `outside` why it takes no place, `decided_by` the tie-break that ordered it, in words.
    `movement` is how many fewer teams stand before it than at the last closed round, None in a
    first round and once the result is final.
    `note` is said beside the name instead, `cells` is what stands under each round, and `medal`
    is 1 to 3 once places are shown.
    `barred` is what keeps a team back that is high enough to go on; `admitted` how it goes on by
    hand, or came into the stage.
    `prize` is the id of its prize, `prizes` the names of all it has, those given by hand last;
    there only where the event has any that this audience may know.
    `awaited`, there only where it is provisional, says of the rounds in which it has a score how
    many marks are still to come.
    `marked`, there only once a scene was put, are the marks of the judged score that the newest
    entry has made.
    `tokens` are the team's in the rounds that are open and have any.
    `fouls` are those of a team that has any, in the rounds that are open; `bonus` is the sum of
    what it was given by ruling, there only where it was given any.
    `incomplete`, there only where the smaller total is first, says that others have a score in more
    rounds: the team stands after those.
    `division` and `group`, there only where the event has divisions or groups, are the ids of the
    team's, "" for a group that is still to be drawn. `rank`, `tied`, `movement`, `cut` and `prize`
    are within its table; `overall`, there where a stage can have several, is the place over all.
    `best`, there only where the best others of several groups go on, says that it is one of them,
    or tied for it.
    `sealed` and `revealed`, there only under a freeze: in how many rounds of the stage something is
    hidden, the same for every team of it, and whether the reveal has shown this one's.
    """

    team: TeamOnBoard
    rank: Place | None
    tied: bool
    total: str | None
    rounds: dict[str, str | None]
    penalty: str | None
    movement: int | None
    cut: Cut | None
    barred: Bar | None
    admitted: AdmitAs | None
    provisional: bool
    decided_by: str | None
    corrected: bool
    outside: Outside | None
    absent: list[str]
    note: Note | None
    cells: dict[str, Cell]
    medal: int | None
    prize: NotRequired[str | None]
    prizes: NotRequired[list[str]]
    incomplete: NotRequired[bool]
    awaited: NotRequired[dict[str, MarksAwaited]]
    marked: NotRequired[Marked]
    division: NotRequired[str]
    group: NotRequired[str]
    best: NotRequired[bool]
    overall: NotRequired[Place | None]
    fouls: NotRequired[dict[str, FoulsOnBoard]]
    tokens: NotRequired[dict[str, list[TokenOnBoard]]]
    bonus: NotRequired[str]
    sealed: NotRequired[int]
    revealed: NotRequired[bool]


class IndividualRow(TypedDict):
    """A member's row in the table of best individuals; `total` and `rounds` as of a team.

    `rounds` holds those in which the member has a score, of whatever stage. `incomplete`, there
    only where the smaller total is first, as in a team's row. `prizes` are the names of its own,
    there once they are announced. `division` is there where the event has any: places are within.
    """

    member: Named
    team: Named
    division: NotRequired[Named]
    rank: Place | None
    tied: bool
    total: str
    rounds: dict[str, str]
    incomplete: NotRequired[bool]
    prizes: NotRequired[list[str]]


class CutLine(TypedDict):
    """The line of the cut, below the first `after` rows.

    The last `tied` of these rows are tied across the cut, where `left` of them can go on; both are
    0 where the cut is clear. A quota may leave out some of the rows above the line, and a team that
    is admitted may stand below it. `best` is there where they are tied as best others: `left` is
    then for all who are, of every group.
    """

    after: int
    tied: int
    left: int
    best: NotRequired[bool]


class Correction(TypedDict):
    """The newest correction that changed what was announced."""

    version: int
    at: str


class Announced(TypedDict):
    """The teams named at the end of a stage: winners in the last one, else those advancing."""

    stage: str
    winners: list[str]
    advancing: list[str]
    corrected: NotRequired[Correction]


class LeftBehind(TypedDict):
    """A team that did not go on, and its place; null where it took none."""

    id: str
    name: str
    rank: Place | None


# The id and name under which all stages together stand as one: no stage has such an id.
OVERALL = "*"
OVERALL_NAME = N_("Overall ranking")


class OnStageOnBoard(TypedDict):
    """The team that is on stage in a round, and who comes next in the order; ids of teams.

    `needs`, there only once a scene was put and where it can be told, is the least score in this
    judged round by which the team would come to stand alone in front of those who have a total.
    """

    round: str
    team: str
    next: str | None
    needs: NotRequired[str]


class BegunStage(TypedDict):
    """A stage that has begun; `out` is empty in the one that is played now.

    `on`, there only while a side stage is played, are those who go on from its stage meanwhile.
    """

    id: str
    name: str
    out: list[LeftBehind]
    on: NotRequired[list[LeftBehind]]


class TableOnBoard(TypedDict):
    """One of several tables of a board: the next `teams` of its rows, which are ranked together.

    `places_shown` and `cut_line` are as on a board, the line counted within the table; `rounds` are
    the ids of those that its teams play. `group` is None where the stage is not played by groups,
    and for the teams that are still to be drawn into one.
    """

    division: Named | None
    group: Named | None
    rounds: list[str]
    teams: int
    places_shown: bool
    cut_line: CutLine | None


class FreezeOnBoard(TypedDict):
    """Since when a board is frozen, and in which of its rounds, by id, something is hidden."""

    at: str
    rounds: list[str]


class RevealOnBoard(TypedDict):
    """How far a reveal has come: `step` teams of `of`; `place` is that of the newest, if any is."""

    step: int
    of: int
    place: Place | None


class Board(TypedDict):
    """The whole board of one stage, as one audience may see it.

    `winners` are the teams to be shown as such: nobody before they are announced. `places_shown`
    is false until there is anything to rank, `cut_line` None where no line is drawn.
    `announced` is None before the announcement. `on_stage` is None before a team is put on stage in
    one of the stage's rounds, and once that is closed. `begun`, there from the second stage on,
    lists the stages so far and who was left behind in each. `better` is there where the smaller
    total is first.
    `individuals`, best first, is there once a member has a score; it is of all stages.
    `tables` is there where the event has divisions or the stage is played by groups: the tables in
    the order of the rows; where there are several the board itself has no `cut_line`.
    `freeze` is there while the board is frozen, `reveal` while its places are revealed and until
    the contest goes on.
    `names_en` is there where the event has names in a second language: those of teams, stages,
    rounds, prizes and titles, by their first names.
    """

    event: str
    ledger: str
    rehearsal: bool
    version: int
    at: str
    title: str
    subtitle: str
    locale: Locale
    stage: StageOnBoard
    rounds: list[RoundOnBoard]
    ranking: Method
    frozen: bool
    status: Literal["running", "final"]
    announced: Announced | None
    on_stage: OnStageOnBoard | None
    rows: list[Row]
    winners: list[str]
    places_shown: bool
    cut_line: CutLine | None
    better: NotRequired[Literal["lower"]]
    begun: NotRequired[list[BegunStage]]
    individuals: NotRequired[list[IndividualRow]]
    tables: NotRequired[list[TableOnBoard]]
    names_en: NotRequired[dict[str, str]]
    freeze: NotRequired[FreezeOnBoard]
    reveal: NotRequired[RevealOnBoard]


class CriterionOnBoard(TypedDict):
    """One of the criteria that a mark is the weighted sum of; each goes from 0 to its `max`."""

    id: str
    name: str
    max: str
    step: str
    weight: str


class FoulRuleOnBoard(TypedDict):
    """What fouls cost: the first `free` nothing, later ones the `penalty`; `out` is 0 for never.

    `points` are what one that costs brings: less, or more where fewer is better.
    """

    free: int
    penalty: str
    out: int
    points: str


class DeskRound(RoundOnBoard):
    """A round with the limits of its marks or points; `questions` is 0 where they are not fixed.

    `criteria` is there where the round has them; the limits are then those of the sum. Where there
    are stakes, `loss` is what a wrong answer costs, `declined` what declining does, and `order` who
    plays first. `aggregate` is there where the marks become places. `panel` is there where only
    some judges mark it, `performance` where others open and close with it. `fouls` is there where
    they are counted.
    `appearance` is how the order on stage comes about. `by` is there where the points are
    the members'.
    """

    number: int
    min: str
    max: str
    step: str
    awards: list[str]
    stakes: list[str]
    questions: int
    scored_by: str | list[str]
    criteria: NotRequired[list[CriterionOnBoard]]
    by: NotRequired[Literal["member"]]
    loss: NotRequired[Loss]
    declined: NotRequired[str]
    order: NotRequired[PlayOrder]
    aggregate: NotRequired[Aggregate]
    panel: NotRequired[list[str]]
    performance: NotRequired[str]
    fouls: NotRequired[FoulRuleOnBoard]
    tokens: NotRequired[list[str]]
    appearance: Appearance
    present: NotRequired[int]
    card: NotRequired[str]


class DeskStage(StageOnBoard):
    """A stage with its rounds, play-offs last."""

    state: StageState
    rounds: list[DeskRound]


class DeskJudge(TypedDict):
    """A judge; `recused` are the teams this judge must not mark.

    `shadow` is there where the marks are kept and never counted, `head` where the judge has the
    last word on ties.
    """

    id: str
    name: str
    recused: list[str]
    shadow: NotRequired[bool]
    head: NotRequired[bool]


class DeskMark(TypedDict):
    """A judge's mark; `entered` by the desk for the judge, `dropped` from the team's score.

    `values` are its parts by criterion, where it was given by criteria; `place` is what it gives
    the team among the others, where the round goes by places.
    """

    value: str
    version: int
    corrected: bool
    entered: bool
    dropped: bool
    values: NotRequired[dict[str, str]]
    place: NotRequired[str]


class OnListOnBoard(TypedDict):
    """What the desk has entered for a team: its score, or of a count the cards and those present.

    `again` where it stood otherwise before.
    """

    version: int
    again: bool
    value: NotRequired[str]
    raised: NotRequired[int]
    present: NotRequired[int]


class DeskAward(TypedDict):
    """Points awarded or deducted; a correction of points is one too. `member`: whose, if said."""

    id: str
    version: int
    team: str
    points: str
    by: str
    question: str | int | None
    stake: str | None
    outcome: Outcome | None
    note: str | None
    reason: str | None
    at: str
    member: NotRequired[str]
    token: NotRequired[str]


class DeskToken(TypedDict):
    """A token that a team has used; `doubles` where the next key at the desk is doubled by it."""

    id: str
    version: int
    team: str
    token: str
    doubles: bool
    by: str
    at: str


class DeskFoul(TypedDict):
    """A foul that stands: its `number` among the team's in the round, and what it has brought."""

    id: str
    version: int
    team: str
    number: int
    points: str
    out: bool
    by: str
    note: str | None
    at: str


class NextAct(TypedDict):
    """The next act of the running order, and the round or the stage it is about."""

    action: Action
    round: str | None
    stage: str | None


class HiddenScore(TypedDict):
    """A score that is not public yet: `given` marks `of` those awaited.

    Without a `score` the marks are too few, and nothing can be released. `waits_for` are the other
    rounds of the performance in which marks of the team are awaited, where there are any.
    """

    given: int
    of: int
    score: str | None
    waits_for: NotRequired[list[str]]


class Tie(TypedDict):
    """The teams that share the places across the cut, and how many of them can go on.

    With `prize` they are tied across its edge instead, for the last `seats` of it. `division` and
    `group` are theirs, where they are in one; `best` where they are tied as best others. `apart`:
    that all take it is a decision of its own, and the announcement comes after it.
    """

    teams: list[str]
    seats: int
    prize: NotRequired[Named]
    division: NotRequired[Named]
    apart: NotRequired[bool]
    group: NotRequired[Named]
    best: NotRequired[bool]


class OutlierOnBoard(TypedDict):
    """Why a mark is worth a second look, and the mark that was probably meant."""

    why: Why
    likely: str | None


class EntryInWords(TypedDict):
    """What an entry's sentence needs; what does not apply is left out.

    `says` is the key of its sentence among those of its kind.
    """

    version: int
    kind: EntryKind
    says: str
    by: str
    at: str
    stage: NotRequired[str]
    round: NotRequired[str]
    team: NotRequired[str]
    judge: NotRequired[str]
    value: NotRequired[str]
    voids: NotRequired[int]


class Act(EntryInWords):
    """An entry as the desk words it, by the shorter sentence where there is one.

    `voided` is what an undo has taken back.
    """

    voided: NotRequired[Act]
    # What only some kinds carry.
    detail: dict[str, Any]


class Orders(TypedDict):
    """The orders of every round: `order` is that of play, with its `lots` among equal teams.

    `appearance` is the order on stage: recorded, as registered, or empty until it is drawn.
    """

    order: dict[str, list[str]]
    lots: dict[str, list[list[str]]]
    appearance: dict[str, list[str]]


class OfMembers(TypedDict):
    """`members` are those of each team that has any.

    `own` is what each has by "TEAM:MEMBER", for the rounds in which members are marked. In these
    the desk's `marks`, `missing`, `outliers` and `absent` are by "TEAM:MEMBER" too.
    """

    members: dict[str, list[Named]]
    own: dict[str, dict[str, str]]


class StageBoard(Board, Orders, OfMembers):
    """A stage's board with every mark and award: what lasts of the desk's when all is over.

    `entered` is what the desk has entered, in rounds that take that.
    `asked` counts the questions of each team; `excused` and `absent` hold reasons. `members` are
    those of each team that has any. `fouls`, newest first, are there for the rounds that count
    them, and `own`, what each member has by "TEAM:MEMBER", for those in which members are marked.
    In these `marks`, `missing` and `outliers` are by "TEAM:MEMBER" too.
    """

    stages: list[DeskStage]
    teams: list[TeamOnBoard]
    withdrawn: dict[str, str]
    judges: list[DeskJudge]
    marks: dict[str, dict[str, dict[str, DeskMark]]]
    awards: dict[str, list[DeskAward]]
    asked: dict[str, dict[str, int]]
    entered: dict[str, dict[str, OnListOnBoard]]
    excused: dict[str, dict[str, str]]
    absent: dict[str, dict[str, str]]
    released: dict[str, list[str]]
    publish: Publish
    fouls: dict[str, list[DeskFoul]]
    tokens: dict[str, list[DeskToken]]


class NextRevealed(TypedDict):
    """Whom the next step of a reveal shows, and the place; None for who begins it, or after all."""

    team: str | None
    place: Place | None


class Revealing(TypedDict):
    """What the desk's board has of a reveal, there while the public board is frozen."""

    revealing: NotRequired[NextRevealed]


class UntoldOnBoard(TypedDict):
    """A part of an announced result that the hall is not wholly told, and the scene that tells it.

    `division` is there where each division is told by itself.
    """

    stage: str
    scene: str
    division: NotRequired[str]


class Telling(TypedDict):
    """What the desk's board has of results that scenes are telling, there while any is untold."""

    untold: NotRequired[list[UntoldOnBoard]]


class Followed(TypedDict):
    """A ledger that this one goes on from: both are the same up to a version, and no further."""

    ledger: str
    version: int


class Lineage(TypedDict):
    """Where a ledger comes from; nothing of it is there for one that goes by its first entry.

    `histories` are those that it goes on from, oldest first; what they acknowledged beyond what
    both have is offered to this one. What is in a ledger of `cleared` was set aside. All histories
    of an event have the same `origin`, the id of its first entry.
    """

    origin: NotRequired[str]
    histories: NotRequired[list[Followed]]
    cleared: NotRequired[list[str]]


class BesidePlay(Revealing, Telling, Lineage):
    """What the hall is not told yet, and where the ledger comes from."""


class DeskBoard(StageBoard, BesidePlay):
    """The desk's board: beside all of the stage what is missing, what stands out, what comes next.

    `staged` says of each round who is on stage and who is next.
    `public` is the board of the same stage as the public sees it; `missing` names the judges
    awaited for each team. `prizes` are the names of each team's as they would be announced now,
    also before they are; while a tie is left to settle only those given by hand. `returning` are
    those who have won a side stage and are not let back yet. `beside` are the rounds of the stage
    that may be open beside each other. `revealing` is there while the public board is frozen,
    `untold` while a result is announced with a scene that has not told it.
    """

    missing: dict[str, dict[str, list[str]]]
    staged: dict[str, OnStageOnBoard]
    next: NextAct
    hidden: dict[str, dict[str, HiddenScore]]
    tie: Tie | None
    prizes: dict[str, list[str]]
    outliers: dict[str, dict[str, dict[str, OutlierOnBoard]]]
    returning: list[str]
    latest: Act | None
    public: Board
    beside: dict[str, list[str]]


class SheetRound(TypedDict):
    """The open round, the `number`-th `of` its stage's, with the limits of marks or points.

    `loss` and `declined` are there where teams stake, as on the desk's board.
    `scores`: this judge gives something in it; `scorers` names who else does.
    """

    id: str
    name: str
    number: int
    of: int
    kind: RoundKind
    form: RoundForm
    min: str
    max: str
    step: str
    awards: list[str]
    stakes: list[str]
    questions: int
    scores: bool
    scorers: list[str]
    order: list[str]
    lots: list[list[str]]
    playoff: bool
    decimals: int
    criteria: NotRequired[list[CriterionOnBoard]]
    by: NotRequired[Literal["member"]]
    loss: NotRequired[Loss]
    declined: NotRequired[str]
    aggregate: NotRequired[Aggregate]


class SheetTeam(TypedDict):
    """A team with this judge's mark; `total` is None where judges see none. `values` are its parts.

    `fouls` is there where they are counted.
    `closed`: the mark is public, and only the desk can change it. `absent`: nobody waits for a
    mark. `score` is the sum of its points, None before the first. `place` is the one that this
    judge's marks give it, where the round goes by places.

    Where members are marked it is one of them: `id` is "TEAM:MEMBER", `name` the member's, `of` the
    team and `member` the member's id.
    """

    id: str
    name: str
    region: str
    total: str | None
    recused: bool
    mark: str | None
    mark_version: int | None
    corrected: bool
    asked: int
    closed: bool
    absent: bool
    score: str | None
    values: NotRequired[dict[str, str]]
    place: NotRequired[str]
    members: NotRequired[list[Named]]
    fouls: NotRequired[FoulsOnBoard]
    tokens: NotRequired[list[TokenOnBoard]]
    of: NotRequired[Named]
    member: NotRequired[str]


class SheetAward(TypedDict):
    """One of the newest awards of the round, `mine` where this judge gave it; `member` by name."""

    id: str
    version: int
    team: str
    points: str
    by: str
    question: str | int | None
    outcome: Outcome | None
    mine: bool
    at: str
    member: NotRequired[str]


class SheetPart(TypedDict):
    """One of several open rounds on a judge's sheet."""

    round: SheetRound
    on_stage: str | None
    teams: list[SheetTeam]
    awards: list[SheetAward]


class JudgeSheet(Lineage):
    """What a judge's tablet shows. `round` is None, and `teams` empty, while no round is open.

    `others` are there where this judge marks more than one open round: the tablet lets the judge
    choose. `shadow` is there where this judge's marks are kept and never counted.
    The teams stand in the order of appearance; `on_stage` is the team that is on stage, by its id.
    """

    event: str
    ledger: str
    rehearsal: bool
    version: int
    at: str
    locale: Locale
    judge: Named
    stage: Named
    round: SheetRound | None
    on_stage: str | None
    teams: list[SheetTeam]
    awards: list[SheetAward]
    others: NotRequired[list[SheetPart]]
    shadow: NotRequired[bool]


def criteria_on_board(criteria: Sequence[Criterion]) -> list[CriterionOnBoard]:
    """The criteria as the desk and the tablets show them."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "max": plain(one.max),
            "step": plain(one.step),
            "weight": plain(one.weight),
        }
        for one in criteria
    ]


def tokens_on_board(kept: RoundRecord, a_round: Round, team_id: str) -> list[TokenOnBoard]:
    """A team's tokens in a round, in the order of the set-up."""
    used = kept.used_tokens(team_id)
    return [{"name": token, "used": token in used} for token in a_round.tokens]


def fouls_on_board(kept: RoundRecord, a_round: Round, team_id: str) -> FoulsOnBoard:
    """A team's fouls in a round, and whether it is out."""
    count = sum(1 for foul in kept.fouls if foul.team == team_id)
    return {"count": count, "out": kept.is_out(a_round, team_id)}


def team_on_board(team: Team) -> TeamOnBoard:
    """A team as every board shows it."""
    shown: TeamOnBoard = {"id": team.id, "name": team.name, "region": team.region}
    if team.colour:
        shown["colour"] = team.colour
    if team.name_en:
        shown["name_en"] = team.name_en
    return shown


def members_on_board(teams: Sequence[Team]) -> dict[str, list[Named]]:
    """The members of each team that has any, by the team's id."""
    return {
        team.id: [{"id": one.id, "name": one.name} for one in team.members]
        for team in teams
        if team.members
    }


def stage_on_board(stage: Stage, say: Say) -> StageOnBoard:
    """A stage as every board names it."""
    named: StageOnBoard = {
        "id": stage.id,
        "name": stage.name,
        "advance": stage.advance,
        "goes_on": who_goes_on(stage, say),
    }
    if stage.side_of:
        named["side_of"] = stage.side_of
    return named


Part = TypeVar("Part", bound=Board)


def part_of(board: Board, part: type[Part]) -> Part:
    """The keys of a desk's board that a lesser one has, such as the rows without the marks."""
    wanted = get_type_hints(part)
    return cast(Part, {name: said for name, said in board.items() if name in wanted})
