"""What the big screen shows: scenes are put and turned, and the timer runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.show import acting
from scoreboard.contest.show.kind import SceneKind
from scoreboard.contest.show.table import SCENES, kind_of_scene, reached
from scoreboard.verbs.verb import Draft, Verb, saw

Do = Literal["set", "start", "pause", "add", "end"]


@dataclass(frozen=True)
class OnScreen(Verb):
    """A verb of the show: what is asked for is in the detail, and what is `added` beside it."""

    settled: ClassVar[frozenset[str]] = frozenset({"round", "stage", "team"})
    exact_to: ClassVar[Literal["seconds", "milliseconds"]] = "milliseconds"


@dataclass(frozen=True)
class PutScene(OnScreen):
    """A scene comes on the big screen, or what stands there is held, or goes on.

    `said` is the body: `scene`, `hold`, and what the scene is about.
    """

    added: ClassVar[frozenset[str]] = acting.SETTLED

    said: Mapping[str, Any]

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; what was not said and is chosen by itself is not compared."""
        chosen = entry.detail.get(acting.CHOSEN, ())
        kept, said = (
            {key: value for key, value in one.detail.items() if key not in chosen}
            for one in (entry, drafted)
        )
        return super().is_of(replace(entry, detail=kept), replace(drafted, detail=said))

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="scene", detail=acting.only_used(self.said, self._kind))

    def allow(self, book: Book, entry: Entry) -> Entry:
        about, detail = acting.settled(book, entry.detail, self._kind)
        return replace(entry, detail=detail, **about._asdict())

    @property
    def _kind(self) -> SceneKind | None:
        return SCENES.get(self.said.get("scene") or "")


@dataclass(frozen=True)
class TurnScene(OnScreen):
    """The scene goes on by a step, back by one, or to its end.

    `seen` is the step that the sender saw, and `put` the version of the scene, where it says so.
    """

    added: ClassVar[frozenset[str]] = frozenset({"put", "step", "last", "from"})

    to: acting.TurnTo
    seen: int | None = None
    put: int | None = None

    def is_of(self, entry: Entry, drafted: Entry) -> bool:
        """As for every verb; a turn from another step, or of another scene, is another one."""
        same_scene = self.put is None or saw(entry, "put", self.put)
        same_step = self.seen is None or saw(entry, "from", self.seen)
        return same_scene and same_step and super().is_of(entry, drafted)

    def draft(self, _book: Book) -> Draft:
        return Draft(kind="turn", detail={"to": self.to})

    def allow(self, book: Book, entry: Entry) -> Entry:
        show = book.show
        kind, at = kind_of_scene(show.scene), reached(book, show)
        detail = acting.turn(book, kind, at, self.to, self.seen, self.put)
        return replace(entry, detail=detail, round=show.round, stage=show.stage, team=show.team)


@dataclass(frozen=True)
class RunTimer(OnScreen):
    """The timer is set, started, stopped for a while, prolonged or ended."""

    do: Do
    seconds: int | None = None

    def draft(self, _book: Book) -> Draft:
        seconds = {} if self.seconds is None else {"seconds": self.seconds}
        return Draft(kind="timer", detail={"do": self.do, **seconds})

    def allow(self, book: Book, entry: Entry) -> Entry:
        acting.check_timer(book, entry.detail)
        return entry
