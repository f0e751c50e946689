"""Opening a result to all who want to recount it, and the file that they get."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Response, current_app, jsonify, make_response, request

from scoreboard.files.results.as_json import PublishedDocument
from scoreboard.files.results.formats import JSON_TYPE
from scoreboard.verbs.preparing import Publish
from scoreboard.web.api.answers import Published
from scoreboard.web.api.describing import describe
from scoreboard.web.api.preparation_bodies import ActBody
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow, allow_all, current_grant
from scoreboard.web.services import services

if TYPE_CHECKING:
    from scoreboard.web.published import PublishedFiles


@api.post("/events/<slug>/publish")
@describe("results", {200: Published})
@allow("set_up")
def publish(slug: str, json: ActBody) -> Response:
    """Open the announced result to all who want to recount it."""
    return _published(slug, json, published=True)


@api.post("/events/<slug>/unpublish")
@describe("results", {200: Published})
@allow("set_up")
def unpublish(slug: str, json: ActBody) -> Response:
    """Close it again; who has the file keeps it."""
    return _published(slug, json, published=False)


def _published(slug: str, json: ActBody, *, published: bool) -> Response:
    done = services().writer.write(slug, Publish(current_grant(), str(json.id), published))
    return jsonify({"published": published, "version": done.entry.version})


@api.get("/events/<slug>/recount.json")
@describe("results", {200: PublishedDocument, 304: None})
@allow_all
def recount_file(slug: str) -> Response:
    """The published result with its ledger, to be recounted. 404 where it is not published."""
    found = published_files().file(slug)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = make_response(found.packed if packed else found.plain)
    response.headers["Content-Type"] = JSON_TYPE
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.recount.json"'
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(f"{found.etag}{'.gz' if packed else ''}")
    response.make_conditional(request)
    return response


def published_files() -> PublishedFiles:
    """The published files of the app that answers this request."""
    return cast("PublishedFiles", current_app.extensions["scoreboard.published"])
