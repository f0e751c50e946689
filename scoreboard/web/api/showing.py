"""The show: what the big screen tells, and the timer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Annotated, Literal, cast
from uuid import UUID, uuid4, uuid5

from flask import Response, jsonify, request
from pydantic import BaseModel, Field, model_validator

from scoreboard.contest.acts.freezing import UNSAID
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import REVEAL, Shown
from scoreboard.contest.record.state import Seer
from scoreboard.contest.show.acting import TurnTo
from scoreboard.contest.show.message import scene_message, scene_of, scene_of_crew
from scoreboard.contest.show.shapes import SceneMessage
from scoreboard.contest.show.table import SCENES, kind_of_scene
from scoreboard.contest.words import Refusal
from scoreboard.live.server_clock import sent_now, server_time
from scoreboard.storage.book_cache import Written
from scoreboard.verbs.freezing import StepReveal
from scoreboard.verbs.showing import PutScene, RunTimer, TurnScene
from scoreboard.verbs.verb import Verb
from scoreboard.web.api.answers import Now
from scoreboard.web.api.bodies import Body, Line, Name, TimerBody, TurnSceneBody
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import (
    allow,
    allow_all,
    audience,
    current_grant,
    keep_apart,
    may_here,
)
from scoreboard.web.services import services
from scoreboard.web.tables import chosen_tables


class ChartQuery(BaseModel):
    """Totals or places over the rounds of a stage, of all teams or of one division."""

    of: Literal["totals", "places"] = "totals"
    stage: str | None = None
    division: str | None = None
    lang: str | None = None


class SceneBody(Body):
    """A scene for the big screen, and what it is about; keys that it does not use are ignored.

    `until` is a time of day such as 10:30, or a date and time with its offset. `hold` keeps what
    stands on the screens; `scene` may then be left out.
    """

    id: UUID = Field(default_factory=uuid4)
    scene: Name | None = None
    round: Name | None = None
    stage: Name | None = None
    team: Name | None = None
    division: Name | None = None
    text: Line | None = None
    second: Line | None = None
    seconds: Annotated[int, Field(ge=1, le=86400)] | None = None
    until: Annotated[str, Field(max_length=40)] | None = None
    hold: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _leave_what_the_scene_does_not_use(cls, said: object) -> object:
        """The body without keys that its scene does not use, whatever they hold."""
        name = said.get("scene") if isinstance(said, dict) else None
        if not isinstance(said, dict) or not isinstance(name, str) or name not in SCENES:
            return said
        used = {"id", "scene", "hold", *SCENES[name].uses}
        return {key: value for key, value in said.items() if key in used}


class AskedSceneQuery(BaseModel):
    """`polled`: asked for again and again by phones without a socket."""

    polled: bool = False
    lang: str | None = None


@api.get("/time")
@describe("reading", {200: Now})
@allow_all
def time() -> Response:
    """The server's clock, by which a browser reckons how far its own is off."""
    return _fresh(jsonify({"now": server_time()}))


@api.get("/events/<slug>/scene")
@describe("reading", {200: SceneMessage, 304: None}, 422)
@allow_all
def event_scene(slug: str, query: AskedSceneQuery) -> Response:
    """What the big screen shows: the scene and its step, and what that tells.

    With `polled` what phones are told, without the server's clock (`sent`), to be kept for a
    second, with an `ETag`.
    """
    return _polled_scene(slug) if query.polled else _scene(slug)


@api.get("/events/<slug>/chart")
@describe("reading", {200: SceneMessage}, 422)
@allow_all
def event_chart(slug: str, query: ChartQuery) -> Response:
    """The chart as a scene, whatever the big screen shows: totals or places over the rounds."""
    seen_by = audience(slug)
    chosen = chosen_tables(slug, query.model_dump()).divisions
    show = Shown(
        "chart",
        stage=query.stage,
        division=chosen[0] if len(chosen) == 1 else None,
        text=query.of,
    )
    message = services().boards.read(slug, lambda drawn: _chart(drawn, show, seen_by))
    return _fresh(jsonify(sent_now(message)))


