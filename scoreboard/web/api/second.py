"""What the desk does with the two laptops: take over, arm, disarm, go on alone."""

from __future__ import annotations

from typing import Literal, cast
from uuid import UUID

from flask import Response, current_app, jsonify
from flask_babel import gettext
from typing_extensions import TypedDict

from scoreboard.web.api.bodies import Body
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.confirming import answers_at_once
from scoreboard.web.other import other_of
from scoreboard.web.permissions import allow, allow_all
from scoreboard.web.problems import FieldsWrong
from scoreboard.web.safety.second import SecondFacts, second_facts
from scoreboard.web.services import pair

Act = Literal["take_over", "arm", "disarm", "alone"]


class SecondBody(Body):
    """`off`: a person says that the other laptop is off; needed to take over and to go on alone."""

    id: UUID | None = None
    off: bool = False


class PairAnswer(TypedDict):
    """What a page needs to know of the two laptops: which this one is, whether it writes, where the
    other is reached ("" where there is none), and how often one has taken over (`term`): of two
    that write the one with the higher number is right. `hears`: whether it hears the other one now;
    `armed`: whether the second takes over by itself, as far as this laptop knows.
    """

    part: Literal["alone", "first", "second"]
    writes: bool
    other: str
    hears: bool
    armed: bool
    term: int


@api.get("/pair")
@describe("second laptop", {200: PairAnswer})
@allow_all
def pair_state() -> Response:
    """Which of two laptops this is, whether it writes, and where the other one is."""
    here = pair()
    answer: PairAnswer = {
        "part": here.state.part,
        "writes": here.reason() is None,
        # As pages know it: what it calls itself.
        "other": other_of(current_app.extensions),
        "hears": here.hears,
        "armed": here.is_armed,
        "term": here.state.term,
    }
    response = jsonify(answer)
    response.headers["Cache-Control"] = "no-store"
    return response


@api.post("/events/<slug>/second/<any(take_over, arm, disarm, alone):move>")
@describe("second laptop", {200: SecondFacts})
@allow("run")
@answers_at_once
def second_act(slug: str, move: str, json: SecondBody) -> Response:
    """Take over here; or at the first laptop arm, disarm, or go on alone."""
    here = pair()
    if move in ("take_over", "alone") and not json.off:
        raise FieldsWrong([("off", gettext("Say first that the other laptop is off."))])
    acts = {
        "take_over": here.take_over,
        "arm": here.arm,
        "disarm": here.disarm,
        "alone": here.go_on_alone,
    }
    acts[cast(Act, move)]()
    response = jsonify(second_facts(slug))
    response.headers["Cache-Control"] = "no-store"
    return response
