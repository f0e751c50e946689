"""Where a rehearsal is kept: a second row beside the event's, with a ledger of its own."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scoreboard.storage.tables import EntryRow, EventRow, HistoryRow

# No event's slug begins like this, so that nobody can ask for a rehearsal by its own name.
COPY_PREFIX = "~"


def copy_of(session: Session, own: EventRow) -> EventRow | None:
    """The row of an event's rehearsal, or None."""
    return session.scalar(select(EventRow).where(EventRow.slug == _slug(own)))


def make_copy(session: Session, own: EventRow) -> EventRow:
    """A fresh row for a rehearsal, the active one from the commit on."""
    delete_copy(session, own)
    copy = EventRow(slug=_slug(own), head_version=0, head_hash="", rehearsing=False, ledger="")
    session.add(copy)
    own.rehearsing = True
    session.flush()
    return copy


def delete_copy(session: Session, own: EventRow) -> None:
    """Delete an event's rehearsal with all that was written in it."""
    own.rehearsing = False
    copy = copy_of(session, own)
    if copy is not None:
        session.execute(delete(EntryRow).where(EntryRow.event_id == copy.id))
        session.execute(delete(HistoryRow).where(HistoryRow.event_slug == copy.slug))
        session.delete(copy)
    session.flush()


def _slug(own: EventRow) -> str:
    # By the number: a slug of the full length has no room for a further character.
    return f"{COPY_PREFIX}{own.id}"
