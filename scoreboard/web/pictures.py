"""The pictures that organisers have put in, as everybody's pages show them."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from scoreboard.contest.record.look import picture_path
from scoreboard.web.permissions import allow_all
from scoreboard.web.services import services

pictures = Blueprint("pictures", __name__)

# Whatever a picture may hold: it runs nothing, loads nothing, and is taken for nothing else.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Named by what it holds, it never becomes another.
    "Cache-Control": "public, max-age=31536000, immutable",
}


@pictures.get("/e/<slug>/pictures/<name>")
@allow_all
def picture(slug: str, name: str) -> Response:
    """One picture, named by the SHA-256 of its bytes and the ending of its type."""
    hash_ = name.partition(".")[0]
    found = services().pictures.data(slug, hash_)
    if found is None or picture_path(slug, hash_, found[0]) != f"/e/{slug}/pictures/{name}":
        abort(404)
    kind, data = found
    return Response(data, mimetype=kind, headers=HEADERS)
