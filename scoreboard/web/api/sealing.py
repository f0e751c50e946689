"""The seal of what an event's ledger holds, and a given one held against it."""

from __future__ import annotations

from typing import TypedDict

from flask import Response, jsonify
from flask_babel import gettext
from pydantic import BaseModel, Field

from scoreboard.contest.words import not_now, unknown
from scoreboard.files.results.sealed import SealDocument, seal_document
from scoreboard.storage.seal import GivenSeal, NotASeal
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow
from scoreboard.web.services import services


class SealQuery(BaseModel):
    """Of which version."""

    at: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="A version; the newest when left out."
    )


class GivenQuery(BaseModel):
    """A seal that was kept elsewhere."""

    seal: str = Field(min_length=1, max_length=400, description="A seal's text, or its short form.")


class HeldSeal(TypedDict):
    """Whether the ledger holds what a seal says, in words too.

    `signed`: by a key that has sealed here; `read`: whether it is a seal at all.
    """

    read: bool
    holds: bool
    signed: bool
    says: str


@api.get("/events/<slug>/seal")
@describe("desk", {200: SealDocument}, 409, 422)
@allow("see_desk")
def seal(slug: str, query: SealQuery) -> Response:
    """The seal of the event's ledger, now or at a version. A rehearsal has none."""
    if services().ledger.rehearsing(slug):
        raise not_now("A rehearsal is not sealed.")
    seals = services().seals
    found = seals.now(slug) if query.at is None else seals.at(slug, query.at)
    if found is None:
        raise unknown("The ledger has no such entry.")
    return _private(jsonify(seal_document(found)))


@api.get("/events/<slug>/seal/held")
@describe("desk", {200: HeldSeal}, 422)
@allow("see_desk")
def seal_held(slug: str, query: GivenQuery) -> Response:
    """Whether the event's ledger is what a seal says; the chain itself is checked by `verify`."""
    return _private(jsonify(_held(slug, query.seal)))


def _held(slug: str, text: str) -> HeldSeal:
    services().books.check_exists(slug)
    try:
        held = services().seals.hold(slug, GivenSeal.parse(text))
    except NotASeal as error:
        return {"read": False, "holds": False, "signed": False, "says": error.said(gettext)}
    if held.no is not None:
        return {"read": True, "holds": False, "signed": False, "says": held.no.said(gettext)}
    if not held.signed:
        says = gettext(
            "The hash is that of entry %(n)s. Without the last part no signature is checked.",
            n=held.version,
        )
        return {"read": True, "holds": True, "signed": False, "says": says}
    says = gettext(
        "The seal is good: entry %(n)s and all before it are what was sealed.", n=held.version
    )
    return {"read": True, "holds": True, "signed": True, "says": says}


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
