"""An event's histories: which ledger goes on from which, since a copy was put back or took over."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoreboard.contest.record.history import History, How, Left
from scoreboard.storage.tables import EntryRow, EventRow, HistoryRow


def ledger_of(session: Session, event: EventRow) -> str:
    """Which ledger that of an event's row is; empty while it has no entry and no id."""
    if event.ledger:
        return event.ledger
    first = select(EntryRow.uid).where(EntryRow.event_id == event.id, EntryRow.version == 1)
    return session.scalar(first) or ""


def begin_history(
    session: Session, event: EventRow, how: How, at: datetime, version: int | None = None
) -> str:
    """Let the ledger of an event's row go on under a new id, which is returned.

    It is the old one up to `version`; left out, as far as it goes now.

    Its entries and their chain stay. What is acknowledged from here on is known to be of another
    history than what the ledger's other copies acknowledge.
    """
    following = str(uuid4())
    session.add(
        HistoryRow(
            event_slug=event.slug,
            ledger=ledger_of(session, event),
            version=event.head_version if version is None else version,
            next=following,
            how=how,
            at=at.isoformat(timespec="seconds"),
        )
    )
    event.ledger = following
    session.flush()
    return following


def begin_histories(session: Session, how: How, at: datetime) -> None:
    """As `begin_history`, for every ledger there is, those of rehearsals too."""
    for event in session.scalars(select(EventRow).order_by(EventRow.id)):
        begin_history(session, event, how, at)


def _left_behind(session: Session, slug: str) -> list[Left]:
    """The ledgers that an event has left behind, oldest first."""
    rows = select(HistoryRow).where(HistoryRow.event_slug == slug).order_by(HistoryRow.id)
    return [
        Left(row.ledger, row.version, row.next, cast("How", row.how), row.at)
        for row in session.scalars(rows)
    ]


def history_of(session: Session, event: EventRow) -> History:
    """Which history the ledger of an event's row is."""
    return History(event.ledger, tuple(_left_behind(session, event.slug)) if event.ledger else ())
