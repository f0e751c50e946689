"""The events' rows: which ledger is an event's active one, what it is called, how far it goes.

While an event rehearses, a second row with a ledger of its own is the active one
(`rehearsal.py`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from scoreboard.storage.rehearsal import COPY_PREFIX, copy_of
from scoreboard.storage.tables import EntryRow, EventRow


class NoSuchEvent(LookupError):
    """There is no event of that name here."""


class LedgerHead(NamedTuple):
    """The newest version of a ledger, and which ledger that is.

    It has an id where it goes on from another one; else it is known by that of its first entry.
    """

    ledger: str
    version: int


def slugs(session: Session) -> list[str]:
    """The events there are, oldest first."""
    return list(session.scalars(select(EventRow.slug).where(NO_COPY).order_by(EventRow.id)))


def find_event(session: Session, slug: str) -> EventRow | None:
    """An event's own row, or None."""
    return session.scalar(select(EventRow).where(EventRow.slug == slug, NO_COPY))


def own_row(session: Session, slug: str) -> EventRow:
    """An event's own row, whatever is rehearsed. Raises NoSuchEvent."""
    event = find_event(session, slug)
    if event is None:
        raise NoSuchEvent(slug)
    return event


def active_row(session: Session, own: EventRow) -> EventRow:
    """The active ledger's row: the rehearsal's while one runs, else the event's."""
    return (copy_of(session, own) or own) if own.rehearsing else own


def new_row(session: Session, slug: str) -> EventRow:
    """A row for a new event, whose ledger is empty."""
    event = EventRow(slug=slug, head_version=0, head_hash="", rehearsing=False, ledger="")
    session.add(event)
    session.flush()
    return event


def heads(session: Session) -> dict[str, LedgerHead]:
    """The head of every event's active ledger, by slug."""
    rows = session.execute(_HEADS)
    return {slug: LedgerHead(ledger or "", version) for slug, ledger, version in rows}


def head(session: Session, slug: str) -> LedgerHead | None:
    """The head of an event's active ledger; None when there is no such event."""
    row = session.execute(_HEAD, {"slug": slug}).first()
    return None if row is None else LedgerHead(row[1] or "", row[2])


# An event's own row, not that of its rehearsal.
NO_COPY = ~EventRow.slug.startswith(COPY_PREFIX)
# The first entry of a ledger, joined to the row that it belongs to by `begins`.
FIRST = aliased(EntryRow)


def begins(event: type[EventRow]) -> ColumnElement[bool]:
    """Whether `FIRST` is the first entry of an event's row."""
    return and_(FIRST.event_id == event.id, FIRST.version == 1)


def id_of(event: type[EventRow]) -> ColumnElement[str]:
    """Which ledger that of an event's row is, in a query that has joined `FIRST`."""
    return func.coalesce(func.nullif(event.ledger, ""), FIRST.uid)


_OWN, _ACTIVE = aliased(EventRow), aliased(EventRow)


def _heads() -> Select[str, str, int]:
    """Slug, ledger and newest version of each event's active ledger."""
    active: Any = case((_OWN.rehearsing, COPY_PREFIX + cast(_OWN.id, String)), else_=_OWN.slug)
    return (
        select(_OWN.slug, id_of(_ACTIVE), _ACTIVE.head_version)
        .join(_ACTIVE, _ACTIVE.slug == active)
        .outerjoin(FIRST, begins(_ACTIVE))
        .where(~_OWN.slug.startswith(COPY_PREFIX))
    )


# Made once: every query of an event asks for the head.
_HEADS = _heads()
_HEAD = _HEADS.where(_OWN.slug == bindparam("slug"))
