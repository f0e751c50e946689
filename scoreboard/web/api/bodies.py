"""The bodies that writes take."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from scoreboard.contest.model import MOST_CRITERIA, AdmitAs
from scoreboard.contest.texts import is_seen


def keepable(text: str) -> str:
    """Text that every database and file can hold: no control characters, no half characters."""
    text.encode()
    if any((ord(char) < 32 and char not in "\t\n") or ord(char) == 127 for char in text):
        raise ValueError("control characters")
    return text


def readable(text: str) -> str:
    """Text of which something is seen: blanks and joiners alone say nothing to who reads it."""
    if not is_seen(text):
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return text


def _or_none(text: object) -> object:
    """What a form's field holds; None where it was left empty."""
    return None if isinstance(text, str) and not text.strip() else text


Name = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(keepable)]
Note = Annotated[str, Field(max_length=500), AfterValidator(keepable)]
Reason = Annotated[
    str,
    Field(min_length=1, max_length=500),
    AfterValidator(keepable),
    AfterValidator(readable),
]
# Which ledger a mark or award was made in: that of the sheet or board that was shown.
Ledger = Annotated[str, Field(max_length=64), AfterValidator(keepable)]
# Read exactly by the core, which says in words what is wrong with it.
Score = Annotated[
    Any,
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "examples": ["9.5"]}]}),
]

# What each criterion is given, by its id.
Values = Annotated[dict[Name, Score], Field(max_length=MOST_CRITERIA)]

# The upload itself, as Flask has it.
FormFile = Annotated[Any, WithJsonSchema({"type": "string", "format": "binary"})]


