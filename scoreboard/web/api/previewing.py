"""What scenes would show if they were put now: nobody but the desk may know it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any

from flask import Response, current_app, jsonify
from pydantic import BaseModel, Field

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import Entry
from scoreboard.contest.show.message import scene_message
from scoreboard.contest.show.shapes import SceneMessage, Shows
from scoreboard.contest.show.table import kind_of_scene, reached
from scoreboard.contest.words import Refusal
from scoreboard.verbs.showing import PutScene
from scoreboard.verbs.verb import new_id
from scoreboard.web.api.answers import ScenePreview
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow, current_grant, keep_apart
from scoreboard.web.services import services

log = logging.getLogger(__name__)


class SceneQuery(BaseModel):
    """A scene, what it would be about, and a step of it."""

    scene: str
    round: str | None = None
    stage: str | None = None
    team: str | None = None
    division: str | None = None
    text: str | None = None
    second: str | None = None
    until: str | None = None
    step: int | None = Field(default=None, ge=0)
    lang: str | None = None


@api.get("/events/<slug>/scene/preview")
@describe("desk", {200: ScenePreview}, 422)
@allow("see_desk")
def preview_scene(slug: str, query: SceneQuery) -> Response:
    """What a scene would show if it were put now: at its first step, at its last, and at `step`."""
    said, step = query.model_dump(exclude={"lang", "step"}, exclude_none=True), query.step
    return keep_apart(jsonify(preview_of(slug, said, step)), "desk")


def preview_of(slug: str, said: dict[str, Any], step: int | None = None) -> ScenePreview:
    """What the scene that is `said`, as the body of the request has it, would show.

    Raises as putting it does.
    """
    entry = services().writer.check(slug, PutScene(current_grant(), new_id(), said)).entry
    return services().boards.read(slug, lambda drawn: _drawn_after(drawn, entry, step))


def last_steps(slug: str, scenes: Iterable[str]) -> dict[str, SceneMessage]:
    """Each scene at its last step, by its name: without those that cannot be drawn now.

    Between two of them others are served: what one costs grows with the field and the ledger.
    """
    breathe = current_app.extensions["socketio"].sleep
    found: dict[str, SceneMessage] = {}
    for scene in scenes:
        breathe(0)
        preview = _preview_if_any(slug, {"scene": scene})
        if preview is not None:
            found[scene] = preview["last"]
    return found


def next_step(slug: str, scene: SceneMessage) -> Shows | None:
    """What the next step of a scene tells that stands now; None where it tells nothing new."""
    if scene["step"] >= scene["of"] or not kind_of_scene(scene["scene"]).tells:
        return None
    about = {"scene": scene["scene"], "stage": scene["stage"], "division": scene["division"]}
    said = {key: value for key, value in about.items() if value}
    preview = _preview_if_any(slug, said, scene["step"] + 1)
    return None if preview is None else preview["at_step"]["shows"]


def _preview_if_any(
    slug: str, said: dict[str, Any], step: int | None = None
) -> ScenePreview | None:
    """As `preview_of`, but None where it fails in any way: a page opens whatever a scene does."""
    try:
        return preview_of(slug, said, step)
    except Refusal:
        return None
    except Exception:  # any failure at all
        log.exception("the scene %s of %s could not be drawn ahead", said["scene"], slug)
        return None


def _drawn_after(drawn: Drawn, entry: Entry, step: int | None) -> ScenePreview:
    then = drawn.after(entry)
    board = partial(then.board, "public")
    at = partial(scene_message, then.book, board, "public", then.say)
    of = reached(then.book, then.book.show).of
    found: ScenePreview = {"first": at(step=0), "last": at(step=of)}
    if step is not None:
        found["at_step"] = at(step=step)
    return found
