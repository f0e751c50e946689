"""What the second laptop of a pair asks the first: a greeting, and frames that say all the rest."""

from __future__ import annotations

from typing import Annotated

from flask import Response, jsonify, request
from flask_babel import gettext
from pydantic import Field
from typing_extensions import TypedDict

from scoreboard.pair import answering
from scoreboard.pair.channel import NotTrusted
from scoreboard.web.api.bodies import Body
from scoreboard.web.api.describing import describe
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow_all
from scoreboard.web.problems import problem
from scoreboard.web.services import crowd, pair
from scoreboard.web.sizes import takes_large

Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class GreetingBody(Body):
    """A number used once, and the public half of a key used once (X25519), both in hex."""

    nonce: Hex
    share: Hex


class Greeted(TypedDict):
    """The same of this laptop; the proof that it knows the key of the pair; the name of the line
    that frames are sent to; and the first frame, which says what this laptop is.
    """

    nonce: str
    share: str
    proof: str
    line: str
    frame: str


class FrameBody(Body):
    """A frame: encrypted and authenticated, in base64."""

    frame: Annotated[str, Field(max_length=1_000_000)]


class Frame(TypedDict):
    """The frame that answers."""

    frame: str


@api.post("/follow")
@describe("second laptop", {200: Greeted}, 409)
@allow_all
def greet(json: GreetingBody) -> Response:
    """Greet, as a second laptop that knows the key which `scoreboard links` prints."""
    try:
        said = answering.greet(pair(), {"nonce": json.nonce, "share": json.share})
    except NotTrusted:
        return _refused()
    return _answered(said)


@api.post("/follow/<line>")
@describe("second laptop", {200: Frame}, 409)
@allow_all
@takes_large
def follow(line: str, json: FrameBody) -> Response:
    """Say something on a line, and hear the answer; where nothing is new, after a moment."""
    try:
        said = {"frame": answering.hear(pair(), line, json.frame, _known)}
    except NotTrusted:
        return _refused()
    return _answered(said)


def _known() -> None:
    """Whoever knows the key is one of the staff, whose place is kept."""
    crowd().know(request.environ, "staff")
    crowd().only_waits(request.environ)


def _answered(said: object) -> Response:
    response = jsonify(said)
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused() -> Response:
    return problem(409, gettext("This line has ended. Greet again."))
