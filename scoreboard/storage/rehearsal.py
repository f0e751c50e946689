"""Where a rehearsal is kept: a second row beside the event's, with a ledger of its own."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scoreboard.storage.tables import EntryRow, EventRow

# No event's slug begins like this, so that nobody can ask for a rehearsal by its own name.
TWIN = "~"


def twin_of(session: Session, own: EventRow) -> EventRow | None:
    """The row of an event's rehearsal, or None."""
    return session.scalar(select(EventRow).where(EventRow.slug == _slug(own)))


def make_twin(session: Session, own: EventRow) -> EventRow:
    """A fresh row for a rehearsal, which the event's slug speaks of from the commit on."""
    end_twin(session, own)
    twin = EventRow(slug=_slug(own), head_version=0, head_hash="", rehearsing=False)
    session.add(twin)
    own.rehearsing = True
    session.flush()
    return twin


def end_twin(session: Session, own: EventRow) -> None:
    """Delete an event's rehearsal with all that was written in it."""
    own.rehearsing = False
    twin = twin_of(session, own)
    if twin is not None:
        session.execute(delete(EntryRow).where(EntryRow.event_id == twin.id))
        session.delete(twin)
    session.flush()


def _slug(own: EventRow) -> str:
    # By the number: a slug of the full length has no room for a further character.
    return f"{TWIN}{own.id}"
