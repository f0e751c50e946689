"""The show: what the big screen tells, and the timer."""

from __future__ import annotations

from functools import partial
from typing import cast

from flask import Response, jsonify
from pydantic import BaseModel

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import Entry
from scoreboard.contest.show.acting import TurnTo
from scoreboard.contest.show.message import scene_message, scene_of
from scoreboard.contest.show.shapes import SceneMessage
from scoreboard.contest.show.table import reached
from scoreboard.live.sent import sent_now, server_time
from scoreboard.storage.book_cache import Written
from scoreboard.verbs.showing import PutScene, RunTimer, TurnScene
from scoreboard.verbs.verb import new_id
from scoreboard.web.api.answers import Now, ScenePreview
from scoreboard.web.api.bodies import SceneBody, TimerBody, TurnSceneBody
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow, allow_all, audience, current_grant
from scoreboard.web.services import services


class SceneQuery(BaseModel):
    """A scene, and what it would be about."""

    scene: str
    round: str | None = None
    stage: str | None = None
    team: str | None = None
    division: str | None = None
    text: str | None = None
    second: str | None = None
    until: str | None = None
    lang: str | None = None


@api.get("/time")
@describe("reading", {200: Now})
@allow_all
def time() -> Response:
    """The server's clock, by which a browser reckons how far its own is off."""
    return _fresh(jsonify({"now": server_time()}))


@api.get("/events/<slug>/scene")
@describe("reading", {200: SceneMessage})
@allow_all
def event_scene(slug: str) -> Response:
    """What the big screen shows: the scene and its step, and what that tells."""
    return _scene(slug)


@api.put("/events/<slug>/scene")
@describe("desk", {200: SceneMessage})
@allow("step")
def put_scene(slug: str, json: SceneBody) -> Response:
    """Put a scene on the big screen; keys that it does not use are ignored.

    Every scene can be put at any time. `hold` keeps what stands on the screens, until a scene is
    put without it, or `hold` is false; then `scene` may be left out.
    """
    said = json.model_dump(exclude={"id"}, exclude_unset=True)
    return _written(
        slug, services().writer.write(slug, PutScene(current_grant(), str(json.id), said))
    )


@api.post("/events/<slug>/scene/<any(next, back, finish):to>")
@describe("desk", {200: SceneMessage})
@allow("step")
def turn_scene(slug: str, to: str, json: TurnSceneBody) -> Response:
    """Let the scene go on by a step, back by one, or to its end.

    Where another step than `step` is reached, or another scene put than `put`, the answer is 409
    and says which.
    """
    verb = TurnScene(current_grant(), str(json.id), cast(TurnTo, to), json.step, json.put)
    return _written(slug, services().writer.write(slug, verb))


@api.post("/events/<slug>/timer")
@describe("desk", {200: SceneMessage})
@allow("step")
def timer(slug: str, json: TimerBody) -> Response:
    """Set the timer, start it, stop it for a while, add to it, or end it; then take it away."""
    verb = RunTimer(current_grant(), str(json.id), json.do, json.seconds)
    return _written(slug, services().writer.write(slug, verb))


@api.get("/events/<slug>/scene/preview")
@describe("desk", {200: ScenePreview}, 422)
@allow("see_desk")
def preview_scene(slug: str, query: SceneQuery) -> Response:
    """What a scene would show if it were put now: at its first step, and at its last."""
    said = query.model_dump(exclude={"lang"}, exclude_none=True)
    entry = services().writer.check(slug, PutScene(current_grant(), new_id(), said)).entry
    return _fresh(jsonify(services().boards.read(slug, lambda drawn: _previewed(drawn, entry))))


def _previewed(drawn: Drawn, entry: Entry) -> ScenePreview:
    then = Drawn(drawn.book.after(entry), drawn.say)
    first, last = (
        scene_message(then.book, partial(then.board, "public"), "public", then.say, step=step)
        for step in (0, reached(then.book, then.book.show).of)
    )
    return {"first": first, "last": last}


def _written(slug: str, _done: Written) -> Response:
    """What the big screen shows by now: of a repeat too, which may come late."""
    return _scene(slug)


def _scene(slug: str) -> Response:
    seen_by = audience(slug)
    message = services().boards.read(slug, lambda drawn: scene_of(drawn, seen_by))
    return _fresh(jsonify(sent_now(message)))


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.vary.update(("Authorization", "Cookie"))
    return response
