"""What is known of an event's safety: how old its newest backup is, and what else keeps it."""

from __future__ import annotations

from flask import Response, jsonify

from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow
from scoreboard.web.safety.pins import PinFacts, pin_facts
from scoreboard.web.safety.sections import Safety, facts
from scoreboard.web.services import services, tries


@api.get("/events/<slug>/safety")
@describe("desk", {200: Safety})
@allow("see_desk")
def event_safety(slug: str) -> Response:
    """What is known of the event's safety, a key for each section of the desk's page."""
    response = jsonify(facts(slug))
    response.headers["Cache-Control"] = "no-store"
    return response


@api.delete("/events/<slug>/safety/pins")
@describe("desk", {200: PinFacts})
@allow("run")
def lift_waits(slug: str) -> Response:
    """Forget the wrong PINs for the event and of every address: who waited may try at once."""
    services().books.check_exists(slug)
    tries().lift(slug)
    return jsonify(pin_facts(slug))
