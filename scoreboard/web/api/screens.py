"""What the desk asks of the hall's screens and tablets."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from flask import Response, jsonify, url_for
from pydantic import Field

from scoreboard.live.screens import ScreensShare
from scoreboard.live.seen import screen_name
from scoreboard.web.api.answers import CommandSent
from scoreboard.web.api.bodies import Body, Name
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow
from scoreboard.web.services import live, services
from scoreboard.web.tables import chosen_tables

Key = Annotated[str, Field(pattern=r"^[0-9a-f]{1,20}-[0-9]{1,9}$")]


class CommandBody(Body):
    """What one screen is to do, or (without `screen`) every display and tablet.

    `reload`: load its page anew. `rename`: be called `name`. `show`, for displays: the current
    stage of `event` (left out: this one), or its stage `stage`, "*" for the overall ranking; of
    that the `division` or the `group` alone, or several, separated by commas. `identify`, for
    displays: show its own name, large, for a few seconds. `dismiss`: be listed no longer, where it
    is silent. Sent twice it does the same; `id` may be there as in every body.
    """

    id: UUID | None = None
    screen: Key | None = None
    do: Literal["reload", "rename", "show", "identify", "dismiss"]
    name: Annotated[str, Field(max_length=300)] | None = None
    event: Name | None = None
    stage: Name | None = None
    division: Name | None = None
    group: Name | None = None


@api.get("/events/<slug>/screens")
@describe("desk", {200: ScreensShare})
@allow("see_desk")
def screens(slug: str) -> Response:
    """Which screens and tablets are there, what each shows, and which are silent."""
    response = jsonify(live().screens.everywhere(slug))
    response.headers["Cache-Control"] = "no-store"
    return response


@api.post("/events/<slug>/screens/commands")
@describe("desk", {200: CommandSent})
@allow("run")
def command_screens(slug: str, json: CommandBody) -> Response:
    """Ask a screen to load anew, to be called something, to say its name, or to show something."""
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
        command["path"] = _page_of(json.event or slug, json)
        if json.event not in (None, slug) and json.screen:
            known.presence.send_away(slug, json.screen)
    known.command(slug, json.screen, command)
    return jsonify({"sent": True})


def _page_of(slug: str, asked: CommandBody) -> str:
    """The address of an event's display. Raises as `Boards.board` and `chosen_tables` do."""
    services().boards.board(slug, "public", asked.stage)
    division, group = asked.division or None, asked.group or None
    chosen_tables(slug, {"division": division, "group": group})
    return url_for("display.page", slug=slug, stage=asked.stage, division=division, group=group)
