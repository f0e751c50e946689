"""The other laptop of a pair: this one's pages may speak to it, and its pages to this one.

Nobody else's: not with another origin, and never with a cookie. A page says by its token who it is.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, request

from scoreboard.pair.pair import Pair
from scoreboard.storage.access import WHOLE_SERVER, Grant
from scoreboard.web.services import services

# What pages send beside what browsers allow anyway, and all that begins like ours.
HEADERS, OURS = ("accept", "authorization", "content-type", "x-csrftoken"), "x-scoreboard-"
METHODS = "GET, POST, PUT, DELETE"
# A browser asks once an hour whether it may.
ASKED_SECONDS = "3600"
API = "/api/v1/"


def other_of(parts: dict[str, Any]) -> str:
    """Where the other laptop is reached, without a slash at the end; "" where there is none.

    `parts` are the app's extensions.
    """
    here: Pair | None = parts.get("scoreboard.pair")
    if here is None or here.state.part == "alone":
        return ""
    # What it calls itself is what browsers know it by; the way of this laptop to it may be another.
    return (here.called or here.state.other).rstrip("/")


def follows_other(parts: dict[str, Any]) -> bool:
    """Whether this laptop follows the other one, which writes. `parts` are the app's extensions."""
    here: Pair | None = parts.get("scoreboard.pair")
    return here is not None and here.state.part == "second"


def origin_of(address: str) -> str:
    """The origin of an address as browsers say it; "" for what is none."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def is_others(parts: dict[str, Any], origin: str | None) -> bool:
    """Whether a page of this origin is the other laptop's: by its address, or by the one that the
    printed cards lead to, which both laptops know.
    """
    other = other_of(parts)
    if not other or not origin:
        return False
    known = parts["scoreboard"]
    if origin == origin_of(other):
        return True
    roots = (known.printed.root(slug) for slug in known.books.events())
    return any(origin == origin_of(root) for root in roots if root)


def is_allowed(parts: dict[str, Any], origin: str | None, environ: dict[str, Any]) -> bool:
    """Whether a page of this origin may open a socket here: our own pages, and the other's."""
    own = f"{environ.get('wsgi.url_scheme')}://{environ.get('HTTP_HOST')}"
    proxied = environ.get("HTTP_X_FORWARDED_HOST")
    if proxied:
        scheme = environ.get("HTTP_X_FORWARDED_PROTO") or environ.get("wsgi.url_scheme")
        if origin == f"{str(scheme).split(',')[0].strip()}://{proxied.split(',')[0].strip()}":
            return True
    return origin == own or is_others(parts, origin)


def answer_preflight() -> Response | None:
    """Before a request: a browser asks whether a page of the other laptop may send it."""
    asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    if not (asks and request.path.startswith(API)):
        return None
    answer = Response(status=204)
    if is_others(current_app.extensions, request.headers.get("Origin")):
        answer.headers["Access-Control-Allow-Methods"] = METHODS
        asked = request.headers.get("Access-Control-Request-Headers", "").lower().split(",")
        names = [name for one in asked if (name := one.strip()) in HEADERS or OURS in name[:13]]
        answer.headers["Access-Control-Allow-Headers"] = ", ".join(names)
        answer.headers["Access-Control-Max-Age"] = ASKED_SECONDS
    return answer


def let_other_read(response: Response) -> Response:
    """After a request: what a page of the other laptop has asked for it may read."""
    origin = request.headers.get("Origin")
    if origin and request.path.startswith(API) and is_others(current_app.extensions, origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        response.vary.add("Origin")
    return response


def for_page(grant: Grant | None) -> dict[str, str] | None:
    """What a page needs to go over to the other laptop: where it is, and by which token."""
    other = other_of(current_app.extensions)
    if not other:
        return None
    return {"other": other, "token": "" if grant is None else _token(grant)}


def _token(grant: Grant) -> str:
    found = services().access.links(grant.event or WHOLE_SERVER)
    return next((token for one, token, _ in found if one == grant), "")
