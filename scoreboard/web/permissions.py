"""Who may do what: each view says what it needs, and one check asks before anything is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from flask import Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect

from scoreboard.contest.record.state import Seer
from scoreboard.contest.words import not_yours
from scoreboard.identity import bearer_token, is_judge
from scoreboard.roles import Capability, Role, roles_that_may
from scoreboard.storage.access import WHOLE_SERVER, Grant, GrantEnded
from scoreboard.web.services import crowd, identity, services

View = TypeVar("View", bound=Callable[..., Any])
Result = TypeVar("Result")
EVERYBODY = "everybody"
SAFE = ("GET", "HEAD", "OPTIONS")

csrf = CSRFProtect()


class NobodyKnown(Exception):
    """The request carries no valid token or cookie."""


def allow(capability: Capability) -> Callable[[View], View]:
    """Only who may do this, in the event of the address, may call the view."""

    def mark(view: View) -> View:
        view.needs = capability  # type: ignore[attr-defined]
        return view

    return mark


def confirmed_as_it_writes(view: View) -> View:
    """Who calls the view is taken from memory, and looked up as it writes by `writing_as`."""
    view.confirms = True  # type: ignore[attr-defined]
    return view


def writing_as(slug: str, write: Callable[[Grant], Result]) -> Result:
    """What `write` answers for who is known; it is to write by `Writer.write`.

    Where their link has been taken back, they are looked up as anywhere else. Raises as
    `check_permission`.
    """
    try:
        return write(current_grant())
    except GrantEnded:
        view: Any = current_app.view_functions[request.endpoint or ""]
        return write(require(slug, view.needs))


def allow_server(view: View) -> View:
    """Only the organiser of the whole server may call the view, which belongs to no event."""
    view.needs = "set_up"  # type: ignore[attr-defined]
    view.whole_server = True  # type: ignore[attr-defined]
    return view


def allow_all(view: View) -> View:
    """Everybody may call the view."""
    view.needs = EVERYBODY  # type: ignore[attr-defined]
    return view


def check_permission() -> None:
    """Before each request: the current grant's role must be able to do what the view needs.

    A view that says nothing is open to nobody. An address without a view gets its 404 later.

    Raises:
        NobodyKnown: no valid token and no valid cookie.
        Refusal: the grant's role may not.
        CSRFError: a write signed in by the cookie without its token.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    needs = getattr(view, "needs", None)
    if view is None or needs == EVERYBODY:
        return
    if needs is None:
        raise not_yours("This link does not open that.")
    if getattr(view, "whole_server", False):
        _require_server()
    else:
        later = getattr(view, "confirms", False)
        require((request.view_args or {})["slug"], needs, confirmed_later=later)


def require(slug: str, capability: Capability, *, confirmed_later: bool = False) -> Grant:
    """The grant of the request, if it may do this here. Raises as `check_permission`."""
    token, roles = bearer_token(), roles_that_may(capability)
    who = _asked_as(roles)
    grant = identity().identify(slug, token, who, confirmed_later=confirmed_later)
    if grant is None:
        raise NobodyKnown
    # An unknown event is "not found" to everybody who is known at all.
    services().books.check_exists(slug)
    return _known(grant, token, grant.event in (slug, WHOLE_SERVER) and grant.may(capability))


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
    return _known(grant, token, grant.event == WHOLE_SERVER and grant.may("set_up"))


def _known(grant: Grant, token: str | None, may: bool) -> Grant:
    if not may:
        raise not_yours("This link does not open that.")
    if token is None and request.method not in SAFE:
        csrf.protect()
    g.grant = grant
    crowd().know(request.environ, "staff")
    return grant


def may_here(slug: str, capability: Capability) -> bool:
    """Whether whoever opens a page that is open to all could also do this here."""
    grant = identity().identify(slug, bearer_token(), roles_that_may(capability))
    return grant is not None and grant.event in (slug, WHOLE_SERVER) and grant.may(capability)


def audience(slug: str) -> Seer:
    """The audience of a board that is open to all: a judge of the event, or the public.

    A browser that is also signed in as the desk gets the public board.
    """
    grant = identity().identify(slug, bearer_token(), roles_that_may("see_desk"))
    return "judge" if is_judge(grant, slug) else "public"


def keep_apart(response: Response, seen_by: Seer | Literal["desk"]) -> Response:
    """The answer with headers that keep caches from serving it to another audience."""
    response.headers["Cache-Control"] = "public, max-age=1" if seen_by == "public" else "no-store"
    response.vary.update(("Authorization", "Cookie"))
    return response


def current_grant() -> Grant:
    """The grant of the current request; only in a view that names its roles."""
    grant: Grant = g.grant
    return grant