@api.put("/events/<slug>/scene")
@describe("desk", {200: SceneMessage})
@allow("step")
def put_scene(slug: str, json: SceneBody) -> Response:
    """Put a scene on the big screen; keys that it does not use are ignored.

    Every scene can be put at any time. `hold` keeps what stands on the screens, until a scene is
    put without it, or `hold` is false; then `scene` may be left out.
    """
    said, by = json.model_dump(exclude={"id"}, exclude_unset=True), current_grant()
    done = services().writer.write(slug, PutScene(by, str(json.id), said))
    if services().books.read(slug, _waits_for_reveal):
        # Its scene brings the reveal's first step, which shows nobody; what keeps it back is said
        # when somebody wants to go on.
        with suppress(Refusal):
            services().writer.write(slug, StepReveal(by, str(uuid5(json.id, REVEAL)), "next", 0))
    return _written(slug, done)


@api.post("/events/<slug>/scene/<any(next, back, finish):to>")
@describe("desk", {200: SceneMessage})
@allow("step")
def turn_scene(slug: str, to: str, json: TurnSceneBody) -> Response:
    """Let the scene go on by a step, back by one, or to its end.

    Where another step than `step` is reached, or another scene put than `put`, the answer is 409
    and says which. The steps of a `reveal` are those of the reveal.
    """
    by, uid, way = current_grant(), str(json.id), cast(TurnTo, to)
    verb: Verb = TurnScene(by, uid, way, json.step, json.put)
    if services().books.read(slug, lambda book: _steps_reveal(book, uid)):
        verb = StepReveal(by, uid, way, UNSAID if json.step is None else json.step, json.put)
    return _written(slug, services().writer.write(slug, verb))


@api.post("/events/<slug>/timer")
@describe("desk", {200: SceneMessage})
@allow("step")
def timer(slug: str, json: TimerBody) -> Response:
    """Set the timer, start it, stop it for a while, add to it, or end it; then take it away."""
    verb = RunTimer(current_grant(), str(json.id), json.do, json.seconds)
    return _written(slug, services().writer.write(slug, verb))


def _chart(drawn: Drawn, show: Shown, seen_by: Seer) -> SceneMessage:
    """The chart, drawn once for all who ask; the newest stage's where none is named."""
    stage = drawn.board(seen_by, show.stage)["stage"]["id"]
    show = replace(show, stage=stage)
    return drawn.book.cached(
        ("chart", seen_by, show),
        lambda: scene_message(
            drawn.book, partial(drawn.board, seen_by), seen_by, drawn.say, show=show
        ),
    )


def _steps_reveal(book: Book, uid: str) -> bool:
    """Whether a turn is a step of the reveal: its scene stands, or it has brought one before."""
    known = book.by_id.get(uid)
    return known.kind == "reveal" if known else kind_of_scene(book.show.scene).reveals


def _waits_for_reveal(book: Book) -> bool:
    freeze = book.freeze
    return kind_of_scene(book.show.scene).reveals and freeze is not None and freeze.step is None


def _written(slug: str, _done: Written) -> Response:
    """What the big screen shows by now: of a repeat too, which may come late."""
    return _scene(slug)


def _scene(slug: str) -> Response:
    if may_here(slug, "step"):
        message = services().boards.read(slug, scene_of_crew)
    else:
        seen_by = audience(slug)
        message = services().boards.read(slug, lambda drawn: scene_of(drawn, seen_by))
    return _fresh(jsonify(sent_now(message)))


def _polled_scene(slug: str) -> Response:
    seen_by = audience(slug)
    message = services().boards.read(slug, lambda drawn: scene_of(drawn, seen_by))
    # By what it says: no clock is in it, and nothing else would make two answers differ.
    response = keep_apart(jsonify(message), seen_by)
    response.add_etag()
    response.make_conditional(request)
    return response


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.vary.update(("Authorization", "Cookie"))
    return response
