"""A full hall: pages of onlookers are asked to wait, calmly; judges and desk always come in."""

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
    """Before each request: an onlooker's page is not begun where its phone could not stay."""
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
    # Whoever waits keeps no connection for it.
    answer.headers["Connection"] = "close"
    return answer
