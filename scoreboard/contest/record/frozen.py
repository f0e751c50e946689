"""The book as the hall knows it while the board is frozen: as it stood, under today's names.

Contract, "Freeze": corrections and what is taken back are hidden too, names and titles follow at
once, and `version` goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from scoreboard.contest.model import (
    Division,
    Event,
    Group,
    Judge,
    Member,
    Prize,
    Round,
    Stage,
    Team,
)
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.record.state import Freeze

Called = TypeVar("Called", Member, Judge, Stage, Round, Prize, Division, Group)


class FrozenBook(Book):
    """A book as it stood at its last entry, which counts the versions of the book it is of."""

    def __init__(self, then: Book, version: int) -> None:
        super().__init__()
        self.entries, self.by_id, self.voided = then.entries, then.by_id, then.voided
        self._state, self._behind, self._once = then._state, then._behind, then._once
        # Standings stay what they were; whatever says the version is drawn anew.
        self._cached = {s.id: then._cached.setdefault(s.id, {}) for s in then.event.stages}
        self._version = version

    @property
    def version(self) -> int:
        """The newest version of the book it is of."""
        return self._version


def as_frozen(book: Book) -> Book:
    """The book as everybody but the desk may know it now; the book itself where nothing is hidden.

    It may be read, never extended.
    """
    freeze = book.freeze
    if freeze is None or not freeze.hides:
        return book
    return book.cached("frozen", lambda: FrozenBook(when_frozen(book, freeze), book.version))


def when_frozen(book: Book, freeze: Freeze) -> Book:
    """The book as it stood at a freeze, under today's names."""
    return book.once(
        ("frozen", freeze.version, book.newest_setup.version),
        lambda: _stood(book, freeze.version),
    )


def _stood(book: Book, version: int) -> Book:
    then = book.at(version)
    then.rename(renamed(then.event, book.event))
    return then


def sealed_rounds(book: Book, freeze: Freeze, stage: Stage) -> list[str]:
    """The ids of the rounds of a stage in which anything was entered since the freeze."""
    touched: set[str] = set()
    for entry in book.entries[freeze.version :]:
        kind = KINDS[book.origin(entry).kind]
        if kind.played and (kind.only_score or kind.alters == "figures"):
            touched.update(entry.rounds)
    return [r.id for r in book.rounds_of(stage) if r.id in touched]


def renamed(event: Event, now: Event) -> Event:
    """An event with the names and titles of a newer set-up; all that has an effect stays."""
    return replace(
        event,
        title=now.title,
        subtitle=now.subtitle,
        date=now.date,
        locale=now.locale,
        wifi=now.wifi,
        teams=tuple(_team(one, now) for one in event.teams),
        judges=_called(event.judges, now.judges),
        stages=tuple(_stage(one, now) for one in event.stages),
        prizes=_called(event.prizes, now.prizes),
        divisions=_called(event.divisions, now.divisions),
        groups=_called(event.groups, now.groups),
    )


def _team(team: Team, now: Event) -> Team:
    new = now.team(team.id)
    if new is None:
        return team
    # Everything of a team is a name or a look but where it is ranked, and whether it is.
    return replace(
        new,
        members=_called(team.members, new.members),
        organisation=team.organisation,
        guest=team.guest,
        division=team.division,
        group=team.group,
    )


def _stage(stage: Stage, now: Event) -> Stage:
    new = now.stage(stage.id)
    return replace(_named_as(stage, new or stage), rounds=_called(stage.rounds, now.rounds))


def _called(things: Iterable[Called], now: Iterable[Called]) -> tuple[Called, ...]:
    """The things under the names that they have now, in both languages where they have two."""
    known = {one.id: one for one in now}
    return tuple(_named_as(one, known.get(one.id, one)) for one in things)


def _named_as(one: Called, now: Called) -> Called:
    names = {key: getattr(now, key) for key in ("name", "name_en") if hasattr(now, key)}
    return replace(one, **names)
