"""What waits for the desk of what another history acknowledged: taken by one touch, or left out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, jsonify

from scoreboard.contest.acts.preview import Decision
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import N_, unknown
from scoreboard.storage.offers import Offer
from scoreboard.translation import say_in
from scoreboard.verbs.correcting import Correct, TakeBack
from scoreboard.verbs.scorekeeping import GiveAward
from scoreboard.verbs.verb import Verb
from scoreboard.web.api.answers import KeptForTheDesk
from scoreboard.web.api.bodies import TakeOfferBody
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.api.written import NEW_OR_AGAIN, written
from scoreboard.web.permissions import allow, current_grant
from scoreboard.web.services import live, services

REASON = N_("Given by %(judge)s before this copy went on, and offered again")


@api.post("/events/<slug>/offers/<uuid:offer_id>/take")
@describe("desk", NEW_OR_AGAIN)
@allow("rule")
def take_offer(slug: str, offer_id: UUID, json: TakeOfferBody) -> tuple[Response, int]:
    """Enter what waits, in the desk's name and with a reason; a mark as a correction."""
    offer = _waiting(slug, str(offer_id))
    verb = services().books.read(slug, lambda book: _verb(book, offer, json))
    done = services().writer.write(slug, verb)
    services().offers.settle(slug, offer.uid, "taken")
    _gone(slug, offer.uid)
    return written(done)


@api.delete("/events/<slug>/offers/<uuid:offer_id>")
@describe("desk", {200: KeptForTheDesk}, 409)
@allow("run")
def leave_offer(slug: str, offer_id: UUID) -> Response:
    """Leave out what waits: it is not taken later either. Again answers the same."""
    offer = services().offers.settle(slug, _waiting(slug, str(offer_id)).uid, "left")
    _gone(slug, str(offer_id))
    said: dict[str, Any] = {"id": str(offer_id), "state": "left", "closed": False, "why": ""}
    return jsonify({"offered": said if offer is None else {**said, "closed": offer.closed}})


def _waiting(slug: str, uid: str) -> Offer:
    """The offer of that id. Raises Refusal where there is none, or it is in the ledger."""
    offer = services().offers.find(slug, uid)
    if offer is None or offer.state == "back":
        raise unknown("Nothing of that id waits here.")
    return offer


def _gone(slug: str, uid: str) -> None:
    """The desks' notices need not speak of it any more."""
    live().late.dismiss(slug, uid)


def _verb(book: Book, offer: Offer, json: TakeOfferBody) -> Verb:
    judge = book.event.judge(offer.judge)
    named = judge.name if judge else offer.judge
    reason = json.reason or say_in(book.event.locale)(REASON, judge=named)
    by, uid, said = current_grant(), str(json.id), offer.body
    decision: Decision | None = json.decision
    if offer.kind == "withdrawal":
        award = book.by_id.get(offer.uid)
        if award is None:
            raise unknown("There is no such award.")
        return TakeBack(by, uid, award.version, reason, "", decision)
    if offer.kind == "award":
        return GiveAward(by, uid, **{**said, "reason": reason})
    return Correct(
        by, uid, said["round"], said["team"], offer.judge, said.get("value"), reason, decision,
        values=said.get("values"), member=said.get("member"),
    )  # fmt: skip
