"""The order of appearance, and who is on stage."""

from __future__ import annotations

from typing import cast

from flask import Response

from scoreboard.contest.acts.staging import UNSAID
from scoreboard.contest.record.appearance import StepTo
from scoreboard.verbs.staging import DrawOrder, PutOnStage, SetOrder, StepOnStage
from scoreboard.verbs.verb import Verb
from scoreboard.web.api.bodies import OnStageBody, OrderBody, StepBody
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.api.written import CHANGED, changed_answer
from scoreboard.web.permissions import allow, current_grant
from scoreboard.web.services import services


@api.post("/events/<slug>/rounds/<round_id>/order")
@describe("desk", CHANGED)
@allow("run")
def order(slug: str, round_id: str, json: OrderBody) -> tuple[Response, int]:
    """Draw the order of a round as the set-up has it: by lot, by standing, or of play by score.

    With `order` it is set by hand. A `reason` is needed for that, and to draw an order of
    appearance again.
    """
    by, uid = current_grant(), str(json.id)
    verb: Verb = DrawOrder(by, uid, round_id, json.reason)
    if json.order is not None:
        verb = SetOrder(by, uid, round_id, json.order, json.reason)
    return changed_answer(services().writer.write(slug, verb))


@api.post("/events/<slug>/rounds/<round_id>/on_stage/<any(next, back):to>")
@describe("desk", CHANGED)
@allow("step")
def step_on_stage(slug: str, round_id: str, to: str, json: StepBody) -> tuple[Response, int]:
    """Let the next team of the order come on stage, or the one before come back.

    Who is absent or has withdrawn is skipped. Where another team is on stage by now than `team`,
    the answer is 409 and says who.
    """
    seen = json.team if "team" in json.model_fields_set else UNSAID
    verb = StepOnStage(current_grant(), str(json.id), round_id, cast(StepTo, to), seen)
    return changed_answer(services().writer.write(slug, verb))


@api.put("/events/<slug>/rounds/<round_id>/on_stage")
@describe("desk", CHANGED)
@allow("step")
def put_on_stage(slug: str, round_id: str, json: OnStageBody) -> tuple[Response, int]:
    """Say which team is on stage in a round, whatever the order; null for nobody."""
    verb = PutOnStage(current_grant(), str(json.id), round_id, json.team)
    return changed_answer(services().writer.write(slug, verb))
