"""What was acknowledged in another history, and offered to the one that goes on from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoreboard.limits import OFFERS_OF_ONE
from scoreboard.storage.database import Database
from scoreboard.storage.tables import OfferRow

Kind = Literal["mark", "award", "withdrawal"]
# "kept": it waits for the desk; "back": it is in the ledger; "taken" and "left": the desk's word.
State = Literal["kept", "back", "taken", "left"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A judge's act under the id it had from the first, and what became of it here.

    `origin` is the first entry of the ledger it was offered to, `ledger` what acknowledged it.
    `given` is when it was entered by its tablet's clock, or "". `why`, in the event's language,
    says what forbids it now; `closed`: its round is not open.
    """

    uid: str
    origin: str
    ledger: str
    kind: Kind
    judge: str
    at: str
    state: State
    given: str = ""
    why: str = ""
    closed: bool = False
    body: Mapping[str, Any] = field(default_factory=dict)


class Offers:
    """Every event's offers; of each judge the newest few hundred are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, slug: str, uid: str) -> Offer | None:
        """What became of an act that was offered before."""
        with self._database.reading() as session:
            row = session.get(OfferRow, (slug, uid))
            return _offer(row) if row else None

    def of(self, slug: str, origin: str) -> list[Offer]:
        """What was offered to a ledger, oldest first; `origin` is its first entry."""
        with self._database.reading() as session:
            return [_offer(row) for row in _rows(session, slug, origin)]

    def note(self, slug: str, offer: Offer) -> None:
        """Keep what became of an offer. A judge's newer mark for the same takes the place of one
        that waits.
        """
        about = _about(offer)
        with self._database.writing() as session:
            others = [
                row for row in _rows(session, slug, offer.origin, offer.judge)
                if row.uid != offer.uid
            ]  # fmt: skip
            for row in others:
                waits = row.state == offer.state == "kept" and about is not None
                if waits and _about(_offer(row)) == about:
                    row.state = "left"
            # Of too many those go first that wait no more.
            others.sort(key=lambda row: (row.state == "kept", row.at))
            for row in others[: len(others) + 1 - OFFERS_OF_ONE]:
                session.delete(row)
            session.merge(_row(slug, offer))

    def settle(self, slug: str, uid: str, state: State) -> Offer | None:
        """Say what became of an offer; None where there is none of that id."""
        with self._database.writing() as session:
            row = session.get(OfferRow, (slug, uid))
            if row is None:
                return None
            row.state = state
            return replace(_offer(row), state=state)


def _rows(session: Session, slug: str, origin: str, judge: str | None = None) -> list[OfferRow]:
    wanted = select(OfferRow).where(OfferRow.event_slug == slug, OfferRow.origin == origin)
    if judge is not None:
        wanted = wanted.where(OfferRow.judge == judge)
    return list(session.scalars(wanted.order_by(OfferRow.at, OfferRow.uid)))


def _about(offer: Offer) -> tuple[object, ...] | None:
    """Whose mark it is for whom; None for what does not replace what came before."""
    if offer.kind != "mark":
        return None
    return (offer.judge, *(offer.body.get(key) for key in ("round", "team", "member")))


def _offer(row: OfferRow) -> Offer:
    return Offer(
        uid=row.uid,
        origin=row.origin,
        ledger=row.ledger,
        kind=cast("Kind", row.kind),
        judge=row.judge,
        at=row.at,
        state=cast("State", row.state),
        given=row.given,
        why=row.why,
        closed=row.closed,
        body=json.loads(row.body),
    )


def _row(slug: str, offer: Offer) -> OfferRow:
    body = json.dumps(offer.body, ensure_ascii=False, sort_keys=True)
    return OfferRow(
        event_slug=slug,
        uid=offer.uid,
        origin=offer.origin,
        ledger=offer.ledger,
        kind=offer.kind,
        judge=offer.judge,
        body=body,
        why=offer.why,
        closed=offer.closed,
        given=offer.given,
        at=offer.at,
        state=offer.state,
    )
