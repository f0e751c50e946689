"""Who may do what: each view says its roles, and one check asks before anything else is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect

from scoreboard.contest.record.state import Seer
from scoreboard.contest.standings.visibility import Audience
from scoreboard.contest.words import not_yours
from scoreboard.identity import bearer_token, is_judge
from scoreboard.storage.access import WHOLE_SERVER, Grant, Role
from scoreboard.web.services import crowd, identity, services

View = TypeVar("View", bound=Callable[..., Any])
# Sets up, gives links, rehearses, begins, archives.
ORGANISER: tuple[Role, ...] = ("organiser",)
# Runs and corrects.
DESK: tuple[Role, ...] = ("organiser", "scorer")
# Looks at the desk's pages and reads what it reads.
SEES_DESK: tuple[Role, ...] = ("organiser", "scorer", "viewer")
EVERYBODY = "everybody"
SAFE = ("GET", "HEAD", "OPTIONS")

csrf = CSRFProtect()


class NobodyKnown(Exception):
    """The request carries no valid token or cookie."""


def allow(*roles: Role) -> Callable[[View], View]:
    """Only these roles, in the event of the address, may call the view."""

    def mark(view: View) -> View:
        view.allowed_roles = roles  # type: ignore[attr-defined]
        return view

    return mark


def allow_server(view: View) -> View:
    """Only the organiser of the whole server may call the view, which belongs to no event."""
    view.allowed_roles = ORGANISER  # type: ignore[attr-defined]
    view.whole_server = True  # type: ignore[attr-defined]
    return view


def allow_all(view: View) -> View:
    """Everybody may call the view."""
    view.allowed_roles = EVERYBODY  # type: ignore[attr-defined]
    return view


def check_permission() -> None:
    """Before each request: the current grant must have a role that the view allows.

    A view without roles is open to nobody. An address without a view gets its 404 later.

    Raises:
        NobodyKnown: no valid token and no valid cookie.
        Refusal: the grant does not have the role.
        CSRFError: a write signed in by the cookie without its token.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    roles = getattr(view, "allowed_roles", ())
    if view is None or roles == EVERYBODY:
        return
    if not roles:
        raise not_yours("This link does not open that.")
    if getattr(view, "whole_server", False):
        _require_server()
    else:
        require((request.view_args or {})["slug"], *roles)


def require(slug: str, *roles: Role) -> Grant:
    """The grant of the request, if of one of these roles here. Raises as `check_permission`."""
    token = bearer_token()
    grant = identity().identify(slug, token, _asked_as(roles))
    if grant is None:
        raise NobodyKnown
    # An unknown event is "not found" to everybody who is known at all.
    services().books.check_exists(slug)
    return _known(grant, token, grant.event in (slug, WHOLE_SERVER) and grant.role in roles)


def _asked_as(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles to look for: only the page's own if its header names one, else all of these."""
    page_role = request.headers.get("X-Scoreboard-Role")
    return tuple(role for role in roles if role == page_role) or roles


def _require_server() -> Grant:
    token = bearer_token()
    grant = identity().identify(WHOLE_SERVER, token)
    if grant is None and token is None:
        # Known in an event only: it is not theirs, and signing in again would not help.
        grant = identity().anybody()
    if grant is None:
        raise NobodyKnown
    return _known(grant, token, grant.event == WHOLE_SERVER and grant.role in ORGANISER)


def _known(grant: Grant, token: str | None, may: bool) -> Grant:
    if not may:
        raise not_yours("This link does not open that.")
    if token is None and request.method not in SAFE:
        csrf.protect()
    g.grant = grant
    crowd().know(request.environ, "staff")
    return grant


def audience(slug: str) -> Seer:
    """The audience of a board that is open to all: a judge of the event, or the public.

    A browser that is also signed in as the desk gets the public board.
    """
    grant = identity().identify(slug, bearer_token(), SEES_DESK)
    return "judge" if is_judge(grant, slug) else "public"


def keep_apart(response: Response, seen_by: Audience) -> Response:
    """The answer with headers that keep caches from serving it to another audience."""
    response.headers["Cache-Control"] = "public, max-age=1" if seen_by == "public" else "no-store"
    response.vary.update(("Authorization", "Cookie"))
    return response


def current_grant() -> Grant:
    """The grant of the current request; only in a view that names its roles."""
    grant: Grant = g.grant
    return grant