class Body(BaseModel):
    """A body of a write; a field that is not known is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class FileForm(BaseModel):
    """A form with a file, and how it is to be read: JSON by the sheet's name.

    `choices` hold `table`, `turned`, `head`, `columns` (a key by the column, "" to leave it),
    `out` and `take` (rows), `joined`.
    """

    file: FormFile = Field(default_factory=lambda: None)
    choices: str = ""


class PictureForm(BaseModel):
    """A form with a picture."""

    file: FormFile = Field(default_factory=lambda: None)


class MarkBody(Body):
    """A judge's mark. `replaces` is the version of the mark the judge saw and now changes.

    `member` is the id of who is marked, in a round whose marks are the members'.

    In a round with criteria `values`, by their ids, come instead of `value`, which is their sum.
    """

    id: UUID
    round: Name
    team: Name
    value: Score | None = None
    values: Values | None = None
    replaces: int | None = None
    ledger: Ledger | None = None
    member: Name | None = None


class AwardBody(Body):
    """Points awarded or deducted; with `stake` and `outcome` the answer to a risk question.

    `reason` is asked for, by a 422 at that field, where the team has had its questions of the
    round, has had this `question`, or is out of the round. `member` is the id of who in the team
    has earned them; they then count for that one among the best individuals, too.
    """

    id: UUID
    round: Name
    team: Name
    points: Score
    question: Annotated[str, Field(max_length=40), AfterValidator(keepable)] | int | None = None
    note: Note | None = None
    stake: Score | None = None
    outcome: Literal["right", "wrong", "declined"] | None = None
    reason: Reason | None = None
    ledger: Ledger | None = None
    member: Name | None = None
    token: Name | None = None


class TokenBody(Body):
    """A token that a team uses up in the open points round."""

    id: UUID
    round: Name
    team: Name
    token: Name


class FoulBody(Body):
    """A foul in the open points round, counted at the desk."""

    id: UUID
    round: Name
    team: Name
    note: Note | None = None


class CorrectionBody(Body):
    """A judge's mark, or in a points round a team's score, as the desk sets it.

    `decision` is asked for where it would change who was announced: "keep" or "change".
    `replaces` is the version of the judge's mark that was seen, 0 for none. `values` are those of
    the criteria, instead of `value`. `member` is whose mark it is, where members are marked.
    """

    id: UUID
    round: Name
    team: Name
    judge: Name | None = None
    value: Score | None = None
    values: Values | None = None
    reason: Reason
    decision: Literal["keep", "change"] | None = None
    replaces: int | None = None
    member: Name | None = None


class TakeOfferBody(Body):
    """An act that waits for the desk is taken; without a `reason` one is filled in.

    `decision` as in a correction.
    """

    id: UUID
    reason: Reason | None = None
    decision: Literal["keep", "change"] | None = None


class EnteredBody(Body):
    """What one team has: `value`, or of a count how many `raised` a card of how many `present`."""

    value: Score | None = None
    raised: Annotated[int, Field(ge=0, le=10**6)] | None = None
    present: Annotated[int, Field(ge=1, le=10**6)] | None = None


class ScoresBody(Body):
    """What teams have in a round whose scores the desk enters, by team id; as one entry.

    `reason` where something stands already, or the round is closed; `decision` as in a correction.
    """

    id: UUID = Field(default_factory=uuid4)
    scores: Annotated[dict[Name, EnteredBody], Field(max_length=3000)]
    reason: Reason | None = None
    decision: Literal["keep", "change"] | None = None


class ScoresForm(BaseModel):
    """A list of scores: the `file` of a sheet, or the `text` of what was pasted.

    `id`, `reason` and `decision` as elsewhere.
    """

    file: FormFile = Field(default_factory=lambda: None)
    text: str = ""
    id: Annotated[UUID | None, BeforeValidator(_or_none)] = None
    reason: Annotated[Reason | None, BeforeValidator(_or_none)] = None
    decision: Annotated[Literal["keep", "change"] | None, BeforeValidator(_or_none)] = None


class UndoBody(Body):
    """An entry to be taken back, by its version; `decision` as in a correction.

    `reason` may be left out only for one's own newest award, within a minute of it.
    """

    id: UUID
    entry: int
    reason: Reason | None = None
    decision: Literal["keep", "change"] | None = None


class TurnBody(Body):
    """Opening, closing or reopening a round."""

    id: UUID = Field(default_factory=uuid4)


class OrderBody(Body):
    """The order of a round: drawn, or set by hand where `order` names its teams, each once.

    `reason` is asked for, by a 422 at that field, where it is set by hand or an order of
    appearance is drawn again.
    """

    id: UUID = Field(default_factory=uuid4)
    order: Annotated[list[Name], Field(max_length=2000)] | None = None
    reason: Reason | None = None


class StepBody(Body):
    """A step to the next team, or back; `team` is who was on stage as the sender saw it.

    null: nobody was. Left out: wherever it is by now.
    """

    id: UUID = Field(default_factory=uuid4)
    team: Name | None = None


class OnStageBody(Body):
    """The team that is on stage; null for nobody."""

    id: UUID = Field(default_factory=uuid4)
    team: Name | None


class FreezeBody(Body):
    """The public board stops."""

    id: UUID = Field(default_factory=uuid4)


class UnfreezeBody(Body):
    """The public board shows everything again, and why."""

    id: UUID = Field(default_factory=uuid4)
    reason: Reason | None = None


class RevealBody(Body):
    """A step of the reveal; `step` is where it stood as the sender saw it.

    null, or 0: it had not begun. Left out: wherever it is by now.
    """

    id: UUID = Field(default_factory=uuid4)
    step: int | None = Field(default=None, ge=0)


class DecisionBody(Body):
    """How a tie is decided: "all" who are tied go on, or "share" the first place."""

    kind: Literal["all", "share"]
    reason: Reason


class AdvanceBody(Body):
    """Naming who goes on, or the winner.

    With `scene` the hall is told nothing yet: the scene that tells it comes on the big screen.
    """

    id: UUID = Field(default_factory=uuid4)
    decision: DecisionBody | None = None
    scene: bool = False


class SettleBody(Body):
    """A play-off or lots; when `teams` is left out, those whose tie must be broken."""

    id: UUID = Field(default_factory=uuid4)
    teams: list[Name] = Field(default=[], max_length=200)
    name: Annotated[Name, Field(max_length=40), AfterValidator(readable)] | None = None
    reason: Reason


class GroupsBody(Body):
    """How the teams come into their groups: by `lots`, or by `seeds` in a snake."""

    id: UUID = Field(default_factory=uuid4)
    by: Literal["lots", "seeds"]
    reason: Reason | None = None


class SpecialPrizeBody(Body):
    """A prize that a team is given by hand, by its name; or one of its members, by the id."""

    id: UUID
    name: Annotated[Name, AfterValidator(readable)]
    member: Name | None = None
    reason: Reason


class ExcuseBody(Body):
    """A judge who is no longer waited for in a round."""

    id: UUID
    judge: Name
    reason: Reason


class ReleaseBody(Body):
    """A team whose score becomes public before its panel is complete; a reason may be given."""

    id: UUID
    team: Name
    reason: Reason | None = None


class AbsenceBody(Body):
    """A team that did not come to a round: no mark is waited for, and it has no score there.

    Or the `member` of it, where the members are marked.
    """

    id: UUID
    round: Name
    reason: Reason
    member: Name | None = None


class PenaltyBody(Body):
    """A deduction for conduct, in the current stage."""

    id: UUID
    team: Name
    points: Score
    reason: Reason


class BonusBody(Body):
    """Points given by ruling in the current stage: above 0, also where fewer are better."""

    id: UUID
    team: Name
    points: Score
    reason: Reason


class AdmissionBody(Body):
    """A team that goes on by hand; a reserve takes the place of one that has withdrawn."""

    id: UUID
    team: Name
    way: AdmitAs = Field(alias="as")
    reason: Reason


class WithdrawalBody(Body):
    """Taking a team out of the places."""

    id: UUID
    reason: Reason


Line = Annotated[str, Field(max_length=200), AfterValidator(keepable)]
Seconds = Annotated[int, Field(ge=-86400, le=86400)]


class TurnSceneBody(Body):
    """A step of the scene; `step` is the one that the sender saw, `put` the scene it saw.

    Left out: wherever it is by now.
    """

    id: UUID = Field(default_factory=uuid4)
    step: int | None = None
    put: int | None = None


class TimerBody(Body):
    """What is done with the timer; `seconds` to set or start it with, or to add, may be less than 0
    to take some away.
    """

    id: UUID = Field(default_factory=uuid4)
    do: Literal["set", "start", "pause", "add", "end"]
    seconds: Seconds | None = None
