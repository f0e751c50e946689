"""Marks that came too late: what a judge sent in vain is shown to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from flask import Response, jsonify

from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal
from scoreboard.live.late import Kind, Late, Sent, late_of
from scoreboard.translation import say_in
from scoreboard.web.api.answers import LateShare
from scoreboard.web.api.bodies import AwardBody, MarkBody
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow, current_grant
from scoreboard.web.services import live, services


@contextmanager
def noting_late(slug: str, kind: Kind, body: MarkBody | AwardBody, value: object) -> Iterator[None]:
    """Within: a judge's mark that the order of things refuses is noted for the desk."""
    try:
        yield
    except Refusal as refusal:
        # One that names a field is answered on the tablet, which keeps the mark or asks.
        if current_grant().may("mark") and refusal.because == "not_now" and refusal.field is None:
            note_late(slug, kind, body, value, refusal)
        raise


def note_late(
    slug: str, kind: Kind, body: MarkBody | AwardBody, value: object, refusal: Refusal
) -> None:
    """Let the desk know of what a judge sent, where something of it could count."""

    def read(book: Book) -> Late | None:
        if body.ledger not in (None, book.ledger_id):
            # Of a rehearsal, or of what was cleared: it is meant to count no more.
            return None
        at = services().writer.time_in(book.event)
        why = say_in(book.event.locale)(refusal.text, **refusal.names)
        judge = current_grant().subject
        values = body.values if isinstance(body, MarkBody) else None
        member = body.member if isinstance(body, MarkBody) else None
        sent = Sent(kind, str(body.id), judge, body.round, body.team, value, values, member)
        return late_of(book, sent, why, at)

    late = services().books.read(slug, read)
    if late is not None:
        live().late.note(slug, late)


@api.get("/events/<slug>/refused")
@describe("desk", {200: LateShare})
@allow("see_desk")
def refused(slug: str) -> Response:
    """What judges sent after its round was closed, and what is lacking still because of it."""
    response = jsonify(live().late.share(slug))
    response.headers["Cache-Control"] = "no-store"
    return response


@api.delete("/events/<slug>/refused/<uuid:mark_id>")
@describe("desk", {200: LateShare}, 409)
@allow("run")
def dismiss_refused(slug: str, mark_id: UUID) -> Response:
    """The desk has read it: it is listed no longer. Again answers the same."""
    live().late.dismiss(slug, str(mark_id))
    return jsonify(live().late.share(slug))
