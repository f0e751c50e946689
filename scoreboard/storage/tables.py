"""The tables. The ledger is append-only: nothing here is ever updated but heads and access.

Only a rehearsal, which has a ledger of its own, is deleted at its end.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The one set of tables."""


class EventRow(Base):
    """An event and the head of its ledger; the row that a writer locks."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    head_version: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")
    # While true a second row is the active one, whose ledger is a rehearsal.
    rehearsing: Mapped[bool] = mapped_column(default=False)
    # The address that the cards in people's hands lead to; empty until they are printed.
    printed: Mapped[str] = mapped_column(String(255), default="")
    # The id of the ledger, where it goes on from another; empty: that of its first entry.
    ledger: Mapped[str] = mapped_column(String(36), default="")


class EntryRow(Base):
    """One entry of an event's ledger. `value` is a decimal string, `detail` canonical JSON."""

    __tablename__ = "entries"
    __table_args__ = (UniqueConstraint("event_id", "uid"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36))
    kind: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[str] = mapped_column(String(40))
    stage: Mapped[str | None] = mapped_column(String(64))
    round: Mapped[str | None] = mapped_column(String(64))
    team: Mapped[str | None] = mapped_column(String(64))
    judge: Mapped[str | None] = mapped_column(String(64))
    value: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(Text)
    voids: Mapped[int | None]
    detail: Mapped[str] = mapped_column(Text, default="{}")
    hash: Mapped[str] = mapped_column(String(64))


class HistoryRow(Base):
    """A ledger that was left at a version, and the one that goes on from there."""

    __tablename__ = "histories"

    id: Mapped[int] = mapped_column(primary_key=True)
    # As in the events' table: a rehearsal has histories of its own.
    event_slug: Mapped[str] = mapped_column(String(64), index=True)
    ledger: Mapped[str] = mapped_column(String(36))
    version: Mapped[int]
    next: Mapped[str] = mapped_column(String(36))
    how: Mapped[str] = mapped_column(String(16))
    at: Mapped[str] = mapped_column(String(40))


class OfferRow(Base):
    """What was acknowledged in another history and offered to this one, by the id of its entry.

    `origin` is the first entry of the ledger it was offered to. `body` is the request's as JSON.
    `given` is when its tablet says that it was entered, `at` when it was offered. `state`: "kept"
    for the desk, since `why` forbids it now (`closed`: its round is not open); "back" in the
    ledger; "taken" by the desk in its own words; "left" out by the desk, or by who had sent it.
    """

    __tablename__ = "offers"

    event_slug: Mapped[str] = mapped_column(String(64), primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    origin: Mapped[str] = mapped_column(String(36))
    ledger: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    judge: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    closed: Mapped[bool]
    given: Mapped[str] = mapped_column(String(40))
    at: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(16))


class PictureRow(Base):
    """A picture that was put in for an event, under the SHA-256 of its bytes.

    `tone` is the hash of the same in one tone. It is gone where the event shows it no longer.
    """

    __tablename__ = "pictures"

    event_slug: Mapped[str] = mapped_column(String(64), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    tone: Mapped[str] = mapped_column(String(64), default="")
    kind: Mapped[str] = mapped_column(String(16))
    width: Mapped[int]
    height: Mapped[int]
    at: Mapped[str] = mapped_column(String(40))
    data: Mapped[bytes] = mapped_column(LargeBinary)


class AccessRow(Base):
    """A role link. Only hashes are kept: a stolen database opens no door."""

    __tablename__ = "access"
    __table_args__ = (
        UniqueConstraint("event_slug", "role", "subject"),
        Index("ix_access_pin_hash", "pin_hash", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Empty for the organiser of the whole server.
    event_slug: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(64))
    # What a scorer or viewer is called; it stays when they have left.
    name: Mapped[str] = mapped_column(String(80), default="")
    generation: Mapped[int] = mapped_column(default=1)
    pin_attempt: Mapped[int] = mapped_column(default=0)
    # Empty where a role has left the set-up.
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    pin_hash: Mapped[str | None] = mapped_column(String(64))


class SealKeyRow(Base):
    """The public half of a key that has sealed here, in hex: an old seal stays good under a new
    key, and beside another data folder.
    """

    __tablename__ = "seal_keys"

    public_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[str] = mapped_column(String(40))


class PairRow(Base):
    """What this folder is to another laptop's; one row, and none where there never was another.

    `part` is "first" (which writes) or "second" (which follows), `other` the address of the other.
    `armed`: what the first acknowledges waits for the second. `term` is raised by each take-over.
    """

    __tablename__ = "pair"

    id: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(String(8), default="alone")
    other: Mapped[str] = mapped_column(String(255), default="")
    # Which of the keys that follow from the secret one is in force.
    generation: Mapped[int] = mapped_column(default=1)
    armed: Mapped[bool] = mapped_column(default=False)
    term: Mapped[int] = mapped_column(default=0)


class PartedRow(Base):
    """What another laptop had in an event's ledger that this one never got: both had written.

    Up to version `since` both have the same. `until` was the newest here when it was found, and
    `entries` is what the other has after `since`, as a list of JSON (`chain.CHAINED`, hash).
    """

    __tablename__ = "parted"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_slug: Mapped[str] = mapped_column(String(64))
    at: Mapped[str] = mapped_column(String(40))
    since: Mapped[int]
    until: Mapped[int]
    entries: Mapped[str] = mapped_column(Text)
    # The file in the other laptop's backups that holds all it had.
    kept: Mapped[str] = mapped_column(String(255), default="")
