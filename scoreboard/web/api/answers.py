"""What the API answers beside the boards and explanations of the core."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from scoreboard.contest.boards.shapes import Board, EntryInWords, OnStageOnBoard, RevealOnBoard
from scoreboard.contest.model import Locale
from scoreboard.contest.rules.consequences import Consequence
from scoreboard.contest.show.shapes import SceneMessage
from scoreboard.live.late import Late


class FieldProblem(TypedDict):
    """A field at fault, by its path in the body or its name in the query, and what is wrong."""

    field: str
    message: str


class SceneState(TypedDict):
    """The scene that is put, since which version, and its step."""

    scene: str
    put: int
    step: int
    of: int
    round: str | None
    stage: str | None
    team: str | None


class Problem(TypedDict):
    """An error (RFC 9457); `errors` where fields are at fault.

    `request` is the request's id, which its line in the server's log has, too.
    `on_stage` is who is on stage, where a step was made from somewhere else; `scene` likewise what
    the big screen shows, `reveal` how far a reveal has come.
    """

    type: str
    title: str
    status: int
    detail: str
    request: str
    errors: NotRequired[list[FieldProblem]]
    on_stage: NotRequired[OnStageOnBoard | None]
    scene: NotRequired[SceneState]
    reveal: NotRequired[RevealOnBoard | None]


class LedgerEntry(EntryInWords):
    """One entry of the ledger. `detail` is what only some kinds carry."""

    id: str
    reason: NotRequired[str]
    detail: NotRequired[dict[str, Any]]
    hash: str


class WrittenEntry(TypedDict):
    """The entry that a write brought, its version, and the word that it is acknowledged."""

    entry: LedgerEntry
    version: int
    receipt: str


class LedgerEntries(TypedDict):
    """Entries in order."""

    entries: list[LedgerEntry]


class Moment(TypedDict):
    """One entry of the ledger, and the board as it stood when it had been written."""

    entry: LedgerEntry
    board: Board


class Verified(TypedDict):
    """Whether the chain holds. `entries` are those that do, `hash` the last one's.

    When it does not hold, `first_bad` is the version of the first entry that is not as written.
    """

    entries: int
    hash: str | None
    holds: bool
    first_bad: NotRequired[int]


class ListedEvent(TypedDict):
    """An event served here."""

    slug: str
    title: str
    subtitle: str
    date: str | None
    locale: Locale
    status: Literal["running", "final"]
    archived: bool
    rehearsal: bool


class ListedEvents(TypedDict):
    """The events served here."""

    events: list[ListedEvent]


class SetUp(TypedDict):
    """The set-up in force, in the event file's shape; decimals are decimal strings."""

    version: int
    ledger: str
    begun: bool
    rehearsal: bool
    archived: bool
    setup: dict[str, Any]
    consequences: list[Consequence]


class SetUpWritten(TypedDict):
    """The version in which the set-up is in force."""

    version: int
    changed: bool


class MadeEvent(TypedDict):
    """A new event."""

    event: str
    version: int


class Rehearsing(TypedDict):
    """Whether the event is rehearsing now."""

    rehearsal: bool


class Published(TypedDict):
    """Whether the result is open to all who want to recount it now."""

    published: bool
    version: int


class Archived(TypedDict):
    """Whether the event is archived now."""

    archived: bool
    version: int


class Begun(TypedDict):
    """The entry that cleared all, and the backup made before it, in the folder of backups."""

    entry: LedgerEntry
    version: int
    backup: str | None


class KeptOffer(TypedDict):
    """What became of an act that was offered again: "kept" for the desk, "taken" by it, or "left".

    `closed`: its round is not open, and it is taken as soon as it is. Else `why` says it, in the
    event's language.
    """

    id: str
    state: Literal["kept", "taken", "left"]
    closed: bool
    why: str


class KeptForTheDesk(TypedDict):
    """An act that cannot be taken now: it is not refused, the desk has it before it."""

    offered: KeptOffer


class LateShare(TypedDict):
    """What this process of the server knows to have come too late and is lacking still.

    `dismissed` are the ids of those that a desk has read.
    """

    event: str
    process: str
    marks: list[Late]
    dismissed: list[str]


class CommandSent(TypedDict):
    """The command is on its way; a screen that is silent never hears it."""

    sent: bool


class Now(TypedDict):
    """The server's clock, to the millisecond."""

    now: str


class ScenePreview(TypedDict):
    """A scene as it would be at its first step, and at its last; `at_step` at the one asked for."""

    first: SceneMessage
    last: SceneMessage
    at_step: NotRequired[SceneMessage]


class PictureAnswer(TypedDict):
    """A picture that was put in: its name, its address and size, and the same in one tone."""

    picture: str
    url: str
    width: int
    height: int
    tone: str


class SponsorAnswer(PictureAnswer):
    """A sponsor's mark; `tier` 1 is thanked first and largest."""

    name: str
    tier: int


class LookAnswer(TypedDict):
    """What the hall's screens look like."""

    theme: str
    accent: str
    place: str
    logo: PictureAnswer | None
    sponsors: list[SponsorAnswer]


class LookWritten(TypedDict):
    """The look now, the version that it came with, and whether it is another one."""

    version: int
    changed: bool
    look: LookAnswer
