"""What crosses the border: the bodies that are taken, and the shapes that are answered."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID, uuid4

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema


def _keepable(text: str) -> str:
    """Text that every database and file can hold: no control characters, no half characters."""
    text.encode()
    if any((ord(char) < 32 and char not in "\t\n") or ord(char) == 127 for char in text):
        raise ValueError("control characters")
    return text


Name = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_keepable)]
Note = Annotated[str, Field(max_length=500), AfterValidator(_keepable)]
Reason = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_keepable)]
# Read exactly by the core, which says in words what is wrong with it.
Score = Annotated[
    Any,
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "examples": ["9.5"]}]}),
]


class Body(BaseModel):
    """A body of a write; a field that is not known is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class MarkBody(Body):
    """A judge's mark. `replaces` is the version of the mark the judge saw and now changes."""

    id: UUID
    round: Name
    team: Name
    value: Score
    replaces: int | None = None


class AwardBody(Body):
    """Points awarded or deducted."""

    id: UUID
    round: Name
    team: Name
    points: Score
    question: Annotated[str, Field(max_length=40), AfterValidator(_keepable)] | int | None = None
    note: Note | None = None


class CorrectionBody(Body):
    """A judge's mark as the desk sets it, with the reason."""

    id: UUID
    round: Name
    team: Name
    judge: Name | None = None
    value: Score
    reason: Reason


class UndoBody(Body):
    """An entry to be taken back, by its version."""

    id: UUID
    entry: int
    reason: Reason


class TurnBody(Body):
    """Opening, closing or reopening a round."""

    id: UUID = Field(default_factory=uuid4)


class DecisionBody(Body):
    """How a tie for the first place is decided: `share` announces joint winners."""

    share: bool = False


class AdvanceBody(Body):
    """Naming who goes on, or the winner."""

    id: UUID = Field(default_factory=uuid4)
    decision: DecisionBody | None = None


class EntryAnswer(BaseModel):
    """One entry of the ledger; fields that do not apply are left out."""

    version: int
    id: str
    kind: str
    by: str
    at: str
    stage: str | None = None
    round: str | None = None
    team: str | None = None
    judge: str | None = None
    value: str | None = None
    reason: str | None = None
    voids: int | None = None
    detail: dict[str, Any] | None = None
    hash: str


class WrittenAnswer(BaseModel):
    """The entry a write brought, and the ledger's newest version."""

    entry: EntryAnswer
    version: int


class LedgerAnswer(BaseModel):
    """Entries in order."""

    entries: list[EntryAnswer]


class EventAnswer(BaseModel):
    """An event served here."""

    slug: str
    title: str
    subtitle: str
    date: str | None
    locale: str
    status: str


class EventsAnswer(BaseModel):
    """The events served here."""

    events: list[EventAnswer]


class ProblemAnswer(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None
