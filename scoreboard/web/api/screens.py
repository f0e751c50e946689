"""What the desk asks of the hall's screens and tablets."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from flask import Response, jsonify, url_for
from pydantic import Field
from spectree import Response as Answers

from scoreboard.live.seen import screen_name
from scoreboard.web.api.bodies import Body, Name, ProblemAnswer
from scoreboard.web.api.spec import api, spec
from scoreboard.web.permissions import DESK, SEES_DESK, allow
from scoreboard.web.services import live, services

Key = Annotated[str, Field(pattern=r"^[0-9a-f]{1,20}-[0-9]{1,9}$")]
SECURITY: Any = [{"link": []}, {"cookie": []}]
PROBLEMS: Any = {f"HTTP_{status}": ProblemAnswer for status in (400, 401, 403, 404, 422)}


class CommandBody(Body):
    """What one screen is to do, or (without `screen`) every display and tablet.

    `reload`: load its page anew. `rename`: be called `name`. `show`, for displays: the current
    stage of `event` (left out: this one), or its stage `stage`. `dismiss`: be listed no longer,
    where it is silent.
    """

    screen: Key | None = None
    do: Literal["reload", "rename", "show", "dismiss"]
    name: Annotated[str, Field(max_length=300)] | None = None
    event: Name | None = None
    stage: Name | None = None


class ScreensAnswer(Body):
    """The screens of the event that this process of the server knows."""

    event: str
    process: str
    audience: int
    dismissed: list[str]
    screens: list[dict[str, Any]]
    # How many phones of the audience fit, and how many have been asked to wait lately.
    room: dict[str, int]


class SentAnswer(Body):
    """The command is on its way; a screen that is silent never hears it."""

    sent: bool


@api.get("/events/<slug>/screens")
@spec.validate(
    resp=Answers(HTTP_200=ScreensAnswer, **PROBLEMS), tags=["desk"], security={"link": []}
)
@allow(*SEES_DESK)
def screens(slug: str) -> Response:
    """Which screens and tablets are there, what each shows, and which are silent."""
    response = jsonify(live().screens.share(slug))
    response.headers["Cache-Control"] = "no-store"
    return response


@api.post("/events/<slug>/screens/commands")
@spec.validate(resp=Answers(HTTP_200=SentAnswer, **PROBLEMS), tags=["desk"], security=SECURITY)
@allow(*DESK)
def command_screens(slug: str, json: CommandBody) -> Response:
    """Ask a screen to load anew, to be called something, or to show something else."""
    known = live().screens
    if json.do == "dismiss":
        if json.screen:
            known.presence.dismiss(slug, json.screen)
            known.publish(slug)
        return jsonify({"sent": bool(json.screen)})
    command: dict[str, Any] = {"do": json.do}
    if json.do == "rename":
        command["name"] = screen_name(json.name or "")
    if json.do == "show":
        command["path"] = _page_of(json.event or slug, json.stage)
        if json.event not in (None, slug) and json.screen:
            known.presence.send_away(slug, json.screen)
    known.command(slug, json.screen, command)
    return jsonify({"sent": True})


def _page_of(slug: str, stage_id: str | None) -> str:
    """The address of an event's display. Raises as `Books.board` does."""
    services().books.board(slug, "public", stage_id)
    return url_for("display.page", slug=slug, stage=stage_id)
