"""What this folder is to the other laptop of a pair, and where the two have parted."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoreboard.contest.words import N_
from scoreboard.storage.database import Database
from scoreboard.storage.tables import EntryRow, EventRow, PairRow, PartedRow

Part = Literal["alone", "first", "second"]
# Under this name a pair stops writing (`Writable`): its own state is kept nevertheless.
PAIR = "pair"
_ROW = 1
FOLLOWS = N_("This laptop only follows %(address)s. Write there, or take over at the desk here.")
AT_THE_DESK = N_("What is written here waits for the second laptop: do it at the desk.")


@dataclass(frozen=True, slots=True)
class PairState:
    """`PairRow` as a value; `alone` where there never was another laptop."""

    part: Part = "alone"
    other: str = ""
    generation: int = 1
    armed: bool = False
    term: int = 0


@dataclass(frozen=True, slots=True)
class Parted:
    """What the other laptop had after version `since` of an event that this one never got."""

    event: str
    at: str
    since: int
    until: int
    entries: tuple[tuple[Any, ...], ...]
    kept: str


class Pairing:
    """Reads and keeps it; it is kept also where nothing else may be written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> PairState:
        """The state that is kept."""
        with self._database.reading() as session:
            return state_in(session)

    def change(self, **changes: Any) -> PairState:
        """Keep the state with these fields changed; the new one."""
        with self._database.writing(unasked=PAIR) as session:
            return change_in(session, **changes)

    def parted(self, slug: str) -> list[Parted]:
        """Where both laptops had written to an event, newest first."""
        rows = select(PartedRow).where(PartedRow.event_slug == slug).order_by(PartedRow.id.desc())
        with self._database.reading() as session:
            return [
                Parted(
                    row.event_slug, row.at, row.since, row.until,
                    tuple(map(tuple, json.loads(row.entries))), row.kept,
                )
                for row in session.scalars(rows)
            ]  # fmt: skip

    def keep_parted(self, parted: Parted) -> None:
        """Keep what the other laptop alone had; again, or with nothing of its own, is harmless."""
        with self._database.writing(unasked=PAIR) as session:
            own = _hashes(session, parted.event, parted.since)
            alone = [entry for entry in parted.entries if entry[-1] not in own]
            known = select(PartedRow.id).where(
                PartedRow.event_slug == parted.event, PartedRow.kept == parted.kept
            )
            if not alone or session.scalar(known) is not None:
                return
            session.add(
                PartedRow(
                    event_slug=parted.event,
                    at=parted.at,
                    since=int(alone[0][0]) - 1,
                    until=parted.until,
                    entries=json.dumps(alone, ensure_ascii=False),
                    kept=parted.kept,
                )
            )


def close_to_commands(database: Database, state: PairState) -> None:
    """Let who opens this folder without serving it write only what a server could.

    A server says so itself, and better: it knows how the other laptop is.
    """
    if state.part == "second":
        database.writable.stop(FOLLOWS, of=PAIR, planned=True, address=state.other)
    elif state.armed:
        database.writable.stop(AT_THE_DESK, of=PAIR, planned=True)


def state_in(session: Session) -> PairState:
    """The state that a session reads."""
    row = session.get(PairRow, _ROW)
    if row is None:
        return PairState()
    return PairState(row.part, row.other, row.generation, row.armed, row.term)  # type: ignore[arg-type]


def change_in(session: Session, **changes: Any) -> PairState:
    """The state with these fields changed, in a transaction."""
    state = replace(state_in(session), **changes)
    row = session.get(PairRow, _ROW) or PairRow(id=_ROW)
    row.part, row.other, row.generation = state.part, state.other, state.generation
    row.armed, row.term = state.armed, state.term
    session.add(row)
    return state


def _hashes(session: Session, slug: str, since: int) -> set[str]:
    """The hashes of an event's entries after a version."""
    wanted = (
        select(EntryRow.hash)
        .join(EventRow, EventRow.id == EntryRow.event_id)
        .where(EventRow.slug == slug, EntryRow.version > since)
    )
    return set(session.scalars(wanted))
