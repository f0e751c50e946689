"""Signing in: a role link, or a PIN typed by hand."""

from __future__ import annotations

import secrets

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf
from werkzeug import Response

from scoreboard.roles import ROLES
from scoreboard.storage.access import WHOLE_SERVER, Grant
from scoreboard.web.page import page_of
from scoreboard.web.pasted import link_in, pin_in, token_in
from scoreboard.web.permissions import allow_all, csrf
from scoreboard.web.problems import problem
from scoreboard.web.services import identity, services, tries
from scoreboard.web.tries import Asker, TooMany

join = Blueprint("join", __name__)
# The session's key for a browser that nobody has signed in with.
BROWSER = "browser"


@join.get("/join/<token>")
@allow_all
def by_link(token: str) -> Response:
    """Sign in with a role link, then go to the right page; with `?to=safety` the desk goes to where
    the second laptop takes over.
    """
    grant = services().access.by_token(token_in(token) or token)
    answer: Response
    if grant is None:
        answer = problem(
            404, gettext("This link is no longer valid. Ask the scorer's desk for a new one.")
        )
    else:
        answer = _enter(grant, request.args.get("to", ""))
    # The address is the key: no page that follows may be told of it, not even one of our own.
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@join.get("/join")
@allow_all
def by_pin() -> str:
    """The form for a PIN; of one event alone with `?event=`."""
    # So that its tries are told from those of others behind the same address.
    session.setdefault(BROWSER, secrets.token_hex(8))
    return _form(_named_event(), None)


@join.post("/join")
@allow_all
def with_pin() -> Response:
    """Sign in with a PIN; wrong ones are counted, and the more there are the longer all wait."""
    csrf.protect()
    typed, event = request.form.get("pin", ""), _named_event()
    token, pin = link_in(typed), pin_in(typed)
    access = services().access
    try:
        if token is not None:
            # Nobody guesses a link: it always opens.
            grant = access.by_token(token)
        elif pin is not None:
            grant = tries().find(_asker(event), lambda: access.by_pin(pin, event))
        else:
            grant = None
    except TooMany as many:
        return _too_many(event, many.seconds)
    if grant is None:
        wrong = gettext("That PIN is not known. Look at your card, or ask the scorer's desk.")
        return make_response(_form(event, wrong), 422)
    return _enter(grant)


def _named_event() -> str | None:
    """The event that the page is for, where there is one of that name."""
    named = request.args.get("event", "")
    return named if named in services().books.events() else None


def _asker(event: str | None) -> Asker:
    """Who tries. The event of a server that has only one needs no naming."""
    events = services().books.events()
    return Asker(
        browser=str(session.get(BROWSER, "")),
        address=request.remote_addr or "",
        event=event or (events[0] if len(events) == 1 else ""),
        holds=identity().holds(),
    )


def _too_many(event: str | None, seconds: int) -> Response:
    """The same form, with the sentence that it must wait."""
    wait = gettext("There have been too many wrong PINs. A card's code opens at any time.")
    answer: Response = make_response(_form(event, wait, wait_seconds=seconds), 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _form(event: str | None, error: str | None, wait_seconds: int | None = None) -> str:
    return render_template(
        "join.html",
        event=None if event is None else services().books.read(event, lambda book: book.event),
        error=error,
        wait_seconds=wait_seconds,
        page=page_of("join", None),
    )


def _enter(grant: Grant, to: str = "") -> Response:
    identity().remember(grant)
    # Now, so that no page has anything to add to the cookie (`sessions.py` says why).
    generate_csrf()
    if grant.event == WHOLE_SERVER:
        return redirect(url_for("home.events"))
    if to == "safety" and grant.may("see_desk"):
        return redirect(url_for("safety.page", slug=grant.event, _anchor="second-take"))
    event = url_for("audience.page", slug=grant.event)
    return redirect(f"{event}/{ROLES[grant.role].page}")
