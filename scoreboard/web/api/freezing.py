"""The public board is frozen, revealed place by place, and unfrozen."""

from __future__ import annotations

from typing import cast

from flask import Response

from scoreboard.contest.acts.freezing import UNSAID, RevealTo
from scoreboard.verbs.freezing import Freeze, StepReveal, Unfreeze
from scoreboard.web.api.bodies import FreezeBody, RevealBody, UnfreezeBody
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.api.written import CHANGED, changed_answer
from scoreboard.web.permissions import allow, current_grant
from scoreboard.web.services import services


@api.post("/events/<slug>/freeze")
@describe("desk", CHANGED)
@allow("run")
def freeze(slug: str, json: FreezeBody) -> tuple[Response, int]:
    """Stop the public board as it stands; what is scored from now on only the desk sees."""
    verb = Freeze(current_grant(), str(json.id))
    return changed_answer(services().writer.write(slug, verb))


@api.post("/events/<slug>/unfreeze")
@describe("desk", CHANGED)
@allow("rule")
def unfreeze(slug: str, json: UnfreezeBody) -> tuple[Response, int]:
    """Let the public board show everything again, at once."""
    verb = Unfreeze(current_grant(), str(json.id), json.reason)
    return changed_answer(services().writer.write(slug, verb))


@api.post("/events/<slug>/reveal/<any(next, back, finish):to>")
@describe("desk", CHANGED)
@allow("step")
def reveal(slug: str, to: str, json: RevealBody) -> tuple[Response, int]:
    """Reveal the next place of a frozen board from the last up, take one back, or reveal the rest.

    The first `next` begins the reveal, at its step 0. Where it stands at another step by now than
    `step`, the answer is 409 and says where.
    """
    seen = json.step if "step" in json.model_fields_set else UNSAID
    verb = StepReveal(current_grant(), str(json.id), cast(RevealTo, to), seen)
    return changed_answer(services().writer.write(slug, verb))
