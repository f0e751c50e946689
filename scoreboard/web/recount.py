"""The page with which anybody recounts a published result."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, request

from scoreboard.recount.page import MIMETYPE, recount_policy
from scoreboard.web.api.publishing import published_files
from scoreboard.web.headers import POLICY
from scoreboard.web.page import page_language
from scoreboard.web.permissions import allow_all

recount = Blueprint("recount", __name__)


@recount.get("/e/<slug>/recount")
@allow_all
def page(slug: str) -> Response:
    """The page with the published file in it; 404 where it is not published."""
    found = published_files().page(slug, page_language())
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = make_response(found.packed if packed else found.plain)
    response.headers["Content-Type"] = MIMETYPE
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers[POLICY] = recount_policy()
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(f"{found.etag}{'.gz' if packed else ''}")
    response.make_conditional(request)
    return response
