"""Signing in: a role link, or a PIN typed by hand."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug import Response

from scoreboard.roles import ROLES
from scoreboard.storage.access import WHOLE_SERVER, Grant
from scoreboard.web.page import page_of
from scoreboard.web.pasted import link_in, pin_in, token_in
from scoreboard.web.permissions import allow_all, csrf
from scoreboard.web.problems import problem
from scoreboard.web.services import identity, services

join = Blueprint("join", __name__)
limiter = Limiter(get_remote_address)


@limiter.request_filter
def is_unlimited() -> bool:
    """Whether nothing is counted here: asked first, for looking through all limits takes long."""
    return request.endpoint != "join.with_pin"


# A million PINs at five tries a minute: guessing one of a dozen takes weeks, an event takes hours.
WRONG_PINS = "5 per minute; 30 per hour"


def _wrong(response: Response) -> bool:
    return response.status_code == 422


@join.get("/join/<token>")
@allow_all
def by_link(token: str) -> Response:
    """Sign in with a role link, then go to the right page."""
    grant = services().access.by_token(token_in(token) or token)
    answer: Response
    if grant is None:
        answer = problem(
            404, gettext("This link is no longer valid. Ask the scorer's desk for a new one.")
        )
    else:
        answer = _enter(grant)
    # The address is the key: no page that follows may be told of it, not even one of our own.
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@join.get("/join")
@allow_all
def by_pin() -> str:
    """The form for a PIN."""
    return _form(None)


@join.post("/join")
@limiter.limit(WRONG_PINS, deduct_when=_wrong)
@allow_all
def with_pin() -> Response:
    """Sign in with a PIN; only wrong ones count against the limit."""
    csrf.protect()
    typed = request.form.get("pin", "")
    token, pin = link_in(typed), pin_in(typed)
    if token is not None:
        grant = services().access.by_token(token)
    else:
        grant = services().access.by_pin(pin) if pin is not None else None
    if grant is None:
        wrong = gettext("That PIN is not known. Look at your card, or ask the scorer's desk.")
        return make_response(_form(wrong), 422)
    return _enter(grant)


@join.errorhandler(429)
def too_many(_error: Exception) -> Response:
    """The same form, with the sentence that it must wait."""
    wait = gettext("Too many wrong PINs. Wait a minute and try again.")
    return make_response(_form(wait, wait_seconds=60), 429)


def _form(error: str | None, wait_seconds: int | None = None) -> str:
    return render_template(
        "join.html", error=error, wait_seconds=wait_seconds, page=page_of("join", None)
    )


def _enter(grant: Grant) -> Response:
    identity().remember(grant)
    if grant.event == WHOLE_SERVER:
        return redirect(url_for("home.events"))
    event = url_for("audience.page", slug=grant.event)
    return redirect(f"{event}/{ROLES[grant.role].page}")
