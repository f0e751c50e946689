"""When all connections are taken, onlookers get a page that waits; judges and desk come in."""

from __future__ import annotations

from flask import Response, make_response, render_template, request
from flask_babel import gettext

from scoreboard.gate import asker
from scoreboard.identity import bearer_token
from scoreboard.limits import RETRY_SECONDS
from scoreboard.web.services import crowd, identity

# The pages that a hall full of phones opens; what they then load is short, and always answered.
ONLOOKERS = ("audience.page", "team.page", "home.events")


def check_room() -> Response | None:
    """Before each request: answer an onlooker's page with the waiting page if there is no room."""
    if request.endpoint not in ONLOOKERS or crowd().has_room("audience"):
        return None
    if bearer_token() or identity().anybody() is not None:
        return None
    crowd().turn_away(asker())
    return full()


def full() -> Response:
    """The page that asks to wait."""
    words = gettext("The hall is full at the moment. This page tries again by itself.")
    page = render_template("full.html", words=words, seconds=RETRY_SECONDS)
    answer: Response = make_response(page, 503)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    # Waiting must not hold a connection.
    answer.headers["Connection"] = "close"
    return answer
