"""Who may do what: each view says its roles, and one check asks before anything else is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect

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
    """Nobody is known by what the request carries."""


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
    """Before each request: whoever asks must hold a role that the view allows.

    A view that says nothing is open to nobody. An address that leads to no view has its own answer.

    Raises:
        NobodyKnown: no token and no cookie that stands.
        Refusal: somebody else may, but not this one.
        CSRFError: a write that rests on the cookie without its token.
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
    """Who asks, when one of these roles in this event. Raises as `check_permission` does."""
    token = bearer_token()
    grant = identity().identify(slug, token, _asked_as(roles))
    if grant is None:
        raise NobodyKnown
    # An unknown event is "not found" to everybody who is known at all.
    services().books.read(slug, lambda book: book.version)
    return _known(grant, token, grant.event in (slug, WHOLE_SERVER) and grant.role in roles)


def _asked_as(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles to look for: the page's own where it says one, for judges and desks both award."""
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


def audience(slug: str) -> Audience:
    """For whom a board that is open to all is drawn: a judge of the event, or the public.

    A browser that also holds the desk's sign-in is the desk's, which sees everything elsewhere.
    """
    grant = identity().identify(slug, bearer_token(), SEES_DESK)
    return "judge" if is_judge(grant, slug) else "public"


def keep_apart(response: Response, seen_by: Audience) -> Response:
    """The answer, so that no cache gives to one audience what another was given."""
    response.headers["Cache-Control"] = "public, max-age=1" if seen_by == "public" else "no-store"
    response.vary.update(("Authorization", "Cookie"))
    return response


def current_grant() -> Grant:
    """Who asks; only where the view names its roles."""
    grant: Grant = g.grant
    return grant
