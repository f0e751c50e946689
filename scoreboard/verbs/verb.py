"""What every verb is: an act that somebody asks for, and how it becomes an entry."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, ClassVar, Literal
from uuid import uuid4

from scoreboard.contest.model import Entry, EntryKind, Event
from scoreboard.contest.record.book import Book
from scoreboard.storage.access import Grant


def new_id() -> str:
    """An id for an act that its client gave none."""
    return str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The content of an entry; the fields are those of `Entry`."""

    kind: EntryKind
    stage: str | None = None
    round: str | None = None
    team: str | None = None
    judge: str | None = None
    value: Decimal | None = None
    reason: str | None = None
    voids: int | None = None
    setup: Event | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

    def entry(self, uid: str, by: Grant, at: str) -> Entry:
        """The entry of that id, author and time, not yet in the ledger."""
        return Entry(
            version=0,
            id=uid,
            kind=self.kind,
            by=by.name,
            at=at,
            stage=self.stage,
            round=self.round,
            team=self.team,
            judge=self.judge,
            value=self.value,
            reason=self.reason,
            voids=self.voids,
            setup=self.setup,
            detail=self.detail,
        )


@dataclass(frozen=True)
class Verb(ABC):
    """One act on an event, as `by` asks for it under the id `uid`.

    An id that comes again brings the entry that it brought before, so that a client whose answer
    was lost may repeat itself at any time. Only the writer looks for that; a verb says what is
    asked in `draft`, which has to read the same whatever has happened since, and in `allow` whether
    it may be now, which the writer asks of what is new only.

    `settled` are the fields of the entry that `allow` or `confirm` fills in: lots that are drawn,
    teams that are named. A repeat cannot bring them, so they are not compared. `added` are the
    keys of the detail that are filled in beside those that are asked for.
    """

    settled: ClassVar[frozenset[str]] = frozenset()
    added: ClassVar[frozenset[str]] = frozenset()
    # How exactly the entry's time is kept; screens reckon a timer by it.
    exact_to: ClassVar[Literal["seconds", "milliseconds"]] = "seconds"

    by: Grant
    uid: str

    @abstractmethod
    def draft(self, book: Book) -> Draft:
        """What is asked. Raises Refusal where that can be read at no time."""

    @abstractmethod
    def allow(self, book: Book, entry: Entry) -> Entry:
        """The entry of the draft with what is settled now. Raises Refusal if it may not be."""

    def confirm(self, _book: Book, entry: Entry) -> Entry:
        """The entry that `allow` gave, with what is decided when it is written, not for a preview.

        Raises Refusal while a decision is wanted.
        """
        return entry

    def done(self, _book: Book) -> Entry | None:
        """The entry that has done the same under another id, if doing it again is harmless."""
        return None

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """Whether an entry is what is asked for: equal in all that is not settled on the way."""
        asked = ASKED - self.settled
        if "detail" in asked and _without(self.added, entry) != _without(self.added, drafted):
            return False
        return all(getattr(entry, n) == getattr(drafted, n) for n in asked - {"detail"})


def _without(added: frozenset[str], entry: Entry) -> Mapping[str, Any]:
    """What an entry's detail holds beside what is filled in."""
    return {key: value for key, value in entry.detail.items() if key not in added}


def saw(entry: Entry, key: str, *seen: object) -> bool:
    """Whether a step was made from one of what was `seen`; older entries do not say from where."""
    return key not in entry.detail or entry.detail[key] in seen


# What a repeat must bring again.
ASKED = frozenset(one.name for one in fields(Draft)) | {"by"}
