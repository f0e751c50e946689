"""The public board is frozen, revealed place by place, and unfrozen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from scoreboard.contest.acts import freezing
from scoreboard.contest.acts.freezing import RevealTo
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import REVEAL
from scoreboard.contest.show.acting import check_same_scene
from scoreboard.contest.show.table import reached
from scoreboard.verbs.verb import Draft, Verb, saw


@dataclass(frozen=True)
class Freeze(Verb):
    """The public board stops here; everybody but the desk sees it as it stands now."""

    settled: ClassVar[frozenset[str]] = frozenset({"stage"})

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="freeze")

    def allow(self, book: Book, entry: Entry) -> Entry:
        freezing.check_freeze(book)
        return replace(entry, stage=book.stage.id)


@dataclass(frozen=True)
class Unfreeze(Verb):
    """The public board shows everything again, at once."""

    settled: ClassVar[frozenset[str]] = frozenset({"stage"})

    reason: str | None

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="unfreeze", reason=self.reason)

    def allow(self, book: Book, entry: Entry) -> Entry:
        return replace(entry, stage=freezing.check_unfreeze(book).stage)


@dataclass(frozen=True)
class StepReveal(Verb):
    """The next place is revealed, the newest is taken back, or all that are left are revealed.

    `seen` is the step that the sender saw, None for a reveal that had not begun; `put` the version
    of the scene, where it says so.
    """

    settled: ClassVar[frozenset[str]] = frozenset({"stage", "team"})
    added: ClassVar[frozenset[str]] = frozenset({"step", "of", "revealed", "scene", "from", "put"})

    to: RevealTo
    seen: int | None = freezing.UNSAID
    put: int | None = None

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="reveal", detail={"to": self.to})

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; a step from another one, or of another scene, is another one."""
        # A reveal that has not begun may be called step 0.
        seen = (self.seen, None) if self.seen == 0 else (self.seen,)
        same_step = self.seen == freezing.UNSAID or saw(entry, "from", *seen)
        same_scene = self.put is None or saw(entry, "put", self.put)
        return same_step and same_scene and super().is_of(entry, drafted)

    def allow(self, book: Book, entry: Entry) -> Entry:
        check_same_scene(book.show, reached(book, book.show), self.put)
        detail = freezing.step_reveal(book, self.to, self.seen)
        stage = freezing.check_unfreeze(book).stage
        lit = freezing.lit_by(book, self.to, detail)
        before = book.freeze.step if book.freeze else None
        begins = before is None
        made = {"from": before, "put": book.show.put}
        # Its scene comes with the first step, and stays where another one is put later.
        scene = {"scene": REVEAL} if begins and book.show.scene != REVEAL else {}
        return replace(
            entry, stage=stage, team=lit, detail={**entry.detail, **detail, **made, **scene}
        )
