"""The results of an event in plain values: what every kind of result file is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoreboard.contest.boards.overall import Overall
from scoreboard.contest.boards.shapes import DeskBoard
from scoreboard.contest.model import Entry, Event, Stage
from scoreboard.contest.record.naming import Named, Names
from scoreboard.contest.words import N_, Say

# What the ledger's roles are called.
ROLE_WORDS: dict[str, str] = {
    "organiser": N_("Organiser"),
    "scorer": N_("Scorer"),
    "viewer": N_("Viewer"),
    "presenter": N_("Presenter"),
}


@dataclass(frozen=True, slots=True)
class StageResults:
    """One stage: the desk's board, its penalties and bonuses, and what each team carried in.

    `changed` are the entries that altered the result after it was first announced.
    """

    stage: Stage
    board: DeskBoard
    penalties: tuple[Entry, ...]
    bonuses: tuple[Entry, ...]
    carried: dict[str, str]
    changed: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The results of an event at one version, in plain values; `say` has its language.

    `stages` holds those that are played or running, in the order of the event; `current` is the
    board that the hall looks at; `overall` ranks everybody over all stages, and is empty where
    only one was played. `entries` is the whole ledger, `voided` what is taken back in it;
    `people` holds names by `Grant.name`, `names` those of all that the ledger has ever known.
    """

    event: Event
    version: int
    at: str
    stages: tuple[StageResults, ...]
    current: DeskBoard
    overall: tuple[Overall, ...]
    entries: tuple[Entry, ...]
    voided: frozenset[int]
    people: Mapping[str, str]
    names: Names
    say: Say

    @property
    def hash(self) -> str:
        """The newest hash of the ledger's chain."""
        return self.entries[-1].hash

    @property
    def count(self) -> int:
        """How many entries the ledger holds."""
        return len(self.entries)

    @property
    def rehearsal(self) -> bool:
        """Whether all this was only rehearsed."""
        return self.current["rehearsal"]

    def name(self, what: Named, known_by: str | None) -> str:
        """The name of something by its id, also where it has left the set-up; empty for None."""
        return self.names[what].get(known_by, known_by) if known_by is not None else ""

    def divisions(self, division: str) -> list[str]:
        """The name of a division for a column of them: nothing where the event has none."""
        names = {one.id: one.name for one in self.event.divisions}
        return [names.get(division, "")] if names else []

    def groups(self, group: str) -> list[str]:
        """The name of a group in the same way."""
        names = {one.id: one.name for one in self.event.groups}
        return [names.get(group, "")] if names else []

    def author(self, entry: Entry) -> str:
        """Who wrote an entry: judges and people by name, others by their role."""
        if entry.by in self.people:
            return self.people[entry.by]
        if entry.by_judge is not None:
            return self.name("judges", entry.by_judge)
        role, _, subject = entry.by.partition(":")
        words = self.say(ROLE_WORDS[role]) if role in ROLE_WORDS else role
        return f"{words} {subject}".strip()

    @property
    def newest_first(self) -> tuple[StageResults, ...]:
        """The stages with the current one first, as a reader of results wants them."""
        return tuple(reversed(self.stages))
